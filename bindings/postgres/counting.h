/* SPDX-License-Identifier: Apache-2.0 */
/* Companies counted by answer, while more of them come. */
#ifndef PGPRSE_COUNTING_H
#define PGPRSE_COUNTING_H

#include "block.h"
#include "site.h"

/* What has been counted of a group. */
typedef struct pgprse_counting {
    pgprse_pack *pack; /* held by the call that made it */
    prse_batch *plan;  /* the same; NULL: no rows are added to it */
    pgprse_row *row;   /* that its block is laid out for */
    DateADT date;
    size_t obligations;
    pgprse_block block;
    int64 counts[FLEXIBLE_ARRAY_MEMBER]; /* PGPRSE_COUNTED an obligation */
} pgprse_counting;

/* One to which others are added. */
pgprse_counting *pgprse_counting_make(MemoryContext memory, pgprse_pack *pack,
                                      DateADT date);

/* One to which rows are added, those of a row that the site has bound. */
pgprse_counting *pgprse_counting_begin(pgprse_site *site, MemoryContext memory,
                                       DateADT date, pgprse_row *row);
void pgprse_counting_add(pgprse_counting *all, const Datum *values,
                         const bool *nulls);

/* Counts the rows that wait in the block. */
void pgprse_counting_settle(pgprse_counting *all);

/* An obligation's counts as a prse_count. */
void pgprse_counting_row(const pgprse_counting *all, size_t obligation,
                         Datum values[PGPRSE_COUNTED + 1]);

#endif
