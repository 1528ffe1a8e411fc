/* SPDX-License-Identifier: Apache-2.0 */
/* What is in the file, and files that are not as they should be. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "table.h"

static const prse_store_sqlite_options READ_ONLY = {
    .size = sizeof READ_ONLY, .read_only = 1};
static const prse_store_sqlite_options MUST_EXIST = {
    .size = sizeof MUST_EXIST, .must_exist = 1};

static prse_status try_open(folder *f, const char *name,
                            const prse_store_sqlite_options *opts,
                            prse_error *err)
{
    prse_store store = {0};
    prse_status status = prse_store_sqlite(&store, folder_file(f, name), opts,
                                           err);
    cr_expect_eq(status == PRSE_OK, err->code == 0);
    if (status == PRSE_OK)
        store.free(store.self);
    return status;
}

PRSE_TEST(sqlite_file, rows_are_there_after_reopening)
{
    folder f;
    prse_store store;
    prse_error err = {0};
    uint32_t version = 0;
    folder_make(&f);
    make_store(&store, &f);
    cr_expect_eq(save(&store, "un", 1, &err), PRSE_OK, "%s", err.message);
    store.free(store.self);
    open_store(&store, &f, &MUST_EXIST);
    cr_expect_eq(number_of(&store, "un"), 1);
    cr_expect_eq(store.version(store.self, PRSE_STR("essais"), &version,
                               NULL), PRSE_OK);
    cr_expect_eq(version, 2);
    cr_expect_eq(store.version(store.self, PRSE_STR("autre"), &version,
                               NULL), PRSE_OK);
    cr_expect_eq(version, 0);
    store.free(store.self);
    folder_drop(&f);
}

PRSE_TEST(sqlite_file, is_for_its_owner_only)
{
    folder f;
    prse_store store;
    struct stat at;
    char names[200];
    folder_make(&f);
    umask(0);
    make_store(&store, &f);
    static const char *const files[] = {"t.db", "t.db-wal", "t.db-shm"};
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(stat(folder_file(&f, files[i]).ptr, &at), 0);
        cr_expect_eq(at.st_mode & 0777, 0600, "%s", files[i]);
    }
    store.free(store.self);
    folder_list(&f, names, sizeof names);
    cr_expect_str_eq(names, "t.db ", "nothing else is left: %s", names);
    folder_drop(&f);
}

PRSE_TEST(sqlite_file, may_be_reached_by_a_link_even_before_it_is_there)
{
    folder f;
    prse_store store;
    prse_error err = {0};
    struct stat at;
    char target[100];
    folder_make(&f);
    umask(0);
    strcpy(target, folder_file(&f, "real.db").ptr);
    cr_assert_eq(symlink(target, folder_file(&f, "t.db").ptr), 0);
    make_store(&store, &f);
    cr_expect_eq(save(&store, "un", 1, &err), PRSE_OK, "%s", err.message);
    store.free(store.self);
    cr_assert_eq(stat(target, &at), 0);
    cr_expect_eq(at.st_mode & 0777, 0600);
    cr_expect_eq(try_open(&f, "t.db", &MUST_EXIST, &err), PRSE_OK);
    folder_drop(&f);
}

PRSE_TEST(sqlite_file, holds_types_that_others_read)
{
    folder f;
    prse_store store;
    prse__tx tx;
    prse_value values[COLUMNS];
    folder_make(&f);
    make_store(&store, &f);
    fill(values, "un", 300);
    values[3] = prse__field_date(20783);
    values[4] = prse__field_time(INT64_C(1795726707042));
    values[5] = (prse_value){.type = PRSE_TYPE_DECIMAL,
                             .text = PRSE_STR("1200.5")};
    values[6] = prse__field_json(PRSE_STR("{\"a\":[1,null]}"));
    values[7] = prse__field_bytes((prse_str){"\0\xFF", 2});
    begin(&tx, &store, 1);
    cr_assert_eq(prse__tx_put(&tx, TABLE, values, 0, NULL, NULL), PRSE_OK);
    cr_assert_eq(prse__tx_commit(&tx, NULL), PRSE_OK);
    static const struct {
        const char *column, *declared, *stored, *value;
    } expected[] = {
        {"nom", "text", "text", "un"},
        {"effectif", "bigint", "integer", "300"},
        {"actif", "bool", "integer", "1"},
        {"jour", "date", "text", "2026-11-26"},
        {"moment", "datetime", "text", "2026-11-26 20:58:27.042"},
        {"montant", "text", "text", "1200.5"},
        {"detail", "text", "text", "{\"a\":[1,null]}"},
        {"sceau", "blob", "blob", "00FF"},
        {"version", "bigint", "integer", "1"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        char sql[200];
        snprintf(sql, sizeof sql, "SELECT lower(type) FROM "
                 "pragma_table_info('essai') WHERE name = '%s'",
                 expected[i].column);
        expect_sql(&f, sql, expected[i].declared);
        snprintf(sql, sizeof sql, "SELECT typeof(%s) FROM essai",
                 expected[i].column);
        expect_sql(&f, sql, expected[i].stored);
        snprintf(sql, sizeof sql, i == 7 ? "SELECT hex(%s) FROM essai"
                                         : "SELECT %s FROM essai",
                 expected[i].column);
        expect_sql(&f, sql, expected[i].value);
    }
    expect_sql(&f, "SELECT name || version FROM prse_schema", "essais2");
    store.free(store.self);
    folder_drop(&f);
}

static int collect(void *user, const prse_value *values, int64_t version)
{
    char *names = user;
    (void)version;
    strncat(names, values[0].text.ptr, values[0].text.len);
    return 0;
}

PRSE_TEST(sqlite_file, the_order_of_moments_is_right_from_year_1_to_9999)
{
    static const int64_t moments[] = {
        INT64_C(-62135596800000), INT64_C(-62135596799999), -1, 0, 1,
        999, 1000, INT64_C(253402300799999)};
    folder f;
    prse_store store;
    prse__tx tx;
    char names[20] = "";
    prse_query query = {.size = sizeof query, .index = 0};
    folder_make(&f);
    make_store(&store, &f);
    begin(&tx, &store, 1);
    for (int i = 8; i-- > 0;) {
        prse_value values[COLUMNS];
        char name[2] = {(char)('a' + i), '\0'};
        fill(values, name, i);
        values[4] = prse__field_time(moments[i]);
        cr_assert_eq(prse__tx_put(&tx, TABLE, values, 0, NULL, NULL),
                     PRSE_OK);
    }
    cr_assert_eq(prse__tx_scan(&tx, TABLE, &query, collect, names, NULL),
                 PRSE_OK);
    cr_expect_str_eq(names, "abcdefgh");
    expect_sql(&f, "SELECT count(*) FROM essai", "0");
    cr_assert_eq(prse__tx_commit(&tx, NULL), PRSE_OK);
    expect_sql(&f, "SELECT moment FROM essai WHERE nom = 'a'",
               "0001-01-01 00:00:00.000");
    expect_sql(&f, "SELECT moment FROM essai WHERE nom = 'c'",
               "1969-12-31 23:59:59.999");
    store.free(store.self);
    folder_drop(&f);
}

PRSE_TEST(sqlite_file, rows_from_before_a_column_get_its_initial_value)
{
    folder f;
    prse_store store;
    folder_make(&f);
    open_store(&store, &f, NULL);
    cr_assert_eq(store.migrate(store.self, &SCHEMA, 0, 1, NULL), PRSE_OK);
    expect_sql(&f, "INSERT INTO essai (nom, effectif, actif, version) "
                   "VALUES ('un', 7, 1, 3)", "(no row)");
    cr_expect_eq(store.migrate(store.self, &SCHEMA, 0, 2, NULL),
                 PRSE_ECONFLICT);
    cr_assert_eq(store.migrate(store.self, &SCHEMA, 1, 2, NULL), PRSE_OK);
    expect_sql(&f, "SELECT vu FROM essai", "2026-11-26 20:58:27.000");
    expect_sql(&f, "SELECT depuis FROM essai", "2026-11-26");
    cr_expect_eq(number_of(&store, "un"), 7);
    store.free(store.self);
    folder_drop(&f);
}

static int take_moment(void *user, const prse_value *values, int64_t version)
{
    (void)version;
    *(int64_t *)user = values[4].number;
    return 0;
}

static prse_status read_moment(const prse_store *store, int64_t *out,
                               prse_error *err)
{
    prse__tx tx;
    prse_value key = prse__field_text(PRSE_STR("un"));
    begin(&tx, store, 0);
    prse_status status = prse__tx_get(&tx, TABLE, &key, take_moment, out, err);
    prse__tx_rollback(&tx);
    return status;
}

PRSE_TEST(sqlite_file, moments_that_others_wrote_are_understood)
{
    static const struct {
        const char *text;
        int64_t ms; /* -1: it is none */
    } written[] = {
        {"2026-11-26 20:58:27", 1795726707000},
        {"2026-11-26 20:58:27.5", 1795726707500},
        {"2026-11-26 20:58:27.042999", 1795726707042},
        {"2026-11-26T20:58:27.042Z", 1795726707042},
        {"2026-11-26 24:58:27", -1}, {"2026-11-26 20:58:27.", -1},
        {"2026-11-26 20:58:27+01:00", -1}, {"2026-13-26 20:58:27", -1},
        {"2026-11-26", -1}, {"26/11/2026 20:58:27", -1},
        {"2026-11-26 20:58:27.04x", -1}, {"2026-11-26 20:5x:27.042", -1},
        {"2026-11-26 20:58:27.0420000000", -1}, {"", -1},
    };
    folder f;
    prse_store store;
    prse_error err = {0};
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        char sql[100];
        int64_t ms = -1;
        snprintf(sql, sizeof sql, "UPDATE essai SET moment = '%s'",
                 written[i].text);
        expect_sql(&f, sql, "(no row)");
        prse_status status = read_moment(&store, &ms, &err);
        cr_expect_eq(status, written[i].ms < 0 ? PRSE_ESCHEMA : PRSE_OK, "%s",
                     written[i].text);
        cr_expect_eq(ms, written[i].ms, "%s", written[i].text);
    }
    cr_expect_str_eq(err.subject, "moment");
    store.free(store.self);
    folder_drop(&f);
}

