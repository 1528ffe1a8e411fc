/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: one transaction after the other. */
#include "store/kit.h"

static const prse_collection *counters(void)
{
    return prse__trial_of(PRSE__TRIAL_COUNTERS);
}

static const prse_collection *jobs(void)
{
    return prse__trial_of(PRSE__TRIAL_JOBS);
}

static void put_job(prse__trial *trial, int64_t id, const char *state)
{
    prse_value row[] = {prse__field_int(id),
                        prse__field_text(prse_str_of(state)),
                        prse__field_null()};
    prse__trial_put_is(trial, jobs(), row, PRSE_VERSION_ANY, PRSE_OK);
}

static void remove_job(prse__trial *trial, int64_t id)
{
    prse_value key = prse__field_int(id);
    prse__trial_remove_is(trial, jobs(), &key, PRSE_VERSION_ANY, PRSE_OK);
}

static void start(prse__trial *trial)
{
    prse__trial_clear(trial, counters());
    prse__trial_clear(trial, jobs());
    prse__trial_keep(trial, "a", 1);
    prse__trial_begin(trial, 1);
    put_job(trial, 1, "x");
    put_job(trial, 2, "y");
    prse__trial_commit(trial);
}

static void commit_is_seen(prse__trial *trial, const void *with)
{
    (void)with;
    start(trial);
    prse__trial_reads(trial, "a", 1);
    prse__trial_keep(trial, "a", 2);
    prse__trial_reads(trial, "a", 2);
    prse__trial_begin(trial, 1);
    prse__trial_shows(trial, "a", 2);
}

static void undo_puts(prse__trial *trial, const void *with)
{
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    prse__trial_set(trial, "a", 7);
    prse__trial_set(trial, "b", 8);
    prse__trial_shows(trial, "a", 7);
    prse__trial_rollback(trial);
    prse__trial_reads(trial, "a", 1);
    prse__trial_reads(trial, "b", -1);
}

static void undo_versions(prse__trial *trial, const void *with)
{
    prse_value row[] = {prse__field_text(PRSE_STR("a")), prse__field_int(1)};
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    prse__trial_put(trial, counters(), row, 1, 2);
    prse__trial_rollback(trial);
    prse__trial_begin(trial, 1);
    prse__trial_put(trial, counters(), row, 1, 2);
    prse__trial_commit(trial);
}

static void undo_removal(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query};
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    remove_job(trial, 1);
    prse__trial_finds(trial, jobs(), &query, "2");
    prse__trial_rollback(trial);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, jobs(), &query, "1 2");
}

static void undo_indexes(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query};
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    put_job(trial, 1, "z");
    put_job(trial, 3, "a");
    remove_job(trial, 2);
    prse__trial_finds(trial, jobs(), &query, "3 1");
    prse__trial_rollback(trial);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, jobs(), &query, "1 2");
    query.index = -1;
    prse__trial_finds(trial, jobs(), &query, "1 2");
}

static void undo_load(prse__trial *trial, const void *with)
{
    prse_value row[] = {prse__field_text(PRSE_STR("b")), prse__field_int(1)};
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    prse__trial_load_is(trial, counters(), row, 9, PRSE_OK);
    prse__trial_rollback(trial);
    prse__trial_reads(trial, "b", -1);
}

/* Several collections change together or not at all. */
static void together(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query};
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    prse__trial_set(trial, "a", 9);
    put_job(trial, 9, "z");
    prse__trial_commit(trial);
    prse__trial_begin(trial, 1);
    prse__trial_set(trial, "a", 10);
    put_job(trial, 10, "zz");
    prse__trial_rollback(trial);
    prse__trial_reads(trial, "a", 9);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, jobs(), &query, "1 2 9");
}

static void back_and_forth(prse__trial *trial, const void *with)
{
    prse_query query = {.size = sizeof query};
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    for (int i = 0; i < 4; i++) {
        remove_job(trial, 1);
        put_job(trial, 1, i % 2 ? "x" : "zz");
    }
    put_job(trial, 3, "w");
    remove_job(trial, 3);
    prse__trial_finds(trial, jobs(), &query, "1 2");
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    prse__trial_finds(trial, jobs(), &query, "1 2");
}

static void nothing(prse__trial *trial, const void *with)
{
    (void)with;
    for (uint32_t write = 0; write <= 1; write++) {
        prse__trial_begin(trial, write);
        prse__trial_commit(trial);
        prse__trial_begin(trial, write);
        prse__trial_rollback(trial);
    }
}

static void is_healthy(void *user, prse_str text)
{
    prse__trial_wrong(user, "check() finds \"%.*s\"",
                      text.len < 200 ? (int)text.len : 200, text.ptr);
}

static void checked(prse__trial *trial, const void *with)
{
    prse_error err = {0};
    (void)with;
    if (!trial->store->check)
        return;
    prse_status status =
        trial->store->check(trial->store->self, is_healthy, trial, &err);
    prse__trial_is(trial, "check()", status, PRSE_OK, &err);
}

const prse__trial_case prse__trial_transactions[] = {
    {"what was committed is seen by the next transaction", commit_is_seen,
     NULL},
    {"a rollback undoes puts", undo_puts, NULL},
    {"a rollback undoes versions", undo_versions, NULL},
    {"a rollback undoes removals", undo_removal, NULL},
    {"a rollback undoes changes of indexes", undo_indexes, NULL},
    {"a rollback undoes loads", undo_load, NULL},
    {"collections change together or not at all", together, NULL},
    {"the last of several changes in a transaction counts", back_and_forth,
     NULL},
    {"a transaction may do nothing", nothing, NULL},
    {"a healthy store has no findings", checked, NULL},
    {NULL, NULL, NULL}};
