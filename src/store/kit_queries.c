/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: which rows a query finds, and in which order. */
#include "store/kit.h"

static const prse_collection *jobs(void)
{
    return prse__trial_of(PRSE__TRIAL_JOBS);
}

enum { ANY = -1000000 }; /* no such bound, no such value */
enum { ABSENT = -999999 };

/* By state, then by due: 1 2 3 4 5, 8, 6 9 7. */
static void put_jobs(prse__trial *trial)
{
    static const struct {
        const char *state;
        int64_t due;
    } all[] = {{"a", ABSENT}, {"a", 10},     {"a", 20}, {"a", 20}, {"a", 30},
               {"b", ABSENT}, {"b", 10},     {"aa", 10}, {"b", 5}};
    prse__trial_clear(trial, jobs());
    prse__trial_begin(trial, 1);
    for (size_t i = sizeof all / sizeof all[0]; i-- > 0;) {
        prse_value row[] = {prse__field_int((int64_t)i + 1),
                            prse__field_text(prse_str_of(all[i].state)),
                            prse__field_int(all[i].due)};
        if (all[i].due == ABSENT)
            row[2] = prse__field_null();
        prse__trial_put(trial, jobs(), row, PRSE_VERSION_NEW, 1);
    }
    prse__trial_commit(trial);
}

/* A query in a form that a static table can have. */
typedef struct search {
    int32_t index;
    const char *state;    /* NULL: any */
    int64_t due;          /* after an equal state; or the key */
    const char *state_from, *state_to;
    int64_t from, to;
    uint32_t descending;
    uint64_t limit;
    const char *finds;
} search;

static const prse_value *bound(prse_value *value, const char *state,
                               int64_t number)
{
    if (state)
        *value = prse__field_text(prse_str_of(state));
    else if (number == ABSENT)
        *value = prse__field_null();
    else if (number != ANY)
        *value = prse__field_int(number);
    else
        return NULL;
    return value;
}

static void search_jobs(prse__trial *trial, const search *s)
{
    prse_value equal[2], from, to;
    prse_query query = {.size = sizeof query, .index = s->index,
                        .equal = equal, .descending = s->descending,
                        .limit = s->limit};
    query.equal_count += bound(&equal[0], s->state, ANY) != NULL;
    query.equal_count += bound(&equal[query.equal_count], NULL, s->due) !=
                         NULL;
    query.from = bound(&from, s->state_from, s->from);
    query.to = bound(&to, s->state_to, s->to);
    prse__trial_finds(trial, jobs(), &query, s->finds);
}

static void found(prse__trial *trial, const void *with)
{
    put_jobs(trial);
    prse__trial_begin(trial, 0);
    for (const search *s = with; s->finds; s++)
        search_jobs(trial, s);
    prse__trial_commit(trial);
}

static const search all_rows[] = {
    {0, NULL, ANY, NULL, NULL, ANY, ANY, 0, 0, "1 2 3 4 5 8 6 9 7"},
    {-1, NULL, ANY, NULL, NULL, ANY, ANY, 0, 0, "1 2 3 4 5 6 7 8 9"},
    {.finds = NULL}};
static const search downwards[] = {
    {0, NULL, ANY, NULL, NULL, ANY, ANY, 1, 0, "7 9 6 8 5 4 3 2 1"},
    {-1, NULL, ANY, NULL, NULL, ANY, ANY, 1, 0, "9 8 7 6 5 4 3 2 1"},
    {0, "a", ANY, NULL, NULL, ANY, ANY, 1, 0, "5 4 3 2 1"},
    {.finds = NULL}};
static const search prefixes[] = {
    {0, "a", ANY, NULL, NULL, ANY, ANY, 0, 0, "1 2 3 4 5"},
    {0, "aa", ANY, NULL, NULL, ANY, ANY, 0, 0, "8"},
    {0, "b", ANY, NULL, NULL, ANY, ANY, 0, 0, "6 9 7"},
    {0, "A", ANY, NULL, NULL, ANY, ANY, 0, 0, ""},
    {0, "", ANY, NULL, NULL, ANY, ANY, 0, 0, ""},
    {-1, NULL, 4, NULL, NULL, ANY, ANY, 0, 0, "4"},
    {.finds = NULL}};
