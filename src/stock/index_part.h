/* SPDX-License-Identifier: Apache-2.0 */
/* Building one part of an index: shared by its steps. */
#ifndef PRSE_STOCK_INDEX_PART_H
#define PRSE_STOCK_INDEX_PART_H

#include "stock/index.h"
#include "stock/index_format.h"
#include "stock/index_spool.h"
#include "stock/index_vocabulary.h"

typedef struct prse__index_part {
    prse__db *db;
    int part;
    const prse__index_watch *watch; /* NULL is legal */
    uint64_t done, total, looks;    /* for the watch */
    prse__vocabulary *vocabulary;
    prse__spool *spool;   /* records of units, by class */
    uint32_t units, open; /* of which not ceased */
    uint32_t names;       /* whole names, in all */
    uint32_t *hashes;     /* of which by the upper bits of their key */
} prse__index_part;

/* Clears the part and writes it again from the rows of `source`. */
prse_status prse__index_part_build(prse__db *db, int part,
                                   const char *source,
                                   const prse__index_watch *watch,
                                   prse_error *err);

/* Tells the watch of `more` steps of work, and asks it whether to stop. */
prse_status prse__index_part_tell(prse__index_part *p, uint64_t more,
                                  prse_error *err);

/* The next records of the spool; asks the watch now and then whether to stop.
 * Empty after the last. */
prse_status prse__index_part_next(prse__index_part *p, prse_str *records,
                                  prse_error *err);
/* Asks now and then, where no record is read. */
prse_status prse__index_part_look(prse__index_part *p, prse_error *err);

/* The steps, once the records are in the spool. */
prse_status prse__index_write_lists(prse__index_part *p, prse_error *err);
prse_status prse__index_write_ranks(prse__index_part *p, prse_error *err);
prse_status prse__index_write_names(prse__index_part *p, prse_error *err);
uint32_t prse__index_name_bits(uint32_t names);

#endif
