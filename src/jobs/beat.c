/* SPDX-License-Identifier: Apache-2.0 */
/* Signs of life, without a thread: given when a handler tells how far it is,
 * or asks whether to stop. */
#include "jobs/worker.h"

enum { OFTEN_MS = 2000 }; /* so that a handler soon knows that it shall stop */

int64_t prse__sign_every_ms(const prse_worker *worker)
{
    int64_t third = worker->options.lease_ms / 3;
    return third < OFTEN_MS ? third : OFTEN_MS;
}

/* --- Writing under the token --- */

typedef struct writing {
    prse_job *job;
    prse__job_change change;
    void *user;
} writing;

static prse_status lost(prse_error *err)
{
    return prse__error_set(err, PRSE_ECONFLICT, "travaux",
                           "another worker has this job: let go");
}

static void give_sign(const prse_job *job, prse__row *row)
{
    prse_value *v = row->values;
    v[TRAVAIL_SIGNES].number++;
    v[TRAVAIL_SIGNE_LE] =
        prse__field_time(prse__queue_now(job->worker->queue));
    v[TRAVAIL_FAIT] = prse__field_int((int64_t)job->done);
    v[TRAVAIL_TOTAL] = prse__field_int((int64_t)job->total);
    if (job->word[0])
        v[TRAVAIL_MOT] = prse__field_text(prse_str_of(job->word));
}

static prse_status change_row(const writing *w, prse__tx *tx, prse__row *row,
                              prse_error *err)
{
    if (!prse__job_is_held(w->job, row))
        return lost(err);
    w->job->canceled = row->values[TRAVAIL_ANNULE_LE].type != PRSE_TYPE_NULL;
    give_sign(w->job, row);
    return w->change ? w->change(w->user, tx, row, err)
                     : prse__job_put(tx, row, err);
}

static prse_status write_body(void *user, prse__tx *tx, prse_error *err)
{
    writing *w = user;
    prse__row row = {0};
    prse_status status = prse__job_lock(
        &row, tx, w->job->row.values[TRAVAIL_ID].text, err);
    if (status == PRSE_ENOTFOUND)
        status = lost(err);
    if (!status)
        status = change_row(w, tx, &row, err);
    prse__row_free(&row);
    return status;
}

static void after_write(prse_job *job, prse_status status)
{
    int64_t every = prse__sign_every_ms(job->worker);
    job->changed = 1;
    job->lost |= status == PRSE_ECONFLICT;
    job->sign_ms = prse__queue_monotonic(job->worker->queue) +
                   (status ? every / 2 : every);
}

prse_status prse__job_write(prse_job *job, prse__job_change change, void *user,
                            prse_error *err)
{
    writing w = {job, change, user};
    prse_status status = job->lost ? lost(err)
                                   : prse__queue_write(job->worker->queue,
                                                       write_body, &w, err);
    after_write(job, status);
    return status;
}

/* --- What handlers call --- */

/* A store that does not answer is asked again later: the token protects. */
static void sign_when_due(prse_job *job)
{
    prse_worker *worker = job->worker;
    writing w = {job, NULL, NULL};
    prse_error err = {0};
    if (job->lost || prse__queue_monotonic(worker->queue) < job->sign_ms)
        return;
    int64_t within = prse__sign_every_ms(worker);
    prse_status status = prse__queue_write_within(
        worker->queue, within ? within : 1, write_body, &w, &err);
    after_write(job, status);
    if (status)
        prse__worker_tell(worker, prse_job_id(job), "no sign of life: %s",
                          err.message);
}

static int is_to_end(const prse_job *job)
{
    return job->canceled || prse__pace_is_stopped(&job->worker->pace);
}

int prse_job_should_stop(void *user)
{
    prse_job *job = user;
    if (!job)
        return 0;
    sign_when_due(job);
    return job->lost || is_to_end(job);
}

prse_status prse_job_progress(prse_job *job, uint64_t done, uint64_t total,
                              prse_str word, prse_error *err)
{
    if (!job || done > INT64_MAX || total > INT64_MAX)
        return prse__error_set(err, PRSE_EINVAL, job ? "done, total" : "job",
                               "it is NULL, or they are too large");
    prse_status status =
        word.len ? prse__queue_word(word, "mot", err) : PRSE_OK;
    if (status)
        return status;
    job->done = done;
    job->total = total;
    if (word.len)
        prse__error_copy(job->word, sizeof job->word, word);
    sign_when_due(job);
    if (job->lost)
        return lost(err);
    if (is_to_end(job))
        return prse__error_set(err, PRSE_ECANCELED, "travaux",
                               "the job was cancelled, or its worker is to "
                               "stop: let go");
    return PRSE_OK;
}
