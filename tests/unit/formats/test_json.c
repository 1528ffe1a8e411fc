/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "formats/node.h"
#include "support/test.h"

static prse__arena *arena;
static prse_error err;

static prse_status read_text(const prse__node **out, prse_str text)
{
    memset(&err, 0, sizeof err);
    prse_status status =
        prse__json_read(out, arena, text, "f.json", NULL, &err);
    cr_expect_eq(err.code, (int)status, "status and error agree");
    return status;
}

static const prse__node *good(const char *text)
{
    const prse__node *root = NULL;
    cr_assert_eq(read_text(&root, prse_str_of(text)), PRSE_OK, "%s: %s", text,
                 err.message);
    return root;
}

PRSE_TEST(json, keeps_text_places_and_order)
{
    arena = prse__arena_new(0);
    const prse__node *root = good("{\"a\": 1.50,\n"
                                  " \"\xC3\xA9\": \"x\\u00e9\\n\","
                                  " \"c\": [true, {}]}");
    cr_expect_eq(root->kind, PRSE__NODE_MAP);
    cr_expect_eq(root->count, 3);
    const prse__node *a = prse__node_get(root, "a");
    cr_expect_eq(a->kind, PRSE__NODE_PLAIN);
    cr_expect(prse__str_is(a->text, "1.50"), "numbers stay as written");
    cr_expect_eq(a->line, 1);
    cr_expect_eq(a->column, 7);
    cr_expect_eq(a->key_column, 2);
    const prse__node *e = a->next;
    cr_expect(prse__str_is(e->key, "\xC3\xA9"));
    cr_expect_eq(e->kind, PRSE__NODE_QUOTED);
    cr_expect(prse__str_is(e->text, "x\xC3\xA9\n"));
    cr_expect_eq(e->line, 2);
    cr_expect_eq(e->column, 7, "columns count characters");
    const prse__node *c = e->next;
    cr_expect_eq(c->key_column, 20);
    cr_expect_eq(c->count, 2);
    cr_expect(prse__str_is(c->first->text, "true"));
    cr_expect_eq(c->first->next->kind, PRSE__NODE_MAP);
    cr_expect_null(c->next);
    prse__arena_free(arena);
}

PRSE_TEST(json, accepts_what_rfc_8259_accepts)
{
    static const char *const texts[] = {
        "0", "-0", "-0.0e+1", " [ ] ", "{}", "\"\"", "null", "1E400",
        "\"\\ud83d\\ude00\\/\\b\\f\"", "[[[]],{\"a\":{\"b\":[]}}]",
        "1234567890123456789012345678901234567890123456789012345678901234",
        "\"\x7F\xE2\x80\xA8\"", "{\"\":1}"};
    arena = prse__arena_new(0);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        good(texts[i]);
    cr_expect(prse__str_is(good("\"\\ud83d\\ude00\"")->text,
                           "\xF0\x9F\x98\x80"));
    prse__arena_free(arena);
}

typedef struct wrong_case {
    const char *text;
    uint32_t line, column;
} wrong_case;

PRSE_TEST(json, refuses_the_rest_and_tells_where)
{
    static const wrong_case cases[] = {
        {"", 1, 1}, {"  ", 1, 3}, {"01", 1, 1}, {"-", 1, 1}, {"1.", 1, 1},
        {".5", 1, 1}, {"+1", 1, 1}, {"1e", 1, 1}, {"NaN", 1, 1},
        {"[1,]", 1, 4}, {"{\"a\":1,}", 1, 8}, {"[,1]", 1, 2}, {"[1 2]", 1, 4},
        {"{\"a\" 1}", 1, 6}, {"{a:1}", 1, 2}, {"{'a':1}", 1, 2},
        {"[1]x", 1, 4}, {"{}{}", 1, 3}, {"\"a\nb\"", 1, 3}, {"\"a", 1, 1},
        {"\"\\x\"", 1, 3}, {"\"\\u12\"", 1, 3}, {"\"\\u0000\"", 1, 3},
        {"\"\\ud800\"", 1, 3}, {"\"\\udc00\\ud800\"", 1, 3}, {"[1}", 1, 3},
        {"{\"a\":1]", 1, 7}, {"[\n\n  tru]", 3, 3}, {"nullx", 1, 5},
        {"[1", 1, 3}, {"{\"a\":", 1, 6}, {"/* */1", 1, 1},
        {"\xEF\xBB\xBF" "1", 1, 1}, {"\"\xC3\xA9\" \xFF", 1, 5}, {"\f1", 1, 1},
        {"{\"a\":1,\n\"b\":2,\"a\":3}", 2, 7},
        {"{\"a\":1,\"\\u0061\":2}", 1, 8},
    };
    arena = prse__arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const prse__node *root = NULL;
        cr_expect_eq(read_text(&root, prse_str_of(cases[i].text)), PRSE_EPARSE,
                     "%s", cases[i].text);
        cr_expect_null(root);
        cr_expect_eq(err.line, cases[i].line, "%s", cases[i].text);
        cr_expect_eq(err.column, cases[i].column, "%s: %u", cases[i].text,
                     err.column);
        cr_expect_str_eq(err.file, "f.json");
    }
    const prse__node *root = NULL;
    cr_expect_eq(read_text(&root, PRSE_STR("1\0")), PRSE_EPARSE);
    cr_expect_eq(read_text(&root, (prse_str){0}), PRSE_EPARSE);
    prse__arena_free(arena);
}

PRSE_TEST(json, meets_its_limits)
{
    static char deep[2000];
    const prse__node *root = NULL;
    prse__node_limits limits = {.bytes = 10, .depth = 3};
    arena = prse__arena_new(0);
    memset(deep, '[', 1000);
    memset(deep + 1000, ']', 1000);
    cr_expect_eq(read_text(&root, (prse_str){deep + 936, 128}), PRSE_OK);
    cr_expect_eq(read_text(&root, (prse_str){deep + 935, 130}), PRSE_ELIMIT);
    cr_expect_eq(err.column, 65);
    cr_expect_eq(prse__json_read(&root, arena, PRSE_STR("[[[]]]"), "f",
                                 &limits, NULL), PRSE_OK);
    cr_expect_eq(prse__json_read(&root, arena, PRSE_STR("[[[[]]]]"), "f",
                                 &limits, NULL), PRSE_ELIMIT);
    cr_expect_eq(prse__json_read(&root, arena, PRSE_STR("[1,2,3,4,5]"), "f",
                                 &limits, NULL), PRSE_ELIMIT);
    memset(deep, '1', 65);
    cr_expect_eq(read_text(&root, (prse_str){deep, 65}), PRSE_ELIMIT);
    prse__arena_free(arena);
}

PRSE_TEST(json, a_full_arena_is_a_limit)
{
    const prse__node *root = NULL;
    arena = prse__arena_new(200);
    cr_expect_eq(read_text(&root, PRSE_STR("[1,2,3,4,5,6]")), PRSE_ELIMIT);
    prse__arena_free(arena);
}
