/* SPDX-License-Identifier: Apache-2.0 */
/* What every worker does now and then for all: jobs of the dead come back, and
 * those whose time has come become ready. */
#include "jobs/worker.h"

enum { AT_ONCE = 50 };

/* --- The dead --- */

static prse_status look_at_running(void *user, prse__tx *tx, prse_error *err)
{
    prse__watch *watch = user;
    prse_value running =
        prse__field_text(prse__job_state_word(PRSE_JOB_RUNNING));
    prse_query query = {.size = sizeof query, .index = TRAVAUX_A_PRENDRE,
                        .equal = &running, .equal_count = 1};
    prse__watch_begin(watch);
    return prse__tx_scan(tx, prse__queue_collection_of(PRSE__TRAVAUX), &query,
                         prse__watch_see, watch, err);
}

typedef struct burial {
    const prse_queue *queue;
    const prse__watched *dead;
    int done;
} burial;

/* The token grows, so that one who only seemed dead cannot write any more. */
static void note_death(prse__row *row, prse_error *why, int64_t lease_ms)
{
    prse__error_set(why, PRSE_ETIMEOUT, NULL,
                    "its worker gave no sign of life for %lld ms",
                    (long long)lease_ms);
    row->values[TRAVAIL_JETON].number++;
    row->values[TRAVAIL_MORTS].number++;
    row->values[TRAVAIL_ECHECS].number++;
    prse__job_note(row, why);
}

static prse_job_state after_death(const prse__row *row, uint32_t deaths)
{
    const prse_value *v = row->values;
    if (v[TRAVAIL_ANNULE_LE].type != PRSE_TYPE_NULL)
        return PRSE_JOB_CANCELED;
    return v[TRAVAIL_MORTS].number >= deaths ||
                   v[TRAVAIL_ECHECS].number >= v[TRAVAIL_ESSAIS].number
               ? PRSE_JOB_FAILED
               : PRSE_JOB_READY;
}

static prse_status take_back(burial *b, prse__tx *tx, prse__row *row,
                             prse_error *err)
{
    prse_error why = {0};
    int64_t now_ms = prse__queue_now(b->queue);
    note_death(row, &why, b->dead->lease_ms);
    prse_job_state state = after_death(row, b->queue->options.deaths);
    b->done = 1;
    if (state != PRSE_JOB_READY)
        return prse__job_end(tx, row, state, now_ms, err);
    prse__job_enter(row, state, now_ms);
    return prse__job_put(tx, row, err);
}

static prse_status bury(void *user, prse__tx *tx, prse_error *err)
{
    burial *b = user;
    prse_error own = {0};
    prse__row row = {0};
    int there;
    b->done = 0;
    prse_status status =
        prse__job_lock(&row, tx, prse_str_of(b->dead->id), &own);
    status = prse__queue_settle(status, &own, &there, err);
    if (!status && there && prse__job_is(&row, PRSE_JOB_RUNNING) &&
        row.values[TRAVAIL_JETON].number == b->dead->token &&
        row.values[TRAVAIL_SIGNES].number == b->dead->signs)
        status = take_back(b, tx, &row, err);
    prse__row_free(&row);
    return status;
}

static prse_status bury_the_dead(prse_worker *worker, prse_error *err)
{
    const prse__watch *watch = &worker->watch;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < watch->count && !status; i++) {
        burial b = {.queue = worker->queue, .dead = &watch->now[i]};
        if (!prse__watched_is_dead(b.dead))
            continue;
        status = prse__queue_write(worker->queue, bury, &b, err);
        if (!status && b.done)
            prse__worker_tell(worker, prse_str_of(b.dead->id),
                              "taken back: its worker gave no sign of life");
    }
    return status;
}

/* --- Those whose time has come --- */

typedef struct waking {
    int64_t now_ms;
    size_t count; /* that are due; woken, in the end */
} waking;

static prse_query due_query(prse_value bounds[2], int64_t now_ms)
{
    bounds[0] = prse__field_text(prse__job_state_word(PRSE_JOB_WAITING));
    bounds[1] = prse__field_time(now_ms + 1);
    return (prse_query){.size = sizeof(prse_query),
                        .index = TRAVAUX_PAR_ETAT, .equal = &bounds[0],
                        .equal_count = 1, .to = &bounds[1], .limit = 1};
}

static int count_one(void *user, const prse_value *values, int64_t version)
{
    waking *w = user;
    (void)values;
    (void)version;
    w->count++;
    return 1;
}

static prse_status look_for_due(void *user, prse__tx *tx, prse_error *err)
{
    waking *w = user;
    prse_value bounds[2];
    prse_query query = due_query(bounds, w->now_ms);
    w->count = 0;
    return prse__tx_scan(tx, prse__queue_collection_of(PRSE__TRAVAUX), &query,
                         count_one, w, err);
}

static prse_status wake_some(void *user, prse__tx *tx, prse_error *err)
{
    waking *w = user;
    prse_value bounds[2];
    prse_query query = due_query(bounds, w->now_ms);
    prse__row row = {0};
    prse_error own = {0};
    prse_status status = PRSE_OK;
    int there = 1;
    for (w->count = 0; w->count < AT_ONCE && !status && there;) {
        status = prse__job_lock_first(&row, tx, &query, &own);
        status = prse__queue_settle(status, &own, &there, err);
        if (status || !there)
            break;
        prse__job_enter(&row, PRSE_JOB_READY, w->now_ms);
        status = prse__job_put(tx, &row, err);
        w->count++;
    }
    prse__row_free(&row);
    return status;
}

static prse_status wake(prse_worker *worker, prse_error *err)
{
    waking w = {.now_ms = prse__queue_now(worker->queue)};
    prse_status status =
        prse__queue_read(worker->queue, look_for_due, &w, err);
    while (!status && w.count) {
        status = prse__queue_write(worker->queue, wake_some, &w, err);
        if (w.count < AT_ONCE)
            break;
    }
    return status;
}

prse_status prse__sweep(prse_worker *worker, prse_error *err)
{
    int64_t monotonic_ms = prse__queue_monotonic(worker->queue);
    if (monotonic_ms < worker->sweep_ms)
        return PRSE_OK;
    prse_status status = prse__queue_read(worker->queue, look_at_running,
                                          &worker->watch, err);
    if (!status)
        status = prse__watch_end(&worker->watch, monotonic_ms, err);
    if (!status)
        status = bury_the_dead(worker, err);
    if (!status)
        status = wake(worker, err);
    if (!status)
        worker->sweep_ms = monotonic_ms + prse__sign_every_ms(worker);
    return status;
}
