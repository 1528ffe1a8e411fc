/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/scheme.h"

static int is_of_scheme(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '+' || c == '-';
}

prse_str prse__scheme_of(prse_str address, prse_str *rest)
{
    size_t len = 0;
    while (len < address.len && is_of_scheme(address.ptr[len]))
        len++;
    if (len == 0 || len == address.len || address.ptr[len] != ':') {
        *rest = address;
        return (prse_str){0};
    }
    *rest = (prse_str){address.ptr + len + 1, address.len - len - 1};
    return (prse_str){address.ptr, len};
}

prse_status prse__scheme_unknown(const char *what, prse_error *err)
{
    return prse__error_set(err, PRSE_EPARSE, "address",
                           "it is no address that is known here: expected %s",
                           what);
}
