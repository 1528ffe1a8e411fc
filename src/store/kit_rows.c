/* SPDX-License-Identifier: Apache-2.0 */
/* What a trial reads. */
#include <inttypes.h>
#include <string.h>

#include "store/kit.h"

/* A row that is expected, and what came instead. */
typedef struct looking {
    const prse_collection *of;
    const prse_value *values;
    int64_t version;
    int rows;
    int64_t found_version;
    const char *other; /* name of a column that differs; NULL: none */
    int no_memory;
} looking;

static int look(void *user, const prse_value *values, int64_t version)
{
    looking *l = user;
    l->rows++;
    l->found_version = version;
    for (uint32_t i = 0; i < l->of->column_count; i++) {
        int same = prse__trial_same(&values[i], &l->values[i]);
        if (same == 0)
            l->other = l->of->columns[i].name;
        l->no_memory |= same < 0;
    }
    return 0;
}

static void judge(prse__trial *trial, const char *call, const looking *l)
{
    if (l->no_memory)
        prse__error_nomem(&trial->wrong);
    else if (l->rows != 1)
        prse__trial_wrong(trial, "%s finds %d rows instead of one", call,
                          l->rows);
    else if (l->other)
        prse__trial_wrong(trial, "%s finds another value in the column %s",
                          call, l->other);
    else if (l->found_version != l->version)
        prse__trial_wrong(trial,
                          "%s finds version %" PRId64
                          " instead of %" PRId64,
                          call, l->found_version, l->version);
}

/* A scan gives the same row as a get. */
static void scan_holds(prse__trial *trial, looking l)
{
    prse_error err = {0};
    prse_query query = {.size = sizeof query, .index = -1,
                        .equal = l.values, .equal_count = l.of->key_count};
    l.rows = 0;
    prse_status status = trial->store->scan(trial->tx, l.of, &query, look,
                                            &l, &err);
    if (prse__trial_is(trial, "scan()", status, PRSE_OK, &err))
        judge(trial, "scan()", &l);
}

void prse__trial_holds(prse__trial *trial, const prse_collection *of,
                       const prse_value *values, int64_t version)
{
    prse_error err = {0};
    looking l = {.of = of, .values = values, .version = version};
    if (prse__trial_over(trial))
        return;
    prse_status status =
        trial->store->get(trial->tx, of, values, look, &l, &err);
    if (!prse__trial_is(trial, "get()", status, PRSE_OK, &err))
        return;
    judge(trial, "get()", &l);
    scan_holds(trial, l);
}

static int count_row(void *user, const prse_value *values, int64_t version)
{
    (void)values;
    (void)version;
    ++*(int *)user;
    return 0;
}

void prse__trial_lacks(prse__trial *trial, const prse_collection *of,
                       const prse_value *key)
{
    prse_error err = {0};
    int rows = 0;
    if (prse__trial_over(trial))
        return;
    prse_status status =
        trial->store->get(trial->tx, of, key, count_row, &rows, &err);
    if (prse__trial_is(trial, "get()", status, PRSE_ENOTFOUND, &err) && rows)
        prse__trial_wrong(trial, "get() finds a row and says it does not");
}

typedef struct listing {
    const prse_collection *of;
    prse__buf names;
} listing;

static int list(void *user, const prse_value *values, int64_t version)
{
    listing *l = user;
    uint32_t at = l->of->key_count > 1 ? l->of->key_count : 0;
    (void)version;
    if (l->names.len > 0)
        prse__buf_addc(&l->names, ' ');
    prse__field_print(&l->names, &values[at]);
    return 0;
}

static int short_of(prse_str text)
{
    enum { MOST = 90 };
    return text.len < MOST ? (int)text.len : MOST;
}

static void compare(prse__trial *trial, const prse__buf *found,
                    const char *wanted)
{
    prse_str names = found->len > 0 ? prse__buf_str(found) : PRSE_STR("");
    prse_str right = prse_str_of(wanted);
    if (found->failed)
        prse__error_nomem(&trial->wrong);
    else if (!prse__str_eq(names, right))
        prse__trial_wrong(trial,
                          "scan() finds \"%.*s\" instead of \"%.*s\"",
                          short_of(names), names.ptr, short_of(right),
                          right.ptr);
}

