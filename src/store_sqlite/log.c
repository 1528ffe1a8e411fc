/* SPDX-License-Identifier: Apache-2.0 */
#include "store_sqlite/log.h"

#include <sys/stat.h>

enum { STEP = 32 << 20, PATIENCE_MS = 200 };

static int64_t length_of(const prse__lite *store)
{
    struct stat log;
    return stat(store->log.ptr, &log) == 0 ? (int64_t)log.st_size : 0;
}

/* What is kept is kept already: it does not matter if this fails. Who reads for
 * long, as a backup does, is waited for once for each 32 MiB. */
void prse__lite_shorten_log(prse__lite_tx *tx)
{
    prse__lite *store = tx->store;
    int64_t length = length_of(store);
    if (length < store->log_left) /* it began anew, or another emptied it */
        store->log_left = 0;
    if (length < store->log_left + STEP)
        return;
    tx->deadline = prse__deadline_of(
        &(prse_tx_options){.size = sizeof(prse_tx_options),
                           .deadline_ms = PATIENCE_MS});
    (void)prse__db_run(tx->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
    store->log_left = length_of(store);
}
