/* SPDX-License-Identifier: Apache-2.0 */
/* Calendar dates of the proleptic Gregorian calendar, without time zone. */
#ifndef PRSE_BASE_DATE_H
#define PRSE_BASE_DATE_H

#include "base/error.h"
#include "base/str.h"

/* Days since 1970-01-01; years -9999..9999. */
typedef int32_t prse__date;

typedef struct prse__ymd {
    int32_t year;
    int32_t month; /* 1..12 */
    int32_t day;   /* 1..31 */
} prse__ymd;

int prse__date_from(prse__date *out, prse__ymd ymd); /* 0: no such day */
prse__ymd prse__date_ymd(prse__date date);
int prse__date_parse(prse__date *out, prse_str text); /* "2026-11-23" */
/* The same for a parameter, named in the error: PRSE_OK, PRSE_EPARSE. */
prse_status prse__date_read(prse__date *out, prse_str text, const char *name,
                            prse_error *err);
void prse__date_print(prse__buf *buf, prse__date date);
/* Adds months; a day past the month's end becomes its last day. 0: out of
 * range. */
int prse__date_add_months(prse__date *out, prse__date date, int32_t months);
int prse__date_weekday(prse__date date); /* ISO 8601: 1 Monday .. 7 Sunday */
int prse__date_days_in_month(int32_t year, int32_t month);

#endif
