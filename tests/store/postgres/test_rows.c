/* SPDX-License-Identifier: Apache-2.0 */
/* What the conformance kit cannot see: how rows look to others, and what is
 * PostgreSQL's own. */
#include <string.h>

#include "base/steady.h"
#include "store/postgres/setup.h"

enum { ID, CODE, TEXT, YES, DAY, MOMENT, AMOUNT, FACTS, BYTES, COLUMNS };

static void fill(prse_value row[COLUMNS], int64_t id)
{
    memset(row, 0, COLUMNS * sizeof *row);
    row[ID] = prse__field_int(id);
}

static prse_status put_row(const prse_store *store, const prse_value *row,
                           int64_t expected, prse_error *err)
{
    void *tx = begin(store, 1, 0);
    prse_status status = store->put(tx, papers, row, expected, NULL, err);
    if (!status)
        return store->commit(tx, err);
    store->rollback(tx);
    return status;
}

static int copy_row(void *user, const prse_value *values, int64_t version)
{
    prse__row_free(user);
    cr_assert_eq(prse__row_copy(user, papers, values, version, NULL),
                 PRSE_OK);
    return 0;
}

static void get_row(const prse_store *store, int64_t id, prse__row *out)
{
    void *tx = begin(store, 0, 0);
    prse_value key = prse__field_int(id);
    cr_assert_eq(store->get(tx, papers, &key, copy_row, out, NULL), PRSE_OK);
    cr_assert_eq(store->commit(tx, NULL), PRSE_OK);
}

PRSE_TEST(rows, others_see_real_types)
{
    prse_store store = open_store("types", 2);
    prse_value row[COLUMNS];
    fill(row, 7);
    row[CODE] = prse__field_text(PRSE_STR("É"));
    row[YES] = prse__field_bool(1);
    row[DAY] = prse__field_date(-719162);
    row[MOMENT] = prse__field_time(INT64_C(1795726707123));
    row[AMOUNT] = (prse_value){.type = PRSE_TYPE_DECIMAL,
                               .text = PRSE_STR("-1200.50")};
    row[FACTS] = prse__field_json(PRSE_STR("{\"a\": [1, null]}"));
    row[BYTES] = prse__field_bytes((prse_str){"\0\xff", 2});
    cr_assert_eq(put_row(&store, row, 0, NULL), PRSE_OK);
    cr_expect_str_eq(
        ask_sql("SELECT concat_ws(' ', id + 1, code, yes, day, moment"
                " AT TIME ZONE 'UTC', amount + 1, facts->'a'->>0, bytes)"
                " FROM types.papers"),
        "8 É t 0001-01-01 2026-11-26 20:58:27.123 -1199.50 1 \\x00ff");
    store.free(store.self);
}

static void check_decimal(const prse_store *store, const char *text,
                          const char *wanted)
{
    prse_value row[COLUMNS];
    prse__row back = {0};
    fill(row, 1);
    row[AMOUNT] = (prse_value){.type = PRSE_TYPE_DECIMAL,
                               .text = prse_str_of(text)};
    cr_assert_eq(put_row(store, row, PRSE_VERSION_ANY, NULL), PRSE_OK);
    get_row(store, 1, &back);
    cr_expect(prse__str_is(back.values[AMOUNT].text, wanted), "%s: %.*s",
              text, (int)back.values[AMOUNT].text.len,
              back.values[AMOUNT].text.ptr);
    prse__row_free(&back);
}

