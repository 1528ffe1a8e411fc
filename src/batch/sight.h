/* SPDX-License-Identifier: Apache-2.0 */
/* One column of a table, read a lot at a time into planes. What its values
 * leave possible is worked out once a value (a cell, a word of a dictionary)
 * and becomes a code; the rest is looked up. A value that has no code yet is
 * asked of the worker, which reads it as a single company's. */
#ifndef PRSE_BATCH_SIGHT_H
#define PRSE_BATCH_SIGHT_H

#include "batch/plan.h"

typedef enum prse__way {
    PRSE__WAY_NOTHING, /* the column has no value at all */
    PRSE__WAY_TRUTHS,  /* a bitmap: code 0 false, 1 true */
    PRSE__WAY_NUMBERS, /* codes are cells, or 0 and 1 */
    PRSE__WAY_WORDS,   /* codes are the words of the dictionary, */
    PRSE__WAY_MANY,    /* or, where there are many, those with one meaning */
    PRSE__WAY_SPELT,   /* read one by one; see sight_spelt.h */
    PRSE__WAY_ANY      /* each value is asked of the worker */
} prse__way;

typedef struct prse__spelt prse__spelt; /* a value that was met */

typedef struct prse__sight {
    prse__way way;
    size_t column; /* among those of the worker */
    const prse__view *view;
    size_t var; /* SIZE_MAX: free text, which only has to be well-formed */
    prse__number number;
    prse__scale scale;
    int64_t truths[1]; /* the scale of booleans that are written as numbers */
    int is_counted; /* numbers, or days, are cells of the scale */
    int is_days;
    int fractions;  /* numbers need not be whole */
    prse__spelt *met; /* NULL: nothing is looked up by its bytes */
    size_t met_room;
    uint8_t *words;     /* of each word its code; NULL: the word itself */
    int64_t word_count;
    size_t code_count, code_room;
    prse__mask *masks; /* of each code */
    size_t plane_count;
    const uint32_t *planes; /* of its variable, in the program */
    uint8_t (*tables)[256]; /* of each eight planes; see kernels.h */
    uint8_t *absent;        /* of each eight planes: who has no value */
} prse__sight;

/* Memory is the arena's, for the length of a table. */
prse_status prse__sight_open(prse__sight *sight, prse__worker *worker,
                             size_t column, const prse__view *view,
                             int64_t rows, prse__arena *arena,
                             prse_error *err);
/* The planes of a lot that begins at a row. Rows that only the worker can
 * judge are added to odd. */
prse_status prse__sight_read(prse__sight *sight, prse__worker *worker,
                             int64_t row, size_t rows, prse__lot *planes,
                             prse__lot *odd, prse_error *err);

/* The code of a value that leaves a mask; PRSE__CODE_ODD: none is left. */
uint8_t prse__sight_code(prse__sight *sight, const prse__program *program,
                         const prse__mask *mask);
/* Planes of a variable of which nothing is said, for whole lots. */
void prse__sight_nothing(prse__lot *planes, const prse__program *program,
                         size_t var, const prse__mask *absent);

/* Bits of a bitmap from any place on; those after the last row are 0. */
void prse__lot_load(prse__lot *out, const void *bitmap, int64_t from,
                    size_t rows);

#endif
