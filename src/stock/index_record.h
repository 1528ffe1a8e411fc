/* SPDX-License-Identifier: Apache-2.0 */
/* A unit between the two halves of a build: its number, its terms, the keys of
 * its whole names. */
#ifndef PRSE_STOCK_INDEX_RECORD_H
#define PRSE_STOCK_INDEX_RECORD_H

#include "stock/index_unit.h"
#include "stock/index_vocabulary.h"

enum {
    PRSE__RECORD_TERMS = PRSE__UNIT_NAMES * (PRSE__WORDS_MOST + 2) + 5,
    PRSE__RECORD_KEYS = PRSE__UNIT_NAMES
};

typedef struct prse__index_record {
    uint32_t siren;
    uint32_t term_count, key_count;
    uint32_t terms[PRSE__RECORD_TERMS]; /* numbers of the vocabulary */
    uint32_t keys[PRSE__RECORD_KEYS];   /* words.h */
} prse__index_record;

/* Finds what the index holds of a unit, the `ordinal`th that is read. */
prse_status prse__index_record_make(prse__index_record *out,
                                    prse__vocabulary *vocabulary,
                                    const prse__index_unit *unit,
                                    uint32_t ordinal, prse_error *err);

/* As bytes, fewer than PRSE__SPOOL_RECORD, and back: reads at *at and moves
 * on. */
size_t prse__index_record_put(unsigned char *to,
                              const prse__index_record *record);
void prse__index_record_get(prse__index_record *out, prse_str bytes,
                            size_t *at);

#endif
