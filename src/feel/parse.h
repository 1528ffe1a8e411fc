/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the parser share. A function that reads a part of the
 * grammar answers NULL when it failed; status and error are then set. Every
 * token is read once: nothing is tried twice. */
#ifndef PRSE_FEEL_PARSE_H
#define PRSE_FEEL_PARSE_H

#include "feel/ast.h"
#include "feel/lexer.h"

/* From the loosest to the tightest. DMN 1.5, 10.3.1.2: negation comes after
 * exponentiation in the list of arithmetic forms, so that -2 ** 2 is (-2) ** 2,
 * and instance of binds tighter than all arithmetic. */
typedef enum prse__level {
    PRSE__LEVEL_EXPRESSION, /* if, for, some, every, function too */
    PRSE__LEVEL_OR,
    PRSE__LEVEL_AND,
    PRSE__LEVEL_COMPARISON,
    PRSE__LEVEL_SUM,
    PRSE__LEVEL_PRODUCT,
    PRSE__LEVEL_POWER,
    PRSE__LEVEL_NEGATION,
    PRSE__LEVEL_INSTANCE,
    PRSE__LEVEL_POSTFIX,
    PRSE__LEVEL_PRIMARY
} prse__level;

typedef struct prse__operator {
    prse__token_kind token;
    prse__feel_op op;
    prse__level level;
    const char *text; /* with its blanks, as it is printed */
} prse__operator;

const prse__operator *prse__operator_of_token(prse__token_kind token);
const prse__operator *prse__operator_of(prse__feel_op op);

typedef struct prse__parser {
    prse__lexer lexer;
    prse__token token; /* the next one to read */
    prse__names *names;
    prse__arena *arena;
    const char *file;
    uint32_t depth;
    /* Whether a "[" here may close a range: ]a..b[ */
    int closes_range;
    prse_status status;
    prse_error *err;
} prse__parser;

/* Checks the text; no token is read yet. End in any case. */
prse_status prse__parser_begin(prse__parser *p, prse__arena *arena,
                               const prse__feel_source *source,
                               prse_error *err);
void prse__parser_end(prse__parser *p);

/* The next token becomes the current one; 0: it is no token. */
int prse__parser_advance(prse__parser *p);
prse__token prse__parser_peek(const prse__parser *p);
/* Passes a token of this kind when it stands here: 1, 0, or -1 failed. */
int prse__parser_accept(prse__parser *p, prse__token_kind kind);
int prse__parser_expect(prse__parser *p, prse__token_kind kind,
                        const char *expected);
/* "found ..., expected ..." at the current token; answers NULL. */
prse__feel *prse__parser_unexpected(prse__parser *p, const char *expected);
prse__feel *prse__parser_fail(prse__parser *p, prse_status status,
                              uint32_t line, uint32_t column,
                              const char *why);
prse__feel *prse__parser_nomem(prse__parser *p);
/* One more level of nesting; 0: too many. */
int prse__parser_enter(prse__parser *p);
void prse__parser_leave(prse__parser *p);

prse__feel *prse__parser_node(prse__parser *p, prse__feel_kind kind,
                              const prse__token *at);
/* Puts a child behind *last; NULL children tell of a failure: 0. */
int prse__parser_append(prse__parser *p, prse__feel *node, prse__feel **last,
                        prse__feel *child);
/* Children with commas between, one at least; 0: failed. */
int prse__parser_members(prse__parser *p, prse__feel *node, prse__feel **last,
                         prse__feel *(*member)(prse__parser *p));
/* A node of these children; NULL when one is NULL. */
prse__feel *prse__parser_node_of(prse__parser *p, prse__feel_kind kind,
                                 const prse__token *at, prse__feel *a,
                                 prse__feel *b);
int prse__parser_copy(prse__parser *p, prse_str *to, prse_str text);
/* A declared name of one or several words. */
int prse__parser_name(prse__parser *p, prse_str *out, const char *expected);
/* 1 when a name and a colon stand here. */
int prse__parser_at_label(const prse__parser *p);
/* The comparison that stands here, else NULL. */
const prse__operator *prse__parser_at_comparison(const prse__parser *p);
int prse__token_starts_expression(prse__token_kind kind);

prse__feel *prse__parse_expression(prse__parser *p);
/* A part of the expression whose operators bind at least so. */
prse__feel *prse__parse_level(prse__parser *p, prse__level level);
/* The same, when its first primary is read already. */
prse__feel *prse__parse_from(prse__parser *p, prse__feel *primary,
                             const prse__token *at, prse__level level);
prse__feel *prse__parse_primary(prse__parser *p);
prse__feel *prse__parse_postfix(prse__parser *p, prse__feel *base,
                                const prse__token *at);
/* The rest of a range behind "..". */
prse__feel *prse__parse_range_end(prse__parser *p, const prse__token *at,
                                  prse__feel *low);
prse__feel *prse__parse_literal(prse__parser *p);
int prse__parse_string(prse__parser *p, prse_str *out);

prse__feel *prse__parse_if(prse__parser *p);
prse__feel *prse__parse_for(prse__parser *p);
prse__feel *prse__parse_quantified(prse__parser *p);
prse__feel *prse__parse_function(prse__parser *p);
/* Types are text with canonical blanks. */
int prse__parse_type(prse__parser *p, prse_str *out);
/* 1 when "<" after this type would be read as a part of it. */
int prse__type_is_open(prse_str type);

/* One unary test but "-": a comparison with an operand, or an expression. */
prse__feel *prse__parse_test(prse__parser *p);
/* What follows "in". */
int prse__parse_in(prse__parser *p, prse__feel *node, prse__feel **last);
/* Unary tests, up to the end or a pipe. */
prse__feel *prse__parse_tests(prse__parser *p);

#endif
