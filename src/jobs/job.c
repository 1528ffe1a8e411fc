/* SPDX-License-Identifier: Apache-2.0 */
/* A job as its handler sees it. */
#include "jobs/worker.h"

void prse__job_hold(prse_job *job, prse__row *row)
{
    job->row = *row;
    *row = (prse__row){0};
    job->token = job->row.values[TRAVAIL_JETON].number;
    job->held = 1;
    job->sign_ms = prse__queue_monotonic(job->worker->queue) +
                   prse__sign_every_ms(job->worker);
}

void prse__job_drop(prse_job *job)
{
    prse_worker *worker = job->worker;
    prse__row_free(&job->row);
    prse__buf_free(&job->result);
    *job = (prse_job){.worker = worker};
}

int prse__job_is_held(const prse_job *job, const prse__row *row)
{
    return prse__job_is(row, PRSE_JOB_RUNNING) &&
           row->values[TRAVAIL_JETON].number == job->token;
}

prse_str prse_job_id(const prse_job *job)
{
    return job ? job->row.values[TRAVAIL_ID].text : PRSE_STR("");
}

prse_str prse_job_siren(const prse_job *job)
{
    return job ? job->row.values[TRAVAIL_SIREN].text : PRSE_STR("");
}

prse_str prse_job_payload(const prse_job *job)
{
    return job && job->row.values[TRAVAIL_CHARGE].type != PRSE_TYPE_NULL
               ? job->row.values[TRAVAIL_CHARGE].text
               : PRSE_STR("");
}

uint32_t prse_job_failures(const prse_job *job)
{
    return job ? (uint32_t)job->row.values[TRAVAIL_ECHECS].number : 0;
}

enum { RESULT_MAX = 16 * 1024 * 1024 };

prse_status prse_job_result(prse_job *job, prse_str json, prse_error *err)
{
    prse__buf copy;
    if (!job)
        return prse__error_set(err, PRSE_EINVAL, "job", "it is NULL");
    prse_status status = prse__queue_json(json, RESULT_MAX, "resultat", err);
    if (status)
        return status;
    prse__buf_init(&copy, 0);
    prse__buf_add(&copy, json);
    if (copy.failed) {
        prse__buf_free(&copy);
        return prse__error_nomem(err);
    }
    prse__buf_free(&job->result);
    job->result = copy;
    job->has_result = 1;
    return PRSE_OK;
}
