/* SPDX-License-Identifier: Apache-2.0 */
/* What an evaluated company adds to the columns of answers. */
#ifndef PRSE_BATCH_TELL_H
#define PRSE_BATCH_TELL_H

#include "batch/worker.h"

/* Adds a row to every column: nulls for a row that is bad. What can't be
 * computed is null too, and joins the row's errors. */
prse_status prse__tell_row(prse__column *columns, prse__worker *worker,
                           int is_bad, prse_error *err);

#endif
