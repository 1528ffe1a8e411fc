/* SPDX-License-Identifier: Apache-2.0 */
/* The different terms of an index while it is built. */
#ifndef PRSE_STOCK_INDEX_VOCABULARY_H
#define PRSE_STOCK_INDEX_VOCABULARY_H

#include "base/error.h"
#include "base/str.h"

typedef struct prse__vocabulary prse__vocabulary;

prse__vocabulary *prse__vocabulary_new(void); /* NULL: no memory */
void prse__vocabulary_free(prse__vocabulary *vocabulary);

/* Number of a term, from 0 in the order of first sight. */
prse_status prse__vocabulary_add(prse__vocabulary *vocabulary, prse_str text,
                                 uint32_t *number, prse_error *err);
size_t prse__vocabulary_count(const prse__vocabulary *vocabulary);
prse_str prse__vocabulary_text(const prse__vocabulary *vocabulary,
                               uint32_t number);
/* What kind of word it is, found once a term: words.h. */
int prse__vocabulary_softness(const prse__vocabulary *vocabulary,
                              uint32_t number);

/* Counts a unit for a term; 0 when this unit was counted already. */
int prse__vocabulary_count_unit(prse__vocabulary *vocabulary, uint32_t number,
                                uint32_t unit);
uint32_t prse__vocabulary_units(const prse__vocabulary *vocabulary,
                                uint32_t number);

/* Numbers in the order of the bytes of their terms; freed by the caller. */
prse_status prse__vocabulary_sort(uint32_t **out,
                                  const prse__vocabulary *vocabulary,
                                  prse_error *err);

#endif
