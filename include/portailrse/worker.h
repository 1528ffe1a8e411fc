/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file worker.h
 * Who works on a queue (jobs.h): workers that run its jobs, and senders that
 * deliver its events, each in the thread that calls. docs/jobs.md is the
 * guide.
 */
#ifndef PORTAILRSE_WORKER_H
#define PORTAILRSE_WORKER_H

#include "portailrse/jobs.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- Running --- */

/**
 * Does a job. What it answers decides:
 * - PRSE_OK: done.
 * - PRSE_ENOMEM, PRSE_EIO, PRSE_ETIMEOUT, PRSE_ECANCELED, PRSE_EREFUSED,
 *   PRSE_ETLS, PRSE_ERATE, PRSE_EPEER, PRSE_ECONFLICT, PRSE_EBUSY: may go
 *   better later; tried again while attempts are left.
 * - anything else: would fail again; given up at once.
 * When the worker was asked to stop, PRSE_ECANCELED gives the job back and
 * costs no attempt. It may be run again whatever it did before, so that it
 * leaves traces only where a second run finds them.
 */
typedef prse_status (*prse_job_run)(void *user, prse_job *job,
                                    prse_error *err);

/** Settings of a worker; zero fields take their default. */
typedef struct prse_worker_options {
    uint32_t size;       /**< sizeof(prse_worker_options). */
    uint32_t drain;      /**< 1: ends when all jobs of its kinds have ended. */
    prse_str name;       /**< For people who look, "analyse-1": as a company
                              key; default "worker". */
    int64_t lease_ms;    /**< Without a sign for so long, it is taken for dead;
                              from 100; default 30,000. */
    int64_t poll_ms;     /**< Between two looks for work, at most; default
                              1,000. */
    int64_t patience_ms; /**< A store that cannot be used for so long ends the
                              worker; default 600,000. */
    /** Asked between jobs, while waiting, and by prse_job_should_stop(); 1 ends
     * the worker, which gives its job back. May be NULL. */
    int (*should_stop)(void *user);
    /** Waits in place of the worker, which has nothing to do for so many
     * milliseconds. May be NULL. */
    void (*idle)(void *user, int64_t ms);
    /** Told what people want to know: a job begun, ended, lost, a store that
     * does not answer. May be NULL. */
    void (*told)(void *user, prse_str job, prse_str text);
    void *user; /**< Handed to the three. */
} prse_worker_options;

/**
 * Makes a worker, that cannot do anything yet.
 *
 * @param out    gives the worker; release with prse_worker_free().
 * @param queue  borrows; held by the worker.
 * @param opts   borrows; NULL for the defaults.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_EIO (the system gives no randomness), or as every
 *         function of a queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_worker_new(prse_worker **out, prse_queue *queue,
                                     const prse_worker_options *opts,
                                     prse_error *err);

/**
 * Frees a worker.
 *
 * @param worker  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_worker_free(prse_worker *worker);

/**
 * Teaches a worker a kind of jobs; it takes no others.
 *
 * @param worker  borrows.
 * @param kind    borrows; as in prse_job_request.
 * @param run     called for each job, in the thread of prse_worker_run().
 * @param user    handed to @p run.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE, PRSE_EEXISTS (it
 *         knows that kind), PRSE_ELIMIT (more than 32 kinds).
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_worker_handle(prse_worker *worker, prse_str kind,
                                        prse_job_run run, void *user,
                                        prse_error *err);

/**
 * Runs jobs one after the other in the calling thread, until it is asked to
 * stop or nothing is left to drain. Companies take turns: one with a thousand
 * jobs and one with a single job each have one done in a round. Takes back jobs
 * of workers that died. A store that cannot be reached is waited for.
 *
 * @param worker  borrows.
 * @param err     filled on failure.
 * @return PRSE_OK (stopped as asked, or drained), PRSE_EINVAL (it knows no
 *         kind), or as every function of a queue, when that lasts longer than
 *         its patience.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_worker_run(prse_worker *worker, prse_error *err);

/**
 * The id of a job.
 *
 * @param job  borrows.
 * @return 26 letters; lives as long as the handler runs.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_str prse_job_id(const prse_job *job);

/**
 * The company of a job.
 *
 * @param job  borrows.
 * @return empty: nobody's; lives as long as the handler runs.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_str prse_job_siren(const prse_job *job);

/**
 * What a job is about.
 *
 * @param job  borrows.
 * @return JSON, or empty; lives as long as the handler runs.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_str prse_job_payload(const prse_job *job);

/**
 * How often a job was begun and failed before.
 *
 * @param job  borrows.
 * @return 0 the first time.
 * @threads confined
 * @since 0.1
 */
PRSE_API uint32_t prse_job_failures(const prse_job *job);

/**
 * Tells how far a job is, and gives a sign of life. Written at most a few times
 * in a lease: call it as often as you like.
 *
 * @param job    borrows.
 * @param done   of @p total, in any unit.
 * @param total  0: not known.
 * @param word   borrows; what is being done, "segmentation": as a kind; empty:
 *               as before.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ECONFLICT (another worker has it: let go),
 *         PRSE_ECANCELED (the job was cancelled or the worker shall stop: let
 *         go), PRSE_EINVAL, PRSE_EPARSE. A store that does not answer is no
 *         failure here.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_job_progress(prse_job *job, uint64_t done,
                                       uint64_t total, prse_str word,
                                       prse_error *err);

/**
 * Whether a handler shall let go, and a sign of life: made to be the
 * should_stop of long work, with the job as its user. Not to be asked inside a
 * write transaction on the SQLite file in which the queue lives.
 *
 * @param job  a prse_job; borrows.
 * @return 1: return PRSE_ECANCELED as soon as you can; 0: go on.
 * @threads confined
 * @since 0.1
 */
