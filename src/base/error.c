/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

_Static_assert(sizeof(prse_error) == 512, "prse_error is frozen");

static int continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

void prse__error_copy(char *to, size_t size, prse_str text)
{
    size_t len = text.len < size ? text.len : size - 1;
    if (len < text.len)
        while (len > 0 && continues(text.ptr[len]))
            len--;
    if (len > 0)
        memcpy(to, text.ptr, len);
    to[len] = '\0';
}

/* The end of a path says more than its beginning. */
static void copy_file(char *to, size_t size, prse_str name)
{
    if (name.len < size) {
        prse__error_copy(to, size, name);
        return;
    }
    size_t from = name.len - (size - 4);
    while (from < name.len && continues(name.ptr[from]))
        from++;
    memcpy(to, "...", 3);
    prse__error_copy(to + 3, size - 3,
                     (prse_str){name.ptr + from, name.len - from});
}

/* Drops what is not UTF-8: a precision such as %.60s counts bytes and may cut
 * a character in two. */
static void drop_broken(char *text)
{
    size_t len = strlen(text);
    size_t at = 0;
    while ((at += prse__utf8_check((prse_str){text + at, len - at})) < len) {
        memmove(text + at, text + at + 1, len - at);
        len--;
    }
}

static void fill(prse_error *err, prse_status code, prse__place at,
                 const char *subject, const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));

static void fill(prse_error *err, prse_status code, prse__place at,
                 const char *subject, const char *format, va_list args)
{
    char message[2 * sizeof err->message];
    memset(err, 0, sizeof *err);
    err->code = (int32_t)code;
    err->line = at.line;
    err->column = at.column;
    copy_file(err->file, sizeof err->file, prse_str_of(at.file));
    prse__error_copy(err->subject, sizeof err->subject, prse_str_of(subject));
    vsnprintf(message, sizeof message, format, args);
    drop_broken(message);
    prse__error_copy(err->message, sizeof err->message, prse_str_of(message));
}

prse_status prse__error_set(prse_error *err, prse_status code,
                            const char *subject, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        fill(err, code, (prse__place){0}, subject, format, args);
        va_end(args);
    }
    return code;
}

prse_status prse__error_at(prse_error *err, prse_status code, prse__place at,
                           const char *subject, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        fill(err, code, at, subject, format, args);
        va_end(args);
    }
    return code;
}

prse_status prse__error_nomem(prse_error *err)
{
    return prse__error_set(err, PRSE_ENOMEM, NULL, "memory ran out");
}