PRSE_TEST(rows, exact_numbers_come_back_exact)
{
    prse_store store = open_store("decimals", 2);
    static const char *const texts[] = {
        "0", "1", "-1", "9999", "10000", "100000000", "10001", "1200.5",
        "0.1", "0.0001", "0.00001", "0.00000000000000000001", "-0.05",
        "12345678901234567890123456789012.34", "1.50", "10000.0001"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        check_decimal(&store, texts[i], texts[i]);
    check_decimal(&store, "1e5", "100000");
    check_decimal(&store, "-1.5E-3", "-0.0015");
    store.free(store.self);
}

PRSE_TEST(rows, finer_moments_of_others_are_cut_towards_the_past)
{
    prse_store store = open_store("moments", 2);
    prse__row back = {0};
    run_sql("ALTER TABLE moments.papers ALTER moment TYPE timestamptz(6)");
    run_sql("INSERT INTO moments.papers (id, moment, version) VALUES"
            " (1, '1969-12-31 23:59:59.9995Z', 1)");
    get_row(&store, 1, &back);
    cr_expect_eq(back.values[MOMENT].number, -1);
    prse__row_free(&back);
    store.free(store.self);
}

PRSE_TEST(rows, a_column_of_another_type_is_told)
{
    prse_store store = open_store("changed", 2);
    prse_error err = {0};
    prse__row back = {0};
    run_sql("ALTER TABLE changed.papers ALTER day TYPE timestamp");
    run_sql("INSERT INTO changed.papers (id, day, version) VALUES"
            " (1, now(), 1)");
    void *tx = begin(&store, 0, 0);
    prse_value key = prse__field_int(1);
    cr_expect_eq(store.get(tx, papers, &key, copy_row, &back, &err),
                 PRSE_ESCHEMA);
    cr_expect_str_eq(err.subject, "day");
    store.rollback(tx);
    store.free(store.self);
}

/* --- Texts that are no SQL --- */

static const char *const hostile[] = {
    "'; DROP TABLE counters; --", "\" OR 1=1 --", "$1", "${x}", "%s%n", "\\",
    "\\'; SELECT pg_sleep(100); --", "NULL", "", " ", "\xc2\xa0", "a\nb\tc\r",
    "$$; DELETE FROM papers; $$", "/* */", "{\"a\":1}", "\x7f\x01", "É’🙂",
    "E'\\x41'", "U&'\\0041'", "pg_catalog.now()", "../../etc/passwd"};

PRSE_TEST(rows, hostile_texts_are_kept_as_they_are)
{
    prse_store store = open_store("hos\"tile; --", 2);
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        prse_value row[COLUMNS];
        prse__row back = {0};
        fill(row, (int64_t)i);
        row[CODE] = prse__field_text(prse_str_of(hostile[i]));
        row[TEXT] = row[CODE];
        row[BYTES] = prse__field_bytes(prse_str_of(hostile[i]));
        cr_assert_eq(put_row(&store, row, 0, NULL), PRSE_OK);
        get_row(&store, (int64_t)i, &back);
        cr_expect(prse__str_is(back.values[CODE].text, hostile[i]));
        cr_expect(prse__str_is(back.values[TEXT].text, hostile[i]));
        cr_expect(prse__str_is(back.values[BYTES].text, hostile[i]));
        prse__row_free(&back);
        cr_assert_eq(put_count(&store, hostile[i], (int64_t)i, NULL),
                     PRSE_OK);
        cr_expect_eq(get_count(&store, hostile[i]), (int64_t)i);
    }
    store.free(store.self);
}

static int count_row(void *user, const prse_value *values, int64_t version)
{
    (void)values, (void)version;
    ++*(int *)user;
    return 0;
}

PRSE_TEST(rows, hostile_texts_find_only_themselves)
{
    prse_store store = open_store("finding", 2);
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        prse_value row[COLUMNS];
        fill(row, (int64_t)i);
        row[CODE] = prse__field_text(prse_str_of(hostile[i]));
        cr_assert_eq(put_row(&store, row, 0, NULL), PRSE_OK);
    }
    void *tx = begin(&store, 0, 0);
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        prse_value code = prse__field_text(prse_str_of(hostile[i]));
        prse_query query = {.size = sizeof query, .index = 0,
                            .equal = &code, .equal_count = 1};
        int count = 0;
        cr_assert_eq(store.scan(tx, papers, &query, count_row, &count, NULL),
                     PRSE_OK);
        cr_expect_eq(count, 1, "%s", hostile[i]);
    }
    cr_assert_eq(store.commit(tx, NULL), PRSE_OK);
    store.free(store.self);
}

PRSE_TEST(rows, a_value_that_cannot_be_kept_undoes_the_transaction)
{
    prse_store store = open_store("unkept", 2);
    prse_error err = {0};
    prse_value row[COLUMNS];
    fill(row, 1);
    row[FACTS] = prse__field_json(PRSE_STR("\"\\ud800\""));
    void *tx = begin(&store, 1, 0);
    cr_assert_eq(tx_put_count(&store, tx, "a", 1, NULL), PRSE_OK);
    cr_expect_eq(store.put(tx, papers, row, 0, NULL, &err), PRSE_EPARSE);
    cr_expect_eq(tx_put_count(&store, tx, "b", 1, &err), PRSE_EINVAL);
    cr_expect_eq(store.commit(tx, &err), PRSE_EINVAL);
    cr_expect_eq(get_count(&store, "a"), -1);
    store.free(store.self);
}

