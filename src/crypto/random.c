/* SPDX-License-Identifier: Apache-2.0 */
/* Names that nobody can guess. */
#include "crypto/crypto.h"

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
