/* SPDX-License-Identifier: Apache-2.0 */
/* Jobs that ended long ago go, with all that belongs to them. */
#include <string.h>

#include "jobs/id.h"
#include "jobs/queue.h"

enum { AT_ONCE = 50, DAY_MS = 86400000, DAYS_MAX = 36500 };

typedef struct tidying {
    prse_job_state state;
    prse_value bounds[2]; /* its state, and before when it ended */
    int unsent;
    char ids[AT_ONCE][PRSE__JOB_ID];
    size_t count;
} tidying;

static int note(void *user, const prse_value *values, int64_t version)
{
    tidying *t = user;
    (void)version;
    if (t->unsent || values[TRAVAIL_LIVRER_LE].type == PRSE_TYPE_NULL)
        prse__error_copy(t->ids[t->count++], PRSE__JOB_ID,
                         values[TRAVAIL_ID].text);
    return t->count == AT_ONCE;
}

static prse_status find(void *user, prse__tx *tx, prse_error *err)
{
    tidying *t = user;
    prse_query query = {.size = sizeof query, .index = TRAVAUX_PAR_ETAT,
                        .equal = &t->bounds[0], .equal_count = 1,
                        .to = &t->bounds[1]};
    t->count = 0;
    return prse__tx_scan(tx, prse__queue_collection_of(PRSE__TRAVAUX), &query,
                         note, t, err);
}

static prse_status remove_any(prse__tx *tx, prse__queue_collection of,
                              const prse_value *key, prse_error *err)
{
    prse_error own = {0};
    int there;
    prse_status status = prse__tx_remove(
        tx, prse__queue_collection_of(of), key, PRSE_VERSION_ANY, &own);
    return prse__queue_settle(status, &own, &there, err);
}

static prse_status remove_row(prse__tx *tx, const prse__row *row,
                              prse_error *err)
{
    prse_value key[] = {row->values[TRAVAIL_ID], prse__field_int(0)};
    int64_t events = row->values[TRAVAIL_EVENEMENTS].number;
    prse_status status = PRSE_OK;
    while (!status && key[1].number < events) {
        key[1].number++;
        status = remove_any(tx, PRSE__EVENEMENTS, key, err);
    }
    if (!status)
        status = remove_any(tx, PRSE__RESULTATS, key, err);
    return status ? status : remove_any(tx, PRSE__TRAVAUX, key, err);
}

/* It may have been made ready again since it was found. */
static prse_status remove_one(const tidying *t, prse__tx *tx, size_t i,
                              prse_error *err)
{
    prse_error own = {0};
    prse__row row = {0};
    int there;
    prse_status status = prse__job_lock(&row, tx, prse_str_of(t->ids[i]),
                                        &own);
    status = prse__queue_settle(status, &own, &there, err);
    if (!status && there && prse__job_is(&row, t->state))
        status = remove_row(tx, &row, err);
    prse__row_free(&row);
    return status;
}

static prse_status remove_found(void *user, prse__tx *tx, prse_error *err)
{
    const tidying *t = user;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < t->count && !status; i++)
        status = remove_one(t, tx, i, err);
    return status;
}

static prse_status tidy_state(prse_queue *queue, tidying *t, uint64_t *removed,
                              prse_error *err)
{
    prse_status status = PRSE_OK;
    t->bounds[0] = prse__field_text(prse__job_state_word(t->state));
    for (t->count = AT_ONCE; t->count == AT_ONCE && !status;) {
        status = prse__queue_read(queue, find, t, err);
        if (!status && t->count)
            status = prse__queue_write(queue, remove_found, t, err);
        if (!status)
            *removed += t->count;
    }
    return status;
}

prse_status prse_queue_tidy(prse_queue *queue, uint32_t days, int unsent,
                            uint64_t *removed, prse_error *err)
{
    uint64_t count = 0;
    if (removed)
        *removed = 0;
    if (!queue || days > DAYS_MAX)
        return prse__error_set(err, PRSE_EINVAL, queue ? "days" : "queue",
                               "it is NULL, or more than a century");
    tidying t = {.unsent = unsent};
    t.bounds[1] = prse__field_time(prse__queue_now(queue) -
                                   (int64_t)days * DAY_MS);
    prse_status status = PRSE_OK;
    for (int s = PRSE_JOB_DONE; s <= PRSE_JOB_CANCELED && !status; s++) {
        t.state = (prse_job_state)s;
        status = tidy_state(queue, &t, removed ? removed : &count, err);
    }
    return status;
}
