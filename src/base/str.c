/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int prse__str_eq(prse_str a, prse_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int prse__str_is(prse_str a, const char *b)
{
    return prse__str_eq(a, prse_str_of(b));
}

int prse__str_cmp(prse_str a, prse_str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

prse_str prse__str_trim(prse_str s)
{
    while (s.len > 0 && blank(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

int prse__str_starts(prse_str s, const char *prefix)
{
    size_t len = strlen(prefix);
    return s.len >= len && memcmp(s.ptr, prefix, len) == 0;
}

prse_str prse__str_dup(prse__arena *arena, prse_str s)
{
    char *copy = prse__arena_alloc(arena, s.len + 1, 1);
    if (!copy)
        return (prse_str){0};
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    return (prse_str){copy, s.len};
}

static uint64_t word_at(const char *p, size_t size)
{
    uint64_t word = 0;
    memcpy(&word, p, size);
    return word;
}

uint32_t prse__str_hash(prse_str s)
{
    uint64_t hash = s.len;
    size_t i = 0;
    for (; s.len - i >= 8; i += 8)
        hash = (hash ^ word_at(s.ptr + i, 8)) * UINT64_C(0x9E3779B97F4A7C15);
    if (s.len - i >= 4) {
        hash = (hash ^ word_at(s.ptr + i, 4)) * UINT64_C(0x9E3779B97F4A7C15);
        i += 4;
    }
    for (; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001B3);
    hash = (hash ^ hash >> 32) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(hash >> 32);
}

int prse__hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void prse__buf_init(prse__buf *buf, size_t limit)
{
    *buf = (prse__buf){.limit = limit};
}

void prse__buf_free(prse__buf *buf)
{
    prse__free(buf->ptr);
    prse__buf_init(buf, buf->limit);
}

void prse__buf_clear(prse__buf *buf)
{
    buf->len = 0;
    buf->failed = 0;
    if (buf->ptr)
        buf->ptr[0] = '\0';
}

/* Room for `more` bytes and the final NUL; 0 and `failed` when refused. */
static int reserve(prse__buf *buf, size_t more)
{
    if (buf->failed)
        return 0;
    size_t room = (buf->limit ? buf->limit : SIZE_MAX / 4) - buf->len;
    if (more > room) {
        buf->failed = 1;
        return 0;
    }
    size_t need = buf->len + more + 1;
    if (need <= buf->cap)
        return 1;
    size_t cap = need + need / 2 + 32;
    char *ptr = prse__resize(buf->ptr, buf->cap, cap, 1);
    if (!ptr) {
        buf->failed = 1;
        return 0;
    }
    buf->ptr = ptr;
    buf->cap = cap;
    return 1;
}

void prse__buf_add(prse__buf *buf, prse_str s)
{
    int fits = !buf->failed && !buf->limit && s.len < buf->cap - buf->len;
    if (!fits && !reserve(buf, s.len))
        return;
    if (s.len > 0)
        memcpy(buf->ptr + buf->len, s.ptr, s.len);
    buf->len += s.len;
    buf->ptr[buf->len] = '\0';
}

void prse__buf_adds(prse__buf *buf, const char *s)
{
    prse__buf_add(buf, prse_str_of(s));
}

void prse__buf_addc(prse__buf *buf, char c)
{
    prse__buf_add(buf, (prse_str){&c, 1});
}

void prse__buf_addf(prse__buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len < 0) {
        buf->failed = 1;
    } else if (reserve(buf, (size_t)len)) {
        vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
}

prse_str prse__buf_str(const prse__buf *buf)
{
    return (prse_str){buf->ptr, buf->len};
}
