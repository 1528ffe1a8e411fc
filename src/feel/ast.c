/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/ast.h"

const prse__feel *prse__feel_child(const prse__feel *node, size_t i)
{
    const prse__feel *child = node->first;
    while (child && i-- > 0)
        child = child->next;
    return child;
}

static int same_content(const prse__feel *a, const prse__feel *b)
{
    return a->kind == b->kind && a->op == b->op && a->flag == b->flag &&
           a->open_low == b->open_low && a->open_high == b->open_high &&
           a->count == b->count && prse__str_eq(a->text, b->text) &&
           prse__str_eq(a->type, b->type) &&
           (a->kind != PRSE__FEEL_NUMBER ||
            prse__dec_cmp(a->number, b->number) == 0);
}

/* As deep as the tree is high, which the parser bounds. */
int prse__feel_equal(const prse__feel *a, const prse__feel *b)
{
    if (!a || !b)
        return a == b;
    if (!same_content(a, b))
        return 0;
    const prse__feel *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (!prse__feel_equal(x, y))
            return 0;
    return x == y;
}
