/* SPDX-License-Identifier: Apache-2.0 */
/* What several sources say of one company, brought together: the host goes
 * first, a finer value before a coarser one, and sources that contradict each
 * other are both believed, with a warning. */
#ifndef PRSE_ENGINE_MERGE_H
#define PRSE_ENGINE_MERGE_H

#include "engine/source.h"

enum { PRSE__TELLINGS = 9 }; /* at most: two units, records, two files */

typedef struct prse__merge {
    prse_pack *pack;    /* borrowed */
    prse_facts *facts;  /* what comes of it */
    prse_facts *of[PRSE__TELLINGS]; /* what each says; by year of `facts` */
    size_t count;
    uint8_t *from_host; /* of each slot */
} prse__merge;

/* Freed also after a failure. */
prse_status prse__merge_init(prse__merge *merge, prse_pack *pack,
                             prse_error *err);
void prse__merge_free(prse__merge *merge);
/* Forgets the last company. `known` (of the same pack) may be NULL. Tellings
 * come in the order in which they are believed. */
prse_status prse__merge_run(prse__merge *merge, const prse_facts *known,
                            const prse__telling *tellings, size_t count,
                            prse_error *err);

/* --- Inside --- */

/* Warns that two contradict each other. `a` and `b` are slots of one fact and
 * year, `taken` what was made of them. */
prse_status prse__merge_warn(prse_facts *facts, const prse__slot *a,
                             int a_is_host, const prse__slot *b,
                             const prse__slot *taken, prse_error *err);
/* "according to ...": the service, or source of the pack, behind
 * prse__said.source; "you" when it is empty. */
void prse__speaker_say(prse__buf *buf, const prse__pack_tree *pack,
                       prse_str source, prse_lang lang);

#endif