PRSE_TEST(sqlite_file, what_cannot_be_opened_says_why)
{
    folder f;
    prse_error err = {0};
    prse_store_sqlite_options opts = {.size = sizeof opts, .durability = 3};
    folder_make(&f);
    cr_expect_eq(try_open(&f, "none.db", &MUST_EXIST, &err), PRSE_ENOTFOUND);
    err = (prse_error){0};
    cr_expect_eq(try_open(&f, "none.db", &READ_ONLY, &err), PRSE_ENOTFOUND);
    cr_expect_eq(err.sys_code, ENOENT);
    err = (prse_error){0};
    cr_expect_eq(try_open(&f, "no/t.db", NULL, &err), PRSE_EIO);
    cr_expect_eq(err.sys_code, ENOENT);
    err = (prse_error){0};
    cr_expect_eq(try_open(&f, "", NULL, &err), PRSE_EIO, "a folder");
    cr_expect_eq(err.sys_code, EISDIR);
    err = (prse_error){0};
    cr_expect_eq(try_open(&f, "t.db", &opts, &err), PRSE_EINVAL);
    cr_expect_eq(prse_store_sqlite(NULL, PRSE_STR("t"), NULL, NULL),
                 PRSE_EINVAL);
    prse_store store;
    cr_expect_eq(prse_store_sqlite(&store, PRSE_STR(""), NULL, NULL),
                 PRSE_EINVAL);
    opts = (prse_store_sqlite_options){.size = 1};
    err = (prse_error){0};
    cr_expect_neq(try_open(&f, "t.db", &opts, &err), PRSE_OK);
    folder_write(&f, "text", "this file is some text, and not short enough to "
                             "be taken for an empty one, is it: no, it is not");
    err = (prse_error){0};
    cr_expect_eq(try_open(&f, "text", NULL, &err), PRSE_ESCHEMA);
    folder_drop(&f);
}

