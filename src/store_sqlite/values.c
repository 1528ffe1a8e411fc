/* SPDX-License-Identifier: Apache-2.0 */
#include "store_sqlite/values.h"

void prse__lite_bind(prse__lite_tx *tx, prse__stmt *stmt, int at,
                     const prse_value *value)
{
    char *text = tx->texts[(at - 1) % PRSE__LITE_COLUMNS];
    switch (value->type) {
    case PRSE_TYPE_INT:
    case PRSE_TYPE_BOOL:
        prse__stmt_bind_int(stmt, at, value->number);
        break;
    case PRSE_TYPE_DATE:
        prse__stmt_bind_text(stmt, at, (prse_str){
            text, prse__lite_day_print(text, value->number)});
        break;
    case PRSE_TYPE_TIME:
        prse__stmt_bind_text(stmt, at, (prse_str){
            text, prse__lite_time_print(text, value->number)});
        break;
    case PRSE_TYPE_TEXT:
    case PRSE_TYPE_DECIMAL:
    case PRSE_TYPE_JSON:
        prse__stmt_bind_text(stmt, at, value->text);
        break;
    case PRSE_TYPE_BYTES:
        prse__stmt_bind_blob(stmt, at, value->text);
        break;
    default:
        prse__stmt_bind_null(stmt, at);
        break;
    }
}

static prse_status read_moment(prse_value *out, prse__stmt *stmt, int at,
                               const prse_column *column, prse_error *err)
{
    prse_str text = prse__stmt_text(stmt, at);
    int read = column->type == PRSE_TYPE_DATE
                   ? prse__lite_day_read(&out->number, text)
                   : prse__lite_time_read(&out->number, text);
    if (read)
        return PRSE_OK;
    return prse__error_set(err, PRSE_ESCHEMA, column->name,
                           "the file holds \"%.*s\" where a %s is expected",
                           text.len < 40 ? (int)text.len : 40,
                           text.ptr ? text.ptr : "",
                           column->type == PRSE_TYPE_DATE ? "date" : "moment");
}

/* NULL and lack of memory look alike to who asks for text. */
static prse_status read_text(prse_value *out, prse__stmt *stmt, int at,
                             prse_error *err)
{
    out->text = prse__stmt_text(stmt, at);
    return out->text.ptr ? PRSE_OK : prse__error_nomem(err);
}

static prse_status read_value(prse_value *out, prse__stmt *stmt, int at,
                              const prse_column *column, prse_error *err)
{
    *out = (prse_value){.type = column->type};
    if (column->optional && prse__stmt_is_null(stmt, at)) {
        out->type = PRSE_TYPE_NULL;
        return PRSE_OK;
    }
    switch (column->type) {
    case PRSE_TYPE_INT:
    case PRSE_TYPE_BOOL:
        out->number = prse__stmt_int(stmt, at);
        return PRSE_OK;
    case PRSE_TYPE_DATE:
    case PRSE_TYPE_TIME:
        return read_moment(out, stmt, at, column, err);
    case PRSE_TYPE_BYTES:
        out->text = prse__stmt_blob(stmt, at);
        return PRSE_OK;
    default:
        return read_text(out, stmt, at, err);
    }
}

prse_status prse__lite_row(prse__lite_tx *tx, prse__stmt *stmt,
                           const prse_collection *of, int64_t *version,
                           prse_error *err)
{
    prse_status status = PRSE_OK;
    for (uint32_t i = 0; i < of->column_count && !status; i++)
        status = read_value(&tx->values[i], stmt, (int)i, &of->columns[i],
                            err);
    *version = prse__stmt_int(stmt, (int)of->column_count);
    return status;
}
