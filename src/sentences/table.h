/* SPDX-License-Identifier: Apache-2.0 */
/* Tables: cells that stand side by side, row after row. */
#ifndef PRSE_SENTENCES_TABLE_H
#define PRSE_SENTENCES_TABLE_H

#include "sentences/lines.h"

/* Runs from `first`, one below the other, that stand side by side with others
 * in a row. */
typedef struct prse__cell {
    size_t first, count;
} prse__cell;

/* The cell that begins with a run. */
prse__cell prse__table_cell(const prse__lines *lines, size_t run);

/* 1: it holds sentences, not a word or a figure. */
int prse__table_wordy(const prse__lines *lines, prse__cell cell);

/* 1: nothing but figures and units. */
int prse__table_figures(const prse__lines *lines, prse__cell cell);

/* Numbers the rows of tables in the runs. */
void prse__table_find(prse__lines *lines);

#endif
