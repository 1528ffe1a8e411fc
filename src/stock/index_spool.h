/* SPDX-License-Identifier: Apache-2.0 */
/* Records written in any order and read back by class, in a temporary table
 * that SQLite keeps in memory or on disk. */
#ifndef PRSE_STOCK_INDEX_SPOOL_H
#define PRSE_STOCK_INDEX_SPOOL_H

#include "sqlite/database.h"

enum { PRSE__SPOOL_RECORD = 8192 }; /* bytes, at most */

typedef struct prse__spool prse__spool;

prse_status prse__spool_new(prse__spool **out, prse__db *db, uint32_t classes,
                            prse_error *err);
void prse__spool_free(prse__spool *spool); /* NULL is legal */
prse_status prse__spool_add(prse__spool *spool, uint32_t class_number,
                            prse_str record, prse_error *err);
/* No record is added any more. */
prse_status prse__spool_end(prse__spool *spool, prse_error *err);
/* The next records, several together, those of class 0 first; each class in
 * the order of adding. Empty at the end, after which it starts again.
 * Borrowed until the next call. */
prse_status prse__spool_next(prse__spool *spool, prse_str *records,
                             prse_error *err);

#endif
