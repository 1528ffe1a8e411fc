/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/ast.h"

#include "base/str.h"

const prse__feel *prse__feel_child(const prse__feel *node, size_t i)
{
    const prse__feel *child = node->first;
    while (child && i > 0) {
        child = child->next;
        i--;
    }
    return child;
}

static int same_node(const prse__feel *a, const prse__feel *b)
{
    return a->kind == b->kind && a->op == b->op && a->flag == b->flag &&
           a->open_low == b->open_low && a->open_high == b->open_high &&
           a->count == b->count && prse__str_eq(a->text, b->text) &&
           prse__str_eq(a->type, b->type) &&
           (a->kind != PRSE__FEEL_NUMBER ||
            prse__dec_cmp(a->number, b->number) == 0);
}

int prse__feel_equal(const prse__feel *a, const prse__feel *b)
{
    if (!same_node(a, b))
        return 0;
    const prse__feel *x = a->first, *y = b->first;
    while (x && y && prse__feel_equal(x, y)) {
        x = x->next;
        y = y->next;
    }
    return !x && !y;
}
