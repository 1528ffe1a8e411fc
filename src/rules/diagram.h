/* SPDX-License-Identifier: Apache-2.0 */
/* Reduced, ordered, multi-valued decision diagrams over cells, with any FEEL
 * value as a terminal. Nodes are hash-consed: two diagrams are the same
 * function if and only if they have the same number.
 *
 * A node's arcs lead to different nodes and their masks are disjoint; together
 * they hold every cell of the node's variable. Variables occur in increasing
 * order on a path, so each occurs once. */
#ifndef PRSE_RULES_DIAGRAM_H
#define PRSE_RULES_DIAGRAM_H

#include "base/error.h"
#include "feel/value.h"
#include "rules/mask.h"

typedef uint32_t prse__dd;

/* Terminals that every store has, under the same number. */
#define PRSE__DD_NULL 0
#define PRSE__DD_FALSE 1
#define PRSE__DD_TRUE 2

#define PRSE__DD_LEAF UINT32_MAX /* "variable" of a terminal */
#define PRSE__DD_NONE UINT32_MAX /* no diagram */

typedef struct prse__arc {
    prse__mask mask;
    prse__dd to;
} prse__arc;

typedef struct prse__dd_node {
    uint32_t var;      /* PRSE__DD_LEAF: terminal */
    uint32_t first;    /* arc; for a terminal, its value */
    uint32_t count;    /* arcs */
    uint32_t hash;
} prse__dd_node;

/* Children always have smaller numbers than their parents. */
typedef struct prse__dd_store {
    prse__dd_node *nodes;
    size_t node_count, node_room;
    prse__arc *arcs;
    size_t arc_count, arc_room;
    const prse__value **values; /* terminals, in the store's arena */
    size_t value_count, value_room;
    uint32_t *table; /* node + 1; 0: free */
    size_t table_room;
    prse__arena *arena; /* borrowed: copies of terminal values */
} prse__dd_store;

prse_status prse__dd_init(prse__dd_store *store, prse__arena *arena,
                          prse_error *err);
void prse__dd_free(prse__dd_store *store);

/* The terminal of a value; equal values give the same. The value must outlive
 * the store. */
prse_status prse__dd_terminal(prse__dd *out, prse__dd_store *store,
                              const prse__value *value, prse_error *err);
/* A node whose cell i leads to children[i]; reduced. */
prse_status prse__dd_node_make(prse__dd *out, prse__dd_store *store,
                               uint32_t var, const prse__dd *children,
                               size_t cells, prse_error *err);

/* The same for arcs as a node holds them, at least two; the node must be there
 * already: 0 when it is not. */
uint32_t prse__dd_hash(uint32_t var, const prse__arc *arcs, size_t count);
int prse__dd_find(prse__dd *out, const prse__dd_store *store,
                  const prse__dd_node *node, const prse__arc *arcs);

int prse__dd_is_leaf(const prse__dd_store *store, prse__dd dd);
/* The value of a terminal; NULL for an inner node. */
const prse__value *prse__dd_value(const prse__dd_store *store, prse__dd dd);
/* Where a cell of `var` leads from dd; dd itself when var is below it. */
prse__dd prse__dd_follow(const prse__dd_store *store, prse__dd dd,
                         uint32_t var, size_t cell);

/* What the terminals of an operation's operands give. */
typedef prse_status (*prse__dd_op)(prse__dd *out, void *self,
                                   const prse__dd *leaves, size_t count,
                                   prse_error *err);
/* May decide before every operand is a terminal: 1 and *out filled. */
typedef int (*prse__dd_shortcut)(prse__dd *out, const prse__dd_store *store,
                                 const prse__dd *operands, size_t count);

typedef struct prse__dd_apply {
    prse__dd_op op;
    prse__dd_shortcut shortcut; /* may be NULL */
    void *self;
    const size_t *cells; /* number of cells of each variable */
} prse__dd_apply;

/* Lifts an operation on values to diagrams. PRSE_ELIMIT past 4 million
 * combinations. */
prse_status prse__dd_combine(prse__dd *out, prse__dd_store *store,
                             const prse__dd_apply *apply,
                             const prse__dd *operands, size_t count,
                             prse_error *err);

#endif
