/* SPDX-License-Identifier: Apache-2.0 */
/* src/postgres against a real server. */
#include <arpa/inet.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/steady.h"
#include "store/postgres/setup.h"

static prse__pg *open_one(const prse__pg_wait *wait)
{
    prse__pg *pg = NULL;
    prse_error err = {0};
    cr_assert_eq(prse__pg_open(&pg, server_url(), wait, &err), PRSE_OK, "%s",
                 err.message);
    return pg;
}

static prse_status run_one(prse__pg *pg, const char *sql, prse_error *err)
{
    *err = (prse_error){0};
    prse_status status = prse__pg_run(pg, sql, err);
    cr_expect_eq(err->code, (int32_t)status);
    cr_expect_eq(err->message[0] != '\0', status != PRSE_OK);
    return status;
}

/* --- Opening --- */

static void check_refused(const char *url, prse_status wanted)
{
    prse__pg *pg = NULL;
    prse_error err = {0};
    prse__pg_wait wait = {.until_ms = prse__steady_ms() + 2000};
    prse_status status = prse__pg_open(&pg, prse_str_of(url), &wait, &err);
    cr_expect_eq(status, wanted, "%s: %s %s", url, prse_status_name(status),
                 err.message);
    cr_expect_null(strstr(err.message, "secret"), "%s", err.message);
    cr_expect_eq(err.code, (int32_t)wanted);
    cr_expect_neq(err.message[0], '\0');
}

PRSE_TEST(wrapper, no_error_shows_a_password)
{
    static const char *const urls[] = {
        "postgresql://a:secret@secret@127.0.0.1/x",
        "postgresql://a:12/secret@127.0.0.1/x",
        "postgresql://a:secret/b@127.0.0.1/x",
        "postgresql://127.0.0.1:secret/x",
        "postgresql://a@127.0.0.1/x?password=secret&secret=1",
        "host=127.0.0.1 password=se cret secret",
        "host=127.0.0.1 port=secret", "secret", ""};
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
        check_refused(urls[i], PRSE_EINVAL);
    check_refused("postgresql://a:secret@127.0.0.1:1/x", PRSE_EREFUSED);
    check_refused("postgresql://a:secret@secret.invalid/x", PRSE_EREFUSED);
}

/* The URL of the tests' server with another end or another user. */
static void check_variant(const char *from, const char *to,
                          prse_status wanted)
{
    char url[512];
    prse_str real = server_url();
    const char *at = strstr(real.ptr, from);
    cr_assert_not_null(at);
    snprintf(url, sizeof url, "%.*s%s%s", (int)(at - real.ptr), real.ptr, to,
             at + strlen(from));
    check_refused(url, wanted);
}

PRSE_TEST(wrapper, a_wrong_password_is_denied_in_any_language)
{
    check_variant("motdepasse-jamais-dit", "secret", PRSE_EDENIED);
    check_variant(":motdepasse-jamais-dit", "", PRSE_EDENIED);
    check_variant("portailrse:motdepasse-jamais-dit", "nobody:secret",
                  PRSE_EDENIED);
    check_variant("/essai", "/absente", PRSE_EREFUSED);
}

/* --- Statements --- */

PRSE_TEST(wrapper, values_are_parameters)
{
    prse__pg *pg = open_one(NULL);
    prse_error err = {0};
    prse__pg_result *result = NULL;
    const char odd[] = "'; DROP TABLE x; -- $1 \\ \"";
    prse__pg_value values[] = {{.ptr = odd, .len = strlen(odd)},
                               {.ptr = NULL}};
    prse__pg_call call = {.sql = "SELECT $1::text, $2::text, 42", .count = 2,
                          .values = values};
    cr_assert_eq(prse__pg_call_run(pg, &call, &result, &err), PRSE_OK);
    cr_expect_eq(prse__pg_rows(result), 1);
    cr_expect(prse__str_is(prse__pg_cell(result, 0, 0), odd));
    cr_expect(prse__pg_is_null(result, 0, 1));
    cr_expect_eq(prse__pg_int(result, 0, 2), 42);
    prse__pg_result_free(result);
    prse__pg_close(pg);
}

