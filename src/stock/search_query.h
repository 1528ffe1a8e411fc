/* SPDX-License-Identifier: Apache-2.0 */
/* What is searched for: words, and codes that units must have. */
#ifndef PRSE_STOCK_SEARCH_QUERY_H
#define PRSE_STOCK_SEARCH_QUERY_H

#include "portailrse/company.h"
#include "stock/index_match.h"
#include "stock/index_unit.h"
#include "stock/words.h"

enum {
    PRSE__QUERY_WORDS = 12, /* the rest of a text is not looked at */
    PRSE__QUERY_TEXT = 512, /* bytes of it that are read */
    PRSE__QUERY_CODES = 20
};

typedef struct prse__query {
    prse__words words;
    size_t count; /* of words */
    uint8_t softness[PRSE__WORDS_MOST]; /* when all are soft, all count as
                                           hard */
    size_t hard_count;
    uint32_t keys[2]; /* of the whole text, without and with soft words */
    int only_open;
    prse_str departement, naf, form, headcounts; /* as asked */
    size_t demand_count;
    prse__demand demands[4]; /* the same as terms of the index */
    size_t term_count;
    prse__wanted terms[PRSE__QUERY_CODES];
} prse__query;

/* Texts are borrowed from text and opts; the terms go into the arena.
 * PRSE_EPARSE when there is no word. */
prse_status prse__query_read(prse__query *out, prse_str text,
                             const prse_search_options *opts,
                             prse__arena *arena, prse_error *err);
prse_str prse__query_word(const prse__query *query, size_t index);
int prse__query_is_hard(const prse__query *query, size_t index);
/* Whether a unit has the codes that are asked for. */
int prse__query_accepts(const prse__query *query,
                        const prse__index_unit *unit);

#endif
