/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file jobs.h
 * Long work that survives crashes: a queue in a store, the workers that run
 * it, and the events that tell what became of each job. No other server, no
 * thread of the library's own. docs/jobs.md is the guide.
 *
 * A worker holds a job by a lease and a token that grows each time the job is
 * taken. Every write of a worker carries its token; one who was away for longer
 * than its lease (stopped, paused, cut off) finds that the token is not his any
 * more, is told PRSE_ECONFLICT, and lets go. A job may so be begun twice, but
 * it ends once: its final event is written in the transaction that ends it.
 *
 * Whether a lease is over is never read off a clock of the day: whoever waits
 * for it watches, on his own monotonic clock, that the holder has given no sign
 * for as long as the lease. Clocks that are wrong or are set change when
 * delayed jobs and deliveries come, and nothing else.
 *
 * Functions on a queue answer, beside what each lists: PRSE_ENOMEM,
 * PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (a text that cannot be kept), PRSE_EBUSY
 * (others write for longer than the deadline), and what the store answers
 * (PRSE_EIO, PRSE_ETIMEOUT, PRSE_ESCHEMA ...).
 */
#ifndef PORTAILRSE_JOBS_H
#define PORTAILRSE_JOBS_H

#include "portailrse/records.h"
#include "portailrse/store.h"
#include "portailrse/sys/clock.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A queue of jobs in a store; shared by threads. */
typedef struct prse_queue prse_queue;

/** Runs jobs in the thread that calls prse_worker_run(). */
typedef struct prse_worker prse_worker;

/** A job that a worker holds, as its handler sees it; of that thread. */
typedef struct prse_job prse_job;

/** What became of a job. Stored as the word in brackets. */
typedef enum prse_job_state {
    PRSE_JOB_READY = 1,   /**< May be taken ("pret"). */
    PRSE_JOB_WAITING = 2, /**< Ready at a later moment: asked so, or tried
                               again after a failure ("attente"). */
    PRSE_JOB_RUNNING = 3, /**< A worker holds it ("en_cours"). */
    PRSE_JOB_DONE = 4,    /**< Done; there is a result ("fini"). */
    PRSE_JOB_FAILED = 5,  /**< Given up; prse_queue_retry() makes it ready
                               ("echoue"). */
    PRSE_JOB_CANCELED = 6 /**< Taken back by prse_queue_cancel()
                               ("annule"). */
} prse_job_state;

/** Settings of a queue; zero fields take their default. */
typedef struct prse_queue_options {
    uint32_t size;       /**< sizeof(prse_queue_options). */
    uint32_t migrate;    /**< 1: an empty or older store is brought to the
                              newest version; 0: it is refused. */
    uint32_t attempts;   /**< Of a job that does not say itself; default 5. */
    uint32_t deaths;     /**< Workers that may die over a job before it is given
                              up; default 3. */
    int64_t deadline_ms; /**< Of each call; default 5,000. */
    int64_t retry_ms;    /**< Before the second attempt, doubled each time, less
                              up to half of it by chance; default 5,000. */
    int64_t longest_retry_ms; /**< Default 3,600,000. */
    const prse_clock *clock;  /**< Borrows; NULL: the system's. */
} prse_queue_options;

/**
 * Opens a queue.
 *
 * @param out    gives the queue; release with prse_queue_unref().
 * @param store  takes, on success only; may be a second handle on the file or
 *               server where a portal lives.
 * @param opts   borrows; NULL for the defaults.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ESCHEMA (the store is older and must be migrated, or
 *         newer than this library), or as every function of a queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_new(prse_queue **out, prse_store *store,
                                    const prse_queue_options *opts,
                                    prse_error *err);

/**
 * One more holder of the queue.
 *
 * @param queue  borrows; NULL is legal.
 * @return the same queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_queue *prse_queue_ref(prse_queue *queue);

/**
 * One holder less; the last one frees the queue with its store. Workers hold
 * their queue.
 *
 * @param queue  takes one reference; NULL is legal.
 * @threads shared
 * @since 0.1
 */
PRSE_API void prse_queue_unref(prse_queue *queue);

/**
 * The schema of a queue's store, for migration, copy and backup.
 *
 * @return static; "travaux".
 * @threads pure
 * @since 0.1
 */
PRSE_API const prse_schema *prse_queue_schema(void);

/* --- Giving work --- */

/** Work to be done. Texts are borrowed; zero fields take their default. */
typedef struct prse_job_request {
    uint32_t size;      /**< sizeof(prse_job_request). */
    int32_t priority;   /**< Lower goes first, as nice(1): -100 to 100. */
    prse_str kind;      /**< What is to be done, "analyse": small letters,
                             digits and "_", at most 32. */
    prse_str siren;     /**< Whose it is, for fairness: a SIREN or another key
                             of at most 64 letters, digits, "-", "_", "." and
                             ":"; empty: nobody's. */
    prse_str key;       /**< What makes it the same work as another of its kind,
                             a digest: at most 128 of the same letters; empty:
                             it is like no other. */
    prse_str payload;   /**< JSON for the handler, at most 1 MiB; empty:
                             none. */
    int64_t run_at_ms;  /**< Not before, as milliseconds since
                             1970-01-01T00:00:00Z; 0: at once. */
    uint32_t attempts;  /**< At most; default the queue's. */
    uint32_t reserved;  /**< 0. */
} prse_job_request;

