/* SPDX-License-Identifier: Apache-2.0 */
/* Signatures of requests, version 4 (AWS4-HMAC-SHA256): what is signed, and
 * the signature. Paths and queries come as they are sent: encoded once. */
#ifndef PRSE_BLOB_S3_SIGNATURE_H
#define PRSE_BLOB_S3_SIGNATURE_H

#include "base/error.h"
#include "base/str.h"

typedef struct prse__s3_pair {
    const char *name;
    prse_str value;
} prse__s3_pair;

/* Whose signature, and for which service and region. */
typedef struct prse__s3_key {
    prse_str access, secret, region;
    const char *service;
} prse__s3_key;

enum { PRSE__S3_WHEN = 17 };

typedef struct prse__s3_signed {
    const char *method;
    prse_str path, query;
    const prse__s3_pair *headers; /* names in small letters, in order; an empty
                                     value: the header is not there */
    size_t count;
    const char *payload;          /* digest, or UNSIGNED-PAYLOAD */
    char when[PRSE__S3_WHEN];     /* 20130524T000000Z */
} prse__s3_signed;

/* Milliseconds since 1970 as "20130524T000000Z"; what is outside the years
 * 1970 to 9999 becomes their nearest end. */
void prse__s3_when(char out[PRSE__S3_WHEN], int64_t unix_ms);
/* A path: everything but unreserved characters and '/' percent-encoded. */
void prse__s3_path_add(prse__buf *out, prse_str path);
/* name=value&..., in order of names, which are plain ASCII. */
void prse__s3_query_add(prse__buf *out, const prse__s3_pair *pairs,
                        size_t count);
/* 20130524/fr-par/s3/aws4_request */
void prse__s3_scope_add(prse__buf *out, const prse__s3_key *key,
                        const char *when);
/* host;x-amz-date */
void prse__s3_names_add(prse__buf *out, const prse__s3_signed *it);
/* 64 hexadecimal letters and NUL. PRSE_ENOMEM. */
prse_status prse__s3_sign(char out[65], const prse__s3_key *key,
                          const prse__s3_signed *it, prse_error *err);

#endif
