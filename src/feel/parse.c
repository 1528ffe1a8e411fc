/* SPDX-License-Identifier: Apache-2.0 */
/* Entry points of the parser, and what its files share. */
#include "feel/parse.h"

enum {
    LARGEST_TEXT = 1024 * 1024,
    DEEPEST = 200,
    HIGHEST = 1000, /* of a tree: a + b + c ... grows without nesting */
    SHOWN = 48
};

/* --- Failures --- */

static prse__place place_of(const prse__parser *p, uint32_t line,
                            uint32_t column)
{
    return (prse__place){p->file, line, column};
}

prse__feel *prse__parser_fail(prse__parser *p, prse_status status,
                              uint32_t line, uint32_t column, const char *why)
{
    p->status = prse__error_at(p->err, status, place_of(p, line, column), NULL,
                               "%s", why);
    return NULL;
}

prse__feel *prse__parser_nomem(prse__parser *p)
{
    p->status = prse__error_nomem(p->err);
    return NULL;
}

prse__feel *prse__parser_unexpected(prse__parser *p, const char *expected)
{
    char shown[SHOWN];
    const prse__token *t = &p->token;
    const char *quote = t->kind == PRSE__TOKEN_STRING ? "" : "'";
    prse__error_copy(shown, sizeof shown, t->text);
    if (t->kind == PRSE__TOKEN_END) {
        quote = "";
        prse__error_copy(shown, sizeof shown, PRSE_STR("the end"));
    }
    p->status = prse__error_at(
        p->err, PRSE_EPARSE, place_of(p, t->line, t->column), NULL,
        "found %s%s%s, expected %s", quote, shown, quote, expected);
    return NULL;
}

/* --- Tokens --- */

int prse__parser_advance(prse__parser *p)
{
    char shown[SHOWN];
    p->token = prse__lexer_next(&p->lexer);
    if (p->token.kind != PRSE__TOKEN_BAD)
        return 1;
    prse__error_copy(shown, sizeof shown, p->token.text);
    p->status = prse__error_at(
        p->err, PRSE_EPARSE, place_of(p, p->token.line, p->token.column), NULL,
        "found '%s': %s", shown, p->token.wrong);
    return 0;
}

prse__token prse__parser_peek(const prse__parser *p)
{
    prse__lexer ahead = p->lexer;
    return prse__lexer_next(&ahead);
}

int prse__parser_accept(prse__parser *p, prse__token_kind kind)
{
    if (p->token.kind != kind)
        return 0;
    return prse__parser_advance(p) ? 1 : -1;
}

int prse__parser_expect(prse__parser *p, prse__token_kind kind,
                        const char *expected)
{
    if (p->token.kind == kind)
        return prse__parser_advance(p);
    prse__parser_unexpected(p, expected);
    return 0;
}

int prse__token_starts_expression(prse__token_kind kind)
{
    static const unsigned char STARTS[PRSE__TOKEN_PIPES + 1] = {
        [PRSE__TOKEN_NAME] = 1,         [PRSE__TOKEN_NUMBER] = 1,
        [PRSE__TOKEN_STRING] = 1,       [PRSE__TOKEN_AT] = 1,
        [PRSE__TOKEN_TRUE] = 1,         [PRSE__TOKEN_FALSE] = 1,
        [PRSE__TOKEN_NULL] = 1,         [PRSE__TOKEN_IF] = 1,
        [PRSE__TOKEN_FOR] = 1,          [PRSE__TOKEN_SOME] = 1,
        [PRSE__TOKEN_EVERY] = 1,        [PRSE__TOKEN_FUNCTION] = 1,
        [PRSE__TOKEN_MINUS] = 1,        [PRSE__TOKEN_PAREN_OPEN] = 1,
        [PRSE__TOKEN_BRACKET_OPEN] = 1, [PRSE__TOKEN_BRACE_OPEN] = 1,
    };
    return STARTS[kind];
}

/* --- Names --- */

/* "address 2": words after the first may be whole numbers. */
static int continues_label(const prse__token *token)
{
    return token->kind == PRSE__TOKEN_NAME ||
           (token->kind == PRSE__TOKEN_NUMBER &&
            prse__lexer_word(token->text, 0) == token->text.len);
}

int prse__parser_at_label(const prse__parser *p)
{
    prse__lexer ahead = p->lexer;
    prse__token token = p->token;
    if (token.kind != PRSE__TOKEN_NAME)
        return 0;
    while (continues_label(&token))
        token = prse__lexer_next(&ahead);
    return token.kind == PRSE__TOKEN_COLON;
}

static int read_words(prse__parser *p, prse__buf *words)
{
    do {
        if (words->len > 0)
            prse__buf_addc(words, ' ');
        prse__buf_add(words, p->token.text);
        if (!prse__parser_advance(p))
            return 0;
    } while (continues_label(&p->token));
    return 1;
}

int prse__parser_name(prse__parser *p, prse_str *out, const char *expected)
{
    prse__buf words;
    if (p->token.kind != PRSE__TOKEN_NAME) {
        prse__parser_unexpected(p, expected);
        return 0;
    }
    prse__buf_init(&words, 0);
    int done = read_words(p, &words);
    if (done && words.failed)
        prse__parser_nomem(p);
    done = done && !words.failed &&
           prse__parser_copy(p, out, prse__buf_str(&words));
    prse__buf_free(&words);
    if (!done)
        return 0;
    p->status = prse__names_declare(p->names, *out, p->err);
    return p->status == PRSE_OK;
}

