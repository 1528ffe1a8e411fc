/* SPDX-License-Identifier: Apache-2.0 */
/* What people look at: rows as they are. */
#include <string.h>

#include "base/options.h"
#include "jobs/id.h"
#include "jobs/queue.h"
#include "store/records.h"

enum { USUAL = 100, MOST = 10000 };

typedef struct listing {
    const prse_collection *of;
    prse_query query;
    prse_value equal, from;
    char after[PRSE__JOB_ID + 1];
    prse_records *rows;
    prse_str job; /* that must be there; empty: any */
} listing;

static int ignore(void *user, const prse_value *values, int64_t version)
{
    (void)user;
    (void)values;
    (void)version;
    return 1;
}

static prse_status check_job(const listing *l, prse__tx *tx, prse_error *err)
{
    prse_value key = prse__field_text(l->job);
    if (!l->job.len)
        return PRSE_OK;
    prse_status status =
        prse__tx_get(tx, prse__queue_collection_of(PRSE__TRAVAUX), &key,
                     ignore, NULL, err);
    return status == PRSE_ENOTFOUND
               ? prse__error_set(err, status, "travaux",
                                 "there is no such job")
               : status;
}

static prse_status list(void *user, prse__tx *tx, prse_error *err)
{
    const listing *l = user;
    prse__records_clear(l->rows);
    prse_status status = check_job(l, tx, err);
    if (!status)
        status = prse__tx_scan(tx, l->of, &l->query, prse__records_add,
                               l->rows, err);
    return status ? status : prse__records_end(l->rows, err);
}

static prse_status give(prse_records **out, prse_queue *queue, listing *l,
                        prse_error *err)
{
    prse_status status = prse__records_new(&l->rows, l->of, err);
    if (!status)
        status = prse__queue_read(queue, list, l, err);
    if (status)
        prse_records_free(l->rows);
    else
        *out = l->rows;
    return status;
}

/* --- Jobs --- */

static prse_status check_query(const prse_jobs_query *q, prse_error *err)
{
    if (q->state < 0 || q->state > PRSE_JOB_CANCELED)
        return prse__error_set(err, PRSE_EINVAL, "state",
                               "there is no such state");
    if (q->state && (q->siren.len || q->after.len))
        return prse__error_set(err, PRSE_EINVAL, "prse_jobs_query",
                               "state goes with neither siren nor after");
    return PRSE_OK;
}

/* Behind the id: no id goes on with a "!". */
static void begin_after(listing *l, prse_str after)
{
    size_t length = after.len < PRSE__JOB_ID - 1 ? after.len
                                                 : PRSE__JOB_ID - 1;
    memcpy(l->after, after.ptr, length);
    l->after[length] = '!';
    l->from = prse__field_text((prse_str){l->after, length + 1});
    l->query.from = &l->from;
}

static void write_query(listing *l, const prse_jobs_query *q)
{
    l->of = prse__queue_collection_of(PRSE__TRAVAUX);
    l->query = (prse_query){.size = sizeof l->query, .index = -1,
                            .limit = q->limit ? q->limit : USUAL};
    if (l->query.limit > MOST)
        l->query.limit = MOST;
    if (q->state || q->siren.len) {
        l->query.index = q->state ? TRAVAUX_PAR_ETAT : TRAVAUX_PAR_SIREN;
        l->equal = prse__field_text(
            q->state ? prse__job_state_word((prse_job_state)q->state)
                     : q->siren);
        l->query.equal = &l->equal;
        l->query.equal_count = 1;
    }
    if (q->after.len)
        begin_after(l, q->after);
}

prse_status prse_queue_jobs(prse_records **out, prse_queue *queue,
                            const prse_jobs_query *which, prse_error *err)
{
    prse_jobs_query own = {0};
    listing l = {.rows = NULL};
    if (!out || !queue)
        return prse__error_set(err, PRSE_EINVAL, out ? "queue" : "out",
                               "it is NULL");
    prse_status status = prse__options_read(&own, sizeof own, which,
                                            "prse_jobs_query", err);
    if (!status)
        status = check_query(&own, err);
    if (status)
        return status;
    write_query(&l, &own);
    return give(out, queue, &l, err);
}

/* --- Of one job --- */

static prse_status give_of(prse_records **out, prse_queue *queue,
                           prse__queue_collection of, prse_str job,
                           prse_error *err)
{
    listing l = {.of = prse__queue_collection_of(of), .job = job,
                 .equal = prse__field_text(job)};
    if (!out || !queue)
        return prse__error_set(err, PRSE_EINVAL, out ? "queue" : "out",
                               "it is NULL");
    if (!job.len)
        return prse__error_set(err, PRSE_ENOTFOUND, "travaux",
                               "there is no such job");
    l.query = (prse_query){.size = sizeof l.query, .index = -1,
                           .equal = &l.equal, .equal_count = 1};
    return give(out, queue, &l, err);
}

prse_status prse_queue_job(prse_records **out, prse_queue *queue, prse_str job,
                           prse_error *err)
{
    return give_of(out, queue, PRSE__TRAVAUX, job, err);
}

prse_status prse_queue_events(prse_records **out, prse_queue *queue,
                              prse_str job, prse_error *err)
{
    return give_of(out, queue, PRSE__EVENEMENTS, job, err);
}
