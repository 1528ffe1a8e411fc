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
                         which jobs were made, to the millisecond. */
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

#ifdef __cplusplus
}
#endif

#endif
