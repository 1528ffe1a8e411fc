/* SPDX-License-Identifier: Apache-2.0 */
/* How well a unit answers a query. */
#ifndef PRSE_STOCK_SEARCH_SCORE_H
#define PRSE_STOCK_SEARCH_SCORE_H

#include "stock/search_query.h"

enum { PRSE__SCORE_NONE = -1000 };

/* More is better; PRSE__SCORE_NONE when no hard word is in the unit's names.
 * `mended`: words with a typo count, and words that are joined or split. */
int prse__score(const prse__query *query, const prse__index_unit *unit,
                int mended);

#endif
