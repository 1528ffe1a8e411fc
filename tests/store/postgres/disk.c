/* SPDX-License-Identifier: Apache-2.0 */
/* disk FILE: puts rows while the server's disk, which FILE fills (see
 * full_disk.c), is full, then read-only, then well again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portailrse/sys/store.h"

enum { SIZE = 200000, ROUNDS = 10 };

static const prse_column columns[] = {
    {.name = "id", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "bytes", .type = PRSE_TYPE_BYTES, .since = 1}};
static const prse_collection files = {
    .name = "files", .columns = columns, .column_count = 2, .key_count = 1,
    .since = 1};
static const prse_schema schema = {.name = "disk", .collections = &files,
                                   .count = 1, .version = 1};

/* Compression would make them small. */
static void fill(char *bytes, uint64_t seed)
{
    for (size_t i = 0; i < SIZE; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        bytes[i] = (char)(seed >> 56);
    }
}

static prse_status put(const prse_store *store, int64_t id, prse_error *err)
{
    static char bytes[SIZE];
    void *tx = NULL;
    prse_tx_options opts = {.size = sizeof opts, .write = 1};
    fill(bytes, (uint64_t)id);
    prse_value row[] = {{.type = PRSE_TYPE_INT, .number = id},
                        {.type = PRSE_TYPE_BYTES, .text = {bytes, SIZE}}};
    prse_status status = store->begin(store->self, &tx, &opts, err);
    if (status)
        return status;
    status = store->put(tx, &files, row, PRSE_VERSION_NEW, NULL, err);
    if (!status)
        return store->commit(tx, err);
    store->rollback(tx);
    return status;
}

static int count_one(void *user, const prse_value *values, int64_t version)
{
    static char bytes[SIZE];
    fill(bytes, (uint64_t)values[0].number);
    *(int *)user += version == 1 && values[1].text.len == SIZE &&
                    memcmp(values[1].text.ptr, bytes, SIZE) == 0;
    return 0;
}

static int whole_rows(const prse_store *store)
{
    void *tx = NULL;
    int count = 0;
    prse_query query = {.size = sizeof query, .index = -1};
    if (store->begin(store->self, &tx, NULL, NULL))
        return -1;
    if (store->scan(tx, &files, &query, count_one, &count, NULL))
        count = -1;
    store->rollback(tx);
    return count;
}

static void set_disk(const char *name, const char *number)
{
    FILE *to = fopen(name, "w");
    if (!to || fputs(number, to) < 0 || fclose(to) != 0)
        exit(2);
}

/* How many of the rows are put; the last failure is told. */
static int put_all(const prse_store *store, int64_t from)
{
    int count = 0;
    prse_error err = {0};
    for (int64_t id = from; id < from + ROUNDS; id++)
        count += put(store, id, &err) == PRSE_OK;
    printf("%d put, %s %d %s\n", count, prse_status_name(
        (prse_status)err.code), err.sys_code, err.message);
    return count;
}

int main(int argc, char **argv)
{
    prse_store store = {0};
    prse_error err = {0};
    const char *url = getenv("PRSE_POSTGRES_URL");
    if (argc != 2 ||
        prse_store_postgres(&store, prse_str_of(url), NULL, &err) ||
        store.migrate(store.self, &schema, 0, 1, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 2;
    }
    int kept = put_all(&store, 0);
    set_disk(argv[1], "28"); /* ENOSPC */
    kept += put_all(&store, 1000);
    set_disk(argv[1], "30"); /* EROFS */
    kept += put_all(&store, 2000);
    int during = whole_rows(&store);
    set_disk(argv[1], "0");
    kept += put_all(&store, 3000);
    int after = whole_rows(&store);
    printf("%d of %d put rows are whole\n", after, kept);
    store.free(store.self);
    return kept < 2 * ROUNDS || kept == 4 * ROUNDS || after != kept ||
           during < ROUNDS;
}