/* Says yes to TLS, once, and no more. */
static void *say_yes(void *user)
{
    char asked[8];
    int end = accept(*(int *)user, NULL, NULL);
    cr_assert_eq(recv(end, asked, sizeof asked, MSG_WAITALL), 8);
    cr_assert_eq(send(end, "S", 1, 0), 1);
    close(end);
    return NULL;
}

PRSE_TEST(wrapper, a_certificate_that_is_missing_is_told_in_any_language)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    char url[128];
    pthread_t thread;
    setenv("LANGUAGE", "fr", 1);
    setlocale(LC_ALL, "C.UTF-8");
    int port = socket(AF_INET, SOCK_STREAM, 0);
    cr_assert_eq(bind(port, (struct sockaddr *)&at, size), 0);
    cr_assert_eq(listen(port, 1), 0);
    cr_assert_eq(getsockname(port, (struct sockaddr *)&at, &size), 0);
    cr_assert_eq(pthread_create(&thread, NULL, say_yes, &port), 0);
    snprintf(url, sizeof url, "postgresql://a:secret@127.0.0.1:%d/x"
             "?sslmode=verify-full&sslrootcert=/absent", ntohs(at.sin_port));
    check_refused(url, PRSE_ETLS);
    pthread_join(thread, NULL);
    close(port);
}

PRSE_TEST(wrapper, a_database_that_does_not_keep_every_text_is_refused)
{
    run_sql("DROP DATABASE IF EXISTS latin");
    run_sql("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'"
            " LOCALE_PROVIDER libc LOCALE 'C'");
    check_variant("/essai", "/latin", PRSE_EUNSUPPORTED);
}

PRSE_TEST(wrapper, a_statement_is_prepared_once)
{
    prse__pg *pg = open_one(NULL);
    int owner = 0;
    for (int i = 0; i < 3; i++) {
        prse__pg_result *result = NULL;
        prse__pg_call call = {.sql = i == 0 ? "SELECT 7" : NULL,
                              .owner = &owner, .shape = 5};
        cr_expect_eq(prse__pg_knows(pg, &owner, 5), i > 0);
        cr_assert_eq(prse__pg_call_run(pg, &call, &result, NULL), PRSE_OK);
        cr_expect_eq(prse__pg_int(result, 0, 0), 7);
        prse__pg_result_free(result);
    }
    prse__pg_close(pg);
}

PRSE_TEST(wrapper, more_statements_than_are_kept_run_all_the_same)
{
    prse__pg *pg = open_one(NULL);
    int owner = 0;
    for (uint64_t i = 0; i < 600; i++) {
        prse__pg_call call = {.sql = "SELECT 7", .owner = &owner, .shape = i};
        cr_assert_eq(prse__pg_call_run(pg, &call, NULL, NULL), PRSE_OK);
    }
    cr_expect(prse__pg_knows(pg, &owner, 511));
    cr_expect_not(prse__pg_knows(pg, &owner, 599));
    prse__pg_close(pg);
}

PRSE_TEST(wrapper, what_goes_before_and_after_shares_the_fate)
{
    prse__pg *pg = open_one(NULL);
    prse_error err = {0};
    prse__pg_call call = {.before = {"BEGIN", "SAVEPOINT s"},
                          .sql = "SELECT 1/0", .after = "RELEASE s"};
    cr_expect_eq(prse__pg_call_run(pg, &call, NULL, &err), PRSE_EPARSE);
    cr_expect_eq(run_one(pg, "ROLLBACK TO s", &err), PRSE_OK);
    cr_expect_eq(run_one(pg, "COMMIT", &err), PRSE_OK);
    cr_expect_not(prse__pg_broken(pg));
    prse__pg_close(pg);
}

static int count_rows(void *user, const prse__pg_result *result, size_t row)
{
    int64_t *last = user;
    *last = prse__pg_int(result, row, 0);
    return *last == 70000;
}

PRSE_TEST(wrapper, rows_come_one_by_one_until_enough)
{
    prse__pg *pg = open_one(NULL);
    int64_t last = 0;
    prse__pg_call call = {.sql = "SELECT generate_series(1, 100000)",
                          .row = count_rows, .user = &last};
    cr_assert_eq(prse__pg_call_run(pg, &call, NULL, NULL), PRSE_OK);
    cr_expect_eq(last, 70000);
    call.sql = "SELECT generate_series(1, 100)";
    cr_assert_eq(prse__pg_call_run(pg, &call, NULL, NULL), PRSE_OK);
    cr_expect_eq(last, 100);
    prse__pg_close(pg);
}

