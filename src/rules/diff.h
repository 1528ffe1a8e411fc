/* SPDX-License-Identifier: Apache-2.0 */
/* What two packs, each on a day, answer differently: for each obligation that
 * both have, the exact set of situations in which one says this and the other
 * that, under the explanation that a pack gives for it. */
#ifndef PRSE_RULES_DIFF_H
#define PRSE_RULES_DIFF_H

#include "rules/diff_space.h"

/* One answer against another. */
typedef struct prse__difference {
    size_t obligation[2];
    prse__part part; /* answer, first year, criterion, output */
    size_t item[2];
    const prse__value *from, *to;
    int refusal;     /* one of both says that it cannot tell */
    const prse__explanation *because; /* NULL: nothing explains it */
    prse__dd set;
} prse__difference;

/* An obligation, a criterion or an output that one pack only has. */
typedef struct prse__diff_lone {
    size_t side, obligation;
    prse__part part; /* PRSE__PART_ANSWER: the whole obligation */
    size_t item;
    const prse__explanation *because;
} prse__diff_lone;

/* An explanation that one of the packs gives for the other. */
typedef struct prse__diff_known {
    const prse__explanation *what;
    size_t side;   /* whose it is */
    prse__dd when; /* true or false */
    int used;      /* it explains something */
    int told;      /* its text was written already */
} prse__diff_known;

/* A definition that is true in some cells of one fact, false in the others. */
typedef struct prse__diff_term {
    prse_str id;
    size_t var;
    prse__mask yes, no;
} prse__diff_term;

typedef struct prse__diff {
    prse__arena *arena; /* borrowed: everything but the store */
    prse__diff_space space;
    size_t epochs[2];
    prse__dd_store store;
    size_t count, room;
    prse__difference *items; /* in the order of the first pack */
    size_t lone_count, lone_room;
    prse__diff_lone *lone;
    size_t skipped_count, skipped_room;
    prse__diff_lone *skipped; /* outputs of both that one of them computes */
    size_t known_count;
    prse__diff_known *known;
    size_t term_count;
    prse__diff_term *terms;
} prse__diff;

/* Borrows both rulesets; release with prse__diff_free(). */
prse_status prse__diff_make(prse__diff *out, prse__arena *arena,
                            const prse__ruleset *const rules[2],
                            const prse__date dates[2], prse_error *err);
void prse__diff_free(prse__diff *diff);

/* An answer as tests and explanations write it: yes, no, unknown, recommended,
 * insufficient, or the text of an output; empty for other values. */
prse_str prse__diff_word(prse__part part, const prse__value *value);

/* --- Explanations (diff_known.c) --- */

/* Those of both packs that are about the other one. */
prse_status prse__diff_known_find(prse__diff *diff, prse_error *err);
/* 1 when it is about this, wherever it holds. */
int prse__diff_known_fits(const prse__diff *diff,
                          const prse__diff_known *known,
                          const prse__difference *difference);
/* 1 when it explains nothing, though it is meant for this day. */
int prse__diff_known_idle(const prse__diff_known *known);
/* The explanation of something that one pack only has; NULL: none. */
const prse__explanation *prse__diff_known_lone(prse__diff *diff,
                                               const prse__diff_lone *lone);

/* --- Terms (diff_terms.c) --- */

prse_status prse__diff_terms_find(prse__diff *diff, prse_error *err);
/* A condition on one fact as FEEL; a term where the list of cells is long. */
void prse__diff_condition(prse__buf *buf, const prse__diff *diff, size_t var,
                          const prse__mask *mask);

#endif
