/* SPDX-License-Identifier: Apache-2.0 */
/* libpq names hosts, ports and databases in its messages. An @ or a / that was
 * meant to be in a password would make a part of it one of those. */
#include <string.h>

#include "postgres/inner.h"

static const char HOW[] =
    "it cannot be read: postgresql://user@host:5432/database, with"
    " @ and / of a password written %%40 and %%2F";

static int is_uri(prse_str url)
{
    return prse__str_starts(url, "postgresql://") ||
           prse__str_starts(url, "postgres://");
}

/* At most one @, and none after the first / behind the scheme. */
static int has_odd_at(prse_str url)
{
    size_t i = 0;
    int ats = 0, slashes = -2;
    for (; i < url.len && url.ptr[i] != '?'; i++) {
        slashes += url.ptr[i] == '/';
        if (url.ptr[i] == '@' && (++ats > 1 || slashes > 0))
            return 1;
    }
    return 0;
}

static int is_port_list(const char *text)
{
    return text[strspn(text, "0123456789,")] == '\0';
}

static int has_odd_port(const PQconninfoOption *options)
{
    for (; options->keyword; options++)
        if (strcmp(options->keyword, "port") == 0 && options->val)
            return !is_port_list(options->val);
    return 0;
}

prse_status prse__pg_address(prse_str url, prse__buf *copy, prse_error *err)
{
    if (url.len == 0 || memchr(url.ptr, '\0', url.len))
        return prse__error_set(err, PRSE_EINVAL, "url", HOW);
    prse__buf_add(copy, url);
    if (copy->failed)
        return prse__error_nomem(err);
    char *why = NULL;
    PQconninfoOption *options = PQconninfoParse(copy->ptr, &why);
    int no_memory = !options && (!why || strstr(why, "out of memory"));
    int odd = !options || has_odd_port(options) ||
              (is_uri(url) && has_odd_at(url));
    PQfreemem(why);
    PQconninfoFree(options);
    if (no_memory)
        return prse__error_nomem(err);
    return odd ? prse__error_set(err, PRSE_EINVAL, "url", HOW) : PRSE_OK;
}
