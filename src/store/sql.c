/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql.h"

#include <inttypes.h>
#include <string.h>

#include "store/order.h"
#include "store/store.h"

static void add_name(prse__buf *out, const char *name)
{
    prse__buf_addc(out, '"');
    prse__buf_adds(out, name);
    prse__buf_addc(out, '"');
}

static void add_table(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of)
{
    prse__buf_adds(out, sql->prefix);
    add_name(out, of->name);
}

static void add_param(prse__buf *out, const prse__sql *sql, uint32_t number)
{
    prse__buf_addf(out, "%s%" PRIu32, sql->placeholder, number);
}

static void add_comma(prse__buf *out, uint32_t at)
{
    if (at > 0)
        prse__buf_adds(out, ", ");
}

/* --- Migrations --- */

/* Types of numbers hold days and moments as numbers. */
static int holds_number(const prse__sql *sql, int32_t type)
{
    const char *name = sql->types[type];
    return type == PRSE_TYPE_INT ||
           ((type == PRSE_TYPE_DATE || type == PRSE_TYPE_TIME) &&
            (strstr(name, "int") || strstr(name, "INT")));
}

static void add_quoted(prse__buf *out, prse_str text)
{
    prse__buf_addc(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\'')
            prse__buf_addc(out, '\'');
        prse__buf_addc(out, text.ptr[i]);
    }
    prse__buf_addc(out, '\'');
}

