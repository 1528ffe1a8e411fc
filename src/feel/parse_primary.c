/* SPDX-License-Identifier: Apache-2.0 */
/* What is in brackets, and what follows a value: paths, filters, calls. */
#include "feel/parse.h"

/* Passes an opening bracket: whether "[" could close a range outside of it,
 * -1: failed. */
static int open(prse__parser *p)
{
    int outer = p->closes_range;
    p->closes_range = 0;
    return prse__parser_advance(p) ? outer : -1;
}

/* --- Ranges --- */

prse__feel *prse__parse_range_end(prse__parser *p, const prse__token *at,
                                  prse__feel *low)
{
    if (!prse__parser_advance(p))
        return NULL;
    p->closes_range = 1;
    prse__feel *high = prse__parse_expression(p);
    p->closes_range = 0;
    prse__feel *node =
        prse__parser_node_of(p, PRSE__FEEL_RANGE, at, low, high);
    if (!node)
        return NULL;
    prse__token_kind close = p->token.kind;
    if (close != PRSE__TOKEN_BRACKET_CLOSE &&
        close != PRSE__TOKEN_PAREN_CLOSE && close != PRSE__TOKEN_BRACKET_OPEN)
        return prse__parser_unexpected(p, "']', ')' or '[' after the range");
    node->open_low = at->kind != PRSE__TOKEN_BRACKET_OPEN;
    node->open_high = close != PRSE__TOKEN_BRACKET_CLOSE;
    return prse__parser_advance(p) ? node : NULL;
}

/* ]a..b : a bracket that closes nothing. */
static prse__feel *reversed_range(prse__parser *p)
{
    prse__token at = p->token;
    if (!prse__token_starts_expression(prse__parser_peek(p).kind))
        return prse__parser_unexpected(p, "an expression");
    int outer = open(p);
    prse__feel *low = outer < 0 ? NULL : prse__parse_expression(p);
    if (!low)
        return NULL;
    if (p->token.kind != PRSE__TOKEN_DOTS)
        return prse__parser_unexpected(p, "'..' of a range");
    prse__feel *node = prse__parse_range_end(p, &at, low);
    p->closes_range = outer;
    return node;
}

/* --- Lists and groups --- */

/* More of a sequence behind its first member, then the closing bracket. */
static int rest_of(prse__parser *p, prse__feel *node, prse__feel **last,
                   prse__feel *(*member)(prse__parser *p),
                   prse__token_kind close, const char *expected)
{
    int more;
    while ((more = prse__parser_accept(p, PRSE__TOKEN_COMMA)) > 0)
        if (!prse__parser_append(p, node, last, member(p)))
            return 0;
    return more == 0 && prse__parser_expect(p, close, expected);
}

/* "[]" is the empty list unless what follows can only stand in a range that
 * the second bracket begins: []1..2[] */
static int is_empty(const prse__parser *p)
{
    prse__token_kind next = prse__parser_peek(p).kind;
    return p->token.kind == PRSE__TOKEN_BRACKET_CLOSE &&
           (!prse__token_starts_expression(next) ||
            next == PRSE__TOKEN_MINUS || next == PRSE__TOKEN_PAREN_OPEN ||
            next == PRSE__TOKEN_BRACKET_OPEN);
}

static prse__feel *list_of(prse__parser *p, const prse__token *at)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_LIST, at);
    if (!node || is_empty(p))
        return node && prse__parser_advance(p) ? node : NULL;
    prse__feel *first = prse__parse_expression(p);
    if (first && p->token.kind == PRSE__TOKEN_DOTS)
        return prse__parse_range_end(p, at, first);
    if (!prse__parser_append(p, node, &last, first) ||
        !rest_of(p, node, &last, prse__parse_expression,
                 PRSE__TOKEN_BRACKET_CLOSE, "',' or ']' of the list"))
        return NULL;
    return node;
}

static prse__feel *list(prse__parser *p)
{
    prse__token at = p->token;
    int outer = open(p);
    prse__feel *node = outer < 0 ? NULL : list_of(p, &at);
    p->closes_range = outer;
    return node;
}

/* (a), (< a), a range, or, when a node is given for them, tests with commas
 * between: then the answer is that node. */
static prse__feel *group_of(prse__parser *p, const prse__token *at,
                            prse__feel *tests, prse__feel **last)
{
    prse__feel *first = prse__parse_test(p);
    if (first && p->token.kind == PRSE__TOKEN_DOTS)
        return prse__parse_range_end(p, at, first);
    if (first && tests && p->token.kind == PRSE__TOKEN_COMMA) {
        int done = prse__parser_append(p, tests, last, first) &&
                   rest_of(p, tests, last, prse__parse_test,
                           PRSE__TOKEN_PAREN_CLOSE, "',' or ')'");
        return done ? tests : NULL;
    }
    if (!first || !prse__parser_expect(p, PRSE__TOKEN_PAREN_CLOSE,
                                       tests ? "',' or ')'" : "')'"))
        return NULL;
    return first;
}

static prse__feel *group(prse__parser *p, prse__feel *tests,
                         prse__feel **last)
{
    prse__token at = p->token;
    int outer = open(p);
    prse__feel *node = outer < 0 ? NULL : group_of(p, &at, tests, last);
    p->closes_range = outer;
    return node;
}

static prse__feel *parenthesised(prse__parser *p)
{
    return group(p, NULL, NULL);
}

/* (a) may be the start of a longer operand: x in (a) + 1 */
int prse__parse_in(prse__parser *p, prse__feel *node, prse__feel **last)
{
    prse__token at = p->token;
    if (prse__parser_at_comparison(p))
        return prse__parser_append(p, node, last, prse__parse_test(p));
    if (at.kind != PRSE__TOKEN_PAREN_OPEN)
        return prse__parser_append(p, node, last,
                                   prse__parse_level(p, PRSE__LEVEL_SUM));
    prse__feel *found = group(p, node, last);
    if (!found || found == node)
        return found == node;
    return prse__parser_append(
        p, node, last, prse__parse_from(p, found, &at, PRSE__LEVEL_SUM));
}

