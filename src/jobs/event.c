/* SPDX-License-Identifier: Apache-2.0 */
/* Events are written in the transaction of what they tell. The job's row goes
 * first: who has lost it is stopped there, before he has touched anything. */
#include "jobs/queue.h"

static int is_final(prse_str kind)
{
    for (int state = PRSE_JOB_DONE; state <= PRSE_JOB_CANCELED; state++)
        if (prse__str_eq(kind, prse__job_state_word((prse_job_state)state)))
            return 1;
    return 0;
}

prse_status prse__event_add(prse__tx *tx, prse__row *row, prse_str kind,
                            prse_str body, int64_t now_ms, prse_error *err)
{
    prse_value *job = row->values;
    prse_value event[EVENEMENT_COLUMNS] = {{0}};
    job[TRAVAIL_EVENEMENTS].number++;
    if (job[TRAVAIL_LIVRER_LE].type == PRSE_TYPE_NULL)
        job[TRAVAIL_LIVRER_LE] = prse__field_time(now_ms);
    event[EVENEMENT_TRAVAIL] = job[TRAVAIL_ID];
    event[EVENEMENT_NUMERO] = job[TRAVAIL_EVENEMENTS];
    event[EVENEMENT_PASSAGE] = job[TRAVAIL_PASSAGE];
    event[EVENEMENT_GENRE] = prse__field_text(kind);
    if (is_final(kind))
        event[EVENEMENT_FINAL] = prse__field_int(1);
    event[EVENEMENT_CORPS] =
        prse__field_text(body.len ? body : PRSE_STR("{}"));
    event[EVENEMENT_CREE_LE] = prse__field_time(now_ms);
    prse_status status = prse__job_put(tx, row, err);
    return status ? status
                  : prse__tx_put(tx,
                                 prse__queue_collection_of(PRSE__EVENEMENTS),
                                 event, PRSE_VERSION_NEW, NULL, err);
}
