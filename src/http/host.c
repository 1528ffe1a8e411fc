/* SPDX-License-Identifier: Apache-2.0 */
#include "http/host.h"

#include <arpa/inet.h>
#include <string.h>

enum { LONGEST_NAME = 253, LONGEST_LABEL = 63 };

prse_str prse__host_part(prse_str authority)
{
    size_t at = 0;
    if (authority.len > 0 && authority.ptr[0] == '[')
        while (at < authority.len && authority.ptr[at] != ']')
            at++;
    while (at < authority.len && authority.ptr[at] != ':')
        at++;
    return (prse_str){authority.ptr, at};
}

static int digit(char c)
{
    return c >= '0' && c <= '9';
}

static int letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int same_word(prse_str text, const char *word)
{
    size_t len = strlen(word);
    if (text.len != len)
        return 0;
    for (size_t i = 0; i < len; i++)
        if (lower(text.ptr[i]) != word[i])
            return 0;
    return 1;
}

static int plain_label(prse_str label)
{
    if (label.len == 0 || label.len > LONGEST_LABEL || label.ptr[0] == '-' ||
        label.ptr[label.len - 1] == '-')
        return 0;
    for (size_t i = 0; i < label.len; i++)
        if (!letter(label.ptr[i]) && !digit(label.ptr[i]) &&
            label.ptr[i] != '-')
            return 0;
    return label.len < 4 || !same_word((prse_str){label.ptr, 4}, "xn--");
}

/* Each label plain, and the last one no number, decimal or not: what looks
 * like an address but is none means something else to each reader. */
static int plain_name(prse_str host)
{
    size_t from = 0;
    prse_str label = {0};
    if (host.len > LONGEST_NAME)
        return 0;
    for (size_t i = 0; i <= host.len; i++) {
        if (i < host.len && host.ptr[i] != '.')
            continue;
        label = (prse_str){host.ptr + from, i - from};
        if (!plain_label(label))
            return 0;
        from = i + 1;
    }
    return !digit(label.ptr[0]);
}

static prse__host_kind address_kind(prse_str host)
{
    static const unsigned char loopback[16] = {[15] = 1};
    char text[64];
    unsigned char bytes[16];
    prse_str inside = host;
    int six = host.ptr[0] == '[';
    if (six) {
        if (host.ptr[host.len - 1] != ']')
            return PRSE__HOST_BAD;
        inside = (prse_str){host.ptr + 1, host.len - 2};
    }
    if (inside.len >= sizeof text || memchr(inside.ptr, '\0', inside.len))
        return PRSE__HOST_BAD;
    memcpy(text, inside.ptr, inside.len);
    text[inside.len] = '\0';
    if (inet_pton(six ? AF_INET6 : AF_INET, text, bytes) != 1)
        return PRSE__HOST_BAD;
    int own = six ? memcmp(bytes, loopback, 16) == 0 : bytes[0] == 127;
    return own ? PRSE__HOST_LOOPBACK : PRSE__HOST_ADDRESS;
}

prse__host_kind prse__host_kind_of(prse_str host)
{
    if (host.len == 0)
        return PRSE__HOST_BAD;
    if (same_word(host, "localhost"))
        return PRSE__HOST_LOOPBACK;
    if (plain_name(host))
        return PRSE__HOST_NAME;
    if (host.len < 2)
        return PRSE__HOST_BAD;
    return address_kind(host);
}
