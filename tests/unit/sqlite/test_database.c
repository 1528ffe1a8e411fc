/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite/database.h"

#include <errno.h>
#include <sys/stat.h>

#include "support/fault.h"
#include "support/folder.h"
#include "support/test.h"

static prse__db *open_in(folder *f, prse__db_mode mode)
{
    prse__db *db = NULL;
    prse_error err = {0};
    cr_assert_eq(prse__db_open(&db, folder_file(f, "t.db"), mode, &err),
                 PRSE_OK, "%s", err.message);
    return db;
}

static int64_t number(prse__db *db, const char *sql)
{
    prse__stmt *stmt = NULL;
    int row = 0;
    cr_assert_eq(prse__db_prepare(&stmt, db, sql, NULL), PRSE_OK);
    cr_assert_eq(prse__stmt_step(stmt, &row, NULL), PRSE_OK);
    int64_t value = row ? prse__stmt_int(stmt, 0) : -1;
    prse__stmt_free(stmt);
    return value;
}

PRSE_TEST(database, values_come_back_as_they_went_in)
{
    folder f;
    folder_make(&f);
    prse__db *db = open_in(&f, PRSE__DB_MAKE);
    prse__stmt *put = NULL, *get = NULL;
    int row = 0;
    cr_assert_eq(prse__db_run(db, "CREATE TABLE t (a, b, c, d)", NULL),
                 PRSE_OK);
    prse__db_prepare(&put, db, "INSERT INTO t VALUES (?1, ?2, ?3, ?4)", NULL);
    prse__stmt_bind_int(put, 1, INT64_MIN);
    prse__stmt_bind_text(put, 2, PRSE_STR("\xC3\xA9t\xC3\xA9"));
    prse__stmt_bind_blob(put, 3, (prse_str){"a\0b", 3});
    prse__stmt_bind_null(put, 4);
    cr_expect_eq(prse__stmt_run(put, NULL), PRSE_OK);
    prse__stmt_bind_text(put, 2, (prse_str){NULL, 0}); /* empty, not NULL */
    cr_expect_eq(prse__stmt_run(put, NULL), PRSE_OK);
    prse__db_prepare(&get, db, "SELECT a, b, c, d FROM t", NULL);
    cr_expect_eq(prse__stmt_step(get, &row, NULL), PRSE_OK);
    cr_assert_eq(row, 1);
    cr_expect_eq(prse__stmt_int(get, 0), INT64_MIN);
    cr_expect(prse__str_is(prse__stmt_text(get, 1), "\xC3\xA9t\xC3\xA9"));
    cr_expect(prse__str_eq(prse__stmt_blob(get, 2), (prse_str){"a\0b", 3}));
    cr_expect(prse__stmt_is_null(get, 3) && !prse__stmt_is_null(get, 1));
    cr_expect_eq(prse__stmt_step(get, &row, NULL), PRSE_OK);
    cr_expect(row == 1 && !prse__stmt_is_null(get, 1));
    cr_expect_eq(prse__stmt_text(get, 1).len, 0);
    cr_expect_eq(prse__stmt_step(get, &row, NULL), PRSE_OK);
    cr_expect_eq(row, 0, "the end");
    cr_expect_eq(prse__stmt_step(get, &row, NULL), PRSE_OK);
    cr_expect_eq(row, 1, "from the beginning again");
    prse__stmt_free(put);
    prse__stmt_free(get);
    prse__db_close(db);
    folder_drop(&f);
}

