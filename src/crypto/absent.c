/* SPDX-License-Identifier: Apache-2.0 */
/* A build without OpenSSL: no digest, key or chance, so that what needs them
 * is never reached. */
#include "crypto/crypto.h"

static prse_status absent(prse_error *err)
{
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build has no OpenSSL");
}

prse_status prse__digest_new(prse__digest **out, prse_error *err)
{
    *out = NULL;
    return absent(err);
}

void prse__digest_free(prse__digest *digest)
{
    (void)digest;
}

void prse__digest_add(prse__digest *digest, prse_str bytes)
{
    (void)digest, (void)bytes;
}

prse_status prse__digest_end(prse__digest *digest,
                             unsigned char out[PRSE__DIGEST_BYTES],
                             prse_error *err)
{
    (void)digest, (void)out;
    return absent(err);
}

prse_status prse__digest_hex(char out[PRSE__DIGEST_HEX], prse_str bytes,
                             prse_error *err)
{
    (void)bytes;
    out[0] = '\0';
    return absent(err);
}

prse_status prse__hmac_sha256(unsigned char out[PRSE__DIGEST_BYTES],
                              prse_str key, prse_str bytes, prse_error *err)
{
    (void)out, (void)key, (void)bytes;
    return absent(err);
}

prse_status prse__random(void *out, size_t count, prse_error *err)
{
    (void)out, (void)count;
    return absent(err);
}

prse_status prse__random_id(char out[23], prse_error *err)
{
    out[0] = '\0';
    return absent(err);
}

prse_status prse__random_code(char out[44], prse_error *err)
{
    out[0] = '\0';
    return absent(err);
}

int prse__equal_secret(prse_str a, prse_str b)
{
    unsigned other = a.len != b.len;
    for (size_t i = 0; i < a.len && i < b.len; i++)
        other |= (unsigned char)(a.ptr[i] ^ b.ptr[i]);
    return !other;
}

void prse__wipe(void *bytes, size_t count)
{
    volatile unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++)
        at[i] = 0;
}

prse_status prse__key_make(prse__key **out, prse_error *err)
{
    *out = NULL;
    return absent(err);
}

prse_status prse__key_read(prse__key **out, prse_str pem, prse_error *err)
{
    (void)pem;
    *out = NULL;
    return absent(err);
}

void prse__key_free(prse__key *key)
{
    (void)key;
}

int prse__key_is_private(const prse__key *key)
{
    (void)key;
    return 0;
}

prse_status prse__key_pem(prse__buf *out, const prse__key *key, int private_,
                          prse_error *err)
{
    (void)out, (void)key, (void)private_;
    return absent(err);
}

prse_status prse__key_public(unsigned char out[32], const prse__key *key,
                             prse_error *err)
{
    (void)out, (void)key;
    return absent(err);
}

prse_status prse__key_sign(unsigned char out[PRSE__SIGNATURE_BYTES],
                           const prse__key *key, prse_str bytes,
                           prse_error *err)
{
    (void)out, (void)key, (void)bytes;
    return absent(err);
}

prse_status prse__key_verify(int *valid, const prse__key *key, prse_str bytes,
                             prse_str signature, prse_error *err)
{
    (void)key, (void)bytes, (void)signature;
    *valid = 0;
    return absent(err);
}
