/* SPDX-License-Identifier: Apache-2.0 */
#include "row.h"

#include <access/htup_details.h>
#include <catalog/pg_type.h>
#include <utils/builtins.h>
#include <utils/lsyscache.h>
#include <utils/typcache.h>

#include "nearest.h"

/* --- Types --- */

static const struct {
    Oid type;
    pgprse_kind kind;
} KINDS[] = {
    {INT2OID, PGPRSE_INT2},        {INT4OID, PGPRSE_INT4},
    {INT8OID, PGPRSE_INT8},        {BOOLOID, PGPRSE_BOOL},
    {FLOAT4OID, PGPRSE_FLOAT4},    {FLOAT8OID, PGPRSE_FLOAT8},
    {DATEOID, PGPRSE_DATE},        {TIMESTAMPOID, PGPRSE_TIMESTAMP},
    {NUMERICOID, PGPRSE_NUMERIC},  {TEXTOID, PGPRSE_TEXT},
    {VARCHAROID, PGPRSE_TEXT},     {BPCHAROID, PGPRSE_TEXT},
    {INT4RANGEOID, PGPRSE_RANGE},  {INT8RANGEOID, PGPRSE_RANGE},
    {NUMRANGEOID, PGPRSE_RANGE},
};

static void set_kind(pgprse_column *column, MemoryContext memory)
{
    Oid output;
    bool is_varlena;
    bool known = get_typtype(column->type) == TYPTYPE_ENUM;
    column->kind = PGPRSE_ENUM;
    for (size_t i = 0; i < lengthof(KINDS); i++)
        if (KINDS[i].type == column->type) {
            column->kind = KINDS[i].kind;
            known = true;
        }
    if (!known)
        ereport(ERROR,
                (errcode(ERRCODE_DATATYPE_MISMATCH),
                 errmsg("column \"%s\" is of type %s, which cannot be read "
                        "as a fact", column->name,
                        format_type_be(column->type)),
                 errhint("Facts are integers, numeric, real and double "
                         "precision, boolean, date, timestamp, text, enums "
                         "and ranges of numbers.")));
    getTypeOutputInfo(column->type, &output, &is_varlena);
    fmgr_info_cxt(output, &column->out, memory);
}

/* --- Names --- */

static void refuse_name(const char *name, const pgprse_pack *pack)
{
    const char *near = pgprse_nearest_fact(pack, name);
    ereport(ERROR,
            (errcode(ERRCODE_UNDEFINED_COLUMN),
             errmsg("column \"%s\" is no fact of the pack \"%s\"", name,
                    pack->name),
             near ? errhint("Perhaps you meant \"%s\".", near)
                  : errhint("Select the columns that are facts, or SET "
                            "portailrse.other_columns = 'ignore'.")));
}

/* "effectif@-1" is effectif of the year before. */
static bool read_name(pgprse_column *column, const pgprse_pack *pack,
                      const char *name)
{
    const char *at = strchr(name, '@');
    size_t length = at ? (size_t)(at - name) : strlen(name);
    char *end = NULL;
    long year = at ? strtol(at + 1, &end, 10) : 0;
    column->fact = prse_pack_fact_index(pack->pack, (prse_str){name, length});
    if (column->fact == SIZE_MAX || (at && (end == at + 1 || *end)))
        return false;
    column->info.size = sizeof column->info;
    prse_error err;
    pgprse_check(prse_pack_fact(pack->pack, column->fact, PRSE_LANG_FR,
                                &column->info, &err),
                 &err, PGPRSE_COLUMN);
    column->year = (int32)year;
    strlcpy(column->name, name, sizeof column->name);
    return year == 0 || (year < 0 && -year < column->info.years);
}

static void refuse_twice(const pgprse_row *row, const pgprse_column *column)
{
    for (int i = 0; i < row->count; i++)
        if (row->columns[i].fact == column->fact &&
            row->columns[i].year == column->year)
            ereport(ERROR, (errcode(ERRCODE_DUPLICATE_COLUMN),
                            errmsg("two columns are the fact \"%s\"",
                                   column->name)));
}

/* --- Rows --- */

