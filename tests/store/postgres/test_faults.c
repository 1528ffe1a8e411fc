/* SPDX-License-Identifier: Apache-2.0 */
/* Every lack of memory: a clear error, nothing lost, nothing half done. */
#include "store/postgres/setup.h"
#include "support/fault.h"

static prse_status open_again(prse_store *store, prse_error *err)
{
    prse_store_postgres_options opts = {.size = sizeof opts, .connections = 2,
                                        .schema = PRSE_STR("faults")};
    return prse_store_postgres(store, server_url(), &opts, err);
}

PRSE_TEST(faults, opening, .timeout = PRSE_LONG)
{
    PRSE_EACH_FAULT {
        prse_store store = {0};
        prse_error err = {0};
        prse_status status = open_again(&store, &err);
        PRSE_FAULT_CHECK(status, err);
        if (!status)
            store.free(store.self);
    }
}

static prse_status use(const prse_store *store, void *tx, prse_error *err)
{
    int64_t count = 0, version = 0;
    prse_status status = tx_put_count(store, tx, "a", 1, err);
    if (!status)
        status = tx_get_count(store, tx, "a", &count, err);
    prse_value row[9] = {prse__field_int(1)};
    row[6] = (prse_value){.type = PRSE_TYPE_DECIMAL, .text = PRSE_STR("1.5")};
    row[7] = prse__field_json(PRSE_STR("{}"));
    if (!status)
        status = store->put(tx, papers, row, PRSE_VERSION_ANY, &version, err);
    if (!status)
        status = store->put(tx, papers, row, version, NULL, err);
    return status;
}

static int ignore(void *user, const prse_value *values, int64_t version)
{
    (void)user, (void)values, (void)version;
    return 0;
}

static prse_status look(const prse_store *store, void *tx, prse_error *err)
{
    prse_query query = {.size = sizeof query, .index = 0, .limit = 5};
    prse_status status = store->scan(tx, papers, &query, ignore, NULL, err);
    query.limit = 0;
    if (!status)
        status = store->claim(tx, papers, &query, ignore, NULL, err);
    if (!status)
        status = store->remove(tx, papers, &(prse_value){
            .type = PRSE_TYPE_INT, .number = 1}, PRSE_VERSION_ANY, err);
    return status;
}

/* Opened each time, so that statements are made each time. */
PRSE_TEST(faults, transactions, .timeout = PRSE_LONG)
{
    prse_store first = open_store("faults", 2);
    first.free(first.self);
    PRSE_EACH_FAULT {
        prse_store store = {0};
        prse_error err = {0};
        void *tx = NULL;
        prse_tx_options opts = {.size = sizeof opts, .write = 1};
        prse_status status = open_again(&store, &err);
        if (!status)
            status = store.begin(store.self, &tx, &opts, &err);
        if (!status)
            status = use(&store, tx, &err);
        if (!status)
            status = look(&store, tx, &err);
        if (!status)
            status = store.commit(tx, &err);
        else if (tx)
            store.rollback(tx);
        PRSE_FAULT_CHECK(status, err);
        if (store.free)
            store.free(store.self);
    }
}

static void tell(void *user, prse_str text)
{
    (void)user, (void)text;
}

/* The tables go, so that the next round makes them again. */
static void start_over(void)
{
    run_sql("DROP SCHEMA IF EXISTS administered CASCADE");
}

PRSE_TEST(faults, administration, .timeout = PRSE_LONG)
{
    prse_store store = {0};
    prse_store_postgres_options opts = {.size = sizeof opts,
                                        .schema = PRSE_STR("administered")};
    cr_assert_eq(prse_store_postgres(&store, server_url(), &opts, NULL),
                 PRSE_OK);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        uint32_t version = 0;
        prse_status status = store.migrate(store.self, &demo_schema, 0, 1,
                                           &err);
        if (!status)
            status = store.version(store.self, PRSE_STR("demo"), &version,
                                   &err);
        if (!status)
            status = store.check(store.self, tell, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        start_over();
    }
    store.free(store.self);
}
