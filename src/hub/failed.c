/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>

#include "hub/hub.h"

static prse_status status_of(int number)
{
    switch (number) {
    case ENOENT: return PRSE_ENOTFOUND;
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return PRSE_ELIMIT;
    default: return PRSE_EIO;
    }
}

prse_status prse__hub_failed(const char *path, const char *what, int number,
                             prse_error *err)
{
    char reason[128] = "";
    strerror_r(number, reason, sizeof reason);
    prse_status status = status_of(number);
    prse__error_at(err, status, (prse__place){path, 0, 0}, NULL, "%s: %s",
                   what, reason);
    if (err)
        err->sys_code = number;
    return status;
}
