/* SPDX-License-Identifier: Apache-2.0 */
/* A value of a column, as the bytes that prse__view_read() gives. */
#ifndef PRSE_BATCH_VALUE_H
#define PRSE_BATCH_VALUE_H

#include "base/str.h"
#include "batch/format.h"

/* Days that can be written: of the years -9999 to 9999. */
enum { PRSE__FIRST_DAY = -4371587, PRSE__LAST_DAY = 2932896 };

/* An integer as it is; 0: of another kind, or above INT64_MAX. */
int prse__arrow_integer(int64_t *out, const prse__arrow_type *type,
                        const char *bytes);
/* A number or boolean that is a whole number; 0: it is not. */
int prse__arrow_whole(int64_t *out, const prse__arrow_type *type,
                      const char *bytes);
/* A number, or the day of a date, rounded down, and whether it was whole; 0: it
 * is of another kind, or too large. A date that is no whole day is neither. */
int prse__arrow_floor(int64_t *out, int *whole, const prse__arrow_type *type,
                      const char *bytes);

/* Adds the value as a fact is written. NULL, or why it is no value of any
 * fact. */
const char *prse__arrow_print(prse__buf *buf, const prse__arrow_type *type,
                              prse_str bytes);

#endif
