/* SPDX-License-Identifier: Apache-2.0 */
/* The library's own SHA-256, and its HMAC (RFC 2104): for builds without
 * OpenSSL. */
#include <string.h>

#include "base/sha256.h"
#include "crypto/crypto.h"

enum { BLOCK = PRSE__SHA256_BLOCK };

struct prse__digest {
    prse__sha256_state state;
};

prse_status prse__digest_new(prse__digest **out, prse_error *err)
{
    *out = prse__alloc(1, sizeof **out);
    if (!*out)
        return prse__error_nomem(err);
    prse__sha256_begin(&(*out)->state);
    return PRSE_OK;
}

void prse__digest_free(prse__digest *digest)
{
    prse__free(digest);
}

void prse__digest_add(prse__digest *digest, prse_str bytes)
{
    prse__sha256_add(&digest->state, bytes);
}

prse_status prse__digest_end(prse__digest *digest,
                             unsigned char out[PRSE__DIGEST_BYTES],
                             prse_error *err)
{
    (void)err;
    prse__sha256_end(&digest->state, out);
    prse__sha256_begin(&digest->state);
    return PRSE_OK;
}

prse_status prse__digest_hex(char out[PRSE__DIGEST_HEX], prse_str bytes,
                             prse_error *err)
{
    (void)err;
    prse__sha256_hex(out, bytes);
    return PRSE_OK;
}

prse_status prse__git_hex(char out[PRSE__DIGEST_HEX], prse_str bytes,
                          prse_error *err)
{
    (void)out;
    (void)bytes;
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build has no OpenSSL, and thus no SHA-1");
}

/* The key as one block, over a pattern; then the bytes. */
static void half(unsigned char out[PRSE__DIGEST_BYTES],
                 const unsigned char key[BLOCK], unsigned char pattern,
                 prse_str bytes)
{
    char block[BLOCK];
    prse__sha256_state state;
    for (size_t i = 0; i < BLOCK; i++)
        block[i] = (char)(key[i] ^ pattern);
    prse__sha256_begin(&state);
    prse__sha256_add(&state, (prse_str){block, BLOCK});
    prse__sha256_add(&state, bytes);
    prse__sha256_end(&state, out);
    prse__wipe(block, sizeof block);
    prse__wipe(&state, sizeof state);
}

prse_status prse__hmac_sha256(unsigned char out[PRSE__DIGEST_BYTES],
                              prse_str key, prse_str bytes, prse_error *err)
{
    unsigned char block[BLOCK] = {0}, inner[PRSE__DIGEST_BYTES];
    (void)err;
    if (key.len > BLOCK)
        prse__sha256(block, key);
    else if (key.len)
        memcpy(block, key.ptr, key.len);
    half(inner, block, 0x36, bytes);
    half(out, block, 0x5c, (prse_str){(char *)inner, sizeof inner});
    prse__wipe(block, sizeof block);
    prse__wipe(inner, sizeof inner);
    return PRSE_OK;
}
