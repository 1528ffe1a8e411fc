/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "portailrse/callback.h"

enum { LONGEST = 128 };

static int id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

prse_status prse_document_id_check(prse_str id, prse_error *err)
{
    int good = id.len > 0 && id.len <= LONGEST && id.ptr[0] != '.';
    for (size_t i = 0; i < id.len && good; i++)
        good = id_char(id.ptr[i]);
    if (good)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EPARSE, "document_id",
                           "it is 1 to %d letters, digits, '-', '_' or '.', "
                           "and does not begin with '.'", (int)LONGEST);
}
