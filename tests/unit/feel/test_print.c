/* SPDX-License-Identifier: Apache-2.0 */
/* parse(print(x)) == x, on texts and on random trees. */
#include "unit/feel/test_parse.h"

#include <stdlib.h>

/* --- Canonical texts --- */

PRSE_TEST(print, canonical_texts)
{
    static const char *const cases[][2] = {
        {"((1))", "1"},
        {"(a*b)+(c)", "a * b + c"},
        {"(a-b)-c", "a - b - c"},
        {"a-(b-c)", "a - (b - c)"},
        {"((a)or(b))and c", "(a or b) and c"},
        {"(-2)**2", "-2 ** 2"},
        {"-(2**2)", "-(2 ** 2)"},
        {"(a+b).c", "(a + b).c"},
        {"]1..2[", "(1..2)"},
        {"x in (5)", "x in 5"},
        {"x in (<5)", "x in < 5"},
        {"x in (a or b)", "x in (a or b)"},
        {"{\"a\":1,\"b c\":2,\"if\":3}", "{a: 1, \"b c\": 2, \"if\": 3}"},
        {"1 + (if a then b else c)", "1 + if a then b else c"},
        {"(if a then b else c) + 1", "(if a then b else c) + 1"},
        {"((function(a) a))(1)", "(function(a) a)(1)"},
        {"(a instance of list) < 5", "(a instance of list) < 5"},
        {"\"\\u00e9\\t\\u0001\"", "\"é\\t\\u0001\""},
        {"1.50", "1.5"},
        {"1e6000", "1e6000"},
        {"12e-6000", "12e-6000"},
        {"1234567890123456789012345678901234e60",
         "1234567890123456789012345678901234e60"},
        {"for i in (1)..(2) return (i)", "for i in 1..2 return i"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__arena *arena = prse__arena_new(0);
        const prse__feel *tree = NULL, *again = NULL;
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse__feel_source source = {.text = prse_str_of(cases[i][0])};
        cr_assert_eq(prse__feel_parse(&tree, arena, &source, NULL), PRSE_OK);
        prse__feel_print(&buf, tree);
        cr_expect_str_eq(buf.ptr, cases[i][1], "%s: %s", cases[i][0],
                         buf.ptr);
        source.text = prse__buf_str(&buf);
        cr_expect_eq(prse__feel_parse(&again, arena, &source, NULL), PRSE_OK,
                     "%s", buf.ptr);
        cr_expect(prse__feel_equal(tree, again), "%s", buf.ptr);
        prse__buf_free(&buf);
        prse__arena_free(arena);
    }
}

/* Parts that are no expression print as they stand in one. */
PRSE_TEST(print, parts)
{
    static const struct {
        const char *text;
        size_t child;
        const char *printed;
    } cases[] = {
        {"for i in 1..2 return i", 0, "i in 1..2"},
        {"every x in [1] satisfies x", 0, "x in [1]"},
        {"{\"a b\": 1 + 2}", 0, "\"a b\": 1 + 2"},
        {"f(a: 1)", 1, "a: 1"},
        {"function(a: number, b) a", 0, "a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__arena *arena = prse__arena_new(0);
        const prse__feel *tree = NULL;
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse__feel_source source = {.text = prse_str_of(cases[i].text)};
        cr_assert_eq(prse__feel_parse(&tree, arena, &source, NULL), PRSE_OK);
        prse__feel_print(&buf, prse__feel_child(tree, cases[i].child));
        cr_expect_str_eq(buf.ptr, cases[i].printed, "%s", buf.ptr);
        prse__buf_clear(&buf);
        prse__feel_print(&buf, prse__feel_child(tree, 9));
        cr_expect_eq(buf.len, 0);
        prse__buf_free(&buf);
        prse__arena_free(arena);
    }
    cr_expect(prse__feel_equal(NULL, NULL));
}

PRSE_TEST(print, an_iteration_alone)
{
    prse__arena *arena = prse__arena_new(0);
    const prse__feel *tree = NULL;
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__feel_source source = {.text = PRSE_STR("for i in 1..2 return i")};
    cr_assert_eq(prse__feel_parse(&tree, arena, &source, NULL), PRSE_OK);
    prse__feel_print(&buf, tree->first->first);
    cr_expect_str_eq(buf.ptr, "1..2");
    prse__buf_free(&buf);
    prse__arena_free(arena);
}

PRSE_TEST(print, different_trees_are_not_equal)
{
    static const char *const texts[] = {
        "1",        "2",          "a",        "\"a\"",     "@\"a\"",
        "true",     "false",      "null",     "a + b",     "a - b",
        "[1..2]",   "(1..2]",     "[1..2)",   "[1]",       "[1, 2]",
        "f(1)",     "f(a: 1)",    "{a: 1}",   "{b: 1}",    "a.b",
        "a.c",      "a in (1, 2)", "a in 1",  "a in < 1",  "a in > 1",
        "a instance of number", "a instance of string",
        "function(a) a", "function(a: number) a"};
    enum { COUNT = sizeof texts / sizeof *texts };
    prse__arena *arena = prse__arena_new(0);
    const prse__feel *trees[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        prse__feel_source source = {.text = prse_str_of(texts[i])};
        cr_assert_eq(prse__feel_parse(&trees[i], arena, &source, NULL),
                     PRSE_OK);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < COUNT; j++)
            cr_expect_eq(prse__feel_equal(trees[i], trees[j]), i == j,
                         "%s, %s", texts[i], texts[j]);
    cr_expect_not(prse__feel_equal(trees[0], NULL));
    prse__arena_free(arena);
}

/* --- Random trees --- */

typedef struct random_trees {
    prse__arena *arena;
    uint64_t state;
} random_trees;

static uint32_t draw(random_trees *r, uint32_t below)
{
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(r->state >> 33) % below;
}

static prse__feel *node(random_trees *r, prse__feel_kind kind)
{
    prse__feel *n = prse__arena_alloc(r->arena, 1, sizeof *n);
    n->kind = kind;
    return n;
}

static prse__feel *with(prse__feel *parent, prse__feel *child)
{
    const prse__feel **link = &parent->first;
    while (*link)
        link = (const prse__feel **)&((prse__feel *)*link)->next;
    *link = child;
    parent->count++;
    return parent;
}

static prse_str any_name(random_trees *r)
{
    static const char *const NAMES[] = {"a", "b", "item", "été", "?",
                                        "date and time", "x1", "of"};
    return prse_str_of(NAMES[draw(r, 8)]);
}

static prse__feel *any_tree(random_trees *r, int depth);

static prse__feel *leaf(random_trees *r)
{
    static const prse__feel_kind KINDS[] = {
        PRSE__FEEL_NULL,   PRSE__FEEL_BOOLEAN, PRSE__FEEL_NUMBER,
        PRSE__FEEL_STRING, PRSE__FEEL_AT,      PRSE__FEEL_NAME,
        PRSE__FEEL_NAME,   PRSE__FEEL_NUMBER,  PRSE__FEEL_LIST,
        PRSE__FEEL_CONTEXT};
    static const char *const TEXTS[] = {"", "a\"b", "\\n\n", "é🐎", "\\u1",
                                        "l'an"};
    prse__feel *n = node(r, KINDS[draw(r, 10)]);
    if (n->kind == PRSE__FEEL_BOOLEAN)
        n->flag = (int)draw(r, 2);
    if (n->kind == PRSE__FEEL_NUMBER)
        n->number = prse__dec_div(prse__dec_int(draw(r, 1000)),
                                  prse__dec_int(draw(r, 2) ? 1 : 8));
    if (n->kind == PRSE__FEEL_NAME)
        n->text = any_name(r);
    if (n->kind == PRSE__FEEL_STRING || n->kind == PRSE__FEEL_AT)
        n->text = prse_str_of(TEXTS[draw(r, 6)]);
    return n;
}

static prse__feel *any_test(random_trees *r, int depth)
{
    if (draw(r, 2))
        return any_tree(r, depth);
    prse__feel *n = node(r, PRSE__FEEL_TEST);
    n->op = (prse__feel_op)(PRSE__FEEL_EQ + draw(r, 6));
    return with(n, any_tree(r, depth));
}

static prse__feel *bound(random_trees *r, prse__feel_kind kind, int depth)
{
    prse__feel *n = node(r, kind);
    for (uint32_t i = draw(r, 2) + 1; i > 0; i--) {
        prse__feel *bind = node(r, PRSE__FEEL_BIND);
        prse__feel *range = node(r, PRSE__FEEL_ITERATION);
        bind->text = any_name(r);
        with(n, with(bind, draw(r, 2) ? any_tree(r, depth)
                                      : with(with(range, any_tree(r, depth)),
                                             any_tree(r, depth))));
    }
    return with(n, any_tree(r, depth));
}

static prse__feel *entries(random_trees *r, prse__feel *n, int depth, int keys)
{
    for (uint32_t i = draw(r, 3) + (keys ? 0 : 1); i > 0; i--) {
        prse__feel *entry = node(r, PRSE__FEEL_ENTRY);
        entry->text = keys && !draw(r, 4) ? PRSE_STR("in the \"x\"")
                                          : any_name(r);
        with(n, with(entry, any_tree(r, depth)));
    }
    return n;
}

static prse__feel *call(random_trees *r, int depth)
{
    prse__feel *n = with(node(r, PRSE__FEEL_CALL), any_tree(r, depth));
    if (!draw(r, 3))
        return entries(r, n, depth, 0);
    for (uint32_t i = draw(r, 3); i > 0; i--)
        with(n, draw(r, 8) ? any_tree(r, depth) : any_test(r, depth));
    return n;
}

static const char *const TYPES[] = {
    "number", "list", "list<number>", "context<a: number, b: list<Any>>",
    "function<number>->list", "function", "years and months duration"};

static prse__feel *function(random_trees *r, int depth)
{
    prse__feel *n = node(r, PRSE__FEEL_FUNCTION);
    for (uint32_t i = draw(r, 3); i > 0; i--) {
        prse__feel *param = node(r, PRSE__FEEL_PARAM);
        param->text = any_name(r);
        if (draw(r, 2))
            param->type = prse_str_of(TYPES[draw(r, 7)]);
        with(n, param);
    }
    return with(n, any_tree(r, depth));
}

static prse__feel *tests_of(random_trees *r, prse__feel *n, int depth)
{
    for (uint32_t i = draw(r, 3) + 1; i > 0; i--)
        with(n, any_test(r, depth));
    return n;
}

static prse__feel *any_tree(random_trees *r, int depth)
{
    static const prse__feel_kind KINDS[] = {
        PRSE__FEEL_NEGATE, PRSE__FEEL_BINARY,   PRSE__FEEL_BINARY,
        PRSE__FEEL_BINARY, PRSE__FEEL_BETWEEN,  PRSE__FEEL_IN,
        PRSE__FEEL_TEST,   PRSE__FEEL_RANGE,    PRSE__FEEL_IF,
        PRSE__FEEL_FOR,    PRSE__FEEL_SOME,     PRSE__FEEL_EVERY,
        PRSE__FEEL_LIST,   PRSE__FEEL_CONTEXT,  PRSE__FEEL_PATH,
        PRSE__FEEL_FILTER, PRSE__FEEL_CALL,     PRSE__FEEL_FUNCTION,
        PRSE__FEEL_INSTANCE};
    if (depth-- == 0)
        return leaf(r);
    prse__feel *n = node(r, KINDS[draw(r, sizeof KINDS / sizeof *KINDS)]);
    switch (n->kind) {
    case PRSE__FEEL_FOR:
    case PRSE__FEEL_SOME:
    case PRSE__FEEL_EVERY:
        return bound(r, n->kind, depth);
    case PRSE__FEEL_CONTEXT:
        return entries(r, n, depth, 1);
    case PRSE__FEEL_CALL:
        return call(r, depth);
    case PRSE__FEEL_FUNCTION:
        return function(r, depth);
    case PRSE__FEEL_IN:
        return tests_of(r, with(n, any_tree(r, depth)), depth);
    case PRSE__FEEL_TEST:
        n->op = (prse__feel_op)(PRSE__FEEL_EQ + draw(r, 6));
        return with(n, any_tree(r, depth));
    case PRSE__FEEL_PATH:
        n->text = any_name(r);
        return with(n, any_tree(r, depth));
    case PRSE__FEEL_INSTANCE:
        n->type = prse_str_of(TYPES[draw(r, 7)]);
        return with(n, any_tree(r, depth));
    case PRSE__FEEL_NEGATE:
        return with(n, any_tree(r, depth));
    case PRSE__FEEL_BINARY:
        n->op = (prse__feel_op)draw(r, PRSE__FEEL_POW + 1);
        break;
    case PRSE__FEEL_RANGE:
        n->open_low = (int)draw(r, 2);
        n->open_high = (int)draw(r, 2);
        break;
    case PRSE__FEEL_IF:
    case PRSE__FEEL_BETWEEN:
        with(n, any_tree(r, depth));
        break;
    default:
        break;
    }
    return with(with(n, any_tree(r, depth)), any_tree(r, depth));
}

static prse__feel *any_unary_tests(random_trees *r, int depth)
{
    prse__feel *n = node(r, PRSE__FEEL_TESTS);
    if (!draw(r, 10))
        return with(n, node(r, PRSE__FEEL_ANY));
    if (!draw(r, 3))
        with(n, tests_of(r, node(r, PRSE__FEEL_NOT_TESTS), depth));
    if (!draw(r, 3)) {
        prse__feel *name = node(r, PRSE__FEEL_NAME);
        name->text = PRSE_STR("not");
        with(n, with(with(node(r, PRSE__FEEL_CALL), name),
                     any_tree(r, depth)));
    }
    return tests_of(r, n, depth);
}

static void check_random(int count, uint64_t seed,
                         prse__feel *(*make)(random_trees *r, int depth),
                         parse_function *parse)
{
    random_trees r = {prse__arena_new(0), seed};
    prse__buf buf;
    prse__buf_init(&buf, 0);
    for (int i = 0; i < count; i++) {
        prse__arena_reset(r.arena);
        prse__buf_clear(&buf);
        const prse__feel *tree = make(&r, i % 5), *again = NULL;
        prse_error err = {0};
        prse__feel_print(&buf, tree);
        prse__feel_source source = {.text = prse__buf_str(&buf)};
        cr_assert_eq(parse(&again, r.arena, &source, &err), PRSE_OK,
                     "%s\n%u: %s", buf.ptr, (unsigned)err.column, err.message);
        cr_assert(prse__feel_equal(tree, again), "%s", buf.ptr);
    }
    prse__buf_free(&buf);
    prse__arena_free(r.arena);
}

/* A million when PRSE_FULL is set. */
PRSE_TEST(print, random_expressions_come_back, .timeout = PRSE_LONG)
{
    check_random(getenv("PRSE_FULL") ? 1000000 : 100000, 20260101, any_tree,
                 prse__feel_parse);
}

PRSE_TEST(print, random_tests_come_back, .timeout = PRSE_LONG)
{
    check_random(20000, 7, any_unary_tests, prse__feel_parse_tests);
}
