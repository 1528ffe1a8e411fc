/* SPDX-License-Identifier: Apache-2.0 */
/* A job's row in hand: what is read here is what is there until the end of the
 * transaction, on whatever store. */
#include "jobs/queue.h"

static const struct {
    prse_job_state state;
    const char *word;
} words[] = {
    {PRSE_JOB_READY, "pret"},        {PRSE_JOB_WAITING, "attente"},
    {PRSE_JOB_RUNNING, "en_cours"},  {PRSE_JOB_DONE, "fini"},
    {PRSE_JOB_FAILED, "echoue"},     {PRSE_JOB_CANCELED, "annule"},
};

prse_str prse__job_state_word(prse_job_state state)
{
    return prse_str_of(words[state - PRSE_JOB_READY].word);
}

int prse__job_is(const prse__row *row, prse_job_state state)
{
    return prse__str_eq(row->values[TRAVAIL_ETAT].text,
                        prse__job_state_word(state));
}

void prse__job_enter(prse__row *row, prse_job_state state, int64_t moment_ms)
{
    row->values[TRAVAIL_ETAT] = prse__field_text(prse__job_state_word(state));
    row->values[TRAVAIL_MOMENT] = prse__field_time(moment_ms);
    if (state == PRSE_JOB_RUNNING)
        return;
    row->values[TRAVAIL_BAIL_A] = prse__field_null();
    row->values[TRAVAIL_BAIL_MS] = prse__field_null();
}

typedef struct copying {
    prse__row *row;
    prse_status status;
    prse_error *err;
} copying;

static int copy(void *user, const prse_value *values, int64_t version)
{
    copying *c = user;
    c->status = prse__row_copy(c->row,
                               prse__queue_collection_of(PRSE__TRAVAUX),
                               values, version, c->err);
    return 1;
}

prse_status prse__job_lock_first(prse__row *row, prse__tx *tx,
                                 const prse_query *query, prse_error *err)
{
    copying c = {.row = row, .err = err};
    prse_status status =
        prse__tx_claim(tx, prse__queue_collection_of(PRSE__TRAVAUX), query,
                       copy, &c, err);
    return status ? status : c.status;
}

/* None is free: it is not there, or somebody has it. */
static prse_status why_not(prse__row *row, prse__tx *tx,
                           const prse_value *key, prse_error *err)
{
    prse_status status = prse__tx_row(
        tx, prse__queue_collection_of(PRSE__TRAVAUX), key, row, err);
    if (status == PRSE_ENOTFOUND)
        return prse__error_set(err, status, "travaux", "there is no such job");
    return status ? status
                  : prse__error_set(err, PRSE_EBUSY, "travaux",
                                    "somebody else changes this job");
}

prse_status prse__job_lock(prse__row *row, prse__tx *tx, prse_str id,
                           prse_error *err)
{
    prse_error own = {0};
    prse_value key = prse__field_text(id);
    prse_query query = {.size = sizeof query, .index = -1, .equal = &key,
                        .equal_count = 1};
    prse__row got = {0}; /* the id may stand in the old one */
    prse_status status = prse__job_lock_first(&got, tx, &query, &own);
    if (status == PRSE_ENOTFOUND)
        status = why_not(&got, tx, &key, &own);
    if (status) {
        prse__row_free(&got);
        if (err)
            *err = own;
        return status;
    }
    prse__row_free(row);
    *row = got;
    return PRSE_OK;
}

prse_status prse__job_put(prse__tx *tx, prse__row *row, prse_error *err)
{
    return prse__tx_put(tx, prse__queue_collection_of(PRSE__TRAVAUX),
                        row->values, row->version, &row->version, err);
}

prse_status prse__queue_settle(prse_status status, const prse_error *own,
                               int *there, prse_error *err)
{
    *there = !status;
    if (!status || status == PRSE_ENOTFOUND)
        return PRSE_OK;
    if (err)
        *err = *own;
    return status;
}
