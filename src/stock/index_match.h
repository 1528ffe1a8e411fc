/* SPDX-License-Identifier: Apache-2.0 */
/* Units that meet several demands at once, best first. */
#ifndef PRSE_STOCK_INDEX_MATCH_H
#define PRSE_STOCK_INDEX_MATCH_H

#include "stock/index_cursor.h"

/* One of these terms is there. */
typedef struct prse__demand {
    const prse__wanted *any;
    size_t count;
} prse__demand;

enum { PRSE__DEMANDS_MOST = 24 };

typedef struct prse__match {
    uint32_t end;  /* units below this number only */
    size_t room;   /* of `units` */
    uint32_t *units; /* found: ascending */
    size_t count;
    uint64_t known; /* there are so many at least */
} prse__match;

/* Units of index->part that meet every demand, one demand at least. */
prse_status prse__match_run(prse__match *match, prse__index *index,
                            const prse__demand *demands, size_t count,
                            prse_error *err);

#endif
