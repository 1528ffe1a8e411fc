/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of rows that outlive their transaction. */
#include <string.h>

#include "store/check.h"
#include "store/store.h"

void prse__row_free(prse__row *row)
{
    prse__free(row->values);
    prse__buf_free(&row->texts);
    *row = (prse__row){0};
}

static prse_status copy_texts(prse__row *out, prse_error *err)
{
    size_t length = 0, at = 0;
    for (uint32_t i = 0; i < out->count; i++) {
        if (!prse__type_is_text(out->values[i].type))
            out->values[i].text = (prse_str){0};
        length += out->values[i].text.len;
    }
    char *texts = prse__alloc(length + 1, 1);
    if (!texts)
        return prse__error_nomem(err);
    out->texts = (prse__buf){.ptr = texts, .len = length, .cap = length + 1};
    for (uint32_t i = 0; i < out->count; i++) {
        prse_str *text = &out->values[i].text;
        if (!prse__type_is_text(out->values[i].type))
            continue;
        if (text->len > 0)
            memcpy(texts + at, text->ptr, text->len);
        text->ptr = texts + at;
        at += text->len;
    }
    return PRSE_OK;
}

prse_status prse__row_copy(prse__row *out, const prse_collection *of,
                           const prse_value *values, int64_t version,
                           prse_error *err)
{
    prse__row row = {.count = of->column_count, .version = version};
    row.values = prse__alloc(row.count, sizeof *row.values);
    if (!row.values)
        return prse__error_nomem(err);
    memcpy(row.values, values, row.count * sizeof *row.values);
    prse_status status = copy_texts(&row, err);
    if (status) {
        prse__row_free(&row);
        return status;
    }
    prse__row_free(out);
    *out = row;
    return PRSE_OK;
}

typedef struct copying {
    prse__row *out;
    const prse_collection *of;
    prse_status status;
    prse_error *err;
} copying;

static int copy_found(void *user, const prse_value *values, int64_t version)
{
    copying *c = user;
    c->status = prse__row_copy(c->out, c->of, values, version, c->err);
    return 1;
}

prse_status prse__tx_row(prse__tx *tx, const prse_collection *of,
                         const prse_value *key, prse__row *out,
                         prse_error *err)
{
    prse__row old = *out;
    copying c = {.out = out, .of = of, .err = err};
    *out = (prse__row){0}; /* the key may stand in the old one */
    prse_status status = prse__tx_get(tx, of, key, copy_found, &c, err);
    prse__row_free(&old);
    return status ? status : c.status;
}
