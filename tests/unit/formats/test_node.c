/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/node.h"
#include "support/test.h"

PRSE_TEST(node, is_found_by_key_and_by_path)
{
    prse__arena *arena = prse__arena_new(0);
    const prse__node *root = NULL;
    cr_assert_eq(prse__json_read(&root, arena,
                                 PRSE_STR("{\"a\":{\"b\":[10,{\"c\":1}]},"
                                          "\"\":2}"),
                                 "f", NULL, NULL),
                 PRSE_OK);
    const prse__node *c = prse__node_path(root, PRSE_STR("a.b.1.c"));
    cr_assert_not_null(c);
    cr_expect(prse__str_is(c->text, "1"));
    cr_expect_eq(prse__node_path(root, PRSE_STR("")), root);
    static const char *const absent[] = {
        "x", "a.x", "a.b.2", "a.b.01", "a.b.-1", "a.b.", "a.b.1.c.d", "a..b",
        "a.b.99999999999999999999999"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        cr_expect_null(prse__node_path(root, prse_str_of(absent[i])), "%s",
                       absent[i]);
    cr_expect_null(prse__node_get(c, "c"), "a scalar has no children");
    cr_expect_null(prse__node_get(NULL, "c"));
    cr_expect_eq(prse__node_place(c, "f").column, 20);
    prse__arena_free(arena);
}
