/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "jobs/queue.h"

typedef struct reading {
    prse_value job;
    int is_done;
    prse__buf text;
} reading;

static int see_job(void *user, const prse_value *values, int64_t version)
{
    reading *r = user;
    (void)version;
    r->is_done = prse__str_eq(values[TRAVAIL_ETAT].text,
                              prse__job_state_word(PRSE_JOB_DONE));
    return 1;
}

static int see_text(void *user, const prse_value *values, int64_t version)
{
    reading *r = user;
    (void)version;
    prse__buf_add(&r->text, values[RESULTAT_TEXTE].text);
    return 1;
}

/* A handler that gave none has the result null. */
static prse_status read_text(reading *r, prse__tx *tx, prse_error *err)
{
    prse_error own = {0};
    int there;
    prse_status status =
        prse__tx_get(tx, prse__queue_collection_of(PRSE__RESULTATS), &r->job,
                     see_text, r, &own);
    status = prse__queue_settle(status, &own, &there, err);
    if (!status && !there)
        prse__buf_adds(&r->text, "null");
    return status;
}

static prse_status read_both(void *user, prse__tx *tx, prse_error *err)
{
    reading *r = user;
    prse__buf_clear(&r->text);
    prse_status status =
        prse__tx_get(tx, prse__queue_collection_of(PRSE__TRAVAUX), &r->job,
                     see_job, r, err);
    if (status == PRSE_ENOTFOUND)
        return prse__error_set(err, status, "travaux", "there is no such job");
    if (!status && !r->is_done)
        return prse__error_set(err, PRSE_ECONFLICT, "travaux",
                               "it is not done");
    return status ? status : read_text(r, tx, err);
}

prse_status prse_queue_result(prse_text **out, prse_queue *queue, prse_str job,
                              prse_error *err)
{
    reading r = {.job = prse__field_text(job)};
    if (!out || !queue)
        return prse__error_set(err, PRSE_EINVAL, out ? "queue" : "out",
                               "it is NULL");
    prse__buf_init(&r.text, 0);
    prse_status status = prse__queue_read(queue, read_both, &r, err);
    if (!status)
        return prse__text_take(out, &r.text, err);
    prse__buf_free(&r.text);
    return status;
}
