/* SPDX-License-Identifier: Apache-2.0 */
/* Maps from year to something, as EGAPRO answers them and records write
 * them. */
#ifndef PRSE_PLATFORMS_YEARS_H
#define PRSE_PLATFORMS_YEARS_H

#include "platforms/record.h"

enum { PRSE__YEARS = 64 };

/* Latest first, each once; zeroed by the caller. */
typedef struct prse__years {
    int32_t year[PRSE__YEARS];
    size_t count;
} prse__years;

/* Adds the keys of a map that are years. NULL is legal. */
void prse__years_add(prse__years *years, const prse__node *map);
/* The child of that year; NULL when absent. */
const prse__node *prse__years_get(const prse__node *map, int32_t year);
void prse__years_open(prse__json *json, int32_t year); /* an object */

#endif
