/* SPDX-License-Identifier: Apache-2.0 */
/* What an import and an update have in common. */
#ifndef PRSE_STOCK_IMPORT_H
#define PRSE_STOCK_IMPORT_H

#include "stock/load.h"

/* Checks the caller's options; *date is 0 when none was given. */
prse_status prse__stock_options(prse_register_options *own, int64_t *date,
                                prse_str path,
                                const prse_register_options *given,
                                prse_error *err);

/* For prse__index_build() and prse__index_update(); user: the watch. */
void prse__stock_tell_index(void *user, uint64_t done, uint64_t total);

#endif
