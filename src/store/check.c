/* SPDX-License-Identifier: Apache-2.0 */
#include "store/check.h"

#include <string.h>

#include "base/decimal.h"
#include "base/options.h"
#include "store/check_json.h"
#include "store/order.h"
#include "store/store.h"

static prse_status wrong(prse_error *err, const prse_column *column,
                         const char *why)
{
    return prse__error_set(err, PRSE_EINVAL, column->name, "%s", why);
}

static prse_status refuse(prse_error *err, const prse_column *column,
                          const char *why)
{
    return prse__error_set(err, PRSE_EPARSE, column->name, "%s", why);
}

int prse__type_is_text(int32_t type)
{
    return type == PRSE_TYPE_TEXT || type == PRSE_TYPE_DECIMAL ||
           type == PRSE_TYPE_JSON || type == PRSE_TYPE_BYTES;
}

static uint64_t longest(const prse_column *column)
{
    return column->max > 0 && column->max < PRSE__LONGEST_VALUE
               ? column->max
               : PRSE__LONGEST_VALUE;
}

static prse_status check_text(const prse_column *column, prse_str text,
                              prse_error *err)
{
    size_t bad = prse__utf8_check(text);
    if (bad < text.len)
        return prse__error_set(err, PRSE_EPARSE, column->name,
                               "the text is not UTF-8 at byte %zu", bad);
    if (text.len > 0 && memchr(text.ptr, 0, text.len))
        return refuse(err, column, "the text holds a NUL");
    return PRSE_OK;
}

static prse_status check_decimal(const prse_column *column, prse_str text,
                                 prse_error *err)
{
    prse__dec number;
    prse__buf plain;
    if (!prse__dec_parse(&number, text))
        return refuse(err, column, "a decimal is written like -1200.5 and "
                                   "has at most 34 digits");
    prse__buf_init(&plain, 0);
    prse__dec_print(&plain, number);
    prse_status status = PRSE_OK;
    if (plain.failed)
        status = prse__error_nomem(err);
    else if (strchr(plain.ptr, 'e'))
        status = refuse(err, column, "the decimal is too long when it is "
                                     "written without exponent");
    else if (!prse__str_eq(prse__buf_str(&plain), text))
        status = prse__error_set(err, PRSE_EPARSE, column->name,
                                 "this decimal is written %s", plain.ptr);
    prse__buf_free(&plain);
    return status;
}

static prse_status check_between(const prse_column *column, int64_t number,
                                 int64_t least, int64_t most, prse_error *err)
{
    if (number >= least && number <= most)
        return PRSE_OK;
    return wrong(err, column,
                 column->type == PRSE_TYPE_BOOL
                     ? "a BOOL is 0 or 1"
                     : "days and moments are of the years 1 to 9999");
}

/* What a value of its type may be, whatever its length. */
static prse_status check_content(const prse_column *column,
                                 const prse_value *value, prse_error *err)
{
    switch (column->type) {
    case PRSE_TYPE_TEXT:
        return check_text(column, value->text, err);
    case PRSE_TYPE_BOOL:
        return check_between(column, value->number, 0, 1, err);
    case PRSE_TYPE_DATE:
        return check_between(column, value->number, PRSE__FIRST_DAY,
                             PRSE__LAST_DAY, err);
    case PRSE_TYPE_TIME:
        return check_between(column, value->number, PRSE__FIRST_TIME,
                             PRSE__LAST_TIME, err);
    case PRSE_TYPE_DECIMAL:
        return check_decimal(column, value->text, err);
    case PRSE_TYPE_JSON:
        return prse__check_json(column, value->text, err);
    default:
        return PRSE_OK;
    }
}

/* A value to look for: one that is too long is nowhere, and no error. */
static prse_status check_sought(const prse_column *column,
                                const prse_value *value, prse_error *err)
{
    if (value->type != column->type)
        return wrong(err, column, "the value is not of the column's type");
    if (prse__type_is_text(value->type)) {
        if (!value->text.ptr && value->text.len > 0)
            return wrong(err, column, "the text is NULL but has a length");
        if (value->text.len > PRSE__LONGEST_VALUE)
            return refuse(err, column, "the text is longer than 16 MiB");
    }
    return check_content(column, value, err);
}

