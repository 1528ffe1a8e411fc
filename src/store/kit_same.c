/* SPDX-License-Identifier: Apache-2.0 */
/* Equal values of rows. JSON texts are equal as documents: members of an object
 * in any order, numbers by value. */
#include "base/decimal.h"
#include "formats/node.h"
#include "store/kit.h"

static int same_plain(prse_str a, prse_str b)
{
    prse__dec x, y;
    if (prse__str_eq(a, b))
        return 1;
    return prse__dec_parse(&x, a) && prse__dec_parse(&y, b) &&
           prse__dec_cmp(x, y) == 0;
}

static int same_node(const prse__node *a, const prse__node *b);

static int same_list(const prse__node *a, const prse__node *b)
{
    const prse__node *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (!same_node(x, y))
            return 0;
    return !x && !y;
}

static int same_map(const prse__node *a, const prse__node *b)
{
    for (const prse__node *x = a->first; x; x = x->next) {
        const prse__node *y = prse__node_find(b, x->key);
        if (!y || !same_node(x, y))
            return 0;
    }
    return a->count == b->count;
}

/* No deeper than the reader of JSON goes. */
static int same_node(const prse__node *a, const prse__node *b)
{
    if (a->kind != b->kind)
        return 0;
    switch (a->kind) {
    case PRSE__NODE_LIST:
        return same_list(a, b);
    case PRSE__NODE_MAP:
        return same_map(a, b);
    case PRSE__NODE_PLAIN:
        return same_plain(a->text, b->text);
    default:
        return prse__str_eq(a->text, b->text);
    }
}

static int same_json(prse_str a, prse_str b)
{
    const prse__node *x, *y;
    prse__arena *arena = prse__arena_new(0);
    int same = arena &&
               !prse__json_read(&x, arena, a, "JSON", NULL, NULL) &&
               !prse__json_read(&y, arena, b, "JSON", NULL, NULL) &&
               same_node(x, y);
    prse__arena_free(arena);
    return same;
}

static int is_number(int32_t type)
{
    return type == PRSE_TYPE_INT || type == PRSE_TYPE_BOOL ||
           type == PRSE_TYPE_DATE || type == PRSE_TYPE_TIME;
}

int prse__trial_same(const prse_value *a, const prse_value *b)
{
    if (a->type != b->type)
        return 0;
    if (a->type == PRSE_TYPE_NULL)
        return 1;
    if (is_number(a->type))
        return a->number == b->number;
    if (a->type == PRSE_TYPE_JSON)
        return same_json(a->text, b->text);
    return prse__str_eq(a->text, b->text);
}
