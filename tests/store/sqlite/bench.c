/* SPDX-License-Identifier: Apache-2.0 */
/* The SQLite store beside SQLite's own C API, written by hand for one table:
 * the same tables, rows, settings and transactions, in turns.
 *
 *   sqlite-bench FOLDER [ROWS [LEAST]]
 *
 * Fails when a work of ours is slower than LEAST per cent of theirs (70). */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/store.h"

enum { COLUMNS = 9, ROUNDS = 7, MOST_ROUNDS = 28, PAGE = 100, TEXT = 200 };

static const prse_column COLUMN[COLUMNS] = {
    {.name = "id", .type = PRSE_TYPE_TEXT, .since = 1},
    {.name = "siren", .type = PRSE_TYPE_TEXT, .since = 1},
    {.name = "annee", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "jour", .type = PRSE_TYPE_DATE, .since = 1},
    {.name = "moment", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "actif", .type = PRSE_TYPE_BOOL, .since = 1},
    {.name = "montant", .type = PRSE_TYPE_DECIMAL, .since = 1},
    {.name = "libelle", .type = PRSE_TYPE_TEXT, .optional = 1, .since = 1},
    {.name = "note", .type = PRSE_TYPE_TEXT, .since = 1},
};
static const prse_index INDEX[] = {
    {.name = "bench_siren", .columns = {1, 2}, .count = 2, .since = 1},
};
static const prse_collection TABLE[] = {
    {.name = "bench", .columns = COLUMN, .indexes = INDEX,
     .column_count = COLUMNS, .key_count = 1, .index_count = 1, .since = 1},
};
static const prse_schema SCHEMA = {"bench_store", TABLE, 1, 1};

static const char NOTE[] = "one hundred bytes of text that say nothing of "
                           "interest to anybody, but say it at length, so..";

static void must(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "sqlite-bench: %s\n", what);
    exit(1);
}

/* What does not wait for the disk is measured in time of the processor, which
 * others on the machine do not take. */
static clockid_t watch;

