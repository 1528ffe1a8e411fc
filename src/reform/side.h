/* SPDX-License-Identifier: Apache-2.0 */
/* One of both laws while it reads a table, by columns. */
#ifndef PRSE_REFORM_SIDE_H
#define PRSE_REFORM_SIDE_H

#include "batch/sight.h"
#include "batch/worker.h"

typedef struct prse__reform_side {
    prse_batch *plan;
    prse__arena *arena; /* of the sights of a table */
    prse__reading reading;
    prse__view *views;
    prse__worker *worker;
    prse__sight *sights;
    prse__lot *planes;
    prse__lot *reached; /* by the nodes of one course */
    uint8_t *values;    /* of its ends */
    prse_report *report; /* judges kinds of companies */
    prse__mask *masks;   /* of each variable, for it */
} prse__reform_side;

/* The plan is there. */
prse_status prse__reform_side_init(prse__reform_side *side, prse_error *err);
void prse__reform_side_free(prse__reform_side *side);

/* Opens a table, which is not trusted; close it whatever the answer. */
prse_status prse__reform_side_open(prse__reform_side *side,
                                   const struct ArrowSchema *schema,
                                   const struct ArrowArray *in,
                                   prse_error *err);
void prse__reform_side_close(prse__reform_side *side);

/* The planes of some rows; adds to odd those that go one by one. */
prse_status prse__reform_side_read(prse__reform_side *side, int64_t row,
                                   size_t rows, prse__lot *odd,
                                   prse_error *err);
/* The bits of each answer to an obligation of the plan. */
void prse__reform_side_answer(prse__lot *bits, prse__reform_side *side,
                              size_t place);
/* The answer under side->masks, to an obligation of the pack. */
prse_answer prse__reform_side_judge(prse__reform_side *side,
                                    size_t obligation);
/* One row, as a single company, whose masks become those of the side; *bad: why
 * it is none. */
prse_status prse__reform_side_row(prse_str *bad, prse__reform_side *side,
                                  int64_t row, prse_error *err);

/* A column of a table as long as the table; else an error names it. */
prse_status prse__reform_column(const struct ArrowSchema *schema,
                                const struct ArrowArray *in, size_t column,
                                prse_error *err);

#endif
