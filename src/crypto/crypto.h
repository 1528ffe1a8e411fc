/* SPDX-License-Identifier: Apache-2.0 */
/* Digests, signatures and chance over OpenSSL: the only includer of its
 * headers. Without it, over our own SHA-256 and the system's generator; then
 * there are no keys: PRSE_EUNSUPPORTED. */
#ifndef PRSE_CRYPTO_CRYPTO_H
#define PRSE_CRYPTO_CRYPTO_H

#include "base/error.h"
#include "base/str.h"

enum {
    PRSE__DIGEST_BYTES = 32,
    PRSE__DIGEST_HEX = 65, /* letters and NUL */
    PRSE__SIGNATURE_BYTES = 64
};

/* A SHA-256 that grows. */
typedef struct prse__digest prse__digest;
prse_status prse__digest_new(prse__digest **out, prse_error *err);
void prse__digest_free(prse__digest *digest); /* NULL is legal */
void prse__digest_add(prse__digest *digest, prse_str bytes);
/* Ends it; ready for the next one. */
prse_status prse__digest_end(prse__digest *digest,
                             unsigned char out[PRSE__DIGEST_BYTES],
                             prse_error *err);

void prse__hex(char *out, const unsigned char *bytes, size_t count); /* + NUL */
int prse__unhex(unsigned char *out, prse_str hex, size_t count); /* 0: not so */
/* SHA-256 at once, in small hexadecimal letters. */
prse_status prse__digest_hex(char out[PRSE__DIGEST_HEX], prse_str bytes,
                             prse_error *err);
/* How git names a file: SHA-1 of its length and its bytes, in 40 letters. Not
 * to be trusted against who makes files; PRSE_EUNSUPPORTED without OpenSSL. */
prse_status prse__git_hex(char out[PRSE__DIGEST_HEX], prse_str bytes,
                          prse_error *err);
prse_status prse__hmac_sha256(unsigned char out[PRSE__DIGEST_BYTES],
                              prse_str key, prse_str bytes, prse_error *err);
prse_status prse__random(void *out, size_t count, prse_error *err);
/* 22 letters A-Z a-z 0-9 - _ (132 bits) and NUL. */
prse_status prse__random_id(char out[23], prse_error *err);
/* 43 letters (256 bits) and NUL: codes and tokens. */
prse_status prse__random_code(char out[44], prse_error *err);
int prse__equal_secret(prse_str a, prse_str b); /* time tells nothing */
void prse__wipe(void *bytes, size_t count);
void prse__base64(prse__buf *out, prse_str bytes); /* with padding */
int prse__unbase64(prse__buf *out, prse_str text); /* 0: not so */
/* The same with - and _, without padding (RFC 4648, 5). */
void prse__base64url(prse__buf *out, prse_str bytes);
int prse__unbase64url(prse__buf *out, prse_str text);

/* An Ed25519 key, whole or its public half. */
typedef struct prse__key prse__key;
prse_status prse__key_make(prse__key **out, prse_error *err);
prse_status prse__key_read(prse__key **out, prse_str pem, prse_error *err);
void prse__key_free(prse__key *key); /* wiped; NULL is legal */
int prse__key_is_private(const prse__key *key);
prse_status prse__key_pem(prse__buf *out, const prse__key *key, int private_,
                          prse_error *err);
/* The raw public key, 32 bytes. */
prse_status prse__key_public(unsigned char out[32], const prse__key *key,
                             prse_error *err);
prse_status prse__key_sign(unsigned char out[PRSE__SIGNATURE_BYTES],
                           const prse__key *key, prse_str bytes,
                           prse_error *err);
/* *valid: 1 the signature is the key's, 0 it is not. */
prse_status prse__key_verify(int *valid, const prse__key *key, prse_str bytes,
                             prse_str signature, prse_error *err);

#endif
