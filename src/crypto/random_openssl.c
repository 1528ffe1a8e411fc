/* SPDX-License-Identifier: Apache-2.0 */
/* OpenSSL's generator, and secrets that nobody can time. */
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