void prse__trial_finds(prse__trial *trial, const prse_collection *of,
                       const prse_query *query, const char *wanted)
{
    prse_error err = {0};
    listing l = {.of = of};
    if (prse__trial_over(trial))
        return;
    prse__buf_init(&l.names, 0);
    prse_status status =
        trial->store->scan(trial->tx, of, query, list, &l, &err);
    if (prse__trial_is(trial, "scan()", status, PRSE_OK, &err))
        compare(trial, &l.names, wanted);
    prse__buf_free(&l.names);
}

int64_t prse__trial_rows(prse__trial *trial, const prse_collection *of)
{
    prse_error err = {0};
    prse_query query = {.size = sizeof query, .index = -1};
    int rows = 0;
    if (prse__trial_over(trial))
        return 0;
    prse_status status =
        trial->store->scan(trial->tx, of, &query, count_row, &rows, &err);
    prse__trial_is(trial, "scan()", status, PRSE_OK, &err);
    return rows;
}

/* --- Removing all rows */

typedef struct removing {
    const prse_collection *of;
    prse__row row;
    prse_status status;
    prse_error *err;
} removing;

static int copy_first(void *user, const prse_value *values, int64_t version)
{
    removing *r = user;
    r->status = prse__row_copy(&r->row, r->of, values, version, r->err);
    return 1;
}

/* 0: there is none any more. */
static int remove_first(prse__trial *trial, removing *r)
{
    prse_error err = {0};
    prse_query query = {.size = sizeof query, .index = -1, .limit = 1};
    r->err = &err;
    prse__row_free(&r->row);
    prse_status status =
        trial->store->scan(trial->tx, r->of, &query, copy_first, r, &err);
    if (!prse__trial_is(trial, "scan()", status ? status : r->status, PRSE_OK,
                        &err) ||
        !r->row.values)
        return 0;
    prse__trial_remove_is(trial, r->of, r->row.values, PRSE_VERSION_ANY,
                          PRSE_OK);
    return !prse__trial_over(trial);
}

void prse__trial_clear(prse__trial *trial, const prse_collection *of)
{
    removing r = {.of = of};
    if (!prse__trial_begin(trial, 1))
        return;
    while (remove_first(trial, &r))
        continue;
    prse__row_free(&r.row);
    prse__trial_commit(trial);
}

/* --- Counters */

typedef struct counter {
    int64_t count, version;
} counter;

static int read_counter(void *user, const prse_value *values, int64_t version)
{
    *(counter *)user = (counter){values[1].number, version};
    return 0;
}

int64_t prse__trial_count(prse__trial *trial, const char *name,
                          int64_t *version)
{
    prse_error err = {0};
    counter found = {-1, PRSE_VERSION_NEW};
    prse_value key = prse__field_text(prse_str_of(name));
    if (prse__trial_over(trial))
        return -1;
    prse_status status = trial->store->get(
        trial->tx, prse__trial_of(PRSE__TRIAL_COUNTERS), &key, read_counter,
        &found, &err);
    if (status != PRSE_ENOTFOUND)
        prse__trial_is(trial, "get()", status, PRSE_OK, &err);
    if (version)
        *version = found.version;
    return found.count;
}

void prse__trial_set(prse__trial *trial, const char *name, int64_t count)
{
    prse_value values[] = {prse__field_text(prse_str_of(name)),
                           prse__field_int(count)};
    prse__trial_put_is(trial, prse__trial_of(PRSE__TRIAL_COUNTERS), values,
                       PRSE_VERSION_ANY, PRSE_OK);
}

void prse__trial_keep(prse__trial *trial, const char *name, int64_t count)
{
    prse__trial_begin(trial, 1);
    prse__trial_set(trial, name, count);
    prse__trial_commit(trial);
}

void prse__trial_shows(prse__trial *trial, const char *name, int64_t count)
{
    int64_t found = prse__trial_count(trial, name, NULL);
    if (found != count && !prse__trial_over(trial))
        prse__trial_wrong(trial,
                          "%s counts %" PRId64 " instead of %" PRId64, name,
                          found, count);
}

void prse__trial_reads(prse__trial *trial, const char *name, int64_t count)
{
    prse__trial_begin(trial, 0);
    prse__trial_shows(trial, name, count);
    prse__trial_commit(trial);
}
