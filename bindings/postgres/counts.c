/* SPDX-License-Identifier: Apache-2.0 */
/* prse_counts(): how many companies of a table have which answer. */
#include "company.h"
#include "counting.h"

#include <catalog/pg_type.h>
#include <funcapi.h>
#include <libpq/pqformat.h>
#include <utils/array.h>
#include <utils/builtins.h>
#include <utils/lsyscache.h>
#include <utils/typcache.h>

static MemoryContext group_memory(FunctionCallInfo fcinfo)
{
    MemoryContext memory;
    if (!AggCheckCallContext(fcinfo, &memory))
        elog(ERROR, "a part of an aggregate was called on its own");
    return memory;
}

static void refuse_change(void)
{
    ereport(ERROR,
            (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
             errmsg("the pack, the day and the type of the rows must be the "
                    "same for all that is counted together"),
             errhint("GROUP BY what differs.")));
}

static pgprse_counting *add(pgprse_counting *all, pgprse_site *site,
                            MemoryContext memory, DateADT date,
                            HeapTupleHeader header)
{
    pgprse_row *row = site->row;
    /* No type changes while a query reads rows of it. */
    if (!row || row->type != HeapTupleHeaderGetTypeId(header) ||
        row->typmod != HeapTupleHeaderGetTypMod(header))
        row = pgprse_site_row(site, header);
    if (!all)
        all = pgprse_counting_begin(site, memory, date, row);
    if (all->row != row || all->date != date || all->pack != site->pack)
        refuse_change();
    pgprse_row_open(row, header);
    pgprse_counting_add(all, row->values, row->nulls);
    return all;
}

/* (state, pack, company [, day]) */
PG_FUNCTION_INFO_V1(pgprse_counts_add);
PGDLLEXPORT Datum pgprse_counts_add(PG_FUNCTION_ARGS)
{
    MemoryContext memory = group_memory(fcinfo);
    pgprse_counting *all =
        PG_ARGISNULL(0) ? NULL : (pgprse_counting *)PG_GETARG_POINTER(0);
    bool has_date = PG_NARGS() > 3;
    if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2) &&
        (!has_date || !PG_ARGISNULL(3))) {
        pgprse_site *site = pgprse_site_of(fcinfo, 1);
        if (!has_date && DATE_IS_NOBEGIN(site->date))
            site->date = GetSQLCurrentDate();
        all = add(all, site, memory,
                  has_date ? PG_GETARG_DATEADT(3) : site->date,
                  pgprse_company_row(site, fcinfo, 2));
    }
    if (!all)
        PG_RETURN_NULL();
    PG_RETURN_POINTER(all);
}

/* --- Parallel workers --- */

PG_FUNCTION_INFO_V1(pgprse_counts_combine);
PGDLLEXPORT Datum pgprse_counts_combine(PG_FUNCTION_ARGS)
{
    MemoryContext memory = group_memory(fcinfo);
    pgprse_counting *all =
        PG_ARGISNULL(0) ? NULL : (pgprse_counting *)PG_GETARG_POINTER(0);
    pgprse_counting *more =
        PG_ARGISNULL(1) ? NULL : (pgprse_counting *)PG_GETARG_POINTER(1);
    if (!more && !all)
        PG_RETURN_NULL();
    if (!more)
        PG_RETURN_POINTER(all);
    pgprse_counting_settle(more);
    if (!all)
        all = pgprse_counting_make(memory, more->pack, more->date);
    if (all->pack != more->pack || all->date != more->date)
        refuse_change();
    for (size_t i = 0; i < all->obligations * PGPRSE_COUNTED; i++)
        all->counts[i] += more->counts[i];
    PG_RETURN_POINTER(all);
}

PG_FUNCTION_INFO_V1(pgprse_counts_write);
PGDLLEXPORT Datum pgprse_counts_write(PG_FUNCTION_ARGS)
{
    pgprse_counting *all = (pgprse_counting *)PG_GETARG_POINTER(0);
    StringInfoData out;
    pgprse_counting_settle(all);
    pq_begintypsend(&out);
    pq_sendstring(&out, all->pack->name);
    pq_sendint64(&out, all->pack->stamp);
    pq_sendint32(&out, (uint32)all->date);
    for (size_t i = 0; i < all->obligations * PGPRSE_COUNTED; i++)
        pq_sendint64(&out, (uint64)all->counts[i]);
    PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(pgprse_counts_read);
PGDLLEXPORT Datum pgprse_counts_read(PG_FUNCTION_ARGS)
{
    bytea *written = PG_GETARG_BYTEA_PP(0);
    StringInfoData in;
    group_memory(fcinfo);
    initStringInfo(&in);
    appendBinaryStringInfo(&in, VARDATA_ANY(written),
                           (int)VARSIZE_ANY_EXHDR(written));
    text *name = cstring_to_text(pq_getmsgstring(&in));
    uint64 stamp = (uint64)pq_getmsgint64(&in);
    DateADT date = (DateADT)pq_getmsgint(&in, 4);
    pgprse_site *site = pgprse_site_of_name(fcinfo, name);
    if (site->pack->stamp != stamp)
        ereport(ERROR,
                (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
                 errmsg("the pack \"%s\" changed while it was read",
                        site->name),
                 errhint("Run the query again.")));
    pgprse_counting *all =
        pgprse_counting_make(CurrentMemoryContext, site->pack, date);
    for (size_t i = 0; i < all->obligations * PGPRSE_COUNTED; i++)
        all->counts[i] = pq_getmsgint64(&in);
    pq_getmsgend(&in);
    PG_RETURN_POINTER(all);
}

/* --- Result --- */

/* An array of prse_count, an element an obligation. */
PG_FUNCTION_INFO_V1(pgprse_counts_give);
PGDLLEXPORT Datum pgprse_counts_give(PG_FUNCTION_ARGS)
{
    group_memory(fcinfo);
    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    pgprse_counting *all = (pgprse_counting *)PG_GETARG_POINTER(0);
    Oid type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
    TupleDesc desc = lookup_rowtype_tupdesc_copy(type, -1);
    Datum *rows = palloc((all->obligations + 1) * sizeof *rows);
    pgprse_counting_settle(all);
    for (size_t i = 0; i < all->obligations; i++) {
        Datum values[PGPRSE_COUNTED + 1];
        bool nulls[PGPRSE_COUNTED + 1] = {false};
        pgprse_counting_row(all, i, values);
        rows[i] = HeapTupleGetDatum(
            heap_form_tuple(desc, values, nulls));
    }
    PG_RETURN_ARRAYTYPE_P(construct_array(rows, (int)all->obligations, type,
                                          -1, false, TYPALIGN_DOUBLE));
}
