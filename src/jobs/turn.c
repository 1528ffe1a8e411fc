/* SPDX-License-Identifier: Apache-2.0 */
/* The end of one job and the beginning of the next are one transaction: one
 * wait for the disk a job. */
#include <string.h>

#include "jobs/worker.h"

typedef struct turn {
    prse_worker *worker;
    int wanted;
    int found;
    size_t handler;
    prse__row row;
} turn;

static prse_status take_next(turn *t, prse__tx *tx, int64_t now_ms,
                             prse_error *err)
{
    prse_error own = {0};
    prse_status status = PRSE_ENOTFOUND;
    prse__row_free(&t->row);
    if (t->worker->in_doubt)
        status = prse__claimed(&t->row, tx, t->worker, &own);
    if (status == PRSE_ENOTFOUND)
        status = prse__claim(&t->row, &t->handler, tx, t->worker, now_ms,
                             &own);
    return prse__queue_settle(status, &own, &t->found, err);
}

static prse_status make_turn(void *user, prse__tx *tx, prse_error *err)
{
    turn *t = user;
    prse_job *job = &t->worker->job;
    int64_t now_ms = prse__queue_now(t->worker->queue);
    prse_status status = PRSE_OK;
    t->found = 0;
    if (job->held)
        status = prse__settle(tx, job, now_ms, err);
    if (!status && t->wanted)
        status = take_next(t, tx, now_ms, err);
    return status;
}

static void tell_end(const prse_job *job)
{
    const prse_worker *worker = job->worker;
    prse_str id = prse_job_id(job);
    if (job->lost)
        prse__worker_tell(worker, id, "lost: another worker has it");
    else if (job->answer)
        prse__worker_tell(worker, id, "ended: %s, %s",
                          prse_status_name(job->answer), job->why.message);
    else
        prse__worker_tell(worker, id, "done");
}

/* Whose turn it is next. */
static void pass_on(prse_worker *worker, const turn *t)
{
    prse__handler *handler = &worker->handlers[t->handler];
    prse__error_copy(handler->last, sizeof handler->last,
                     t->row.values[TRAVAIL_SIREN].text);
    worker->turn = (t->handler + 1) % worker->count;
}

static void end_turn(turn *t)
{
    prse_worker *worker = t->worker;
    if (worker->job.held)
        tell_end(&worker->job);
    prse__job_drop(&worker->job);
    if (t->wanted)
        worker->in_doubt = 0;
    if (!t->found)
        return;
    pass_on(worker, t);
    prse__job_hold(&worker->job, &t->row);
    prse__worker_tell(worker, prse_job_id(&worker->job), "begun");
}

prse_status prse__turn(prse_worker *worker, int wanted, prse_error *err)
{
    turn t = {.worker = worker, .wanted = wanted};
    prse_error own = {0};
    prse_status status = prse__queue_write(worker->queue, make_turn, &t, &own);
    if (!status)
        end_turn(&t);
    else if (wanted && own.sys_code)
        worker->in_doubt = 1;
    if (status && err)
        *err = own;
    prse__row_free(&t.row);
    return status;
}