static const search ties[] = {
    {0, "a", 20, NULL, NULL, ANY, ANY, 0, 0, "3 4"},
    {0, "a", 20, NULL, NULL, ANY, ANY, 1, 0, "4 3"},
    {.finds = NULL}};
static const search without[] = {
    {0, "a", ABSENT, NULL, NULL, ANY, ANY, 0, 0, "1"},
    {0, "b", ABSENT, NULL, NULL, ANY, ANY, 1, 0, "6"},
    {0, "aa", ABSENT, NULL, NULL, ANY, ANY, 0, 0, ""},
    {.finds = NULL}};
static const search from[] = {
    {0, "a", ANY, NULL, NULL, 20, ANY, 0, 0, "3 4 5"},
    {0, "a", ANY, NULL, NULL, 21, ANY, 0, 0, "5"},
    {0, "a", ANY, NULL, NULL, 31, ANY, 0, 0, ""},
    {0, "a", ANY, NULL, NULL, 20, ANY, 1, 0, "5 4 3"},
    {0, NULL, ANY, "aa", NULL, ANY, ANY, 0, 0, "8 6 9 7"},
    {-1, NULL, ANY, NULL, NULL, 7, ANY, 0, 0, "7 8 9"},
    {.finds = NULL}};
static const search up_to[] = {
    {0, "a", ANY, NULL, NULL, ANY, 30, 0, 0, "2 3 4"},
    {0, "a", ANY, NULL, NULL, ANY, 31, 0, 0, "2 3 4 5"},
    {0, "a", ANY, NULL, NULL, ANY, 30, 1, 0, "4 3 2"},
    {0, NULL, ANY, NULL, "b", ANY, ANY, 0, 0, "1 2 3 4 5 8"},
    {0, NULL, ANY, NULL, "b", ANY, ANY, 1, 0, "8 5 4 3 2 1"},
    {-1, NULL, ANY, NULL, NULL, ANY, 3, 0, 0, "1 2"},
    {.finds = NULL}};
static const search between[] = {
    {0, "a", ANY, NULL, NULL, 10, 30, 0, 0, "2 3 4"},
    {0, "a", ANY, NULL, NULL, 10, 30, 1, 0, "4 3 2"},
    {0, "a", ANY, NULL, NULL, 20, 20, 0, 0, ""},
    {0, "a", ANY, NULL, NULL, 30, 10, 0, 0, ""},
    {0, "b", ANY, NULL, NULL, INT64_MIN, INT64_MAX, 0, 0, "9 7"},
    {-1, NULL, ANY, NULL, NULL, 3, 6, 0, 0, "3 4 5"},
    {.finds = NULL}};
static const search limits[] = {
    {0, NULL, ANY, NULL, NULL, ANY, ANY, 0, 7, "1 2 3 4 5 8 6"},
    {0, NULL, ANY, NULL, NULL, ANY, ANY, 1, 2, "7 9"},
    {0, "a", ANY, NULL, NULL, 10, ANY, 0, 2, "2 3"},
    {0, "a", ANY, NULL, NULL, ANY, ANY, 0, 100, "1 2 3 4 5"},
    {0, "a", ANY, NULL, NULL, ANY, ANY, 0, UINT64_MAX, "1 2 3 4 5"},
    {-1, NULL, ANY, NULL, NULL, 3, ANY, 0, 1, "3"},
    {.finds = NULL}};

/* --- Queries in the middle of changes */

static void put_job(prse__trial *trial, int64_t id, const char *state,
                    int64_t due)
{
    prse_value row[] = {prse__field_int(id),
                        prse__field_text(prse_str_of(state)),
                        prse__field_int(due)};
    prse__trial_put_is(trial, jobs(), row, PRSE_VERSION_ANY, PRSE_OK);
}

