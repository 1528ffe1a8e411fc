/* SPDX-License-Identifier: Apache-2.0 */
/* prse_counts(): how many companies of a table have which answer. */
#include "block.h"
#include "company.h"

#include <catalog/pg_type.h>
#include <funcapi.h>
#include <libpq/pqformat.h>
#include <utils/array.h>
#include <utils/builtins.h>
#include <utils/lsyscache.h>
#include <utils/typcache.h>

/* What has been counted of a group. */
typedef struct counting {
    pgprse_pack *pack; /* held by the call that made it */
    prse_batch *plan;  /* the same; NULL: no rows are added to it */
    pgprse_row *row;   /* that its block is laid out for */
    DateADT date;
    size_t obligations;
    pgprse_block block;
    int64 counts[FLEXIBLE_ARRAY_MEMBER]; /* PGPRSE_COUNTED an obligation */
} counting;

static MemoryContext group_memory(FunctionCallInfo fcinfo)
{
    MemoryContext memory;
    if (!AggCheckCallContext(fcinfo, &memory))
        elog(ERROR, "a part of an aggregate was called on its own");
    return memory;
}

static size_t size_of(size_t obligations)
{
    return offsetof(counting, counts) +
           obligations * PGPRSE_COUNTED * sizeof(int64);
}

static counting *make(MemoryContext memory, pgprse_pack *pack, DateADT date)
{
    size_t obligations = prse_pack_obligation_count(pack->pack);
    counting *all = MemoryContextAllocZero(memory, size_of(obligations));
    all->pack = pack;
    all->date = date;
    all->obligations = obligations;
    return all;
}

/* --- Rows --- */

static void unref(void *plan)
{
    prse_batch_unref(plan);
}

static prse_batch *plan_of(pgprse_site *site, DateADT date)
{
    if (site->plan && site->plan_date == date)
        return site->plan;
    MemoryContextCallback *end =
        MemoryContextAllocZero(site->memory, sizeof *end);
    end->func = unref;
    end->arg = prse_batch_ref(pgprse_pack_plan(site->pack, date));
    MemoryContextRegisterResetCallback(site->memory, end);
    site->plan = end->arg;
    site->plan_date = date;
    return site->plan;
}

/* Columns of a type that their fact cannot have are told before any row. */
static void check_columns(const counting *all)
{
    struct ArrowSchema answers;
    prse_error err;
    pgprse_check(prse_batch_schema(&answers, all->plan,
                                   &all->block.layout->table, &err),
                 &err, PGPRSE_COLUMN);
    answers.release(&answers);
}

static pgprse_layout *layout_of(pgprse_site *site, pgprse_row *row)
{
    if (!site->more)
        site->more = pgprse_layout_make(site->memory, row);
    return site->more;
}

static void forget_block(void *all)
{
    pgprse_block_free(&((counting *)all)->block);
}

static counting *begin(pgprse_site *site, MemoryContext memory, DateADT date,
                       pgprse_row *row)
{
    counting *all = make(memory, site->pack, date);
    MemoryContextCallback *end = MemoryContextAllocZero(memory, sizeof *end);
    all->plan = plan_of(site, date);
    all->row = row;
    pgprse_block_init(&all->block, memory, layout_of(site, row));
    check_columns(all);
    end->func = forget_block;
    end->arg = all;
    MemoryContextRegisterResetCallback(memory, end);
    return all;
}

static void refuse_change(void)
{
    ereport(ERROR,
            (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
             errmsg("the pack, the day and the type of the rows must be the "
                    "same for all that is counted together"),
             errhint("GROUP BY what differs.")));
}

static void settle(counting *all)
{
    if (all->block.rows > 0)
        pgprse_block_count(&all->block, all->plan, all->counts);
}

static counting *add(counting *all, pgprse_site *site, MemoryContext memory,
                     DateADT date, HeapTupleHeader header)
{
    pgprse_row *row = site->row;
    if (!row || row->type != HeapTupleHeaderGetTypeId(header) ||
        row->typmod != HeapTupleHeaderGetTypMod(header)) {
        site->more = NULL;
        row = pgprse_site_row(site, header);
    }
    if (!all)
        all = begin(site, memory, date, row);
    if (all->row != row || all->date != date || all->pack != site->pack)
        refuse_change();
    pgprse_row_open(row, header);
    if (pgprse_block_add(&all->block, row->values, row->nulls))
        settle(all);
    return all;
}

/* (state, pack, company [, day]) */
PG_FUNCTION_INFO_V1(pgprse_counts_add);
PGDLLEXPORT Datum pgprse_counts_add(PG_FUNCTION_ARGS)
{
    MemoryContext memory = group_memory(fcinfo);
    counting *all =
        PG_ARGISNULL(0) ? NULL : (counting *)PG_GETARG_POINTER(0);
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
    counting *all =
        PG_ARGISNULL(0) ? NULL : (counting *)PG_GETARG_POINTER(0);
    counting *more =
        PG_ARGISNULL(1) ? NULL : (counting *)PG_GETARG_POINTER(1);
    if (!more && !all)
        PG_RETURN_NULL();
    if (!more)
        PG_RETURN_POINTER(all);
    settle(more);
    if (!all)
        all = make(memory, more->pack, more->date);
    if (all->pack != more->pack || all->date != more->date)
        refuse_change();
    for (size_t i = 0; i < all->obligations * PGPRSE_COUNTED; i++)
        all->counts[i] += more->counts[i];
    PG_RETURN_POINTER(all);
}

PG_FUNCTION_INFO_V1(pgprse_counts_write);
PGDLLEXPORT Datum pgprse_counts_write(PG_FUNCTION_ARGS)
{
    counting *all = (counting *)PG_GETARG_POINTER(0);
    StringInfoData out;
    settle(all);
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
    counting *all = make(CurrentMemoryContext, site->pack, date);
    for (size_t i = 0; i < all->obligations * PGPRSE_COUNTED; i++)
        all->counts[i] = pq_getmsgint64(&in);
    pq_getmsgend(&in);
    PG_RETURN_POINTER(all);
}

/* --- Result --- */

static Datum row_of(TupleDesc desc, const counting *all, size_t obligation)
{
    Datum values[PGPRSE_COUNTED + 1];
    bool nulls[PGPRSE_COUNTED + 1] = {false};
    prse_obligation_info info = {.size = sizeof info};
    prse_error err;
    pgprse_check(prse_pack_obligation(all->pack->pack, obligation,
                                      PRSE_LANG_FR, &info, &err),
                 &err, PGPRSE_CALL);
    values[0] = PointerGetDatum(pgprse_text_of(info.id));
    for (int i = 0; i < PGPRSE_COUNTED; i++)
        values[i + 1] = Int64GetDatum(
            all->counts[obligation * PGPRSE_COUNTED + (size_t)i]);
    return HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
}

/* An array of prse_count, an element an obligation. */
PG_FUNCTION_INFO_V1(pgprse_counts_give);
PGDLLEXPORT Datum pgprse_counts_give(PG_FUNCTION_ARGS)
{
    group_memory(fcinfo);
    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    counting *all = (counting *)PG_GETARG_POINTER(0);
    Oid type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
    TupleDesc desc = lookup_rowtype_tupdesc_copy(type, -1);
    Datum *rows = palloc((all->obligations + 1) * sizeof *rows);
    settle(all);
    for (size_t i = 0; i < all->obligations; i++)
        rows[i] = row_of(desc, all, i);
    PG_RETURN_ARRAYTYPE_P(construct_array(rows, (int)all->obligations, type,
                                          -1, false, TYPALIGN_DOUBLE));
}