/* Rights do not bind the administrator. */
static void without_rights(int leave)
{
    if (getuid() == 0)
        cr_assert_eq(seteuid(leave ? 65534 : 0), 0);
}

PRSE_TEST(sqlite_file, that_may_not_be_written_says_so_at_once)
{
    folder f;
    prse_store store;
    prse_error err = {0};
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
    store.free(store.self);
    chmod(folder_file(&f, "t.db").ptr, 0444);
    chmod(f.path, 0777);
    without_rights(1);
    cr_expect_eq(try_open(&f, "t.db", NULL, &err), PRSE_EIO);
    cr_expect_eq(err.sys_code, EACCES, "%s", err.message);
    open_store(&store, &f, &READ_ONLY);
    cr_expect_eq(number_of(&store, "un"), 1);
    store.free(store.self);
    without_rights(0);
    unlink(folder_file(&f, "t.db-wal").ptr); /* left by who only read */
    unlink(folder_file(&f, "t.db-shm").ptr);
    chmod(f.path, 0555);
    without_rights(1);
    err = (prse_error){0};
    cr_expect_eq(try_open(&f, "new.db", NULL, &err), PRSE_EIO);
    cr_expect_eq(err.sys_code, EACCES, "%s", err.message);
    err = (prse_error){0};
    cr_expect_eq(try_open(&f, "t.db", &READ_ONLY, &err), PRSE_EIO);
    cr_expect_eq(err.sys_code, EACCES, "%s", err.message);
    without_rights(0);
    chmod(f.path, 0755);
    folder_drop(&f);
}

