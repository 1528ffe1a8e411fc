/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/lexer.h"

#include <string.h>

typedef struct span {
    uint32_t first, last;
} span;

/* DMN 1.5, 10.3.1.2, rules 61 and 62: white space. */
static const span BLANKS[] = {
    {0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},
    {0x1680, 0x1680}, {0x180E, 0x180E}, {0x2000, 0x200B}, {0x2028, 0x2029},
    {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF},
};

/* Rule 28: how a name begins. */
static const span STARTS[] = {
    {'?', '?'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

/* Rule 29: what may follow as well. */
static const span PARTS[] = {
    {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

static int among(uint32_t c, const span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= spans[i].first && c <= spans[i].last)
            return 1;
    return 0;
}

#define AMONG(c, spans) among((c), (spans), sizeof(spans) / sizeof *(spans))

int prse__lexer_is_blank(uint32_t c)
{
    return AMONG(c, BLANKS);
}

static int starts_name(uint32_t c)
{
    return AMONG(c, STARTS) && !prse__lexer_is_blank(c);
}

static int continues_name(uint32_t c)
{
    return starts_name(c) || AMONG(c, PARTS);
}

size_t prse__lexer_word(prse_str text, size_t pos)
{
    size_t end = pos;
    for (size_t next = pos; next < text.len; end = next)
        if (!continues_name(prse__utf8_next(text, &next)))
            break;
    return end - pos;
}

static const struct {
    const char *text;
    prse__token_kind kind;
} KEYWORDS[] = {
    {"true", PRSE__TOKEN_TRUE},         {"false", PRSE__TOKEN_FALSE},
    {"null", PRSE__TOKEN_NULL},         {"if", PRSE__TOKEN_IF},
    {"then", PRSE__TOKEN_THEN},         {"else", PRSE__TOKEN_ELSE},
    {"for", PRSE__TOKEN_FOR},           {"in", PRSE__TOKEN_IN},
    {"return", PRSE__TOKEN_RETURN},     {"some", PRSE__TOKEN_SOME},
    {"every", PRSE__TOKEN_EVERY},       {"satisfies", PRSE__TOKEN_SATISFIES},
    {"or", PRSE__TOKEN_OR},             {"and", PRSE__TOKEN_AND},
    {"between", PRSE__TOKEN_BETWEEN},   {"instance", PRSE__TOKEN_INSTANCE},
    {"function", PRSE__TOKEN_FUNCTION},
};

/* Longer signs stand before those they begin with. */
static const struct {
    const char *text;
    prse__token_kind kind;
} SIGNS[] = {
    {"**", PRSE__TOKEN_POWER},        {"*", PRSE__TOKEN_STAR},
    {"->", PRSE__TOKEN_ARROW},        {"-", PRSE__TOKEN_MINUS},
    {"..", PRSE__TOKEN_DOTS},         {".", PRSE__TOKEN_DOT},
    {"<=", PRSE__TOKEN_LE},           {"<", PRSE__TOKEN_LT},
    {">=", PRSE__TOKEN_GE},           {">", PRSE__TOKEN_GT},
    {"!=", PRSE__TOKEN_NE},           {"=", PRSE__TOKEN_EQ},
    {"||", PRSE__TOKEN_PIPES},        {"|", PRSE__TOKEN_PIPE},
    {"+", PRSE__TOKEN_PLUS},          {"/", PRSE__TOKEN_SLASH},
    {",", PRSE__TOKEN_COMMA},         {":", PRSE__TOKEN_COLON},
    {"(", PRSE__TOKEN_PAREN_OPEN},    {")", PRSE__TOKEN_PAREN_CLOSE},
    {"[", PRSE__TOKEN_BRACKET_OPEN},  {"]", PRSE__TOKEN_BRACKET_CLOSE},
    {"{", PRSE__TOKEN_BRACE_OPEN},    {"}", PRSE__TOKEN_BRACE_CLOSE},
    {"@", PRSE__TOKEN_AT},
};

static prse__token_kind kind_of_word(prse_str word)
{
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++)
        if (prse__str_is(word, KEYWORDS[i].text))
            return KEYWORDS[i].kind;
    return PRSE__TOKEN_NAME;
}

int prse__lexer_is_keyword(prse_str word)
{
    return kind_of_word(word) != PRSE__TOKEN_NAME;
}

int prse__lexer_is_plain(prse_str text)
{
    size_t pos = 0;
    return text.len > 0 && starts_name(prse__utf8_next(text, &pos)) &&
           prse__lexer_word(text, 0) == text.len &&
           !prse__lexer_is_keyword(text);
}

/* --- Moving through the text --- */

static uint32_t advance(prse__lexer *lexer)
{
    uint32_t c = prse__utf8_next(lexer->text, &lexer->pos);
    lexer->column++;
    if (c == '\n') {
        lexer->line++;
        lexer->column = 1;
    }
    return c;
}

void prse__lexer_move(prse__lexer *lexer, size_t pos)
{
    while (lexer->pos < pos)
        advance(lexer);
}

static prse_str rest_of(const prse__lexer *lexer)
{
    return (prse_str){lexer->text.ptr + lexer->pos,
                      lexer->text.len - lexer->pos};
}

/* Past a comment that begins here; 0 when it does not end. */
static int skip_comment(prse__lexer *lexer)
{
    int block = prse__str_starts(rest_of(lexer), "/*");
    const char *end = block ? "*/" : "\n";
    prse__lexer_move(lexer, lexer->pos + 2);
    while (lexer->pos < lexer->text.len &&
           !prse__str_starts(rest_of(lexer), end))
        advance(lexer);
    if (lexer->pos == lexer->text.len)
        return !block;
    prse__lexer_move(lexer, lexer->pos + strlen(end));
    return 1;
}

static int at_blank(const prse__lexer *lexer)
{
    size_t pos = lexer->pos;
    return prse__lexer_is_blank(prse__utf8_next(lexer->text, &pos));
}

/* Past blanks and comments; 0 leaves the lexer at a comment without end. */
static int skip_blanks(prse__lexer *lexer)
{
    while (lexer->pos < lexer->text.len) {
        prse__lexer before = *lexer;
        prse_str rest = rest_of(lexer);
        if (at_blank(lexer)) {
            advance(lexer);
        } else if (!prse__str_starts(rest, "//") &&
                   !prse__str_starts(rest, "/*")) {
            return 1;
        } else if (!skip_comment(lexer)) {
            *lexer = before;
            return 0;
        }
    }
    return 1;
}

/* --- Tokens; each answers the bytes it takes --- */

static size_t digits(prse_str text, size_t pos)
{
    size_t end = pos;
    while (end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9')
        end++;
    return end - pos;
}

static size_t exponent(prse_str text, size_t pos)
{
    size_t sign = pos + 1;
    if (pos >= text.len || (text.ptr[pos] != 'e' && text.ptr[pos] != 'E'))
        return 0;
    if (sign < text.len && (text.ptr[sign] == '+' || text.ptr[sign] == '-'))
        sign++;
    size_t count = digits(text, sign);
    return count ? sign + count - pos : 0;
}

/* 12  1.5  .5  2e3; the point of "1..5" and of "1.a" is not of the number. */
static size_t number(prse_str text)
{
    size_t len = digits(text, 0);
    if (len < text.len && text.ptr[len] == '.') {
        size_t part = digits(text, len + 1);
        len += part ? part + 1 : 0;
    }
    return len ? len + exponent(text, len) : 0;
}

/* A string never holds a vertical space. */
static size_t string(prse_str text)
{
    for (size_t i = 1; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"')
            return i + 1;
        if (c >= '\n' && c <= '\r')
            return 0;
        if (c == '\\')
            i++;
    }
    return 0;
}

static size_t sign(prse_str text, prse__token *token)
{
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        if (!prse__str_starts(text, SIGNS[i].text))
            continue;
        token->kind = SIGNS[i].kind;
        return strlen(SIGNS[i].text);
    }
    token->kind = PRSE__TOKEN_BAD;
    token->wrong = "no expression holds this character";
    size_t len = 0;
    prse__utf8_next(text, &len);
    return len;
}

static size_t scan_string(prse_str text, prse__token *token)
{
    size_t len = string(text);
    token->kind = len ? PRSE__TOKEN_STRING : PRSE__TOKEN_BAD;
    token->wrong = "the string has no closing quote on its line";
    return len ? len : 1;
}

/* The token at the start of `text`; a NAME is joined later. */
static size_t scan(prse_str text, prse__token *token)
{
    size_t pos = 0;
    if (text.ptr[0] == '"')
        return scan_string(text, token);
    size_t len = number(text);
    if (len) {
        token->kind = PRSE__TOKEN_NUMBER;
        return len;
    }
    if (!starts_name(prse__utf8_next(text, &pos)))
        return sign(text, token);
    len = prse__lexer_word(text, 0);
    token->kind = kind_of_word((prse_str){text.ptr, len});
    return len;
}

static int is_word(prse__token_kind kind)
{
    return kind == PRSE__TOKEN_NAME ||
           (kind >= PRSE__TOKEN_TRUE && kind <= PRSE__TOKEN_FUNCTION);
}

prse__token prse__lexer_next(prse__lexer *lexer)
{
    int ends = skip_blanks(lexer);
    prse__token token = {.kind = PRSE__TOKEN_END,
                         .line = lexer->line,
                         .column = lexer->column};
    prse_str rest = rest_of(lexer);
    if (!ends) {
        token.kind = PRSE__TOKEN_BAD;
        token.wrong = "the comment has no closing */";
        rest.len = 2;
        token.text = rest;
        return token;
    }
    if (rest.len == 0)
        return token;
    size_t len = scan(rest, &token);
    token.text = (prse_str){rest.ptr, len};
    if (is_word(token.kind)) {
        size_t joined = prse__names_match(lexer->names, lexer->text,
                                          lexer->pos, &token.text);
        if (joined > len) {
            token.kind = PRSE__TOKEN_NAME;
            len = joined;
        } else {
            token.text = (prse_str){rest.ptr, len};
        }
    }
    prse__lexer_move(lexer, lexer->pos + len);
    return token;
}
