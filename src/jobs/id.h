/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_JOBS_ID_H
#define PRSE_JOBS_ID_H

#include <stddef.h>

#include "base/error.h"

enum { PRSE__JOB_ID = 27 }; /* letters and NUL */

/* 26 letters of Crockford's base 32, as a ULID: ten of a moment, then chance,
 * so that ids are in the order of their making, to the millisecond. */
prse_status prse__job_id_make(char out[PRSE__JOB_ID], int64_t now_ms,
                              prse_error *err);
/* Of one among many that are made at once: in the order of their numbers, from
 * 0 to 1023. */
void prse__job_id_number(char id[PRSE__JOB_ID], size_t number);

#endif
