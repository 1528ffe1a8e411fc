/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a job back. */
#include "jobs/queue.h"

typedef struct canceling {
    prse_queue *queue;
    prse_str id;
} canceling;

static prse_status too_late(const prse__row *row, prse_error *err)
{
    prse_str state = row->values[TRAVAIL_ETAT].text;
    return prse__error_set(err, PRSE_ECONFLICT, "travaux",
                           "it has ended: %.*s", (int)state.len, state.ptr);
}

static prse_status cancel_row(const canceling *c, prse__tx *tx,
                              prse__row *row, prse_error *err)
{
    int64_t now_ms = prse__queue_now(c->queue);
    if (prse__job_is(row, PRSE_JOB_CANCELED))
        return PRSE_OK;
    if (prse__job_is(row, PRSE_JOB_DONE) ||
        prse__job_is(row, PRSE_JOB_FAILED))
        return too_late(row, err);
    row->values[TRAVAIL_ANNULE_LE] = prse__field_time(now_ms);
    if (!prse__job_is(row, PRSE_JOB_RUNNING))
        return prse__job_end(tx, row, PRSE_JOB_CANCELED, now_ms, err);
    return prse__job_put(tx, row, err);
}

static prse_status cancel(void *user, prse__tx *tx, prse_error *err)
{
    const canceling *c = user;
    prse__row row = {0};
    prse_status status = prse__job_lock(&row, tx, c->id, err);
    if (!status)
        status = cancel_row(c, tx, &row, err);
    prse__row_free(&row);
    return status;
}

prse_status prse_queue_cancel(prse_queue *queue, prse_str job, prse_error *err)
{
    canceling c = {queue, job};
    if (!queue)
        return prse__error_set(err, PRSE_EINVAL, "queue", "it is NULL");
    return prse__queue_write(queue, cancel, &c, err);
}
