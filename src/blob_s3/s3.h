/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the S3 backend share. A request is filled, asked (signed,
 * sent, tried again), and read. */
#ifndef PRSE_BLOB_S3_S3_H
#define PRSE_BLOB_S3_S3_H

#include <pthread.h>

#include "blob/blob.h"
#include "blob_s3/signature.h"
#include "crypto/crypto.h"
#include "http/call.h"

enum {
    PRSE__S3_PARTS = 1000,          /* of an object, at most */
    PRSE__S3_QUERY = 8,             /* pairs of a query, at most */
    PRSE__S3_SMALL = 1024 * 1024,   /* an answer that is no blob and no list */
    PRSE__S3_CODE = 48
};

typedef struct prse__s3_session {
    void *session;
    struct prse__s3_session *next;
} prse__s3_session;

typedef struct prse__s3 {
    prse__arena *arena; /* of the texts */
    prse__s3_key key;
    prse_str origin; /* https://s3.fr-par.scw.cloud, with the bucket before the
                        host or not */
    prse_str host;   /* as the header Host says it */
    prse_str path;   /* before "/key": "/bucket", or empty */
    prse_str bucket, prefix;
    uint64_t part_bytes;
    uint32_t tries;
    prse_http http;
    prse_clock clock;
    pthread_mutex_t lock;   /* of what follows */
    prse__s3_session *idle; /* with connections that are still open */
    uint64_t chance;
    int64_t skew_ms; /* how far the service's clock is ahead of ours */
} prse__s3;

typedef struct prse__s3_request {
    const char *method;
    prse_str key;               /* without the prefix */
    int bucket;                 /* 1: on the bucket, without a key */
    int once;                   /* 1: not again when it may have been heard */
    int says_late;              /* 1: what fails may be told after a 200 */
    prse__s3_pair query[PRSE__S3_QUERY];
    size_t queries;
    prse_str type, range, if_match; /* headers; may be empty */
    prse_str body;              /* borrowed until it was asked */
    const char *payload;        /* digest of the body; NULL: it is empty */
    uint64_t most;              /* bytes of the answer */
    uint64_t weight;            /* bytes both ways, for the time it may take */

    /* What came back. */
    prse_http_call *answer;     /* of prse__s3_free_answer() */
    int32_t http;               /* 0: nothing */
    char code[PRSE__S3_CODE];   /* of an error, "NoSuchKey"; or empty */
    uint32_t attempts;
} prse__s3_request;

/* request.c */
/* A request that is signed now. PRSE_ENOMEM, PRSE_EINVAL. */
prse_status prse__s3_call(prse_http_call **out, prse__s3 *s3,
                          const prse__s3_request *request, prse_error *err);
void prse__s3_query(prse__s3_request *request, const char *name,
                    prse_str value);
/* The prefix and the key, encoded. */
void prse__s3_path(prse__buf *out, const prse__s3 *s3, prse_str key);
/* Of the service, as far as it is known. */
int64_t prse__s3_now(prse__s3 *s3);

/* name.c */
/* A key as the name of an object, and back, in place (NUL is added). The
 * beginning of a key gives the beginning of names. */
void prse__s3_name_add(prse__buf *out, prse_str key);
prse_str prse__s3_name_undo(char *name, size_t len);

/* answer.c */
/* Whether an answer that came whole is the one that was asked for, and what it
 * says otherwise. *again: a later try may have better luck. */
prse_status prse__s3_judge(const prse__s3 *s3, prse__s3_request *request,
                           int *again, prse_error *err);
/* A header of the answer; empty when it is not there. */
prse_str prse__s3_header(const prse__s3_request *request, const char *name);
/* Text of the element at this path of the answer's body, into @p out.
 * PRSE_EPEER. */
prse_status prse__s3_field(prse__buf *out, const prse__s3_request *request,
                           const char *path, prse_error *err);
