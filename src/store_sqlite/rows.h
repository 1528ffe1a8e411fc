/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of the plug that work on rows; `tx` is a prse__lite_tx. */
#ifndef PRSE_STORE_SQLITE_ROWS_H
#define PRSE_STORE_SQLITE_ROWS_H

#include "portailrse/sys/store.h"

prse_status prse__lite_get(void *tx, const prse_collection *of,
                           const prse_value *key, prse_row_found found,
                           void *user, prse_error *err);
prse_status prse__lite_put(void *tx, const prse_collection *of,
                           const prse_value *values, int64_t expected,
                           int64_t *version, prse_error *err);
prse_status prse__lite_remove(void *tx, const prse_collection *of,
                              const prse_value *key, int64_t expected,
                              prse_error *err);
prse_status prse__lite_scan(void *tx, const prse_collection *of,
                            const prse_query *query, prse_row_found found,
                            void *user, prse_error *err);
prse_status prse__lite_claim(void *tx, const prse_collection *of,
                             const prse_query *query, prse_row_found found,
                             void *user, prse_error *err);
prse_status prse__lite_load(void *tx, const prse_collection *of,
                            const prse_value *values, int64_t version,
                            prse_error *err);

#endif
