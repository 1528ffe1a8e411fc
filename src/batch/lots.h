/* SPDX-License-Identifier: Apache-2.0 */
/* A table answered by columns, a lot of rows at a time. */
#ifndef PRSE_BATCH_LOTS_H
#define PRSE_BATCH_LOTS_H

#include "batch/plan.h"
#include "columns/kernels.h"

/* The memory of one worker. */
typedef struct prse__lots prse__lots;

prse_status prse__lots_new(prse__lots **out, const prse_batch *batch,
                           prse_error *err);
void prse__lots_free(prse__lots *lots);

/* Makes ready for the columns of a table. */
prse_status prse__lots_open(prse__lots *lots, prse__worker *worker,
                            const prse__view *views, size_t count,
                            int64_t rows, prse_error *err);
/* Reads rows of it; `odd` gets those that have to be answered one by one. */
prse_status prse__lots_read(prse__lots *lots, prse__worker *worker,
                            int64_t row, size_t rows, prse__lot *odd,
                            prse_error *err);

/* The answer of every obligation of the plan to what was read. */
void prse__lots_answer_all(prse__lots *lots);
/* The bits of each prse_answer to an obligation, by its place in the plan. */
const prse__lot *prse__lots_answer(const prse__lots *lots, size_t place);
/* Who meets a truth, and of whom it can't be told. */
void prse__lots_truth(prse__lot *bits, prse__lots *lots,
                      const prse__course *course);
/* Of each row the place of the only end that it reaches, or the number of
 * ends. */
void prse__lots_ends(uint8_t *places, prse__lots *lots,
                     const prse__course *course);
/* How each row is undecided: rows with the same bytes lack the same facts. How
 * many bytes there are for a row; bytes[i * PRSE__LOT + row]. */
size_t prse__lots_patterns(const uint8_t **bytes, prse__lots *lots,
                           const prse__course *course);

enum {
    PRSE__ANSWER_BITS = 3,
    PRSE__TRUTH_BITS = 2,
    PRSE__MOST_ENDS = 254, /* of a course whose ends are told apart */
    PRSE__MOST_USED = 512  /* planes of a course with patterns */
};

#endif
