/* SPDX-License-Identifier: Apache-2.0 */
/* The loops over companies, in lots of PRSE__LOT. Each set is the same source
 * compiled for another machine. */
#ifndef PRSE_COLUMNS_KERNELS_H
#define PRSE_COLUMNS_KERNELS_H

#include "columns/program.h"

enum {
    PRSE__LOT = 1024,                  /* companies */
    PRSE__LOT_WORDS = PRSE__LOT / 64,  /* of a plane */
    PRSE__GROUP = 8,                   /* planes that a table gives at once */
    PRSE__CODE_ODD = 255 /* a value that the loops do not understand */
};

/* A bit a company. */
typedef struct prse__lot {
    uint64_t words[PRSE__LOT_WORDS];
} prse__lot;

/* Where the cells of whole numbers begin: code n for n of them passed. */
typedef struct prse__scale {
    size_t count; /* at most PRSE__CODE_ODD - 1 */
    const int64_t *at;
    int64_t low, high; /* outside: odd */
} prse__scale;

/* How the numbers of a column are laid out. */
typedef enum prse__number {
    PRSE__NUMBER_I8,
    PRSE__NUMBER_U8,
    PRSE__NUMBER_I16,
    PRSE__NUMBER_U16,
    PRSE__NUMBER_I32,
    PRSE__NUMBER_U32,
    PRSE__NUMBER_I64,
    PRSE__NUMBER_U64,
    PRSE__NUMBER_F32,
    PRSE__NUMBER_F64,
    PRSE__NUMBER_END
} prse__number;

/* Codes of numbers, which need not be aligned. `codes` has room for a lot, of
 * which those after `rows` mean nothing. */
typedef void prse__count_kernel(uint8_t *codes, const void *numbers,
                                const prse__scale *scale, size_t rows);

/* Codes of keys: themselves, or odd from `end` on, at most PRSE__CODE_ODD. */
typedef void prse__keys_kernel(uint8_t *codes, const void *keys, size_t end,
                               size_t rows);

typedef struct prse__kernels {
    const char *name;
    prse__count_kernel *count[PRSE__NUMBER_END];
    prse__keys_kernel *keys[PRSE__NUMBER_F32]; /* integers */
    /* Bit b of table[code] is what plane b, of at most eight, says of it.
     * Codes from `end` on, the odd one above all, have no bits. */
    void (*planes)(prse__lot *const *out, const uint8_t *codes,
                   const uint8_t *table, size_t end, size_t count);
    /* Which companies reach each node of a course. */
    void (*run)(prse__lot *reached, const prse__course *course,
                const prse__lot *planes);
    /* The bits of each company's value: values[i] when end i is the only one
     * that it reaches, `several` when there are more. */
    void (*only)(prse__lot *bits, size_t bit_count, const prse__lot *reached,
                 const prse__course *course, const uint8_t *values,
                 uint8_t several);
    /* Of each plane of a course, the companies whose answer it takes part in:
     * they meet it at a node that they reach. */
    void (*used)(prse__lot *out, const prse__course *course,
                 const prse__lot *reached, const prse__lot *planes);
    /* A byte a company with the bits of at most eight lots, the first the
     * lowest. */
    void (*bytes)(uint8_t *out, const prse__lot *bits, size_t count);
    /* Adds how many of some companies have each value below `values`; the bits
     * are three lots. */
    void (*tally)(int64_t *counts, size_t values, const prse__lot *bits,
                  const prse__lot *of);
} prse__kernels;

/* The sets that this machine runs, the plain one first and the fastest last;
 * NULL past the last. */
const prse__kernels *prse__kernels_at(size_t index);
const prse__kernels *prse__kernels_fastest(void);

#endif
