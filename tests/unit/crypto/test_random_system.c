/* SPDX-License-Identifier: Apache-2.0 */
/* A system whose generator is interrupted, gives little at once, or nothing:
 * this program's getrandom() takes the place of the C library's. */
#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "crypto/crypto.h"
#include "support/test.h"

static int number;   /* errno of each call to come; 0: it works */
static int signals;  /* calls that a signal interrupts first */
static size_t piece; /* given at once at most */
static int calls;

ssize_t getrandom(void *out, size_t count, unsigned flags)
{
    size_t n = count < piece ? count : piece;
    cr_assert_eq(flags, 0);
    calls++;
    if (number || signals) {
        errno = signals ? EINTR : number;
        signals -= signals > 0;
        return -1;
    }
    memset(out, 0x5a, n);
    return (ssize_t)n;
}

PRSE_TEST(random_system, goes_on_after_signals_and_pieces)
{
    unsigned char bytes[41] = {0};
    piece = 7;
    signals = 3;
    cr_assert_eq(prse__random(bytes, 40, NULL), PRSE_OK);
    for (size_t i = 0; i < 40; i++)
        cr_expect_eq(bytes[i], 0x5a);
    cr_expect_eq(bytes[40], 0);
    cr_expect_eq(calls, 3 + 6);
}

static void expect_failed(prse_status status, const char *what,
                          prse_error *err)
{
    cr_expect_eq(status, PRSE_EIO, "%s", what);
    cr_expect_eq(err->code, PRSE_EIO, "%s", what);
    cr_expect_eq(err->sys_code, ENOSYS, "%s", what);
    cr_expect_not_null(strstr(err->message, "randomness"), "%s",
                       err->message);
    *err = (prse_error){0};
}

/* Never an id that somebody could guess. */
PRSE_TEST(random_system, that_gives_nothing_is_told)
{
    unsigned char bytes[8];
    char id[23] = "x", code[44] = "x";
    prse_error err = {0};
    number = ENOSYS;
    expect_failed(prse__random(bytes, sizeof bytes, &err), "bytes", &err);
    expect_failed(prse__random_id(id, &err), "id", &err);
    expect_failed(prse__random_code(code, &err), "code", &err);
    cr_expect_str_eq(id, "");
    cr_expect_str_eq(code, "");
    cr_expect_eq(prse__random(bytes, sizeof bytes, NULL), PRSE_EIO);
}
