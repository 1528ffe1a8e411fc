/* SPDX-License-Identifier: Apache-2.0 */
/* Unary tests. */
#include "feel/parse.h"

const prse__operator *prse__parser_at_comparison(const prse__parser *p)
{
    const prse__operator *o = prse__operator_of_token(p->token.kind);
    return o && o->level == PRSE__LEVEL_COMPARISON ? o : NULL;
}

prse__feel *prse__parse_test(prse__parser *p)
{
    const prse__operator *o = prse__parser_at_comparison(p);
    prse__feel *last = NULL;
    if (!o)
        return prse__parse_expression(p);
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_TEST, &p->token);
    if (!node || !prse__parser_enter(p) || !prse__parser_advance(p) ||
        !prse__parser_append(p, node, &last,
                             prse__parse_level(p, PRSE__LEVEL_SUM)))
        return NULL;
    prse__parser_leave(p);
    node->op = o->op;
    return node;
}

static int ends(prse__token_kind kind)
{
    return kind == PRSE__TOKEN_END || kind == PRSE__TOKEN_PIPE ||
           kind == PRSE__TOKEN_PIPES;
}

/* not(...) as tests, which DMN has only alone and which may stand in a list
 * here: not("a"), null. not() and not(negand: a) are calls. */
static int at_not(const prse__parser *p)
{
    prse__parser ahead = *p;
    if (p->token.kind != PRSE__TOKEN_NAME ||
        !prse__str_is(p->token.text, "not") ||
        prse__lexer_next(&ahead.lexer).kind != PRSE__TOKEN_PAREN_OPEN)
        return 0;
    ahead.token = prse__lexer_next(&ahead.lexer);
    return ahead.token.kind != PRSE__TOKEN_PAREN_CLOSE &&
           !prse__parser_at_label(&ahead);
}

/* not(a) or b : what was read as tests was the arguments of a call. */
static prse__feel *as_call(prse__parser *p, prse__feel *name,
                           prse__feel *tests)
{
    prse__token at = {.line = name->line, .column = name->column};
    tests->kind = PRSE__FEEL_CALL;
    name->next = tests->first;
    tests->first = name;
    tests->count++;
    return prse__parse_from(p, tests, &at, PRSE__LEVEL_EXPRESSION);
}

static prse__feel *not_tests(prse__parser *p)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_NOT_TESTS, &p->token);
    prse__feel *name = node ? prse__parse_literal(p) : NULL;
    if (!name)
        return NULL;
    int bare = 0, more = prse__parser_advance(p) ? 1 : -1;
    for (; more > 0; more = prse__parser_accept(p, PRSE__TOKEN_COMMA)) {
        bare |= prse__parser_at_comparison(p) != NULL;
        if (!prse__parser_append(p, node, &last, prse__parse_test(p)))
            return NULL;
    }
    if (more < 0 ||
        !prse__parser_expect(p, PRSE__TOKEN_PAREN_CLOSE, "',' or ')'"))
        return NULL;
    if (ends(p->token.kind) || p->token.kind == PRSE__TOKEN_COMMA)
        return node;
    return bare ? prse__parser_unexpected(p, "nothing after 'not(...)'")
                : as_call(p, name, node);
}

static prse__feel *any(prse__parser *p)
{
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_ANY, &p->token);
    return node && prse__parser_advance(p) ? node : NULL;
}

static prse__feel *test_or_not(prse__parser *p)
{
    return at_not(p) ? not_tests(p) : prse__parse_test(p);
}

static prse__feel *first_test(prse__parser *p)
{
    if (p->token.kind == PRSE__TOKEN_MINUS &&
        ends(prse__parser_peek(p).kind))
        return any(p);
    return test_or_not(p);
}

prse__feel *prse__parse_tests(prse__parser *p)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_TESTS, &p->token);
    if (!node || !prse__parser_append(p, node, &last, first_test(p)))
        return NULL;
    int more;
    while ((more = prse__parser_accept(p, PRSE__TOKEN_COMMA)) > 0)
        if (!prse__parser_append(p, node, &last, test_or_not(p)))
            return NULL;
    return more == 0 ? node : NULL;
}
