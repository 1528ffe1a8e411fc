/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <poll.h>

#include "base/steady.h"
#include "postgres/inner.h"

enum {
    LOOK_MS = 50,   /* between two questions whether to stop */
    GRACE_MS = 500, /* for a server that was asked to give up */
    LONG_MS = 10000
};

static prse_status why_stop(const prse__pg *pg, int64_t now)
{
    if (pg->wait.should_stop && pg->wait.should_stop(pg->wait.user))
        return PRSE_ECANCELED;
    if (pg->wait.until_ms && now >= pg->wait.until_ms)
        return PRSE_ETIMEOUT;
    return PRSE_OK;
}

prse_status prse__pg_start(prse__pg *pg, prse_error *err)
{
    if (prse__pg_broken(pg))
        return prse__pg_lost(pg, err);
    pg->stopped = why_stop(pg, prse__steady_ms());
    return pg->stopped ? prse__pg_tell_stop(pg, err) : PRSE_OK;
}

/* Asks the server to give up, once; its answer comes as that of the call. The
 * request may still be under way then, and would strike what comes next. */
static prse_status stop(prse__pg *pg, prse_status why, prse_error *err)
{
    pg->stopped = why;
    pg->broken = 1;
    if (pg->is_canceler || PQstatus(pg->conn) != CONNECTION_OK)
        return prse__pg_lost(pg, err);
    prse__pg_cancel(pg);
    pg->grace_ms = prse__steady_ms() + GRACE_MS;
    return PRSE_OK;
}

static prse_status look(prse__pg *pg, int64_t now, prse_error *err)
{
    if (pg->stopped)
        return now < pg->grace_ms ? PRSE_OK : prse__pg_lost(pg, err);
    prse_status why = why_stop(pg, now);
    return why ? stop(pg, why, err) : PRSE_OK;
}

static int pause_ms(const prse__pg *pg, int64_t now)
{
    int64_t until = pg->stopped ? pg->grace_ms : pg->wait.until_ms;
    int64_t most = pg->wait.should_stop && !pg->stopped ? LOOK_MS : LONG_MS;
    int64_t left = until ? until - now : most;
    return left < 0 ? 0 : (int)(left < most ? left : most);
}

prse_status prse__pg_poll(prse__pg *pg, short events, prse_error *err)
{
    struct pollfd at = {.fd = PQsocket(pg->conn), .events = events};
    for (;;) {
        int64_t now = prse__steady_ms();
        int ready = at.fd < 0 ? -1 : poll(&at, 1, pause_ms(pg, now));
        if (ready > 0)
            return PRSE_OK;
        if (ready < 0 && (at.fd < 0 || errno != EINTR))
            return prse__pg_lost(pg, err);
        prse_status status = look(pg, prse__steady_ms(), err);
        if (status)
            return status;
    }
}

prse_status prse__pg_flush(prse__pg *pg, prse_error *err)
{
    for (;;) {
        int left = PQflush(pg->conn);
        if (left == 0)
            return PRSE_OK;
        /* What the server says is read, or both would wait for the other. */
        prse_status status = left < 0
            ? prse__pg_lost(pg, err) : prse__pg_poll(pg, POLLIN | POLLOUT, err);
        if (status)
            return status;
        PQconsumeInput(pg->conn);
    }
}

prse_status prse__pg_next(prse__pg *pg, PGresult **out, prse_error *err)
{
    *out = NULL;
    while (PQisBusy(pg->conn)) {
        prse_status status = prse__pg_poll(pg, POLLIN, err);
        if (status)
            return status;
        /* When this fails, the result that it leaves says why. */
        if (!PQconsumeInput(pg->conn))
            break;
    }
    *out = PQgetResult(pg->conn);
    return PRSE_OK;
}
