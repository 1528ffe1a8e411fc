/* SPDX-License-Identifier: Apache-2.0 */
/* The write-ahead log begins anew by itself only when nobody reads in it. Where
 * readers follow each other without a gap it would grow for ever. */
#ifndef PRSE_STORE_SQLITE_LOG_H
#define PRSE_STORE_SQLITE_LOG_H

#include "store_sqlite/connection.h"

/* After a commit, while the writer has its turn: empties a log that is long,
 * and waits a little for those who read in it. */
void prse__lite_shorten_log(prse__lite_tx *tx);

#endif
