/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: workers who share a queue. */
#include "store/kit.h"

static const prse_collection *jobs(void)
{
    return prse__trial_of(PRSE__TRIAL_JOBS);
}

enum { NO_JOB = 0 };

static void put_job(prse__trial *trial, int64_t id, const char *state,
                    int64_t due)
{
    prse_value row[] = {prse__field_int(id),
                        prse__field_text(prse_str_of(state)),
                        prse__field_int(due)};
    prse__trial_put_is(trial, jobs(), row, PRSE_VERSION_ANY, PRSE_OK);
}

/* In the order in which they are due: 3, 1, 2. */
static void start(prse__trial *trial)
{
    prse__trial_clear(trial, jobs());
    prse__trial_begin(trial, 1);
    put_job(trial, 1, "todo", 20);
    put_job(trial, 2, "todo", 30);
    put_job(trial, 3, "todo", 10);
    put_job(trial, 4, "done", 1);
    prse__trial_commit(trial);
}

typedef struct claimed {
    int64_t id;
    int rows;
} claimed;

static int note(void *user, const prse_value *values, int64_t version)
{
    claimed *c = user;
    (void)version;
    c->id = values[0].number;
    c->rows++;
    return 0;
}

static int64_t claim_query(prse__trial *trial, const prse_query *query)
{
    prse_error err = {0};
    claimed c = {.id = NO_JOB};
    if (prse__trial_over(trial))
        return NO_JOB;
    prse_status status =
        trial->store->claim(trial->tx, jobs(), query, note, &c, &err);
    prse_status wanted = c.rows > 0 ? PRSE_OK : PRSE_ENOTFOUND;
    if (prse__trial_is(trial, "claim()", status, wanted, &err) && c.rows > 1)
        prse__trial_wrong(trial, "claim() finds %d rows", c.rows);
    return c.id;
}

static int64_t claim(prse__trial *trial)
{
    prse_value todo = prse__field_text(PRSE_STR("todo"));
    prse_query query = {.size = sizeof query, .equal = &todo,
                        .equal_count = 1};
    return claim_query(trial, &query);
}

static void expect(prse__trial *trial, int64_t id, int64_t wanted)
{
    if (!prse__trial_over(trial) && id != wanted)
        prse__trial_wrong(trial, "claim() finds row %d instead of %d",
                          (int)id, (int)wanted);
}

/* --- One worker */

static void the_first(prse__trial *trial, const void *with)
{
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), 3);
    put_job(trial, 3, "done", 10);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), 1);
    put_job(trial, 1, "done", 20);
    prse__trial_commit(trial);
}

static void ordered(prse__trial *trial, const void *with)
{
    prse_value todo = prse__field_text(PRSE_STR("todo"));
    prse_value from = prse__field_int(15), to = prse__field_int(30);
    prse_query last = {.size = sizeof last, .equal = &todo, .equal_count = 1,
                       .descending = 1};
    prse_query within = {.size = sizeof within, .equal = &todo,
                         .equal_count = 1, .from = &from, .to = &to};
    prse_query key = {.size = sizeof key, .index = -1, .from = &to};
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    expect(trial, claim_query(trial, &last), 2);
    expect(trial, claim_query(trial, &within), 1);
    expect(trial, claim_query(trial, &key), NO_JOB);
    key.from = NULL;
    expect(trial, claim_query(trial, &key), 1);
    prse__trial_commit(trial);
}

static void nothing_to_do(prse__trial *trial, const void *with)
{
    (void)with;
    prse__trial_clear(trial, jobs());
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), NO_JOB);
    put_job(trial, 5, "todo", 1);
    expect(trial, claim(trial), 5);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 0);
    if (prse__trial_rows(trial, jobs()) != 1)
        prse__trial_wrong(trial, "what came after PRSE_ENOTFOUND is lost");
}

static void unchanged(prse__trial *trial, const void *with)
{
    prse_value row[] = {prse__field_int(3),
                        prse__field_text(PRSE_STR("todo")),
                        prse__field_int(10)};
    (void)with;
    start(trial);
    for (int i = 0; i < 2; i++) {
        prse__trial_begin(trial, 1);
        expect(trial, claim(trial), 3);
        expect(trial, claim(trial), 3);
        prse__trial_holds(trial, jobs(), row, 1);
        if (i == 0)
            prse__trial_rollback(trial);
        else
            prse__trial_commit(trial);
    }
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), 3);
    prse__trial_holds(trial, jobs(), row, 1);
}

