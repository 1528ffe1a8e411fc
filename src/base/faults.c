/* SPDX-License-Identifier: Apache-2.0 */
#include "base/faults.h"

#include "base/draw.h"

static prse_status wrong(const char *field, const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EINVAL, field, "%s", why);
}

prse_status prse__faults_settle(prse__faults *faults, prse_error *err)
{
    atomic_init(&faults->calls, 0);
    if (faults->status == PRSE_OK)
        faults->status = PRSE_EIO;
    if (faults->status < 0 || faults->status > PRSE_EEXPIRED)
        return wrong("status", "it is no prse_status", err);
    if (faults->per_mille > PRSE__PER_MILLE)
        return wrong("per_mille",
                     "at most 1000 of a thousand calls can fail", err);
    if (faults->late_ms < 0)
        return wrong("late_ms", "it is negative", err);
    return PRSE_OK;
}

static int is_struck(prse__faults *faults)
{
    uint64_t number = atomic_fetch_add(&faults->calls, 1) + 1;
    if (faults->nth)
        return faults->lasting ? number >= faults->nth
                               : number == faults->nth;
    return prse__draw(faults->seed, number) % PRSE__PER_MILLE <
           faults->per_mille;
}

prse_status prse__faults_strike(prse__faults *faults, const char *subject,
                                prse_error *err)
{
    return is_struck(faults)
               ? prse__error_set(err, (prse_status)faults->status, subject,
                                 "a fault that was asked for")
               : PRSE_OK;
}