PRSE_TEST(database, what_is_wrong_has_its_own_status)
{
    folder f;
    folder_make(&f);
    prse_error err = {0};
    prse__db *db = NULL;
    cr_expect_eq(prse__db_open(&db, folder_file(&f, "none"), PRSE__DB_READ,
                               &err), PRSE_ENOTFOUND);
    cr_expect_eq(err.sys_code, ENOENT);
    cr_expect_eq(prse__db_open(&db, folder_file(&f, "none"), PRSE__DB_WRITE,
                               NULL), PRSE_ENOTFOUND);
    cr_expect_eq(prse__db_open(&db, folder_file(&f, "no/t.db"), PRSE__DB_MAKE,
                               &err), PRSE_EIO);
    cr_expect_eq(err.sys_code, ENOENT);
    cr_expect_eq(prse__db_open(&db, (prse_str){NULL, 0}, PRSE__DB_MAKE, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse__db_open(&db, (prse_str){"a\0b", 3}, PRSE__DB_MAKE,
                               &err), PRSE_EINVAL);
    folder_write(&f, "text", "this file is some text, and not short enough to "
                             "be taken for an empty one, is it: no, it is not");
    cr_expect_eq(prse__db_open(&db, folder_file(&f, "text"), PRSE__DB_READ,
                               &err), PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.subject, "text"));
    cr_expect_null(db);
    db = open_in(&f, PRSE__DB_MAKE);
    cr_expect_eq(prse__db_run(db, "SELECT nonsense", &err),
                 PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.message, "nonsense"));
    prse__stmt *stmt = NULL;
    cr_expect_eq(prse__db_prepare(&stmt, db, "SELECT nonsense", &err),
                 PRSE_ESCHEMA);
    cr_expect_null(stmt);
    cr_expect_eq(prse__db_run(db, "CREATE TABLE t (a UNIQUE);"
                                  "INSERT INTO t VALUES (1), (1)", &err),
                 PRSE_EEXISTS);
    prse__db_close(db);
    folder_drop(&f);
}

/* Neither the memory of SQLite nor its URIs are in reach of a name. */
PRSE_TEST(database, a_name_is_a_name)
{
    static const char *const names[] = {":memory:", "file:a?mode=memory",
                                        "a%20b#c?d"};
    char before[512], here[512];
    folder f;
    folder_make(&f);
    cr_assert_not_null(getcwd(before, sizeof before));
    cr_assert_eq(chdir(f.path), 0);
    for (size_t i = 0; i < 3; i++) {
        prse__db *db = NULL;
        cr_assert_eq(prse__db_open(&db, prse_str_of(names[i]), PRSE__DB_MAKE,
                                   NULL), PRSE_OK);
        cr_expect_eq(prse__db_run(db, "CREATE TABLE t (a)", NULL), PRSE_OK);
        prse__db_close(db);
        cr_expect_eq(access(names[i], F_OK), 0, "%s", names[i]);
        cr_assert_eq(prse__db_open(&db, prse_str_of(names[i]),
                                   PRSE__DB_FROZEN, NULL), PRSE_OK);
        cr_expect_eq(number(db, "SELECT count(*) FROM t"), 0);
        prse__db_close(db);
    }
    folder_list(&f, here, sizeof here);
    cr_expect_str_eq(here, ":memory: a%20b#c?d file:a?mode=memory ");
    cr_assert_eq(chdir(before), 0);
    folder_drop(&f);
}

PRSE_TEST(database, a_frozen_file_needs_no_right_to_write)
{
    folder f;
    folder_make(&f);
    prse__db *db = open_in(&f, PRSE__DB_MAKE);
    prse__db_run(db, "CREATE TABLE t (a); INSERT INTO t VALUES (7)", NULL);
    prse__db_close(db);
    chmod(folder_file(&f, "t.db").ptr, 0444);
    chmod(f.path, 0555);
    prse_error err = {0};
    db = open_in(&f, PRSE__DB_FROZEN);
    cr_expect_eq(number(db, "SELECT a FROM t"), 7);
    cr_expect_eq(prse__db_run(db, "DELETE FROM t", &err), PRSE_EIO);
    cr_expect_str_eq(err.message, "may not be written");
    prse__db_close(db);
    chmod(f.path, 0755);
    folder_drop(&f);
}

static int stop(void *user)
{
    return ++*(int *)user > 1;
}

