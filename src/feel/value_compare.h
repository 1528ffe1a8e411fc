/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of value.c that only the evaluator uses. */
#ifndef PRSE_FEEL_VALUE_COMPARE_H
#define PRSE_FEEL_VALUE_COMPARE_H

#include "feel/value.h"

/* prse__value_equal() that visits at most *visits values and counts them off;
 * at 0 the answer is -1. */
int prse__value_equal_within(const prse__value *a, const prse__value *b,
                             uint64_t *visits);
/* prse__value_print() that answers 0 when it failed because the value nests
 * too deeply or is too large. */
int prse__value_print_bounded(prse__buf *buf, const prse__value *value);
/* A date or a duration as ISO 8601 writes it, without @ and quotes. */
void prse__value_print_calendar(prse__buf *buf, const prse__value *value);

#endif
