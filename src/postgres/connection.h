/* SPDX-License-Identifier: Apache-2.0 */
/* PostgreSQL with our errors. Values reach the server as parameters only, and
 * nothing here waits past a deadline (but for the look-up of a host's name). */
#ifndef PRSE_POSTGRES_CONNECTION_H
#define PRSE_POSTGRES_CONNECTION_H

#include "base/error.h"
#include "base/str.h"

typedef struct prse__pg prse__pg; /* a connection; one thread at a time */
typedef struct prse__pg_result prse__pg_result;

/* How long what follows may take. */
typedef struct prse__pg_wait {
    int64_t until_ms; /* on the clock of prse__steady_ms(); 0: no end */
    int (*should_stop)(void *user); /* may be NULL */
    void *user;
} prse__pg_wait;

/* PRSE_EINVAL (the address cannot be read), PRSE_EREFUSED (nobody answers),
 * PRSE_EDENIED, PRSE_ETIMEOUT, PRSE_EUNSUPPORTED (server before 15, or built
 * without libpq). No error tells a password. */
prse_status prse__pg_open(prse__pg **out, prse_str url,
                          const prse__pg_wait *wait, prse_error *err);
void prse__pg_close(prse__pg *pg); /* NULL is legal */
/* For all that follows. When the time is over the server is asked to give up:
 * PRSE_ETIMEOUT, PRSE_ECANCELED. */
void prse__pg_set_wait(prse__pg *pg, const prse__pg_wait *wait);
/* 1: it can only be closed. */
int prse__pg_broken(const prse__pg *pg);
/* 1: the server was lost, and others that were open may be lost with it. */
int prse__pg_is_lost(const prse__pg *pg);

/* A value for $1, $2...: NULL is NULL. In text form it ends with a NUL. */
typedef struct prse__pg_value {
    const char *ptr;
    size_t len;
    int binary; /* 1: in PostgreSQL's binary form */
} prse__pg_value;

/* A row of a result; 1: no more of them. */
typedef int (*prse__pg_row)(void *user, const prse__pg_result *result,
                            size_t row);

/* A statement, and what goes with it in the same round trip. */
typedef struct prse__pg_call {
    const char *before[2]; /* without results; run first. NULL: none */
    const char *sql;       /* may be NULL when it is known */
    const char *after;     /* run when it succeeded. NULL: none */
    const void *owner;     /* with `shape`: kept prepared. NULL: not kept */
    uint64_t shape;
    const prse__pg_value *values;
    size_t count;
    int binary;       /* 1: results in binary form */
    prse__pg_row row; /* called for each row as it comes; may be NULL */
    void *user;
} prse__pg_call;

/* 1: the statement of an owner and a shape is prepared. */
int prse__pg_knows(const prse__pg *pg, const void *owner, uint64_t shape);
/* *out, which may be NULL, gives the result; without rows when call->row took
 * them. A failure is the server's by SQLSTATE: PRSE_EBUSY (run the transaction
 * again), PRSE_EEXISTS, PRSE_EDENIED, PRSE_ESCHEMA (no such table or column),
 * PRSE_EPARSE (a value that cannot be kept), PRSE_ETIMEOUT, PRSE_EIO; with
 * sys_code when the connection broke, so that it is not known what was done. */
prse_status prse__pg_call_run(prse__pg *pg, const prse__pg_call *call,
                              prse__pg_result **out, prse_error *err);
/* A statement alone, without values and results. */
prse_status prse__pg_run(prse__pg *pg, const char *sql, prse_error *err);

size_t prse__pg_rows(const prse__pg_result *result);
/* Rows inserted, updated or deleted. */
uint64_t prse__pg_changed(const prse__pg_result *result);
/* Columns count from 0; empty when absent. Lives as long as the result, ends
 * with a NUL. */
prse_str prse__pg_cell(const prse__pg_result *result, size_t row,
                       size_t column);
int prse__pg_is_null(const prse__pg_result *result, size_t row,
                     size_t column);
/* Of a cell in text form; 0 when it is no number. */
int64_t prse__pg_int(const prse__pg_result *result, size_t row,
                     size_t column);
void prse__pg_result_free(prse__pg_result *result); /* NULL is legal */

/* COPY ... FROM STDIN, then any number of pieces in its text form, then the
 * end. After a failure it is over, and prse__pg_copy_end() is not called. */
prse_status prse__pg_copy_begin(prse__pg *pg, const char *sql,
                                prse_error *err);
prse_status prse__pg_copy_add(prse__pg *pg, prse_str piece, prse_error *err);
prse_status prse__pg_copy_end(prse__pg *pg, uint64_t *rows, prse_error *err);
/* A value in the text form of COPY: tabs, ends of lines and \ are escaped. */
void prse__pg_copy_text(prse__buf *out, prse_str text);
/* A name between quotes, for a statement. */
void prse__pg_name(prse__buf *out, prse_str name);

#endif
