/* SPDX-License-Identifier: Apache-2.0 */
/* Services that keep objects as files take no more than 255 bytes between two
 * slashes. Longer segments go on behind "~/", which no key holds. */
#include <string.h>

#include "blob_s3/s3.h"

enum { SPLIT = 180 };

void prse__s3_name_add(prse__buf *out, prse_str key)
{
    size_t run = 0;
    for (size_t i = 0; i < key.len; i++) {
        if (key.ptr[i] == '/') {
            run = 0;
        } else if (run == SPLIT) {
            prse__buf_adds(out, "~/");
            run = 1;
        } else {
            run++;
        }
        prse__buf_addc(out, key.ptr[i]);
    }
}

prse_str prse__s3_name_undo(char *name, size_t len)
{
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        if (name[i] == '~' && i + 1 < len && name[i + 1] == '/')
            i++;
        else
            name[kept++] = name[i];
    }
    name[kept] = '\0';
    return (prse_str){name, kept};
}
