/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: versions of rows, and what a failure leaves. */
#include <inttypes.h>

#include "store/kit.h"

static const prse_collection *counters(void)
{
    return prse__trial_of(PRSE__TRIAL_COUNTERS);
}

typedef prse_value counter[2];

static void fill(counter row, const char *name, int64_t count)
{
    row[0] = prse__field_text(prse_str_of(name));
    row[1] = prse__field_int(count);
}

/* A transaction in an empty collection; ends it. */
static void start(prse__trial *trial)
{
    prse__trial_clear(trial, counters());
    prse__trial_begin(trial, 1);
}

/* After a failure that a transaction survives, it still works and is kept. */
static void still_works(prse__trial *trial)
{
    counter row;
    fill(row, "after", 1);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_NEW, 1);
    prse__trial_holds(trial, counters(), row, 1);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_holds(trial, counters(), row, 1);
}

static void first_is_one(prse__trial *trial, const void *with)
{
    counter row;
    (void)with;
    start(trial);
    fill(row, "a", 5);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_NEW, 1);
    fill(row, "b", 6);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_ANY, 1);
    prse__trial_holds(trial, counters(), row, 1);
    prse__trial_commit(trial);
}

static void one_more(prse__trial *trial, const void *with)
{
    counter row;
    (void)with;
    start(trial);
    for (int64_t i = 0; i < 5; i++) {
        fill(row, "a", i * 10);
        prse__trial_put(trial, counters(), row, i, i + 1);
        prse__trial_holds(trial, counters(), row, i + 1);
    }
    prse__trial_commit(trial);
    prse__trial_begin(trial, 1);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_ANY, 6);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_ANY, 7);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_holds(trial, counters(), row, 7);
}

/* Values that are there already count as a change. */
static void equal_values(prse__trial *trial, const void *with)
{
    counter row;
    (void)with;
    start(trial);
    fill(row, "a", 1);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_NEW, 1);
    prse__trial_put(trial, counters(), row, 1, 2);
    prse__trial_holds(trial, counters(), row, 2);
}

static void new_is_there(prse__trial *trial, const void *with)
{
    counter row, other;
    (void)with;
    start(trial);
    fill(row, "a", 1);
    fill(other, "a", 2);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_NEW, 1);
    prse__trial_put_is(trial, counters(), other, PRSE_VERSION_NEW,
                       PRSE_EEXISTS);
    prse__trial_holds(trial, counters(), row, 1);
    still_works(trial);
    prse__trial_holds(trial, counters(), row, 1);
}

static void other_version(prse__trial *trial, const void *with)
{
    counter row, other;
    (void)with;
    start(trial);
    fill(row, "a", 1);
    fill(other, "a", 2);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_NEW, 1);
    prse__trial_put_is(trial, counters(), other, 2, PRSE_ECONFLICT);
    prse__trial_put(trial, counters(), row, 1, 2);
    prse__trial_put_is(trial, counters(), other, 1, PRSE_ECONFLICT);
    prse__trial_put_is(trial, counters(), other, INT64_MAX, PRSE_ECONFLICT);
    prse__trial_holds(trial, counters(), row, 2);
    still_works(trial);
    prse__trial_holds(trial, counters(), row, 2);
}

static void none_there(prse__trial *trial, const void *with)
{
    counter row;
    (void)with;
    start(trial);
    fill(row, "a", 1);
    prse__trial_put_is(trial, counters(), row, 1, PRSE_ENOTFOUND);
    prse__trial_lacks(trial, counters(), row);
    still_works(trial);
    prse__trial_lacks(trial, counters(), row);
}

static void get_none(prse__trial *trial, const void *with)
{
    counter row;
    (void)with;
    start(trial);
    fill(row, "nobody", 1);
    prse__trial_lacks(trial, counters(), row);
    still_works(trial);
}

static void removed(prse__trial *trial, const void *with)
{
    counter row, other;
    (void)with;
    start(trial);
    fill(row, "a", 1);
    fill(other, "b", 1);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_NEW, 1);
    prse__trial_put(trial, counters(), other, PRSE_VERSION_NEW, 1);
    prse__trial_remove_is(trial, counters(), row, 1, PRSE_OK);
    prse__trial_lacks(trial, counters(), row);
    prse__trial_remove_is(trial, counters(), other, PRSE_VERSION_ANY,
                          PRSE_OK);
    prse__trial_lacks(trial, counters(), other);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_lacks(trial, counters(), row);
    prse__trial_lacks(trial, counters(), other);
}

