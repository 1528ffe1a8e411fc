/* SPDX-License-Identifier: Apache-2.0 */
/* The digest of all rows. Each value goes in by its type, its length and its
 * canonical text, so that no two different rows look the same. */
#include <inttypes.h>

#include "base/text.h"
#include "crypto/crypto.h"
#include "formats/json_canonical.h"
#include "store/work.h"

typedef struct digesting {
    prse__digest *digest;
    prse_store_work work;
    const prse_collection *of;
    uint64_t done;
    prse__buf row, text; /* kept from row to row */
    prse_status status;
    prse_error *err;
} digesting;

static prse_status add_value(digesting *d, const prse_value *value)
{
    prse_status status = PRSE_OK;
    prse__buf_clear(&d->text);
    if (value->type == PRSE_TYPE_JSON)
        status = prse__json_canonical(&d->text, value->text, d->err);
    else if (value->type == PRSE_TYPE_BYTES)
        prse__buf_add(&d->text, value->text);
    else
        prse__field_print(&d->text, value);
    if (status)
        return status;
    prse__buf_addf(&d->row, "%d:%zu:", (int)value->type, d->text.len);
    prse__buf_add(&d->row, prse__buf_str(&d->text));
    return d->text.failed ? prse__error_nomem(d->err) : PRSE_OK;
}

static int add_row(void *user, const prse_value *values, int64_t version)
{
    digesting *d = user;
    prse__buf_clear(&d->row);
    for (uint32_t i = 0; !d->status && i < d->of->column_count; i++)
        d->status = add_value(d, &values[i]);
    prse__buf_addf(&d->row, "v:%" PRId64 "\n", version);
    if (!d->status && d->row.failed)
        d->status = prse__error_nomem(d->err);
    if (!d->status) {
        prse__digest_add(d->digest, prse__buf_str(&d->row));
        d->status = prse__work_row(&d->work, d->of, ++d->done, d->err);
    }
    return d->status != PRSE_OK;
}

static prse_status add_collection(digesting *d, prse__tx *tx)
{
    const prse_query all = {.size = sizeof all, .index = -1};
    d->done = 0;
    prse__digest_add(d->digest, PRSE_STR("collection "));
    prse__digest_add(d->digest, prse_str_of(d->of->name));
    prse__digest_add(d->digest, PRSE_STR("\n"));
    prse_status status = prse__tx_scan(tx, d->of, &all, add_row, d, d->err);
    if (!d->status && !status)
        prse__work_end(&d->work, d->of, d->done);
    return d->status ? d->status : status;
}

static prse_status add_all(digesting *d, const prse_store *store,
                           const prse_schema *schema)
{
    prse__tx tx;
    prse_tx_options opts = prse__work_tx(0, &d->work);
    prse_status status = prse__tx_begin(&tx, store, &opts, d->err);
    if (status)
        return status;
    for (uint32_t i = 0; !status && i < schema->count; i++) {
        d->of = &schema->collections[i];
        status = add_collection(d, &tx);
    }
    prse__tx_rollback(&tx);
    return status;
}

static prse_status finish(digesting *d, prse_text **out)
{
    unsigned char bytes[PRSE__DIGEST_BYTES];
    char hex[PRSE__DIGEST_HEX];
    prse__buf buf;
    prse_status status = prse__digest_end(d->digest, bytes, d->err);
    if (status)
        return status;
    prse__hex(hex, bytes, sizeof bytes);
    prse__buf_init(&buf, 0);
    prse__buf_adds(&buf, hex);
    return prse__text_take(out, &buf, d->err);
}

prse_status prse_store_digest(prse_text **out, const prse_store *store,
                              const prse_schema *schema,
                              const prse_store_work *work, prse_error *err)
{
    digesting d = {.err = err};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__work_read(&d.work, work, err);
    if (!status)
        status = prse__store_is_current(store, schema, err);
    if (!status)
        status = prse__digest_new(&d.digest, err);
    if (status)
        return status;
    status = add_all(&d, store, schema);
    if (!status)
        status = finish(&d, out);
    prse__digest_free(d.digest);
    prse__buf_free(&d.row);
    prse__buf_free(&d.text);
    return status;
}
