/* SPDX-License-Identifier: Apache-2.0 */
/* Another pass for a job that ended without a result. */
#include "jobs/id.h"
#include "jobs/queue.h"

typedef struct retrying {
    prse_queue *queue;
    prse_str id;
    char other[PRSE__JOB_ID]; /* the same work, added since */
} retrying;

static void begin_anew(prse__row *row, int64_t now_ms)
{
    prse_value *v = row->values;
    prse__job_enter(row, PRSE_JOB_READY, now_ms);
    v[TRAVAIL_VIVANT] = prse__field_int(1);
    v[TRAVAIL_PASSAGE].number++;
    v[TRAVAIL_ECHECS] = prse__field_int(0);
    v[TRAVAIL_MORTS] = prse__field_int(0);
    v[TRAVAIL_FAIT] = prse__field_int(0);
    v[TRAVAIL_TOTAL] = prse__field_int(0);
    v[TRAVAIL_MOT] = prse__field_null();
    v[TRAVAIL_ANNULE_LE] = prse__field_null();
    v[TRAVAIL_FINI_LE] = prse__field_null();
}

static int see_other(void *user, const prse_value *values, int64_t version)
{
    retrying *r = user;
    (void)version;
    prse__error_copy(r->other, sizeof r->other, values[TRAVAIL_ID].text);
    return 1;
}

static prse_status find_other(retrying *r, prse__tx *tx, const prse__row *row,
                              prse_error *err)
{
    const prse_value *v = row->values;
    prse_value same[] = {v[TRAVAIL_GENRE], v[TRAVAIL_CLE], prse__field_int(1)};
    prse_query query = {.size = sizeof query, .index = TRAVAUX_UNIQUES,
                        .equal = same, .equal_count = 3, .limit = 1};
    r->other[0] = '\0';
    if (v[TRAVAIL_CLE].type == PRSE_TYPE_NULL)
        return PRSE_OK;
    return prse__tx_scan(tx, prse__queue_collection_of(PRSE__TRAVAUX), &query,
                         see_other, r, err);
}

static prse_status retry_row(retrying *r, prse__tx *tx, prse__row *row,
                             prse_error *err)
{
    if (!prse__job_is(row, PRSE_JOB_FAILED) &&
        !prse__job_is(row, PRSE_JOB_CANCELED))
        return prse__error_set(err, PRSE_ECONFLICT, "travaux",
                               "it has neither failed nor been cancelled");
    prse_status status = find_other(r, tx, row, err);
    if (status)
        return status;
    if (r->other[0])
        return prse__error_set(err, PRSE_EEXISTS, r->other,
                               "the same work was added again");
    begin_anew(row, prse__queue_now(r->queue));
    status = prse__job_put(tx, row, err);
    return status == PRSE_EEXISTS /* added at this very moment: look again */
               ? prse__error_set(err, PRSE_EBUSY, "travaux",
                                 "the same work is being added")
               : status;
}

static prse_status retry(void *user, prse__tx *tx, prse_error *err)
{
    retrying *r = user;
    prse__row row = {0};
    prse_status status = prse__job_lock(&row, tx, r->id, err);
    if (!status)
        status = retry_row(r, tx, &row, err);
    prse__row_free(&row);
    return status;
}

prse_status prse_queue_retry(prse_queue *queue, prse_str job, prse_error *err)
{
    retrying r = {.queue = queue, .id = job};
    if (!queue)
        return prse__error_set(err, PRSE_EINVAL, "queue", "it is NULL");
    return prse__queue_write(queue, retry, &r, err);
}
