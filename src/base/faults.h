/* SPDX-License-Identifier: Apache-2.0 */
/* Which calls a faulty decorator strikes, by number or by chance: the same seed
 * brings the same faults. */
#ifndef PRSE_BASE_FAULTS_H
#define PRSE_BASE_FAULTS_H

#include <stdatomic.h>

#include "base/error.h"

enum { PRSE__PER_MILLE = 1000 };

typedef struct prse__faults {
    uint32_t nth;     /* the call that fails, from 1; 0: by chance */
    uint32_t lasting; /* 1: the ones after it fail too */
    uint32_t per_mille;
    int32_t status; /* what a struck call answers */
    uint64_t seed;
    int64_t late_ms;
    atomic_uint_fast64_t calls; /* of those that may be struck */
} prse__faults;

/* PRSE_EINVAL with the setting that is none; status 0 becomes PRSE_EIO. */
prse_status prse__faults_settle(prse__faults *faults, prse_error *err);
/* Counts a call: PRSE_OK, or what it fails with, `subject` being its name. */
prse_status prse__faults_strike(prse__faults *faults, const char *subject,
                                prse_error *err);

#endif
