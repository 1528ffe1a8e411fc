/* SPDX-License-Identifier: Apache-2.0 */
/* A build without libpq: nothing can be opened, so that the rest is never
 * reached. */
#include "postgres/connection.h"

static prse_status absent(prse_error *err)
{
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build has no PostgreSQL");
}

prse_status prse__pg_open(prse__pg **out, prse_str url,
                          const prse__pg_wait *wait, prse_error *err)
{
    (void)out, (void)url, (void)wait;
    return absent(err);
}

void prse__pg_close(prse__pg *pg)
{
    (void)pg;
}

void prse__pg_set_wait(prse__pg *pg, const prse__pg_wait *wait)
{
    (void)pg, (void)wait;
}

int prse__pg_broken(const prse__pg *pg)
{
    (void)pg;
    return 1;
}

int prse__pg_is_lost(const prse__pg *pg)
{
    (void)pg;
    return 1;
}

int prse__pg_knows(const prse__pg *pg, const void *owner, uint64_t shape)
{
    (void)pg, (void)owner, (void)shape;
    return 0;
}

prse_status prse__pg_call_run(prse__pg *pg, const prse__pg_call *call,
                              prse__pg_result **out, prse_error *err)
{
    (void)pg, (void)call, (void)out;
    return absent(err);
}

prse_status prse__pg_run(prse__pg *pg, const char *sql, prse_error *err)
{
    (void)pg, (void)sql;
    return absent(err);
}

size_t prse__pg_rows(const prse__pg_result *result)
{
    (void)result;
    return 0;
}

uint64_t prse__pg_changed(const prse__pg_result *result)
{
    (void)result;
    return 0;
}

prse_str prse__pg_cell(const prse__pg_result *result, size_t row,
                       size_t column)
{
    (void)result, (void)row, (void)column;
    return (prse_str){0};
}

int prse__pg_is_null(const prse__pg_result *result, size_t row, size_t column)
{
    (void)result, (void)row, (void)column;
    return 1;
}

int64_t prse__pg_int(const prse__pg_result *result, size_t row, size_t column)
{
    (void)result, (void)row, (void)column;
    return 0;
}

void prse__pg_result_free(prse__pg_result *result)
{
    (void)result;
}

prse_status prse__pg_copy_begin(prse__pg *pg, const char *sql, prse_error *err)
{
    (void)pg, (void)sql;
    return absent(err);
}

prse_status prse__pg_copy_add(prse__pg *pg, prse_str piece, prse_error *err)
{
    (void)pg, (void)piece;
    return absent(err);
}

prse_status prse__pg_copy_end(prse__pg *pg, uint64_t *rows, prse_error *err)
{
    (void)pg, (void)rows;
    return absent(err);
}
