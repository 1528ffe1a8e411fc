/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file callback.h
 * What a service that analyses documents tells the portal that asked: signed,
 * in order, once. docs/analysis-protocol.md has the protocol. Nothing here
 * reads a network or a store; remote.h sends.
 *
 * A run is one analysis of one document. The portal makes an id and a token by
 * chance for each, gives the id as `document_id` and an address that ends with
 * the token as `callback_url`, and keeps what prse_callback_receive() says in
 * the row of the run, in one transaction with what follows from it.
 */
#ifndef PORTAILRSE_CALLBACK_H
#define PORTAILRSE_CALLBACK_H

#include "portailrse/engine.h"
#include "portailrse/sys/clock.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Secrets that sign messages (HMAC-SHA-256), in the manner of Standard
 * Webhooks. */
typedef struct prse_webhook_keys prse_webhook_keys;

/** Settings of keys; zero fields take their default. */
typedef struct prse_webhook_options {
    uint32_t size;           /**< sizeof(prse_webhook_options). */
    uint32_t reserved;       /**< 0. */
    int64_t tolerance_s;     /**< How far the time of a message may be from
                                  ours, in seconds; default 300. */
    const prse_clock *clock; /**< Borrows as long as the keys live; NULL: the
                                  system's. */
} prse_webhook_options;

/**
 * Makes a secret by chance: "whsec_" and 32 bytes in base64.
 *
 * @param out  gives the secret; release with prse_text_free().
 * @param err  filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EIO (no chance is to be
 *         had).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_webhook_secret(prse_text **out, prse_error *err);

/**
 * Reads one secret, or two while one takes the other's place: messages are
 * signed with both, and a signature of either is accepted.
 *
 * @param out      gives the keys; release with prse_webhook_keys_free().
 * @param secrets  borrows; "whsec_..." of 24 to 64 bytes each, with blanks
 *                 between.
 * @param opts     borrows; NULL for the defaults.
 * @param err      filled on failure; never tells a secret.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_webhook_keys_new(prse_webhook_keys **out,
                                           prse_str secrets,
                                           const prse_webhook_options *opts,
                                           prse_error *err);

/**
 * Frees keys and wipes them.
 *
 * @param keys  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_webhook_keys_free(prse_webhook_keys *keys);

/** The three headers of a signed message. */
typedef struct prse_webhook_headers {
    uint32_t size;      /**< sizeof(prse_webhook_headers). */
    uint32_t reserved;  /**< 0. */
    prse_str id;        /**< `webhook-id`, the same at every try: 1 to 128 of
                             letters, digits, "-" and "_". */
    prse_str timestamp; /**< `webhook-timestamp`, Unix time in seconds. */
    prse_str signature; /**< `webhook-signature`: "v1," and base64; several
                             with blanks between. */
} prse_webhook_headers;

/**
 * Signs a message with each key: HMAC-SHA-256 of id, ".", time, "." and body.
 *
 * @param out   gives the value of `webhook-signature`; release with
 *              prse_text_free().
 * @param keys  borrows.
 * @param id    borrows; as in prse_webhook_headers.
 * @param time  Unix time in seconds, from 0.
 * @param body  borrows; byte by byte what is sent.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_webhook_sign(prse_text **out,
                                       const prse_webhook_keys *keys,
                                       prse_str id, int64_t time,
                                       prse_str body, prse_error *err);

/**
 * Verifies that a message was signed with one of the keys not long ago. How
 * near a wrong signature comes shows neither in the error nor in the time that
 * it takes. What was verified may still be a copy: the receiver remembers ids.
 *
 * @param keys     borrows.
 * @param headers  borrows; as they came, empty where there was none.
 * @param body     borrows; byte by byte what came.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EDENIED (a header
 *         is missing or malformed, no signature of a known key), PRSE_EEXPIRED
 *         (too old, or of a clock that is ahead).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_webhook_verify(const prse_webhook_keys *keys,
                                         const prse_webhook_headers *headers,
                                         prse_str body, prse_error *err);

/**
 * Checks a `document_id`: 1 to 128 letters, digits, "-", "_" or ".", the first
 * of which is no ".". It is data, and harmless where it shows; no file is named
 * after it.
 *
 * @param id   borrows.
 * @param err  filled on failure.
 * @return PRSE_OK, PRSE_EPARSE.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_document_id_check(prse_str id, prse_error *err);

/* --- Telling --- */

