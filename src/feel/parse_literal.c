/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers, strings, @"...", true, false, null and names. */
#include "feel/parse.h"

/* The digits of \uXXXX or \UXXXXXX at `pos`; -1: malformed. */
static int32_t code_at(prse_str raw, size_t pos)
{
    size_t count = 0;
    if (pos + 1 < raw.len && raw.ptr[pos] == '\\')
        count = raw.ptr[pos + 1] == 'u' ? 4 : raw.ptr[pos + 1] == 'U' ? 6 : 0;
    if (count == 0 || raw.len - pos - 2 < count)
        return -1;
    int32_t code = 0;
    for (size_t i = 0; i < count; i++) {
        int digit = prse__hex_digit(raw.ptr[pos + 2 + i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

static int is_high(int32_t code)
{
    return code >= 0xD800 && code <= 0xDBFF;
}

static int is_low(int32_t code)
{
    return code >= 0xDC00 && code <= 0xDFFF;
}

/* Decodes \u or \U, or two \u that make one character; 0: no character. */
static size_t decode_code(prse__buf *out, prse_str raw, size_t pos)
{
    size_t len = raw.ptr[pos + 1] == 'u' ? 6 : 8;
    int32_t code = code_at(raw, pos);
    if (is_high(code) && is_low(code_at(raw, pos + len))) {
        code = 0x10000 + ((code - 0xD800) << 10) +
               (code_at(raw, pos + len) - 0xDC00);
        len += raw.ptr[pos + len + 1] == 'u' ? 6 : 8;
    }
    if (code < 0 || is_high(code) || is_low(code) || code > 0x10FFFF)
        return 0;
    prse__utf8_add(out, (uint32_t)code);
    return len;
}

/* The escape at `pos`: bytes taken, 0: malformed. Before any other letter the
 * backslash stands for itself, as in regular expressions. */
static size_t decode_escape(prse__buf *out, prse_str raw, size_t pos)
{
    static const char LETTERS[] = "ntr\"'\\", MEANT[] = "\n\t\r\"'\\";
    char letter = raw.ptr[pos + 1];
    if (letter == 'u' || letter == 'U')
        return decode_code(out, raw, pos);
    for (size_t i = 0; LETTERS[i]; i++)
        if (LETTERS[i] == letter) {
            prse__buf_addc(out, MEANT[i]);
            return 2;
        }
    prse__buf_addc(out, '\\');
    return 1;
}

static int unescape(prse__parser *p, prse__buf *out, prse_str raw)
{
    for (size_t pos = 0; pos < raw.len;) {
        if (raw.ptr[pos] != '\\') {
            prse__buf_addc(out, raw.ptr[pos++]);
            continue;
        }
        size_t len = decode_escape(out, raw, pos);
        if (len == 0) {
            size_t before = prse__utf8_length((prse_str){raw.ptr, pos});
            prse__parser_fail(p, PRSE_EPARSE, p->token.line,
                              p->token.column + 1 + (uint32_t)before,
                              "a character is written \\uXXXX or \\UXXXXXX, "
                              "with 4 or 6 hexadecimal digits");
            return 0;
        }
        pos += len;
    }
    if (out->failed)
        prse__parser_nomem(p);
    return !out->failed;
}

int prse__parse_string(prse__parser *p, prse_str *out)
{
    prse__buf text;
    prse_str raw = {p->token.text.ptr + 1, p->token.text.len - 2};
    prse__buf_init(&text, 0);
    int done = unescape(p, &text, raw) &&
               prse__parser_copy(p, out, prse__buf_str(&text)) &&
               prse__parser_advance(p);
    prse__buf_free(&text);
    return done;
}

static int read_number(prse__parser *p, prse__feel *node)
{
    if (!prse__dec_parse(&node->number, p->token.text)) {
        prse__parser_fail(p, PRSE_EPARSE, p->token.line, p->token.column,
                          "a number holds at most 34 digits, and its exponent "
                          "at most 4");
        return 0;
    }
    return prse__parser_advance(p);
}

static int read_name(prse__parser *p, prse__feel *node)
{
    return prse__parser_copy(p, &node->text, p->token.text) &&
           prse__parser_advance(p);
}

static int read_text(prse__parser *p, prse__feel *node)
{
    return prse__parse_string(p, &node->text);
}

static int read_at(prse__parser *p, prse__feel *node)
{
    if (!prse__parser_advance(p))
        return 0;
    if (p->token.kind == PRSE__TOKEN_STRING)
        return read_text(p, node);
    prse__parser_unexpected(p, "a string after '@'");
    return 0;
}

static int read_true(prse__parser *p, prse__feel *node)
{
    node->flag = 1;
    return prse__parser_advance(p);
}

static int read_word(prse__parser *p, prse__feel *node)
{
    (void)node;
    return prse__parser_advance(p);
}

prse__feel *prse__parse_literal(prse__parser *p)
{
    static const struct {
        prse__token_kind token;
        prse__feel_kind kind;
        int (*read)(prse__parser *p, prse__feel *node);
    } LITERALS[] = {
        {PRSE__TOKEN_NAME, PRSE__FEEL_NAME, read_name},
        {PRSE__TOKEN_NUMBER, PRSE__FEEL_NUMBER, read_number},
        {PRSE__TOKEN_STRING, PRSE__FEEL_STRING, read_text},
        {PRSE__TOKEN_AT, PRSE__FEEL_AT, read_at},
        {PRSE__TOKEN_TRUE, PRSE__FEEL_BOOLEAN, read_true},
        {PRSE__TOKEN_FALSE, PRSE__FEEL_BOOLEAN, read_word},
        {PRSE__TOKEN_NULL, PRSE__FEEL_NULL, read_word},
    };
    for (size_t i = 0; i < sizeof LITERALS / sizeof *LITERALS; i++) {
        if (LITERALS[i].token != p->token.kind)
            continue;
        prse__feel *node = prse__parser_node(p, LITERALS[i].kind, &p->token);
        return node && LITERALS[i].read(p, node) ? node : NULL;
    }
    return prse__parser_unexpected(p, "an expression");
}
