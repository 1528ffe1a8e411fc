/* SPDX-License-Identifier: Apache-2.0 */
/* Cells of a stock file, cleaned one by one: what is masked or impossible
 * becomes empty text. Names may be copied to the arena of `clean`; all else is
 * borrowed. */
#ifndef PRSE_STOCK_CELLS_H
#define PRSE_STOCK_CELLS_H

#include "registry/clean.h"
#include "stock/columns.h"

typedef prse_str prse__cell_cleaner(prse__clean *clean, prse_str cell);

/* Free text: on one line, without invisible characters, and without the bar
 * that separates names where several share a column. */
prse__cell_cleaner prse__cell_name;
prse__cell_cleaner prse__cell_code;  /* letters, digits and dots */
prse__cell_cleaner prse__cell_four;  /* digits: a year, a legal form */
prse__cell_cleaner prse__cell_five;  /* digits: a postal code */
prse__cell_cleaner prse__cell_day;   /* of a date or a timestamp */
prse__cell_cleaner prse__cell_commune;
prse__cell_cleaner prse__cell_country;
prse__cell_cleaner prse__cell_yes_no; /* O or N */

/* Which column fills which text of a unit. */
typedef struct prse__cell_field {
    int column;
    size_t at; /* offsetof(prse_unit, ...) */
    prse__cell_cleaner *how; /* NULL ends a list */
} prse__cell_field;

/* Fills texts of a unit that are still empty. */
void prse__cells_read(prse_unit *unit, prse__clean *clean,
                      const prse__cell_field *fields,
                      const prse__columns *columns, const prse_str *row);

/* Adds a name to several with '|' between them, unless it is empty or already
 * there. */
void prse__cells_join(prse__buf *names, prse_str name);

#endif
