/* SPDX-License-Identifier: Apache-2.0 */
#include "callback/form.h"

#include <string.h>

enum { MOST_FIELDS = 16 };

static int unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (c != '\0' && strchr("-._*", c));
}

/* --- Writing --- */

void prse__form_add(prse__buf *out, const char *name, prse_str value)
{
    static const char digits[] = "0123456789ABCDEF";
    if (out->len > 0)
        prse__buf_addc(out, '&');
    prse__buf_adds(out, name);
    prse__buf_addc(out, '=');
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        char code[3] = {'%', digits[c >> 4], digits[c & 15]};
        if (unreserved(value.ptr[i]))
            prse__buf_addc(out, value.ptr[i]);
        else if (c == ' ')
            prse__buf_addc(out, '+');
        else
            prse__buf_add(out, (prse_str){code, sizeof code});
    }
}

/* --- Reading --- */

static prse_status broken(const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EPARSE, "body", "no form: %s", why);
}

/* Some senders leave characters as they are that others escape; what stands
 * between fields, and controls, can't be left. */
static int plain(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c < 0x7F &&
           !strchr("%+&=", c);
}

/* The characters of a part of the form; -1: no such thing. */
static int decode_at(prse_str text, size_t *at)
{
    char c = text.ptr[*at];
    if (c == '+')
        return ' ';
    if (plain(c))
        return (unsigned char)c;
    if (c != '%' || *at + 2 >= text.len)
        return -1;
    int high = prse__hex_digit(text.ptr[*at + 1]);
    int low = prse__hex_digit(text.ptr[*at + 2]);
    *at += 2;
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

static prse_status decode(prse_str *out, prse__arena *arena, prse_str text,
                          prse_error *err)
{
    size_t len = 0;
    char *to = prse__arena_alloc(arena, text.len + 1, 1);
    if (!to)
        return prse__error_nomem(err);
    for (size_t i = 0; i < text.len; i++) {
        int c = decode_at(text, &i);
        if (c < 0)
            return broken("a character is not escaped as it has to be", err);
        to[len++] = (char)c;
    }
    *out = (prse_str){to, len};
    if (prse__utf8_check(*out) != len)
        return broken("a text is not UTF-8", err);
    return PRSE_OK;
}

static prse_status read_pair(prse__arena *arena, prse_str pair,
                             prse__form_field field, void *user,
                             prse_error *err)
{
    prse_str name, value;
    const char *equals = pair.len ? memchr(pair.ptr, '=', pair.len) : NULL;
    if (!equals || equals == pair.ptr)
        return broken("a pair is not name=value", err);
    size_t len = (size_t)(equals - pair.ptr);
    prse_status status =
        decode(&name, arena, (prse_str){pair.ptr, len}, err);
    if (!status)
        status = decode(&value, arena,
                        (prse_str){equals + 1, pair.len - len - 1}, err);
    return status ? status : field(user, name, value, err);
}

prse_status prse__form_read(prse__arena *arena, prse_str body,
                            prse__form_field field, void *user,
                            prse_error *err)
{
    prse_status status = PRSE_OK;
    size_t count = 0;
    if (body.len == 0)
        return broken("it is empty", err);
    for (int more = 1; more && !status;) {
        const char *end = memchr(body.ptr, '&', body.len);
        size_t len = end ? (size_t)(end - body.ptr) : body.len;
        if (++count > MOST_FIELDS)
            return prse__error_set(err, PRSE_ELIMIT, "body",
                                   "a form of more than %d fields",
                                   (int)MOST_FIELDS);
        status = read_pair(arena, (prse_str){body.ptr, len}, field, user, err);
        more = end != NULL;
        if (more)
            body = (prse_str){end + 1, body.len - len - 1};
    }
    return status;
}
