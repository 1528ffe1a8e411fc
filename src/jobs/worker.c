/* SPDX-License-Identifier: Apache-2.0 */
/* The loop of a worker: the end of one job and the beginning of the next, then
 * the handler. */
#include "jobs/worker.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/options.h"
#include "crypto/crypto.h"

enum { LEASE_MS = 30000, SHORTEST_LEASE_MS = 100, NAME_MAX_ = 64, LINE = 512 };

/* --- Its making --- */

static prse_status fill_options(prse_worker_options *o,
                                const prse_worker_options *given,
                                prse_error *err)
{
    prse_status status = prse__options_read(o, sizeof *o, given,
                                            "prse_worker_options", err);
    if (!status)
        status = prse__queue_key(o->name, NAME_MAX_, "name", err);
    if (status)
        return status;
    if (!o->name.len)
        o->name = PRSE_STR("worker");
    if (!o->lease_ms)
        o->lease_ms = LEASE_MS;
    return o->lease_ms >= SHORTEST_LEASE_MS
               ? PRSE_OK
               : prse__error_set(err, PRSE_EINVAL, "lease_ms",
                                 "a lease has at least %d ms",
                                 SHORTEST_LEASE_MS);
}

/* "analyse-1/" and letters that no other worker has. */
static prse_status make_owner(prse_worker *worker, prse_error *err)
{
    char id[23];
    prse_status status = prse__random_id(id, err);
    if (!status)
        snprintf(worker->owner, sizeof worker->owner, "%.*s/%s",
                 (int)worker->options.name.len, worker->options.name.ptr, id);
    worker->options.name = (prse_str){0}; /* it was borrowed */
    return status;
}

static prse_status fill(prse_worker *worker, const prse_worker_options *opts,
                        prse_error *err)
{
    prse_worker_options *o = &worker->options;
    prse_status status = fill_options(o, opts, err);
    if (!status)
        status = make_owner(worker, err);
    worker->pace = (prse__pace){.queue = worker->queue,
                                .should_stop = o->should_stop,
                                .idle = o->idle, .user = o->user,
                                .poll_ms = o->poll_ms,
                                .patience_ms = o->patience_ms};
    return status ? status : prse__pace_init(&worker->pace, err);
}

prse_status prse_worker_new(prse_worker **out, prse_queue *queue,
                            const prse_worker_options *opts, prse_error *err)
{
    if (!out || !queue)
        return prse__error_set(err, PRSE_EINVAL, out ? "queue" : "out",
                               "it is NULL");
    prse_worker *worker = prse__alloc(1, sizeof *worker);
    if (!worker)
        return prse__error_nomem(err);
    worker->queue = queue;
    worker->job.worker = worker;
    prse_status status = fill(worker, opts, err);
    if (status) {
        prse__free(worker);
        return status;
    }
    prse_queue_ref(queue);
    *out = worker;
    return PRSE_OK;
}

void prse_worker_free(prse_worker *worker)
{
    if (!worker)
        return;
    prse__job_drop(&worker->job);
    prse__watch_free(&worker->watch);
    prse_queue_unref(worker->queue);
    prse__free(worker);
}

/* --- What it can do --- */

static prse__handler *handler_of(prse_worker *worker, prse_str kind)
{
    for (size_t i = 0; i < worker->count; i++)
        if (prse__str_is(kind, worker->handlers[i].kind))
            return &worker->handlers[i];
    return NULL;
}

static prse_status check_kind(prse_worker *worker, prse_str kind,
                              prse_error *err)
{
    prse_status status = prse__queue_word(kind, "genre", err);
    if (status)
        return status;
    if (handler_of(worker, kind))
        return prse__error_set(err, PRSE_EEXISTS, "genre",
                               "it knows this kind already");
    if (worker->count == PRSE__KINDS)
        return prse__error_set(err, PRSE_ELIMIT, "genre",
                               "it knows %d kinds already", PRSE__KINDS);
    return PRSE_OK;
}

/* Workers begin their rounds of companies at different ones. */
static prse_status begin_somewhere(prse__handler *handler, prse_error *err)
{
    unsigned char chance[9];
    prse_status status = prse__random(chance, sizeof chance, err);
    for (size_t i = 0; i < sizeof chance && !status; i++)
        handler->last[i] = (char)('0' + chance[i] % 10);
    return status;
}

