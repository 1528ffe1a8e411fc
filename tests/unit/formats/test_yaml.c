/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "formats/node.h"
#include "support/test.h"

static prse__arena *arena;
static prse_error err;

static prse_status read_text(const prse__node **out, const char *text)
{
    memset(&err, 0, sizeof err);
    prse_status status = prse__yaml_read(out, arena, prse_str_of(text),
                                         "p.yaml", NULL, &err);
    cr_expect_eq(err.code, (int)status, "status and error agree");
    return status;
}

static const prse__node *good(const char *text)
{
    const prse__node *root = NULL;
    cr_assert_eq(read_text(&root, text), PRSE_OK, "%s: %s", text, err.message);
    return root;
}

PRSE_TEST(yaml, has_no_implicit_types)
{
    arena = prse__arena_new(0);
    const prse__node *root = good("a: no\nb: 'no'\nc: 2026-11-23\nd:\n"
                                  "e:\n  - 1\nf: {x: 0x10, y: [~]}\n");
    cr_expect_eq(root->count, 6);
    cr_expect_eq(prse__node_get(root, "a")->kind, PRSE__NODE_PLAIN);
    cr_expect(prse__str_is(prse__node_get(root, "a")->text, "no"));
    cr_expect_eq(prse__node_get(root, "b")->kind, PRSE__NODE_QUOTED);
    cr_expect(prse__str_is(prse__node_get(root, "c")->text, "2026-11-23"));
    cr_expect_eq(prse__node_get(root, "d")->kind, PRSE__NODE_PLAIN);
    cr_expect_eq(prse__node_get(root, "d")->text.len, 0);
    cr_expect_eq(prse__node_path(root, PRSE_STR("e"))->kind, PRSE__NODE_LIST);
    cr_expect(prse__str_is(prse__node_path(root, PRSE_STR("f.x"))->text,
                           "0x10"));
    cr_expect(prse__str_is(prse__node_path(root, PRSE_STR("f.y.0"))->text,
                           "~"));
    prse__arena_free(arena);
}

PRSE_TEST(yaml, places_count_characters)
{
    arena = prse__arena_new(0);
    const prse__node *root = good("\xEF\xBB\xBF" "\xC3\xA9t\xC3\xA9: [x, y]\n"
                                  "b:\n  - c: 1\n");
    cr_expect_eq(root->first->key_column, 1);
    cr_expect_eq(root->first->column, 6);
    cr_expect_eq(root->first->first->next->column, 10);
    const prse__node *c = prse__node_path(root, PRSE_STR("b.0.c"));
    cr_expect_eq(c->key_line, 3);
    cr_expect_eq(c->key_column, 5);
    cr_expect_eq(c->column, 8);
    prse__arena_free(arena);
}

PRSE_TEST(yaml, text_of_a_literal_block_has_its_exact_place)
{
    arena = prse__arena_new(0);
    const prse__node *root = good("a:\n  when: |\n\n    x >= 1\n      and y\n"
                                  "b: |2\n     far\nc: >\n  folded\n"
                                  "d: \"quoted\"\n");
    const prse__node *when = prse__node_path(root, PRSE_STR("a.when"));
    cr_expect(when->block);
    cr_expect(prse__str_is(when->text, "\nx >= 1\n  and y\n"));
    prse__place place = prse__node_text_place(when, 3, "p");
    cr_expect_eq(place.line, 4);
    cr_expect_eq(place.column, 7);
    place = prse__node_text_place(when, 10, "p");
    cr_expect_eq(place.line, 5);
    cr_expect_eq(place.column, 7);
    const prse__node *b = prse__node_get(root, "b");
    cr_expect(prse__str_is(b->text, "   far\n"));
    cr_expect_eq(b->text_line, 7);
    cr_expect_eq(b->text_column, 3);
    cr_expect_not(prse__node_get(root, "c")->block);
    cr_expect_eq(prse__node_get(root, "d")->text_column, 5);
    prse__arena_free(arena);
}

typedef struct wrong_case {
    const char *text;
    uint32_t line, column;
    const char *says;
} wrong_case;

PRSE_TEST(yaml, refuses_surprises_and_tells_where)
{
    static const wrong_case cases[] = {
        {"a: &x 1", 1, 4, "anchors"}, {"a: &x [1]", 1, 4, "anchors"},
        {"a: 1\nb: *x", 2, 4, "aliases"}, {"a: !!str 1", 1, 4, "tags"},
        {"! [a]", 1, 1, "tags"}, {"a: !x {}", 1, 4, "tags"},
        {"<<: {a: 1}", 1, 1, "merge"}, {"a: 1\nb: 2\na: 3", 3, 1, "twice"},
        {"[a]: 1", 1, 1, "key"}, {"? {a: 1}\n: 1", 1, 3, "key"},
        {": 1", 1, 1, "key"}, {"a: 1\n---\nb: 2", 2, 1, "one document"},
        {"%YAML 1.1\n---\na: 1", 1, 1, "directives"},
        {"a: 1\n...\n%TAG ! x\n---\n", 3, 1, "directives"},
        {"", 1, 1, "empty"}, {"# only\n", 1, 1, "empty"},
        {"a: b\n c: d", 2, 3, "not valid YAML"},
        {"a: [1, 2", 2, 1, "not valid YAML"}, {"a:\n\t- b", 2, 1, "not valid"},
        {"a: \"\\0\"", 1, 4, "accepted"}, {"a: \xFF", 1, 4, "UTF-8"},
        {"a: 1\rb: 2", 1, 5, "carriage"}, {"a: b\xC2\x85" "c", 1, 5, "line"},
        {"a: \x01", 1, 4, "control"},
    };
    arena = prse__arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const prse__node *root = NULL;
        cr_expect_eq(read_text(&root, cases[i].text), PRSE_EPARSE, "%s",
                     cases[i].text);
        cr_expect_null(root);
        cr_expect_eq(err.line, cases[i].line, "%s: line %u", cases[i].text,
                     err.line);
        cr_expect_eq(err.column, cases[i].column, "%s: column %u",
                     cases[i].text, err.column);
        cr_expect_not_null(strstr(err.message, cases[i].says), "%s: %s",
                           cases[i].text, err.message);
    }
    prse__arena_free(arena);
}

PRSE_TEST(yaml, meets_its_limits)
{
    static char deep[1000];
    const prse__node *root = NULL;
    arena = prse__arena_new(0);
    memset(deep, '[', 65);
    cr_expect_eq(read_text(&root, deep), PRSE_ELIMIT);
    cr_expect_eq(err.column, 65);
    for (size_t i = 0; i < 65; i++)
        memcpy(deep + 2 * i, "- ", 3);
    cr_expect_eq(read_text(&root, deep), PRSE_ELIMIT);
    memset(deep, '[', 64);
    memset(deep + 64, ']', 64);
    deep[128] = '\0';
    cr_expect_eq(read_text(&root, deep), PRSE_OK);
    prse__arena_free(arena);
    arena = prse__arena_new(300);
    cr_expect_eq(read_text(&root, "[1, 2, 3, 4]"), PRSE_ELIMIT);
    prse__arena_free(arena);
}
