/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite with our errors: the only includer of sqlite3.h. */
#ifndef PRSE_SQLITE_DATABASE_H
#define PRSE_SQLITE_DATABASE_H

#include "base/error.h"
#include "base/str.h"

typedef struct prse__db prse__db;     /* a connection; one thread at a time */
typedef struct prse__stmt prse__stmt; /* a prepared statement of it */

typedef enum prse__db_mode {
    PRSE__DB_READ,   /* PRSE_ENOTFOUND when the file is absent */
    PRSE__DB_FROZEN, /* the same, and the file never changes: no locks */
    PRSE__DB_WRITE,  /* for reading and writing */
    PRSE__DB_MAKE    /* made when absent */
} prse__db_mode;

prse_status prse__db_open(prse__db **out, prse_str path, prse__db_mode mode,
                          prse_error *err);
/* Waiting for other connections that hold the file. again() is asked after each
 * refusal, with how many there were before; it sleeps a little and answers 1 to
 * try once more, or 0 to give up: PRSE_EBUSY. */
typedef struct prse__db_waiting {
    int (*again)(void *user, int count);
    void *user;
} prse__db_waiting;
/* The same, waiting in the caller's way from the start. Without it a connection
 * waits for five seconds, then answers PRSE_EIO. */
prse_status prse__db_open_waiting(prse__db **out, prse_str path,
                                  prse__db_mode mode,
                                  const prse__db_waiting *waiting,
                                  prse_error *err);
void prse__db_close(prse__db *db); /* NULL is legal; statements first */
/* 1: another file has the name by now, or none. */
int prse__db_has_moved(prse__db *db);
/* Runs statements without results. */
prse_status prse__db_run(prse__db *db, const char *sql, prse_error *err);
/* 0: the connection may write; else the system's reason why not. */
int prse__db_read_only(prse__db *db);
/* 1: what failed last was the system, so that a commit may have been kept all
 * the same. */
int prse__db_is_in_doubt(const prse__db *db);
int64_t prse__db_changes(prse__db *db); /* rows the last statement changed */
/* 1: a transaction is open; a failure may have ended it. */
int prse__db_in_transaction(prse__db *db);

/* From now on a long statement ends with PRSE_ECANCELED soon after should_stop
 * says so. NULL: no more. */
void prse__db_stop_when(prse__db *db, int (*should_stop)(void *user),
                        void *user);
/* Makes `to` the same file as `from`, page by page; progress is told in pages
 * and may be NULL. */
typedef struct prse__db_copying {
    int (*should_stop)(void *user);
    void (*progress)(void *user, uint64_t done, uint64_t total);
    void *user;
} prse__db_copying;
prse_status prse__db_copy(prse__db *to, prse__db *from,
                          const prse__db_copying *copying, prse_error *err);

/* The statement is kept prepared until prse__stmt_free(). */
prse_status prse__db_prepare(prse__stmt **out, prse__db *db, const char *sql,
                             prse_error *err);
void prse__stmt_free(prse__stmt *stmt);
/* Parameters count from 1 and keep their value until bound again; text is
 * borrowed until the next step or reset. */
void prse__stmt_bind_int(prse__stmt *stmt, int at, int64_t value);
void prse__stmt_bind_text(prse__stmt *stmt, int at, prse_str text);
void prse__stmt_bind_blob(prse__stmt *stmt, int at, prse_str bytes);
void prse__stmt_bind_null(prse__stmt *stmt, int at);
/* *row: 1 a row is there, 0 the end (and the statement is reset). */
prse_status prse__stmt_step(prse__stmt *stmt, int *row, prse_error *err);
/* Runs a statement that gives no row, and resets it. */
prse_status prse__stmt_run(prse__stmt *stmt, prse_error *err);
void prse__stmt_reset(prse__stmt *stmt);
/* Columns count from 0; text is borrowed until the next step or reset. Memory
 * that runs out here gives empty text, and is told by the next step. */
int64_t prse__stmt_int(prse__stmt *stmt, int at);
prse_str prse__stmt_text(prse__stmt *stmt, int at);
prse_str prse__stmt_blob(prse__stmt *stmt, int at);
int prse__stmt_is_null(prse__stmt *stmt, int at);

#endif