PRSE_TEST(sqlite_file, opened_for_reading_it_is_only_read)
{
    folder f;
    prse_store store, reader;
    prse_error err = {0};
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
    open_store(&reader, &f, &READ_ONLY);
    cr_expect_eq(number_of(&reader, "un"), 1);
    cr_expect_eq(save(&reader, "un", 2, &err), PRSE_EIO);
    cr_expect_eq(err.sys_code, EROFS);
    cr_expect_eq(reader.migrate(reader.self, &SCHEMA, 0, 2, &err), PRSE_EIO);
    cr_assert_eq(save(&store, "un", 3, NULL), PRSE_OK);
    cr_expect_eq(number_of(&reader, "un"), 3);
    reader.free(reader.self);
    store.free(store.self);
    folder_drop(&f);
}

static void count_findings(void *user, prse_str text)
{
    cr_expect_gt(text.len, 0);
    ++*(int *)user;
}

/* Everything after the first page. */
static void damage(folder *f)
{
    int fd = open(folder_file(f, "t.db").ptr, O_RDWR);
    struct stat at;
    cr_assert_eq(fstat(fd, &at), 0);
    char dirt[4096];
    memset(dirt, 0x5A, sizeof dirt);
    for (off_t page = 4096; page < at.st_size; page += 4096)
        cr_assert_eq(pwrite(fd, dirt, sizeof dirt, page), 4096);
    close(fd);
}

PRSE_TEST(sqlite_file, damage_is_found_and_told)
{
    folder f;
    prse_store store;
    prse__tx tx;
    prse_error err = {0};
    int64_t number = -1;
    int findings = 0;
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
    cr_expect_eq(store.check(store.self, count_findings, &findings, NULL),
                 PRSE_OK);
    cr_expect_eq(findings, 0);
    store.free(store.self);
    damage(&f);
    open_store(&store, &f, NULL);
    cr_expect_eq(store.check(store.self, count_findings, &findings, &err),
                 PRSE_OK, "%s", err.message);
    cr_expect_gt(findings, 0);
    begin(&tx, &store, 0);
    prse_value key = prse__field_text(PRSE_STR("un"));
    cr_expect_eq(prse__tx_get(&tx, TABLE, &key, take_number, &number, &err),
                 PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.message, "damaged"));
    prse__tx_rollback(&tx);
    cr_expect_eq(save(&store, "un", 2, &err), PRSE_ESCHEMA);
    store.free(store.self);
    folder_drop(&f);
}

