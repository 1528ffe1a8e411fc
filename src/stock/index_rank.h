/* SPDX-License-Identifier: Apache-2.0 */
/* How much a unit weighs, from its codes. */
#ifndef PRSE_STOCK_INDEX_RANK_H
#define PRSE_STOCK_INDEX_RANK_H

#include "base/str.h"

enum {
    PRSE__SIZE_PERSON = 0,   /* a natural person without employees */
    PRSE__SIZE_UNKNOWN = 1,  /* no employees, or not told */
    PRSE__SIZE_EMPLOYER = 3, /* this and above: has employees */
    PRSE__SIZE_LARGEST = 16,
    PRSE__RANK_CLASSES = 2 * (PRSE__SIZE_LARGEST + 1),
    PRSE__RANK_CEASED = PRSE__SIZE_LARGEST + 1 /* this class and above */
};

/* By headcount class (Insee codes) and category (GE, ETI, PME), so that a
 * group's head without employees of its own stands with large units; `form` is
 * the legal form. */
int prse__rank_size(prse_str category, prse_str headcount, prse_str form);
/* From 0, best first. */
uint32_t prse__rank_class(int open, int size);

#endif