static double now(void)
{
    struct timespec t;
    clock_gettime(watch, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Row number `i` after `changes` changes. Keys come in no order. */
typedef struct row {
    char id[33], siren[10], amount[16];
    int64_t year, day, ms;
    int active;
} row;

static void make_row(row *out, uint32_t i, uint32_t changes)
{
    uint64_t mixed = (i + 1) * UINT64_C(0x9E3779B97F4A7C15);
    snprintf(out->id, sizeof out->id, "%016llx%016llx",
             (unsigned long long)mixed, (unsigned long long)~mixed);
    snprintf(out->siren, sizeof out->siren, "%09u", 100000000 + i / PAGE);
    snprintf(out->amount, sizeof out->amount, "%u.25", i + changes);
    out->year = 2000 + i % PAGE;
    out->day = 20000 + i % 1000;
    out->ms = INT64_C(1764187107000) + i;
    out->active = (int)(i & 1);
}

/* --- Ours --- */

typedef struct side side;
struct side {
    void (*begin)(side *s, int write);
    void (*commit)(side *s);
    void (*insert)(side *s, const row *r);
    void (*update)(side *s, const row *r, int64_t version);
    void (*get)(side *s, const row *r);
    void (*scan)(side *s, const row *r);
    uint64_t rows, sum; /* read */
    prse_store store;
    prse__tx tx;
    sqlite3 *db;
    sqlite3_stmt *begins[2], *commits, *looks, *inserts, *updates, *gets;
    sqlite3_stmt *scans;
};

static void our_begin(side *s, int write)
{
    prse_tx_options opts = {.size = sizeof opts, .write = (uint32_t)write,
                            .deadline_ms = 600000};
    must(!prse__tx_begin(&s->tx, &s->store, &opts, NULL), "begin");
}

static void our_commit(side *s)
{
    must(!prse__tx_commit(&s->tx, NULL), "commit");
}

static void fill(prse_value *values, const row *r)
{
    values[0] = prse__field_text(prse_str_of(r->id));
    values[1] = prse__field_text(prse_str_of(r->siren));
    values[2] = prse__field_int(r->year);
    values[3] = prse__field_date((int32_t)r->day);
    values[4] = prse__field_time(r->ms);
    values[5] = prse__field_bool(r->active);
    values[6] = (prse_value){.type = PRSE_TYPE_DECIMAL,
                             .text = prse_str_of(r->amount)};
    values[7] = prse__field_null();
    values[8] = prse__field_text(PRSE_STR(NOTE));
}

static void our_insert(side *s, const row *r)
{
    prse_value values[COLUMNS];
    fill(values, r);
    prse_error err = {0};
    must(!prse__tx_put(&s->tx, TABLE, values, 0, NULL, &err), err.message);
}

static void our_update(side *s, const row *r, int64_t version)
{
    prse_value values[COLUMNS];
    fill(values, r);
    must(!prse__tx_put(&s->tx, TABLE, values, version, NULL, NULL), "update");
}

static int receive(void *user, const prse_value *values, int64_t version)
{
    side *s = user;
    s->rows++;
    s->sum += (uint64_t)(values[0].text.ptr[0] + values[2].number +
                         values[5].number + version) +
              values[1].text.len + values[8].text.len + values[6].text.len;
    return 0;
}

static void our_get(side *s, const row *r)
{
    prse_value key = prse__field_text(prse_str_of(r->id));
    must(!prse__tx_get(&s->tx, TABLE, &key, receive, s, NULL), "get");
}

static void our_scan(side *s, const row *r)
{
    prse_value siren = prse__field_text(prse_str_of(r->siren));
    prse_query query = {.size = sizeof query, .index = 0, .equal = &siren,
                        .equal_count = 1};
    must(!prse__tx_scan(&s->tx, TABLE, &query, receive, s, NULL), "scan");
}

static void open_ours(side *s, const char *path, int32_t durability)
{
    prse_store_sqlite_options opts = {.size = sizeof opts,
                                      .durability = durability};
    *s = (side){.begin = our_begin, .commit = our_commit, .get = our_get,
                .insert = our_insert, .update = our_update, .scan = our_scan};
    must(!prse_store_sqlite(&s->store, prse_str_of(path), &opts, NULL),
         "open");
    must(!s->store.migrate(s->store.self, &SCHEMA, 0, 1, NULL), "migrate");
}

/* --- Theirs --- */

static void run(sqlite3_stmt *stmt)
{
    int result = sqlite3_step(stmt);
    must(result == SQLITE_DONE || result == SQLITE_ROW, "step");
    sqlite3_reset(stmt);
}

static void their_begin(side *s, int write)
{
    run(s->begins[write]);
    if (!write)
        run(s->looks);
}

static void their_commit(side *s)
{
    run(s->commits);
}

static void bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
    sqlite3_bind_text(stmt, at, text, (int)strlen(text), SQLITE_STATIC);
}

/* Days and moments by the C library, as one would. */
static void bind_row(sqlite3_stmt *stmt, const row *r, char *day, char *moment)
{
    struct tm t;
    time_t seconds = (time_t)(r->day * 86400);
    gmtime_r(&seconds, &t);
    strftime(day, TEXT, "%Y-%m-%d", &t);
    seconds = (time_t)(r->ms / 1000);
    gmtime_r(&seconds, &t);
    size_t len = strftime(moment, TEXT, "%Y-%m-%d %H:%M:%S", &t);
    snprintf(moment + len, TEXT - len, ".%03d", (int)(r->ms % 1000));
    bind_text(stmt, 1, r->id);
    bind_text(stmt, 2, r->siren);
    sqlite3_bind_int64(stmt, 3, r->year);
    bind_text(stmt, 4, day);
    bind_text(stmt, 5, moment);
    sqlite3_bind_int64(stmt, 6, r->active);
    bind_text(stmt, 7, r->amount);
    sqlite3_bind_null(stmt, 8);
    bind_text(stmt, 9, NOTE);
}

static void their_insert(side *s, const row *r)
{
    char day[TEXT], moment[TEXT];
    bind_row(s->inserts, r, day, moment);
    run(s->inserts);
}

static void their_update(side *s, const row *r, int64_t version)
{
    char day[TEXT], moment[TEXT];
    bind_row(s->updates, r, day, moment);
    sqlite3_bind_int64(s->updates, 10, version);
    run(s->updates);
    must(sqlite3_changes(s->db) == 1, "no row changed");
}

/* Text stays text: what is done with it is not part of this. */
static int take_row(side *s, sqlite3_stmt *stmt)
{
    int result = sqlite3_step(stmt);
    if (result == SQLITE_DONE)
        return 0;
    must(result == SQLITE_ROW, "step");
    const char *id = (const char *)sqlite3_column_text(stmt, 0);
    s->rows++;
    s->sum += (uint64_t)(id[0] + sqlite3_column_int64(stmt, 2) +
                         sqlite3_column_int64(stmt, 5) +
                         sqlite3_column_int64(stmt, 9));
    for (int i = 1; i < COLUMNS; i++) {
        const void *text = i == 2 || i == 5 ? NULL
                                            : sqlite3_column_text(stmt, i);
        if (text && i != 3 && i != 4)
            s->sum += (uint64_t)sqlite3_column_bytes(stmt, i);
    }
    return 1;
}

static void their_get(side *s, const row *r)
{
    bind_text(s->gets, 1, r->id);
    must(take_row(s, s->gets), "get");
    sqlite3_reset(s->gets);
}

static void their_scan(side *s, const row *r)
{
    bind_text(s->scans, 1, r->siren);
    while (take_row(s, s->scans))
        ;
    sqlite3_reset(s->scans);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    must(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt,
                            NULL) == SQLITE_OK, sqlite3_errmsg(db));
    return stmt;
}