/* "9" to "18446744073709551615"; 0: it is no number. */
int prse__s3_number(uint64_t *out, prse_str text);
/* Body that a service may answer only when it is no S3 service. */
prse_status prse__s3_odd(const prse__s3_request *request, const char *what,
                         prse_error *err);

/* session.c */
/* Sends a call and waits for its end: PRSE_OK, be it a failure. PRSE_ENOMEM,
 * PRSE_ECANCELED, PRSE_ETIMEOUT, PRSE_EIO. */
prse_status prse__s3_send(prse__s3 *s3, prse_http_call *call,
                          const prse__blob_watch *watch, prse_error *err);
void prse__s3_free_sessions(prse__s3 *s3);

/* retry.c */
/* Asks until it is answered well, is refused, or there were tries enough. */
prse_status prse__s3_ask(prse__s3 *s3, prse__s3_request *request,
                         const prse__blob_watch *watch, prse_error *err);
void prse__s3_free_answer(prse__s3_request *request);

/* stat.c */
prse_status prse__s3_look(prse__s3 *s3, prse_str key, prse_blob_info *out,
                          const prse__blob_watch *watch, prse_error *err);

/* put.c */
prse_str prse__s3_type(const prse_blob_source *source);

/* multipart.c */
/* In parts of this length, through a buffer for one of them. */
prse_status prse__s3_put_parts(prse__s3 *s3, prse_str key,
                               const prse_blob_source *source, size_t part,
                               const prse__blob_watch *watch,
                               prse_error *err);

/* part.c */
/* The digests that go on while a source is read. */
typedef struct prse__s3_reading {
    const prse_blob_source *source;
    const prse__blob_watch *watch;
    prse__digest *whole; /* NULL: the part is the whole */
    char *bytes;         /* room for one part */
    char payload[PRSE__DIGEST_HEX]; /* of the part that was read */
} prse__s3_reading;
prse_status prse__s3_read(prse__s3_reading *reading, uint64_t offset,
                          size_t length, prse_error *err);
/* PRSE_ESCHEMA unless the digest is the one that the source announces. */
prse_status prse__s3_same_digest(const prse_blob_source *source,
                                 const char *digest, prse_error *err);

/* page.c */
typedef struct prse__s3_entry {
    prse_str key; /* with the prefix */
    prse_blob_info info;
} prse__s3_entry;

/* A page of a list; texts live in the arena. */
typedef struct prse__s3_page {
    prse__arena *arena;
    prse__s3_entry *entries;
    size_t count, room;
    int truncated, encoded;
    prse_str token; /* of the next page */
    prse__s3_entry now;
} prse__s3_page;

/* Reads the body of an answer; the entries are in order of bytes afterwards.
 * PRSE_ENOMEM, PRSE_EPEER. */
prse_status prse__s3_page_read(prse__s3_page *page,
                               const prse__s3_request *request,
                               prse_error *err);
void prse__s3_page_clear(prse__s3_page *page); /* keeps its arena */
void prse__s3_page_free(prse__s3_page *page);

/* The functions of the plug. */
prse_status prse__s3_put(void *self, prse_str key,
                         const prse_blob_source *source,
                         const prse_blob_options *opts, prse_error *err);
prse_status prse__s3_get(void *self, prse_str key, uint64_t offset,
                         uint64_t length, prse_blob_sink sink, void *user,
                         const prse_blob_options *opts, prse_error *err);
prse_status prse__s3_stat(void *self, prse_str key, prse_blob_info *out,
                          const prse_blob_options *opts, prse_error *err);
prse_status prse__s3_remove(void *self, prse_str key,
                            const prse_blob_options *opts, prse_error *err);
prse_status prse__s3_list(void *self, prse_str prefix, prse_blob_found found,
                          void *user, const prse_blob_options *opts,
                          prse_error *err);
prse_status prse__s3_link(void *self, prse_str key, const prse_blob_link *link,
                          prse_blob_text found, void *user, prse_error *err);

#endif
