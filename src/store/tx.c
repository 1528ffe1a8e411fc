/* SPDX-License-Identifier: Apache-2.0 */
/* Transactions: every call is checked, then handed to the backend. */
#include "base/options.h"
#include "store/check.h"
#include "store/store.h"

enum { NEWEST = 1 }; /* least version of a row */

static int is_complete(const prse_store *store)
{
    return store->version && store->migrate && store->begin &&
           store->commit && store->rollback && store->get && store->put &&
           store->remove && store->scan && store->claim && store->load;
}

prse_status prse__store_accept(const prse_store *store, prse_error *err)
{
    prse_store own = {0};
    if (!store)
        return prse__error_set(err, PRSE_EINVAL, "prse_store", "it is NULL");
    if (store->size < sizeof *store)
        return prse__error_set(err, PRSE_EINVAL, "prse_store",
                               "the size of the struct is %u, expected %zu",
                               store->size, sizeof *store);
    prse_status status =
        prse__options_read(&own, sizeof own, store, "prse_store", err);
    if (status)
        return status;
    if (!is_complete(&own))
        return prse__error_set(err, PRSE_EINVAL, "prse_store",
                               "one of its functions is NULL");
    return PRSE_OK;
}

prse_status prse__tx_begin(prse__tx *out, const prse_store *store,
                           const prse_tx_options *opts, prse_error *err)
{
    prse_tx_options own = {0};
    *out = (prse__tx){.store = store};
    prse_status status = prse__store_accept(store, err);
    if (!status)
        status = prse__options_read(&own, sizeof own, opts,
                                    "transaction options", err);
    if (status)
        return status;
    if (own.write > 1 || own.by_row > 1 || own.deadline_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "transaction options",
                               "write and by_row are 0 or 1, and no deadline "
                               "is negative");
    own.size = sizeof own;
    status = store->begin(store->self, &out->tx, &own, err);
    if (status)
        out->tx = NULL;
    return status;
}

static prse_status check_open(const prse__tx *tx, prse_error *err)
{
    if (tx->tx)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, "transaction",
                           "the transaction has ended");
}

prse_status prse__tx_commit(prse__tx *tx, prse_error *err)
{
    prse_status status = check_open(tx, err);
    void *open = tx->tx;
    tx->tx = NULL;
    return status ? status : tx->store->commit(open, err);
}

void prse__tx_rollback(prse__tx *tx)
{
    void *open = tx->tx;
    tx->tx = NULL;
    if (open)
        tx->store->rollback(open);
}

static prse_status check_found(prse_row_found found, prse_error *err)
{
    if (found)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, "found", "found is NULL");
}

prse_status prse__tx_get(prse__tx *tx, const prse_collection *of,
                         const prse_value *key, prse_row_found found,
                         void *user, prse_error *err)
{
    prse_status status = check_open(tx, err);
    if (!status)
        status = check_found(found, err);
    if (!status)
        status = prse__check_key(of, key, err);
    return status ? status
                  : tx->store->get(tx->tx, of, key, found, user, err);
}

static prse_status check_expected(int64_t expected, int64_t least,
                                  prse_error *err)
{
    if (expected >= least)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, "version",
                           "no row has the version %lld",
                           (long long)expected);
}

prse_status prse__tx_put(prse__tx *tx, const prse_collection *of,
                         const prse_value *values, int64_t expected,
                         int64_t *version, prse_error *err)
{
    int64_t own = 0;
    prse_status status = check_open(tx, err);
    if (!status)
        status = check_expected(expected, PRSE_VERSION_ANY, err);
    if (!status)
        status = prse__check_row(of, values, err);
    if (!status)
        status = tx->store->put(tx->tx, of, values, expected, &own, err);
    if (!status && version)
        *version = own;
    return status;
}

prse_status prse__tx_remove(prse__tx *tx, const prse_collection *of,
                            const prse_value *key, int64_t expected,
                            prse_error *err)
{
    prse_status status = check_open(tx, err);
    if (!status)
        status = check_expected(
            expected == PRSE_VERSION_ANY ? NEWEST : expected, NEWEST, err);
    if (!status)
        status = prse__check_key(of, key, err);
    return status ? status
                  : tx->store->remove(tx->tx, of, key, expected, err);
}

typedef prse_status (*query_call)(void *tx, const prse_collection *of,
                                  const prse_query *query,
                                  prse_row_found found, void *user,
                                  prse_error *err);

/* What scan() and claim() share. */
static prse_status run_query(const prse__tx *tx, query_call call,
                             const prse_collection *of,
                             const prse_query *query, prse_row_found found,
                             void *user, prse_error *err)
{
    prse_query own;
    prse_status status = check_found(found, err);
    if (!status)
        status = prse__check_query(&own, of, query, err);
    return status ? status : call(tx->tx, of, &own, found, user, err);
}

prse_status prse__tx_scan(prse__tx *tx, const prse_collection *of,
                          const prse_query *query, prse_row_found found,
                          void *user, prse_error *err)
{
    prse_status status = check_open(tx, err);
    return status ? status
                  : run_query(tx, tx->store->scan, of, query, found, user,
                              err);
}

prse_status prse__tx_claim(prse__tx *tx, const prse_collection *of,
                           const prse_query *query, prse_row_found found,
                           void *user, prse_error *err)
{
    prse_status status = check_open(tx, err);
    return status ? status
                  : run_query(tx, tx->store->claim, of, query, found, user,
                              err);
}

prse_status prse__tx_load(prse__tx *tx, const prse_collection *of,
                          const prse_value *values, int64_t version,
                          prse_error *err)
{
    prse_status status = check_open(tx, err);
    if (!status)
        status = check_expected(version, NEWEST, err);
    if (!status)
        status = prse__check_row(of, values, err);
    return status ? status
                  : tx->store->load(tx->tx, of, values, version, err);
}
