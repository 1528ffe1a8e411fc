/* SPDX-License-Identifier: Apache-2.0 */
/* Transactions as the plug has them: with the queue of writers and the pool. */
#ifndef PRSE_STORE_SQLITE_PLUG_H
#define PRSE_STORE_SQLITE_PLUG_H

#include "portailrse/sys/store.h"

prse_status prse__lite_plug_begin(void *self, void **tx,
                                  const prse_tx_options *opts,
                                  prse_error *err);
prse_status prse__lite_plug_commit(void *tx, prse_error *err);
void prse__lite_plug_rollback(void *tx);

#endif
