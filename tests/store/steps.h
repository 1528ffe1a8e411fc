/* SPDX-License-Identifier: Apache-2.0 */
/* Steps by choice: of a generator of numbers with a seed, or of the bytes that
 * a fuzzer brings. */
#ifndef PRSE_TESTS_STORE_STEPS_H
#define PRSE_TESTS_STORE_STEPS_H

#include "store/sides.h"

enum { STEPS_TEXT = 64 };

typedef struct steps {
    uint64_t seed, drawn;
    const uint8_t *data; /* NULL: the seed decides */
    size_t size;
    char texts[SIDES_COLUMNS + 8][STEPS_TEXT]; /* of the last step */
    size_t text_count;
    prse_value equal[SIDES_COLUMNS], from, to;
} steps;

extern const prse_schema steps_schema;

/* A number below `below`. */
uint64_t steps_draw(steps *s, uint64_t below);
/* A step, which lives until the next one. `peek` is a store's transaction that
 * tells which versions there are. */
void steps_next(steps *s, sides_step *step, prse__tx *peek);
/* 1: the bytes are used up. */
int steps_end(const steps *s);

#endif
