/* SPDX-License-Identifier: Apache-2.0 */
/* What an evaluated company adds to the columns of answers. */
#ifndef PRSE_BATCH_TELL_H
#define PRSE_BATCH_TELL_H

#include "batch/worker.h"

/* Adds a row to every column: nulls for a row that is bad. What can't be
 * computed is null too, and joins the row's errors. */
prse_status prse__tell_row(prse__column *columns, prse__worker *worker,
                           int is_bad, prse_error *err);

/* The facts that still matter to an obligation of an evaluated company, as
 * effectif+effectif@-1; stands until the next. PRSE_ENOMEM. */
prse_status prse__tell_missing(prse_str *out, prse__worker *worker,
                               size_t obligation, prse_error *err);
/* The code of a compliance in its column. */
int64_t prse__tell_compliance(const prse__answer_column *what,
                              prse_compliance compliance);

#endif
