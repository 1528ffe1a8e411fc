/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens of FEEL, and the names that are written with several words. */
#ifndef PRSE_FEEL_LEXER_H
#define PRSE_FEEL_LEXER_H

#include "base/error.h"
#include "base/str.h"

/* Keywords are the kinds from TRUE to FUNCTION. */
typedef enum prse__token_kind {
    PRSE__TOKEN_END,
    PRSE__TOKEN_BAD, /* .wrong tells why */
    PRSE__TOKEN_NAME,
    PRSE__TOKEN_NUMBER,
    PRSE__TOKEN_STRING, /* with its quotes */
    PRSE__TOKEN_AT,
    PRSE__TOKEN_TRUE,
    PRSE__TOKEN_FALSE,
    PRSE__TOKEN_NULL,
    PRSE__TOKEN_IF,
    PRSE__TOKEN_THEN,
    PRSE__TOKEN_ELSE,
    PRSE__TOKEN_FOR,
    PRSE__TOKEN_IN,
    PRSE__TOKEN_RETURN,
    PRSE__TOKEN_SOME,
    PRSE__TOKEN_EVERY,
    PRSE__TOKEN_SATISFIES,
    PRSE__TOKEN_OR,
    PRSE__TOKEN_AND,
    PRSE__TOKEN_BETWEEN,
    PRSE__TOKEN_INSTANCE,
    PRSE__TOKEN_FUNCTION,
    PRSE__TOKEN_EQ,
    PRSE__TOKEN_NE,
    PRSE__TOKEN_LT,
    PRSE__TOKEN_LE,
    PRSE__TOKEN_GT,
    PRSE__TOKEN_GE,
    PRSE__TOKEN_PLUS,
    PRSE__TOKEN_MINUS,
    PRSE__TOKEN_STAR,
    PRSE__TOKEN_SLASH,
    PRSE__TOKEN_POWER,
    PRSE__TOKEN_ARROW,
    PRSE__TOKEN_DOT,
    PRSE__TOKEN_DOTS, /* .. */
    PRSE__TOKEN_COMMA,
    PRSE__TOKEN_COLON,
    PRSE__TOKEN_PAREN_OPEN,
    PRSE__TOKEN_PAREN_CLOSE,
    PRSE__TOKEN_BRACKET_OPEN,
    PRSE__TOKEN_BRACKET_CLOSE,
    PRSE__TOKEN_BRACE_OPEN,
    PRSE__TOKEN_BRACE_CLOSE,
    PRSE__TOKEN_PIPE,
    PRSE__TOKEN_PIPES /* || */
} prse__token_kind;

typedef struct prse__token {
    prse__token_kind kind;
    uint32_t line, column;
    prse_str text;     /* as written; of a NAME, spaces are normalised */
    const char *wrong; /* BAD */
} prse__token;

/* Names that one identifier does not hold: "date and time", "l'an 2". */
typedef struct prse__names prse__names;

prse__names *prse__names_new(void); /* holds those of the language */
void prse__names_free(prse__names *names);
/* Adds a name in scope; one that is a plain identifier costs nothing. */
prse_status prse__names_add(prse__names *names, prse_str name,
                            prse_error *err);
/* Adds a name that the text itself declares, when its words cannot be taken
 * for operators or keywords. */
prse_status prse__names_declare(prse__names *names, prse_str name,
                                prse_error *err);
/* The longest known name at `pos`: bytes of it in text (0: none). */
size_t prse__names_match(const prse__names *names, prse_str text, size_t pos,
                         prse_str *name);

/* A copy of a lexer is a place to come back to. */
typedef struct prse__lexer {
    prse_str text;
    const prse__names *names;
    size_t pos;
    uint32_t line, column;
} prse__lexer;

prse__token prse__lexer_next(prse__lexer *lexer);
/* Moves to a byte further on, counting lines and columns. */
void prse__lexer_move(prse__lexer *lexer, size_t pos);

int prse__lexer_is_blank(uint32_t code_point);
/* Bytes of the run of name characters at `pos`, digits included. */
size_t prse__lexer_word(prse_str text, size_t pos);
/* 1 when the text is one word that begins as names do and is no keyword. */
int prse__lexer_is_plain(prse_str text);
int prse__lexer_is_keyword(prse_str word);

#endif