int prse__parser_copy(prse__parser *p, prse_str *to, prse_str text)
{
    *to = prse__str_dup(p->arena, text);
    if (!to->ptr)
        prse__parser_nomem(p);
    return to->ptr != NULL;
}

/* --- Nodes --- */

int prse__parser_enter(prse__parser *p)
{
    if (p->depth > DEEPEST) {
        prse__parser_fail(p, PRSE_ELIMIT, p->token.line, p->token.column,
                          "more than 200 levels of nesting: write parts of "
                          "the expression apart");
        return 0;
    }
    p->depth++;
    return 1;
}

void prse__parser_leave(prse__parser *p)
{
    p->depth--;
}

prse__feel *prse__parser_node(prse__parser *p, prse__feel_kind kind,
                              const prse__token *at)
{
    prse__feel *node = prse__arena_alloc(p->arena, 1, sizeof *node);
    if (!node)
        return prse__parser_nomem(p);
    node->kind = kind;
    node->line = at->line;
    node->column = at->column;
    return node;
}

int prse__parser_append(prse__parser *p, prse__feel *node, prse__feel **last,
                        prse__feel *child)
{
    if (!child)
        return 0;
    if (child->height >= HIGHEST) {
        prse__parser_fail(p, PRSE_ELIMIT, child->line, child->column,
                          "more than 1000 operations build on one another: "
                          "write parts of the expression apart");
        return 0;
    }
    if (*last)
        (*last)->next = child;
    else
        node->first = child;
    *last = child;
    node->count++;
    if (node->height <= child->height)
        node->height = child->height + 1;
    return 1;
}

int prse__parser_members(prse__parser *p, prse__feel *node, prse__feel **last,
                         prse__feel *(*member)(prse__parser *p))
{
    int more = 1;
    for (; more > 0; more = prse__parser_accept(p, PRSE__TOKEN_COMMA))
        if (!prse__parser_append(p, node, last, member(p)))
            return 0;
    return more == 0;
}

prse__feel *prse__parser_node_of(prse__parser *p, prse__feel_kind kind,
                                 const prse__token *at, prse__feel *a,
                                 prse__feel *b)
{
    prse__feel *last = NULL;
    if (!a || !b)
        return NULL;
    prse__feel *node = prse__parser_node(p, kind, at);
    if (!node || !prse__parser_append(p, node, &last, a) ||
        !prse__parser_append(p, node, &last, b))
        return NULL;
    return node;
}

/* --- Entry points --- */

static void fail_at_byte(prse__parser *p, size_t bad)
{
    prse__lexer_move(&p->lexer, bad);
    prse__parser_fail(p, PRSE_EPARSE, p->lexer.line, p->lexer.column,
                      "this byte is not UTF-8: save the text as UTF-8");
}

static int check_text(prse__parser *p)
{
    prse_str text = p->lexer.text;
    if (text.len > LARGEST_TEXT) {
        prse__parser_fail(p, PRSE_ELIMIT, p->lexer.line, p->lexer.column,
                          "the text is longer than 1 MiB");
        return 0;
    }
    size_t bad = prse__utf8_check(text);
    if (bad < text.len)
        fail_at_byte(p, bad);
    return bad == text.len;
}

static void gather_names(prse__parser *p, const prse__feel_source *source)
{
    p->names = prse__names_new();
    p->lexer.names = p->names;
    if (!p->names)
        prse__parser_nomem(p);
    for (size_t i = 0; !p->status && i < source->name_count; i++)
        p->status = prse__names_add(p->names, source->names[i], p->err);
}

prse_status prse__parser_begin(prse__parser *p, prse__arena *arena,
                               const prse__feel_source *source,
                               prse_error *err)
{
    *p = (prse__parser){.arena = arena, .file = source->file, .err = err};
    p->lexer.text = source->text.len ? source->text : PRSE_STR("");
    p->lexer.line = source->line ? source->line : 1;
    p->lexer.column = source->column ? source->column : 1;
    if (check_text(p))
        gather_names(p, source);
    return p->status;
}

void prse__parser_end(prse__parser *p)
{
    prse__names_free(p->names);
}

static prse__feel *whole_expression(prse__parser *p)
{
    prse__feel *tree = prse__parse_expression(p);
    if (tree && p->token.kind != PRSE__TOKEN_END)
        return prse__parser_unexpected(p, "an operator or the end");
    return tree;
}

static prse__feel *whole_tests(prse__parser *p)
{
    prse__feel *tree = prse__parse_tests(p);
    if (tree && p->token.kind != PRSE__TOKEN_END)
        return prse__parser_unexpected(p, "an operator, ',' or the end");
    return tree;
}

static prse_status parse(const prse__feel **out, prse__arena *arena,
                         const prse__feel_source *source,
                         prse__feel *(*whole)(prse__parser *p),
                         prse_error *err)
{
    prse__parser p;
    if (!prse__parser_begin(&p, arena, source, err) &&
        prse__parser_advance(&p)) {
        const prse__feel *tree = whole(&p);
        if (tree)
            *out = tree;
    }
    prse__parser_end(&p);
    return p.status;
}

prse_status prse__feel_parse(const prse__feel **out, prse__arena *arena,
                             const prse__feel_source *source, prse_error *err)
{
    return parse(out, arena, source, whole_expression, err);
}

prse_status prse__feel_parse_tests(const prse__feel **out, prse__arena *arena,
                                   const prse__feel_source *source,
                                   prse_error *err)
{
    return parse(out, arena, source, whole_tests, err);
}
