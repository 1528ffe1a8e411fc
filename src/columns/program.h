/* SPDX-License-Identifier: Apache-2.0 */
/* Diagrams as straight code over bits, one bit a company.
 *
 * A plane tells, for each company, whether what is known of a variable meets
 * an arc's cells. A node is reached by the companies that reach one of its
 * parents and meet the arc between them:
 *
 *   reached[node] = OR over arcs into it (reached[parent] AND plane[arc])
 *
 * The terminals that a company reaches are exactly its possible values, as in
 * judge.h: every way that its planes allow is some completion of its facts. */
#ifndef PRSE_COLUMNS_PROGRAM_H
#define PRSE_COLUMNS_PROGRAM_H

#include "rules/ruleset.h"

typedef struct prse__plane {
    size_t var;
    prse__mask mask;
} prse__plane;

/* An arc into a node: where it comes from, and its plane. */
typedef struct prse__step {
    uint32_t from, plane;
} prse__step;

typedef struct prse__end {
    prse__dd leaf;
    uint32_t node;
} prse__end;

/* One diagram. Node 0 is its root; parents come before their children. */
typedef struct prse__course {
    size_t node_count;
    const uint32_t *until; /* of each node: the step after its last */
    const prse__step *steps;
    size_t end_count;
    const prse__end *ends; /* the terminals among its nodes */
    size_t plane_count;
    const uint32_t *planes;  /* those of its arcs, */
    const uint32_t *slots;   /* and of each step the place among them */
} prse__course;

/* The planes that some diagrams need. */
typedef struct prse__program {
    const prse__ruleset *rules;
    prse__arena *arena; /* borrowed: of the courses and the lists */
    size_t plane_count, plane_room;
    prse__plane *planes;
    size_t most_nodes;      /* of a course */
    const uint32_t *places; /* planes in the order of their variables, */
    const size_t *first;    /* those of variable v from first[v] to [v + 1] */
} prse__program;

void prse__program_init(prse__program *program, const prse__ruleset *rules,
                        prse__arena *arena);
void prse__program_free(prse__program *program);

prse_status prse__program_add(prse__course *out, prse__program *program,
                              prse__dd dd, prse_error *err);
/* Sorts the planes; nothing can be added afterwards. */
prse_status prse__program_finish(prse__program *program, prse_error *err);

#endif
