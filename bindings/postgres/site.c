/* SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include <access/htup_details.h>
#include <utils/builtins.h>
#include <utils/memutils.h>
#include <utils/typcache.h>

bool pgprse_is(const text *given, const char *known)
{
    size_t length = VARSIZE_ANY_EXHDR(given);
    return known && strlen(known) == length &&
           memcmp(VARDATA_ANY(given), known, length) == 0;
}

static pgprse_site *make(FmgrInfo *call)
{
    pgprse_site *site = MemoryContextAllocZero(call->fn_mcxt, sizeof *site);
    site->memory = AllocSetContextCreate(call->fn_mcxt, "portailrse",
                                         ALLOCSET_SMALL_SIZES);
    site->date = DATEVAL_NOBEGIN;
    call->fn_extra = site;
    return site;
}

static void change_pack(pgprse_site *site, const text *pack)
{
    char *name = text_to_cstring(pack);
    site->name = NULL;
    site->row = NULL;
    site->plan = NULL;
    site->more = NULL;
    site->obligation_name = NULL;
    MemoryContextReset(site->memory);
    site->pack = pgprse_pack_hold(name, site->memory);
    site->name = MemoryContextStrdup(site->memory, name);
}

pgprse_site *pgprse_site_of(FunctionCallInfo fcinfo, int argument)
{
    return pgprse_site_of_name(fcinfo, PG_GETARG_TEXT_PP(argument));
}

pgprse_site *pgprse_site_of_name(FunctionCallInfo fcinfo, const text *pack)
{
    pgprse_site *site = fcinfo->flinfo->fn_extra;
    if (!site)
        site = make(fcinfo->flinfo);
    if (!pgprse_is(pack, site->name))
        change_pack(site, pack);
    return site;
}

void pgprse_site_date(pgprse_site *site, DateADT date)
{
    if (site->date == date)
        return;
    pgprse_write_date(site->day, date);
    site->date = date;
}

pgprse_row *pgprse_site_row(pgprse_site *site, HeapTupleHeader header)
{
    if (!site->row || !pgprse_row_fits(site->row, header)) {
        Oid type = HeapTupleHeaderGetTypeId(header);
        int32 typmod = HeapTupleHeaderGetTypMod(header);
        TupleDesc desc = lookup_rowtype_tupdesc_copy(type, typmod);
        site->row = NULL;
        site->row = pgprse_row_bind(site->memory, site->pack, desc);
        site->row->version = assign_record_type_identifier(type, typmod);
    }
    return site->row;
}
