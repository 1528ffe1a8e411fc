/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/findings.h"

#include <stdarg.h>
#include <stdio.h>

enum { LINE = 320 };

void prse__findings_init(prse__findings *findings)
{
    prse__buf_init(&findings->texts, 0);
}

void prse__findings_clear(prse__findings *findings)
{
    prse__buf_clear(&findings->texts);
}

void prse__findings_add(prse__findings *findings, const char *format, ...)
{
    char line[LINE];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    prse__buf_adds(&findings->texts, line);
    prse__buf_addc(&findings->texts, '\n');
}

prse_status prse__findings_end(const prse__findings *findings, prse_error *err)
{
    return findings->texts.failed ? prse__error_nomem(err) : PRSE_OK;
}

void prse__findings_tell(prse__findings *findings, prse_finding found,
                         void *user)
{
    prse_str all = prse__buf_str(&findings->texts);
    for (size_t from = 0, at = 0; at < all.len; at++)
        if (all.ptr[at] == '\n') {
            found(user, (prse_str){all.ptr + from, at - from});
            from = at + 1;
        }
    prse__buf_clear(&findings->texts);
}

void prse__findings_free(prse__findings *findings)
{
    prse__buf_free(&findings->texts);
}
