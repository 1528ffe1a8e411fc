/* SPDX-License-Identifier: Apache-2.0 */
/* Searching an index for names. */
#ifndef PRSE_STOCK_SEARCH_H
#define PRSE_STOCK_SEARCH_H

#include "portailrse/company.h"
#include "stock/index.h"

enum { PRSE__SEARCH_MOST = 25 }; /* units of an answer */

typedef struct prse__hit {
    int64_t siren;
    int score;
    uint64_t place; /* by rank, in its part of the index */
} prse__hit;

typedef struct prse__hits {
    size_t count; /* best first */
    prse__hit hits[PRSE__SEARCH_MOST];
    uint64_t total; /* how many there are at least */
} prse__hits;

/* PRSE_EPARSE when the text has no word. The caller holds a transaction, so
 * that all reads see one state; `opts` is checked already, or NULL. */
prse_status prse__search(prse__hits *out, prse__index *index, prse_str text,
                         const prse_search_options *opts, prse_error *err);

#endif
