/* SPDX-License-Identifier: Apache-2.0 */
/* The store, its connections to the file, and the transaction that each of them
 * carries: the `tx` of the plug is a connection. */
#ifndef PRSE_STORE_SQLITE_CONNECTION_H
#define PRSE_STORE_SQLITE_CONNECTION_H

#include <sys/types.h>

#include "sqlite/database.h"
#include "store_sqlite/queue.h"
#include "store_sqlite/statements.h"

enum { PRSE__LITE_COLUMNS = 64, PRSE__LITE_TEXT = 24 };

typedef struct prse__lite_tx prse__lite_tx;

typedef struct prse__lite {
    prse__buf path;
    prse__buf log; /* name of the write-ahead log */
    prse_store_sqlite_options opts;
    pid_t process; /* that made it: no other may use its connections */
    prse__queue writers;
    int64_t log_left; /* of the log when it was last emptied; the writer's */
    pthread_mutex_t lock; /* of the idle ones */
    prse__lite_tx *idle;
    uint32_t idle_count;
} prse__lite;

struct prse__lite_tx {
    prse__lite *store;
    prse__lite_tx *next; /* idle */
    prse__db *db;
    prse__statements statements;
    prse__stmt *begin_write, *begin_read, *look, *commit, *rollback;
    prse__deadline deadline;
    uint64_t seed, draws; /* of how long to sleep */
    prse_status broken; /* nothing but rollback is left */
    prse_status stop;   /* why a statement was interrupted */
    int write;
    /* A row on its way in or out: days and moments are text in the file. */
    prse_value values[PRSE__LITE_COLUMNS];
    char texts[PRSE__LITE_COLUMNS][PRSE__LITE_TEXT];
};

/* An idle connection, or one that is opened: `first` makes the file. Its
 * waiting ends with the deadline. */
prse_status prse__lite_take(prse__lite_tx **out, prse__lite *store,
                            const prse__deadline *deadline, int first,
                            prse_error *err);
/* Gives it back; one that something is wrong with is closed. */
void prse__lite_give(prse__lite_tx *tx);
void prse__lite_close(prse__lite_tx *tx);

/* BEGIN, with the snapshot or the right to write; PRSE_EBUSY. */
prse_status prse__lite_begin(prse__lite_tx *tx, int write, prse_error *err);
prse_status prse__lite_commit(prse__lite_tx *tx, prse_error *err);
void prse__lite_rollback(prse__lite_tx *tx);

/* What a failed statement means for the transaction; answers the status that
 * the caller is to hear. */
prse_status prse__lite_failed(prse__lite_tx *tx, prse_status status,
                              prse_error *err);
/* Before a call of the plug: the deadline, and whether it is broken. */
prse_status prse__lite_ready(prse__lite_tx *tx, prse_error *err);

#endif
