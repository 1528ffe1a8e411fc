/* SPDX-License-Identifier: Apache-2.0 */
/* The answers to one table. */
#ifndef PRSE_BATCH_TABLE_H
#define PRSE_BATCH_TABLE_H

#include "batch/worker.h"

enum { PRSE__COUNTED = 6 }; /* five answers, and rows that are bad */

/* Answers for a table, which is taken on success. With counts (of each
 * obligation of the plan) they are added up, *out stays as it is, and the
 * table is left to the caller. */
prse_status prse__table_answer(struct ArrowArray *out, int64_t *counts,
                               prse__worker *worker,
                               const prse__reading *reading,
                               struct ArrowArray *in, prse_error *err);

/* --- Between table.c, which answers row by row, and block_lots.c --- */

typedef struct prse__block {
    prse__worker *worker;
    const prse__reading *reading;
    struct ArrowArray *in;
    prse__view *views;
    prse__column *columns; /* NULL: counts are asked for */
    int64_t *counts;
    prse_error *err;
} prse__block;

/* Asks the host; PRSE_ECANCELED: it wants no more. */
prse_status prse__block_go_on(const prse__block *table, int64_t row);
/* Answers one row, as a single company. */
prse_status prse__block_row(const prse__block *table, int64_t row);
/* Answers them all, by columns. */
prse_status prse__block_lots(const prse__block *table);

/* Room for the counts of a plan; NULL: none left. */
int64_t *prse__counts_make(const prse_batch *batch);
/* The counts as a table. */
prse_status prse__counts_give(struct ArrowArray *out, const int64_t *counts,
                              const prse_batch *batch, prse_error *err);

/* Columns of a table that live on in another, and with them the whole table
 * until the last of them is released. */
typedef struct prse__kept prse__kept;

/* NULL: no memory. Holds nothing yet. */
prse__kept *prse__kept_make(void);
/* A column of a table, from its first row to its last. */
void prse__kept_give(struct ArrowArray *out, prse__kept *kept,
                     const struct ArrowArray *table, size_t column);
/* Takes the table, which is released at once when no column was given. */
void prse__kept_take(prse__kept *kept, struct ArrowArray *table);

#endif
