/* SPDX-License-Identifier: Apache-2.0 */
/* Systems on which nothing can be run apart. */
#include "jail/jail.h"

prse_status prse__jail_run(const prse__jail *jail, prse__jail_end *end,
                           prse_error *err)
{
    (void)end;
    return prse__error_set(err, PRSE_EUNSUPPORTED, jail->argv[0],
                           "programs are run apart on Linux only (x86-64 and "
                           "aarch64)");
}
