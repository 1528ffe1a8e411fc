/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: readers beside writers. */
#include "store/kit.h"

static const prse_collection *jobs(void)
{
    return prse__trial_of(PRSE__TRIAL_JOBS);
}

enum { SOON_MS = 3000 };

static void put_job(prse__trial *trial, int64_t id, const char *state)
{
    prse_value row[] = {prse__field_int(id),
                        prse__field_text(prse_str_of(state)),
                        prse__field_null()};
    prse__trial_put_is(trial, jobs(), row, PRSE_VERSION_ANY, PRSE_OK);
}

static void start(prse__trial *trial)
{
    prse__trial_clear(trial, jobs());
    prse__trial_keep(trial, "seen", 1);
    prse__trial_keep(trial, "other", 1);
    prse__trial_begin(trial, 1);
    put_job(trial, 1, "x");
    put_job(trial, 2, "y");
    prse__trial_commit(trial);
}

/* One that nobody may get in the way of. */
static prse__trial reader_of(const prse__trial *trial)
{
    prse__trial reader = prse__trial_other(trial);
    reader.yields = 0;
    reader.deadline_ms = SOON_MS;
    return reader;
}

static void change_all(prse__trial *trial)
{
    prse_value second = prse__field_int(2);
    prse__trial_begin(trial, 1);
    prse__trial_set(trial, "seen", 2);
    prse__trial_set(trial, "other", 2);
    put_job(trial, 1, "z");
    put_job(trial, 3, "a");
    prse__trial_remove_is(trial, jobs(), &second, PRSE_VERSION_ANY, PRSE_OK);
}

static void sees_old(prse__trial *reader)
{
    prse_query query = {.size = sizeof query};
    prse__trial_shows(reader, "seen", 1);
    prse__trial_shows(reader, "other", 1);
    prse__trial_finds(reader, jobs(), &query, "1 2");
    query.index = -1;
    prse__trial_finds(reader, jobs(), &query, "1 2");
}

static void sees_new(prse__trial *reader)
{
    prse_query query = {.size = sizeof query};
    prse__trial_begin(reader, 0);
    prse__trial_shows(reader, "seen", 2);
    prse__trial_shows(reader, "other", 2);
    prse__trial_finds(reader, jobs(), &query, "3 1");
    prse__trial_commit(reader);
}

static void look_once(prse__trial *reader)
{
    prse__trial_begin(reader, 0);
    prse__trial_shows(reader, "seen", 1);
}

static void look_again(prse__trial *reader)
{
    sees_old(reader);
    prse__trial_commit(reader);
}

static void look_old(prse__trial *reader)
{
    prse__trial_begin(reader, 0);
    look_again(reader);
}

static void uncommitted(prse__trial *trial, const void *with)
{
    prse__trial reader;
    (void)with;
    start(trial);
    reader = reader_of(trial);
    change_all(trial);
    prse__trial_elsewhere(&reader, look_old);
    prse__trial_commit(trial);
    prse__trial_elsewhere(&reader, sees_new);
    prse__trial_join(trial, &reader);
}

static void one_moment(prse__trial *trial, const void *with)
{
    prse__trial reader;
    (void)with;
    start(trial);
    reader = reader_of(trial);
    prse__trial_elsewhere(&reader, look_once);
    change_all(trial);
    prse__trial_commit(trial);
    prse__trial_elsewhere(&reader, look_again);
    prse__trial_elsewhere(&reader, sees_new);
    prse__trial_join(trial, &reader);
}

/* Changes that come while the reader has its transaction, one by one. */
static void many_moments(prse__trial *trial, const void *with)
{
    prse__trial reader;
    (void)with;
    start(trial);
    reader = reader_of(trial);
    prse__trial_elsewhere(&reader, look_once);
    for (int64_t i = 0; i < 20; i++) {
        prse__trial_keep(trial, "seen", i);
        prse__trial_keep(trial, "other", i);
    }
    prse__trial_elsewhere(&reader, look_again);
    prse__trial_join(trial, &reader);
}

static void undone(prse__trial *trial, const void *with)
{
    prse__trial reader;
    (void)with;
    start(trial);
    reader = reader_of(trial);
    change_all(trial);
    prse__trial_elsewhere(&reader, look_once);
    prse__trial_rollback(trial);
    prse__trial_elsewhere(&reader, look_again);
    prse__trial_elsewhere(&reader, look_old);
    prse__trial_join(trial, &reader);
}

static void no_waiting(prse__trial *trial, const void *with)
{
    prse__trial reader;
    (void)with;
    start(trial);
    reader = reader_of(trial);
    trial->deadline_ms = SOON_MS;
    prse__trial_elsewhere(&reader, look_once);
    change_all(trial);
    prse__trial_commit(trial);
    prse__trial_elsewhere(&reader, prse__trial_commit);
    prse__trial_join(trial, &reader);
}

const prse__trial_case prse__trial_readers[] = {
    {"a reader sees nothing that is not committed, and waits for no writer",
     uncommitted, NULL},
    {"a reader sees one moment while a writer commits", one_moment, NULL},
    {"a reader sees one moment however many commits there are", many_moments,
     NULL},
    {"a reader sees nothing of what is undone", undone, NULL},
    {"a writer waits for no reader", no_waiting, NULL},
    {NULL, NULL, NULL}};
