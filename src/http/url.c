/* SPDX-License-Identifier: Apache-2.0 */
#include "http/url.h"

#include <string.h>

#include "http/host.h"

static int unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9') || (c != '\0' && strchr("-._~", c));
}

static int is_escape(prse_str text, size_t at)
{
    return at + 2 < text.len && prse__hex_digit(text.ptr[at + 1]) >= 0 &&
           prse__hex_digit(text.ptr[at + 2]) >= 0;
}

int prse__url_is_plain(prse_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '%' ? !is_escape(text, i)
                     : !unreserved(c) &&
                           (!c || !strchr(":/?[]@!$&'()*+,;=", c)))
            return 0;
    }
    return text.len > 0;
}

void prse__url_add(prse__buf *url, prse_str text)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (unreserved(text.ptr[i])) {
            prse__buf_addc(url, text.ptr[i]);
        } else {
            char code[3] = {'%', digits[c >> 4], digits[c & 15]};
            prse__buf_add(url, (prse_str){code, sizeof code});
        }
    }
}

void prse__url_query(prse__buf *url, const char *name, prse_str value)
{
    int more = url->len > 0 && memchr(url->ptr, '?', url->len);
    prse__buf_addc(url, more ? '&' : '?');
    prse__url_add(url, prse_str_of(name));
    prse__buf_addc(url, '=');
    prse__url_add(url, value);
}

void prse__url_query_int(prse__buf *url, const char *name, int64_t value)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "%lld", (long long)value);
    if (text.failed)
        url->failed = 1;
    else
        prse__url_query(url, name, prse__buf_str(&text));
    prse__buf_free(&text);
}

/* Where the authority begins: after "://"; 0 when there is none. */
static size_t authority(prse_str url)
{
    for (size_t i = 0; i + 2 < url.len; i++)
        if (memcmp(url.ptr + i, "://", 3) == 0)
            return i + 3;
    return 0;
}

prse_str prse__url_origin(prse_str url)
{
    size_t end = authority(url);
    if (end == 0)
        return (prse_str){0};
    while (end < url.len && !strchr("/?#\\", url.ptr[end]))
        end++;
    return (prse_str){url.ptr, end};
}

prse_str prse__url_host(prse_str url)
{
    prse_str origin = prse__url_origin(url);
    size_t from = authority(origin);
    for (size_t i = from; i < origin.len; i++)
        if (origin.ptr[i] == '@')
            from = i + 1;
    return prse__host_part((prse_str){origin.ptr ? origin.ptr + from : NULL,
                                      origin.len - from});
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Without the port that goes without saying. */
static prse_str shortened(prse_str origin)
{
    const char *usual = lower(origin.len > 4 ? origin.ptr[4] : '\0') == 's'
                            ? ":443" : ":80";
    size_t len = strlen(usual);
    if (origin.len > len &&
        memcmp(origin.ptr + origin.len - len, usual, len) == 0)
        origin.len -= len;
    return origin;
}

int prse__url_same_origin(prse_str a, prse_str b)
{
    a = shortened(a);
    b = shortened(b);
    if (a.len != b.len)
        return 0;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return 0;
    return 1;
}
