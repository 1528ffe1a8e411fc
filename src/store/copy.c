/* SPDX-License-Identifier: Apache-2.0 */
/* All rows of one store into another, in one transaction of each. */
#include "store/work.h"

typedef struct copying {
    const prse_store *to, *from;
    const prse_schema *schema;
    prse_store_work work;
    prse__tx *writing;
    const prse_collection *of; /* at hand */
    uint64_t done;             /* rows of it */
    prse_status status;
    prse_error *err;
} copying;

static int there_is_one(void *user, const prse_value *values, int64_t version)
{
    copying *c = user;
    (void)values;
    (void)version;
    c->status = prse__error_set(c->err, PRSE_EEXISTS, c->of->name,
                                "the store to copy into holds rows already");
    return 1;
}

static prse_status check_empty(copying *c)
{
    const prse_query first = {.size = sizeof first, .index = -1, .limit = 1};
    for (uint32_t i = 0; i < c->schema->count; i++) {
        c->of = &c->schema->collections[i];
        prse_status status = prse__tx_scan(c->writing, c->of, &first,
                                           there_is_one, c, c->err);
        if (status || c->status)
            return status ? status : c->status;
    }
    return PRSE_OK;
}

static int copy_row(void *user, const prse_value *values, int64_t version)
{
    copying *c = user;
    c->status = prse__tx_load(c->writing, c->of, values, version, c->err);
    if (!c->status)
        c->status = prse__work_row(&c->work, c->of, ++c->done, c->err);
    return c->status != PRSE_OK;
}

static prse_status copy_all(copying *c, prse__tx *reading)
{
    const prse_query all = {.size = sizeof all, .index = -1};
    for (uint32_t i = 0; i < c->schema->count; i++) {
        c->of = &c->schema->collections[i];
        c->done = 0;
        prse_status status =
            prse__tx_scan(reading, c->of, &all, copy_row, c, c->err);
        if (c->status || status)
            return c->status ? c->status : status;
        prse__work_end(&c->work, c->of, c->done);
    }
    return PRSE_OK;
}

static prse_status copy_once(void *user, prse__tx *tx, prse_error *err)
{
    copying *c = user;
    prse__tx reading;
    c->writing = tx;
    c->status = PRSE_OK;
    c->err = err;
    prse_status status = check_empty(c);
    if (status)
        return status;
    prse_tx_options opts = prse__work_tx(0, &c->work);
    status = prse__tx_begin(&reading, c->from, &opts, err);
    if (status)
        return status;
    status = copy_all(c, &reading);
    prse__tx_rollback(&reading);
    return status;
}

prse_status prse_store_copy(const prse_store *to, const prse_store *from,
                            const prse_schema *schema,
                            const prse_store_work *work, prse_error *err)
{
    copying c = {.to = to, .from = from, .schema = schema};
    prse_status status = prse__work_read(&c.work, work, err);
    if (!status)
        status = prse__store_is_current(from, schema, err);
    if (!status)
        status = prse__store_accept(to, err);
    if (status)
        return status;
    if (to->self == from->self && to->begin == from->begin)
        return prse__error_set(err, PRSE_EINVAL, "to",
                               "a store cannot be copied into itself");
    status = prse_store_migrate(to, schema, err);
    if (status)
        return status;
    prse_tx_options opts = prse__work_tx(1, &c.work);
    return prse__store_run(to, &opts, copy_once, &c, err);
}
