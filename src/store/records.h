/* SPDX-License-Identifier: Apache-2.0 */
/* Filling the public prse_records. */
#ifndef PRSE_STORE_RECORDS_H
#define PRSE_STORE_RECORDS_H

#include "portailrse/records.h"
#include "store/store.h"

prse_status prse__records_new(prse_records **out, const prse_collection *of,
                              prse_error *err);
/* A prse_row_found for scans and gets, user: the records. Stops when memory
 * runs out, which prse__records_end() tells. */
int prse__records_add(void *records, const prse_value *values,
                      int64_t version);
/* Columns that are kept out of what callers see are made absent. */
void prse__records_hide(prse_records *records, uint32_t column);
/* PRSE_ENOMEM when a row was lost. */
prse_status prse__records_end(const prse_records *records, prse_error *err);
/* Forgets the rows, for a body that runs again. */
void prse__records_clear(prse_records *records);

#endif
