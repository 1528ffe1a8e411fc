/* SPDX-License-Identifier: Apache-2.0 */
/* The document of a run, wherever it comes from, in a file without a name: it
 * goes with the process that reads it. */
#ifndef PRSE_RUNS_DOCUMENT_H
#define PRSE_RUNS_DOCUMENT_H

#include "runs/runs.h"

typedef struct prse__document {
    int file; /* -1: none */
    uint64_t bytes;
    char sha256[72];
} prse__document;

/* Brings it here. Statuses are those of a job, by what a second try is worth:
 * PRSE_ENOTFOUND (it is not to be had any more), PRSE_ESCHEMA (no PDF),
 * PRSE_ELIMIT (too large), and what passes. Close in every case. */
prse_status prse__document_bring(prse__document *out, const prse_runs *runs,
                                 const prse__order *order, prse_job *job,
                                 prse_error *err);
void prse__document_close(prse__document *document);

/* spool.c: a file that takes bytes as they come. */
typedef struct prse__run_spool {
    prse__document *document;
    prse__digest *digest;
} prse__run_spool;

/* In a folder; NULL: /tmp. */
prse_status prse__run_spool_open(prse__run_spool *spool,
                                 prse__document *document, const char *folder,
                                 prse_error *err);
/* A prse_blob_sink, with the spool as its user. */
prse_status prse__run_spool_take(void *spool, prse_str bytes,
                                 prse_error *err);
/* Ends it; the document then knows its digest, unless `status` is a failure,
 * which is answered. */
prse_status prse__run_spool_end(prse__run_spool *spool, prse_status status,
                                prse_error *err);

#endif