static int note_place(void *user, const prse__pg_result *result, size_t row)
{
    (void)result;
    *(size_t *)user |= row;
    return 0;
}

PRSE_TEST(wrapper, rows_behind_other_statements_are_not_kept_either)
{
    prse__pg *pg = open_one(NULL);
    size_t places = 0; /* 0: each row was the only one of its result */
    int owner = 0;
    prse__pg_call call = {.before = {"BEGIN", "SAVEPOINT s"}, .owner = &owner,
                          .sql = "SELECT generate_series(1, 1000)",
                          .row = note_place, .user = &places};
    cr_assert_eq(prse__pg_call_run(pg, &call, NULL, NULL), PRSE_OK);
    cr_expect_eq(places, 0);
    prse__pg_close(pg);
}

PRSE_TEST(wrapper, a_failure_after_some_rows_is_told)
{
    prse__pg *pg = open_one(NULL);
    prse_error err = {0};
    int64_t last = 0;
    prse__pg_call call = {.sql = "SELECT 10/(500-i) * 0 + i FROM"
                                 " generate_series(1, 1000) AS i",
                          .row = count_rows, .user = &last};
    cr_expect_eq(prse__pg_call_run(pg, &call, NULL, &err), PRSE_EPARSE);
    cr_expect_eq(last, 499);
    cr_expect_eq(run_one(pg, "SELECT 1", &err), PRSE_OK);
    prse__pg_close(pg);
}

PRSE_TEST(wrapper, failures_are_told_apart_by_sqlstate)
{
    static const struct {
        const char *sql;
        prse_status status;
    } cases[] = {
        {"SELECT * FROM absent", PRSE_ESCHEMA},
        {"SELECT absent FROM pg_class", PRSE_ESCHEMA},
        {"SELECT * FROM absent.absent", PRSE_ESCHEMA},
        {"SELECT", PRSE_OK},
        {"SELEC", PRSE_EINTERNAL},
        {"SELECT 'x'::jsonb", PRSE_EPARSE},
        {"SELECT '\"\\u0000\"'::jsonb", PRSE_EPARSE},
        {"SET statement_timeout = 20", PRSE_OK},
        {"SELECT pg_sleep(10)", PRSE_ETIMEOUT},
        {"SET statement_timeout = 0", PRSE_OK},
        {"SET default_transaction_read_only = on", PRSE_OK},
        {"CREATE TABLE x ()", PRSE_EIO},
    };
    prse__pg *pg = open_one(NULL);
    prse_error err = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(run_one(pg, cases[i].sql, &err), cases[i].status,
                     "%s: %s", cases[i].sql, err.message);
    prse__pg_close(pg);
}

/* --- Time --- */

PRSE_TEST(wrapper, a_deadline_ends_a_statement_here_and_there)
{
    prse__pg_wait wait = {.until_ms = prse__steady_ms() + 300};
    prse__pg *pg = open_one(&wait);
    prse_error err = {0};
    int64_t begun = prse__steady_ms();
    cr_expect_eq(run_one(pg, "SELECT pg_sleep(20) AS to_be_ended", &err),
                 PRSE_ETIMEOUT);
    cr_expect_lt(prse__steady_ms() - begun, 1500);
    cr_expect(prse__pg_broken(pg));
    cr_expect_str_eq(ask_sql("SELECT count(*) FROM pg_stat_activity WHERE"
                             " state = 'active' AND query LIKE"
                             " '%%to_be_%%' || 'ended'"), "0");
    prse__pg_close(pg);
}

static int always(void *user)
{
    (void)user;
    return 1;
}

static int soon(void *user)
{
    return ++*(int *)user > 4;
}

PRSE_TEST(wrapper, should_stop_ends_a_statement_soon)
{
    int asked = 0;
    prse__pg *pg = open_one(NULL);
    prse_error err = {0};
    prse__pg_wait wait = {.should_stop = soon, .user = &asked};
    prse__pg_set_wait(pg, &wait);
    int64_t begun = prse__steady_ms();
    cr_expect_eq(run_one(pg, "SELECT pg_sleep(20)", &err), PRSE_ECANCELED);
    cr_expect_lt(prse__steady_ms() - begun, 1500);
    prse__pg_close(pg);
}

