/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 and its HMAC; and git's digest. */
#include <limits.h>
#include <stdio.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "crypto/crypto.h"
#include "crypto/failed.h"

struct prse__digest {
    EVP_MD_CTX *context;
    int failed;
};

static void start(prse__digest *digest)
{
    digest->failed =
        EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1;
}

prse_status prse__digest_new(prse__digest **out, prse_error *err)
{
    prse__digest *digest = prse__alloc(1, sizeof *digest);
    *out = NULL;
    if (digest)
        digest->context = EVP_MD_CTX_new();
    if (!digest || !digest->context) {
        prse__digest_free(digest);
        return prse__error_nomem(err);
    }
    start(digest);
    if (digest->failed) {
        prse__digest_free(digest);
        return prse__crypto_failed(err, "SHA-256");
    }
    *out = digest;
    return PRSE_OK;
}

void prse__digest_free(prse__digest *digest)
{
    if (!digest)
        return;
    EVP_MD_CTX_free(digest->context);
    prse__free(digest);
}

void prse__digest_add(prse__digest *digest, prse_str bytes)
{
    if (bytes.len && !digest->failed)
        digest->failed =
            EVP_DigestUpdate(digest->context, bytes.ptr, bytes.len) != 1;
}

prse_status prse__digest_end(prse__digest *digest,
                             unsigned char out[PRSE__DIGEST_BYTES],
                             prse_error *err)
{
    int failed =
        digest->failed || EVP_DigestFinal_ex(digest->context, out, NULL) != 1;
    prse_status status =
        failed ? prse__crypto_failed(err, "SHA-256") : PRSE_OK;
    start(digest);
    return status;
}

prse_status prse__digest_hex(char out[PRSE__DIGEST_HEX], prse_str bytes,
                             prse_error *err)
{
    unsigned char digest[PRSE__DIGEST_BYTES];
    const char *ptr = bytes.len ? bytes.ptr : "";
    if (EVP_Digest(ptr, bytes.len, digest, NULL, EVP_sha256(), NULL) != 1)
        return prse__crypto_failed(err, "SHA-256");
    prse__hex(out, digest, sizeof digest);
    return PRSE_OK;
}

prse_status prse__git_hex(char out[PRSE__DIGEST_HEX], prse_str bytes,
                          prse_error *err)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    char head[40];
    unsigned int len = 0;
    int head_len = snprintf(head, sizeof head, "blob %zu", bytes.len) + 1;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!context)
        return prse__error_nomem(err);
    int good = EVP_DigestInit_ex(context, EVP_sha1(), NULL) == 1 &&
               EVP_DigestUpdate(context, head, (size_t)head_len) == 1 &&
               (!bytes.len ||
                EVP_DigestUpdate(context, bytes.ptr, bytes.len) == 1) &&
               EVP_DigestFinal_ex(context, digest, &len) == 1;
    EVP_MD_CTX_free(context);
    if (!good)
        return prse__crypto_failed(err, "SHA-1");
    prse__hex(out, digest, len);
    return PRSE_OK;
}

prse_status prse__hmac_sha256(unsigned char out[PRSE__DIGEST_BYTES],
                              prse_str key, prse_str bytes, prse_error *err)
{
    const char *secret = key.len ? key.ptr : "";
    const char *ptr = bytes.len ? bytes.ptr : "";
    if (key.len > INT_MAX)
        return prse__error_set(err, PRSE_EINVAL, NULL, "the key is too long");
    if (!HMAC(EVP_sha256(), secret, (int)key.len,
              (const unsigned char *)ptr, bytes.len, out, NULL))
        return prse__crypto_failed(err, "HMAC-SHA-256");
    return PRSE_OK;
}
