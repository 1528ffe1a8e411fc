/* SPDX-License-Identifier: Apache-2.0 */
/* An answer as a cache keeps it: bytes that know when they are damaged. */
#ifndef PRSE_HTTP_CACHE_ENTRY_H
#define PRSE_HTTP_CACHE_ENTRY_H

#include "base/str.h"

typedef struct prse__cache_entry {
    int32_t http;
    int64_t stored_ms;       /* Unix time */
    prse_str etag, modified; /* ETag and Last-Modified; may be empty */
    prse_str body;
    int moved;               /* 1: a redirect led to it */
} prse__cache_entry;

void prse__cache_key(prse__buf *key, prse_str url);
void prse__cache_entry_write(prse__buf *out, const prse__cache_entry *entry,
                             prse_str url);
/* Borrows from bytes. 0: no entry, a damaged one, or another URL's. */
int prse__cache_entry_read(prse__cache_entry *out, prse_str bytes,
                           prse_str url);

#endif
