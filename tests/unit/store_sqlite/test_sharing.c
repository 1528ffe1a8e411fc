/* SPDX-License-Identifier: Apache-2.0 */
/* One file, several users: stores, threads, and other programs. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "table.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

PRSE_TEST(sqlite_sharing, two_stores_of_one_process_see_each_other)
{
    folder f;
    prse_store a, b;
    prse__tx reader;
    folder_make(&f);
    make_store(&a, &f);
    open_store(&b, &f, NULL);
    cr_assert_eq(save(&a, "un", 1, NULL), PRSE_OK);
    begin(&reader, &b, 0);
    cr_assert_eq(save(&a, "un", 2, NULL), PRSE_OK);
    cr_expect_eq(number_in(&reader, "un"), 1, "one moment");
    prse__tx_rollback(&reader);
    cr_expect_eq(number_of(&b, "un"), 2);
    cr_assert_eq(save(&b, "un", 3, NULL), PRSE_OK);
    b.free(b.self);
    cr_expect_eq(number_of(&a, "un"), 3);
    a.free(a.self);
    folder_drop(&f);
}

PRSE_TEST(sqlite_sharing, a_writer_waits_until_its_deadline_for_another)
{
    folder f;
    prse_store a, b;
    prse__tx first, second;
    prse_error err = {0};
    folder_make(&f);
    make_store(&a, &f);
    open_store(&b, &f, NULL);
    begin(&first, &a, 1);
    const prse_store *stores[] = {&a, &b};
    for (int i = 0; i < 2; i++) {
        double start = now();
        cr_expect_eq(try_begin(&second, stores[i], 1, 200, &err), PRSE_EBUSY,
                     "%d: %s", i, err.message);
        cr_expect_null(strstr(err.message, "locked"));
        cr_expect(now() - start > 0.19 && now() - start < 2, "%d", i);
    }
    begin(&second, &b, 0);
    cr_expect_eq(number_in(&second, "un"), -1, "a reader waits for nobody");
    prse__tx_rollback(&second);
    prse__tx_rollback(&first);
    cr_expect_eq(save(&b, "un", 1, &err), PRSE_OK, "%s", err.message);
    a.free(a.self);
    b.free(b.self);
    folder_drop(&f);
}

static int stop_soon(void *user)
{
    return ++*(int *)user > 2;
}

PRSE_TEST(sqlite_sharing, who_waits_can_be_stopped)
{
    folder f;
    prse_store a, b;
    prse__tx first, second;
    prse_error err = {0};
    int asked = 0;
    prse_tx_options opts = {.size = sizeof opts, .write = 1,
                            .deadline_ms = 60000, .should_stop = stop_soon,
                            .user = &asked};
    folder_make(&f);
    make_store(&a, &f);
    open_store(&b, &f, NULL);
    begin(&first, &a, 1);
    cr_expect_eq(prse__tx_begin(&second, &a, &opts, &err), PRSE_ECANCELED);
    asked = 0;
    cr_expect_eq(prse__tx_begin(&second, &b, &opts, &err), PRSE_ECANCELED);
    cr_expect_eq(err.code, PRSE_ECANCELED);
    prse__tx_rollback(&first);
    asked = -100;
    cr_assert_eq(prse__tx_begin(&second, &b, &opts, &err), PRSE_OK);
    cr_expect_eq(put(&second, "un", 1, 0, &err), PRSE_OK);
    asked = 3;
    cr_expect_eq(put(&second, "deux", 2, 0, &err), PRSE_ECANCELED);
    cr_expect_eq(prse__tx_commit(&second, &err), PRSE_EINVAL);
    cr_expect_eq(number_of(&b, "un"), -1);
    a.free(a.self);
    b.free(b.self);
    folder_drop(&f);
}

static void wait_ms(long ms)
{
    nanosleep(&(struct timespec){0, ms * 1000000}, NULL);
}

/* Long enough for a busy machine to begin and to write in. */
enum { WHILE_MS = 500 };

