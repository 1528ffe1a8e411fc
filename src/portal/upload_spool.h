/* SPDX-License-Identifier: Apache-2.0 */
/* An upload while nothing is believed of it: in a file of its own, measured and
 * digested as it comes in. */
#ifndef PRSE_PORTAL_UPLOAD_SPOOL_H
#define PRSE_PORTAL_UPLOAD_SPOOL_H

#include "portal/document.h"
#include "portal/media_type.h"

typedef struct prse__spool {
    prse__buf path; /* of the file; empty: it has no name (any more) */
    int file;       /* -1: none */
    uint64_t bytes;
    char digest[PRSE__DIGEST_HEX];
    char first[PRSE__MEDIA_TYPE_FIRST];
    size_t first_count;
} prse__spool;

typedef struct prse__spool_options {
    prse_str folder;
    uint64_t most; /* bytes */
    int named;     /* 1: others must find the file, for a scan */
} prse__spool_options;

/* Reads all of it. PRSE_ELIMIT past `most` bytes or without room, PRSE_ESCHEMA
 * when it is empty. */
prse_status prse__spool_fill(prse__spool *spool, const prse_upload *upload,
                             const prse__spool_options *how, prse_error *err);
/* Takes the file's name away: it goes with the process, however that ends. */
void prse__spool_unname(prse__spool *spool);
void prse__spool_drop(prse__spool *spool); /* the file goes */

#endif
