/* SPDX-License-Identifier: Apache-2.0 */
/* A decision table written out as one FEEL expression, so that everything
 * after the reader knows expressions only. prse__table_eval() stays the
 * oracle. */
#ifndef PRSE_RULES_TABLE_EXPR_H
#define PRSE_RULES_TABLE_EXPR_H

#include "feel/table.h"

/* NULL when memory ran out. U and A become a chain of ifs: that no two rows
 * match at once is proved when the pack is compiled. */
const prse__feel *prse__table_expr(prse__arena *arena,
                                   const prse__table *table);

/* The condition of one row; NULL when memory ran out. */
const prse__feel *prse__table_row_expr(prse__arena *arena,
                                       const prse__table *table, size_t row);

#endif