/* --- Transactions --- */

PRSE_TEST(rows, a_unique_index_is_met_without_losing_the_transaction)
{
    prse_store store = open_store("unique", 2);
    prse_error err = {0};
    prse_value row[COLUMNS];
    fill(row, 1);
    row[CODE] = prse__field_text(PRSE_STR("x"));
    cr_assert_eq(put_row(&store, row, 0, NULL), PRSE_OK);
    void *tx = begin(&store, 1, 0);
    row[ID].number = 2;
    cr_expect_eq(store.put(tx, papers, row, PRSE_VERSION_ANY, NULL, &err),
                 PRSE_EEXISTS);
    cr_expect_eq(store.put(tx, papers, row, 0, NULL, &err), PRSE_EEXISTS);
    row[CODE] = prse__field_text(PRSE_STR("y"));
    cr_expect_eq(store.put(tx, papers, row, 0, NULL, NULL), PRSE_OK);
    row[CODE] = prse__field_text(PRSE_STR("x"));
    cr_expect_eq(store.put(tx, papers, row, 1, NULL, &err), PRSE_EEXISTS);
    cr_expect_eq(store.commit(tx, NULL), PRSE_OK);
    cr_expect_str_eq(ask_sql("SELECT string_agg(code, '' ORDER BY id) FROM"
                             " \"unique\".papers"), "xy");
    store.free(store.self);
}

PRSE_TEST(rows, one_that_does_nothing_asks_nothing)
{
    prse_store store = open_store("nothing", 1);
    void *tx = begin(&store, 1, 0);
    cr_expect_eq(store.commit(tx, NULL), PRSE_OK);
    store.rollback(begin(&store, 0, 0));
    store.free(store.self);
}

PRSE_TEST(rows, a_reader_sees_one_moment)
{
    prse_store store = open_store("moment", 2);
    int64_t count = 0;
    cr_assert_eq(put_count(&store, "a", 1, NULL), PRSE_OK);
    void *tx = begin(&store, 0, 0);
    cr_assert_eq(tx_get_count(&store, tx, "a", &count, NULL), PRSE_OK);
    cr_assert_eq(put_count(&store, "a", 2, NULL), PRSE_OK);
    cr_assert_eq(tx_get_count(&store, tx, "a", &count, NULL), PRSE_OK);
    cr_expect_eq(count, 1);
    cr_expect_eq(store.commit(tx, NULL), PRSE_OK);
    cr_expect_eq(get_count(&store, "a"), 2);
    store.free(store.self);
}

PRSE_TEST(rows, a_reader_that_writes_is_told)
{
    prse_store store = open_store("reader", 2);
    prse_error err = {0};
    void *tx = begin(&store, 0, 0);
    cr_expect_eq(tx_put_count(&store, tx, "a", 1, &err), PRSE_EINVAL);
    store.rollback(tx);
    store.free(store.self);
}

PRSE_TEST(rows, of_two_writers_one_is_told_to_come_again)
{
    prse_store store = open_store("writers", 2);
    int64_t count = 0;
    prse_error err = {0};
    cr_assert_eq(put_count(&store, "a", 1, NULL), PRSE_OK);
    void *first = begin(&store, 1, 0), *second = begin(&store, 1, 0);
    cr_assert_eq(tx_get_count(&store, first, "a", &count, NULL), PRSE_OK);
    cr_assert_eq(tx_get_count(&store, second, "a", &count, NULL), PRSE_OK);
    cr_assert_eq(tx_put_count(&store, first, "a", 2, NULL), PRSE_OK);
    cr_assert_eq(store.commit(first, NULL), PRSE_OK);
    cr_expect_eq(tx_put_count(&store, second, "a", 2, &err), PRSE_EBUSY);
    cr_expect_eq(err.sys_code, 0);
    store.rollback(second);
    store.free(store.self);
}

