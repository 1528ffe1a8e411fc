/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file remote.h
 * Addresses that others gave: documents to fetch and callbacks to send, only
 * where the administrator allows it. Such an address could name this computer,
 * the local network or a cloud's metadata, or a name that leads there later;
 * so hosts are listed, and every connection is judged by the very address that
 * it goes to. No redirect is followed. Addresses are secrets (a signed link
 * opens a file): they are in no error.
 */
#ifndef PORTAILRSE_REMOTE_H
#define PORTAILRSE_REMOTE_H

#include "portailrse/callback.h"
#include "portailrse/sys/http.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Where addresses may lead, and how they are asked. */
typedef struct prse_remote prse_remote;

/** Settings; zero fields take their default. */
typedef struct prse_remote_options {
    uint32_t size;        /**< sizeof(prse_remote_options). */
    uint32_t behind_proxy; /**< 1: the backend's proxy leads outside; it looks
                                names up itself and is trusted to refuse what
                                is not public. 0: connections are direct. */
    prse_str hosts;       /**< Which, with blanks between: "s3.fr-par.scw.cloud"
                               (exactly this one), ".example.org" (all below
                               it); with ":8443" a port other than 443, with
                               "http://" without TLS. Empty: none. */
    prse_str networks;    /**< Addresses that are not public and still allowed,
                               "10.1.0.0/16 fd12::/48 127.0.0.1"; may be
                               empty. Link-local, multicast, unspecified and
                               metadata addresses never are. */
    prse_str folder;      /**< For fetched files; empty: "/tmp". */
    uint64_t most_bytes;  /**< Of a document; default 52,428,800 (50 MiB). */
    int64_t connect_ms;   /**< To connect; default 5,000. */
    int64_t idle_ms;      /**< Longest time in which nothing of a document
                               comes; default 10,000. */
    int64_t total_ms;     /**< For a document, or a callback and its answer;
                               default 60,000. */
    int64_t hold_ms;      /**< How long after the answer to /run-task the first
                               callback is held back; default 5,000; -1: not
                               at all. */
    prse_http *http;      /**< Takes, on success only; must ask about addresses
                               (`guards`) unless behind a proxy; NULL:
                               libcurl. */
    const prse_clock *clock; /**< Borrows as long as the object lives; NULL:
                                  the system's. */
} prse_remote_options;

/**
 * Sets up where addresses may lead.
 *
 * @param out   gives the object; release with prse_remote_free().
 * @param opts  borrows.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (hosts or
 *         networks), PRSE_EUNSUPPORTED (without libcurl, or a backend that
 *         does not ask about addresses).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_remote_new(prse_remote **out,
                                     const prse_remote_options *opts,
                                     prse_error *err);

/**
 * Frees the object.
 *
 * @param remote  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_remote_free(prse_remote *remote);

/**
 * Whether an address is one that may be asked; no network is used, so that
 * /run-task can answer before anything is fetched.
 *
 * @param remote  borrows.
 * @param url     borrows.
 * @param err     filled on failure; names the host at most.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EPARSE (no plain http or https address),
 *         PRSE_ELIMIT (more than 8,192 bytes), PRSE_EDENIED (the host, its
 *         port or http is not listed).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_remote_check(const prse_remote *remote, prse_str url,
                                       prse_error *err);

/** How long a call may take; zero fields: as the object says. */
typedef struct prse_remote_watch {
    uint32_t size;       /**< sizeof(prse_remote_watch). */
    uint32_t reserved;   /**< 0. */
    int64_t deadline_ms; /**< From now; never more than total_ms. */
    /** Asked now and then; 1 ends the call with PRSE_ECANCELED. May be
     * NULL. */
    int (*should_stop)(void *user);
    void *user; /**< Handed to should_stop(). */
} prse_remote_watch;

/** A document in a file of its own, which goes with it. */
typedef struct prse_remote_file prse_remote_file;

/** What is known of a fetched document. */
typedef struct prse_remote_file_info {
    uint32_t size;     /**< sizeof(prse_remote_file_info), set by the caller. */
    uint32_t reserved; /**< 0. */
    uint64_t bytes;    /**< Length. */
    char sha256[72];   /**< Digest in small hexadecimal letters, NUL. */
    prse_str path;     /**< The file, readable by its owner only; lives as long
                            as the document. */
} prse_remote_file_info;

