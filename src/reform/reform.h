/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a reform: the law before (side 0) and after (side 1), and how
 * many companies have which answer under each. */
#ifndef PRSE_REFORM_REFORM_H
#define PRSE_REFORM_REFORM_H

#include "portailrse/reform.h"
#include "reform/seen.h"
#include "reform/side.h"
#include "reform/split.h"
#include "rules/diff.h"

typedef struct prse__reform_obligation {
    prse_str id, label;
    size_t index[2]; /* in each pack; SIZE_MAX: it is not there */
    size_t place[2]; /* among those of each plan */
    int touched;     /* by the symbolic difference */
    /* The situations in which the answer changes so; see situations.c. */
    prse__dd sets[PRSE__REFORM_ANSWERS][PRSE__REFORM_ANSWERS];
    prse__reform_pairs pairs;
    int64_t outside;  /* that change in no such situation */
    int64_t *missing; /* companies by name of the fact that they lack */
    prse__seen seen;  /* of those that change or that are in doubt */
} prse__reform_obligation;

/* Answers of one obligation about a lot, under both laws. */
typedef prse__lot prse__reform_bits[2][PRSE__ANSWER_BITS];

/* Rows of a table that are counted together. */
typedef struct prse__reform_lot {
    int64_t row; /* the first */
    size_t rows;
    prse__lot odd;  /* those that are answered one by one, */
    prse__lot null; /* among them those that are null */
    prse__lot good; /* the others */
} prse__reform_lot;

struct prse_reform {
    prse__arena *arena; /* of all that lives as long as it */
    prse_pack *packs[2];
    prse__date dates[2];
    uint32_t counts_only;
    int (*should_stop)(void *user);
    void (*bad_row)(void *user, int64_t row, prse_str why);
    void *user;
    size_t obligation_count;
    prse__reform_obligation *obligations;
    size_t split_count;
    prse__reform_split *splits;
    prse__reform_side sides[2];
    prse_text *difference; /* JSON; NULL: only counts are asked for */

    prse__diff diff;
    prse__mask *common; /* of each variable that both packs share */
    uint32_t *stamps;   /* of each node's last visit */
    uint32_t stamp;

    size_t name_count;
    prse_str *names;     /* of facts, with their year */
    uint32_t *name_of[2]; /* of each variable of each pack */
    uint8_t *named;      /* by the company at hand */
    uint64_t *keys; /* of 64 companies */

    prse__reform_bits *bits; /* of each obligation, about the lot at hand */
    int64_t rows;            /* of the tables before */
    int64_t companies, bad_rows;
};

/* --- The law (law.c) --- */

/* Obligations, plans and names; packs and dates are there already. */
prse_status prse__reform_law(prse_reform *r, const prse_reform_options *opts,
                             prse_error *err);

/* --- Exact situations (situations.c) --- */

prse_status prse__reform_compare(prse_reform *r, prse_error *err);
/* Makes ready for the company whose masks both sides hold; 0: it has a value
 * that the difference leaves out. */
int prse__reform_situate(prse_reform *r);
/* Whether it lies wholly in the situations that are named for a change. */
int prse__reform_lies_in(prse_reform *r, prse__dd set);

/* --- Counting (count.c) --- */

/* The rows that sides have read. */
prse_status prse__reform_count_lot(prse_reform *r, prse__reform_lot *lot,
                                   prse_error *err);
/* Adds what kinds of companies lack to the counts. */
void prse__reform_settle(prse_reform *r);

#endif
