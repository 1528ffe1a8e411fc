/* SPDX-License-Identifier: Apache-2.0 */
/* What an answer of Sirene is worth, and where its units are. */
#ifndef PRSE_REGISTRY_SIRENE_ANSWER_H
#define PRSE_REGISTRY_SIRENE_ANSWER_H

#include "registry/reply.h"

/* READ: there is a body to be read. `siren` is the number that was asked, or
 * empty. */
prse_outcome prse__sirene_open(prse__reply *reply, prse_str siren);
/* ABSENT: two numbers were given to one unit, this one lives on; empty: which
 * one is not known. */
prse_outcome prse__sirene_duplicate(prse__reply *reply, prse_str survivor);

/* Units, or establishments with their unit inside. */
typedef struct prse__sirene_items {
    const prse__node *first; /* linked to the others */
    size_t count;
} prse__sirene_items;

/* 0: the answer has neither. */
int prse__sirene_find(prse__sirene_items *out, const prse__reply *reply);

#endif