PRSE_API int prse_job_should_stop(void *job);

/**
 * Keeps what a stage of a job has found, until the job ends: a later attempt
 * goes on from there.
 *
 * @param job    borrows.
 * @param stage  borrows; its name, as a kind.
 * @param bytes  borrows; at most 16 MiB.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ECONFLICT (another worker has it: let go), or as every
 *         function of a queue.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_job_stage_save(prse_job *job, prse_str stage,
                                         prse_str bytes, prse_error *err);

/**
 * What an earlier attempt kept.
 *
 * @param out    gives the bytes; release with prse_text_free().
 * @param job    borrows.
 * @param stage  borrows; its name.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (the stage is still to be done), or as every
 *         function of a queue.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_job_stage_load(prse_text **out, prse_job *job,
                                         prse_str stage, prse_error *err);

/**
 * Adds an event to a job, after those that it has; kept when this returns. A
 * later attempt may add it again: a receiver ignores what it has seen.
 *
 * @param job   borrows.
 * @param kind  borrows; "text_processed": as a kind of jobs, but neither
 *              "fini" nor "echoue" nor "annule".
 * @param body  borrows; JSON, at most 1 MiB; empty: {}.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ECONFLICT (another worker has it: let go), or as every
 *         function of a queue.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_job_event(prse_job *job, prse_str kind,
                                    prse_str body, prse_error *err);

/**
 * Says what the result of a job is, if its handler then answers PRSE_OK; kept
 * with its end.
 *
 * @param job   borrows.
 * @param json  borrows; copied; at most 16 MiB.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE (no JSON, or too
 *         large).
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_job_result(prse_job *job, prse_str json,
                                     prse_error *err);

/* --- Telling --- */

/** Something that happened to a job; texts are borrowed. */
typedef struct prse_queue_event {
    uint32_t size;      /**< sizeof(prse_queue_event). */
    uint32_t is_final;  /**< 1: the job has ended; "fini", "echoue" or "annule",
                             once in each pass. */
    int64_t number;     /**< In its job, from 1, without gaps. With the job's id
                             it names the event for ever. */
    int64_t pass;       /**< 1; one more each time that the job was made ready
                             again by prse_queue_retry(). */
    int64_t at_ms;      /**< When it happened. */
    int64_t tries;      /**< Deliveries of it that failed before. */
    prse_str job;       /**< Id of the job. */
    prse_str job_kind;  /**< Its kind. */
    prse_str siren;     /**< Whose it is. */
    prse_str kind;      /**< Of the event. */
    prse_str body;      /**< JSON. */
} prse_queue_event;

/** Hands an event to who wants to know. PRSE_OK: it has arrived; anything else:
 * it may not have, and comes again later. The same event can come more than
 * once, even after later ones of its job. */
typedef prse_status (*prse_event_deliver)(void *user,
                                          const prse_queue_event *event,
                                          prse_error *err);

/** Settings of prse_queue_send(); zero fields take their default. */
typedef struct prse_send_options {
    uint32_t size;       /**< sizeof(prse_send_options). */
    uint32_t drain;      /**< 1: ends when no event is left to be sent. */
    int64_t hold_ms;     /**< A delivery that takes longer may be made by
                              another sender too; default 60,000. */
    int64_t retry_ms;    /**< After a first failure, doubled each time, less up
                              to half of it by chance; default 5,000. */
    int64_t longest_retry_ms; /**< Default 3,600,000. */
    int64_t give_up_ms;  /**< After the first try; default 86,400,000, a day. */
    int64_t poll_ms;     /**< Between two looks, at most; default 1,000. */
    int64_t patience_ms; /**< As of a worker. */
    /** 1 ends the sender. May be NULL. */
    int (*should_stop)(void *user);
    /** As of a worker. May be NULL. */
    void (*idle)(void *user, int64_t ms);
    /** Told of an event that is given up, with the last failure: it will not
     * come again. May be NULL; `jobs show` tells it too. */
    void (*given_up)(void *user, const prse_queue_event *event,
                     const prse_error *why);
    void *user; /**< Handed to the three. */
} prse_send_options;

/**
 * Delivers events in the calling thread, until it is asked to stop or nothing
 * is left to drain: those of one job in their order, each until it has arrived
 * or its time is over; then the next one's turn comes. Several may send from
 * one queue.
 *
 * @param queue    borrows.
 * @param deliver  called for each event, outside of any transaction.
 * @param user     handed to @p deliver.
 * @param opts     borrows; NULL for the defaults.
 * @param err      filled on failure.
 * @return PRSE_OK (stopped as asked, or drained), or as every function of a
 *         queue, when that lasts longer than its patience.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_send(prse_queue *queue,
                                     prse_event_deliver deliver, void *user,
                                     const prse_send_options *opts,
                                     prse_error *err);

/**
 * Removes jobs that ended long ago, with their results and events. Those with
 * an event that is still to be sent stay.
 *
 * @param queue    borrows.
 * @param days     since their end, at least.
 * @param unsent   1: those with events still to be sent go too, for hosts that
 *                 send none.
 * @param removed  receives how many; may be NULL.
 * @param err      filled on failure; some may be removed.
 * @return PRSE_OK, or as every function of a queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_tidy(prse_queue *queue, uint32_t days,
                                     int unsent, uint64_t *removed,
                                     prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
