/* SPDX-License-Identifier: Apache-2.0 */
/* What the tools of administrators share. */
#ifndef PRSE_STORE_WORK_H
#define PRSE_STORE_WORK_H

#include "portailrse/store.h"
#include "store/store.h"

/* The versions that a store holds and that this library knows; PRSE_ESCHEMA
 * when the store's is the later one. Checks both arguments first. */
prse_status prse__store_version(uint32_t *out, const prse_store *store,
                                const prse_schema *schema, prse_error *err);
/* The same, and PRSE_ESCHEMA when it is an earlier one. */
prse_status prse__store_is_current(const prse_store *store,
                                   const prse_schema *schema,
                                   prse_error *err);

prse_status prse__work_read(prse_store_work *out, const prse_store_work *work,
                            prse_error *err);
/* After a row, `done` in all of this collection: tells of progress now and
 * then; PRSE_ECANCELED when it shall stop. */
prse_status prse__work_row(const prse_store_work *work,
                           const prse_collection *of, uint64_t done,
                           prse_error *err);
/* The same at the end of a collection, always. */
void prse__work_end(const prse_store_work *work, const prse_collection *of,
                    uint64_t done);

/* Options of a long transaction. */
prse_tx_options prse__work_tx(uint32_t write, const prse_store_work *work);

#endif
