/* SPDX-License-Identifier: Apache-2.0 */
/* Chance that nobody can guess, and secrets that nobody can time. */
#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "crypto/crypto.h"
#include "crypto/failed.h"

prse_status prse__random(void *out, size_t count, prse_error *err)
{
    if (count > INT_MAX)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "too many random bytes at once");
    if (RAND_bytes(out, (int)count) != 1)
        return prse__crypto_failed(err, "randomness");
    return PRSE_OK;
}

/* Six bits a letter: the alphabet of base64 that needs no escape in a URL. */
static prse_status letters(char *out, size_t count, prse_error *err)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                   "abcdefghijklmnopqrstuvwxyz0123456789-_";
    prse_status status = prse__random(out, count, err);
    for (size_t i = 0; i < count && !status; i++)
        out[i] = alphabet[(unsigned char)out[i] & 63];
    out[status ? 0 : count] = '\0';
    return status;
}

prse_status prse__random_id(char out[23], prse_error *err)
{
    return letters(out, 22, err);
}

prse_status prse__random_code(char out[44], prse_error *err)
{
    return letters(out, 43, err);
}

int prse__equal_secret(prse_str a, prse_str b)
{
    if (a.len != b.len)
        return 0;
    return !a.len || CRYPTO_memcmp(a.ptr, b.ptr, a.len) == 0;
}

void prse__wipe(void *bytes, size_t count)
{
    if (count)
        OPENSSL_cleanse(bytes, count);
}
