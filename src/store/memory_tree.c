/* SPDX-License-Identifier: Apache-2.0 */
/* A node that only its parent refers to, itself such a node up to the root,
 * is seen by nobody else and changed in place; any other is copied. */
#include "base/mem.h"
#include "store/memory.h"
#include "store/store.h"

prse__mem_node *prse__mem_tree_ref(prse__mem_node *root)
{
    if (root)
        atomic_fetch_add_explicit(&root->refs, 1, memory_order_relaxed);
    return root;
}

void prse__mem_tree_free(prse__mem_node *root)
{
    if (!root ||
        atomic_fetch_sub_explicit(&root->refs, 1, memory_order_acq_rel) > 1)
        return;
    prse__mem_tree_free(root->child[0]);
    prse__mem_tree_free(root->child[1]);
    prse__mem_row_free(root->row);
    prse__free(root);
}

static prse__mem_node *new_node(prse__mem_row *row, uint64_t priority)
{
    prse__mem_node *node = prse__alloc(1, sizeof *node);
    if (!node)
        return NULL;
    atomic_init(&node->refs, 1);
    node->priority = priority;
    node->row = prse__mem_row_ref(row);
    return node;
}

/* The node at *link, which the caller owns, becomes one that may be changed. */
static prse__mem_node *own(prse__mem_node **link)
{
    prse__mem_node *old = *link;
    if (atomic_load_explicit(&old->refs, memory_order_acquire) == 1)
        return old;
    prse__mem_node *copy = new_node(old->row, old->priority);
    if (!copy)
        return NULL;
    copy->child[0] = prse__mem_tree_ref(old->child[0]);
    copy->child[1] = prse__mem_tree_ref(old->child[1]);
    prse__mem_tree_free(old);
    *link = copy;
    return copy;
}

/* A child goes up, where its priority belongs. */
static void rotate(prse__mem_node **link, int side)
{
    prse__mem_node *node = *link, *child = node->child[side];
    node->child[side] = child->child[!side];
    child->child[!side] = node;
    *link = child;
}

/* As deep as the tree, which is a few times the logarithm of its rows. */
int prse__mem_tree_put(prse__mem_node **root, const prse__order *order,
                       prse__mem_row *row, uint64_t priority)
{
    if (!*root) {
        *root = new_node(row, priority);
        return *root != NULL;
    }
    prse__mem_node *node = own(root);
    if (!node)
        return 0;
    int difference = prse__mem_row_cmp(order, order->count, row->values,
                                       node->row->values);
    if (difference == 0) {
        prse__mem_row *old = node->row;
        node->row = prse__mem_row_ref(row);
        prse__mem_row_free(old);
        return 1;
    }
    int side = difference > 0;
    if (!prse__mem_tree_put(&node->child[side], order, row, priority))
        return 0;
    if (node->child[side]->priority > node->priority)
        rotate(root, side);
    return 1;
}

/* Makes one tree of two, all of the first before the second. Takes both. */
static int join(prse__mem_node **link, prse__mem_node *before,
                prse__mem_node *after)
{
    while (before && after) {
        int side = before->priority > after->priority;
        prse__mem_node **top = side ? &before : &after;
        prse__mem_node *node = own(top);
        if (!node) {
            prse__mem_tree_free(before);
            prse__mem_tree_free(after);
            *link = NULL;
            return 0;
        }
        *link = node;
        link = &node->child[side];
        *top = *link;
    }
    *link = before ? before : after;
    return 1;
}

int prse__mem_tree_remove(prse__mem_node **root, const prse__order *order,
                          const prse__mem_row *row)
{
    prse__mem_node **link = root;
    while (*link) {
        prse__mem_node *node = own(link);
        if (!node)
            return 0;
        int difference = prse__mem_row_cmp(order, order->count, row->values,
                                           node->row->values);
        if (difference == 0) {
            int done = join(link, node->child[0], node->child[1]);
            node->child[0] = node->child[1] = NULL;
            prse__mem_tree_free(node);
            return done;
        }
        link = &node->child[difference > 0];
    }
    return 1;
}

prse__mem_row *prse__mem_tree_find(const prse__mem_node *root,
                                   const prse__order *order, uint8_t parts,
                                   const prse_value *values)
{
    while (root) {
        int difference =
            prse__mem_row_cmp(order, parts, values, root->row->values);
        if (difference == 0)
            return root->row;
        root = root->child[difference > 0];
    }
    return NULL;
}

typedef struct walk {
    const prse__order *order;
    const prse_query *query;
    prse__mem_visit visit;
    void *user;
} walk;

/* Where a row lies: -1 before what is asked for, 0 within, 1 after. */
static int place(const walk *w, const prse_value *values)
{
    const prse_query *query = w->query;
    for (uint32_t i = 0; i < query->equal_count; i++) {
        int difference = prse__field_cmp(&values[w->order->columns[i]],
                                         &query->equal[i]);
        if (difference)
            return difference;
    }
    if (!query->from && !query->to)
        return 0;
    const prse_value *next = &values[w->order->columns[query->equal_count]];
    if (next->type == PRSE_TYPE_NULL ||
        (query->from && prse__field_cmp(next, query->from) < 0))
        return -1;
    return query->to && prse__field_cmp(next, query->to) >= 0;
}

static int walk_from(const walk *w, const prse__mem_node *node)
{
    if (!node)
        return 0;
    int at = place(w, node->row->values);
    int first = w->query->descending != 0; /* the side that comes first */
    int ahead = first ? at <= 0 : at >= 0; /* something may come before it */
    int behind = first ? at >= 0 : at <= 0;
    if (ahead && walk_from(w, node->child[first]))
        return 1;
    if (at == 0 && w->visit(w->user, node->row))
        return 1;
    return behind && walk_from(w, node->child[!first]);
}

int prse__mem_tree_walk(const prse__mem_node *root, const prse__order *order,
                        const prse_query *query, prse__mem_visit visit,
                        void *user)
{
    walk w = {order, query, visit, user};
    return walk_from(&w, root);
}
