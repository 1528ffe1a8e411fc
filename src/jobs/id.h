/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_JOBS_ID_H
#define PRSE_JOBS_ID_H

#include "base/error.h"

enum { PRSE__JOB_ID = 27 }; /* letters and NUL */

/* 26 letters of Crockford's base 32, as a ULID: ten of a moment, then chance,
 * so that ids are in the order of their making, to the millisecond. */
prse_status prse__job_id_make(char out[PRSE__JOB_ID], int64_t now_ms,
                              prse_error *err);

#endif
