/* SPDX-License-Identifier: Apache-2.0 */
/* Hosts as the administrator lists them: [http://][.]name[:port]; with the dot,
 * all below the name. */
#include <string.h>

#include "http/host.h"
#include "remote/remote.h"

enum { LONGEST = 300 };

int prse__remote_word(prse_str *rest, prse_str *word)
{
    size_t len = 0;
    *rest = prse__str_trim(*rest);
    while (len < rest->len &&
           (!rest->ptr[len] || !strchr(" \t\r\n", rest->ptr[len])))
        len++;
    *word = (prse_str){rest->ptr, len};
    if (len == 0)
        return 0;
    *rest = (prse_str){rest->ptr + len, rest->len - len};
    return 1;
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

typedef struct listed_word {
    const char *scheme;
    int below;
    prse_str rest; /* name[:port] */
} listed_word;

static listed_word take_apart(prse_str word)
{
    int plain = prse__str_starts(word, "http://");
    size_t from = plain ? 7 : prse__str_starts(word, "https://") ? 8 : 0;
    listed_word it = {.scheme = plain ? "http://" : "https://"};
    it.below = from < word.len && word.ptr[from] == '.';
    from += (size_t)it.below;
    it.rest = (prse_str){word.ptr + from, word.len - from};
    return it;
}

/* Read as the address that it allows, so that both are read alike. */
static int read_parts(prse__url_parts *out, const listed_word *it,
                      prse__arena *arena)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__buf_adds(&url, it->scheme);
    prse__buf_add(&url, it->rest);
    prse_str copy = prse__str_dup(arena, prse__buf_str(&url));
    int failed = url.failed || !copy.ptr;
    prse__buf_free(&url);
    if (failed)
        return -1;
    size_t scheme = strlen(it->scheme);
    return !memchr(copy.ptr + scheme, '/', copy.len - scheme) &&
           !memchr(copy.ptr, '?', copy.len) &&
           prse__url_parts_read(out, copy) &&
           (!it->below ||
            prse__host_kind_of(out->host) == PRSE__HOST_NAME);
}

/* -1: memory ran out; 0: it is no host. */
static int read_host(prse__listed_host *out, prse_str word,
                     prse__arena *arena)
{
    prse__url_parts parts;
    listed_word it = take_apart(word);
    int found = read_parts(&parts, &it, arena);
    if (found <= 0)
        return found;
    size_t dot = (size_t)it.below;
    prse_str name = {it.rest.ptr - dot, parts.host.len + dot};
    *out = (prse__listed_host){.https = parts.https, .port = parts.port,
                               .name = prse__str_dup(arena, name)};
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
