/* SPDX-License-Identifier: Apache-2.0 */
/* One company at a time: its facts, its answers, and what the values that
 * were met before mean. One thread at a time. */
#ifndef PRSE_BATCH_WORKER_H
#define PRSE_BATCH_WORKER_H

#include "batch/lots.h"
#include "batch/memo.h"
#include "batch/plan.h"
#include "engine/report.h"

enum { PRSE__KEY_MOST = 24, PRSE__MEMORY = 64 };

/* A value that was met, and what it leaves possible. */
typedef struct prse__met {
    uint8_t length; /* of the key and 1; 0: nothing yet */
    char key[PRSE__KEY_MOST];
    prse__slot slot;
    prse__mask mask;
} prse__met;

/* A column's slot, the value that stands in it, and those met before. */
typedef struct prse__memory {
    const prse__input *input;
    prse_str name;
    prse__slot *slot;
    const prse__met *now; /* NULL: none of those met */
    int missing;          /* the slot was forgotten */
    prse__met *met;
} prse__memory;

struct prse__worker {
    prse_batch *batch; /* borrowed: the plan holds its spare one */
    prse_facts *facts;
    prse_report *report;
    size_t room; /* columns that there is memory for */
    prse__memory *columns;
    prse_fact_use *uses; /* as many as the rules have variables */
    prse__lots *lots; /* NULL: the plan is answered row by row */
    prse__memo *missing;  /* of each obligation, by its pattern */
    prse__memo *computed; /* of each column that is computed */
    uint32_t *notes;      /* of each of these, of each row of a slice */
    uint8_t *ends;        /* of each diagram of one, of each row */
    int changed;      /* since the last evaluation */
    prse__buf value;  /* a value as facts are written */
    prse__buf errors; /* of the row */
};

/* Takes a spare one of the plan, or makes one; it begins anew, for a table. */
prse_status prse__worker_take(prse__worker **out, prse_batch *batch,
                              const prse__reading *reading, prse_error *err);
/* Makes it a spare one of the plan. NULL is legal. */
void prse__worker_return(prse__worker *worker);
void prse__worker_free(prse__worker *worker);

/* Sets the facts of a row. Values that are not of their facts are told in
 * worker->errors. Fails when memory runs out, or for a broken table. */
prse_status prse__worker_read(prse__worker *worker, const prse__view *views,
                              size_t count, int64_t row, prse_error *err);
/* What one value of a column leaves possible of its variable, if it has one;
 * *good 0: it is no value of the fact. Fails when memory runs out. */
prse_status prse__worker_value(prse__mask *out, int *good,
                               prse__worker *worker, size_t column,
                               prse_str bytes, prse_error *err);
/* Answers for the obligations of the plan, with no reasons. */
void prse__worker_answer(prse__worker *worker);
/* Adds to what is wrong with the row. */
void prse__worker_blame(prse__worker *worker, prse_str column,
                        const char *why);

#endif
