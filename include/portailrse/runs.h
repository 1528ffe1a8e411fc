/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file runs.h
 * Analyses as jobs of a queue (jobs.h): asked for by a portal, or by another
 * one over the protocol of docs/analysis-protocol.md; done by workers; told to
 * who asked. A run is one analysis of one document. docs/runs.md is the guide.
 *
 * A host asks with prse_runs_add(), teaches its workers with prse_runs_teach(),
 * and sends what the queue tells with prse_runs_deliver(). Every run that was
 * asked for is told its end, whatever dies meanwhile.
 */
#ifndef PORTAILRSE_RUNS_H
#define PORTAILRSE_RUNS_H

#include "portailrse/document.h"
#include "portailrse/remote.h"
#include "portailrse/sys/blob.h"
#include "portailrse/sys/cache.h"
#include "portailrse/sys/classifier.h"
#include "portailrse/sys/extract.h"
#include "portailrse/worker.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How runs are asked for, done and told; shared by threads. */
typedef struct prse_runs prse_runs;

/** Settings; zero fields take their default. What is borrowed lives as long as
 * the object. */
typedef struct prse_runs_options {
    uint32_t size;        /**< sizeof(prse_runs_options). */
    uint32_t page_limit;  /**< Pages of a document at most; default 2,000. */
    prse_queue *queue;    /**< Borrows; held. Runs are its jobs of the kind
                               "analyse". */
    prse_portal *portal;  /**< Borrows; held; whose documents are analysed, and
                               which is told of it. NULL: none. */
    const prse_blob *blob; /**< Borrows; where documents lie that a host took in
                                for a run. NULL: none. */
    prse_remote *remote;  /**< Borrows; fetches documents and sends callbacks.
                               NULL: no address is asked. */
    const prse_webhook_keys *keys; /**< Borrows; sign callbacks; NULL: they are
                                        not signed. */
    const prse_extract *extract;   /**< Borrows; NULL: pdftotext. */
    const prse_classifier *classifier; /**< Borrows; NULL: esrs-lite. */
    const prse_cache *cache; /**< Borrows; keeps what was found, so that the
                                  same bytes are classified once by the same
                                  model. NULL: none. */
    int64_t deadline_ms;  /**< Of one analysis; default 3,600,000. */
    uint64_t most_bytes;  /**< Of a callback; default 2,621,440. */
    const char *spool;    /**< Borrows; folder for documents that are read;
                               NULL: /tmp. */
} prse_runs_options;

/**
 * Sets up runs.
 *
 * @param out   gives the object; release with prse_runs_free().
 * @param opts  borrows.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL (without a queue), PRSE_EABI,
 *         PRSE_EUNSUPPORTED (no reader is installed), or as the classifier
 *         answers.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_runs_new(prse_runs **out,
                                   const prse_runs_options *opts,
                                   prse_error *err);

/**
 * Frees the object; workers that were taught by it must be freed before.
 *
 * @param runs  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_runs_free(prse_runs *runs);

/** Which document is to be analysed, and who is told. Exactly one of `url`,
 * `blob` and a document of the portal (neither of both, and a `siren`). Texts
 * are borrowed. */
typedef struct prse_run_request {
    uint32_t size;       /**< sizeof(prse_run_request). */
    int32_t priority;    /**< As in prse_job_request. */
    prse_str document;   /**< Id of a document of the portal; else the
                              `document_id` of the protocol. */
    prse_str siren;      /**< Whose it is: the SIREN of a document of the
                              portal; else as in prse_job_request. */
    prse_str url;        /**< Where the document is fetched. */
    prse_str blob;       /**< Its key in the blob store; removed once it was
                              told that the run has succeeded. */
    prse_str name;       /**< What to call the document; may be empty. */
    prse_str callback_url; /**< Where callbacks go; empty: nowhere. */
} prse_run_request;

/**
 * Asks for a run, once: where the same document is being analysed by the same
 * model for the same callback address, or was, it is that run that is answered.
 * One that failed or was taken back is no obstacle. Nothing is fetched before
 * this returns. A document of the portal is noted as "pending".
 *
 * @param runs     borrows.
 * @param request  borrows.
 * @param out      filled; its size must be set.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EABI, PRSE_EINVAL (no document, or several),
 *         PRSE_EPARSE (an id, a key, an address), PRSE_EDENIED (an address that
 *         is not allowed), PRSE_ENOTFOUND (no such document in the portal),
 *         PRSE_EUNSUPPORTED (a portal, blob store or remote is needed that the
 *         object has not), or as prse_queue_add().
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_runs_add(prse_runs *runs,
                                   const prse_run_request *request,
                                   prse_job_added *out, prse_error *err);

/**
 * Teaches a worker to do runs.
 *
 * @param runs    borrows; outlives the worker.
 * @param worker  borrows.
 * @param err     filled on failure.
 * @return as prse_worker_handle().
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_runs_teach(prse_runs *runs, prse_worker *worker,
                                     prse_error *err);

/**
 * Tells who asked for a run what happened: a portal its document's state and
 * result, another one by a callback. A prse_event_deliver, with the runs as its
 * user; events of other kinds of jobs have nobody to be told.
 *
 * @param runs   a prse_runs; borrows.
 * @param event  borrows.
 * @param err    filled on failure.
 * @return PRSE_OK (told, or nobody is to be told), or what portal and remote
 *         answer: it comes again later.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_runs_deliver(void *runs,
                                       const prse_queue_event *event,
                                       prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