PRSE_TEST(database, a_long_statement_stops_when_asked)
{
    folder f;
    folder_make(&f);
    prse__db *db = open_in(&f, PRSE__DB_MAKE);
    prse_error err = {0};
    int asked = 0;
    prse__db_stop_when(db, stop, &asked);
    cr_expect_eq(prse__db_run(db, "WITH RECURSIVE n(i) AS (VALUES (1) UNION "
                                  "ALL SELECT i + 1 FROM n) "
                                  "SELECT max(i) FROM n", &err),
                 PRSE_ECANCELED);
    cr_expect_eq(asked, 2);
    prse__db_close(db);
    folder_drop(&f);
}

static int try_thrice(void *user, int count)
{
    *(int *)user = count + 1;
    return count < 2;
}

PRSE_TEST(database, waits_in_the_way_of_its_caller)
{
    folder f;
    folder_make(&f);
    prse__db *first = open_in(&f, PRSE__DB_MAKE), *second = NULL;
    prse_error err = {0};
    int asked = 0;
    prse__db_waiting waiting = {try_thrice, &asked};
    cr_assert_eq(prse__db_open_waiting(&second, folder_file(&f, "t.db"),
                                       PRSE__DB_WRITE, &waiting, NULL),
                 PRSE_OK);
    cr_expect(!prse__db_in_transaction(first));
    cr_assert_eq(prse__db_run(first, "BEGIN EXCLUSIVE", NULL), PRSE_OK);
    cr_expect(prse__db_in_transaction(first));
    cr_expect_eq(prse__db_run(second, "BEGIN IMMEDIATE", &err), PRSE_EBUSY);
    cr_expect_eq(asked, 3);
    cr_expect_eq(prse__db_run(first, "CREATE TABLE t (a); COMMIT;"
                                     "INSERT INTO t VALUES (1), (2)", NULL),
                 PRSE_OK);
    cr_expect_eq(prse__db_changes(first), 2);
    cr_expect_eq(prse__db_run(second, "BEGIN IMMEDIATE; COMMIT", &err),
                 PRSE_OK);
    cr_expect_eq(prse__db_read_only(second), 0);
    prse__db_close(second);
    cr_assert_eq(prse__db_open(&second, folder_file(&f, "t.db"),
                               PRSE__DB_READ, NULL), PRSE_OK);
    cr_expect_eq(prse__db_read_only(second), EROFS);
    prse__db_close(second);
    prse__db_close(first);
    folder_drop(&f);
}

static void count_pages(void *user, uint64_t done, uint64_t total)
{
    cr_expect_leq(done, total);
    *(uint64_t *)user = total;
}

PRSE_TEST(database, copies_page_by_page)
{
    folder f;
    folder_make(&f);
    prse__db *to = NULL, *from = open_in(&f, PRSE__DB_MAKE);
    uint64_t pages = 0;
    int asked = 1;
    prse__db_copying copying = {NULL, count_pages, &pages};
    prse__db_copying stopping = {stop, NULL, &asked};
    prse__db_run(from, "CREATE TABLE t (a); INSERT INTO t VALUES (7)", NULL);
    cr_assert_eq(prse__db_open(&to, folder_file(&f, "u.db"), PRSE__DB_MAKE,
                               NULL), PRSE_OK);
    cr_expect_eq(prse__db_copy(to, from, &stopping, NULL), PRSE_ECANCELED);
    cr_expect_eq(number(to, "SELECT count(*) FROM sqlite_schema"), 0);
    cr_expect_eq(prse__db_copy(to, from, &copying, NULL), PRSE_OK);
    cr_expect_eq(number(to, "SELECT a FROM t"), 7);
    cr_expect_eq(pages, 2);
    prse__db_close(to);
    prse__db_close(from);
    folder_drop(&f);
}

PRSE_TEST(database, lacks_memory_and_says_so)
{
    folder f;
    folder_make(&f);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__db *db = NULL;
        prse__stmt *stmt = NULL;
        prse_status status = prse__db_open(&db, folder_file(&f, "t.db"),
                                           PRSE__DB_MAKE, &err);
        if (status == PRSE_OK)
            status = prse__db_prepare(&stmt, db, "SELECT 1", &err);
        PRSE_FAULT_CHECK(status, err);
        prse__stmt_free(stmt);
        prse__db_close(db);
    }
    folder_drop(&f);
}
