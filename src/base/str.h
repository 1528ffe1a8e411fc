/* SPDX-License-Identifier: Apache-2.0 */
/* Borrowed strings and growing buffers. */
#ifndef PRSE_BASE_STR_H
#define PRSE_BASE_STR_H

#include "base/mem.h"
#include "portailrse/base.h"

int prse__str_eq(prse_str a, prse_str b);
int prse__str_is(prse_str a, const char *b); /* equals a C string */
int prse__str_cmp(prse_str a, prse_str b);   /* byte order, as strcmp */
prse_str prse__str_trim(prse_str s);         /* spaces, tabs, CR, LF */
int prse__str_starts(prse_str s, const char *prefix);
/* Copy in the arena, NUL-terminated too; ptr is NULL when memory ran out. */
prse_str prse__str_dup(prse__arena *arena, prse_str s);

/* A hash for tables in memory: the same text gives the same number only inside
 * one process. */
uint32_t prse__str_hash(prse_str s);

int prse__hex_digit(char c); /* 0..15, -1: none */

/* Growing text. Every append after a failure is a no-op and `failed` stays
 * set, so that a writer checks once at its end. Never longer than `limit`
 * bytes (0: none). Always NUL-terminated when ptr is not NULL. */
typedef struct prse__buf {
    char *ptr;
    size_t len, cap, limit;
    int failed;
} prse__buf;

void prse__buf_init(prse__buf *buf, size_t limit);
void prse__buf_free(prse__buf *buf);
void prse__buf_clear(prse__buf *buf);
void prse__buf_add(prse__buf *buf, prse_str s);
void prse__buf_adds(prse__buf *buf, const char *s);
void prse__buf_addc(prse__buf *buf, char c);
void prse__buf_addf(prse__buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
prse_str prse__buf_str(const prse__buf *buf);

/* UTF-8. Offset of the first invalid byte, or s.len when all is well formed
 * (no overlong forms, no surrogates, at most U+10FFFF). */
size_t prse__utf8_check(prse_str s);
size_t prse__utf8_length(prse_str s); /* in code points */
/* Decodes one code point at *pos (< s.len) and moves *pos past it. */
uint32_t prse__utf8_next(prse_str s, size_t *pos);
/* Writes at most 4 bytes, without NUL; their number. */
size_t prse__utf8_encode(char *to, uint32_t code_point);
void prse__utf8_add(prse__buf *buf, uint32_t code_point);

#endif