/**
 * Fetches a document into a new file, which nothing in the request names. What
 * is no PDF ("%PDF-" within the first KiB), comes with another status than 200,
 * is too large or too slow leaves no file.
 *
 * @param out     gives the document; release with prse_remote_file_free().
 * @param remote  borrows.
 * @param url     borrows.
 * @param watch   borrows; NULL for the defaults.
 * @param err     filled on failure; names the host at most.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EDENIED (not
 *         allowed there, it redirects, 401, 403), PRSE_ENOTFOUND (404, 410),
 *         PRSE_ERATE (429), PRSE_EPEER (any other status than 200),
 *         PRSE_EPARSE, PRSE_ESCHEMA (no PDF), PRSE_ELIMIT (too large, or no
 *         room for it), PRSE_ETIMEOUT, PRSE_EREFUSED, PRSE_ETLS, PRSE_EIO,
 *         PRSE_ECANCELED.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_remote_fetch(prse_remote_file **out,
                                       prse_remote *remote, prse_str url,
                                       const prse_remote_watch *watch,
                                       prse_error *err);

/**
 * What is known of a fetched document.
 *
 * @param file  borrows.
 * @param out   filled; its size must be set.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_remote_file_get(const prse_remote_file *file,
                                          prse_remote_file_info *out,
                                          prse_error *err);

/**
 * Frees a document and removes its file.
 *
 * @param file  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_remote_file_free(prse_remote_file *file);

/** A callback to send. */
typedef struct prse_remote_message {
    uint32_t size;       /**< sizeof(prse_remote_message). */
    uint32_t reserved;   /**< 0. */
    prse_str url;        /**< The `callback_url`. */
    prse_str body;       /**< Of prse_callback_write(). */
    prse_str job;        /**< Who reports: the id of the job, 1 to 100 letters,
                              digits, "-" and "_". */
    uint64_t number;     /**< Of the message within its job, from 1; the same at
                              every try. */
    int64_t answered_ms; /**< When /run-task was answered, Unix time; 0: the
                              message is not held back. */
    const prse_webhook_keys *keys; /**< Borrows; NULL: not signed. */
} prse_remote_message;

/** What became of a callback. */
typedef struct prse_remote_answer {
    uint32_t size; /**< sizeof(prse_remote_answer), set by the caller. */
    int32_t http;  /**< Status that the receiver answered; 0: none. */
} prse_remote_answer;

/**
 * Sends a callback once, as a form, with the headers of a signed message. It
 * was delivered when the receiver answered 2xx; whatever else came, the caller
 * tries again later, unchanged: a receiver that got it already knows it by its
 * id. What the receiver answers beside its status is not read.
 *
 * @param remote   borrows.
 * @param message  borrows.
 * @param watch    borrows; NULL for the defaults.
 * @param answer   filled whether it was delivered or not; its size must be set;
 *                 may be NULL.
 * @param err      filled on failure; names the host at most.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EDENIED (not
 *         allowed there), PRSE_EPARSE (the address), PRSE_EBUSY (it is held
 *         back, see prse_remote_due()), PRSE_EPEER (another status), PRSE_ERATE
 *         (429), PRSE_ETIMEOUT, PRSE_EREFUSED, PRSE_ETLS, PRSE_EIO,
 *         PRSE_ECANCELED.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_remote_send(prse_remote *remote,
                                      const prse_remote_message *message,
                                      const prse_remote_watch *watch,
                                      prse_remote_answer *answer,
                                      prse_error *err);

/**
 * When the callbacks of a run may leave: the existing portal saves the row of
 * the run once more after /run-task answered, and would undo what a callback
 * said before.
 *
 * @param remote       borrows.
 * @param answered_ms  when /run-task was answered, Unix time in milliseconds.
 * @return Unix time in milliseconds; @p answered_ms for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API int64_t prse_remote_due(const prse_remote *remote,
                                 int64_t answered_ms);

#ifdef __cplusplus
}
#endif

#endif
