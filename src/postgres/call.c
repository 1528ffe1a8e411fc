/* SPDX-License-Identifier: Apache-2.0 */
/* Statements that go together are sent in one piece and answered in one piece:
 * one round trip. The first that fails makes the server pass over the rest. */
#include <errno.h>

#include "postgres/inner.h"

enum { VALUES_MAX = 128, NAME_SIZE = 24 };

/* What was sent, in order: the statements before, PREPARE, the statement
 * itself, the one after. Positions of what there is not are -1. */
typedef struct batch {
    prse__pg *pg;
    const prse__pg_call *call;
    PGresult *kept;
    int item;     /* whose results come */
    int prepare;
    int main;
    int stopped;  /* the caller wants no more rows */
    prse_status status;
    prse_error *err;
} batch;

static int find(const prse__pg *pg, const void *owner, uint64_t shape)
{
    for (uint32_t i = 0; owner && i < pg->prepared_count; i++)
        if (pg->prepared[i].owner == owner && pg->prepared[i].shape == shape)
            return (int)i;
    return -1;
}

int prse__pg_knows(const prse__pg *pg, const void *owner, uint64_t shape)
{
    return find(pg, owner, shape) >= 0;
}

static void name_it(char name[NAME_SIZE], int number)
{
    char digits[12] = "";
    int at = (int)sizeof digits - 1, to = 0;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    name[to++] = 's';
    while (digits[at])
        name[to++] = digits[at++];
    name[to] = '\0';
}

static int send_plain(const prse__pg *pg, const char *sql)
{
    return PQsendQueryParams(pg->conn, sql, 0, NULL, NULL, NULL, NULL, 0);
}

/* The number under which the statement is, or will be, prepared; -1: none. */
static int number_of(const batch *b)
{
    int known = find(b->pg, b->call->owner, b->call->shape);
    if (known >= 0 || !b->call->owner)
        return known;
    uint32_t next = b->pg->prepared_count;
    return next < PREPARED_MAX ? (int)next : -1;
}

static int send_values(const batch *b, const char *name)
{
    const prse__pg_call *call = b->call;
    const char *values[VALUES_MAX] = {0};
    int lengths[VALUES_MAX], formats[VALUES_MAX];
    for (size_t i = 0; i < call->count; i++) {
        values[i] = call->values[i].ptr;
        lengths[i] = (int)call->values[i].len;
        formats[i] = call->values[i].binary;
    }
    return name ? PQsendQueryPrepared(b->pg->conn, name, (int)call->count,
                                      values, lengths, formats, call->binary)
                : PQsendQueryParams(b->pg->conn, call->sql, (int)call->count,
                                    NULL, values, lengths, formats,
                                    call->binary);
}

static int send_main(batch *b, int *item)
{
    char name[NAME_SIZE];
    int number = number_of(b), sent = 1;
    b->prepare = -1;
    if (number >= 0)
        name_it(name, number);
    if (number >= 0 && (uint32_t)number == b->pg->prepared_count) {
        b->prepare = (*item)++;
        sent = PQsendPrepare(b->pg->conn, name, b->call->sql, 0, NULL);
    }
    b->main = (*item)++;
    return sent && send_values(b, number >= 0 ? name : NULL);
}

static prse_status send_all(batch *b)
{
    const prse__pg_call *call = b->call;
    PGconn *conn = b->pg->conn;
    int item = 0;
    int sent = PQpipelineStatus(conn) == PQ_PIPELINE_ON ||
               PQenterPipelineMode(conn);
    for (int i = 0; sent && i < 2 && call->before[i]; i++, item++)
        sent = send_plain(b->pg, call->before[i]);
    sent = sent && send_main(b, &item);
    if (sent && call->after)
        sent = send_plain(b->pg, call->after);
    if (!sent || !PQpipelineSync(conn)) {
        b->pg->broken = 1; /* something may be on its way already */
        return prse__pg_complain(b->pg, NULL, b->err);
    }
    return prse__pg_flush(b->pg, b->err);
}

static const prse__pg_result *outer(const PGresult *result)
{
    return (const prse__pg_result *)(const void *)result;
}

static void take_rows(batch *b, PGresult *result)
{
    size_t count = (size_t)PQntuples(result);
    for (size_t i = 0; b->call->row && i < count && !b->stopped; i++)
        b->stopped = b->call->row(b->call->user, outer(result), i);
}

static void take_good(batch *b, PGresult *result)
{
    if (b->item == b->prepare) {
        prepared *next = &b->pg->prepared[b->pg->prepared_count++];
        *next = (prepared){b->call->owner, b->call->shape};
    }
    if (b->item == b->main && !b->status) {
        take_rows(b, result);
        PQclear(b->kept);
        b->kept = result;
    } else {
        PQclear(result);
    }
}

/* 1: that was the last one. */
static int take(batch *b, PGresult *result)
{
    switch (PQresultStatus(result)) {
    case PGRES_PIPELINE_SYNC:
        PQclear(result);
        return 1;
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
        take_good(b, result);
        return 0;
    case PGRES_PIPELINE_ABORTED:
        break;
    default:
        if (!b->status)
            b->status = prse__pg_complain(b->pg, result, b->err);
    }
    PQclear(result);
    return 0;
}

/* An empty place behind the results of each statement; two in a row come only
 * from a connection that broke. */
static void receive(batch *b)
{
    int was_empty = 0, last = 0;
    while (!last) {
        PGresult *result = NULL;
        /* Heard only before the first result of its statement. */
        if (b->item == b->main && b->call->row)
            PQsetSingleRowMode(b->pg->conn);
        prse_error *err = b->status ? NULL : b->err;
        prse_status status = prse__pg_next(b->pg, &result, err);
        if (!status && !result && was_empty)
            status = prse__pg_lost(b->pg, err);
        if (status) {
            b->status = b->status ? b->status : status;
            return;
        }
        b->item += result == NULL;
        was_empty = result == NULL;
        last = result && take(b, result);
    }
}

prse_status prse__pg_call_run(prse__pg *pg, const prse__pg_call *call,
                              prse__pg_result **out, prse_error *err)
{
    if (call->count > VALUES_MAX)
        return prse__error_set(err, PRSE_EINTERNAL, NULL, "too many values");
    batch b = {.pg = pg, .call = call, .err = err};
    b.status = prse__pg_start(pg, err);
    if (!b.status)
        b.status = send_all(&b);
    if (!b.status)
        receive(&b);
    if (b.status && err && !err->sys_code &&
        PQstatus(pg->conn) == CONNECTION_BAD)
        err->sys_code = ECONNRESET;
    if (b.status || !out)
        PQclear(b.kept);
    else
        *out = (prse__pg_result *)(void *)b.kept;
    return b.status;
}

prse_status prse__pg_run(prse__pg *pg, const char *sql, prse_error *err)
{
    prse__pg_call call = {.sql = sql};
    return prse__pg_call_run(pg, &call, NULL, err);
}