prse_status prse__check_value(const prse_column *column,
                              const prse_value *value, prse_error *err)
{
    if (value->type == PRSE_TYPE_NULL)
        return column->optional
                   ? PRSE_OK
                   : wrong(err, column, "a value is required here");
    if (prse__type_is_text(value->type) && value->text.len > longest(column))
        return prse__error_set(err, PRSE_EPARSE, column->name,
                               "the text has %zu bytes, at most %zu are kept",
                               value->text.len, (size_t)longest(column));
    return check_sought(column, value, err);
}

static prse_status check_length(const prse_collection *of, int32_t index,
                                const prse_value *values, prse_error *err)
{
    prse__order order = prse__order_of(of, index);
    size_t length = 0;
    for (uint8_t i = 0; i < order.count; i++)
        if (values[order.columns[i]].type == PRSE_TYPE_TEXT)
            length += values[order.columns[i]].text.len;
    if (length <= PRSE__LONGEST_INDEXED)
        return PRSE_OK;
    return refuse(err, &of->columns[order.columns[0]],
                  "the texts of a key or index have at most 2,000 bytes "
                  "together");
}

prse_status prse__check_row(const prse_collection *of,
                            const prse_value *values, prse_error *err)
{
    prse_status status = PRSE_OK;
    if (!of || !values)
        return prse__error_set(err, PRSE_EINVAL, "values",
                               "a collection and values are required");
    for (uint32_t i = 0; !status && i < of->column_count; i++)
        status = prse__check_value(&of->columns[i], &values[i], err);
    for (uint32_t i = 0; !status && i <= of->index_count; i++)
        status = check_length(of, (int32_t)i - 1, values, err);
    return status;
}

prse_status prse__check_key(const prse_collection *of, const prse_value *key,
                            prse_error *err)
{
    prse_status status = PRSE_OK;
    if (!of || !key)
        return prse__error_set(err, PRSE_EINVAL, "key",
                               "a collection and a key are required");
    for (uint32_t i = 0; !status && i < of->key_count; i++)
        status = check_sought(&of->columns[i], &key[i], err);
    return status;
}

/* --- Queries --- */

static prse_status bad_query(prse_error *err, const prse_collection *of,
                             const char *why)
{
    return prse__error_set(err, PRSE_EINVAL, of->name, "%s", why);
}

static prse_status check_index(const prse_collection *of, int32_t index,
                               prse_error *err)
{
    if (index < -1 || index >= (int64_t)of->index_count)
        return bad_query(err, of, "the query names no index");
    if (index >= 0 && of->indexes[index].until > 0)
        return prse__error_set(err, PRSE_EINVAL, of->indexes[index].name,
                               "this index was dropped");
    return PRSE_OK;
}

static prse_status check_equal(const prse_collection *of,
                               const prse_query *query,
                               const prse__order *order, prse_error *err)
{
    prse_status status = PRSE_OK;
    if (query->equal_count > 0 && !query->equal)
        return bad_query(err, of, "the values of equal are NULL");
    for (uint32_t i = 0; !status && i < query->equal_count; i++) {
        const prse_column *column = &of->columns[order->columns[i]];
        if (query->equal[i].type != PRSE_TYPE_NULL || !column->optional)
            status = check_sought(column, &query->equal[i], err);
    }
    return status;
}

static prse_status check_bounds(const prse_collection *of,
                                const prse_query *query,
                                const prse__order *order, uint32_t parts,
                                prse_error *err)
{
    if (!query->from && !query->to)
        return PRSE_OK;
    if (query->equal_count == parts)
        return bad_query(err, of, "from and to need a column after equal");
    const prse_column *column =
        &of->columns[order->columns[query->equal_count]];
    prse_status status = PRSE_OK;
    if (query->from)
        status = check_sought(column, query->from, err);
    if (!status && query->to)
        status = check_sought(column, query->to, err);
    return status;
}

prse_status prse__check_query(prse_query *out, const prse_collection *of,
                              const prse_query *query, prse_error *err)
{
    if (!of || !query)
        return prse__error_set(err, PRSE_EINVAL, "query",
                               "a collection and a query are required");
    *out = (prse_query){.index = -1};
    prse_status status =
        prse__options_read(out, sizeof *out, query, "query", err);
    if (!status)
        status = check_index(of, out->index, err);
    if (status)
        return status;
    out->size = sizeof *out;
    prse__order order = prse__order_of(of, out->index);
    uint32_t parts = out->index < 0 ? of->key_count
                                    : of->indexes[out->index].count;
    if (out->equal_count > parts)
        return bad_query(err, of, "equal has more values than columns");
    status = check_equal(of, out, &order, err);
    return status ? status : check_bounds(of, out, &order, parts, err);
}
