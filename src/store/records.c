/* SPDX-License-Identifier: Apache-2.0 */
#include "store/records.h"

#include <string.h>

#include "base/text.h"
#include "formats/json_writer.h"
#include "store/check.h"

enum { FIRST_ROWS = 16 };

typedef struct record {
    prse_value *values;
    prse_str *printed; /* NULL: no value was asked for as text yet */
    int64_t version;
} record;

struct prse_records {
    const prse_collection *of;
    prse__arena *arena; /* values and texts */
    record *rows;
    size_t count, room;
    uint64_t hidden; /* a bit a column */
    int out_of_memory;
};

prse_status prse__records_new(prse_records **out, const prse_collection *of,
                              prse_error *err)
{
    prse_records *records = prse__alloc(1, sizeof *records);
    if (records)
        records->arena = prse__arena_new(0);
    if (!records || !records->arena) {
        prse__free(records);
        return prse__error_nomem(err);
    }
    records->of = of;
    *out = records;
    return PRSE_OK;
}

void prse_records_free(prse_records *records)
{
    if (!records)
        return;
    prse__arena_free(records->arena);
    prse__free(records->rows);
    prse__free(records);
}

void prse__records_clear(prse_records *records)
{
    prse__arena_reset(records->arena);
    records->count = 0;
    records->out_of_memory = 0;
}

static int make_room(prse_records *records)
{
    if (records->count < records->room)
        return 1;
    size_t room = records->room ? records->room * 2 : FIRST_ROWS;
    record *rows = prse__resize(records->rows, records->room, room,
                                sizeof *rows);
    if (!rows)
        return 0;
    records->rows = rows;
    records->room = room;
    return 1;
}

static int is_hidden(const prse_records *records, uint32_t column)
{
    return (int)(records->hidden >> column & 1);
}

/* 0: no memory. */
static int copy_value(prse_records *records, prse_value *out,
                      const prse_value *value, uint32_t column)
{
    *out = is_hidden(records, column) ? prse__field_null() : *value;
    if (!prse__type_is_text(out->type)) {
        out->text = (prse_str){0};
        return 1;
    }
    out->text = prse__str_dup(records->arena, value->text);
    return out->text.ptr != NULL;
}

static int copy_row(prse_records *records, const prse_value *values,
                    int64_t version)
{
    uint32_t count = records->of->column_count;
    record row = {.version = version};
    if (!make_room(records))
        return 0;
    row.values = prse__arena_alloc(records->arena, count, sizeof *row.values);
    if (!row.values)
        return 0;
    for (uint32_t i = 0; i < count; i++)
        if (!copy_value(records, &row.values[i], &values[i], i))
            return 0;
    records->rows[records->count++] = row;
    return 1;
}

int prse__records_add(void *user, const prse_value *values, int64_t version)
{
    prse_records *records = user;
    if (!records->out_of_memory && !copy_row(records, values, version))
        records->out_of_memory = 1;
    return records->out_of_memory;
}

void prse__records_hide(prse_records *records, uint32_t column)
{
    records->hidden |= UINT64_C(1) << column;
    for (size_t i = 0; i < records->count; i++)
        records->rows[i].values[column] = prse__field_null();
}

prse_status prse__records_end(const prse_records *records, prse_error *err)
{
    return records->out_of_memory ? prse__error_nomem(err) : PRSE_OK;
}

size_t prse_records_count(const prse_records *records)
{
    return records ? records->count : 0;
}

size_t prse_records_columns(const prse_records *records)
{
    return records ? records->of->column_count : 0;
}

prse_str prse_records_column(const prse_records *records, size_t column)
{
    if (column >= prse_records_columns(records))
        return PRSE_STR("");
    return prse_str_of(records->of->columns[column].name);
}

/* The position of a column; its number when there is no such one. */
static size_t find_column(const prse_records *records, prse_str name)
{
    size_t count = prse_records_columns(records), at = 0;
    while (at < count && !prse__str_eq(prse_records_column(records, at), name))
        at++;
    return at;
}

prse_status prse_records_get(const prse_records *records, size_t row,
                             prse_str column, prse_value *out, prse_error *err)
{
    if (!records || !out)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "records and out are required");
    size_t at = find_column(records, column);
    if (row >= records->count)
        return prse__error_set(err, PRSE_ENOTFOUND, records->of->name,
                               "there is no row %zu, only %zu of them", row,
                               records->count);
    if (at == records->of->column_count)
        return prse__error_set(err, PRSE_ENOTFOUND, records->of->name,
                               "there is no such column");
    *out = records->rows[row].values[at];
    return PRSE_OK;
}

/* Kept in the arena; empty without memory. */
static prse_str print(prse_records *records, const prse_value *value)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__field_print(&text, value);
    prse_str kept = {0};
    if (!text.failed)
        kept = prse__str_dup(records->arena, prse__buf_str(&text));
    prse__buf_free(&text);
    return kept;
}

static prse_str printed(prse_records *records, record *row, size_t at)
{
    if (!row->printed)
        row->printed = prse__arena_alloc(
            records->arena, records->of->column_count, sizeof *row->printed);
    if (!row->printed)
        return PRSE_STR("");
    if (!row->printed[at].ptr)
        row->printed[at] = print(records, &row->values[at]);
    return row->printed[at].ptr ? row->printed[at] : PRSE_STR("");
}

prse_str prse_records_text(prse_records *records, size_t row, prse_str column)
{
    size_t at = find_column(records, column);
    if (!records || row >= records->count || at == records->of->column_count)
        return PRSE_STR("");
    const prse_value *value = &records->rows[row].values[at];
    if (value->type == PRSE_TYPE_NULL)
        return PRSE_STR("");
    if (value->type != PRSE_TYPE_BYTES && prse__type_is_text(value->type))
        return value->text;
    return printed(records, &records->rows[row], at);
}

int64_t prse_records_version(const prse_records *records, size_t row)
{
    return records && row < records->count ? records->rows[row].version : 0;
}

static void add_value(prse__json *json, const prse_value *value)
{
    prse__buf text;
    if (value->type == PRSE_TYPE_NULL) {
        prse__json_null(json);
        return;
    }
    prse__buf_init(&text, 0);
    prse__field_print(&text, value);
    json->buf->failed |= text.failed;
    if (value->type == PRSE_TYPE_INT || value->type == PRSE_TYPE_BOOL ||
        value->type == PRSE_TYPE_DECIMAL || value->type == PRSE_TYPE_JSON)
        prse__json_raw(json, prse__buf_str(&text));
    else
        prse__json_string(json, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void add_row(prse__json *json, const prse_records *records,
                    const record *row)
{
    const prse_collection *of = records->of;
    prse__json_open(json, '{');
    for (uint32_t i = 0; i < of->column_count; i++) {
        prse__json_key(json, prse_str_of(of->columns[i].name));
        add_value(json, &row->values[i]);
    }
    prse__json_put_int(json, "version", row->version);
    prse__json_close(json, '}');
}

prse_status prse_records_json(prse_text **out, const prse_records *records,
                              prse_error *err)
{
    prse__json json;
    prse__buf buf;
    if (!out || !records)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and records are required");
    prse__buf_init(&buf, 0);
    prse__json_init(&json, &buf, 0);
    prse__json_open(&json, '[');
    for (size_t i = 0; i < records->count; i++)
        add_row(&json, records, &records->rows[i]);
    prse__json_close(&json, ']');
    return prse__text_take(out, &buf, err);
}
