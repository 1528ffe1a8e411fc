/* SPDX-License-Identifier: Apache-2.0 */
#include "base/options.h"

#include <string.h>

static uint32_t announced(const void *given)
{
    uint32_t size;
    memcpy(&size, given, sizeof size);
    return size;
}

static int tail_is_zero(const unsigned char *given, size_t from, size_t to)
{
    while (from < to)
        if (given[from++])
            return 0;
    return 1;
}

prse_status prse__options_read(void *own, size_t size, const void *given,
                               const char *what, prse_error *err)
{
    if (!given)
        return PRSE_OK;
    size_t theirs = announced(given);
    if (theirs < sizeof(uint32_t))
        return prse__error_set(err, PRSE_EABI, what,
                               "the size of the struct is not set");
    if (theirs > size && !tail_is_zero(given, size, theirs))
        return prse__error_set(err, PRSE_EABI, what,
                               "the struct is of a newer version of the "
                               "library: %zu bytes, %zu are known",
                               theirs, size);
    memcpy(own, given, theirs < size ? theirs : size);
    return PRSE_OK;
}

prse_status prse__struct_give(void *out, const void *own, size_t size,
                              prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    uint32_t theirs = announced(out);
    if (theirs < sizeof(uint32_t))
        return prse__error_set(err, PRSE_EABI, "out",
                               "the size of the struct is not set");
    size_t common = theirs < size ? theirs : size;
    memcpy((char *)out + sizeof theirs, (const char *)own + sizeof theirs,
           common - sizeof theirs);
    return PRSE_OK;
}
