/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of JSON as doubles, whatever the locale's decimal point is. */
#ifndef PRSE_FORMATS_REAL_H
#define PRSE_FORMATS_REAL_H

#include "base/str.h"

/* "0.5", "-1e-05"; nearly exact: good for scores and settings, not for money.
 * 0: it is none, or no double. */
int prse__real_read(double *out, prse_str text);

#endif