#define LIST "id, siren, annee, jour, moment, actif, montant, libelle, note"

static void open_theirs(side *s, const char *path, int32_t durability)
{
    side first;
    open_ours(&first, path, durability); /* makes the tables */
    first.store.free(first.store.self);
    *s = (side){.begin = their_begin, .commit = their_commit,
                .get = their_get, .insert = their_insert,
                .update = their_update, .scan = their_scan};
    must(sqlite3_open_v2(path, &s->db,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                         NULL) == SQLITE_OK, "open");
    sqlite3_exec(s->db, durability == PRSE_DURABLE
                            ? "PRAGMA synchronous = FULL"
                            : "PRAGMA synchronous = OFF", NULL, NULL, NULL);
    s->begins[0] = prepare(s->db, "BEGIN");
    s->begins[1] = prepare(s->db, "BEGIN IMMEDIATE");
    s->commits = prepare(s->db, "COMMIT");
    s->looks = prepare(s->db, "SELECT 1 FROM sqlite_schema LIMIT 1");
    s->inserts = prepare(s->db, "INSERT INTO bench (" LIST ", version) VALUES "
                                "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)");
    s->updates = prepare(s->db, "UPDATE bench SET siren = ?2, annee = ?3, "
                                "jour = ?4, moment = ?5, actif = ?6, "
                                "montant = ?7, libelle = ?8, note = ?9, "
                                "version = version + 1 "
                                "WHERE id = ?1 AND version = ?10");
    s->gets = prepare(s->db, "SELECT " LIST ", version FROM bench "
                             "WHERE id = ?1");
    s->scans = prepare(s->db, "SELECT " LIST ", version FROM bench "
                              "WHERE siren = ?1 ORDER BY siren, annee, id");
}

static void close_side(side *s)
{
    sqlite3_stmt *all[] = {s->begins[0], s->begins[1], s->commits, s->looks,
                           s->inserts, s->updates, s->gets, s->scans};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        sqlite3_finalize(all[i]);
    sqlite3_close(s->db);
    if (s->store.free)
        s->store.free(s->store.self);
}

/* --- Works --- */

typedef struct work {
    const char *name;
    void (*step)(side *s, uint32_t i, uint32_t round);
    int write;
    uint32_t batch; /* steps of a transaction */
    uint32_t share; /* one step for so many rows */
    int flushed;
} work;

static uint32_t rows_before; /* of the round: each inserts more */
static uint32_t rows_of_round;

static void step_insert(side *s, uint32_t i, uint32_t round)
{
    row r;
    (void)round;
    make_row(&r, rows_before + i, 0);
    s->insert(s, &r);
}

/* Any row: 7919 is prime to their number. */
static uint32_t scattered(uint32_t i)
{
    return (uint32_t)((uint64_t)i * 7919 % rows_of_round);
}

static void step_update(side *s, uint32_t i, uint32_t round)
{
    row r;
    make_row(&r, scattered(i), round + 1);
    s->update(s, &r, round + 1);
}