prse_status prse_worker_handle(prse_worker *worker, prse_str kind,
                               prse_job_run run, void *user, prse_error *err)
{
    prse__handler handler = {.run = run, .user = user};
    if (!worker || !run)
        return prse__error_set(err, PRSE_EINVAL, worker ? "run" : "worker",
                               "it is NULL");
    prse_status status = check_kind(worker, kind, err);
    if (!status)
        status = begin_somewhere(&handler, err);
    if (status)
        return status;
    prse__error_copy(handler.kind, sizeof handler.kind, kind);
    worker->handlers[worker->count++] = handler;
    return PRSE_OK;
}

void prse__worker_tell(const prse_worker *worker, prse_str job,
                       const char *format, ...)
{
    char line[LINE];
    va_list arguments;
    if (!worker->options.told)
        return;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    worker->options.told(worker->options.user, job, prse_str_of(line));
}

/* --- Its loop --- */

static void run_job(prse_worker *worker)
{
    prse_job *job = &worker->job;
    prse_error err = {0};
    prse__handler *handler =
        handler_of(worker, job->row.values[TRAVAIL_GENRE].text);
    job->answer = handler->run(handler->user, job, &err);
    job->stopping = prse__pace_is_stopped(&worker->pace);
    if (job->answer && err.code != (int32_t)job->answer)
        prse__error_set(&err, job->answer, NULL,
                        "the handler gave no reason");
    job->why = err;
}

/* What the store refuses to keep fails the job, not the worker. */
static int is_of_the_result(prse_worker *worker, prse_status status,
                            const prse_error *err)
{
    prse_job *job = &worker->job;
    if (!job->held || !job->has_result ||
        (status != PRSE_EPARSE && status != PRSE_ELIMIT))
        return 0;
    prse__buf_free(&job->result);
    job->has_result = 0;
    job->answer = status;
    job->why = *err;
    return 1;
}

/* 1: what failed may be tried again. */
static int bears(prse_worker *worker, prse_status status,
                 const prse_error *err)
{
    if (status && is_of_the_result(worker, status, err))
        return 1;
    if (!prse__pace_bears(&worker->pace, status))
        return 0;
    prse__worker_tell(worker, PRSE_STR(""), "the store fails: %s",
                      err->message);
    prse__pace_wait(&worker->pace);
    return 1;
}

/* Nothing to do at this moment; *over: there will be nothing either. */
static prse_status rest(prse_worker *worker, int *over, prse_error *err)
{
    int there = 1;
    prse_status status = prse__sweep(worker, err);
    if (!status && worker->options.drain)
        status = prse__look(worker, PRSE_JOB_RUNNING, &there, err);
    *over = !status && !there;
    if (!status && there)
        prse__pace_wait(&worker->pace);
    return status;
}

static prse_status step(prse_worker *worker, int *over, prse_error *err)
{
    int there = 1;
    prse_status status = PRSE_OK;
    if (!worker->job.held && !worker->in_doubt)
        status = prse__look(worker, PRSE_JOB_READY, &there, err);
    if (!status && there)
        status = prse__turn(worker, 1, err);
    if (!status && !worker->job.held)
        return rest(worker, over, err);
    if (status)
        return status;
    prse__pace_reset(&worker->pace);
    status = prse__sweep(worker, err);
    run_job(worker); /* its lease runs, whatever the sweep says */
    return status;
}

/* The last job is written down, or the store had its time. */
static prse_status end(prse_worker *worker, prse_error *err)
{
    prse_status status = PRSE_OK;
    do {
        if (worker->job.held)
            status = prse__turn(worker, 0, err);
    } while (status && worker->job.held && bears(worker, status, err));
    return status;
}

static prse_status run(prse_worker *worker, prse_error *err)
{
    int over = 0;
    while (!over && !prse__pace_is_stopped(&worker->pace)) {
        prse_status status = step(worker, &over, err);
        if (status && !bears(worker, status, err))
            return status;
        if (!status)
            worker->pace.failing = 0;
    }
    return end(worker, err);
}

prse_status prse_worker_run(prse_worker *worker, prse_error *err)
{
    prse_error own = {0};
    if (!worker || !worker->count)
        return prse__error_set(err, PRSE_EINVAL, "worker",
                               worker ? "it knows no kind of jobs"
                                      : "it is NULL");
    worker->sweep_ms = 0;
    prse_status status = run(worker, &own);
    prse__job_drop(&worker->job);
    if (status && err)
        *err = own;
    return status;
}
