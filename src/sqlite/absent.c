/* SPDX-License-Identifier: Apache-2.0 */
/* A build without SQLite: nothing can be opened, so that the rest is never
 * reached. */
#include "sqlite/database.h"

static prse_status absent(prse_error *err)
{
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build has no SQLite");
}

prse_status prse__db_open(prse__db **out, prse_str path, prse__db_mode mode,
                          prse_error *err)
{
    (void)out, (void)path, (void)mode;
    return absent(err);
}

prse_status prse__db_open_waiting(prse__db **out, prse_str path,
                                  prse__db_mode mode,
                                  const prse__db_waiting *waiting,
                                  prse_error *err)
{
    (void)waiting;
    return prse__db_open(out, path, mode, err);
}

void prse__db_close(prse__db *db)
{
    (void)db;
}

int prse__db_has_moved(prse__db *db)
{
    (void)db;
    return 1;
}

prse_status prse__db_run(prse__db *db, const char *sql, prse_error *err)
{
    (void)db, (void)sql;
    return absent(err);
}

int prse__db_read_only(prse__db *db)
{
    (void)db;
    return 0;
}

int prse__db_is_in_doubt(const prse__db *db)
{
    (void)db;
    return 0;
}

int64_t prse__db_changes(prse__db *db)
{
    (void)db;
    return 0;
}

int prse__db_in_transaction(prse__db *db)
{
    (void)db;
    return 0;
}

void prse__db_stop_when(prse__db *db, int (*should_stop)(void *user),
                        void *user)
{
    (void)db, (void)should_stop, (void)user;
}

prse_status prse__db_copy(prse__db *to, prse__db *from,
                          const prse__db_copying *copying, prse_error *err)
{
    (void)to, (void)from, (void)copying;
    return absent(err);
}

prse_status prse__db_prepare(prse__stmt **out, prse__db *db, const char *sql,
                             prse_error *err)
{
    (void)out, (void)db, (void)sql;
    return absent(err);
}

void prse__stmt_free(prse__stmt *stmt)
{
    (void)stmt;
}

void prse__stmt_bind_int(prse__stmt *stmt, int at, int64_t value)
{
    (void)stmt, (void)at, (void)value;
}

void prse__stmt_bind_text(prse__stmt *stmt, int at, prse_str text)
{
    (void)stmt, (void)at, (void)text;
}

void prse__stmt_bind_blob(prse__stmt *stmt, int at, prse_str bytes)
{
    (void)stmt, (void)at, (void)bytes;
}

void prse__stmt_bind_null(prse__stmt *stmt, int at)
{
    (void)stmt, (void)at;
}

prse_status prse__stmt_step(prse__stmt *stmt, int *row, prse_error *err)
{
    (void)stmt;
    *row = 0;
    return absent(err);
}

prse_status prse__stmt_run(prse__stmt *stmt, prse_error *err)
{
    (void)stmt;
    return absent(err);
}

void prse__stmt_reset(prse__stmt *stmt)
{
    (void)stmt;
}

int64_t prse__stmt_int(prse__stmt *stmt, int at)
{
    (void)stmt, (void)at;
    return 0;
}

prse_str prse__stmt_text(prse__stmt *stmt, int at)
{
    (void)stmt, (void)at;
    return (prse_str){0};
}

prse_str prse__stmt_blob(prse__stmt *stmt, int at)
{
    return prse__stmt_text(stmt, at);
}

int prse__stmt_is_null(prse__stmt *stmt, int at)
{
    (void)stmt, (void)at;
    return 1;
}
