/* SPDX-License-Identifier: Apache-2.0 */
/* An upload while nothing is believed of it: in a file of its own, measured and
 * digested as it comes in. */
#ifndef PRSE_PORTAL_UPLOAD_SPOOL_H
#define PRSE_PORTAL_UPLOAD_SPOOL_H

#include "portal/document.h"
#include "portal/media_type.h"

typedef struct prse__spool {
    prse__buf path; /* of the file; empty: none */
    int file;       /* -1: none */
    uint64_t bytes;
    char digest[PRSE__DIGEST_HEX];
    char first[PRSE__MEDIA_TYPE_FIRST];
    size_t first_count;
} prse__spool;

/* Reads all of it. PRSE_ELIMIT past `most` bytes or without room, PRSE_ESCHEMA
 * when it is empty. */
prse_status prse__spool_fill(prse__spool *spool, prse_str folder,
                             const prse_upload *upload, uint64_t most,
                             prse_error *err);
void prse__spool_drop(prse__spool *spool); /* the file goes */

#endif
