/* SPDX-License-Identifier: Apache-2.0 */
#include "company.h"

#include <catalog/pg_type.h>
#include <utils/builtins.h>
#include <utils/jsonb.h>
#include <utils/lsyscache.h>

/* --- JSON --- */

/* An argument that is text: whole, in memory of the call. NULL: it is none. */
static char *json_of(Oid type, Datum value)
{
    if (type == JSONBOID) {
        Jsonb *json = DatumGetJsonbP(value);
        return JsonbToCString(NULL, &json->root, (int)VARSIZE(json));
    }
    if (type == JSONOID || type == TEXTOID || type == VARCHAROID)
        return text_to_cstring(DatumGetTextPP(value));
    /* A literal in quotes, whose type nobody has said. */
    return type == UNKNOWNOID ? DatumGetCString(value) : NULL;
}

static void take_json(pgprse_site *site, const char *shown)
{
    prse_error err;
    prse_str json = pgprse_to_utf8(shown, strlen(shown));
    pgprse_check(prse_facts_set_json(site->pack->facts, json, NULL, &err),
                 &err, PGPRSE_COMPANY);
}

/* --- Rows --- */

static bool is_whole(const pgprse_column *column, Datum value, int64 *out)
{
    if (column->info.type == PRSE_FACT_TEXT ||
        column->info.type == PRSE_FACT_DATE)
        return false;
    switch (column->kind) {
    case PGPRSE_INT2: *out = DatumGetInt16(value); return true;
    case PGPRSE_INT4: *out = DatumGetInt32(value); return true;
    case PGPRSE_INT8: *out = DatumGetInt64(value); return true;
    case PGPRSE_BOOL: *out = DatumGetBool(value); break;
    default: return false;
    }
    return column->info.type == PRSE_FACT_BOOLEAN;
}

static void refuse(const pgprse_column *column, prse_error *err,
                   prse_status status)
{
    strlcpy(err->subject, column->name, sizeof err->subject);
    pgprse_fail(status, err, PGPRSE_COMPANY);
}

static void take_value(pgprse_site *site, pgprse_column *column, Datum value)
{
    prse_error err;
    prse_status status;
    int64 whole;
    prse_facts *facts = site->pack->facts;
    if (is_whole(column, value, &whole)) {
        status = prse_facts_set_int(facts, column->fact, column->year, whole,
                                    &err);
    } else {
        prse_str text = pgprse_value_text(column, value);
        status = prse_facts_set(facts, column->info.id, column->year, text,
                                &err);
    }
    if (status)
        refuse(column, &err, status);
}

static void take_row(pgprse_site *site, HeapTupleHeader header)
{
    pgprse_row *row = pgprse_site_row(site, header);
    pgprse_row_open(row, header);
    for (int i = 0; i < row->count; i++) {
        pgprse_column *column = &row->columns[i];
        if (!row->nulls[column->attribute])
            take_value(site, column, row->values[column->attribute]);
    }
}

/* --- Both --- */

static void refuse_type(Oid type)
{
    ereport(ERROR,
            (errcode(ERRCODE_DATATYPE_MISMATCH),
             errmsg("a company is a row or JSON, not %s",
                    format_type_be(type)),
             errhint("Give the row of a table, as c in FROM companies c, or "
                     "facts as jsonb.")));
}

/* The types of arguments are those of the query, for all its rows. */
static void look_at_type(pgprse_site *site, FunctionCallInfo fcinfo,
                         int argument)
{
    if (OidIsValid(site->company))
        return;
    site->company = get_fn_expr_argtype(fcinfo->flinfo, argument);
    site->has_rows = type_is_rowtype(site->company);
}

HeapTupleHeader pgprse_company_row(pgprse_site *site, FunctionCallInfo fcinfo,
                                   int argument)
{
    look_at_type(site, fcinfo, argument);
    if (!site->has_rows)
        refuse_type(site->company);
    return PG_GETARG_HEAPTUPLEHEADER(argument);
}

void pgprse_company_take(pgprse_site *site, FunctionCallInfo fcinfo,
                         int argument)
{
    look_at_type(site, fcinfo, argument);
    prse_facts_clear(site->pack->facts);
    if (site->has_rows) {
        take_row(site, PG_GETARG_HEAPTUPLEHEADER(argument));
        return;
    }
    const char *json = json_of(site->company, PG_GETARG_DATUM(argument));
    if (!json)
        refuse_type(site->company);
    take_json(site, json);
}
