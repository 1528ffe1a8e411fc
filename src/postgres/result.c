/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "postgres/inner.h"

/* A prse__pg_result is a PGresult under another name. */
static const PGresult *inner(const prse__pg_result *result)
{
    return (const PGresult *)(const void *)result;
}

size_t prse__pg_rows(const prse__pg_result *result)
{
    return (size_t)PQntuples(inner(result));
}

uint64_t prse__pg_changed(const prse__pg_result *result)
{
    /* libpq only reads it, and has forgotten to say so. */
    const char *text = PQcmdTuples((PGresult *)(uintptr_t)inner(result));
    return strtoull(text, NULL, 10);
}

int prse__pg_is_null(const prse__pg_result *result, size_t row, size_t column)
{
    return PQgetisnull(inner(result), (int)row, (int)column);
}

prse_str prse__pg_cell(const prse__pg_result *result, size_t row,
                       size_t column)
{
    const PGresult *in = inner(result);
    return (prse_str){PQgetvalue(in, (int)row, (int)column),
                      (size_t)PQgetlength(in, (int)row, (int)column)};
}

int64_t prse__pg_int(const prse__pg_result *result, size_t row, size_t column)
{
    return strtoll(PQgetvalue(inner(result), (int)row, (int)column), NULL, 10);
}

void prse__pg_result_free(prse__pg_result *result)
{
    PQclear((PGresult *)(void *)result);
}
