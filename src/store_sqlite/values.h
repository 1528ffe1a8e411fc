/* SPDX-License-Identifier: Apache-2.0 */
/* Values on their way into statements and out of rows. In the file a day is
 * "2026-11-26" and a moment "2026-11-26 20:58:27.000", of UTC: text in whose
 * order they come, and which others read. */
#ifndef PRSE_STORE_SQLITE_VALUES_H
#define PRSE_STORE_SQLITE_VALUES_H

#include "store_sqlite/connection.h"

/* Parameters from 1; the value is borrowed until the statement is reset. */
void prse__lite_bind(prse__lite_tx *tx, prse__stmt *stmt, int at,
                     const prse_value *value);
/* Fills tx->values with the row that a statement is at, and the version after
 * it. PRSE_ESCHEMA, PRSE_ENOMEM. */
prse_status prse__lite_row(prse__lite_tx *tx, prse__stmt *stmt,
                           const prse_collection *of, int64_t *version,
                           prse_error *err);

size_t prse__lite_day_print(char *to, int64_t day);  /* 10 bytes, no NUL */
size_t prse__lite_time_print(char *to, int64_t ms);  /* 23 bytes, no NUL */
/* 0: it is none. What others write is understood too: fewer or more digits of
 * a second, none, a T or a Z. */
int prse__lite_day_read(int64_t *out, prse_str text);
int prse__lite_time_read(int64_t *out, prse_str text);

#endif