/** How far an analysis is. The texts are the existing service's. */
typedef enum prse_callback_step {
    PRSE_STEP_STARTED = 0,      /**< processing */
    PRSE_STEP_OPENED = 1,       /**< processing: it is a PDF. */
    PRSE_STEP_SPLIT = 2,        /**< text_processed: so many sentences. */
    PRSE_STEP_CLASSIFIED = 3,   /**< analysis_complete */
    PRSE_STEP_NO_SENTENCE = 4,  /**< analysis_complete: there is none. */
    PRSE_STEP_SUCCESS = 5,      /**< success, with the result. */
    PRSE_STEP_NO_PDF = 6,       /**< error: it is no PDF. */
    PRSE_STEP_SPLIT_FAILED = 7, /**< error: no sentences could be had. */
    PRSE_STEP_FAILED = 8        /**< error, in words of the host. */
} prse_callback_step;

/** What is to be told; zero fields: as said. */
typedef struct prse_callback_event {
    uint32_t size;        /**< sizeof(prse_callback_event). */
    int32_t step;         /**< A prse_callback_step. */
    uint64_t sentences;   /**< Of PRSE_STEP_SPLIT. */
    uint64_t most_bytes;  /**< Longest body that the receiver takes; 0:
                               2,621,440, what Django takes. */
    prse_str document_id; /**< As the portal gave it. */
    prse_str msg;         /**< Of PRSE_STEP_FAILED, for people; cut after 144
                               characters. Empty: a sentence of ours. */
    prse_str result;      /**< Of PRSE_STEP_SUCCESS: JSON of the existing
                               service's form (PRSE_PASSAGES_EXISTING). */
} prse_callback_event;

/** What a body tells, which may be another thing than what was to be told. */
typedef struct prse_callback_told {
    uint32_t size;      /**< sizeof(prse_callback_told), set by the caller. */
    uint32_t too_large; /**< 1: the result was too large for the receiver; the
                             body says so, as an error. */
    prse_str status;    /**< "processing" ...; static. */
} prse_callback_told;

/**
 * Writes the body of a callback, "application/x-www-form-urlencoded", with the
 * fields of the existing service: document_id, status, msg, resultat_json. A
 * result that the receiver would refuse for its size becomes the final event
 * "error", so that nobody waits for ever.
 *
 * @param out    gives the body; release with prse_text_free().
 * @param event  borrows.
 * @param told   filled; its size must be set; may be NULL.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (the id, or
 *         a text that is no UTF-8), PRSE_ESCHEMA (the result has another
 *         form), PRSE_ELIMIT (most_bytes has no room for any event).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_callback_write(prse_text **out,
                                         const prse_callback_event *event,
                                         prse_callback_told *told,
                                         prse_error *err);

/* --- Hearing --- */

/** What a new run is known by. */
typedef struct prse_callback_secrets {
    uint32_t size;         /**< sizeof(prse_callback_secrets), set by the
                                caller. */
    uint32_t reserved;     /**< 0. */
    char id[24];           /**< Id of the run: the `document_id`. */
    char token[48];        /**< For the end of `callback_url`; not kept. */
    char token_sha256[72]; /**< What is kept of it, in small hexadecimal
                                letters. */
} prse_callback_secrets;

/**
 * Makes id and token of a run by chance: 132 and 256 bits.
 *
 * @param out  filled; its size must be set.
 * @param err  filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EIO.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_callback_begin(prse_callback_secrets *out,
                                         prse_error *err);

/** What the portal keeps of a run. */
typedef struct prse_callback_run {
    uint32_t size;         /**< sizeof(prse_callback_run). */
    uint32_t reserved;     /**< 0. */
    uint64_t number;       /**< Of the last message that was accepted; 0:
                                none. */
    prse_str id;           /**< Of the run. */
    prse_str token_sha256; /**< Digest of its token. */
    prse_str status;       /**< "pending" ... "success"; empty: pending. */
    prse_str job;          /**< Who reports: the service's job; empty: not known
                                yet. */
    prse_str seen;         /**< Digest of the last accepted body; empty:
                                none. */
} prse_callback_run;