PRSE_TEST(sqlite_sharing, a_transaction_ends_at_its_deadline)
{
    folder f;
    prse_store store;
    prse__tx tx;
    prse_error err = {0};
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(try_begin(&tx, &store, 1, WHILE_MS, &err), PRSE_OK);
    cr_expect_eq(put(&tx, "un", 1, 0, &err), PRSE_OK);
    wait_ms(WHILE_MS + 10);
    cr_expect_eq(put(&tx, "deux", 2, 0, &err), PRSE_ETIMEOUT);
    prse__tx_rollback(&tx);
    cr_assert_eq(try_begin(&tx, &store, 1, WHILE_MS, &err), PRSE_OK);
    cr_expect_eq(put(&tx, "un", 1, 0, &err), PRSE_OK);
    wait_ms(WHILE_MS + 10);
    cr_expect_eq(prse__tx_commit(&tx, &err), PRSE_ETIMEOUT);
    cr_expect_eq(number_of(&store, "un"), -1);
    cr_expect_eq(save(&store, "un", 1, &err), PRSE_OK, "%s", err.message);
    store.free(store.self);
    folder_drop(&f);
}

static int count_rows(void *user, const prse_value *values, int64_t version)
{
    (void)values, (void)version;
    ++*(int *)user;
    return 0;
}

/* A scan that sorts shows no row before it has seen all. */
PRSE_TEST(sqlite_sharing, a_long_statement_ends_at_the_deadline)
{
    folder f;
    prse_store store;
    prse__tx tx;
    prse_error err = {0};
    int rows = 0;
    prse_query query = {.size = sizeof query, .index = 0};
    folder_make(&f);
    make_store(&store, &f);
    expect_sql(&f, "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1"
                   " FROM n WHERE i < 200000) INSERT INTO essai (nom, effectif,"
                   " actif, version, vu, depuis) SELECT i, i, 1, 1, '2026-01-01"
                   " 00:00:00.000', '2026-01-01' FROM n", "(no row)");
    expect_sql(&f, "DROP INDEX essai_moment", "(no row)");
    while (try_begin(&tx, &store, 0, 20, &err)) /* no time left to begin */
        cr_assert_eq(err.code, PRSE_ETIMEOUT, "%s", err.message);
    cr_expect_eq(prse__tx_scan(&tx, TABLE, &query, count_rows, &rows, &err),
                 PRSE_ETIMEOUT, "%d rows", rows);
    cr_expect_eq(rows, 0);
    prse__tx_rollback(&tx);
    begin(&tx, &store, 0);
    cr_expect_eq(prse__tx_scan(&tx, TABLE, &query, count_rows, &rows, &err),
                 PRSE_OK, "%s", err.message);
    cr_expect_eq(rows, 200000);
    prse__tx_rollback(&tx);
    store.free(store.self);
    folder_drop(&f);
}

typedef struct crowd {
    const prse_store *store;
    prse_status failed;
    prse_error err;
} crowd;

enum { THREADS = 16, UPDATES = 50 };

static prse_status add_one(const prse_store *store, prse_error *err)
{
    prse__tx tx;
    prse_status status = try_begin(&tx, store, 1, 20000, err);
    if (status)
        return status;
    status = put(&tx, "un", number_in(&tx, "un") + 1, PRSE_VERSION_ANY, err);
    if (!status)
        status = prse__tx_commit(&tx, err);
    prse__tx_rollback(&tx);
    return status;
}

static void *add_many(void *user)
{
    crowd *c = user;
    for (int i = 0; i < UPDATES && !c->failed; i++)
        c->failed = add_one(c->store, &c->err);
    return NULL;
}

