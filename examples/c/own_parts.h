/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the store in own_store.c: rows that never change, ordered lists
 * that share them, and transactions. */
#ifndef OWN_PARTS_H
#define OWN_PARTS_H

#include <pthread.h>
#include <stdatomic.h>

#include <portailrse/sys/store.h>

typedef struct row {
    atomic_int holders;
    const char *of; /* name of its collection */
    int64_t version;
    uint32_t count;
    prse_value values[]; /* and their texts behind them */
} row;

typedef struct list {
    atomic_int holders;
    size_t count, room;
    row **rows;
} list;

/* Columns by which rows of a collection are ordered; the key comes last. */
typedef struct order {
    uint8_t columns[12];
    uint32_t count;
} order;

typedef struct store {
    pthread_mutex_t lock; /* of what follows */
    list *current;
    int writing;
} store;

typedef struct transaction {
    store *in;
    list *rows; /* of a writer: its own */
    prse_tx_options how;
    int64_t until;
    prse_status failed; /* it can only be undone */
} transaction;

/* --- own_rows.c */

prse_status fail(prse_error *err, prse_status code, const char *subject,
                 const char *message);

/* NULL: no memory. */
row *row_new(const char *of, const prse_value *values, uint32_t count,
             int64_t version);
row *row_hold(row *r);
void row_drop(row *r);

list *list_new(size_t room);
list *list_copy(const list *from);
list *list_hold(list *l);
void list_drop(list *l);

int value_compare(const prse_value *a, const prse_value *b);
order order_of(const prse_collection *of, int32_t index);

/* 1: the row is there; else *at is where it would be. */
int list_find(const list *l, const order *by, const char *of,
              const prse_value *values, size_t *at);
/* Takes the row, in place of its like; 0: no memory, or the row is NULL. */
int list_put(list *l, const order *by, row *r);
void list_remove(list *l, size_t at);

/* --- own_store.c */

/* Whether there is time, and nobody wants it to stop. */
prse_status go_on(transaction *tx, prse_error *err);

/* --- own_read.c */

prse_status get(void *own, const prse_collection *of, const prse_value *key,
                prse_row_found found, void *user, prse_error *err);
prse_status scan(void *own, const prse_collection *of, const prse_query *query,
                 prse_row_found found, void *user, prse_error *err);
prse_status claim(void *own, const prse_collection *of, const prse_query *query,
                  prse_row_found found, void *user, prse_error *err);

/* --- own_write.c */

uint32_t schema_version(const list *rows, prse_str schema);
prse_status migrate_rows(transaction *tx, const prse_schema *schema,
                         uint32_t from, uint32_t to, prse_error *err);
prse_status put(void *own, const prse_collection *of, const prse_value *values,
                int64_t expected, int64_t *version, prse_error *err);
prse_status remove_row(void *own, const prse_collection *of,
                       const prse_value *key, int64_t expected,
                       prse_error *err);
prse_status load(void *own, const prse_collection *of, const prse_value *values,
                 int64_t version, prse_error *err);

#endif
