/* SPDX-License-Identifier: Apache-2.0 */
/* The inner side of the blob plug: what may reach a backend is checked here,
 * and what a backend leaves out is filled in. */
#ifndef PRSE_BLOB_BLOB_H
#define PRSE_BLOB_BLOB_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/sys/blob.h"

enum {
    PRSE__BLOB_KEY_MAX = 512,
    PRSE__BLOB_PIECE = 65536,       /* what backends read and write at once */
    PRSE__BLOB_LINK_DEFAULT = 3600, /* seconds */
    PRSE__BLOB_LINK_MAX = 604800
};

/* PRSE_EINVAL where the plug lacks a function, PRSE_EABI where it is shorter
 * than is known, or longer and its tail is not zero. */
prse_status prse__blob_accept(const prse_blob *blob, prse_error *err);
void prse__blob_free(prse_blob *blob); /* zeroed afterwards; NULL is legal */

/* The sentence on keys in sys/blob.h. A prefix is the beginning of a key, or
 * empty. PRSE_EINVAL that says which byte or segment is wrong. */
prse_status prse__blob_key_check(prse_str key, prse_error *err);
prse_status prse__blob_prefix_check(prse_str prefix, prse_error *err);
/* Size, digest, media type, read(). */
prse_status prse__blob_source_check(const prse_blob_source *source,
                                    prse_error *err);
/* Fills *out with the link and its defaults; PRSE_EINVAL where it expires too
 * late or its file name is odd. Backends call it too. */
prse_status prse__blob_link_read(prse_blob_link *out,
                                 const prse_blob_link *link, prse_error *err);

/* As the functions of the plug, with their arguments checked: PRSE_EINVAL,
 * PRSE_EABI. `opts` may be NULL. A failure always fills err, whatever the
 * backend did; one that the function has no right to becomes PRSE_EPEER. */
prse_status prse__blob_put(const prse_blob *blob, prse_str key,
                           const prse_blob_source *source,
                           const prse_blob_options *opts, prse_error *err);
prse_status prse__blob_get(const prse_blob *blob, prse_str key,
                           uint64_t offset, uint64_t length,
                           prse_blob_sink sink, void *user,
                           const prse_blob_options *opts, prse_error *err);
prse_status prse__blob_stat(const prse_blob *blob, prse_str key,
                            prse_blob_info *out,
                            const prse_blob_options *opts, prse_error *err);
prse_status prse__blob_remove(const prse_blob *blob, prse_str key,
                              const prse_blob_options *opts, prse_error *err);
prse_status prse__blob_list(const prse_blob *blob, prse_str prefix,
                            prse_blob_found found, void *user,
                            const prse_blob_options *opts, prse_error *err);
/* PRSE_EUNSUPPORTED where the backend gives no links. */
prse_status prse__blob_link(const prse_blob *blob, prse_str key,
                            const prse_blob_link *link, prse_blob_text found,
                            void *user, prse_error *err);

/* Sources. Both borrow what they are made of until put() has answered, so that
 * it must stay where it is. `sha256`: 64 small hexadecimal letters; NULL: the
 * bytes are read once to find it. */
prse_status prse__blob_source_memory(prse_blob_source *out,
                                     const prse_str *bytes,
                                     const char *sha256, prse_error *err);
/* The first `bytes` bytes of an open file, which is read with pread(). */
prse_status prse__blob_source_file(prse_blob_source *out, const int *file,
                                   uint64_t bytes, const char *sha256,
                                   prse_error *err);

/* For backends: how long a call on so many bytes may take, in milliseconds. */
int64_t prse__blob_deadline(const prse_blob_options *opts, uint64_t bytes);
/* And a watch over it, by the system's clock. */
typedef struct prse__blob_watch {
    const prse_blob_options *opts;
    int64_t until_ms;
} prse__blob_watch;
prse__blob_watch prse__blob_watch_start(const prse_blob_options *opts,
                                        uint64_t bytes);
/* PRSE_OK, PRSE_ECANCELED, PRSE_ETIMEOUT. */
prse_status prse__blob_watch_ask(const prse__blob_watch *watch,
                                 prse_error *err);
void prse__blob_watch_tell(const prse__blob_watch *watch, uint64_t done,
                           uint64_t total);
/* Waits for `ms`, asking meanwhile: as prse__blob_watch_ask(). */
prse_status prse__blob_watch_wait(const prse__blob_watch *watch, int64_t ms,
                                  prse_error *err);

#endif
