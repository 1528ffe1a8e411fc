/* SPDX-License-Identifier: Apache-2.0 */
/* A function of DuckDB for each pack: its answers to a day and to a struct of
 * facts. Vectors of DuckDB and arrays of Arrow lie in memory in the same way
 * but for texts and decimals, so that tables of companies pass between the two
 * without a copy of most columns. */
#ifndef PRSE_DUCKDB_ANSWERS_H
#define PRSE_DUCKDB_ANSWERS_H

#include <stdatomic.h>
#include <stddef.h>

#include "duckdb_extension.h"
#include "portailrse/batch.h"

/* A column of the facts: a field of the struct. */
typedef struct prse_duckdb_column {
    char *name;
    duckdb_type type;
    duckdb_type stored;  /* of a decimal or an enumeration */
    char format[16];     /* of Arrow */
    struct ArrowArray words; /* of an enumeration, */
    struct ArrowSchema words_schema;
    char **texts;        /* in DuckDB's memory */
    uint32_t text_count;
    int32_t *ends;       /* and one after the other */
    char *letters;
} prse_duckdb_column;

/* What a call in a query was bound to; shared by the threads that run it. */
typedef struct prse_duckdb_plan {
    atomic_int refs;
    prse_batch *batch;
    size_t obligation_count;
    size_t column_count;
    prse_duckdb_column *columns;
    struct ArrowSchema schema, *fields, **field_list;
} prse_duckdb_plan;

/* What the type of a field is to Arrow; 0: it cannot hold a fact. */
int prse_duckdb_column_open(prse_duckdb_column *column, char *name,
                            duckdb_logical_type type);
void prse_duckdb_column_close(prse_duckdb_column *column);
/* Fills the schema of a plan from its columns. */
void prse_duckdb_schema(prse_duckdb_plan *plan);

/* The rows of a vector of structs as a table of Arrow. */
typedef struct prse_duckdb_table {
    struct ArrowArray array, *arrays, **list;
    const void *buffers[1];
    const void **column_buffers; /* three a column */
    void **owned;                /* one a column: what had to be copied */
    size_t count;
} prse_duckdb_table;

/* 0: there is no memory. */
int prse_duckdb_table_open(prse_duckdb_table *table,
                           const prse_duckdb_plan *plan, duckdb_vector rows,
                           idx_t count);
void prse_duckdb_table_close(prse_duckdb_table *table);

/* The type of answers: a field an obligation, and the error. */
duckdb_logical_type prse_duckdb_answer_type(const prse_pack *pack);
/* Binds a call, and answers its rows. */
void prse_duckdb_bind(duckdb_bind_info info);
void prse_duckdb_answer(duckdb_function_info info, duckdb_data_chunk input,
                        duckdb_vector output);

#endif
