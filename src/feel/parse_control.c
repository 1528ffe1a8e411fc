/* SPDX-License-Identifier: Apache-2.0 */
/* if, for, some, every and function. */
#include "feel/parse.h"

prse__feel *prse__parse_if(prse__parser *p)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_IF, &p->token);
    if (!node || !prse__parser_advance(p) ||
        !prse__parser_append(p, node, &last, prse__parse_expression(p)) ||
        !prse__parser_expect(p, PRSE__TOKEN_THEN, "'then'") ||
        !prse__parser_append(p, node, &last, prse__parse_expression(p)) ||
        !prse__parser_expect(p, PRSE__TOKEN_ELSE, "'else'") ||
        !prse__parser_append(p, node, &last, prse__parse_expression(p)))
        return NULL;
    return node;
}

/* --- Bindings --- */

static prse__feel *domain(prse__parser *p)
{
    prse__token at = p->token;
    prse__feel *low = prse__parse_expression(p);
    int iterates = low ? prse__parser_accept(p, PRSE__TOKEN_DOTS) : -1;
    if (iterates < 0)
        return NULL;
    if (!iterates)
        return low;
    return prse__parser_node_of(p, PRSE__FEEL_ITERATION, &at, low,
                                prse__parse_expression(p));
}

static prse__feel *binding(prse__parser *p)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_BIND, &p->token);
    if (!node || !prse__parser_name(p, &node->text, "a variable") ||
        !prse__parser_expect(p, PRSE__TOKEN_IN, "'in'") ||
        !prse__parser_append(p, node, &last, domain(p)))
        return NULL;
    return node;
}

/* keyword bindings word body */
static prse__feel *bound(prse__parser *p, prse__feel_kind kind,
                         prse__token_kind word, const char *expected)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, kind, &p->token);
    if (!node || !prse__parser_advance(p) ||
        !prse__parser_members(p, node, &last, binding) ||
        !prse__parser_expect(p, word, expected) ||
        !prse__parser_append(p, node, &last, prse__parse_expression(p)))
        return NULL;
    return node;
}

prse__feel *prse__parse_for(prse__parser *p)
{
    return bound(p, PRSE__FEEL_FOR, PRSE__TOKEN_RETURN, "',' or 'return'");
}

prse__feel *prse__parse_quantified(prse__parser *p)
{
    prse__feel_kind kind = p->token.kind == PRSE__TOKEN_SOME
                               ? PRSE__FEEL_SOME
                               : PRSE__FEEL_EVERY;
    return bound(p, kind, PRSE__TOKEN_SATISFIES, "',' or 'satisfies'");
}

/* --- Functions --- */

static prse__feel *parameter(prse__parser *p)
{
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_PARAM, &p->token);
    if (!node || !prse__parser_name(p, &node->text, "a parameter"))
        return NULL;
    int typed = prse__parser_accept(p, PRSE__TOKEN_COLON);
    if (typed < 0 || (typed && !prse__parse_type(p, &node->type)))
        return NULL;
    return node;
}

static int parameters(prse__parser *p, prse__feel *node, prse__feel **last)
{
    if (!prse__parser_advance(p) ||
        !prse__parser_expect(p, PRSE__TOKEN_PAREN_OPEN,
                             "'(' after 'function'"))
        return 0;
    if (p->token.kind != PRSE__TOKEN_PAREN_CLOSE &&
        !prse__parser_members(p, node, last, parameter))
        return 0;
    return prse__parser_expect(p, PRSE__TOKEN_PAREN_CLOSE, "',' or ')'");
}

static int is_external(const prse__parser *p)
{
    return p->token.kind == PRSE__TOKEN_NAME &&
           prse__str_is(p->token.text, "external") &&
           prse__parser_peek(p).kind == PRSE__TOKEN_BRACE_OPEN;
}

prse__feel *prse__parse_function(prse__parser *p)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_FUNCTION, &p->token);
    if (!node || !parameters(p, node, &last))
        return NULL;
    if (is_external(p))
        return prse__parser_fail(p, PRSE_EUNSUPPORTED, p->token.line,
                                 p->token.column,
                                 "external functions are not offered: write "
                                 "the body in FEEL");
    return prse__parser_append(p, node, &last, prse__parse_expression(p))
               ? node
               : NULL;
}
