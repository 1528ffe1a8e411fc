/* SPDX-License-Identifier: Apache-2.0 */
/* The store, its connections, and its transactions: what the files of this
 * module share. */
#ifndef PRSE_STORE_POSTGRES_STORE_H
#define PRSE_STORE_POSTGRES_STORE_H

#include <pthread.h>

#include "postgres/connection.h"
#include "store/sql.h"

enum { PRSE__PGS_WAIT_MS = 5000, PRSE__PGS_COLUMNS = 64 };

/* A connection of the pool. */
typedef struct prse__pgs_link {
    prse__pg *pg;
    struct prse__pgs_link *next; /* idle */
    uint64_t generation;
    int64_t limit_ms; /* what the server allows a statement */
} prse__pgs_link;

typedef struct prse__pgs {
    prse__buf url, prefix; /* prefix: "\"portailrse\"." */
    prse__buf schema;
    prse_store_postgres_options opts;
    prse__sql sql;
    pthread_mutex_t lock; /* of all that follows */
    pthread_cond_t freed;
    prse__pgs_link *idle;
    uint32_t open;
    /* How often the server was lost: connections from before are suspect. */
    uint64_t generation;
} prse__pgs;

typedef struct prse__pgs_tx {
    prse__pgs *store;
    prse__pgs_link *link; /* NULL: ended, or undone already */
    prse__pg_wait wait;
    prse__arena *arena;   /* of one call */
    prse__buf sql;
    int write, by_row;
    int begun;            /* BEGIN was sent */
    int handed;           /* a row was handed out */
} prse__pgs_tx;

/* What is done with a collection. */
typedef enum prse__pgs_op {
    PRSE__PGS_QUERY, /* has a shape too */
    PRSE__PGS_CLAIM,
    PRSE__PGS_GET,
    PRSE__PGS_INSERT,
    PRSE__PGS_UPDATE, /* of one version */
    PRSE__PGS_UPSERT,
    PRSE__PGS_LOAD,
    PRSE__PGS_REMOVE, /* of one version */
    PRSE__PGS_REMOVE_ANY,
    PRSE__PGS_VERSION
} prse__pgs_op;

typedef struct prse__pgs_wanted {
    prse__pgs_op op;
    const prse_collection *of;
    const prse_query *query; /* of PRSE__PGS_QUERY and PRSE__PGS_CLAIM */
    int undoable; /* PRSE_EEXISTS leaves the transaction as it was */
    const prse__pg_value *values;
    size_t count;
    prse__pg_row row; /* receives the rows; may be NULL */
    void *user;
} prse__pgs_wanted;

/* A connection that is free, or a new one; waits for one to become free. The
 * server allows each statement on it `limit_ms`; 0: any time. PRSE_EBUSY: none
 * became free. */
prse_status prse__pgs_take(prse__pgs_link **out, prse__pgs *store,
                           const prse__pg_wait *wait, int64_t limit_ms,
                           prse_error *err);
/* Gives it back; NULL is legal. */
void prse__pgs_give(prse__pgs *store, prse__pgs_link *link);
void prse__pgs_close_idle(prse__pgs *store);
/* Milliseconds that the server allows a statement that may take `ms`: few
 * different ones, so that they seldom change. */
int64_t prse__pgs_limit(int64_t ms);

/* One call outside of transactions, on any connection, that takes at most so
 * many milliseconds. */
prse_status prse__pgs_alone(prse__pgs *store, int64_t ms,
                            const prse__pg_call *call, prse__pg_result **out,
                            prse_error *err);

/* One statement in a transaction, which begins with its first one. After a
 * failure, but for PRSE_EEXISTS of what is undoable, all is undone. */
prse_status prse__pgs_do(prse__pgs_tx *tx, const prse__pgs_wanted *wanted,
                         prse__pg_result **out, prse_error *err);
/* Undoes everything, when the answer of a call cannot be used. */
prse_status prse__pgs_fail(prse__pgs_tx *tx, prse_status status);

prse_status prse__pgs_begin(void *self, void **tx, const prse_tx_options *opts,
                            prse_error *err);
prse_status prse__pgs_commit(void *tx, prse_error *err);
void prse__pgs_rollback(void *tx);

prse_status prse__pgs_get(void *tx, const prse_collection *of,
                          const prse_value *key, prse_row_found found,
                          void *user, prse_error *err);
prse_status prse__pgs_put(void *tx, const prse_collection *of,
                          const prse_value *values, int64_t expected,
                          int64_t *version, prse_error *err);
prse_status prse__pgs_remove(void *tx, const prse_collection *of,
                             const prse_value *key, int64_t expected,
                             prse_error *err);
prse_status prse__pgs_scan(void *tx, const prse_collection *of,
                           const prse_query *query, prse_row_found found,
                           void *user, prse_error *err);
prse_status prse__pgs_claim(void *tx, const prse_collection *of,
                            const prse_query *query, prse_row_found found,
                            void *user, prse_error *err);
prse_status prse__pgs_load(void *tx, const prse_collection *of,
                           const prse_value *values, int64_t version,
                           prse_error *err);

prse_status prse__pgs_version(void *self, prse_str schema, uint32_t *version,
                              prse_error *err);
prse_status prse__pgs_migrate(void *self, const prse_schema *schema,
                              uint32_t from, uint32_t to, prse_error *err);
prse_status prse__pgs_check(void *self, prse_finding found, void *user,
                            prse_error *err);

#endif
