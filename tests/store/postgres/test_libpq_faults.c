/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that runs out inside libpq (libpq_fault.c) or here. libpq goes without
 * some of what it asks for, calls some of it a lost connection, and forgets an
 * answer that it has no room for, so that the deadline ends the wait; what is
 * acknowledged is kept all the same. */
#include "store/postgres/setup.h"
#include "support/fault.h"

enum { SOON_MS = 100 };

static void check(prse_status status, const prse_error *err)
{
    cr_assert_eq(err->code, (int32_t)status);
    cr_assert_eq(err->message[0] != '\0', status != PRSE_OK);
    cr_assert(status == PRSE_OK || status == PRSE_ENOMEM ||
              status == PRSE_EIO || status == PRSE_EREFUSED ||
              status == PRSE_ETIMEOUT,
              "%s: %s", prse_status_name(status), err->message);
}

static prse_status open_again(prse_store *store, prse_error *err)
{
    prse_store_postgres_options opts = {.size = sizeof opts, .connections = 2,
                                        .connect_ms = SOON_MS,
                                        .schema = PRSE_STR("libpq_faults")};
    return prse_store_postgres(store, server_url(), &opts, err);
}

/* The nth request from now on fails; 0: there were fewer. A busy machine may be
 * too late before it comes to it: that ends nothing. */
static int opens(unsigned nth, int lasting)
{
    prse_store store = {0};
    prse_error err = {0};
    prse_fault_arm(nth, lasting);
    prse_status status = open_again(&store, &err);
    int met = prse_fault_pause();
    check(status, &err);
    if (!status)
        store.free(store.self);
    return met || status != PRSE_OK;
}

PRSE_TEST(libpq_faults, opening, .timeout = PRSE_LONG)
{
    for (int lasting = 0; lasting < 2; lasting++) {
        unsigned nth = 1;
        while (opens(nth, lasting))
            nth++;
        cr_expect_gt(nth, 50);
    }
}

static prse_status count_up(const prse_store *store, int64_t to,
                            int64_t *seen, prse_error *err)
{
    void *tx = NULL;
    prse_tx_options opts = {.size = sizeof opts, .write = 1,
                            .deadline_ms = SOON_MS};
    prse_status status = store->begin(store->self, &tx, &opts, err);
    if (status)
        return status;
    status = tx_get_count(store, tx, "a", seen, err);
    if (!status)
        status = tx_put_count(store, tx, "a", to, err);
    if (!status)
        return store->commit(tx, err);
    store->rollback(tx);
    return status;
}

static int counts(const prse_store *store, unsigned nth, int lasting)
{
    static int64_t last = 0;
    int64_t seen = 0;
    prse_error err = {0};
    prse_fault_arm(nth, lasting);
    prse_status status = count_up(store, last + 1, &seen, &err);
    int met = prse_fault_pause();
    check(status, &err);
    int64_t there = get_count(store, "a");
    int doubt = status == PRSE_EIO && err.sys_code != 0;
    if (status == PRSE_OK)
        cr_assert_eq(seen, last);
    cr_assert(there == (status ? last : last + 1) ||
              ((doubt || status == PRSE_ENOMEM) && there == last + 1));
    last = there;
    return met || status != PRSE_OK;
}

PRSE_TEST(libpq_faults, transactions, .timeout = PRSE_LONG)
{
    prse_store store = open_store("libpq_faults", 2);
    cr_assert_eq(put_count(&store, "a", 0, NULL), PRSE_OK);
    for (int lasting = 0; lasting < 2; lasting++) {
        unsigned nth = 1;
        while (counts(&store, nth, lasting))
            nth++;
        cr_expect_gt(nth, 5);
    }
    store.free(store.self);
}
