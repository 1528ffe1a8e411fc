/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sys/http.h
 * Plug: how requests leave for the network. The library decides what to ask,
 * how often, and what an answer is worth; a backend only carries. Ours is
 * libcurl; a host may bring its own, and hosts' tests may wrap any of them in
 * the decorators below.
 *
 * A backend opens sessions; a session belongs to one thread at a time. start()
 * begins a call, wait() lets calls progress, and the backend reports with the
 * prse_http_call_answer functions, ending with prse_http_call_finish(), from
 * inside start() or wait() only. A blocking backend does all in start().
 *
 * A backend checks TLS, follows no redirect, decodes gzip, keeps to the call's
 * times, and stops a call whose prse_http_call_answer_body() returned an error.
 * One that also asks prse_http_call_may_connect() says so with `guards`.
 */
#ifndef PORTAILRSE_SYS_HTTP_H
#define PORTAILRSE_SYS_HTTP_H

#include "portailrse/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A request and the answer that comes in. Made by the library. */
typedef struct prse_http_call prse_http_call;

/** A backend; shared by threads. Fields are only ever appended. */
typedef struct prse_http {
    uint32_t size;     /**< sizeof(prse_http). */
    uint32_t reserved; /**< 0. */
    void *self;        /**< Handed to free() and open(). */
    /** Releases the backend, all of whose sessions are closed. May be NULL. */
    void (*free)(void *self);
    /** Gives a session. PRSE_OK, PRSE_ENOMEM, PRSE_EIO. */
    prse_status (*open)(void *self, void **session, prse_error *err);
    /** Closes a session without calls under way. */
    void (*close)(void *session);
    /** Begins a call. A failure here leaves the call untouched; what goes wrong
     * with the peer is reported by prse_http_call_finish(). */
    prse_status (*start)(void *session, prse_http_call *call,
                         prse_error *err);
    /** Lets calls progress until one finishes or @p ms milliseconds passed.
     * Returns at once when nothing is under way and @p ms is 0; sleeps when
     * nothing is under way. */
    prse_status (*wait)(void *session, int64_t ms, prse_error *err);
    /** Drops a call under way; it is not reported any more. */
    void (*cancel)(void *session, prse_http_call *call);
    uint32_t guards;    /**< 1: it asks prse_http_call_may_connect() before
                             every connection; 0: addresses that others chose
                             are not asked through it. */
    uint32_t reserved2; /**< 0. */
} prse_http;

/**
 * The method of a call.
 *
 * @param call  borrows.
 * @return "GET", "HEAD", "POST", "PUT" or "DELETE", NUL-terminated; lives as
 *         long as the call. PUT and DELETE are asked by prse_blob_s3() only.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_str prse_http_call_method(const prse_http_call *call);

/**
 * Where a call goes.
 *
 * @param call  borrows.
 * @return an absolute http or https URL, percent-encoded, NUL-terminated.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_str prse_http_call_url(const prse_http_call *call);

/**
 * A header that the request carries.
 *
 * @param call   borrows.
 * @param index  from 0.
 * @param name   filled; NUL-terminated.
 * @param value  filled; NUL-terminated, without line breaks.
 * @return 1, or 0 when there are fewer headers.
 * @threads confined
 * @since 0.1
 */
PRSE_API int prse_http_call_header(const prse_http_call *call, size_t index,
                                   prse_str *name, prse_str *value);

/**
 * The body to send.
 *
 * @param call  borrows.
 * @return empty for GET, HEAD and DELETE; may be empty for the others, which
 *         say so with "Content-Length: 0".
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_str prse_http_call_body(const prse_http_call *call);

/**
 * The time a call may take.
 *
 * @param call        borrows.
 * @param connect_ms  filled: to connect, in milliseconds; may be NULL.
 * @return from start to finish, in milliseconds.
 * @threads confined
 * @since 0.1
 */
PRSE_API int64_t prse_http_call_time(const prse_http_call *call,
                                     int64_t *connect_ms);

/**
 * Whether a call may be connected to an address. A backend with `guards` asks
 * with the very address that it is about to connect to, after the name was
 * looked up; uses no connection that another call opened, and no proxy.
 *
 * @param call     borrows.
 * @param address  borrows; "203.0.113.7" or "2001:db8::1"; empty: only whether
 *                 the call has a rule.
 * @return 1 yes, 0 no; -1: the call has no rule, the backend's own counts.
 * @threads confined
 * @since 0.1
 */
PRSE_API int prse_http_call_may_connect(const prse_http_call *call,
                                        prse_str address);

