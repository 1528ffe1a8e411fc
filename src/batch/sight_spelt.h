/* SPDX-License-Identifier: Apache-2.0 */
/* Columns whose values are spelt out, texts above all, read one by one without
 * asking: whole numbers and days become cells where they stand, numbers between
 * two that share a cell are in it too, and what was met before (words,
 * brackets, truths) is looked up by its bytes. */
#ifndef PRSE_BATCH_SIGHT_SPELT_H
#define PRSE_BATCH_SIGHT_SPELT_H

#include "batch/sight.h"

/* Room for what is met; memory is the arena's. */
prse_status prse__spelt_open(prse__sight *sight, const prse__fact *fact,
                             int64_t rows, prse__arena *arena,
                             prse_error *err);
/* Codes of rows that have values, from a place in the buffers on; odd are those
 * that have to be asked. */
void prse__spelt_codes(const prse__sight *sight, uint8_t *codes,
                       const prse__lot *valid, int64_t row, size_t rows);
/* What a value that was asked turned out to be. */
void prse__spelt_keep(prse__sight *sight, prse_str bytes, uint8_t code);
/* The cell of a number that need not be whole; odd: it has to be asked. */
uint8_t prse__spelt_number(const prse__sight *sight, prse_str bytes);

#endif