static void bind_column(pgprse_row *row, const pgprse_pack *pack, int at,
                        MemoryContext memory)
{
    const FormData_pg_attribute *attribute = TupleDescAttr(row->desc, at);
    pgprse_column *column = &row->columns[row->count];
    if (attribute->attisdropped)
        return;
    const char *name =
        pgprse_to_utf8(NameStr(attribute->attname),
                       strlen(NameStr(attribute->attname))).ptr;
    if (!read_name(column, pack, name)) {
        if (pgprse_other_columns == PGPRSE_REFUSE_OTHERS)
            refuse_name(NameStr(attribute->attname), pack);
        return;
    }
    refuse_twice(row, column);
    column->attribute = at;
    column->type = getBaseType(attribute->atttypid);
    set_kind(column, memory);
    row->count++;
}

static void make_room(pgprse_row *row)
{
    size_t natts = (size_t)row->desc->natts + 1;
    row->columns = palloc0(natts * sizeof *row->columns);
    row->values = palloc0(natts * sizeof *row->values);
    row->nulls = palloc0(natts * sizeof *row->nulls);
}

pgprse_row *pgprse_row_bind(MemoryContext memory, const pgprse_pack *pack,
                            TupleDesc desc)
{
    MemoryContext before = MemoryContextSwitchTo(memory);
    pgprse_row *row = palloc0(sizeof *row);
    row->type = desc->tdtypeid;
    row->typmod = desc->tdtypmod;
    row->desc = CreateTupleDescCopy(desc);
    make_room(row);
    for (int i = 0; i < row->desc->natts; i++)
        bind_column(row, pack, i, memory);
    MemoryContextSwitchTo(before);
    return row;
}

bool pgprse_row_fits(const pgprse_row *row, HeapTupleHeader other)
{
    return row->type == HeapTupleHeaderGetTypeId(other) &&
           row->typmod == HeapTupleHeaderGetTypMod(other) &&
           row->version ==
               assign_record_type_identifier(row->type, row->typmod);
}

void pgprse_row_open(pgprse_row *row, HeapTupleHeader header)
{
    HeapTupleData tuple = {.t_len = HeapTupleHeaderGetDatumLength(header),
                           .t_data = header};
    ItemPointerSetInvalid(&tuple.t_self);
    heap_deform_tuple(&tuple, row->desc, row->values, row->nulls);
}

/* --- Values --- */

/* [50,250) is [50..250), [50,) is >= 50. */
static char *range_text(const char *shown)
{
    static const char *const SIDES[2][2] = {{"<= ", "< "}, {">= ", "> "}};
    const char *comma = strchr(shown, ',');
    size_t length = strlen(shown);
    if (!comma)
        return pstrdup("empty");
    const char *low = shown + 1;
    int low_length = (int)(comma - low);
    int high_length = (int)(length - 2) - (int)(comma - shown);
    if (low_length > 0 && high_length > 0)
        return psprintf("%c%.*s..%s", *shown, low_length, low, comma + 1);
    if (low_length > 0)
        return psprintf("%s%.*s", SIDES[1][*shown == '('], low_length, low);
    if (high_length > 0)
        return psprintf("%s%.*s", SIDES[0][shown[length - 1] == ')'],
                        high_length, comma + 1);
    return pstrdup("unknown");
}

static char *timestamp_text(char *shown)
{
    char *midnight = strstr(shown, " 00:00:00");
    if (midnight && !midnight[9])
        *midnight = '\0';
    return shown;
}

/* The settings of a session have no part in what a date is. */
static char *date_text(Datum value)
{
    char *text = palloc(PGPRSE_DATE_ROOM);
    if (DATE_NOT_FINITE(DatumGetDateADT(value)))
        return pstrdup("infinity");
    pgprse_write_date(text, DatumGetDateADT(value));
    return text;
}

prse_str pgprse_value_text(pgprse_column *column, Datum value)
{
    char *shown = NULL;
    if (column->kind == PGPRSE_TEXT) {
        text *it = DatumGetTextPP(value);
        return pgprse_to_utf8(VARDATA_ANY(it), VARSIZE_ANY_EXHDR(it));
    }
    if (column->kind == PGPRSE_BOOL)
        return DatumGetBool(value) ? PRSE_STR("true") : PRSE_STR("false");
    if (column->kind == PGPRSE_DATE)
        return prse_str_of(date_text(value));
    shown = OutputFunctionCall(&column->out, value);
    if (column->kind == PGPRSE_RANGE)
        shown = range_text(shown);
    if (column->kind == PGPRSE_TIMESTAMP)
        shown = timestamp_text(shown);
    return pgprse_to_utf8(shown, strlen(shown));
}