PRSE_TEST(sqlite_file, of_another_kind_is_refused)
{
    folder f;
    prse_store store;
    prse__tx tx;
    prse_error err = {0};
    folder_make(&f);
    open_store(&store, &f, NULL);
    begin(&tx, &store, 1);
    cr_expect_eq(put(&tx, "un", 1, 0, &err), PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.message, "essai"), "%s", err.message);
    cr_expect_eq(put(&tx, "un", 1, 0, &err), PRSE_EINVAL, "it is broken");
    cr_expect_eq(prse__tx_commit(&tx, &err), PRSE_EINVAL);
    cr_assert_eq(store.migrate(store.self, &SCHEMA, 0, 2, NULL), PRSE_OK);
    expect_sql(&f, "UPDATE prse_schema SET version = 7", "(no row)");
    uint32_t version = 0;
    cr_expect_eq(store.version(store.self, PRSE_STR("essais"), &version,
                               NULL), PRSE_OK);
    cr_expect_eq(version, 7);
    cr_expect_eq(store.migrate(store.self, &SCHEMA, 2, 2, &err),
                 PRSE_ECONFLICT);
    expect_sql(&f, "UPDATE prse_schema SET version = -7", "(no row)");
    cr_expect_eq(store.version(store.self, PRSE_STR("essais"), &version,
                               &err), PRSE_ESCHEMA);
    store.free(store.self);
    folder_drop(&f);
}

PRSE_TEST(sqlite_file, what_others_forbid_in_it_is_no_row_that_exists)
{
    folder f;
    prse_store store;
    prse_error err = {0};
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
    cr_expect_eq(save(&store, "deux", 1, &err), PRSE_EEXISTS, "unique");
    expect_sql(&f, "CREATE TRIGGER t BEFORE INSERT ON essai BEGIN"
                   " SELECT RAISE(ABORT, 'pas de trois'); END", "(no row)");
    cr_expect_eq(save(&store, "trois", 3, &err), PRSE_ESCHEMA);
    cr_expect_not_null(strstr(err.message, "pas de trois"), "%s", err.message);
    store.free(store.self);
    folder_drop(&f);
}

static int holds(folder *f, const char *file, const char *text)
{
    char all[65536];
    FILE *from = fopen(folder_file(f, file).ptr, "rb");
    size_t count = from ? fread(all, 1, sizeof all, from) : 0;
    size_t length = strlen(text);
    int found = 0;
    for (size_t i = 0; i + length <= count && !found; i++)
        found = memcmp(all + i, text, length) == 0;
    if (from)
        fclose(from);
    return found;
}

/* Whatever the SQLite that is installed does by itself. The file is read after
 * it was closed: reading it before would take its locks away. */
PRSE_TEST(sqlite_file, keeps_nothing_of_a_row_that_was_removed)
{
    folder f;
    prse_store store;
    prse__tx tx;
    prse_value key = prse__field_text(PRSE_STR("quelqu'un"));
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(save(&store, "quelqu'un", 1, NULL), PRSE_OK);
    store.free(store.self);
    cr_assert(holds(&f, "t.db", "quelqu'un"));
    open_store(&store, &f, NULL);
    begin(&tx, &store, 1);
    cr_assert_eq(prse__tx_remove(&tx, TABLE, &key, PRSE_VERSION_ANY, NULL),
                 PRSE_OK);
    cr_assert_eq(prse__tx_commit(&tx, NULL), PRSE_OK);
    store.free(store.self);
    cr_expect_not(holds(&f, "t.db", "quelqu'un"));
    folder_drop(&f);
}

/* A backup that was put in its place. */
PRSE_TEST(sqlite_file, that_takes_the_place_of_ours_is_used)
{
    folder f;
    prse_store store, other;
    prse_error err = {0};
    folder_make(&f);
    make_store(&store, &f);
    cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
    store.free(store.self);
    char kept[100];
    strcpy(kept, folder_file(&f, "kept.db").ptr);
    cr_assert_eq(rename(folder_file(&f, "t.db").ptr, kept), 0);
    make_store(&other, &f);
    cr_expect_eq(number_of(&other, "un"), -1);
    unlink(folder_file(&f, "t.db-wal").ptr);
    unlink(folder_file(&f, "t.db-shm").ptr);
    cr_assert_eq(rename(kept, folder_file(&f, "t.db").ptr), 0);
    cr_expect_eq(number_of(&other, "un"), 1);
    cr_expect_eq(save(&other, "un", 2, &err), PRSE_OK, "%s", err.message);
    cr_expect_eq(number_of(&other, "un"), 2);
    unlink(folder_file(&f, "t.db").ptr);
    cr_expect_eq(save(&other, "un", 3, &err), PRSE_EIO);
    cr_expect_eq(access(folder_file(&f, "t.db").ptr, F_OK), -1,
                 "no empty file in its place");
    other.free(other.self);
    folder_drop(&f);
}

