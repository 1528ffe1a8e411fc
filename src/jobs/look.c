/* SPDX-License-Identifier: Apache-2.0 */
/* Whether there is anything, without a lock. */
#include "jobs/worker.h"

typedef struct looking {
    const prse_worker *worker;
    prse_job_state last;
    int there;
} looking;

static int seen(void *user, const prse_value *values, int64_t version)
{
    looking *l = user;
    (void)values;
    (void)version;
    l->there = 1;
    return 1;
}

static prse_status look_for(looking *l, prse__tx *tx, prse_job_state state,
                            prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < l->worker->count && !l->there && !status; i++) {
        prse_value equal[] = {
            prse__field_text(prse__job_state_word(state)),
            prse__field_text(prse_str_of(l->worker->handlers[i].kind))};
        prse_query query = {.size = sizeof query, .index = TRAVAUX_A_PRENDRE,
                            .equal = equal, .equal_count = 2, .limit = 1};
        status =
            prse__tx_scan(tx, prse__queue_collection_of(PRSE__TRAVAUX), &query,
                          seen, l, err);
    }
    return status;
}

static prse_status look(void *user, prse__tx *tx, prse_error *err)
{
    looking *l = user;
    prse_status status = PRSE_OK;
    l->there = 0;
    for (int s = PRSE_JOB_READY; s <= (int)l->last && !l->there && !status;
         s++)
        status = look_for(l, tx, (prse_job_state)s, err);
    return status;
}

prse_status prse__look(prse_worker *worker, prse_job_state last, int *there,
                       prse_error *err)
{
    looking l = {.worker = worker, .last = last};
    prse_status status = prse__queue_read(worker->queue, look, &l, err);
    *there = l.there;
    return status;
}
