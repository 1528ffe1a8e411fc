/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/fate.h"

#include <stddef.h>

static const prse_status passing[] = {
    PRSE_ENOMEM, PRSE_EIO,   PRSE_ETIMEOUT, PRSE_ECANCELED, PRSE_EREFUSED,
    PRSE_ETLS,   PRSE_ERATE, PRSE_EPEER,    PRSE_ECONFLICT, PRSE_EBUSY,
};

int prse__passes(prse_status status)
{
    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
        if (passing[i] == status)
            return 1;
    return 0;
}

/* Who took it back was told that it will not be done. */
prse__fate prse__fate_of(const prse__attempt *a)
{
    if (a->canceled)
        return PRSE__FATE_CANCELED;
    if (a->answer == PRSE_OK)
        return PRSE__FATE_DONE;
    if (a->stopping && a->answer == PRSE_ECANCELED)
        return PRSE__FATE_BACK;
    return prse__passes(a->answer) && a->failures + 1 < a->attempts
               ? PRSE__FATE_AGAIN
               : PRSE__FATE_GIVEN_UP;
}

int64_t prse__delay_ms(int64_t first_ms, int64_t longest_ms, int64_t failures,
                       uint64_t chance)
{
    int64_t delay = first_ms;
    for (int64_t i = 1; i < failures && delay < longest_ms; i++)
        delay = delay > longest_ms / 2 ? longest_ms : delay * 2;
    if (delay > longest_ms)
        delay = longest_ms;
    return delay - (int64_t)(chance % ((uint64_t)delay / 2 + 1));
}
