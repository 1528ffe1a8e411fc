/* SPDX-License-Identifier: Apache-2.0 */
/* What a job keeps on its way: stages and events. */
#include "base/text.h"
#include "jobs/worker.h"

enum { STAGE_MAX = 16 * 1024 * 1024, BODY_MAX = 1024 * 1024 };

/* --- Stages --- */

typedef struct saving {
    prse_str stage, bytes;
    int64_t now_ms;
} saving;

static prse_status save(void *user, prse__tx *tx, prse__row *row,
                        prse_error *err)
{
    const saving *s = user;
    int64_t version = 0;
    prse_value stage[ETAPE_COLUMNS];
    stage[ETAPE_TRAVAIL] = row->values[TRAVAIL_ID];
    stage[ETAPE_NOM] = prse__field_text(s->stage);
    stage[ETAPE_CONTENU] = prse__field_bytes(s->bytes);
    stage[ETAPE_GARDE_LE] = prse__field_time(s->now_ms);
    prse_status status =
        prse__tx_put(tx, prse__queue_collection_of(PRSE__ETAPES), stage,
                     PRSE_VERSION_ANY, &version, err);
    row->values[TRAVAIL_GARDES].number += version == 1;
    return status ? status : prse__job_put(tx, row, err);
}

prse_status prse_job_stage_save(prse_job *job, prse_str stage, prse_str bytes,
                                prse_error *err)
{
    if (!job)
        return prse__error_set(err, PRSE_EINVAL, "job", "it is NULL");
    saving s = {stage, bytes, prse__queue_now(job->worker->queue)};
    prse_status status = prse__queue_word(stage, "etape", err);
    if (!status && bytes.len > STAGE_MAX)
        status = prse__error_set(err, PRSE_EPARSE, "etape",
                                 "it has %zu bytes, at most 16 MiB are kept",
                                 bytes.len);
    return status ? status : prse__job_write(job, save, &s, err);
}

typedef struct loading {
    prse_value key[2];
    prse__buf bytes;
} loading;

static int copy_bytes(void *user, const prse_value *values, int64_t version)
{
    loading *l = user;
    (void)version;
    prse__buf_clear(&l->bytes);
    prse__buf_add(&l->bytes, values[ETAPE_CONTENU].text);
    return 1;
}

static prse_status load(void *user, prse__tx *tx, prse_error *err)
{
    loading *l = user;
    return prse__tx_get(tx, prse__queue_collection_of(PRSE__ETAPES), l->key,
                        copy_bytes, l, err);
}

prse_status prse_job_stage_load(prse_text **out, prse_job *job, prse_str stage,
                                prse_error *err)
{
    loading l;
    if (!out || !job)
        return prse__error_set(err, PRSE_EINVAL, out ? "job" : "out",
                               "it is NULL");
    prse_status status = prse__queue_word(stage, "etape", err);
    if (status)
        return status;
    l.key[0] = job->row.values[TRAVAIL_ID];
    l.key[1] = prse__field_text(stage);
    prse__buf_init(&l.bytes, 0);
    status = prse__queue_read(job->worker->queue, load, &l, err);
    if (!status)
        return prse__text_take(out, &l.bytes, err);
    prse__buf_free(&l.bytes);
    return status;
}

/* --- Events --- */

typedef struct telling {
    prse_str kind, body;
    int64_t now_ms;
} telling;

static prse_status tell(void *user, prse__tx *tx, prse__row *row,
                        prse_error *err)
{
    const telling *t = user;
    return prse__event_add(tx, row, t->kind, t->body, t->now_ms, err);
}

static prse_status check_kind(prse_str kind, prse_error *err)
{
    prse_status status = prse__queue_word(kind, "evenement", err);
    for (int s = PRSE_JOB_DONE; s <= PRSE_JOB_CANCELED && !status; s++)
        if (prse__str_eq(kind, prse__job_state_word((prse_job_state)s)))
            status = prse__error_set(err, PRSE_EPARSE, "evenement",
                                     "the end of a job tells itself");
    return status;
}

prse_status prse_job_event(prse_job *job, prse_str kind, prse_str body,
                           prse_error *err)
{
    if (!job)
        return prse__error_set(err, PRSE_EINVAL, "job", "it is NULL");
    telling t = {kind, body, prse__queue_now(job->worker->queue)};
    prse_status status = check_kind(kind, err);
    if (!status && body.len)
        status = prse__queue_json(body, BODY_MAX, "corps", err);
    return status ? status : prse__job_write(job, tell, &t, err);
}