/* A log that is emptied makes room once more, hence three refusals. */
static int64_t save_until_full(const prse_store *store)
{
    prse_error err = {0};
    char name[20];
    int64_t kept = 0;
    int refusals = 0;
    while (refusals < 3 && kept < 100000) {
        snprintf(name, sizeof name, "n%d", (int)kept);
        prse_status status = save(store, name, kept, &err);
        cr_assert(!status || status == PRSE_EIO, "%s", err.message);
        kept += !status;
        refusals = status ? refusals + 1 : 0;
    }
    cr_expect_eq(refusals, 3);
    return kept;
}

static void limit_file_size(rlim_t bytes)
{
    struct rlimit limit;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes ? bytes : limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
}

PRSE_TEST(sqlite_file, without_room_nothing_is_lost_and_it_recovers)
{
    folder f;
    prse_store store;
    prse_error err = {0};
    char name[20];
    folder_make(&f);
    make_store(&store, &f);
    limit_file_size(200000);
    int64_t kept = save_until_full(&store);
    cr_expect_eq(number_of(&store, "n0"), 0, "it can still be read");
    limit_file_size(0);
    cr_expect_eq(save(&store, "plus", 99999, &err), PRSE_OK, "%s",
                 err.message);
    for (int64_t i = 0; i < kept; i++) {
        snprintf(name, sizeof name, "n%d", (int)i);
        cr_assert_eq(number_of(&store, name), i);
    }
    store.free(store.self);
    folder_drop(&f);
}

/* A small disk of its own, where this may be had. */
static int mount_small(const char *at)
{
    return mount("none", at, "tmpfs", 0, "size=400k") == 0;
}

PRSE_TEST(sqlite_file, a_full_disk_is_told_and_keeps_what_was_kept)
{
    folder f;
    prse_store store;
    prse_error err = {0};
    folder_make(&f);
    if (mount_small(f.path)) {
        make_store(&store, &f);
        int64_t kept = save_until_full(&store);
        cr_expect_eq(save(&store, "plus", 99999, &err), PRSE_EIO);
        cr_expect_not_null(strstr(err.message, "space"), "%s", err.message);
        store.free(store.self);
        cr_expect_eq(mount("none", f.path, "tmpfs", MS_REMOUNT, "size=4m"),
                     0);
        open_store(&store, &f, NULL);
        cr_expect_eq(save(&store, "plus", 99999, &err), PRSE_OK, "%s",
                     err.message);
        cr_expect_eq(number_of(&store, "n0"), 0);
        char name[20];
        snprintf(name, sizeof name, "n%d", (int)kept - 1);
        cr_expect_eq(number_of(&store, name), kept - 1);
        store.free(store.self);
        cr_assert_eq(umount(f.path), 0);
    }
    folder_drop(&f);
}

PRSE_TEST(sqlite_file, on_a_medium_that_only_reads_it_is_read)
{
    folder f;
    prse_store store;
    prse_error err = {0};
    folder_make(&f);
    if (mount_small(f.path)) {
        make_store(&store, &f);
        cr_assert_eq(save(&store, "un", 1, NULL), PRSE_OK);
        store.free(store.self);
        cr_assert_eq(mount("none", f.path, "tmpfs", MS_REMOUNT | MS_RDONLY,
                           NULL), 0);
        open_store(&store, &f, &READ_ONLY);
        cr_expect_eq(number_of(&store, "un"), 1);
        cr_expect_eq(save(&store, "un", 2, &err), PRSE_EIO);
        store.free(store.self);
        cr_expect_eq(try_open(&f, "t.db", NULL, &err), PRSE_EIO);
        cr_expect_eq(err.sys_code, EROFS, "%s", err.message);
        cr_assert_eq(umount(f.path), 0);
    }
    folder_drop(&f);
}