static void remove_other_version(prse__trial *trial, const void *with)
{
    counter row;
    (void)with;
    start(trial);
    fill(row, "a", 1);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_NEW, 1);
    prse__trial_put(trial, counters(), row, 1, 2);
    prse__trial_remove_is(trial, counters(), row, 1, PRSE_ECONFLICT);
    prse__trial_holds(trial, counters(), row, 2);
    still_works(trial);
    prse__trial_holds(trial, counters(), row, 2);
}

static void remove_none(prse__trial *trial, const void *with)
{
    counter row;
    (void)with;
    start(trial);
    fill(row, "a", 1);
    prse__trial_remove_is(trial, counters(), row, 1, PRSE_ENOTFOUND);
    prse__trial_remove_is(trial, counters(), row, PRSE_VERSION_ANY,
                          PRSE_ENOTFOUND);
    still_works(trial);
}

static void starts_again(prse__trial *trial, const void *with)
{
    counter row;
    (void)with;
    start(trial);
    fill(row, "a", 1);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_NEW, 1);
    prse__trial_put(trial, counters(), row, 1, 2);
    prse__trial_remove_is(trial, counters(), row, 2, PRSE_OK);
    prse__trial_put(trial, counters(), row, PRSE_VERSION_NEW, 1);
    prse__trial_holds(trial, counters(), row, 1);
}

static void loaded(prse__trial *trial, const void *with)
{
    counter row, most;
    (void)with;
    start(trial);
    fill(row, "a", 1);
    fill(most, "most", 1);
    prse__trial_load_is(trial, counters(), row, 41, PRSE_OK);
    prse__trial_holds(trial, counters(), row, 41);
    prse__trial_load_is(trial, counters(), most, INT64_MAX - 1, PRSE_OK);
    prse__trial_put_is(trial, counters(), row, 40, PRSE_ECONFLICT);
    prse__trial_put(trial, counters(), row, 41, 42);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_holds(trial, counters(), row, 42);
    prse__trial_holds(trial, counters(), most, INT64_MAX - 1);
}

static void load_there(prse__trial *trial, const void *with)
{
    counter row, other;
    (void)with;
    prse__trial_clear(trial, counters());
    prse__trial_keep(trial, "a", 1);
    fill(row, "a", 1);
    fill(other, "a", 2);
    prse__trial_begin(trial, 1);
    prse__trial_load_is(trial, counters(), other, 7, PRSE_EEXISTS);
    prse__trial_rollback(trial);
    prse__trial_begin(trial, 0);
    prse__trial_holds(trial, counters(), row, 1);
}

/* Errors may be left out. */
static void no_errors(prse__trial *trial, const void *with)
{
    const prse_store *s = trial->store;
    counter row;
    (void)with;
    start(trial);
    if (prse__trial_over(trial))
        return;
    fill(row, "a", 1);
    if (s->put(trial->tx, counters(), row, 1, NULL, NULL) != PRSE_ENOTFOUND ||
        s->put(trial->tx, counters(), row, 0, NULL, NULL) != PRSE_OK ||
        s->put(trial->tx, counters(), row, 0, NULL, NULL) != PRSE_EEXISTS ||
        s->put(trial->tx, counters(), row, 2, NULL, NULL) != PRSE_ECONFLICT ||
        s->remove(trial->tx, counters(), row, 2, NULL) != PRSE_ECONFLICT ||
        s->remove(trial->tx, counters(), row, 1, NULL) != PRSE_OK ||
        s->remove(trial->tx, counters(), row, 1, NULL) != PRSE_ENOTFOUND)
        prse__trial_wrong(trial, "without an error another status comes");
    prse__trial_commit(trial);
}

const prse__trial_case prse__trial_versions[] = {
    {"a row that is put first has version 1", first_is_one, NULL},
    {"each put raises the version by one", one_more, NULL},
    {"a put of equal values raises the version", equal_values, NULL},
    {"a new row that is there already is PRSE_EEXISTS, and the transaction "
     "goes on", new_is_there, NULL},
    {"a put over another version is PRSE_ECONFLICT, and the transaction goes "
     "on", other_version, NULL},
    {"a put over a version of no row is PRSE_ENOTFOUND, and the transaction "
     "goes on", none_there, NULL},
    {"a key without row is PRSE_ENOTFOUND, and the transaction goes on",
     get_none, NULL},
    {"a removed row is gone", removed, NULL},
    {"another version is not removed: PRSE_ECONFLICT, and the transaction "
     "goes on", remove_other_version, NULL},
    {"removing no row is PRSE_ENOTFOUND, and the transaction goes on",
     remove_none, NULL},
    {"a row that is put again after its removal has version 1", starts_again,
     NULL},
    {"a loaded row has the caller's version", loaded, NULL},
    {"loading a row that is there is PRSE_EEXISTS", load_there, NULL},
    {"errors may be left out", no_errors, NULL},
    {NULL, NULL, NULL}};
