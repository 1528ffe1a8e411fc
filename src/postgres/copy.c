/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <stdlib.h>

#include "postgres/inner.h"

/* Reads what is left; the first failure counts. */
static prse_status drain(prse__pg *pg, uint64_t *rows, prse_error *err)
{
    prse_status first = PRSE_OK;
    for (;;) {
        PGresult *result = NULL;
        prse_status status = prse__pg_next(pg, &result, first ? NULL : err);
        if (status || !result)
            return first ? first : status;
        ExecStatusType is = PQresultStatus(result);
        if (is == PGRES_COMMAND_OK)
            *rows = strtoull(PQcmdTuples(result), NULL, 10);
        else if (!first)
            first = prse__pg_complain(pg, result, err);
        PQclear(result);
    }
}

static prse_status begun(prse__pg *pg, prse_error *err)
{
    PGresult *result = NULL;
    prse_status status = prse__pg_next(pg, &result, err);
    if (status)
        return status;
    if (PQresultStatus(result) == PGRES_COPY_IN) {
        PQclear(result);
        return PRSE_OK;
    }
    uint64_t rows = 0;
    status = prse__pg_complain(pg, result, err);
    PQclear(result);
    drain(pg, &rows, NULL);
    return status;
}

prse_status prse__pg_copy_begin(prse__pg *pg, const char *sql, prse_error *err)
{
    prse_status status = prse__pg_start(pg, err);
    if (status)
        return status;
    if (!PQexitPipelineMode(pg->conn) || !PQsendQuery(pg->conn, sql))
        return prse__pg_complain(pg, NULL, err);
    status = prse__pg_flush(pg, err);
    return status ? status : begun(pg, err);
}

/* A server that refused a piece passes over the others, and says why at the
 * end. */
prse_status prse__pg_copy_add(prse__pg *pg, prse_str piece, prse_error *err)
{
    int put = 0;
    while ((put = PQputCopyData(pg->conn, piece.ptr, (int)piece.len)) == 0) {
        prse_status status = prse__pg_flush(pg, err);
        if (status)
            return status;
    }
    return put > 0 ? prse__pg_flush(pg, err)
                   : prse__pg_complain(pg, NULL, err);
}

prse_status prse__pg_copy_end(prse__pg *pg, uint64_t *rows, prse_error *err)
{
    uint64_t count = 0;
    int put = 0;
    while ((put = PQputCopyEnd(pg->conn, NULL)) == 0) {
        prse_status status = prse__pg_poll(pg, POLLOUT, err);
        if (status)
            return status;
    }
    prse_status status = put > 0 ? prse__pg_flush(pg, err)
                                 : prse__pg_complain(pg, NULL, err);
    if (!status)
        status = drain(pg, &count, err);
    if (!status && rows)
        *rows = count;
    return status;
}
