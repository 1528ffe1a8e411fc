/* SPDX-License-Identifier: Apache-2.0 */
#include "store_postgres/values.h"

static const int64_t DAYS_TO_2000 = 10957;
static const int64_t MS_TO_2000 = INT64_C(946684800000);

static void write_int(char *to, int64_t number, int bytes)
{
    uint64_t rest = (uint64_t)number;
    for (int i = bytes; i > 0; i--, rest >>= 8)
        to[i - 1] = (char)(unsigned char)(rest & 0xff);
}

static void add_number(prse__pgs_values *values, int64_t number, int bytes)
{
    char *to = values->numbers[values->count];
    write_int(to, number, bytes);
    values->at[values->count++] =
        (prse__pg_value){.ptr = to, .len = (size_t)bytes, .binary = 1};
}

void prse__pgs_add_int(prse__pgs_values *values, int64_t number)
{
    add_number(values, number, 8);
}

static void add_bytes(prse__pgs_values *values, prse_str text)
{
    values->at[values->count++] = (prse__pg_value){
        .ptr = text.len ? text.ptr : "", .len = text.len, .binary = 1};
}

static void add_text(prse__pgs_values *values, prse_str text)
{
    prse_str copy = prse__str_dup(values->arena, text);
    values->failed |= copy.ptr == NULL;
    values->at[values->count++] = (prse__pg_value){.ptr = copy.ptr,
                                                   .len = copy.len};
}

void prse__pgs_add(prse__pgs_values *values, const prse_value *value)
{
    switch (value->type) {
    case PRSE_TYPE_INT:
        add_number(values, value->number, 8);
        break;
    case PRSE_TYPE_BOOL:
        add_number(values, value->number != 0, 1);
        break;
    case PRSE_TYPE_DATE:
        add_number(values, value->number - DAYS_TO_2000, 4);
        break;
    case PRSE_TYPE_TIME:
        add_number(values, (value->number - MS_TO_2000) * 1000, 8);
        break;
    case PRSE_TYPE_TEXT:
    case PRSE_TYPE_BYTES:
        add_bytes(values, value->text);
        break;
    case PRSE_TYPE_DECIMAL:
    case PRSE_TYPE_JSON:
        add_text(values, value->text);
        break;
    default:
        values->at[values->count++] = (prse__pg_value){0};
    }
}

int64_t prse__pgs_read_int(prse_str cell)
{
    int negative = cell.len > 1 && (cell.ptr[0] & 0x80);
    uint64_t value = negative ? UINT64_MAX : 0;
    for (size_t i = 0; i < cell.len; i++)
        value = value << 8 | (unsigned char)cell.ptr[i];
    return (int64_t)value;
}

/* Others may have written finer moments than milliseconds. */
static int64_t to_ms(int64_t us)
{
    return us / 1000 - (us % 1000 < 0) + MS_TO_2000;
}

static int read_decimal(prse_str *out, prse_str cell, prse__arena *arena)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    int good = prse__pgs_numeric(&text, cell);
    *out = good ? prse__str_dup(arena, prse__buf_str(&text)) : (prse_str){0};
    good = good ? !text.failed && out->ptr ? 1 : -1 : 0;
    prse__buf_free(&text);
    return good;
}

/* 1: done; 0: not of that type; -1: no memory. */
static int read_cell(prse_value *out, int32_t type, prse_str cell,
                     prse__arena *arena)
{
    static const uint8_t sizes[] = {
        [PRSE_TYPE_INT] = 8, [PRSE_TYPE_BOOL] = 1, [PRSE_TYPE_DATE] = 4,
        [PRSE_TYPE_TIME] = 8, [PRSE_TYPE_BYTES] = 0};
    if (sizes[type] && cell.len != sizes[type])
        return 0;
    int64_t number = sizes[type] ? prse__pgs_read_int(cell) : 0;
    *out = (prse_value){.type = type, .number = number};
    if (type == PRSE_TYPE_DATE)
        out->number = number + DAYS_TO_2000;
    if (type == PRSE_TYPE_TIME)
        out->number = to_ms(number);
    if (sizes[type])
        return 1;
    if (type == PRSE_TYPE_DECIMAL)
        return read_decimal(&out->text, cell, arena);
    if (type == PRSE_TYPE_JSON && (cell.len == 0 || cell.ptr[0] != 1))
        return 0; /* the version of jsonb's form */
    size_t skip = type == PRSE_TYPE_JSON;
    out->text = (prse_str){cell.ptr + skip, cell.len - skip};
    return 1;
}

prse_status prse__pgs_read(prse_value *values, int64_t *version,
                           const prse_collection *of,
                           const prse__pg_result *result, size_t row,
                           prse__arena *arena, prse_error *err)
{
    for (uint32_t i = 0; i < of->column_count; i++) {
        values[i] = (prse_value){0};
        if (prse__pg_is_null(result, row, i))
            continue;
        int good = read_cell(&values[i], of->columns[i].type,
                             prse__pg_cell(result, row, i), arena);
        if (good < 0)
            return prse__error_nomem(err);
        if (!good)
            return prse__error_set(err, PRSE_ESCHEMA, of->columns[i].name,
                                   "the column has another type");
    }
    *version = prse__pgs_read_int(
        prse__pg_cell(result, row, of->column_count));
    return PRSE_OK;
}
