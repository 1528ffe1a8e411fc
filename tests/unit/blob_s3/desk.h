/* SPDX-License-Identifier: Apache-2.0 */
/* An S3 service that follows a script, for what no real one can be made to
 * say: each request takes the next line. Blocking, without a network. */
#ifndef PRSE_TESTS_BLOB_S3_DESK_H
#define PRSE_TESTS_BLOB_S3_DESK_H

#include "base/str.h"
#include "blob/blob.h"
#include "support/test.h"

typedef struct desk_reply {
    prse_status status;  /* of the call, when it is not PRSE_OK */
    int32_t http;        /* 0: the script is at its end */
    const char *headers; /* "etag: x\ndate: y"; may be NULL */
    const char *body;    /* may be NULL */
} desk_reply;

enum { DESK_SENT = 32 };

typedef struct desk {
    const desk_reply *replies;
    size_t count;            /* requests that came */
    char sent[DESK_SENT][2048]; /* "GET url\nname: value\n...\n\nbody" */
    int64_t unix_ms, monotonic;
    prse_clock clock;
    prse_http http;
} desk;

extern const char DESK_ACCESS[], DESK_SECRET[];

void desk_init(desk *it, const desk_reply *replies);
prse_blob_s3_options desk_options(desk *it);
/* Fails the test when it can't be opened. */
prse_blob desk_open(desk *it);
/* With another number of tries. */
prse_blob desk_open_tries(desk *it, uint32_t tries);

extern const prse_blob_options desk_call;

/* What a test sees of a request. */
int desk_said(const desk *it, size_t index, const char *part);

/* A source of this many bytes, all 'x', with its digest. */
prse_blob_source desk_source(uint64_t bytes);
/* Sink that appends to a prse__buf. */
prse_status desk_take(void *user, prse_str bytes, prse_error *err);
/* Appends "key bytes\n" to a prse__buf. */
int desk_found(void *user, prse_str key, const prse_blob_info *info);
/* Appends a text to a prse__buf. */
void desk_text(void *user, prse_str text);

#endif
