/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that runs out, in SQLite too: it is given an allocator that is part of
 * this program, whose requests can be refused. What SQLite says it can do
 * without is not refused, since nothing then fails. */
#include <sqlite3.h>

#include "support/fault.h"
#include "table.h"

void *__real_malloc(size_t size);
void *__real_realloc(void *old, size_t size);

enum { HEADER = 16 };

static const prse_store_sqlite_options UNFLUSHED = {
    .size = sizeof UNFLUSHED, .durability = PRSE_NOT_FLUSHED};
static int benign;

static void begin_benign(void)
{
    benign++;
}

static void end_benign(void)
{
    benign--;
}

static void *keep_size(char *block, int size)
{
    if (!block)
        return NULL;
    memcpy(block, &size, sizeof size);
    return block + HEADER;
}

static void *lite_malloc(int size)
{
    size_t whole = (size_t)size + HEADER;
    return keep_size(benign ? __real_malloc(whole) : malloc(whole), size);
}

static void lite_free(void *block)
{
    if (block)
        free((char *)block - HEADER);
}

static void *lite_realloc(void *block, int size)
{
    char *old = (char *)block - HEADER;
    size_t whole = (size_t)size + HEADER;
    return keep_size(benign ? __real_realloc(old, whole)
                            : realloc(old, whole), size);
}

static int lite_size(void *block)
{
    int size = 0;
    if (block)
        memcpy(&size, (char *)block - HEADER, sizeof size);
    return size;
}

static int lite_round(int size)
{
    return (size + 7) & ~7;
}

static int lite_init(void *user)
{
    (void)user;
    return SQLITE_OK;
}

static void lite_end(void *user)
{
    (void)user;
}

static void refuse_memory_to_sqlite(void)
{
    static const sqlite3_mem_methods methods = {
        lite_malloc, lite_free, lite_realloc, lite_size, lite_round,
        lite_init, lite_end, NULL};
    cr_assert_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods), SQLITE_OK);
    cr_assert_eq(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0), SQLITE_OK);
    cr_assert_eq(sqlite3_initialize(), SQLITE_OK);
    sqlite3_test_control(SQLITE_TESTCTRL_BENIGN_MALLOC_HOOKS, begin_benign,
                         end_benign);
}

static int take_all(void *user, const prse_value *values, int64_t version)
{
    int64_t *sum = user;
    *sum += values[1].number + version;
    return 0;
}

/* One of each call. */
static prse_status work(const prse_store *store, int64_t *sum, prse_error *err)
{
    prse__tx tx;
    prse_query query = {.size = sizeof query, .index = 0};
    prse_value key = prse__field_text(PRSE_STR("un"));
    prse_value gone = prse__field_text(PRSE_STR("deux"));
    prse_status status = try_begin(&tx, store, 1, 0, err);
    if (status)
        return status;
    status = put(&tx, "deux", 2, PRSE_VERSION_NEW, err);
    if (!status)
        status = put(&tx, "deux", 3, 1, err);
    if (!status)
        status = put(&tx, "un", 5, PRSE_VERSION_ANY, err);
    if (!status)
        status = prse__tx_get(&tx, TABLE, &key, take_all, sum, err);
    if (!status)
        status = prse__tx_scan(&tx, TABLE, &query, take_all, sum, err);
    if (!status)
        status = prse__tx_claim(&tx, TABLE, &query, take_all, sum, err);
    if (!status)
        status = prse__tx_remove(&tx, TABLE, &gone, PRSE_VERSION_ANY, err);
    if (!status)
        status = prse__tx_commit(&tx, err);
    prse__tx_rollback(&tx);
    return status;
}

typedef prse_status (*attempt)(prse_store *store, folder *f,
                               prse_error *err);

/* Each request fails once, then all from it on; a store of its own each time,
 * so that nothing is kept ready. The file stays sound, and the next who comes
 * finds it as it was. */
static void fail_each(folder *f, attempt of)
{
    for (int lasting = 0; lasting < 2; lasting++) {
        int met = 1;
        for (unsigned nth = 1; met; nth++) {
            prse_store store = {0};
            prse_error err = {0};
            open_store(&store, f, &UNFLUSHED);
            prse_fault_arm(nth, lasting);
            prse_status status = of(&store, f, &err);
            PRSE_FAULT_CHECK(status, err);
            met = status != PRSE_OK;
            int64_t expected = met ? 1 : 5;
            cr_assert_eq(number_of(&store, "un"), expected, "%u", nth);
            cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
            store.free(store.self);
        }
    }
}

static prse_status work_once(prse_store *store, folder *f, prse_error *err)
{
    int64_t sum = 0;
    (void)f;
    return work(store, &sum, err);
}

static void tell_nothing(void *user, prse_str text)
{
    (void)text;
    ++*(int *)user;
}

/* Opening, the version, a migration that has nothing to do, damage. */
static prse_status administer(prse_store *store, folder *f, prse_error *err)
{
    uint32_t version = 0;
    int findings = 0;
    prse_store second;
    prse_status status = prse_store_sqlite(&second, folder_file(f, "t.db"),
                                           &UNFLUSHED, err);
    if (status)
        return status;
    status = second.version(second.self, PRSE_STR("essais"), &version, err);
    if (!status)
        status = second.migrate(second.self, &SCHEMA, 2, 2, err);
    if (!status)
        status = second.check(second.self, tell_nothing, &findings, err);
    second.free(second.self);
    if (!status)
        status = save(store, "un", 5, err);
    return status;
}

static prse_status migrate_new(prse_store *store, folder *f, prse_error *err)
{
    prse_store fresh;
    prse_status status = prse_store_sqlite(&fresh, folder_file(f, "new.db"),
                                           &UNFLUSHED, err);
    if (!status) {
        status = fresh.migrate(fresh.self, &SCHEMA, 0, 2, err);
        fresh.free(fresh.self);
    }
    unlink(folder_file(f, "new.db").ptr);
    if (!status)
        status = save(store, "un", 5, err);
    return status;
}

static void fail_each_of(attempt of)
{
    folder f;
    prse_store store;
    refuse_memory_to_sqlite();
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
    fail_each(&f, of);
    store.free(store.self);
    folder_drop(&f);
}

PRSE_TEST(sqlite_faults, a_transaction_that_lacks_memory_is_undone,
          .timeout = PRSE_LONG)
{
    fail_each_of(work_once);
}

PRSE_TEST(sqlite_faults, opening_and_checking_lack_memory, .timeout = PRSE_LONG)
{
    fail_each_of(administer);
}

PRSE_TEST(sqlite_faults, a_migration_that_lacks_memory_is_undone,
          .timeout = PRSE_LONG)
{
    fail_each_of(migrate_new);
}
