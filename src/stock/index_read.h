/* SPDX-License-Identifier: Apache-2.0 */
/* Reading an index: terms, lists, units of numbers. */
#ifndef PRSE_STOCK_INDEX_READ_H
#define PRSE_STOCK_INDEX_READ_H

#include "stock/index.h"
#include "stock/index_bits.h"
#include "stock/index_format.h"
#include "stock/index_unit.h"

typedef struct prse__index_sizes {
    uint32_t units; /* 0: this part is empty */
    uint32_t open;  /* units before this number are not ceased */
    uint32_t bits;  /* of the buckets of names */
    uint64_t words;
} prse__index_sizes;

struct prse__index {
    prse__db *db;
    prse__stmt *sizes, *term, *terms, *block, *rank, *name, *changed, *unit;
    prse__index_sizes parts[PRSE__INDEX_PARTS];
    int has_changes; /* some units are told by the small part, or gone */
    prse__bits set; /* for merging short lists; empty between uses */
    int part;            /* that is searched now */
    prse__arena *arena;  /* of the search that goes on */
};

typedef struct prse__term {
    uint32_t units; /* 0: there is no such term */
    int is_long;
    uint32_t list;  /* of a long one */
    prse_str bytes; /* list of a short one; in the arena */
} prse__term;

/* All of these look into index->part, which the caller sets with
 * index->arena. */
prse_status prse__index_term(prse__term *out, prse__index *index,
                             prse_str text, prse_error *err);
/* Terms that begin with a text; *count: room, then how many there are. */
prse_status prse__index_terms(prse__term *out, size_t *count,
                              prse__index *index, prse_str prefix,
                              prse_error *err);
/* The first term that is not below a text; "" when there is none. Borrowed
 * until the next call. */
prse_status prse__index_next_term(prse_str *out, uint32_t *units,
                                  prse__index *index, prse_str text,
                                  prse_error *err);

/* The block of a long list that holds the first number >= `from`: its numbers
 * into `out`, of PRSE__LIST_BLOCK; none at the end of the list. */
prse_status prse__index_block(uint32_t *out, uint32_t *count,
                              prse__index *index, uint32_t list,
                              uint32_t from, prse_error *err);
/* Numbers of a list's bytes; `out` has room for one a byte. */
uint32_t prse__index_decode(uint32_t *out, prse_str bytes);

prse_status prse__index_siren(int64_t *out, prse__index *index,
                              uint32_t number, prse_error *err);
/* Units one of whose whole names may have this key; *count: room, then how
 * many there are. */
prse_status prse__index_names(uint32_t *out, size_t *count,
                              prse__index *index, uint32_t key,
                              prse_error *err);
/* 1 when index->part is the large one and no longer tells this unit. */
prse_status prse__index_changed(int *out, prse__index *index, int64_t siren,
                                prse_error *err);
/* The unit's row; borrowed until the next call. *found 0: there is none. */
prse_status prse__index_unit_get(prse__index_unit *out, int *found,
                                 prse__index *index, int64_t siren,
                                 prse_error *err);

/* Before a search, in its transaction: the file may have been updated. */
prse_status prse__index_start(prse__index *index, prse_error *err);
/* Lets go of what the last calls borrowed out. */
void prse__index_rest(prse__index *index);

#endif
