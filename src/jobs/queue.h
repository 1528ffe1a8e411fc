/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a queue, and what its files share: transactions, and a job's
 * row that is locked, changed and put back in one of them. */
#ifndef PRSE_JOBS_QUEUE_H
#define PRSE_JOBS_QUEUE_H

#include <stdatomic.h>

#include "jobs/schema.h"
#include "portailrse/worker.h"
#include "store/store.h"

struct prse_queue {
    atomic_int refs;
    prse_store store;
    prse_queue_options options; /* defaults filled in; clock never NULL */
    prse_clock clock;           /* the system's, where none was given */
};

int64_t prse__queue_now(const prse_queue *queue);
int64_t prse__queue_monotonic(const prse_queue *queue);

/* One transaction of a queue. One that writes locks rows one by one
 * (prse__job_lock()), so that it need not be serialisable, and workers on a
 * server do not get in each other's way. */
prse_status prse__queue_read(prse_queue *queue, prse__tx_body body, void *user,
                             prse_error *err);
prse_status prse__queue_write(prse_queue *queue, prse__tx_body body,
                              void *user, prse_error *err);
/* The same within a time of its own. */
prse_status prse__queue_write_within(prse_queue *queue, int64_t deadline_ms,
                                     prse__tx_body body, void *user,
                                     prse_error *err);

/* Copies the row of a job that nobody else can change until the transaction
 * ends; *row is freed first. PRSE_ENOTFOUND; PRSE_EBUSY while another
 * transaction has it. */
prse_status prse__job_lock(prse__row *row, prse__tx *tx, prse_str id,
                           prse_error *err);
/* The same for the first free one of a query. PRSE_ENOTFOUND: none is. */
prse_status prse__job_lock_first(prse__row *row, prse__tx *tx,
                                 const prse_query *query, prse_error *err);
/* Puts a locked row back. */
prse_status prse__job_put(prse__tx *tx, prse__row *row, prse_error *err);
/* Where none need be there: PRSE_OK, and *there tells. `own` is the error of
 * `status`. */
prse_status prse__queue_settle(prse_status status, const prse_error *own,
                               int *there, prse_error *err);

prse_str prse__job_state_word(prse_job_state state);
int prse__job_is(const prse__row *row, prse_job_state state);
/* Puts it in a state, at this moment or until it. Whoever held it does not any
 * more, unless it runs. */
void prse__job_enter(prse__row *row, prse_job_state state, int64_t moment_ms);

/* Puts the row of a job, with one event more. */
prse_status prse__event_add(prse__tx *tx, prse__row *row, prse_str kind,
                            prse_str body, int64_t now_ms, prse_error *err);
/* Ends the pass of a job: puts its row, in its last state, with its final
 * event; its stages go. */
prse_status prse__job_end(prse__tx *tx, prse__row *row, prse_job_state state,
                          int64_t now_ms, prse_error *err);
/* Notes why an attempt failed; texts live as long as `why`. */
void prse__job_note(prse__row *row, const prse_error *why);

/* Texts from outside, PRSE_EPARSE with the subject. */
prse_status prse__queue_word(prse_str word, const char *subject,
                             prse_error *err); /* "analyse" */
prse_status prse__queue_key(prse_str key, size_t max, const char *subject,
                            prse_error *err); /* may be empty */
prse_status prse__queue_json(prse_str json, size_t max, const char *subject,
                             prse_error *err);

#endif
