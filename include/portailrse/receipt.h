/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file receipt.h
 * Receipts: what a pack answered on some facts on a day, with everything that
 * is needed to check it years later without any network. docs/receipts.md has
 * their form (JSON). No clock is read, no store is needed.
 */
#ifndef PORTAILRSE_RECEIPT_H
#define PORTAILRSE_RECEIPT_H

#include "portailrse/obligation.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A key that signs receipts (Ed25519). */
typedef struct prse_signing_key prse_signing_key;

/**
 * Makes a new key by chance.
 *
 * @param out  gives the key; release with prse_signing_key_free().
 * @param err  filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EUNSUPPORTED (built without
 *         OpenSSL).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_signing_key_make(prse_signing_key **out,
                                           prse_error *err);

/**
 * Reads a key, private or public, as `openssl genpkey -algorithm ed25519` and
 * `openssl pkey -pubout` write it (PEM).
 *
 * @param out  gives the key; release with prse_signing_key_free().
 * @param pem  borrows.
 * @param err  filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE, PRSE_ETYPE (a key of
 *         another kind), PRSE_EUNSUPPORTED.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_signing_key_read(prse_signing_key **out,
                                           prse_str pem, prse_error *err);

/**
 * Frees a key and wipes it.
 *
 * @param key  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_signing_key_free(prse_signing_key *key);

/**
 * A key as PEM.
 *
 * @param out      gives the text; release with prse_text_free().
 * @param key      borrows.
 * @param private_ 1: the private key; 0: the public one.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND (only the public
 *         key is known).
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_signing_key_pem(prse_text **out,
                                          const prse_signing_key *key,
                                          int private_, prse_error *err);

/**
 * The name of a key: the first 16 hexadecimal letters of the SHA-256 of the
 * public key.
 *
 * @param key  borrows.
 * @return text that lives as long as @p key; empty for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_signing_key_id(const prse_signing_key *key);

/** What goes into a receipt beside facts and answers. */
typedef struct prse_receipt_options {
    uint32_t size;               /**< sizeof(prse_receipt_options). */
    uint32_t reserved;           /**< 0. */
    prse_str subject;            /**< SIREN, or what the host calls the company;
                                      may be empty. */
    prse_str issued;             /**< Moment, "2026-11-26T20:58:27Z"; may be
                                      empty. */
    const prse_signing_key *key; /**< Borrows; NULL: not signed. */
} prse_receipt_options;

/**
 * Evaluates a pack and writes the receipt: pack and digest, date, facts and
 * digest, of each obligation the answer, the first year and the minimal reason.
 * The same input gives the same bytes.
 *
 * @param out    gives the receipt, canonical JSON; release with
 *               prse_text_free().
 * @param pack   borrows.
 * @param facts  borrows; of the same pack.
 * @param date   borrows; "2026-11-26".
 * @param opts   borrows; NULL for the defaults.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (date),
 *         PRSE_ELIMIT (more than 1 MiB), PRSE_ENOTFOUND (the key is only a
 *         public one), PRSE_EUNSUPPORTED.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_receipt_make(prse_text **out, prse_pack *pack,
                                       const prse_facts *facts, prse_str date,
                                       const prse_receipt_options *opts,
                                       prse_error *err);

/** What a check of a receipt found. Each: 1 yes, 0 no, -1 not tried. */
typedef struct prse_receipt_check {
    uint32_t size;        /**< sizeof(prse_receipt_check), set by the caller. */
    int32_t signature;    /**< The signature is that of the given key; -1: not
                               signed, or no key given. */
    int32_t facts_digest; /**< The facts are those of the digest. */
    int32_t pack_digest;  /**< The given pack is the one that answered. */
    int32_t same_result;  /**< Answering again gives the same; -1: another
                               pack. */
    int32_t differences;  /**< Obligations that the given pack answers otherwise
                               on the day asked for; -1: not asked. */
    int32_t consistent;   /**< The reasons speak of the facts as they stand. */
    int32_t holds;        /**< All that was asked for is so: the signature when
                               a key was given, the answers when a pack was,
                               unless it is another one and a day was given. */
} prse_receipt_check;

/** What a receipt is checked with; zero fields: not tried. */
typedef struct prse_receipt_verify_options {
    uint32_t size;               /**< sizeof(prse_receipt_verify_options). */
    int32_t lang;                /**< A prse_lang, of the sentences. */
    prse_pack *pack;             /**< Borrows; answers again. */
    const prse_signing_key *key; /**< Borrows; of the signature. */
    prse_str today;              /**< Day to compare with, "2026-11-26". */
} prse_receipt_verify_options;

/**
 * Checks a receipt, offline: signature, digests, and by answering again. With a
 * day it also tells what the given pack, be it a later one, answers on that
 * day.
 *
 * @param out      filled; its size must be set.
 * @param report   gives what was found as JSON, for people and programs;
 *                 release with prse_text_free(); may be NULL.
 * @param receipt  borrows; JSON.
 * @param opts     borrows; NULL: only the digest of the facts.
 * @param err      filled on failure; a receipt that does not hold is none.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE,
 *         PRSE_ESCHEMA (not a receipt, or of a later form), PRSE_ELIMIT (more
 *         than 1 MiB, or too deep).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status
prse_receipt_verify(prse_receipt_check *out, prse_text **report,
                    prse_str receipt, const prse_receipt_verify_options *opts,
                    prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
