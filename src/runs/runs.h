/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of this module share. */
#ifndef PRSE_RUNS_RUNS_H
#define PRSE_RUNS_RUNS_H

#include "base/error.h"
#include "base/str.h"
#include "crypto/crypto.h"
#include "portailrse/runs.h"

struct prse_runs {
    prse_runs_options opts; /* without NULLs that have a default */
    prse_extract own_extract;
    prse_classifier own_classifier;
    prse_classifier_info model; /* its texts live as long as the classifier */
};

prse_str prse__runs_kind(void); /* of their jobs */

/* order.c: what a run is about, as its job keeps it. */
typedef enum prse__run_source {
    PRSE__RUN_DOCUMENT, /* of the portal */
    PRSE__RUN_URL,
    PRSE__RUN_BLOB
} prse__run_source;

typedef struct prse__order {
    prse__arena *arena; /* of the texts, where they were read */
    prse__run_source source;
    prse_str document, siren, name, callback_url;
    prse_str place; /* the address or the key; of a document: empty */
    int64_t answered_ms;
} prse__order;

void prse__order_write(prse__buf *out, const prse__order *order);
/* PRSE_EPARSE: it is no order of ours. Free in every case. */
prse_status prse__order_read(prse__order *out, prse_str payload,
                             prse_error *err);
void prse__order_free(prse__order *order);
/* What makes it the same work as another, in hexadecimal letters. */
prse_status prse__order_key(char out[PRSE__DIGEST_HEX],
                            const prse__order *order,
                            const prse_classifier_info *model,
                            prse_error *err);

/* The first thing that a job says of a document of the portal; its events say
 * the next ones. */
enum { PRSE__RUN_PENDING = 1 };

/* portal.c: notes what an analysis says of a document. */
prse_status prse__runs_note(const prse_runs *runs, const prse__order *order,
                            const prse_document_analysis *analysis,
                            prse_error *err);
/* PRSE_ENOTFOUND: the portal has no such document. */
prse_status prse__runs_look(const prse_runs *runs, const prse__order *order,
                            prse_error *err);

/* The handler of a run, with the runs as its user. */
prse_status prse__runs_work(void *runs, prse_job *job, prse_error *err);

#endif
