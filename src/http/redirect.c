/* SPDX-License-Identifier: Apache-2.0 */
/* Only redirects within an origin are followed: elsewhere a key would go with
 * the question, and the address could be one of the host's own network. */
#include "http/redirect.h"

#include <string.h>

#include "http/url.h"

static int may_lead(const prse_http_call *call)
{
    int32_t http = call->http;
    int reads = prse__str_is(call->method, "GET") ||
                prse__str_is(call->method, "HEAD");
    return reads && (http == 301 || http == 302 || http == 303 ||
                     http == 307 || http == 308);
}

/* Up to the first of these characters. */
static prse_str until(prse_str text, const char *ends)
{
    size_t at = 0;
    while (at < text.len && (!text.ptr[at] || !strchr(ends, text.ptr[at])))
        at++;
    return (prse_str){text.ptr, at};
}

static prse_str after(prse_str text, size_t at)
{
    return (prse_str){text.ptr + at, text.len - at};
}

static int has_scheme(prse_str text)
{
    prse_str first = until(text, ":/?");
    return first.len < text.len && text.ptr[first.len] == ':';
}

/* --- The path: RFC 3986, 5.2.3 and 5.2.4 --- */

/* Back to before the last segment, but never into the origin. */
static void drop_segment(prse__buf *out, size_t origin)
{
    while (out->len > origin && out->ptr[--out->len] != '/')
        ;
    if (out->ptr)
        out->ptr[out->len] = '\0';
}

static void add_segment(prse__buf *out, size_t origin, prse_str segment,
                        int last)
{
    int back = prse__str_is(segment, "..");
    if (back)
        drop_segment(out, origin);
    else if (!prse__str_is(segment, ".")) {
        prse__buf_addc(out, '/');
        prse__buf_add(out, segment);
        return;
    }
    if (last)
        prse__buf_addc(out, '/');
}

/* `path` is empty or begins with a slash. */
static void add_path(prse__buf *out, prse_str path)
{
    size_t origin = out->len;
    if (!path.len)
        prse__buf_addc(out, '/');
    while (path.len && !out->failed) {
        path = after(path, 1);
        prse_str segment = until(path, "/");
        path = after(path, segment.len);
        add_segment(out, origin, segment, !path.len);
    }
}

/* The path of what is asked now, up to its last slash. */
static prse_str folder_of(prse_str path)
{
    while (path.len && path.ptr[path.len - 1] != '/')
        path.len--;
    return path;
}

/* --- The whole --- */

/* `rest`: path and query, relative to the path of what is asked now. */
static void add_rest(prse__buf *out, prse_str now, prse_str rest)
{
    prse_str path = until(rest, "?"), query = after(rest, path.len);
    prse__buf whole;
    prse__buf_init(&whole, 0);
    if (!path.len || path.ptr[0] != '/') {
        prse_str old = until(now, "?");
        prse_str folder = path.len ? folder_of(old) : old;
        if (path.len && !folder.len)
            folder = PRSE_STR("/");
        prse__buf_add(&whole, folder);
    }
    prse__buf_add(&whole, path);
    add_path(out, prse__buf_str(&whole));
    prse__buf_add(out, query);
    out->failed |= whole.failed;
    prse__buf_free(&whole);
}

/* An address with its own origin, or one relative to it as it is. */
static void write_full(prse__buf *full, prse_str to, prse_str origin)
{
    if (prse__str_starts(to, "//")) {
        prse__buf_add(full, until(origin, ":"));
        prse__buf_addc(full, ':');
    }
    prse__buf_add(full, to);
}

static int write_target(prse__buf *out, const prse_http_call *call,
                        prse_str to)
{
    prse_str origin = prse__url_origin(call->url);
    prse_str now = after(call->url, origin.len);
    if (has_scheme(to)) {
        prse_str theirs = prse__url_origin(to);
        if (!prse__url_same_origin(theirs, origin))
            return 0;
        to = after(to, theirs.len);
        now = PRSE_STR("");
    }
    prse__buf_add(out, origin);
    add_rest(out, now, to);
    return !out->failed;
}

int prse__redirect_target(prse__buf *out, const prse_http_call *call)
{
    prse_str to;
    prse__buf full;
    prse__buf_clear(out);
    if (!may_lead(call) || !prse__call_answer(call, "location", &to))
        return 0;
    to = until(to, "#");
    if (!prse__url_is_plain(to))
        return 0;
    prse__buf_init(&full, 0);
    write_full(&full, to, prse__url_origin(call->url));
    int found = !full.failed && write_target(out, call, prse__buf_str(&full));
    out->failed |= full.failed;
    prse__buf_free(&full);
    return found;
}
