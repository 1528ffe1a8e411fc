/* SPDX-License-Identifier: Apache-2.0 */
/* What the role of PRSE_POSTGRES_URL may do, a line each. */
#include <stdio.h>
#include <stdlib.h>

#include "store/postgres/counters.h"

static void tell(const char *what, prse_status status, const prse_error *err)
{
    printf("%s: %s %s\n", what, prse_status_name(status), err->message);
}

static void migrate(const prse_store *store)
{
    prse_error err = {0};
    uint32_t version = 0;
    prse_status status = store->version(store->self, PRSE_STR("crowd"),
                                        &version, &err);
    if (!status)
        status = store->migrate(store->self, &counters_schema, version, 1,
                                &err);
    tell("migrate", status, &err);
}

static void use(const prse_store *store, uint32_t write)
{
    prse_error err = {0};
    void *tx = NULL;
    int64_t count = 0, version = 0;
    prse_tx_options opts = {.size = sizeof opts, .write = write};
    prse_status status = store->begin(store->self, &tx, &opts, &err);
    if (status) {
        tell("begin", status, &err);
        return;
    }
    status = read_counter(store, tx, 1, &count, &version, &err);
    if (!status && write)
        status = write_counter(store, tx, 1, count + 1, PRSE_VERSION_ANY,
                               &err);
    if (!status)
        status = store->commit(tx, &err);
    else
        store->rollback(tx);
    tell(write ? "write" : "read", status, &err);
}

static void found(void *user, prse_str text)
{
    (void)user;
    printf("found %.*s\n", (int)text.len, text.ptr);
}

int main(void)
{
    prse_store store = {0};
    prse_error err = {0};
    const char *url = getenv("PRSE_POSTGRES_URL");
    if (prse_store_postgres(&store, prse_str_of(url), NULL, &err))
        die("opening", &err);
    migrate(&store);
    use(&store, 1);
    use(&store, 0);
    prse_status status = store.check(store.self, found, NULL, &err);
    tell("check", status, &err);
    store.free(store.self);
    return 0;
}
