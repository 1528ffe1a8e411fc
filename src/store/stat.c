/* SPDX-License-Identifier: Apache-2.0 */
/* How many rows there are. */
#include "base/text.h"
#include "formats/json_writer.h"
#include "store/work.h"

static int count_row(void *user, const prse_value *values, int64_t version)
{
    int64_t *count = user;
    (void)values;
    (void)version;
    ++*count;
    return 0;
}

static prse_status count_all(prse__json *json, prse__tx *tx,
                             const prse_schema *schema, prse_error *err)
{
    const prse_query all = {.size = sizeof all, .index = -1};
    prse_status status = PRSE_OK;
    prse__json_open(json, '{');
    for (uint32_t i = 0; !status && i < schema->count; i++) {
        const prse_collection *of = &schema->collections[i];
        int64_t count = 0;
        status = prse__tx_scan(tx, of, &all, count_row, &count, err);
        prse__json_put_int(json, of->name, count);
    }
    prse__json_close(json, '}');
    return status;
}

prse_status prse_store_stat(prse_text **out, const prse_store *store,
                            const prse_schema *schema, prse_error *err)
{
    const prse_store_work work = {.size = sizeof work};
    prse__json json;
    prse__buf buf;
    prse__tx tx;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__store_is_current(store, schema, err);
    prse_tx_options opts = prse__work_tx(0, &work);
    if (!status)
        status = prse__tx_begin(&tx, store, &opts, err);
    if (status)
        return status;
    prse__buf_init(&buf, 0);
    prse__json_init(&json, &buf, 0);
    status = count_all(&json, &tx, schema, err);
    prse__tx_rollback(&tx);
    if (!status)
        return prse__text_take(out, &buf, err);
    prse__buf_free(&buf);
    return status;
}