/** A request as it came. */
typedef struct prse_callback_request {
    uint32_t size;              /**< sizeof(prse_callback_request). */
    uint32_t reserved;          /**< 0. */
    prse_str token;             /**< Of the address that was asked. */
    prse_str content_type;      /**< "application/x-www-form-urlencoded" or
                                     "application/json". */
    prse_str webhook_id;        /**< The header: job, "-", number; headers that
                                     are not there are empty. */
    prse_str webhook_timestamp; /**< The header. */
    prse_str webhook_signature; /**< The header. */
    prse_str body;              /**< Byte by byte. */
} prse_callback_request;

/** Whom the portal believes. */
typedef struct prse_callback_policy {
    uint32_t size;                 /**< sizeof(prse_callback_policy). */
    uint32_t allow_unsigned;       /**< 1: a message without signature counts
                                        when it has the run's token: the
                                        existing service signs nothing. */
    const prse_webhook_keys *keys; /**< Borrows; NULL: no signature can be
                                        right. */
} prse_callback_policy;

/** A message that was let in. */
typedef struct prse_callback prse_callback;

/** What follows from a message. */
typedef enum prse_callback_verdict {
    PRSE_CALLBACK_ACCEPTED = 0, /**< Keep what it says. */
    PRSE_CALLBACK_SEEN = 1,     /**< A copy: answer 200, change nothing. */
    PRSE_CALLBACK_OLD = 2       /**< Overtaken, or the run has ended: the
                                     same. */
} prse_callback_verdict;

/** What a message says, and what is to be kept of the run from now on: of a
 * message that was not accepted, what was kept before. */
typedef struct prse_callback_news {
    uint32_t size;   /**< sizeof(prse_callback_news), set by the caller. */
    int32_t verdict; /**< A prse_callback_verdict. */
    uint64_t number; /**< To keep. */
    uint32_t ends;   /**< 1: the run ends with this message, which is so once:
                          the moment to tell people. */
    uint32_t reserved; /**< 0. */
    prse_str status; /**< To keep. */
    prse_str job;    /**< To keep. */
    prse_str seen;   /**< To keep. */
    prse_str msg;    /**< Of an accepted message: for people, 144 characters at
                          most; may be empty. */
    prse_str result; /**< Of an accepted "success": JSON of the known form; at
                          most 64 MiB. */
} prse_callback_news;

/**
 * Judges a message by what is kept of its run: who sent it, its form, its
 * place in the order pending, processing, text_processed, analysis_complete,
 * then success or error, which are final. Pure but for the clock of the keys:
 * asked again, it answers the same. The host reads the run, asks, and writes
 * the news while it holds the run's row.
 *
 * @param out      gives the message; release with prse_callback_free().
 * @param run      borrows.
 * @param request  borrows.
 * @param policy   borrows.
 * @param err      filled on failure; safe to show to who sent it.
 * @return PRSE_OK, whatever the verdict; refused with PRSE_EDENIED (token or
 *         signature), PRSE_EEXPIRED (its time), PRSE_EPARSE and PRSE_ESCHEMA
 *         (its form, another run, no known status or label), PRSE_ELIMIT (a
 *         status of more than 144 characters, a result of more than 64 MiB),
 *         PRSE_ECONFLICT (another job reports on this run already); or
 *         PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_callback_receive(
    prse_callback **out, const prse_callback_run *run,
    const prse_callback_request *request, const prse_callback_policy *policy,
    prse_error *err);

/**
 * What follows from a message.
 *
 * @param callback  borrows.
 * @param out       filled; its size must be set; texts live as long as
 *                  @p callback.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_callback_get(const prse_callback *callback,
                                       prse_callback_news *out,
                                       prse_error *err);

/**
 * Frees a message.
 *
 * @param callback  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_callback_free(prse_callback *callback);

#ifdef __cplusplus
}
#endif

#endif
