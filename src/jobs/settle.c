/* SPDX-License-Identifier: Apache-2.0 */
/* The end of an attempt, written under the token of whoever made it. */
#include "jobs/fate.h"
#include "jobs/worker.h"

static prse_status keep_result(prse__tx *tx, const prse_job *job,
                               prse_error *err)
{
    prse_value row[RESULTAT_COLUMNS];
    if (!job->has_result)
        return PRSE_OK;
    row[RESULTAT_TRAVAIL] = job->row.values[TRAVAIL_ID];
    row[RESULTAT_TEXTE] = prse__field_text(prse__buf_str(&job->result));
    return prse__tx_put(tx, prse__queue_collection_of(PRSE__RESULTATS), row,
                        PRSE_VERSION_ANY, NULL, err);
}

static prse_status finish(prse__tx *tx, const prse_job *job, prse__row *row,
                          int64_t now_ms, prse_error *err)
{
    row->values[TRAVAIL_ERREUR] = prse__field_null();
    row->values[TRAVAIL_MESSAGE] = prse__field_null();
    prse_status status = prse__job_end(tx, row, PRSE_JOB_DONE, now_ms, err);
    return status ? status : keep_result(tx, job, err);
}

static void wait_for_another(const prse_job *job, prse__row *row,
                             int64_t now_ms)
{
    const prse_queue_options *o = &job->worker->queue->options;
    uint64_t seed = prse__str_hash(row->values[TRAVAIL_ID].text) ^
                    (uint64_t)now_ms << 32;
    int64_t failures = row->values[TRAVAIL_ECHECS].number;
    prse__job_enter(row, PRSE_JOB_WAITING,
                    now_ms + prse__delay_ms(o->retry_ms, o->longest_retry_ms,
                                            failures, seed));
}

static prse_status apply(prse__tx *tx, const prse_job *job, prse__row *row,
                         prse__fate fate, int64_t now_ms, prse_error *err)
{
    switch (fate) {
    case PRSE__FATE_DONE:
        return finish(tx, job, row, now_ms, err);
    case PRSE__FATE_CANCELED:
        return prse__job_end(tx, row, PRSE_JOB_CANCELED, now_ms, err);
    case PRSE__FATE_BACK:
        prse__job_enter(row, PRSE_JOB_READY, now_ms);
        return prse__job_put(tx, row, err);
    case PRSE__FATE_AGAIN:
        wait_for_another(job, row, now_ms);
        return prse__job_put(tx, row, err);
    default:
        return prse__job_end(tx, row, PRSE_JOB_FAILED, now_ms, err);
    }
}

static void note_progress(const prse_job *job, prse__row *row)
{
    row->values[TRAVAIL_FAIT] = prse__field_int((int64_t)job->done);
    row->values[TRAVAIL_TOTAL] = prse__field_int((int64_t)job->total);
    if (job->word[0])
        row->values[TRAVAIL_MOT] = prse__field_text(prse_str_of(job->word));
}

static prse_status settle_row(prse__tx *tx, const prse_job *job,
                              prse__row *row, int64_t now_ms, prse_error *err)
{
    prse__attempt a = {
        .answer = job->answer,
        .canceled = row->values[TRAVAIL_ANNULE_LE].type != PRSE_TYPE_NULL,
        .stopping = job->stopping,
        .failures = row->values[TRAVAIL_ECHECS].number,
        .attempts = row->values[TRAVAIL_ESSAIS].number};
    prse__fate fate = prse__fate_of(&a);
    note_progress(job, row);
    if (job->answer && fate != PRSE__FATE_BACK) {
        row->values[TRAVAIL_ECHECS].number++;
        prse__job_note(row, &job->why);
    }
    return apply(tx, job, row, fate, now_ms, err);
}

/* Nobody seems to have changed it since it was taken: nothing to read. The
 * store tells if that is wrong, by its version: PRSE_ECONFLICT, or
 * PRSE_ENOTFOUND. */
static prse_status settle_as_taken(prse__tx *tx, prse_job *job,
                                   int64_t now_ms, prse_error *err)
{
    prse__row row = {0};
    prse_status status = prse__row_copy(
        &row, prse__queue_collection_of(PRSE__TRAVAUX), job->row.values,
        job->row.version, err);
    if (!status)
        status = settle_row(tx, job, &row, now_ms, err);
    prse__row_free(&row);
    return status;
}

static prse_status settle_as_it_is(prse__tx *tx, prse_job *job, int64_t now_ms,
                                   prse_error *err)
{
    prse_error own = {0};
    prse__row row = {0};
    int there;
    prse_status status = prse__job_lock(
        &row, tx, job->row.values[TRAVAIL_ID].text, &own);
    status = prse__queue_settle(status, &own, &there, err);
    job->lost = !status && (!there ||
                            row.values[TRAVAIL_JETON].number != job->token);
    /* A commit that broke may have written it already. */
    if (!status && there && prse__job_is_held(job, &row))
        status = settle_row(tx, job, &row, now_ms, err);
    prse__row_free(&row);
    return status;
}

prse_status prse__settle(prse__tx *tx, prse_job *job, int64_t now_ms,
                         prse_error *err)
{
    prse_error own = {0};
    prse_status status = PRSE_ECONFLICT;
    if (!job->changed)
        status = settle_as_taken(tx, job, now_ms, &own);
    job->changed = 1; /* whatever comes after a failure */
    if (status == PRSE_ECONFLICT || status == PRSE_ENOTFOUND)
        return settle_as_it_is(tx, job, now_ms, err);
    if (status && err)
        *err = own;
    return status;
}
