/* SPDX-License-Identifier: Apache-2.0 */
/* The store in memory: trees that are never changed once somebody else sees
 * them. A writer copies the path to what it changes, so that whoever holds an
 * older root goes on seeing what was; keeping its work is one pointer. */
#ifndef PRSE_STORE_MEMORY_H
#define PRSE_STORE_MEMORY_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/error.h"
#include "portailrse/sys/store.h"
#include "store/order.h"

enum { PRSE__MEMORY_NAME = 49, PRSE__MEMORY_INDEXES = 16 };

typedef atomic_uint_fast32_t prse__refs;

/* A row, its texts behind its values; never changed. */
typedef struct prse__mem_row {
    prse__refs refs;
    uint32_t count;
    int64_t version;
    prse_value values[];
} prse__mem_row;

/* A treap: in the order of its rows, and a heap of priorities by chance. */
typedef struct prse__mem_node prse__mem_node;
struct prse__mem_node {
    prse__refs refs;
    uint64_t priority;
    prse__mem_row *row;
    prse__mem_node *child[2]; /* before it, after it */
};

typedef struct prse__mem_index {
    prse__order order;
    uint8_t count; /* columns of its own, first in the order */
    uint8_t unique;
    uint8_t live; /* 0: not made yet, or dropped */
    prse__mem_node *root;
} prse__mem_index;

typedef struct prse__mem_table {
    prse__refs refs;
    char name[PRSE__MEMORY_NAME];
    uint32_t columns;
    prse__order key;
    prse__mem_node *root;
    prse__mem_index indexes[PRSE__MEMORY_INDEXES];
} prse__mem_table;

typedef struct prse__mem_version {
    char schema[PRSE__MEMORY_NAME];
    uint32_t version;
} prse__mem_version;

/* All there is at one moment. */
typedef struct prse__mem_state {
    prse__refs refs;
    uint64_t drawn; /* priorities so far */
    prse__mem_version *versions;
    prse__mem_table **tables;
    uint32_t version_count, table_count;
} prse__mem_state;

/* --- Rows and trees (memory_row.c, memory_tree.c) --- */

prse__mem_row *prse__mem_row_new(const prse_value *values, uint32_t count,
                                 int64_t version); /* NULL: no memory */
prse__mem_row *prse__mem_row_ref(prse__mem_row *row);
void prse__mem_row_free(prse__mem_row *row);
/* By the first `parts` columns of an order. */
int prse__mem_row_cmp(const prse__order *order, uint8_t parts,
                      const prse_value *a, const prse_value *b);

prse__mem_node *prse__mem_tree_ref(prse__mem_node *root);
void prse__mem_tree_free(prse__mem_node *root);
/* Puts a row, in the place of one that is equal in the order; holds it too.
 * After 0 (no memory) the tree is only fit to be freed. */
int prse__mem_tree_put(prse__mem_node **root, const prse__order *order,
                       prse__mem_row *row, uint64_t priority);
/* Takes a row out that is there. */
int prse__mem_tree_remove(prse__mem_node **root, const prse__order *order,
                          const prse__mem_row *row);
/* A row equal to `values` (by position in the collection) in the first parts
 * of an order; NULL: none. */
prse__mem_row *prse__mem_tree_find(const prse__mem_node *root,
                                   const prse__order *order, uint8_t parts,
                                   const prse_value *values);
/* Calls `visit` with the rows of a query, in its order, until it answers 1,
 * which is then the answer. */
typedef int (*prse__mem_visit)(void *user, prse__mem_row *row);
int prse__mem_tree_walk(const prse__mem_node *root, const prse__order *order,
                        const prse_query *query, prse__mem_visit visit,
                        void *user);

/* --- States (memory_state.c) --- */

prse__mem_state *prse__mem_state_new(void);
void prse__mem_state_free(prse__mem_state *state);
/* Makes *state one that nobody else sees. 0: no memory. */
int prse__mem_state_own(prse__mem_state **state);
/* Of a state that nobody else sees, the same for a table of it. */
prse__mem_table *prse__mem_table_own(prse__mem_state *state, uint32_t at);
/* UINT32_MAX: none. */
uint32_t prse__mem_table_find(const prse__mem_state *state, const char *name);
/* A new, empty table behind the others; NULL: no memory. */
prse__mem_table *prse__mem_table_new(prse__mem_state *state,
                                     const prse_collection *of);
uint32_t prse__mem_version_get(const prse__mem_state *state, prse_str schema);
int prse__mem_version_set(prse__mem_state *state, const char *schema,
                          uint32_t version); /* 0: no memory */
uint64_t prse__mem_state_draw(prse__mem_state *state);

/* --- Transactions (memory_tx.c, memory_pen.c) --- */

/* Waits for the pen, without which nobody writes. */
typedef struct prse__mem_waiter {
    pthread_cond_t turn;
    int granted;
    struct prse__mem_waiter *next;
} prse__mem_waiter;

typedef struct prse__memory {
    pthread_mutex_t lock; /* of all below; never held for long */
    prse__mem_state *current;
    int written; /* somebody has the pen */
    prse__mem_waiter *first; /* in the order of their coming */
} prse__memory;

typedef struct prse__mem_tx {
    prse__memory *store;
    prse__mem_state *state;
    uint32_t write;
    int has_pen;
    int64_t until;
    int (*should_stop)(void *user);
    void *user;
    prse_status failed; /* it can only be undone, and why */
} prse__mem_tx;

/* PRSE_EBUSY, PRSE_ECANCELED. */
prse_status prse__mem_pen_take(prse__mem_tx *tx, prse_error *err);
/* Gives the pen to the next; with `kept`, which it takes, the new state. */
void prse__mem_pen_give(prse__memory *store, prse__mem_state *kept);

prse_status prse__mem_begin(void *self, void **tx, const prse_tx_options *opts,
                            prse_error *err);
prse_status prse__mem_commit(void *tx, prse_error *err);
void prse__mem_rollback(void *tx);
/* Before each call in a transaction: it is fit, in time, not stopped, and the
 * collection is there. */
prse_status prse__mem_enter(prse__mem_tx *tx, const prse_collection *of,
                            uint32_t *table, prse_error *err);
/* In long calls: PRSE_ETIMEOUT, PRSE_ECANCELED. */
prse_status prse__mem_go_on(prse__mem_tx *tx, prse_error *err);
/* After each call: remembers a failure that only undoing mends. */
prse_status prse__mem_leave(prse__mem_tx *tx, prse_status status);

/* --- The functions of the plug (memory_write.c, memory_query.c,
 * memory_migrate.c) --- */

prse_status prse__mem_put(void *tx, const prse_collection *of,
                          const prse_value *values, int64_t expected,
                          int64_t *version, prse_error *err);
prse_status prse__mem_remove(void *tx, const prse_collection *of,
                             const prse_value *key, int64_t expected,
                             prse_error *err);
prse_status prse__mem_load(void *tx, const prse_collection *of,
                           const prse_value *values, int64_t version,
                           prse_error *err);
prse_status prse__mem_get(void *tx, const prse_collection *of,
                          const prse_value *key, prse_row_found found,
                          void *user, prse_error *err);
prse_status prse__mem_scan(void *tx, const prse_collection *of,
                           const prse_query *query, prse_row_found found,
                           void *user, prse_error *err);
prse_status prse__mem_claim(void *tx, const prse_collection *of,
                            const prse_query *query, prse_row_found found,
                            void *user, prse_error *err);
prse_status prse__mem_migrate(void *self, const prse_schema *schema,
                              uint32_t from, uint32_t to, prse_error *err);

#endif
