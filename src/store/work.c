/* SPDX-License-Identifier: Apache-2.0 */
#include "store/work.h"

#include "base/options.h"

enum {
    ROWS_BETWEEN_LOOKS = 256,
    ROWS_BETWEEN_NEWS = 4096,
    LONGEST_MS = 24 * 3600 * 1000
};

prse_status prse__store_version(uint32_t *out, const prse_store *store,
                                const prse_schema *schema, prse_error *err)
{
    prse_status status = prse__store_accept(store, err);
    if (!status)
        status = prse__schema_check(schema, err);
    if (!status)
        status = store->version(store->self, prse_str_of(schema->name), out,
                                err);
    if (!status && *out > schema->version)
        return prse__error_set(err, PRSE_ESCHEMA, schema->name,
                               "the store holds version %u of this schema, "
                               "the library knows versions up to %u: use a "
                               "newer library",
                               *out, schema->version);
    return status;
}

prse_status prse__store_is_current(const prse_store *store,
                                   const prse_schema *schema, prse_error *err)
{
    uint32_t version = 0;
    prse_status status = prse__store_version(&version, store, schema, err);
    if (!status && version < schema->version)
        return prse__error_set(err, PRSE_ESCHEMA, schema->name,
                               "the store holds version %u of this schema, "
                               "the library expects %u: migrate it first",
                               version, schema->version);
    return status;
}

prse_status prse__work_read(prse_store_work *out, const prse_store_work *work,
                            prse_error *err)
{
    *out = (prse_store_work){.size = sizeof *out};
    return prse__options_read(out, sizeof *out, work, "work", err);
}

prse_status prse__work_row(const prse_store_work *work,
                           const prse_collection *of, uint64_t done,
                           prse_error *err)
{
    if (work->progress && done % ROWS_BETWEEN_NEWS == 0)
        work->progress(work->user, prse_str_of(of->name), done, 0);
    if (work->should_stop && done % ROWS_BETWEEN_LOOKS == 0 &&
        work->should_stop(work->user))
        return prse__error_set(err, PRSE_ECANCELED, of->name,
                               "stopped, as the caller asked");
    return PRSE_OK;
}

void prse__work_end(const prse_store_work *work, const prse_collection *of,
                    uint64_t done)
{
    if (work->progress)
        work->progress(work->user, prse_str_of(of->name), done, done);
}

prse_tx_options prse__work_tx(uint32_t write, const prse_store_work *work)
{
    return (prse_tx_options){.size = sizeof(prse_tx_options), .write = write,
                             .deadline_ms = LONGEST_MS,
                             .should_stop = work->should_stop,
                             .user = work->user};
}
