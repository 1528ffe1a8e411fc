/* SPDX-License-Identifier: Apache-2.0 */
/* The company that a call was given: a row whose columns are facts, or JSON. */
#ifndef PGPRSE_COMPANY_H
#define PGPRSE_COMPANY_H

#include "site.h"

/* Puts an argument into the facts of the site's pack. */
void pgprse_company_take(pgprse_site *site, FunctionCallInfo fcinfo,
                         int argument);

/* An argument as a row; an error when it is none. */
HeapTupleHeader pgprse_company_row(pgprse_site *site, FunctionCallInfo fcinfo,
                                   int argument);

#endif
