/* SPDX-License-Identifier: Apache-2.0 */
/* Changing a register: on a copy, which takes its name when it is whole, so
 * that a register that is open elsewhere never changes. */
#ifndef PRSE_STOCK_COPY_H
#define PRSE_STOCK_COPY_H

#include "stock/load.h"

/* Runs `change` on a copy, in a transaction. PRSE_ENOTFOUND, PRSE_ESCHEMA when
 * PATH is no register, or what `change` answers: then nothing has changed. */
prse_status prse__stock_change(prse_str path, prse__stock_watch *watch,
                               prse_status (*change)(void *user, prse__db *db,
                                                     prse_error *err),
                               void *user, prse_error *err);

#endif
