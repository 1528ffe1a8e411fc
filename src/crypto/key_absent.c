/* SPDX-License-Identifier: Apache-2.0 */
/* A build without OpenSSL has no Ed25519: no key is ever made or read. */
#include "crypto/crypto.h"

static prse_status absent(prse_error *err)
{
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build has no OpenSSL");
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
