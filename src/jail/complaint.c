/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/str.h"
#include "jail/jail.h"

enum { SHOWN = 160 };

/* Its words go into our messages: one line, whole characters, no controls. */
prse_str prse__jail_complaint(const prse__jail_end *end)
{
    prse_str line = {end->said, strcspn(end->said, "\r\n")};
    if (line.len > SHOWN)
        line.len = SHOWN;
    line.len = prse__utf8_check(line);
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.ptr[i] < ' ' || line.ptr[i] == 127)
            line.len = i;
    return line;
}