PRSE_TEST(rows, a_skew_is_found_at_the_commit)
{
    prse_store store = open_store("skew", 2);
    int64_t count = 0;
    prse_error err = {0};
    cr_assert_eq(put_count(&store, "a", 1, NULL), PRSE_OK);
    cr_assert_eq(put_count(&store, "b", 1, NULL), PRSE_OK);
    void *first = begin(&store, 1, 0), *second = begin(&store, 1, 0);
    cr_assert_eq(tx_get_count(&store, first, "a", &count, NULL), PRSE_OK);
    cr_assert_eq(tx_get_count(&store, second, "b", &count, NULL), PRSE_OK);
    cr_assert_eq(tx_put_count(&store, first, "b", 2, NULL), PRSE_OK);
    cr_assert_eq(tx_put_count(&store, second, "a", 2, NULL), PRSE_OK);
    cr_expect_eq(store.commit(first, NULL), PRSE_OK);
    cr_expect_eq(store.commit(second, &err), PRSE_EBUSY);
    cr_expect_eq(err.sys_code, 0);
    store.free(store.self);
}

PRSE_TEST(rows, a_row_that_others_hold_is_waited_for_until_the_deadline)
{
    prse_store store = open_store("held", 3);
    prse_error err = {0};
    cr_assert_eq(put_count(&store, "a", 1, NULL), PRSE_OK);
    void *first = begin(&store, 1, 0), *second = begin(&store, 1, 400);
    cr_assert_eq(tx_put_count(&store, first, "a", 2, NULL), PRSE_OK);
    int64_t begun = prse__steady_ms();
    cr_expect_eq(tx_put_count(&store, second, "a", 3, &err), PRSE_ETIMEOUT);
    cr_expect_lt(prse__steady_ms() - begun, 2000);
    store.rollback(second);
    cr_expect_eq(store.commit(first, NULL), PRSE_OK);
    cr_expect_eq(get_count(&store, "a"), 2);
    store.free(store.self);
}

/* --- Schema --- */

PRSE_TEST(rows, an_empty_database_has_version_0)
{
    prse_store store = {0};
    uint32_t version = 9;
    prse_error err = {0};
    prse_store_postgres_options opts = {.size = sizeof opts,
                                        .schema = PRSE_STR("nowhere")};
    cr_assert_eq(prse_store_postgres(&store, server_url(), &opts, NULL),
                 PRSE_OK);
    cr_expect_eq(store.version(store.self, PRSE_STR("demo"), &version, &err),
                 PRSE_OK);
    cr_expect_eq(version, 0);
    cr_expect_eq(err.code, 0);
    store.free(store.self);
}

PRSE_TEST(rows, a_migration_from_another_version_is_refused_whole)
{
    prse_store store = open_store("versions", 2);
    uint32_t version = 0;
    prse_error err = {0};
    cr_expect_eq(store.migrate(store.self, &demo_schema, 0, 1, &err),
                 PRSE_ECONFLICT);
    cr_expect_eq(store.version(store.self, PRSE_STR("demo"), &version, NULL),
                 PRSE_OK);
    cr_expect_eq(version, 1);
    store.free(store.self);
}

PRSE_TEST(rows, a_migration_that_fails_leaves_nothing)
{
    prse_store store = {0};
    prse_error err = {0};
    uint32_t version = 9;
    prse_store_postgres_options opts = {.size = sizeof opts,
                                        .schema = PRSE_STR("half")};
    run_sql("CREATE SCHEMA half");
    run_sql("CREATE TABLE half.papers ()");
    cr_assert_eq(prse_store_postgres(&store, server_url(), &opts, NULL),
                 PRSE_OK);
    cr_expect_neq(store.migrate(store.self, &demo_schema, 0, 1, &err),
                  PRSE_OK);
    cr_expect_eq(store.version(store.self, PRSE_STR("demo"), &version, NULL),
                 PRSE_OK);
    cr_expect_eq(version, 0);
    cr_expect_str_eq(ask_sql("SELECT count(*) FROM pg_tables WHERE"
                             " schemaname = 'half'"), "1");
    store.free(store.self);
}

static void tell(void *user, prse_str text)
{
    prse__buf_add(user, text);
    prse__buf_addc(user, '\n');
}

static void check_finds(const prse_store *store, const char *wanted)
{
    prse__buf found;
    prse_error err = {0};
    prse__buf_init(&found, 0);
    cr_assert_eq(store->check(store->self, tell, &found, &err), PRSE_OK,
                 "%s", err.message);
    cr_expect(prse__str_is(prse__buf_str(&found), wanted), "%s", found.ptr);
    prse__buf_free(&found);
}