static void step_get(side *s, uint32_t i, uint32_t round)
{
    row r;
    (void)round;
    make_row(&r, scattered(i), 0);
    s->get(s, &r);
}

static void step_scan(side *s, uint32_t i, uint32_t round)
{
    row r;
    (void)round;
    make_row(&r, scattered(i), 0);
    s->scan(s, &r);
}

static double time_work(side *s, const work *w, uint32_t steps, uint32_t round)
{
    double start = now();
    for (uint32_t i = 0; i < steps; i++) {
        if (i % w->batch == 0)
            s->begin(s, w->write);
        w->step(s, i, round);
        if (i % w->batch == w->batch - 1 || i == steps - 1)
            s->commit(s);
    }
    return now() - start;
}

/* The best of some rounds of each, in turns; more of them when we seem slow,
 * since others use the disk too. */
static int compare(side *ours, side *theirs, const work *w, uint32_t rows,
                   double least)
{
    double best[2] = {1e9, 1e9}, percent = 0;
    uint32_t steps = rows / w->share;
    watch = w->write && w->flushed ? CLOCK_MONOTONIC
                                   : CLOCK_PROCESS_CPUTIME_ID;
    for (uint32_t round = 0; round < ROUNDS ||
         (percent < least && round < MOST_ROUNDS); round++) {
        for (int i = 0; i < 2; i++) {
            side *s = (int)round % 2 == i ? ours : theirs;
            double took = time_work(s, w, steps, round);
            if (took < best[s == theirs])
                best[s == theirs] = took;
        }
        if (w->step == step_insert)
            rows_before += steps;
        percent = 100 * best[1] / best[0];
    }
    printf("  %-28s %9.0f/s, by hand %9.0f/s: %3.0f %%%s\n", w->name,
           (double)steps / best[0], (double)steps / best[1], percent,
           percent < least ? "  TOO SLOW" : "");
    fflush(stdout);
    must(ours->rows == theirs->rows && ours->sum == theirs->sum,
         "they read other rows");
    return percent < least;
}

static int compare_all(const char *folder, int32_t durability, uint32_t rows,
                       double least)
{
    /* Few single transactions when each waits for the disk. */
    int flushed = durability == PRSE_DURABLE;
    uint32_t slowed = flushed ? 20 : 1;
    const work works[] = {
        {"inserts, 1,000 together", step_insert, 1, 1000, 1, flushed},
        {"inserts, one by one", step_insert, 1, 1, slowed, flushed},
        {"updates, 1,000 together", step_update, 1, 1000, 1, flushed},
        {"gets, 1,000 together", step_get, 0, 1000, 1, flushed},
        {"gets, one by one", step_get, 0, 1, 1, flushed},
        {"scans of 100 rows", step_scan, 0, 1, PAGE, flushed},
    };
    char path[2][512];
    side ours, theirs;
    int slow = 0;
    snprintf(path[0], sizeof path[0], "%s/ours.db", folder);
    snprintf(path[1], sizeof path[1], "%s/theirs.db", folder);
    open_ours(&ours, path[0], durability);
    open_theirs(&theirs, path[1], durability);
    rows_before = 0;
    rows_of_round = rows;
    for (size_t i = 0; i < sizeof works / sizeof *works; i++)
        slow += compare(&ours, &theirs, &works[i], rows, least);
    close_side(&ours);
    close_side(&theirs);
    unlink(path[0]);
    unlink(path[1]);
    return slow;
}

int main(int argc, char **argv)
{
    uint32_t rows = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 20000;
    double least = argc > 3 ? strtod(argv[3], NULL) : 70;
    char folder[512];
    if (argc < 2 || rows < 1000) {
        fputs("usage: sqlite-bench FOLDER [ROWS [LEAST]]\n", stderr);
        return 2;
    }
    snprintf(folder, sizeof folder, "%s/prse-bench-XXXXXX", argv[1]);
    must(mkdtemp(folder) != NULL, "no folder");
    printf("flushed at each commit\n");
    int slow = compare_all(folder, PRSE_DURABLE, rows, least);
    printf("never flushed\n");
    slow += compare_all(folder, PRSE_NOT_FLUSHED, rows, least);
    rmdir(folder);
    return slow > 0;
}
