/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of the conformance kit. A case looks at one sentence of
 * sys/blob.h; what it first finds wrong is told, and what it kept is removed
 * after it. Contents are drawn from a number, so that large blobs take no
 * memory. */
#ifndef PRSE_BLOB_KIT_H
#define PRSE_BLOB_KIT_H

#include "blob/blob.h"

typedef struct prse__kit {
    const prse_blob *blob;
    char wrong[400];   /* empty: nothing so far */
    prse_status fatal; /* PRSE_ENOMEM: no verdict */
} prse__kit;

typedef struct prse__kit_test {
    const char *name;
    void (*run)(prse__kit *kit, uint64_t number);
    uint64_t number; /* handed to run() */
} prse__kit_test;

/* Each ends with a NULL name. */
extern const prse__kit_test prse__kit_bytes[];
extern const prse__kit_test prse__kit_ranges[];
extern const prse__kit_test prse__kit_refusals[];
extern const prse__kit_test prse__kit_lists[];
extern const prse__kit_test prse__kit_keys[];
extern const prse__kit_test prse__kit_limits[];
extern const prse__kit_test prse__kit_threads[];
extern const prse__kit_test prse__kit_links[];

/* What a blob holds, and how its source behaves. */
typedef struct prse__kit_content {
    uint64_t seed, bytes;
    uint64_t fails_at;     /* 0: never; read() past it answers `failure` */
    prse_status failure;
    int64_t late_ms;       /* before each read() */
    int other_digest;
} prse__kit_content;

/* Notes what is wrong, once a case. */
void prse__kit_wrong(prse__kit *kit, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* 1 when `status` is the expected one. */
int prse__kit_is(prse__kit *kit, const char *call, prse_status status,
                 prse_status expected, const prse_error *why);

/* Bytes of a content. */
void prse__kit_draw(uint64_t seed, uint64_t offset, char *to, size_t count);
void prse__kit_sleep(int64_t ms);

prse_status prse__kit_put_status(prse__kit *kit, const char *key,
                                 const prse__kit_content *content,
                                 const prse_blob_options *opts,
                                 prse_error *err);
/* 1: done as expected. `key` comes after "prse-kit/". */
int prse__kit_put(prse__kit *kit, const char *key,
                  const prse__kit_content *content, prse_status expected);
/* Gets a range and compares it with the content's. */
int prse__kit_get(prse__kit *kit, const char *key,
                  const prse__kit_content *content, uint64_t offset,
                  uint64_t length);
/* Gets all and compares. */
int prse__kit_holds(prse__kit *kit, const char *key,
                    const prse__kit_content *content);
int prse__kit_absent(prse__kit *kit, const char *key);
int prse__kit_remove(prse__kit *kit, const char *key);
/* The key with its beginning, in a buffer of PRSE__BLOB_KEY_MAX + 1 bytes. */
prse_str prse__kit_key(char *to, const char *key);

#endif