/**
 * Reports the status line. Called again, it forgets headers and body.
 *
 * @param call    borrows.
 * @param status  100 to 599.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_http_call_answer_status(prse_http_call *call,
                                           int32_t status);

/**
 * Reports a header of the answer.
 *
 * @param call   borrows.
 * @param name   borrows; any case.
 * @param value  borrows.
 * @return PRSE_OK, PRSE_ELIMIT, PRSE_ENOMEM: the backend stops the call.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_http_call_answer_header(prse_http_call *call,
                                                  prse_str name,
                                                  prse_str value);

/**
 * Reports a piece of the decoded body.
 *
 * @param call   borrows.
 * @param bytes  borrows.
 * @return PRSE_OK, PRSE_ELIMIT, PRSE_ENOMEM: the backend stops the call and
 *         finishes it with this status.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_http_call_answer_body(prse_http_call *call,
                                                prse_str bytes);

/**
 * Ends a call; the backend forgets it.
 *
 * @param call    borrows.
 * @param status  PRSE_OK when an answer came whole; else PRSE_ETIMEOUT,
 *                PRSE_EREFUSED (nobody listens, or the host is barred),
 *                PRSE_ETLS, PRSE_EIO (reset, cut, name not found),
 *                PRSE_ELIMIT, PRSE_ENOMEM.
 * @param why     borrows; one sentence for people, without secrets; may be
 *                empty.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_http_call_finish(prse_http_call *call, prse_status status,
                                    prse_str why);

/** Settings of the libcurl backend; zero fields take their default. */
typedef struct prse_http_curl_options {
    uint32_t size;         /**< sizeof(prse_http_curl_options). */
    uint32_t connections;  /**< Kept open a session; default 8. */
    prse_str proxy;        /**< URL; empty: the environment's (HTTPS_PROXY). */
    prse_str ca_file;      /**< PEM file; empty: the system's. */
    prse_str user_agent;   /**< Empty: "libportailrse/VERSION (+URL)". */
} prse_http_curl_options;

/**
 * The libcurl backend.
 *
 * @param out   filled; the caller calls its free(), or gives it away.
 * @param opts  borrows; NULL for the defaults.
 * @param err   filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EUNSUPPORTED
 *         (built without libcurl).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_http_curl(prse_http *out,
                                    const prse_http_curl_options *opts,
                                    prse_error *err);

/**
 * Wraps a backend and writes every exchange into a folder, one JSON file a
 * request, without the values of request headers. Bodies are written as they
 * come, with the people that they may name: recordings are for tests.
 *
 * @param out     filled; the caller calls its free(), or gives it away.
 * @param inner   takes on success.
 * @param folder  borrows; made when absent.
 * @param err     filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (the
 *         folder that it would stand in), PRSE_EIO.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_http_record(prse_http *out, prse_http *inner,
                                      prse_str folder, prse_error *err);

/**
 * Answers from a folder that prse_http_record() wrote; a request that was not
 * recorded ends with PRSE_EREFUSED. No network.
 *
 * @param out     filled; the caller calls its free(), or gives it away.
 * @param folder  borrows.
 * @param err     filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND (no such folder),
 *         PRSE_EIO.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_http_replay(prse_http *out, prse_str folder,
                                      prse_error *err);

/** What a faulty backend does wrong; see prse_http_faulty(). */
typedef struct prse_http_fault_options {
    uint32_t size;       /**< sizeof(prse_http_fault_options). */
    uint32_t per_mille;  /**< Calls hit, in thousandths; default 0. */
    uint64_t seed;       /**< The same seed, the same faults. */
    uint32_t kinds;      /**< Bits of prse_http_fault; 0: all of them. */
    uint32_t latency_ms; /**< Added to every call. */
} prse_http_fault_options;

/** Kinds of faults, to be or-ed. */
typedef enum prse_http_fault {
    PRSE_FAULT_REFUSED = 1,     /**< Nobody listens. */
    PRSE_FAULT_RESET = 2,       /**< The connection breaks. */
    PRSE_FAULT_TIMEOUT = 4,     /**< No answer in time; takes the whole time. */
    PRSE_FAULT_429 = 8,         /**< 429 with Retry-After: 1. */
    PRSE_FAULT_500 = 16,        /**< 500 with an HTML body. */
    PRSE_FAULT_503 = 32,        /**< 503. */
    PRSE_FAULT_TRUNCATED = 64,  /**< Half of the body, then a reset. */
    PRSE_FAULT_GARBLED = 128,   /**< 200 with a body that is no JSON. */
    PRSE_FAULT_EMPTY = 256      /**< 200 without a body. */
} prse_http_fault;

/**
 * Wraps a backend so that some calls fail and every call is late.
 *
 * @param out    filled; the caller calls its free(), or gives it away.
 * @param inner  takes on success.
 * @param opts   borrows.
 * @param err    filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_http_faulty(prse_http *out, prse_http *inner,
                                      const prse_http_fault_options *opts,
                                      prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
