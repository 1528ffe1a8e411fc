/* SPDX-License-Identifier: Apache-2.0 */
/* Companies that a column of the table tells apart. */
#ifndef PRSE_REFORM_SPLIT_H
#define PRSE_REFORM_SPLIT_H

#include "batch/view.h"
#include "columns/kernels.h"
#include "portailrse/obligation.h"

/* The answers, and that a pack does not know the obligation. */
enum {
    PRSE__REFORM_ANSWERS = PRSE_INSUFFICIENT + 1,
    PRSE__REFORM_ABSENT = PRSE__REFORM_ANSWERS,
    PRSE__REFORM_STATES
};

/* Companies by their answers before and after. */
typedef struct prse__reform_pairs {
    int64_t of[PRSE__REFORM_STATES][PRSE__REFORM_STATES]; /* from, to */
} prse__reform_pairs;

typedef struct prse__reform_group {
    prse_str value; /* of the column, as it is written; empty: none */
    int64_t companies;
    prse__reform_pairs *pairs; /* one an obligation */
} prse__reform_group;

/* The bytes of a value that was met in this table, and its group. */
typedef struct prse__reform_met {
    prse_str bytes; /* ptr NULL: nothing yet */
    size_t group;
} prse__reform_met;

enum { PRSE__REFORM_GROUPS = 500, PRSE__REFORM_MET = 1024 };

typedef struct prse__reform_split {
    prse_str column;
    size_t obligation_count;
    size_t group_count;
    prse__reform_group groups[PRSE__REFORM_GROUPS];
    prse__arena *arena; /* borrowed: of the groups */
    prse__column_type type;
    prse__view view;
    prse__reform_met met[PRSE__REFORM_MET];
    uint16_t rows[PRSE__LOT]; /* the group of each */
} prse__reform_split;

/* The column of a table. */
prse_status prse__reform_split_open(prse__reform_split *split,
                                    const struct ArrowSchema *schema,
                                    const struct ArrowArray *in,
                                    prse_error *err);
/* The groups of some rows. PRSE_ELIMIT: the column has too many values. */
prse_status prse__reform_split_read(prse__reform_split *split, int64_t row,
                                    size_t rows, prse_error *err);

#endif
