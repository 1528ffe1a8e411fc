/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file jwt.h
 * Tokens by which a portal may ask the service that analyses documents: JSON
 * Web Tokens (RFC 7519) signed with HMAC-SHA-256, as Flask-JWT-Extended makes
 * and reads them. They expire, and can be taken back by their `jti`. No other
 * algorithm is spoken.
 */
#ifndef PORTAILRSE_JWT_H
#define PORTAILRSE_JWT_H

#include "portailrse/engine.h"
#include "portailrse/sys/clock.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The secret of tokens, and what is asked of them. */
typedef struct prse_jwt prse_jwt;

/** Whether a token was taken back: 1 yes, 0 no; anything else: it is not
 * known, which counts as yes. */
typedef int (*prse_jwt_revoked)(void *user, prse_str jti);

/** What is asked of tokens; zero fields: as said. */
typedef struct prse_jwt_options {
    uint32_t size;          /**< sizeof(prse_jwt_options). */
    uint32_t reserved;      /**< 0. */
    prse_str secret;        /**< At least 32 bytes; signs and verifies. */
    prse_str old_secret;    /**< Verifies only, while the other takes its place;
                                 may be empty. */
    prse_str issuer;        /**< Put into `iss` and asked of it; may be
                                 empty. */
    prse_str audience;      /**< The same of `aud`. */
    prse_str type;          /**< The same of `type`; empty: "access". */
    int64_t leeway_s;       /**< By which clocks may differ, 0 to 300. */
    int64_t legacy_until_s; /**< Until this Unix time, tokens without `exp` and
                                 secrets from 8 bytes are taken too, as the
                                 existing service has them; 0: never. */
    prse_jwt_revoked revoked; /**< Asked about each `jti`, last; NULL: none was
                                   ever taken back, and none is needed. */
    void *revoked_user;      /**< Handed to revoked(). */
    const prse_clock *clock; /**< Borrows as long as the object lives; NULL:
                                  the system's. */
} prse_jwt_options;

/**
 * Sets up the tokens of a service.
 *
 * @param out   gives the object; release with prse_jwt_free().
 * @param opts  borrows; the secrets are copied.
 * @param err   filled on failure; never tells a secret.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_ELIMIT (a secret
 *         is too short or too long).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_jwt_new(prse_jwt **out, const prse_jwt_options *opts,
                                  prse_error *err);

/**
 * Frees the object and wipes its secrets.
 *
 * @param jwt  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_jwt_free(prse_jwt *jwt);

/**
 * Makes a token, with `exp` and a `jti` by chance.
 *
 * @param out         gives the token; release with prse_text_free().
 * @param jwt         borrows.
 * @param subject     borrows; whom it stands for, 1 to 256 bytes of UTF-8.
 * @param lifetime_s  seconds until it expires, 1 to 31,622,400 (366 days).
 * @param err         filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EIO.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_jwt_issue(prse_text **out, const prse_jwt *jwt,
                                    prse_str subject, int64_t lifetime_s,
                                    prse_error *err);

/**
 * Checks a token: its form, algorithm and signature, then its time, type,
 * issuer and audience, then whether it was taken back.
 *
 * @param out    gives its claims, JSON with a text `sub`; release with
 *               prse_text_free().
 * @param jwt    borrows.
 * @param token  borrows; what follows "Bearer ".
 * @param err    filled on failure; safe to show to who sent it.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE (no token),
 *         PRSE_EDENIED (another algorithm, a signature of another secret, not
 *         valid yet, of another kind, taken back), PRSE_EEXPIRED (also: it
 *         never expires).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_jwt_check(prse_text **out, const prse_jwt *jwt,
                                    prse_str token, prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