PRSE_TEST(sqlite_sharing, threads_lose_no_update, .timeout = PRSE_LONG)
{
    folder f;
    prse_store a, b;
    pthread_t threads[THREADS];
    crowd crowds[THREADS] = {0};
    folder_make(&f);
    make_store(&a, &f);
    open_store(&b, &f, NULL);
    cr_assert_eq(save(&a, "un", 0, NULL), PRSE_OK);
    for (int i = 0; i < THREADS; i++) {
        crowds[i].store = i % 2 ? &a : &b;
        cr_assert_eq(pthread_create(&threads[i], NULL, add_many, &crowds[i]),
                     0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        cr_expect_eq(crowds[i].failed, PRSE_OK, "%s", crowds[i].err.message);
    }
    cr_expect_eq(number_of(&a, "un"), THREADS * UPDATES);
    a.free(a.self);
    b.free(b.self);
    folder_drop(&f);
}

static int files_after_a_rush(const prse_store *store)
{
    prse__tx readers[10];
    for (int i = 0; i < 10; i++)
        begin(&readers[i], store, 0);
    for (int i = 0; i < 10; i++)
        prse__tx_rollback(&readers[i]);
    return prse_test_open_files();
}

/* More transactions at once than are kept open. SQLite keeps the files of some
 * that are closed, for the next ones. */
PRSE_TEST(sqlite_sharing, connections_are_opened_as_needed)
{
    folder f;
    prse_store store;
    folder_make(&f);
    make_store(&store, &f);
    store.free(store.self);
    open_store(&store, &f, &(prse_store_sqlite_options){
        .size = sizeof(prse_store_sqlite_options), .connections = 2});
    int before = files_after_a_rush(&store);
    for (int i = 0; i < 5; i++)
        cr_expect_eq(files_after_a_rush(&store), before);
    cr_expect_eq(number_of(&store, "un"), -1);
    store.free(store.self);
    folder_drop(&f);
}

/* Two processes with the same connection would damage the file. */
PRSE_TEST(sqlite_sharing, a_process_that_was_forked_opens_its_own)
{
    folder f;
    prse_store store;
    prse__tx tx;
    prse_error err = {0};
    int how = 0;
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
    pid_t child = fork();
    if (child == 0) {
        prse_status status = try_begin(&tx, &store, 0, 0, &err);
        store.free(store.self);
        int right = status == PRSE_EINVAL && err.code == (int32_t)status &&
                    strstr(err.message, "fork") != NULL;
        open_store(&store, &f, NULL);
        right = right && save(&store, "deux", 2, NULL) == PRSE_OK;
        store.free(store.self);
        _exit(right ? 0 : 1);
    }
    cr_assert(child > 0 && waitpid(child, &how, 0) == child);
    cr_expect(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    cr_expect_eq(number_of(&store, "deux"), 2);
    cr_expect_eq(save(&store, "un", 3, NULL), PRSE_OK);
    store.free(store.self);
    folder_drop(&f);
}

/* --- The log, when there always is a reader --- */

/* How often the log is emptied depends on who else keeps the machine busy: that
 * it is emptied at all, again and again, must show. */
enum { READERS = 8, WRITES = 3000, PIECE = 65536, WRITTEN = WRITES * PIECE };

typedef struct reading {
    const prse_store *store;
    atomic_int stop;
} reading;

static void *read_always(void *user)
{
    reading *r = user;
    const struct timespec pause = {0, 3000000};
    while (!atomic_load(&r->stop)) {
        prse__tx tx;
        if (try_begin(&tx, r->store, 0, 5000, NULL))
            continue;
        number_in(&tx, "un");
        nanosleep(&pause, NULL);
        prse__tx_rollback(&tx);
    }
    return NULL;
}

static void save_much(const prse_store *store, char *bytes)
{
    prse_value values[COLUMNS];
    prse__tx tx;
    fill(values, "un", 1);
    values[7] = (prse_value){.type = PRSE_TYPE_BYTES, .text = {bytes, PIECE}};
    for (int i = 0; i < WRITES; i++) {
        memset(bytes, i, PIECE); /* or only what differs is written */
        begin(&tx, store, 1);
        cr_assert_eq(prse__tx_put(&tx, TABLE, values, PRSE_VERSION_ANY, NULL,
                                  NULL), PRSE_OK);
        cr_assert_eq(prse__tx_commit(&tx, NULL), PRSE_OK);
    }
}

PRSE_TEST(sqlite_sharing, the_log_ends_although_there_always_is_a_reader,
          .timeout = PRSE_LONG)
{
    folder f;
    prse_store store;
    prse_store_sqlite_options opts = {.size = sizeof opts,
                                      .durability = PRSE_NOT_FLUSHED};
    pthread_t threads[READERS];
    reading r = {&store, 0};
    struct stat log;
    char *bytes = calloc(1, PIECE);
    folder_make(&f);
    make_store(&store, &f);
    store.free(store.self);
    open_store(&store, &f, &opts);
    for (int i = 0; i < READERS; i++)
        pthread_create(&threads[i], NULL, read_always, &r);
    save_much(&store, bytes);
    cr_assert_eq(stat(folder_file(&f, "t.db-wal").ptr, &log), 0);
    cr_expect(log.st_size < WRITTEN / 2, "%lld bytes",
              (long long)log.st_size);
    atomic_store(&r.stop, 1);
    for (int i = 0; i < READERS; i++)
        pthread_join(threads[i], NULL);
    store.free(store.self);
    free(bytes);
    folder_drop(&f);
}
