/* SPDX-License-Identifier: Apache-2.0 */
/* Hosts as the administrator lists them: [http://]name[:port], where a name
 * that begins with "." means all below it. */
#include <string.h>

#include "http/host.h"
#include "remote/remote.h"

enum { LONGEST = 300 };

int prse__remote_word(prse_str *rest, prse_str *word)
{
    size_t len = 0;
    *rest = prse__str_trim(*rest);
    while (len < rest->len && !strchr(" \t\r\n", rest->ptr[len]))
        len++;
    *word = (prse_str){rest->ptr, len};
    *rest = (prse_str){rest->ptr + len, rest->len - len};
    return len > 0;
}

static prse_status no_host(prse_str word, prse_error *err)
{
    char shown[64];
    prse__error_copy(shown, sizeof shown, word);
    return prse__error_set(err, PRSE_EPARSE, shown,
                           "expected a host, \"docs.example.org\", "
                           "\".example.org\" for all below it, or "
                           "\"http://127.0.0.1:9000\"");
}

/* Reads it as the address that it allows, so that both are read alike. */
static int read_word(prse__url_parts *out, prse_str word, int below,
                     prse__arena *arena)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    if (!strstr(word.ptr, "://"))
        prse__buf_adds(&url, "https://");
    prse__buf_add(&url, word);
    prse_str copy = prse__str_dup(arena, prse__buf_str(&url));
    int failed = url.failed || !copy.ptr;
    prse__buf_free(&url);
    if (failed)
        return -1;
    if (memchr(copy.ptr + 8, '/', copy.len > 8 ? copy.len - 8 : 0) ||
        memchr(copy.ptr, '?', copy.len))
        return 0;
    return prse__url_parts_read(out, copy) &&
           (!below || prse__host_kind_of(out->host) == PRSE__HOST_NAME);
}

/* ".example.org" is read as "example.org", then gets its dot back. */
static int read_host(prse__listed_host *out, prse_str word,
                     prse__arena *arena)
{
    prse__url_parts parts;
    prse_str text = prse__str_dup(arena, word); /* with a NUL for strstr */
    int below = word.ptr[0] == '.';
    if (!text.ptr)
        return -1;
    if (below)
        text = (prse_str){text.ptr + 1, text.len - 1};
    int found = prse__str_starts(text, "https://")
                    ? 0
                    : read_word(&parts, text, below, arena);
    if (found <= 0)
        return found;
    *out = (prse__listed_host){.https = parts.https, .port = parts.port,
                               .name = parts.host};
    if (below)
        out->name = (prse_str){word.ptr, parts.host.len + 1};
    out->name = prse__str_dup(arena, out->name);
    return out->name.ptr ? 1 : -1;
}

prse_status prse__hosts_read(prse__listed_host **out, prse__arena *arena,
                             prse_str text, prse_error *err)
{
    prse_str word;
    *out = NULL;
    while (prse__remote_word(&text, &word)) {
        prse__listed_host *host = prse__arena_alloc(arena, 1, sizeof *host);
        int found = !host                ? -1
                    : word.len > LONGEST ? 0
                                         : read_host(host, word, arena);
        if (found == 0)
            return no_host(word, err);
        if (found < 0)
            return prse__error_nomem(err);
        host->next = *out;
        *out = host;
    }
    return PRSE_OK;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int same(prse_str a, prse_str b)
{
    for (size_t i = 0; i < a.len && a.len == b.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return 0;
    return a.len == b.len;
}

/* An address is below no name: its last part would be taken for one. */
static int is_host(prse_str listed, prse_str host)
{
    if (listed.ptr[0] != '.')
        return same(listed, host);
    if (prse__host_kind_of(host) != PRSE__HOST_NAME ||
        host.len <= listed.len)
        return 0;
    return same(listed, (prse_str){host.ptr + host.len - listed.len,
                                   listed.len});
}

int prse__hosts_hold(const prse__listed_host *list,
                     const prse__url_parts *url)
{
    for (; list; list = list->next)
        if (list->https == url->https && list->port == url->port &&
            is_host(list->name, url->host))
            return 1;
    return 0;
}