PRSE_TEST(wrapper, what_may_not_begin_leaves_the_connection_whole)
{
    prse__pg *pg = open_one(NULL);
    prse_error err = {0};
    prse__pg_wait wait = {.should_stop = always};
    prse__pg_set_wait(pg, &wait);
    cr_expect_eq(run_one(pg, "SELECT 1", &err), PRSE_ECANCELED);
    prse__pg_set_wait(pg, NULL);
    cr_expect_eq(run_one(pg, "SELECT 1", &err), PRSE_OK);
    prse__pg_close(pg);
}

PRSE_TEST(wrapper, an_ended_connection_is_told_with_its_doubt)
{
    prse__pg *pg = open_one(NULL);
    prse_error err = {0};
    cr_expect_eq(run_one(pg, "SELECT pg_terminate_backend(pg_backend_pid())",
                         &err), PRSE_EIO);
    cr_expect_neq(err.sys_code, 0);
    cr_expect(prse__pg_broken(pg));
    cr_expect_eq(run_one(pg, "SELECT 1", &err), PRSE_EIO);
    prse__pg_close(pg);
}

/* --- COPY --- */

PRSE_TEST(wrapper, copy_takes_rows_in_pieces)
{
    prse__pg *pg = open_one(NULL);
    prse_error err = {0};
    uint64_t rows = 0;
    prse__buf line;
    prse__buf_init(&line, 0);
    prse__pg_copy_text(&line, prse_str_of("a\tb\\c\nd"));
    prse__buf_adds(&line, "\t7\n");
    cr_assert_eq(run_one(pg, "CREATE TEMPORARY TABLE t (a text, b int)",
                         &err), PRSE_OK);
    cr_assert_eq(prse__pg_copy_begin(pg, "COPY t FROM STDIN", &err), PRSE_OK);
    for (int i = 0; i < 20000; i++)
        cr_assert_eq(prse__pg_copy_add(pg, prse__buf_str(&line), &err),
                     PRSE_OK);
    cr_assert_eq(prse__pg_copy_end(pg, &rows, &err), PRSE_OK);
    cr_expect_eq(rows, 20000);
    prse__pg_result *result = NULL;
    prse__pg_call call = {.sql = "SELECT DISTINCT a, b FROM t"};
    cr_assert_eq(prse__pg_call_run(pg, &call, &result, &err), PRSE_OK);
    cr_expect_eq(prse__pg_rows(result), 1);
    cr_expect(prse__str_is(prse__pg_cell(result, 0, 0), "a\tb\\c\nd"));
    prse__pg_result_free(result);
    prse__buf_free(&line);
    prse__pg_close(pg);
}

PRSE_TEST(wrapper, copy_of_a_wrong_row_fails_and_leaves_the_rest_usable)
{
    prse__pg *pg = open_one(NULL);
    prse_error err = {0};
    cr_assert_eq(run_one(pg, "CREATE TEMPORARY TABLE t (b int)", &err),
                 PRSE_OK);
    cr_expect_eq(prse__pg_copy_begin(pg, "COPY absent FROM STDIN", &err),
                 PRSE_ESCHEMA);
    cr_assert_eq(prse__pg_copy_begin(pg, "COPY t FROM STDIN", &err), PRSE_OK);
    prse_status status = PRSE_OK;
    for (int i = 0; !status && i < 100000; i++)
        status = prse__pg_copy_add(pg, PRSE_STR("seven\n"), &err);
    if (!status)
        status = prse__pg_copy_end(pg, NULL, &err);
    cr_expect_eq(status, PRSE_EPARSE, "%s", err.message);
    cr_expect_eq(run_one(pg, "SELECT 1", &err), PRSE_OK);
    prse__pg_close(pg);
}

PRSE_TEST(wrapper, names_are_quoted)
{
    prse__buf name;
    prse__buf_init(&name, 0);
    prse__pg_name(&name, PRSE_STR("a\"b; DROP"));
    cr_expect_str_eq(name.ptr, "\"a\"\"b; DROP\"");
    prse__buf_free(&name);
}
