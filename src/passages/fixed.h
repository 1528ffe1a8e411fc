/* SPDX-License-Identifier: Apache-2.0 */
/* Small numbers with a point, whatever the locale of the process. */
#ifndef PRSE_PASSAGES_FIXED_H
#define PRSE_PASSAGES_FIXED_H

#include "base/str.h"

enum { PRSE__FIXED_ROOM = 24 };

/* A number of less than 10^9 with at most 3 decimals: 0.875, 12. */
prse_str prse__fixed_print(char to[PRSE__FIXED_ROOM], double value);
/* Reads "12", "-0.5"; 0: no such number, or more than 9 digits on a side. */
int prse__fixed_read(double *out, prse_str text);

#endif
