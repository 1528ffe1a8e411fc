/* SPDX-License-Identifier: Apache-2.0 */
/* Facts out of answers of outside services, as a pack's sources describe
 * them. */
#ifndef PRSE_ENGINE_SOURCE_H
#define PRSE_ENGINE_SOURCE_H

#include "engine/facts.h"

/* An answer that was read as JSON. */
typedef struct prse__telling {
    const prse__node *root;
    const char *name;   /* of the input, for errors */
    prse_str speaker;   /* who says so; empty: the source's id */
    int32_t asked;      /* year that the service was asked for; 0: none */
    int merging;        /* 1: what stands in for a later year is marked, and
                           told by whoever merges */
} prse__telling;

/* The source that reads a platform's records, whose key is one of its roots;
 * NULL: none does. */
const prse__source *prse__source_of_record(const prse__pack_tree *pack,
                                           const char *key);
/* The source whose answers have this shape, but hold no company. */
const prse__source *prse__source_empty(const prse__pack_tree *pack,
                                       const prse__node *root);
/* The last calendar year that an answer names; 0: none. */
int32_t prse__source_last_year(const prse__pack_tree *pack,
                               const prse__telling *telling);

/* Reads one company out of an answer. *found is NULL when no source of the
 * pack knows the shape. */
prse_status prse__facts_from_source(prse_facts *facts,
                                    const prse__telling *telling,
                                    const prse__source **found,
                                    prse_error *err);

/* --- Inside --- */

typedef struct prse__reading {
    prse_facts *facts;
    const prse__source *source;
    const prse__node *company;
    const prse__telling *telling;
    prse_error *err;
} prse__reading;

int prse__says_something(const prse__node *node);
/* What is at a path of the company, or of `within` (an object of a year). NULL:
 * nothing. */
const prse__node *prse__source_at(const prse__reading *r,
                                  const prse__node *within, prse_str path);
int32_t prse__source_year(prse_str text); /* of "2023..."; 0: none */

/* Sets a slot from what is at a mapping's path. `within` is where its paths
 * begin, `year` the year that the value is about, as it is written. */
prse_status prse__source_set(prse__reading *r, const prse__mapping *m,
                             prse__slot *slot, const prse__node *within,
                             prse_str year);
/* Tells that a slot's value is that of an earlier year. */
prse_status prse__source_tell_stand_in(prse_facts *facts,
                                       const prse__slot *slot,
                                       prse_error *err);

#endif