/* --- Contexts --- */

static int read_key(prse__parser *p, prse_str *key)
{
    if (p->token.kind == PRSE__TOKEN_STRING) {
        if (!prse__parse_string(p, key))
            return 0;
        p->status = prse__names_declare(p->names, *key, p->err);
        return p->status == PRSE_OK;
    }
    /* Behind "{" and "," a keyword can only be a key. */
    if (prse__lexer_is_keyword(p->token.text))
        p->token.kind = PRSE__TOKEN_NAME;
    return prse__parser_name(p, key, "a key: a name or a string");
}

static prse__feel *entry_of(prse__parser *p, const prse__token *at,
                            prse_str key)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_ENTRY, at);
    if (!node || !prse__parser_expect(p, PRSE__TOKEN_COLON, "':'") ||
        !prse__parser_append(p, node, &last, prse__parse_expression(p)))
        return NULL;
    node->text = key;
    return node;
}

static prse__feel *context_entry(prse__parser *p)
{
    prse_str key;
    prse__token at = p->token;
    return read_key(p, &key) ? entry_of(p, &at, key) : NULL;
}

static prse__feel *context(prse__parser *p)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_CONTEXT, &p->token);
    int outer = node ? open(p) : -1;
    if (outer < 0)
        return NULL;
    int empty = prse__parser_accept(p, PRSE__TOKEN_BRACE_CLOSE);
    if (empty == 0 &&
        (!prse__parser_members(p, node, &last, context_entry) ||
         !prse__parser_expect(p, PRSE__TOKEN_BRACE_CLOSE,
                              "',' or '}' of the context")))
        return NULL;
    p->closes_range = outer;
    return empty < 0 ? NULL : node;
}

prse__feel *prse__parse_primary(prse__parser *p)
{
    switch (p->token.kind) {
    case PRSE__TOKEN_PAREN_OPEN:
        return parenthesised(p);
    case PRSE__TOKEN_BRACKET_OPEN:
        return list(p);
    case PRSE__TOKEN_BRACKET_CLOSE:
        return reversed_range(p);
    case PRSE__TOKEN_BRACE_OPEN:
        return context(p);
    case PRSE__TOKEN_IF:
        return prse__parse_if(p);
    case PRSE__TOKEN_FOR:
        return prse__parse_for(p);
    case PRSE__TOKEN_SOME:
    case PRSE__TOKEN_EVERY:
        return prse__parse_quantified(p);
    case PRSE__TOKEN_FUNCTION:
        return prse__parse_function(p);
    default:
        return prse__parse_literal(p);
    }
}

/* --- Behind a value --- */

static prse__feel *path(prse__parser *p, prse__feel *base,
                        const prse__token *at)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_PATH, at);
    if (!node || !prse__parser_append(p, node, &last, base) ||
        !prse__parser_advance(p))
        return NULL;
    if (p->token.kind != PRSE__TOKEN_NAME &&
        !prse__lexer_is_keyword(p->token.text))
        return prse__parser_unexpected(p, "a name after '.'");
    if (!prse__parser_copy(p, &node->text, p->token.text) ||
        !prse__parser_advance(p))
        return NULL;
    return node;
}

static prse__feel *filter(prse__parser *p, prse__feel *base,
                          const prse__token *at)
{
    int outer = open(p);
    prse__feel *condition = outer < 0 ? NULL : prse__parse_expression(p);
    if (!condition || !prse__parser_expect(p, PRSE__TOKEN_BRACKET_CLOSE,
                                           "']' of the filter"))
        return NULL;
    p->closes_range = outer;
    return prse__parser_node_of(p, PRSE__FEEL_FILTER, at, base, condition);
}

static prse__feel *named_argument(prse__parser *p)
{
    prse_str name;
    prse__token at = p->token;
    return prse__parser_name(p, &name, "a named argument")
               ? entry_of(p, &at, name)
               : NULL;
}

static prse__feel *call(prse__parser *p, prse__feel *base,
                        const prse__token *at)
{
    prse__feel *last = NULL;
    prse__feel *node = prse__parser_node(p, PRSE__FEEL_CALL, at);
    if (!node || !prse__parser_append(p, node, &last, base))
        return NULL;
    int outer = open(p);
    int empty =
        outer < 0 ? -1 : prse__parser_accept(p, PRSE__TOKEN_PAREN_CLOSE);
    if (empty < 0)
        return NULL;
    prse__feel *(*argument)(prse__parser *p) =
        prse__parser_at_label(p) ? named_argument : prse__parse_expression;
    if (!empty && (!prse__parser_members(p, node, &last, argument) ||
                   !prse__parser_expect(p, PRSE__TOKEN_PAREN_CLOSE,
                                        "',' or ')' of the call")))
        return NULL;
    p->closes_range = outer;
    return node;
}

static int filters(const prse__parser *p)
{
    return !p->closes_range ||
           prse__token_starts_expression(prse__parser_peek(p).kind);
}

prse__feel *prse__parse_postfix(prse__parser *p, prse__feel *base,
                                const prse__token *at)
{
    while (base) {
        if (p->token.kind == PRSE__TOKEN_DOT)
            base = path(p, base, at);
        else if (p->token.kind == PRSE__TOKEN_PAREN_OPEN)
            base = call(p, base, at);
        else if (p->token.kind == PRSE__TOKEN_BRACKET_OPEN && filters(p))
            base = filter(p, base, at);
        else
            break;
    }
    return base;
}