static void removed(prse__trial *trial, const void *with)
{
    prse_value third = prse__field_int(3);
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), 3);
    prse__trial_remove_is(trial, jobs(), &third, 1, PRSE_OK);
    expect(trial, claim(trial), 1);
    prse__trial_rollback(trial);
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), 3);
}

/* --- Two workers: the second one gets another row, or has to wait */

typedef struct worker {
    prse__trial trial; /* first, since steps get only this */
    int64_t id;        /* NO_JOB: nothing, or beaten */
} worker;

static void work(prse__trial *trial)
{
    worker *w = (worker *)trial;
    prse__trial_begin(trial, 1);
    w->id = claim(trial);
}

static void finish(prse__trial *trial)
{
    worker *w = (worker *)trial;
    if (w->id != NO_JOB)
        put_job(trial, w->id, "done", 0);
    prse__trial_commit(trial);
}

static void obtains(prse__trial *trial, const worker *w, int64_t wanted)
{
    if (!w->trial.beaten)
        expect(trial, w->id, wanted);
}

/* `with`: NULL, or both need no more than rows. */
static void two_workers(prse__trial *trial, const void *with)
{
    worker other = {.trial = prse__trial_other(trial)};
    start(trial);
    trial->by_row = other.trial.by_row = with != NULL;
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), 3);
    prse__trial_elsewhere(&other.trial, work);
    obtains(trial, &other, 1);
    put_job(trial, 3, "done", 0);
    prse__trial_commit(trial);
    prse__trial_elsewhere(&other.trial, finish);
    prse__trial_join(trial, &other.trial);
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), other.trial.kept ? 2 : 1);
}

static void undone(prse__trial *trial, const void *with)
{
    worker other = {.trial = prse__trial_other(trial)};
    (void)with;
    other.trial.deadline_ms = 0; /* nobody is in its way */
    start(trial);
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), 3);
    prse__trial_rollback(trial);
    prse__trial_elsewhere(&other.trial, work);
    expect(trial, other.id, 3);
    prse__trial_elsewhere(&other.trial, finish);
    prse__trial_join(trial, &other.trial);
    if (!prse__trial_over(trial) && !other.trial.kept)
        prse__trial_wrong(trial, "a worker alone is beaten");
}

static void changed(prse__trial *trial, const void *with)
{
    worker other = {.trial = prse__trial_other(trial)};
    (void)with;
    start(trial);
    prse__trial_begin(trial, 1);
    put_job(trial, 3, "todo", 11);
    prse__trial_elsewhere(&other.trial, work);
    obtains(trial, &other, 1);
    prse__trial_commit(trial);
    prse__trial_join(trial, &other.trial);
}

static void all_taken(prse__trial *trial, const void *with)
{
    worker other = {.trial = prse__trial_other(trial)};
    (void)with;
    prse__trial_clear(trial, jobs());
    prse__trial_begin(trial, 1);
    put_job(trial, 1, "todo", 1);
    prse__trial_commit(trial);
    prse__trial_begin(trial, 1);
    expect(trial, claim(trial), 1);
    prse__trial_elsewhere(&other.trial, work);
    obtains(trial, &other, NO_JOB);
    prse__trial_commit(trial);
    prse__trial_join(trial, &other.trial);
}

static const int by_row = 1;

const prse__trial_case prse__trial_claims[] = {
    {"a claim finds the first row of its query", the_first, NULL},
    {"a claim follows the range and the order of its query", ordered, NULL},
    {"a claim of nothing is PRSE_ENOTFOUND, and the transaction goes on",
     nothing_to_do, NULL},
    {"a claim changes nothing and ends with its transaction", unchanged,
     NULL},
    {"a claimed row can be removed", removed, NULL},
    {"two workers never claim one row", two_workers, NULL},
    {"nor do two workers who need no more than rows", two_workers, &by_row},
    {"what a worker gives up is free at once", undone, NULL},
    {"a row that another transaction has changed is not claimed", changed,
     NULL},
    {"nobody claims what is all taken", all_taken, NULL},
    {NULL, NULL, NULL}};
