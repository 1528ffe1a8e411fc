/* SPDX-License-Identifier: Apache-2.0 */
/* Walking lists of units side by side. */
#ifndef PRSE_STOCK_INDEX_CURSOR_H
#define PRSE_STOCK_INDEX_CURSOR_H

#include "stock/index_read.h"

#define PRSE__CURSOR_END UINT32_MAX

/* A term, or all that begin with it. */
typedef struct prse__wanted {
    prse_str text;
    int prefix;
} prse__wanted;

typedef struct prse__cursor prse__cursor;

/* Over the units that have at least one of the wanted terms; in the index's
 * arena. */
prse_status prse__cursor_new(prse__cursor **out, prse__index *index,
                             const prse__wanted *wanted, size_t count,
                             prse_error *err);
/* How many units there are, at most. */
uint64_t prse__cursor_units(const prse__cursor *cursor);
/* The same where it is sure, else 0. */
uint64_t prse__cursor_exact(const prse__cursor *cursor);
/* Moves to the first unit >= from, which never goes back; PRSE__CURSOR_END
 * when there is none. */
prse_status prse__cursor_seek(prse__cursor *cursor, uint32_t from,
                              uint32_t *unit, prse_error *err);
/* Moves both to the first unit >= from that both have. */
prse_status prse__cursor_meet(prse__cursor *a, prse__cursor *b, uint32_t from,
                              uint32_t *unit, prse_error *err);

#endif
