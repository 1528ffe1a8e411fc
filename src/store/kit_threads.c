/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of the kit: many threads at once, each trying again when it is
 * beaten. */
#include <inttypes.h>
#include <pthread.h>

#include "base/draw.h"
#include "base/steady.h"
#include "store/kit.h"

enum {
    THREADS = 4,
    TIMES = 25, /* what each of them gets done */
    JOBS = 40,
    OTHERS_MS = 1, /* a moment for others to get in the way */
    PATIENCE_MS = 60000
};

typedef struct runner runner;
struct runner {
    prse__trial trial;
    void (*once)(runner *r);
    int times;    /* to be kept; negative: until it is done */
    int done;
    int number;
    pthread_t thread;
    int started;
};

/* Pauses of their own lengths, so that runners part. */
static void pause_a_little(const runner *r, int64_t attempt)
{
    prse__sleep_ms(1 + (int64_t)(prse__draw((uint64_t)r->number,
                                                     (uint64_t)attempt) %
                                    8));
}

static void *run(void *user)
{
    runner *r = user;
    int64_t until = prse__steady_ms() + PATIENCE_MS;
    for (int64_t attempt = 0; r->trial.kept != r->times && !r->done;
         attempt++) {
        r->once(r);
        prse__trial_rollback(&r->trial);
        if (r->trial.wrong.code != PRSE_OK)
            break;
        if (r->trial.beaten)
            pause_a_little(r, attempt);
        if (prse__steady_ms() > until)
            prse__trial_wrong(&r->trial, "threads are in each other's way "
                                         "for a minute");
        prse__trial_again(&r->trial);
    }
    return NULL;
}

/* Runners take turns at what is to be done; `times` each. */
static void run_all(prse__trial *trial, int times,
                    void (*const *once)(runner *r), size_t kinds)
{
    runner all[THREADS];
    for (int i = 0; i < THREADS; i++) {
        all[i] = (runner){.trial = prse__trial_other(trial), .times = times,
                          .once = once[(size_t)i % kinds], .number = i};
        all[i].trial.deadline_ms = 0;
        all[i].started =
            pthread_create(&all[i].thread, NULL, run, &all[i]) == 0;
        if (!all[i].started)
            prse__trial_wrong(&all[i].trial, "no thread can be started");
    }
    for (int i = 0; i < THREADS; i++) {
        if (all[i].started)
            pthread_join(all[i].thread, NULL);
        prse__trial_join(trial, &all[i].trial);
    }
}

static void count_up(runner *r)
{
    prse__trial_begin(&r->trial, 1);
    int64_t count = prse__trial_count(&r->trial, "together", NULL);
    prse__sleep_ms(OTHERS_MS);
    prse__trial_set(&r->trial, "together", count + 1);
    prse__trial_commit(&r->trial);
}

static void counting(prse__trial *trial, const void *with)
{
    static void (*const once[])(runner *r) = {count_up};
    (void)with;
    prse__trial_keep(trial, "together", 0);
    run_all(trial, TIMES, once, 1);
    prse__trial_reads(trial, "together", THREADS * TIMES);
}

/* --- What is moved from one row to another is never seen in both */

static void move(runner *r)
{
    prse__trial_begin(&r->trial, 1);
    int64_t left = prse__trial_count(&r->trial, "left", NULL);
    int64_t right = prse__trial_count(&r->trial, "right", NULL);
    prse__trial_set(&r->trial, "left", left - r->number - 1);
    prse__sleep_ms(OTHERS_MS);
    prse__trial_set(&r->trial, "right", right + r->number + 1);
    prse__trial_commit(&r->trial);
}

static void add_up(runner *r)
{
    prse__trial_begin(&r->trial, 0);
    int64_t left = prse__trial_count(&r->trial, "left", NULL);
    prse__sleep_ms(OTHERS_MS);
    int64_t right = prse__trial_count(&r->trial, "right", NULL);
    if (!prse__trial_over(&r->trial) && left + right != 100)
        prse__trial_wrong(&r->trial,
                          "a reader sees %" PRId64 " and %" PRId64
                          ", not 100 together",
                          left, right);
    prse__trial_commit(&r->trial);
}

static void moving(prse__trial *trial, const void *with)
{
    static void (*const once[])(runner *r) = {move, add_up};
    (void)with;
    prse__trial_keep(trial, "left", 100);
    prse__trial_keep(trial, "right", 0);
    run_all(trial, TIMES, once, 2);
    prse__trial_begin(trial, 0);
    prse__trial_shows(trial, "left", 100 - TIMES * (1 + 3));
    prse__trial_shows(trial, "right", TIMES * (1 + 3));
}

/* --- A queue */

static const prse_collection *jobs(void)
{
    return prse__trial_of(PRSE__TRIAL_JOBS);
}

static void fill_job(prse_value *row, int64_t id, const char *state,
                     int64_t due)
{
    row[0] = prse__field_int(id);
    row[1] = prse__field_text(prse_str_of(state));
    row[2] = prse__field_int(due);
}

typedef struct job {
    int64_t id, due, version;
} job;

static int note(void *user, const prse_value *values, int64_t version)
{
    *(job *)user = (job){values[0].number, values[2].number, version};
    return 0;
}

static void work(runner *r)
{
    prse_value todo = prse__field_text(PRSE_STR("todo")), row[3];
    prse_query query = {.size = sizeof query, .equal = &todo,
                        .equal_count = 1};
    prse_error err = {0};
    job j = {0};
    prse__trial_begin(&r->trial, 1);
    if (prse__trial_over(&r->trial))
        return;
    prse_status status = r->trial.store->claim(r->trial.tx, jobs(), &query,
                                               note, &j, &err);
    if (status == PRSE_ENOTFOUND) {
        r->done = 1;
        return;
    }
    if (!prse__trial_is(&r->trial, "claim()", status, PRSE_OK, &err))
        return;
    fill_job(row, j.id, "done", j.due + 1);
    prse__trial_put(&r->trial, jobs(), row, j.version, j.version + 1);
    prse__trial_commit(&r->trial);
}

static void working(prse__trial *trial, const void *with)
{
    static void (*const once[])(runner *r) = {work};
    prse_value row[3];
    (void)with;
    prse__trial_clear(trial, jobs());
    prse__trial_begin(trial, 1);
    for (int64_t id = 1; id <= JOBS; id++) {
        fill_job(row, id, "todo", id);
        prse__trial_put(trial, jobs(), row, PRSE_VERSION_NEW, 1);
    }
    prse__trial_commit(trial);
    run_all(trial, -1, once, 1);
    prse__trial_begin(trial, 0);
    for (int64_t id = 1; id <= JOBS; id++) {
        fill_job(row, id, "done", id + 1);
        prse__trial_holds(trial, jobs(), row, 2);
    }
    prse__trial_commit(trial);
}

const prse__trial_case prse__trial_threads[] = {
    {"threads that count up lose nothing", counting, NULL},
    {"a reader never sees half a transaction", moving, NULL},
    {"threads that share a queue do each job once", working, NULL},
    {NULL, NULL, NULL}};
