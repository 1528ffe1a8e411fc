/* SPDX-License-Identifier: Apache-2.0 */
#include "postgres/connection.h"

#include <string.h>

void prse__pg_name(prse__buf *out, prse_str name)
{
    prse__buf_addc(out, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '"')
            prse__buf_addc(out, '"');
        prse__buf_addc(out, name.ptr[i]);
    }
    prse__buf_addc(out, '"');
}

void prse__pg_copy_text(prse__buf *out, prse_str text)
{
    static const char special[] = "\\\t\n\r", letters[] = "\\tnr";
    for (size_t i = 0; i < text.len; i++) {
        const char *at = memchr(special, text.ptr[i], sizeof special - 1);
        if (at)
            prse__buf_addc(out, '\\');
        prse__buf_addc(out, at ? letters[at - special] : text.ptr[i]);
    }
}