static void add_literal(prse__buf *out, const prse__sql *sql,
                        const prse_column *column)
{
    prse_value value;
    prse__buf text;
    if (prse__field_read(&value, column->type, prse_str_of(column->initial),
                         NULL)) {
        out->failed = 1;
        return;
    }
    if (holds_number(sql, column->type))
        value.type = PRSE_TYPE_INT;
    prse__buf_init(&text, 0);
    prse__field_print(&text, &value);
    out->failed |= text.failed;
    if (value.type == PRSE_TYPE_TIME && sql->spaced_times && !text.failed) {
        text.ptr[sizeof "2026-11-26" - 1] = ' ';
        text.len--; /* the Z */
    }
    if (value.type == PRSE_TYPE_INT || value.type == PRSE_TYPE_BOOL)
        prse__buf_add(out, prse__buf_str(&text));
    else
        add_quoted(out, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void add_column(prse__buf *out, const prse__sql *sql,
                       const prse_column *column)
{
    add_name(out, column->name);
    prse__buf_addc(out, ' ');
    prse__buf_adds(out, sql->types[column->type]);
    if (column->type == PRSE_TYPE_TEXT)
        prse__buf_adds(out, sql->text_order);
    if (!column->optional)
        prse__buf_adds(out, " NOT NULL");
}

static void add_key(prse__buf *out, const prse_collection *of)
{
    prse__buf_addc(out, '(');
    for (uint32_t i = 0; i < of->key_count; i++) {
        add_comma(out, i);
        add_name(out, of->columns[i].name);
    }
    prse__buf_addc(out, ')');
}

static void make_collection(prse__buf *out, const prse__sql *sql,
                            const prse_collection *of)
{
    prse__buf_adds(out, "CREATE TABLE ");
    add_table(out, sql, of);
    prse__buf_adds(out, " (");
    for (uint32_t i = 0; i < of->column_count; i++) {
        if (of->columns[i].since > of->since)
            break;
        add_column(out, sql, &of->columns[i]);
        prse__buf_adds(out, ", ");
    }
    prse__buf_addf(out, "\"version\" %s NOT NULL, PRIMARY KEY ",
                   sql->types[PRSE_TYPE_INT]);
    add_key(out, of);
    prse__buf_addc(out, ')');
    prse__buf_adds(out, sql->table_end);
}

static void make_column(prse__buf *out, const prse__sql *sql,
                        const prse_collection *of, const prse_column *column)
{
    prse__buf_adds(out, "ALTER TABLE ");
    add_table(out, sql, of);
    prse__buf_adds(out, " ADD COLUMN ");
    add_column(out, sql, column);
    if (column->initial) {
        prse__buf_adds(out, " DEFAULT ");
        add_literal(out, sql, column);
    }
}

/* One part of an order, as ORDER BY and CREATE INDEX write it. */
static void add_part(prse__buf *out, const prse__sql *sql,
                     const prse_column *column, int descending)
{
    add_name(out, column->name);
    if (descending)
        prse__buf_adds(out, " DESC");
    if (column->optional)
        prse__buf_adds(out, descending ? sql->nulls_last : sql->nulls_first);
}

static void add_order(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of, int32_t index,
                      int descending)
{
    prse__order order = prse__order_of(of, index);
    for (uint32_t i = 0; i < order.count; i++) {
        add_comma(out, i);
        add_part(out, sql, &of->columns[order.columns[i]], descending);
    }
}

/* The key after the columns, so that the index alone gives the order. */
static void make_index(prse__buf *out, const prse__sql *sql,
                       const prse_collection *of, uint32_t at)
{
    const prse_index *index = &of->indexes[at];
    prse__buf_adds(out, index->unique ? "CREATE UNIQUE INDEX "
                                      : "CREATE INDEX ");
    add_name(out, index->name);
    prse__buf_adds(out, " ON ");
    add_table(out, sql, of);
    prse__buf_adds(out, " (");
    if (!index->unique)
        add_order(out, sql, of, (int32_t)at, 0);
    for (uint32_t i = 0; index->unique && i < index->count; i++) {
        add_comma(out, i);
        add_part(out, sql, &of->columns[index->columns[i]], 0);
    }
    prse__buf_addc(out, ')');
}

void prse__sql_step(prse__buf *out, const prse__sql *sql,
                    const prse_schema *schema, const prse_step *step)
{
    const prse_collection *of = &schema->collections[step->collection];
    switch (step->kind) {
    case PRSE_STEP_COLLECTION:
        make_collection(out, sql, of);
        break;
    case PRSE_STEP_COLUMN:
        make_column(out, sql, of, &of->columns[step->item]);
        break;
    case PRSE_STEP_INDEX:
        make_index(out, sql, of, step->item);
        break;
    default:
        prse__buf_adds(out, "DROP INDEX ");
        prse__buf_adds(out, sql->prefix);
        add_name(out, of->indexes[step->item].name);
    }
}

/* --- Rows --- */

static void add_columns(prse__buf *out, const prse_collection *of)
{
    for (uint32_t i = 0; i < of->column_count; i++) {
        add_name(out, of->columns[i].name);
        prse__buf_adds(out, ", ");
    }
    prse__buf_adds(out, "\"version\"");
}

static void add_key_equals(prse__buf *out, const prse__sql *sql,
                           const prse_collection *of)
{
    prse__buf_adds(out, " WHERE ");
    for (uint32_t i = 0; i < of->key_count; i++) {
        if (i > 0)
            prse__buf_adds(out, " AND ");
        add_name(out, of->columns[i].name);
        prse__buf_adds(out, " = ");
        add_param(out, sql, i + 1);
    }
}

static void add_version_equals(prse__buf *out, const prse__sql *sql,
                               uint32_t number, int versioned)
{
    if (!versioned)
        return;
    prse__buf_adds(out, " AND \"version\" = ");
    add_param(out, sql, number);
}

void prse__sql_get(prse__buf *out, const prse__sql *sql,
                   const prse_collection *of)
{
    prse__buf_adds(out, "SELECT ");
    add_columns(out, of);
    prse__buf_adds(out, " FROM ");
    add_table(out, sql, of);
    add_key_equals(out, sql, of);
}

/* INSERT up to the last value; `alias` names the row that is there. */
static void add_insert(prse__buf *out, const prse__sql *sql,
                       const prse_collection *of, const char *alias)
{
    prse__buf_adds(out, "INSERT INTO ");
    add_table(out, sql, of);
    prse__buf_adds(out, alias);
    prse__buf_adds(out, " (");
    add_columns(out, of);
    prse__buf_adds(out, ") VALUES (");
    for (uint32_t i = 0; i < of->column_count; i++) {
        add_param(out, sql, i + 1);
        prse__buf_adds(out, ", ");
    }
}

void prse__sql_insert(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of)
{
    add_insert(out, sql, of, "");
    prse__buf_adds(out, "1) ON CONFLICT DO NOTHING");
}

void prse__sql_load(prse__buf *out, const prse__sql *sql,
                    const prse_collection *of)
{
    add_insert(out, sql, of, "");
    add_param(out, sql, of->column_count + 1);
    prse__buf_adds(out, ") ON CONFLICT DO NOTHING");
}

void prse__sql_update(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of, int versioned)
{
    prse__buf_adds(out, "UPDATE ");
    add_table(out, sql, of);
    prse__buf_adds(out, " SET ");
    for (uint32_t i = of->key_count; i < of->column_count; i++) {
        add_name(out, of->columns[i].name);
        prse__buf_adds(out, " = ");
        add_param(out, sql, i + 1);
        prse__buf_adds(out, ", ");
    }
    prse__buf_adds(out, "\"version\" = \"version\" + 1");
    add_key_equals(out, sql, of);
    add_version_equals(out, sql, of->column_count + 1, versioned);
    if (!versioned || !sql->tells_changes)
        prse__buf_adds(out, " RETURNING \"version\"");
}

void prse__sql_upsert(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of)
{
    add_insert(out, sql, of, " AS \"old\"");
    prse__buf_adds(out, "1) ON CONFLICT ");
    add_key(out, of);
    prse__buf_adds(out, " DO UPDATE SET ");
    for (uint32_t i = of->key_count; i < of->column_count; i++) {
        add_name(out, of->columns[i].name);
        prse__buf_adds(out, " = excluded.");
        add_name(out, of->columns[i].name);
        prse__buf_adds(out, ", ");
    }
    prse__buf_adds(out, "\"version\" = \"old\".\"version\" + 1 "
                        "RETURNING \"version\"");
}

void prse__sql_remove(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of, int versioned)
{
    prse__buf_adds(out, "DELETE FROM ");
    add_table(out, sql, of);
    add_key_equals(out, sql, of);
    add_version_equals(out, sql, of->key_count + 1, versioned);
}

void prse__sql_version(prse__buf *out, const prse__sql *sql,
                       const prse_collection *of)
{
    prse__buf_adds(out, "SELECT \"version\" FROM ");
    add_table(out, sql, of);
    add_key_equals(out, sql, of);
}
