/* SPDX-License-Identifier: Apache-2.0 */
/* What the fuzz targets share. A target is one function that libFuzzer calls
 * with random bytes, and replay.c with the corpus. */
#ifndef PRSE_TESTS_FUZZ_H
#define PRSE_TESTS_FUZZ_H

#include <string.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the program where the fuzzer notices. */
#define FUZZ_ASSERT(truth) \
    do { \
        if (!(truth)) \
            __builtin_trap(); \
    } while (0)

static inline prse_str fuzz_text(const uint8_t *data, size_t size)
{
    return (prse_str){(const char *)data, size};
}

static inline int fuzz_same(prse_str a, prse_str b)
{
    return prse__str_eq(a, b);
}

/* A status other than PRSE_OK comes with a filled error, and only then. */
static inline void fuzz_check(prse_status status, const prse_error *err)
{
    FUZZ_ASSERT(err->code == (int32_t)status);
    FUZZ_ASSERT((err->message[0] != '\0') == (status != PRSE_OK));
    prse_str message = {err->message, strlen(err->message)};
    FUZZ_ASSERT(prse__utf8_check(message) == message.len);
}

#endif
