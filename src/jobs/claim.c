/* SPDX-License-Identifier: Apache-2.0 */
/* Which job is next. Kinds take turns; of a kind, the lowest priority goes
 * first; in it, companies take turns in the order of their keys, each worker
 * from where it is itself. So workers are spread over companies, and seldom
 * want the same row. */
#include <string.h>

#include "jobs/worker.h"

static int note_priority(void *user, const prse_value *values, int64_t version)
{
    prse_value *priority = user;
    (void)version;
    *priority = prse__field_int(values[TRAVAIL_PRIORITE].number);
    return 1;
}

/* In front of every key that begins with `last`, and of those after it. */
static prse_value after(char *room, const char *last)
{
    size_t length = strlen(last);
    memcpy(room, last, length);
    room[length] = '!';
    return prse__field_text((prse_str){room, length + 1});
}

static prse_status claim_kind(prse__row *row, prse__tx *tx,
                              const prse__handler *handler, prse_error *err)
{
    char room[PRSE__KEY + 1];
    prse_value from = after(room, handler->last);
    prse_value equal[3] = {
        prse__field_text(prse__job_state_word(PRSE_JOB_READY)),
        prse__field_text(prse_str_of(handler->kind))};
    prse_query query = {.size = sizeof query, .index = TRAVAUX_A_PRENDRE,
                        .equal = equal, .equal_count = 2, .limit = 1};
    prse_status status =
        prse__tx_scan(tx, prse__queue_collection_of(PRSE__TRAVAUX), &query,
                      note_priority, &equal[2], err);
    if (!status && equal[2].type == PRSE_TYPE_NULL)
        status = prse__error_set(err, PRSE_ENOTFOUND, handler->kind,
                                 "no such job is ready");
    if (status)
        return status;
    query.equal_count = 3;
    query.from = &from;
    status = prse__job_lock_first(row, tx, &query, err);
    query.from = NULL;
    return status == PRSE_ENOTFOUND
               ? prse__job_lock_first(row, tx, &query, err)
               : status;
}

static prse_status take(prse__row *row, prse__tx *tx,
                        const prse_worker *worker, int64_t now_ms,
                        prse_error *err)
{
    prse_value *v = row->values;
    prse__job_enter(row, PRSE_JOB_RUNNING, now_ms);
    v[TRAVAIL_JETON].number++;
    v[TRAVAIL_SIGNES].number++;
    v[TRAVAIL_BAIL_A] = prse__field_text(prse_str_of(worker->owner));
    v[TRAVAIL_BAIL_MS] = prse__field_int(worker->options.lease_ms);
    v[TRAVAIL_PRIS_LE] = prse__field_time(now_ms);
    v[TRAVAIL_SIGNE_LE] = prse__field_time(now_ms);
    return prse__job_put(tx, row, err);
}

prse_status prse__claim(prse__row *row, size_t *handler, prse__tx *tx,
                        const prse_worker *worker, int64_t now_ms,
                        prse_error *err)
{
    prse_status status = PRSE_ENOTFOUND;
    for (size_t i = 0; i < worker->count && status == PRSE_ENOTFOUND; i++) {
        *handler = (worker->turn + i) % worker->count;
        status = claim_kind(row, tx, &worker->handlers[*handler], err);
    }
    return status ? status : take(row, tx, worker, now_ms, err);
}

/* --- After a commit that broke --- */

typedef struct finding {
    const char *owner;
    prse__row *row;
    int found;
    prse_status status;
    prse_error *err;
} finding;

static int see_own(void *user, const prse_value *values, int64_t version)
{
    finding *f = user;
    if (!prse__str_is(values[TRAVAIL_BAIL_A].text, f->owner))
        return 0;
    f->found = 1;
    f->status = prse__row_copy(f->row,
                               prse__queue_collection_of(PRSE__TRAVAUX),
                               values, version, f->err);
    return 1;
}

prse_status prse__claimed(prse__row *row, prse__tx *tx,
                          const prse_worker *worker, prse_error *err)
{
    prse_value running =
        prse__field_text(prse__job_state_word(PRSE_JOB_RUNNING));
    prse_query query = {.size = sizeof query, .index = TRAVAUX_A_PRENDRE,
                        .equal = &running, .equal_count = 1};
    finding f = {.owner = worker->owner, .row = row, .err = err};
    prse_status status =
        prse__tx_scan(tx, prse__queue_collection_of(PRSE__TRAVAUX), &query,
                      see_own, &f, err);
    if (!status)
        status = f.status;
    return status || f.found
               ? status
               : prse__error_set(err, PRSE_ENOTFOUND, "travaux",
                                 "this worker holds none");
}
