/* SPDX-License-Identifier: Apache-2.0 */
/* Ed25519 keys (RFC 8032). */
#include <openssl/evp.h>

#include "crypto/crypto.h"
#include "crypto/failed.h"
#include "crypto/key.h"

prse_status prse__key_wrap(prse__key **out, EVP_PKEY *pkey,
                           int is_private, prse_error *err)
{
    *out = prse__alloc(1, sizeof **out);
    if (!*out) {
        EVP_PKEY_free(pkey);
        return prse__error_nomem(err);
    }
    **out = (prse__key){pkey, is_private};
    return PRSE_OK;
}

prse_status prse__key_make(prse__key **out, prse_error *err)
{
    *out = NULL;
    EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    return pkey ? prse__key_wrap(out, pkey, 1, err)
                : prse__crypto_failed(err, "Ed25519");
}

void prse__key_free(prse__key *key)
{
    if (!key)
        return;
    EVP_PKEY_free(key->pkey); /* which wipes */
    prse__free(key);
}

int prse__key_is_private(const prse__key *key)
{
    return key->is_private;
}

prse_status prse__key_public(unsigned char out[32], const prse__key *key,
                             prse_error *err)
{
    size_t len = PRSE__KEY_BYTES;
    if (EVP_PKEY_get_raw_public_key(key->pkey, out, &len) != 1)
        return prse__crypto_failed(err, "Ed25519");
    return PRSE_OK;
}

prse_status prse__key_no_private(prse_error *err)
{
    return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                           "only the public half of the key is known");
}

prse_status prse__key_sign(unsigned char out[PRSE__SIGNATURE_BYTES],
                           const prse__key *key, prse_str bytes,
                           prse_error *err)
{
    size_t len = PRSE__SIGNATURE_BYTES;
    const char *ptr = bytes.len ? bytes.ptr : "";
    if (!key->is_private)
        return prse__key_no_private(err);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int done =
        context &&
        EVP_DigestSignInit(context, NULL, NULL, NULL, key->pkey) == 1 &&
        EVP_DigestSign(context, out, &len, (const unsigned char *)ptr,
                       bytes.len) == 1;
    EVP_MD_CTX_free(context);
    return done ? PRSE_OK : prse__crypto_failed(err, "Ed25519");
}

static prse_status verify_once(int *valid, const prse__key *key,
                               prse_str bytes, prse_str signature,
                               prse_error *err)
{
    const char *ptr = bytes.len ? bytes.ptr : "";
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int ready = context && EVP_DigestVerifyInit(context, NULL, NULL, NULL,
                                                key->pkey) == 1;
    *valid = ready &&
             EVP_DigestVerify(context, (const unsigned char *)signature.ptr,
                              signature.len, (const unsigned char *)ptr,
                              bytes.len) == 1;
    EVP_MD_CTX_free(context);
    return ready ? PRSE_OK : prse__crypto_failed(err, "Ed25519");
}

/* OpenSSL calls a signature wrong when it lacks memory inside. A wrong one is
 * rare, so that it is tried again before somebody is blamed. */
prse_status prse__key_verify(int *valid, const prse__key *key, prse_str bytes,
                             prse_str signature, prse_error *err)
{
    prse_status status = PRSE_OK;
    *valid = 0;
    if (signature.len != PRSE__SIGNATURE_BYTES)
        return PRSE_OK;
    for (int round = 0; round < 2 && !*valid && !status; round++)
        status = verify_once(valid, key, bytes, signature, err);
    return status;
}