static void own_changes(prse__trial *trial, const void *with)
{
    static const search after[] = {
        {0, "a", ANY, NULL, NULL, ANY, ANY, 0, 0, "1 3 4 2 10"},
        {0, "b", ANY, NULL, NULL, ANY, ANY, 1, 0, "7 9 6"},
        {0, "c", ANY, NULL, NULL, ANY, ANY, 0, 0, "8"},
        {-1, NULL, ANY, NULL, NULL, 8, ANY, 0, 0, "8 9 10"},
        {.finds = NULL}};
    prse_value fifth = prse__field_int(5);
    (void)with;
    put_jobs(trial);
    prse__trial_begin(trial, 1);
    put_job(trial, 2, "a", 25);
    put_job(trial, 8, "c", 1);
    put_job(trial, 10, "a", 40);
    prse__trial_remove_is(trial, jobs(), &fifth, 1, PRSE_OK);
    for (const search *s = after; s->finds; s++)
        search_jobs(trial, s);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    for (const search *s = after; s->finds; s++)
        search_jobs(trial, s);
    prse__trial_commit(trial);
}

typedef struct stopping {
    int rows, most;
} stopping;

static int stop(void *user, const prse_value *values, int64_t version)
{
    stopping *s = user;
    (void)values;
    (void)version;
    return ++s->rows >= s->most;
}

static void stopped(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query};
    stopping s = {.most = 2};
    prse_error err = {0};
    (void)with;
    put_jobs(trial);
    prse__trial_begin(trial, 1);
    if (prse__trial_over(trial))
        return;
    prse_status status = trial->store->scan(trial->tx, jobs(), &query, stop,
                                            &s, &err);
    if (prse__trial_is(trial, "scan()", status, PRSE_OK, &err) && s.rows != 2)
        prse__trial_wrong(trial, "scan() calls back %d times, not 2", s.rows);
    put_job(trial, 5, "stop", 1);
    prse__trial_finds(trial, jobs(), &query, "1 2 3 4 8 6 9 7 5");
    prse__trial_commit(trial);
}

enum { MANY = 1500 };

typedef struct counting {
    int64_t next;
    int wrong;
} counting;

static int count(void *user, const prse_value *values, int64_t version)
{
    counting *c = user;
    c->wrong += values[0].number != c->next++ || version != 1;
    return 0;
}

static void many(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query};
    counting c = {0};
    prse_error err = {0};
    (void)with;
    prse__trial_clear(trial, jobs());
    prse__trial_begin(trial, 1);
    for (int64_t i = MANY; i-- > 0;)
        put_job(trial, i, "many", i / 3);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    if (prse__trial_over(trial))
        return;
    prse_status status = trial->store->scan(trial->tx, jobs(), &query, count,
                                            &c, &err);
    if (prse__trial_is(trial, "scan()", status, PRSE_OK, &err) &&
        (c.next != MANY || c.wrong))
        prse__trial_wrong(trial, "%d of %d rows come back, %d of them wrong",
                          (int)c.next, MANY, c.wrong);
    prse__trial_commit(trial);
}

static void none(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query};
    (void)with;
    prse__trial_clear(trial, jobs());
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, jobs(), &query, "");
    query.index = -1;
    prse__trial_finds(trial, jobs(), &query, "");
    prse__trial_commit(trial);
}

const prse__trial_case prse__trial_queries[] = {
    {"a query of everything finds every row in order", found, all_rows},
    {"a descending query finds the same rows, ties too, from the last",
     found, downwards},
    {"equal values find the rows that begin with them", found, prefixes},
    {"rows that agree in an index are in the order of their keys", found,
     ties},
    {"an absent equal value finds the rows without", found, without},
    {"from finds what is at least that, no absent values", found, from},
    {"to finds what is less than that, no absent values", found, up_to},
    {"from and to find what is between them", found, between},
    {"a limit ends a query early", found, limits},
    {"a query sees what its own transaction did", own_changes, NULL},
    {"a query ends when the caller stops it", stopped, NULL},
    {"a query finds many rows, once each", many, NULL},
    {"a query of an empty collection finds nothing", none, NULL},
    {NULL, NULL, NULL}};
