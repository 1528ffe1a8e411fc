/* SPDX-License-Identifier: Apache-2.0 */
/* Which columns of a row are which facts of a pack. */
#ifndef PGPRSE_ROW_H
#define PGPRSE_ROW_H

#include "packs.h"

#include <access/htup.h>
#include <access/tupdesc.h>

/* How values are read. */
typedef enum pgprse_kind {
    PGPRSE_INT2,
    PGPRSE_INT4,
    PGPRSE_INT8,
    PGPRSE_BOOL,
    PGPRSE_FLOAT4,
    PGPRSE_FLOAT8,
    PGPRSE_DATE,
    PGPRSE_TIMESTAMP,
    PGPRSE_NUMERIC,
    PGPRSE_TEXT, /* text, varchar, char(n) */
    PGPRSE_RANGE, /* of numbers */
    PGPRSE_ENUM
} pgprse_kind;

typedef struct pgprse_column {
    int attribute; /* from 0 */
    pgprse_kind kind;
    Oid type; /* without domains */
    size_t fact;
    int32 year;
    prse_fact_info info;
    char name[NAMEDATALEN];
    FmgrInfo out; /* its output function */
} pgprse_column;

struct pgprse_layout;

typedef struct pgprse_row {
    Oid type;
    int32 typmod;
    uint64 version; /* of the type */
    TupleDesc desc;
    int count;
    pgprse_column *columns;
    Datum *values; /* of the row at hand, all attributes */
    bool *nulls;
    struct pgprse_layout *layout; /* NULL: none was asked for */
} pgprse_row;

/* The columns that a description names, in a memory context. */
pgprse_row *pgprse_row_bind(MemoryContext memory, const pgprse_pack *pack,
                            TupleDesc desc);
/* Whether another row is of the same type, unchanged. */
bool pgprse_row_fits(const pgprse_row *row, HeapTupleHeader other);
/* Fills values and nulls. */
void pgprse_row_open(pgprse_row *row, HeapTupleHeader header);

/* A value as facts are written, in UTF-8. */
prse_str pgprse_value_text(pgprse_column *column, Datum value);

#endif