PRSE_TEST(rows, check_finds_what_has_gone_or_changed)
{
    prse_store store = open_store("checked", 2);
    check_finds(&store, "");
    run_sql("ALTER TABLE checked.papers DROP COLUMN text,"
            " ALTER day TYPE timestamp");
    run_sql("DROP TABLE checked.counters");
    check_finds(&store,
                "counters.count: the column is missing, or is not bigint\n"
                "counters.name: the column is missing, or is not text\n"
                "counters.version: the column is missing, or is not bigint\n"
                "papers.day: the column is missing, or is not date\n"
                "papers.text: the column is missing, or is not text\n");
    store.free(store.self);
}

PRSE_TEST(rows, check_uses_amcheck_where_it_is)
{
    prse_store store = open_store("amchecked", 2);
    run_sql("CREATE EXTENSION IF NOT EXISTS amcheck");
    cr_assert_eq(put_count(&store, "a", 1, NULL), PRSE_OK);
    check_finds(&store, "");
    store.free(store.self);
}

/* --- Options --- */

static void check_options(prse_store_postgres_options opts,
                          prse_status wanted)
{
    prse_store store = {0};
    prse_error err = {0};
    opts.size = sizeof opts;
    cr_expect_eq(prse_store_postgres(&store, server_url(), &opts, &err),
                 wanted, "%s", err.message);
    if (store.free)
        store.free(store.self);
}

PRSE_TEST(rows, options_are_checked)
{
    prse_store_postgres_options none = {0}, opts = none;
    check_options(none, PRSE_OK);
    opts.connections = 101;
    check_options(opts, PRSE_EINVAL);
    opts = none, opts.durability = 3;
    check_options(opts, PRSE_EINVAL);
    opts = none, opts.connect_ms = -1;
    check_options(opts, PRSE_EINVAL);
    opts = none, opts.schema = PRSE_STR("pg_mine");
    check_options(opts, PRSE_EINVAL);
    opts = none, opts.schema = PRSE_STR("a\0b");
    check_options(opts, PRSE_EINVAL);
    opts = none, opts.schema = PRSE_STR("\xff");
    check_options(opts, PRSE_EINVAL);
}

PRSE_TEST(rows, a_store_for_reading_refuses_to_write)
{
    prse_store full = open_store("frozen", 2), store = {0};
    prse_error err = {0};
    prse_store_postgres_options opts = {.size = sizeof opts, .read_only = 1,
                                        .schema = PRSE_STR("frozen")};
    cr_assert_eq(put_count(&full, "a", 1, NULL), PRSE_OK);
    cr_assert_eq(prse_store_postgres(&store, server_url(), &opts, NULL),
                 PRSE_OK);
    cr_expect_eq(get_count(&store, "a"), 1);
    cr_expect_eq(put_count(&store, "a", 2, &err), PRSE_EIO);
    cr_expect_eq(store.migrate(store.self, &demo_schema, 1, 1, &err),
                 PRSE_EIO);
    store.free(store.self);
    full.free(full.self);
}

static void check_durability(int32_t durability, const char *wanted)
{
    prse_store store = {0};
    prse_store_postgres_options opts = {.size = sizeof opts,
                                        .durability = durability,
                                        .schema = PRSE_STR("durable")};
    cr_assert_eq(prse_store_postgres(&store, server_url(), &opts, NULL),
                 PRSE_OK);
    run_sql("DELETE FROM durable.counters");
    cr_assert_eq(put_count(&store, "a", 1, NULL), PRSE_OK);
    store.free(store.self);
    cr_expect_str_eq(ask_sql("SELECT how FROM durable.heard"), wanted);
}

PRSE_TEST(rows, durability_reaches_the_server)
{
    prse_store store = open_store("durable", 1);
    run_sql("CREATE TABLE durable.heard (how text)");
    run_sql("CREATE FUNCTION durable.hear() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN DELETE FROM durable.heard; INSERT INTO"
            " durable.heard VALUES (current_setting('synchronous_commit'));"
            " RETURN NEW; END $$");
    run_sql("CREATE TRIGGER hear AFTER INSERT ON durable.counters FOR EACH"
            " ROW EXECUTE FUNCTION durable.hear()");
    check_durability(PRSE_DURABLE, "on");
    check_durability(PRSE_CRASH_SAFE, "off");
    check_durability(PRSE_NOT_FLUSHED, "off");
    store.free(store.self);
}
