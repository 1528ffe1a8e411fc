/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of this module share. */
#ifndef PRSE_HUB_HUB_H
#define PRSE_HUB_HUB_H

#include "base/error.h"
#include "base/str.h"
#include "http/call.h"
#include "portailrse/hub.h"
#include "remote/remote.h"

struct prse_hub {
    prse__arena *arena;    /* of the texts and lists */
    prse_hub_options opts; /* with defaults; texts NUL-terminated */
    prse__listed_network *networks;
    prse_http http; /* start is NULL: built without libcurl */
    prse_clock clock;
};

enum { PRSE__COMMIT = 40, PRSE__HUB_FILES = 64, PRSE__HUB_NAME = 200 };

/* name.c: "owner/name@revision" */
typedef struct prse__hub_name {
    prse_str repository, revision; /* borrowed */
} prse__hub_name;

prse_status prse__hub_name_read(prse__hub_name *out, prse_str text,
                                prse_error *err);
int prse__hub_is_commit(prse_str text);
/* A file within a repository: no way out of it, and no pickle. PRSE_EPARSE,
 * PRSE_EDENIED. */
prse_status prse__hub_file_check(prse_str path, prse_error *err);

/* wanted.c: which files of a repository */
typedef struct prse__hub_files {
    prse_str names[PRSE__HUB_FILES]; /* borrowed */
    size_t count;
} prse__hub_files;

/* Names with blanks between; empty: those that must be there. */
prse_status prse__hub_files_read(prse__hub_files *out, prse_str text,
                                 prse_error *err);
/* Those that are taken where they are there. NULL at the end. */
extern const char *const prse__hub_welcome[];

/* model.c */
typedef struct prse__hub_file {
    prse_str name, digest;
    uint64_t bytes;
    int known; /* 1: bytes is what the Hub announced */
} prse__hub_file;

struct prse_hub_model {
    prse__arena *arena;
    prse_str repository, revision, commit, folder; /* NUL-terminated */
    prse__hub_file files[PRSE__HUB_FILES];
    size_t count;
    uint64_t fetched;
};

prse_status prse__hub_model_new(prse_hub_model **out,
                                const prse__hub_name *name, prse_error *err);
prse_status prse__hub_model_add(prse_hub_model *model, prse_str name,
                                prse_error *err);

/* A fetch on its way. */
typedef struct prse__hub_fetch {
    prse_hub *hub;
    prse_hub_watch watch;
    prse_hub_model *model;
    int64_t until;   /* monotonic; INT64_MAX: no deadline */
    int64_t pause;   /* monotonic: the Hub wants to be left alone till then */
    uint64_t chance; /* of the pauses between tries */
    uint64_t done, total; /* bytes of the files, for progress */
    prse_error *err;
} prse__hub_fetch;

/* watch.c: PRSE_ECANCELED, PRSE_ETIMEOUT */
prse_status prse__hub_ask_caller(const prse__hub_fetch *fetch);
/* Waits until that moment, asking the caller meanwhile. */
prse_status prse__hub_wait(const prse__hub_fetch *fetch, int64_t moment);
void prse__hub_tell(const prse__hub_fetch *fetch, prse_str file,
                    uint64_t done);

/* request.c: one request, with redirects and tries */
typedef struct prse__hub_request {
    const char *method;
    const prse__buf *url;
    prse_str range;   /* of bytes; may be empty */
    prse_str subject; /* of errors: the repository or the file */
    uint64_t most_bytes;
    int follow; /* 1: to other hosts too */
    prse_status (*sink)(void *user, const prse_http_call *call,
                        prse_str bytes); /* NULL: the body is kept */
    void *drain;
} prse__hub_request;

/* One try. *out is the last call, whatever it was answered; the caller frees
 * it. A failure without an answer is the peer's too. */
prse_status prse__hub_send(prse_http_call **out, prse__hub_fetch *fetch,
                           const prse__hub_request *request);
/* Until it is answered well (2xx, or a redirect that is not followed). */
prse_status prse__hub_request_run(prse_http_call **out,
                                  prse__hub_fetch *fetch,
                                  const prse__hub_request *request);
/* Pauses before the next try; where there is to be none, says why. */
prse_status prse__hub_once_more(prse__hub_fetch *fetch,
                                const prse_http_call *call,
                                uint32_t attempts, prse_str subject);
/* endpoint + path, whose parts are percent-encoded but for slashes. */
void prse__hub_url(prse__buf *out, const prse__hub_fetch *fetch,
                   const char *before, const char *verb, prse_str revision,
                   prse_str file);

/* where.c: the address of another host that an answer leads to, when it may be
 * asked. PRSE_EDENIED. */
prse_status prse__hub_elsewhere(prse__buf *out, const prse__hub_fetch *fetch,
                                const prse_http_call *call, prse_str subject);
/* Sets whom the call may be connected to. */
void prse__hub_guard(const prse_hub *hub, prse_http_call *call, int own);

/* refusal.c: an answer that is no good, in plain words */
prse_status prse__hub_refusal(const prse_http_call *call, prse_str subject,
                              prse_error *err);

/* pause.c: how long the Hub wants to be left alone after an answer, in ms */
int64_t prse__hub_pause(const prse_http_call *call, int64_t unix_ms);

/* commit.c: which commit a revision is. The model gets the files that were
 * asked for, and where `usual` those that are welcome. */
prse_status prse__hub_resolve(prse__hub_fetch *fetch,
                              const prse__hub_files *asked, int usual);

/* file.c: one file, from what the Hub tells of it to the cache */
prse_status prse__hub_file_get(prse__hub_fetch *fetch, prse__hub_file *file);
/* What the Hub tells of it: length and digest. */
prse_status prse__hub_file_head(prse__hub_fetch *fetch,
                                prse__hub_file *file);

/* download.c: goes on with what is there until the file is whole */
prse_status prse__hub_download(prse__hub_fetch *fetch, prse__hub_file *file,
                               int to);

/* digest.c: PRSE_OK and *same; the file is read from its beginning. */
prse_status prse__hub_digest_same(int *same, int file, prse_str digest,
                                  prse_error *err);

/* cache.c: paths, links and names of the cache */
void prse__hub_place(prse__buf *out, const prse_hub *hub,
                     const prse_hub_model *model, const char *kind,
                     prse_str name);
prse_status prse__hub_make_folders(prse__buf *path, prse_error *err);
/* The file of the snapshot leads to its blob. */
prse_status prse__hub_link(const prse_hub *hub, const prse_hub_model *model,
                           const prse__hub_file *file, prse_error *err);
prse_status prse__hub_ref_write(const prse_hub *hub,
                                const prse_hub_model *model, prse_error *err);
/* The commit that was kept under a branch or tag. PRSE_ENOTFOUND. */
prse_status prse__hub_ref_read(const prse_hub *hub, prse_hub_model *model,
                               prse_error *err);
/* Remembers the folder of the commit. */
prse_status prse__hub_folder(const prse_hub *hub, prse_hub_model *model,
                             prse_error *err);

/* lock.c: one process at a time works on a blob */
prse_status prse__hub_lock(int *out, const prse__hub_fetch *fetch,
                           prse_str digest);
void prse__hub_unlock(int lock);

/* failed.c: what the system says of a file; no room is PRSE_ELIMIT. */
prse_status prse__hub_failed(const char *path, const char *what, int number,
                             prse_error *err);

#endif
