/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <string.h>

#include "postgres/inner.h"

enum { OLDEST_SERVER = 150000 };

/* What the address may say otherwise, the address (as "dbname"), what it may
 * not. A peer that has vanished is noticed within a minute even where nobody
 * set a deadline. */
static const char *const keys[] = {
    "fallback_application_name", "keepalives_idle", "keepalives_interval",
    "keepalives_count", "tcp_user_timeout", "dbname", "client_encoding",
    NULL};
static const char *const values[] = {
    "portailrse", "30", "10", "3", "60000", NULL, "UTF8", NULL};
enum { DBNAME = 5, KEYS = 8 };

static void hear_nothing(void *user, const PGresult *notice)
{
    (void)user, (void)notice;
}

static prse_status connect_by(prse__pg *pg, prse_error *err)
{
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;
    while (next != PGRES_POLLING_OK) {
        if (next == PGRES_POLLING_FAILED)
            return prse__pg_refused(pg, err);
        short events = next == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        prse_status status = prse__pg_poll(pg, events, err);
        if (status)
            return status;
        next = PQconnectPoll(pg->conn);
    }
    return PRSE_OK;
}

static prse_status check_server(const prse__pg *pg, prse_error *err)
{
    int version = PQserverVersion(pg->conn);
    const char *encoding = PQparameterStatus(pg->conn, "server_encoding");
    if (version == 0 || !encoding) /* libpq had no room to note it */
        return prse__error_nomem(err);
    if (version < OLDEST_SERVER)
        return prse__error_set(
            err, PRSE_EUNSUPPORTED, NULL,
            "the server is PostgreSQL %d: 15 or later is needed",
            version / 10000);
    return strcmp(encoding, "UTF8") == 0 ? PRSE_OK
        : prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                          "the database is encoded in %s: UTF8 is needed,"
                          " which keeps every text", encoding);
}

static prse_status start(prse__pg *pg, prse_error *err)
{
    const char *own[KEYS];
    for (int i = 0; i < KEYS; i++)
        own[i] = i == DBNAME ? pg->url.ptr : values[i];
    pg->conn = PQconnectStartParams(keys, own, 1);
    if (!pg->conn)
        return prse__error_nomem(err);
    if (PQstatus(pg->conn) == CONNECTION_BAD)
        return prse__pg_refused(pg, err);
    PQsetNoticeReceiver(pg->conn, hear_nothing, NULL);
    /* With the SQLSTATE, which is told in no other way so early. */
    PQsetErrorVerbosity(pg->conn, PQERRORS_VERBOSE);
    prse_status status = connect_by(pg, err);
    if (status)
        return status;
    PQsetErrorVerbosity(pg->conn, PQERRORS_DEFAULT);
    return PQsetnonblocking(pg->conn, 1) == 0 ? check_server(pg, err)
                                              : prse__pg_lost(pg, err);
}

prse_status prse__pg_open(prse__pg **out, prse_str url,
                          const prse__pg_wait *wait, prse_error *err)
{
    prse__pg *pg = prse__alloc(1, sizeof *pg);
    if (!pg)
        return prse__error_nomem(err);
    prse__buf_init(&pg->url, 0);
    prse__pg_set_wait(pg, wait);
    prse_status status = prse__pg_address(url, &pg->url, err);
    if (!status)
        status = start(pg, err);
    if (status) {
        prse__pg_close(pg);
        return status;
    }
    *out = pg;
    return PRSE_OK;
}

void prse__pg_close(prse__pg *pg)
{
    if (!pg)
        return;
    PQfinish(pg->conn);
    prse__buf_free(&pg->url);
    prse__free(pg);
}

void prse__pg_set_wait(prse__pg *pg, const prse__pg_wait *wait)
{
    pg->wait = wait ? *wait : (prse__pg_wait){0};
}

int prse__pg_broken(const prse__pg *pg)
{
    return pg->broken || PQstatus(pg->conn) != CONNECTION_OK;
}

int prse__pg_is_lost(const prse__pg *pg)
{
    return pg->lost || PQstatus(pg->conn) != CONNECTION_OK;
}
