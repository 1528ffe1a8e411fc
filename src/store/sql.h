/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of collections, for the backends that speak it. Names come from
 * schemas, which prse__schema_check() has seen, and are quoted all the same;
 * values are always parameters. */
#ifndef PRSE_STORE_SQL_H
#define PRSE_STORE_SQL_H

#include "base/str.h"
#include "portailrse/sys/store.h"

/* How a database differs from the others. */
typedef struct prse__sql {
    const char *types[PRSE_TYPE_BYTES + 1]; /* of columns, "text" */
    const char *placeholder;                /* before the number: "?", "$" */
    const char *prefix;     /* before names of tables: "", "\"portailrse\"." */
    const char *locking;    /* after a claim: "", " FOR UPDATE SKIP LOCKED" */
    const char *table_end;  /* after CREATE TABLE (...): " WITHOUT ROWID" */
    const char *text_order; /* of a TEXT column: "", " COLLATE \"C\"" */
    const char *nulls_first; /* after each ascending column of an ORDER BY that
                                may be absent: "", " NULLS FIRST" */
    const char *nulls_last; /* the same, descending */
    int tells_changes; /* 1: a versioned update needs no RETURNING, which costs
                          SQLite a table */
    int spaced_times; /* 1: a literal moment is "2026-11-26 20:58:27.000" */
} prse__sql;

/* Each appends a statement. Parameters are numbered from 1 in the order said;
 * rows come back as all columns in order, then "version". */

/* One step of a migration. A column's `initial` is written as a literal. */
void prse__sql_step(prse__buf *out, const prse__sql *sql,
                    const prse_schema *schema, const prse_step *step);
/* Parameters: the key. */
void prse__sql_get(prse__buf *out, const prse__sql *sql,
                   const prse_collection *of);
/* INSERT ... version 1 ... ON CONFLICT DO NOTHING. Parameters: all columns. */
void prse__sql_insert(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of);
/* UPDATE ... version + 1 WHERE key [AND version = ] RETURNING version.
 * Parameters: all columns, then the expected version when `versioned`. */
void prse__sql_update(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of, int versioned);
/* INSERT ... ON CONFLICT (key) DO UPDATE ... RETURNING version. Parameters: all
 * columns. */
void prse__sql_upsert(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of);
/* INSERT with a version. Parameters: all columns, the version. */
void prse__sql_load(prse__buf *out, const prse__sql *sql,
                    const prse_collection *of);
/* Parameters: the key, then the expected version when `versioned`. */
void prse__sql_remove(prse__buf *out, const prse__sql *sql,
                      const prse_collection *of, int versioned);
/* SELECT version WHERE key. Parameters: the key. */
void prse__sql_version(prse__buf *out, const prse__sql *sql,
                       const prse_collection *of);
/* Parameters: the values of equal that are not absent, from, to, limit (only
 * when it is not 0), in this order. claim: with `locking` and LIMIT 1. */
void prse__sql_query(prse__buf *out, const prse__sql *sql,
                     const prse_collection *of, const prse_query *query,
                     int claim);
/* A name that tells statements of prse__sql_query() apart, for keeping them
 * prepared: two queries of one collection with the same number have the same
 * statement. */
uint64_t prse__sql_query_shape(const prse_query *query, int claim);

#endif
