/* SPDX-License-Identifier: Apache-2.0 */
/* A row of unite_legale as the index sees it. */
#ifndef PRSE_STOCK_INDEX_UNIT_H
#define PRSE_STOCK_INDEX_UNIT_H

#include "sqlite/database.h"
#include "stock/words.h"

enum { PRSE__UNIT_NAMES = 8 };

typedef struct prse__index_unit {
    int64_t siren;
    int open; /* or not told */
    int size; /* index_rank.h */
    prse_str departement, activity, activity_2025, form, headcount;
    size_t name_count;
    prse_str names[PRSE__UNIT_NAMES]; /* the name in law first, if any */
    int law_name, acronym;            /* where these are; -1: nowhere */
} prse__index_unit;

/* From a row of prse__stock_search_sql; texts are borrowed from the row. */
void prse__index_unit_read(prse__index_unit *out, prse__stmt *row);

/* Initials of a name, "" when they are too few or too many to be searched
 * for: without articles, and without soft words. */
enum { PRSE__INITIALS_LEAST = 3, PRSE__INITIALS_MOST = 6 };
size_t prse__index_initials(char to[PRSE__INITIALS_MOST],
                            const prse__words *words, const uint8_t *softness,
                            int hard_only);

#endif
