/* SPDX-License-Identifier: Apache-2.0 */
/* Diagrams restricted to what is known and reduced again: the variables that
 * are left are those that still matter, and only those. Everything made since
 * an evaluation is remembered until the next one. */
#ifndef PRSE_RULES_RESTRICT_H
#define PRSE_RULES_RESTRICT_H

#include "rules/judge.h"

/* Working memory, made once for a ruleset. */
typedef struct prse__restrict {
    const prse__ruleset *rules;
    const prse__judge *judge; /* whose masks these are, */
    uint64_t run;             /* and of which evaluation */
    uint32_t *memo;     /* restricted node of each node */
    uint32_t *stamps;   /* of each memo entry and table slot */
    uint32_t *table;
    uint32_t *table_stamps;
    size_t table_room;
    uint32_t stamp;
    prse__dd_node *nodes; /* restricted nodes */
    prse__arc *arcs;
    double *shares;     /* of each arc: how often it is taken */
    uint64_t *support;  /* [node * words]: as in survey.h */
    size_t node_count, arc_count;
} prse__restrict;

prse_status prse__restrict_init(prse__restrict *r, const prse__ruleset *rules,
                                prse_error *err);
void prse__restrict_free(prse__restrict *r);

/* The diagram under the masks of the judge: the number of a node of the store,
 * where it depends on nothing known; otherwise past them, of a restricted one.
 * Lives until the judge runs again. */
uint32_t prse__restrict_dd(prse__restrict *r, const prse__judge *judge,
                           prse__dd dd);

/* What the value of a restricted diagram still depends on. */
const uint64_t *prse__restrict_support(const prse__restrict *r, uint32_t dd);

/* A node with its arcs and their shares. */
typedef struct prse__branch {
    uint32_t var; /* PRSE__DD_LEAF: terminal */
    size_t count;
    const prse__arc *arcs;
    const double *shares;
} prse__branch;

static inline prse__branch prse__restrict_branch(const prse__restrict *r,
                                                 uint32_t dd)
{
    const prse__dd_store *store = &r->rules->store;
    if (dd < store->node_count) {
        const prse__dd_node *node = &store->nodes[dd];
        return (prse__branch){node->var, node->count,
                              &store->arcs[node->first],
                              &r->rules->survey->shares[node->first]};
    }
    const prse__dd_node *node = &r->nodes[dd - store->node_count];
    return (prse__branch){node->var, node->count, &r->arcs[node->first],
                          &r->shares[node->first]};
}

#endif
