/* SPDX-License-Identifier: Apache-2.0 */
/* What one call in a query has worked out, and keeps for its next row: the
 * pack, the day, the columns of the row. */
#ifndef PGPRSE_SITE_H
#define PGPRSE_SITE_H

#include "row.h"

typedef struct pgprse_site {
    MemoryContext memory; /* of what depends on the pack; emptied with it */
    pgprse_pack *pack;
    char *name; /* of the pack, as given */
    Oid company; /* type of the argument; invalid: not asked yet */
    bool has_rows; /* that it is one of rows */
    pgprse_row *row; /* NULL: none yet */
    prse_batch *plan; /* NULL: none yet; for counts */
    DateADT plan_date;
    DateADT date;
    char day[PGPRSE_DATE_ROOM];
    size_t obligation; /* of prse_answer() */
    char *obligation_name;
    void *more; /* of the function */
} pgprse_site;

/* The site of a call, for the pack that an argument names. */
pgprse_site *pgprse_site_of(FunctionCallInfo fcinfo, int argument);
pgprse_site *pgprse_site_of_name(FunctionCallInfo fcinfo, const text *pack);

/* Sets the day. */
void pgprse_site_date(pgprse_site *site, DateADT date);

/* Binds the columns of a row unless they are bound. */
pgprse_row *pgprse_site_row(pgprse_site *site, HeapTupleHeader header);

/* Whether a text is that. */
bool pgprse_is(const text *given, const char *known);

#endif
