/* SPDX-License-Identifier: Apache-2.0 */
/* Operators, by their levels. All of them group to the left. */
#include "feel/parse.h"

static const prse__operator OPERATORS[] = {
    [PRSE__FEEL_OR] = {PRSE__TOKEN_OR, PRSE__FEEL_OR, PRSE__LEVEL_OR, " or "},
    [PRSE__FEEL_AND] = {PRSE__TOKEN_AND, PRSE__FEEL_AND, PRSE__LEVEL_AND,
                        " and "},
    [PRSE__FEEL_EQ] = {PRSE__TOKEN_EQ, PRSE__FEEL_EQ, PRSE__LEVEL_COMPARISON,
                       " = "},
    [PRSE__FEEL_NE] = {PRSE__TOKEN_NE, PRSE__FEEL_NE, PRSE__LEVEL_COMPARISON,
                       " != "},
    [PRSE__FEEL_LT] = {PRSE__TOKEN_LT, PRSE__FEEL_LT, PRSE__LEVEL_COMPARISON,
                       " < "},
    [PRSE__FEEL_LE] = {PRSE__TOKEN_LE, PRSE__FEEL_LE, PRSE__LEVEL_COMPARISON,
                       " <= "},
    [PRSE__FEEL_GT] = {PRSE__TOKEN_GT, PRSE__FEEL_GT, PRSE__LEVEL_COMPARISON,
                       " > "},
    [PRSE__FEEL_GE] = {PRSE__TOKEN_GE, PRSE__FEEL_GE, PRSE__LEVEL_COMPARISON,
                       " >= "},
    [PRSE__FEEL_ADD] = {PRSE__TOKEN_PLUS, PRSE__FEEL_ADD, PRSE__LEVEL_SUM,
                        " + "},
    [PRSE__FEEL_SUB] = {PRSE__TOKEN_MINUS, PRSE__FEEL_SUB, PRSE__LEVEL_SUM,
                        " - "},
    [PRSE__FEEL_MUL] = {PRSE__TOKEN_STAR, PRSE__FEEL_MUL, PRSE__LEVEL_PRODUCT,
                        " * "},
    [PRSE__FEEL_DIV] = {PRSE__TOKEN_SLASH, PRSE__FEEL_DIV, PRSE__LEVEL_PRODUCT,
                        " / "},
    [PRSE__FEEL_POW] = {PRSE__TOKEN_POWER, PRSE__FEEL_POW, PRSE__LEVEL_POWER,
                        " ** "},
};

const prse__operator *prse__operator_of_token(prse__token_kind token)
{
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++)
        if (OPERATORS[i].token == token)
            return &OPERATORS[i];
    return NULL;
}

const prse__operator *prse__operator_of(prse__feel_op op)
{
    return &OPERATORS[op];
}

/* What follows a left operand. */
typedef prse__feel *follow(prse__parser *p, prse__feel *left,
                           const prse__token *at);

static prse__feel *binary(prse__parser *p, prse__feel *left,
                          const prse__token *at)
{
    const prse__operator *o = prse__operator_of_token(p->token.kind);
    if (!prse__parser_advance(p))
        return NULL;
    prse__feel *right = prse__parse_level(p, (prse__level)(o->level + 1));
    prse__feel *node =
        prse__parser_node_of(p, PRSE__FEEL_BINARY, at, left, right);
    if (node)
        node->op = o->op;
    return node;
}

static prse__feel *between(prse__parser *p, prse__feel *left,
                           const prse__token *at)
{
    if (!prse__parser_advance(p))
        return NULL;
    prse__feel *low = prse__parse_level(p, PRSE__LEVEL_SUM);
    if (!low ||
        !prse__parser_expect(p, PRSE__TOKEN_AND, "'and' of the 'between'"))
        return NULL;
    prse__feel *node =
        prse__parser_node_of(p, PRSE__FEEL_BETWEEN, at, left, low);
    if (!node || !prse__parser_append(p, node, &low,
                                      prse__parse_level(p, PRSE__LEVEL_SUM)))
        return NULL;
    return node;
}

static prse__feel *in(prse__parser *p, prse__feel *left,
                      const prse__token *at)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_IN, at);
    if (!node || !prse__parser_append(p, node, &last, left) ||
        !prse__parser_advance(p) || !prse__parse_in(p, node, &last))
        return NULL;
    return node;
}

static prse__feel *instance(prse__parser *p, prse__feel *left,
                            const prse__token *at)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_INSTANCE, at);
    if (!node || !prse__parser_append(p, node, &last, left) ||
        !prse__parser_advance(p))
        return NULL;
    if (!prse__str_is(p->token.text, "of"))
        return prse__parser_unexpected(p, "'of' after 'instance'");
    if (!prse__parser_advance(p) || !prse__parse_type(p, &node->type))
        return NULL;
    return node;
}

static follow *follow_of(prse__token_kind token, prse__level *level)
{
    static const struct {
        prse__token_kind token;
        prse__level level;
        follow *read;
    } WORDS[] = {
        {PRSE__TOKEN_BETWEEN, PRSE__LEVEL_COMPARISON, between},
        {PRSE__TOKEN_IN, PRSE__LEVEL_COMPARISON, in},
        {PRSE__TOKEN_INSTANCE, PRSE__LEVEL_INSTANCE, instance},
    };
    const prse__operator *o = prse__operator_of_token(token);
    if (o) {
        *level = o->level;
        return binary;
    }
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (WORDS[i].token == token) {
            *level = WORDS[i].level;
            return WORDS[i].read;
        }
    return NULL;
}

static prse__feel *climb(prse__parser *p, prse__feel *left,
                         const prse__token *at, prse__level level)
{
    prse__level found;
    while (left) {
        follow *read = follow_of(p->token.kind, &found);
        if (!read || found < level)
            break;
        left = read(p, left, at);
    }
    return left;
}

static prse__feel *negation(prse__parser *p)
{
    prse__token at = p->token;
    prse__feel *last = NULL, *node = NULL;
    if (!prse__parser_enter(p) || !prse__parser_advance(p))
        return NULL;
    prse__feel *child = prse__parse_level(p, PRSE__LEVEL_NEGATION);
    if (child)
        node = prse__parser_node(p, PRSE__FEEL_NEGATE, &at);
    prse__parser_leave(p);
    return node && prse__parser_append(p, node, &last, child) ? node : NULL;
}

static prse__feel *operand(prse__parser *p)
{
    prse__token at = p->token;
    if (at.kind == PRSE__TOKEN_MINUS)
        return negation(p);
    return prse__parse_postfix(p, prse__parse_primary(p), &at);
}

prse__feel *prse__parse_level(prse__parser *p, prse__level level)
{
    prse__token at = p->token;
    return climb(p, operand(p), &at, level);
}

prse__feel *prse__parse_from(prse__parser *p, prse__feel *primary,
                             const prse__token *at, prse__level level)
{
    return climb(p, prse__parse_postfix(p, primary, at), at, level);
}

prse__feel *prse__parse_expression(prse__parser *p)
{
    if (!prse__parser_enter(p))
        return NULL;
    prse__feel *node = prse__parse_level(p, PRSE__LEVEL_EXPRESSION);
    prse__parser_leave(p);
    return node;
}
