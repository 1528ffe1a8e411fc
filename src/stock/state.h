/* SPDX-License-Identifier: Apache-2.0 */
/* What a register notes of itself: numbers by name, in the table registre. */
#ifndef PRSE_STOCK_STATE_H
#define PRSE_STOCK_STATE_H

#include "portailrse/register.h"
#include "sqlite/database.h"

/* *out stays as it is when nothing is noted under that name. */
prse_status prse__state_get(prse__db *db, const char *name, int64_t *out,
                            prse_error *err);
prse_status prse__state_set(prse__db *db, const char *name, int64_t value,
                            prse_error *err);
prse_status prse__state_drop(prse__db *db, const char *name, prse_error *err);

/* Counts what the tables hold, and notes it. */
prse_status prse__state_count(prse__db *db, prse_error *err);
/* The counts that are noted, and the size of the file; the words and the date
 * are others'. */
prse_status prse__state_stat(prse__db *db, prse_register_stat *out,
                             prse_error *err);

#endif
