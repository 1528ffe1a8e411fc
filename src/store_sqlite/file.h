/* SPDX-License-Identifier: Apache-2.0 */
/* The file of a store: made for its owner only, opened as the options say. */
#ifndef PRSE_STORE_SQLITE_FILE_H
#define PRSE_STORE_SQLITE_FILE_H

#include "store_sqlite/connection.h"

/* Fills tx->db. Only the `first` connection makes the file: one that has gone
 * is not made again. */
prse_status prse__lite_open_file(prse__lite_tx *tx,
                                 const prse__db_waiting *waiting, int first,
                                 prse_error *err);

#endif
