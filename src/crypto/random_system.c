/* SPDX-License-Identifier: Apache-2.0 */
/* The system's generator, getrandom(2), and secrets that nobody can time. */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/random.h>

#include "crypto/crypto.h"

static prse_status no_chance(int number, prse_error *err)
{
    char reason[128] = "";
    strerror_r(number, reason, sizeof reason);
    prse__error_set(err, PRSE_EIO, NULL, "the system gives no randomness: %s",
                    reason);
    if (err)
        err->sys_code = number;
    return PRSE_EIO;
}

/* A signal may come in between, and much is given in pieces. */
prse_status prse__random(void *out, size_t count, prse_error *err)
{
    unsigned char *at = out;
    if (count > INT_MAX)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "too many random bytes at once");
    while (count) {
        ssize_t n = getrandom(at, count, 0);
        if (n < 0 && errno != EINTR)
            return no_chance(errno, err);
        at += n > 0 ? n : 0;
        count -= n > 0 ? (size_t)n : 0;
    }
    return PRSE_OK;
}

/* Volatile, so that no compiler stops at the first difference. */
int prse__equal_secret(prse_str a, prse_str b)
{
    volatile unsigned char differs = 0;
    if (a.len != b.len)
        return 0;
    for (size_t i = 0; i < a.len; i++)
        differs = (unsigned char)(differs | (a.ptr[i] ^ b.ptr[i]));
    return !differs;
}

/* Volatile, so that no compiler leaves it out. */
void prse__wipe(void *bytes, size_t count)
{
    volatile unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++)
        at[i] = 0;
}
