/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres/counters.h"

#include <stdio.h>
#include <stdlib.h>

static const prse_column columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "count", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "again", .type = PRSE_TYPE_INT, .since = 1}};
static const prse_collection collections[] = {
    {.name = "counters", .columns = columns, .column_count = 3,
     .key_count = 1, .since = 1}};
const prse_schema counters_schema = {.name = "crowd",
                                     .collections = collections, .count = 1,
                                     .version = 1};
const prse_collection *const counters = &collections[0];

void die(const char *what, const prse_error *err)
{
    fprintf(stderr, "%s: %s: %s\n", what,
            prse_status_name((prse_status)err->code), err->message);
    exit(2);
}

prse_store open_counters(uint32_t connections, int64_t connect_ms)
{
    prse_store store = {0};
    prse_error err = {0};
    uint32_t version = 0;
    prse_store_postgres_options opts = {.size = sizeof opts,
                                        .connections = connections,
                                        .connect_ms = connect_ms};
    const char *url = getenv("PRSE_POSTGRES_URL");
    if (prse_store_postgres(&store, prse_str_of(url), &opts, &err))
        die("opening", &err);
    if (store.version(store.self, PRSE_STR("crowd"), &version, &err))
        die("version", &err);
    if (version == 0 &&
        store.migrate(store.self, &counters_schema, 0, 1, &err))
        die("migrating", &err);
    return store;
}

typedef struct found {
    int64_t count, version;
} found;

static int keep(void *user, const prse_value *values, int64_t version)
{
    found *to = user;
    /* Halves of two transactions would not be equal. */
    to->count = values[1].number == values[2].number ? values[1].number : -1;
    to->version = version;
    return 0;
}

prse_status read_counter(const prse_store *store, void *tx, int64_t id,
                         int64_t *count, int64_t *version, prse_error *err)
{
    found row = {0};
    prse_value key = {.type = PRSE_TYPE_INT, .number = id};
    prse_status status = store->get(tx, counters, &key, keep, &row, err);
    if (status && status != PRSE_ENOTFOUND)
        return status;
    *count = row.count;
    *version = row.version;
    return PRSE_OK;
}

prse_status write_counter(const prse_store *store, void *tx, int64_t id,
                          int64_t count, int64_t expected, prse_error *err)
{
    prse_value row[] = {{.type = PRSE_TYPE_INT, .number = id},
                        {.type = PRSE_TYPE_INT, .number = count},
                        {.type = PRSE_TYPE_INT, .number = count}};
    return store->put(tx, counters, row, expected, NULL, err);
}