/** What became of a request. */
typedef struct prse_job_added {
    uint32_t size;  /**< sizeof(prse_job_added), set by the caller. */
    int32_t is_new; /**< 1: a job was made; 0: the same work was there. */
    int32_t state;  /**< A prse_job_state; PRSE_JOB_DONE: its result can be read
                         at once. */
    uint32_t reserved; /**< 0. */
    char id[32];    /**< Of the job, old or new: 26 letters, in the order in
                         which jobs were made. */
} prse_job_added;

/**
 * Adds a job, once: where a job of this kind and key is under way or done, it
 * is that one that is answered. One that failed or was cancelled is no
 * obstacle.
 * Returns when the job is kept, as surely as the store keeps things.
 *
 * @param queue    borrows.
 * @param request  borrows.
 * @param out      filled; its size must be set.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a queue. After PRSE_EIO with a
 *         sys_code it is not known whether the job is there: add it again with
 *         its key.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_add(prse_queue *queue,
                                    const prse_job_request *request,
                                    prse_job_added *out, prse_error *err);

/**
 * Adds many jobs in one transaction, in this order, with one wait for the disk;
 * all or none.
 *
 * @param queue     borrows.
 * @param requests  borrows; the sizes of all are the same.
 * @param out       filled, in the same order; as many; their sizes must be
 *                  set.
 * @param count     at most 1,000.
 * @param err       filled on failure.
 * @return as prse_queue_add(); PRSE_ELIMIT (too many).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_add_all(prse_queue *queue,
                                        const prse_job_request *requests,
                                        prse_job_added *out, size_t count,
                                        prse_error *err);

/**
 * Takes a job back. One that nobody holds is cancelled at once; one that runs
 * is cancelled when its handler notices or returns, whatever it then answers.
 *
 * @param queue  borrows.
 * @param job    borrows; id.
 * @param err    filled on failure.
 * @return PRSE_OK (cancelled, now or soon, or already), PRSE_ENOTFOUND,
 *         PRSE_ECONFLICT (it is done, or has failed), or as every function of a
 *         queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_cancel(prse_queue *queue, prse_str job,
                                       prse_error *err);

/**
 * Makes a job that failed or was cancelled ready again, with all its attempts.
 * It ends once more, with another final event.
 *
 * @param queue  borrows.
 * @param job    borrows; id.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, PRSE_ECONFLICT (it has neither failed nor
 *         been cancelled), PRSE_EEXISTS (the same work was added again since:
 *         that job is the subject), or as every function of a queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_retry(prse_queue *queue, prse_str job,
                                      prse_error *err);

/* --- Reading --- */

/** Which jobs; zero fields: any. */
typedef struct prse_jobs_query {
    uint32_t size;     /**< sizeof(prse_jobs_query). */
    int32_t state;     /**< A prse_job_state; 0: any. */
    prse_str siren;    /**< Of this company; not together with state. */
    prse_str after;    /**< Id of a job: those made after it, in one without
                            state; empty: from the first. */
    uint32_t limit;    /**< At most; default 100. */
    uint32_t reserved; /**< 0. */
} prse_jobs_query;

/**
 * Jobs: rows of `travaux`, in the order in which they were made; with a state,
 * the one longest in it first.
 *
 * @param out    gives the rows; release with prse_records_free().
 * @param queue  borrows.
 * @param which  borrows; NULL: the first ones.
 * @param err    filled on failure.
 * @return PRSE_OK, or as every function of a queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_jobs(prse_records **out, prse_queue *queue,
                                     const prse_jobs_query *which,
                                     prse_error *err);

/**
 * One job: its row of `travaux`.
 *
 * @param out    gives the row; release with prse_records_free().
 * @param queue  borrows.
 * @param job    borrows; id.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, or as every function of a queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_job(prse_records **out, prse_queue *queue,
                                    prse_str job, prse_error *err);

/**
 * The events of a job: rows of `evenements`, in order.
 *
 * @param out    gives the rows; release with prse_records_free().
 * @param queue  borrows.
 * @param job    borrows; id.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (no such job), or as every function of a
 *         queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_events(prse_records **out, prse_queue *queue,
                                       prse_str job, prse_error *err);

/**
 * The result of a job that is done.
 *
 * @param out    gives the JSON; release with prse_text_free().
 * @param queue  borrows.
 * @param job    borrows; id.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (no such job), PRSE_ECONFLICT (it is not
 *         done), or as every function of a queue.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_queue_result(prse_text **out, prse_queue *queue,
                                       prse_str job, prse_error *err);

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
