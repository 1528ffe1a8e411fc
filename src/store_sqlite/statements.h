/* SPDX-License-Identifier: Apache-2.0 */
/* The prepared statements of a connection, made when first needed. */
#ifndef PRSE_STORE_SQLITE_STATEMENTS_H
#define PRSE_STORE_SQLITE_STATEMENTS_H

#include "sqlite/database.h"
#include "store/sql.h"

/* What is done with a collection; queries have a shape too. */
typedef enum prse__lite_op {
    PRSE__LITE_GET,
    PRSE__LITE_INSERT,
    PRSE__LITE_UPDATE,
    PRSE__LITE_UPSERT,
    PRSE__LITE_LOAD,
    PRSE__LITE_REMOVE,
    PRSE__LITE_REMOVE_ANY,
    PRSE__LITE_VERSION,
    PRSE__LITE_QUERY
} prse__lite_op;

typedef struct prse__statement_wanted {
    const prse_collection *of;
    const prse_query *query; /* of PRSE__LITE_QUERY */
    prse__lite_op op;
    int claim;
} prse__statement_wanted;

enum { PRSE__STATEMENTS = 256 };

typedef struct prse__statement {
    const prse_collection *of; /* NULL: free */
    uint64_t shape;
    prse__lite_op op;
    prse__stmt *stmt;
} prse__statement;

typedef struct prse__statements {
    uint32_t count;
    prse__statement at[PRSE__STATEMENTS];
} prse__statements;

extern const prse__sql prse__lite_sql; /* how SQLite speaks */

/* Borrowed until the next call. */
prse_status prse__statements_get(prse__stmt **out, prse__statements *kept,
                                 prse__db *db,
                                 const prse__statement_wanted *wanted,
                                 prse_error *err);
void prse__statements_clear(prse__statements *kept);

#endif
