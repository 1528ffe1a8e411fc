/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of this module share. */
#ifndef PRSE_POSTGRES_INNER_H
#define PRSE_POSTGRES_INNER_H

#include <libpq-fe.h>

#include "postgres/connection.h"

/* Statements kept prepared on one connection; those beyond are parsed each
 * time. */
enum { PREPARED_MAX = 512 };

typedef struct prepared {
    const void *owner;
    uint64_t shape;
} prepared;

struct prse__pg {
    PGconn *conn;
    prse__pg_wait wait;
    prse__buf url;        /* for a second connection that cancels */
    prse_status stopped;  /* why the call was told to give up, or PRSE_OK */
    int64_t grace_ms;     /* until when an answer to that is waited for */
    int is_canceler;      /* is itself such a second connection */
    int broken;           /* can only be closed */
    int lost;             /* and not because we were late or changed our mind */
    uint32_t prepared_count;
    prepared prepared[PREPARED_MAX];
};

/* The readings of an address that would show a part of a password are refused
 * before libpq sees it. */
prse_status prse__pg_address(prse_str url, prse__buf *copy, prse_error *err);

/* Before a call: PRSE_EIO when it is broken, PRSE_ETIMEOUT and PRSE_ECANCELED
 * when there is no time for it. */
prse_status prse__pg_start(prse__pg *pg, prse_error *err);
/* Waits until the socket can be read (POLLIN) or written (POLLOUT). */
prse_status prse__pg_poll(prse__pg *pg, short events, prse_error *err);
/* Everything that was queued is on its way. */
prse_status prse__pg_flush(prse__pg *pg, prse_error *err);
/* The next result or NULL, as PQgetResult(). */
prse_status prse__pg_next(prse__pg *pg, PGresult **out, prse_error *err);

/* Tells the server that nobody waits any more, over another connection. */
void prse__pg_cancel(const prse__pg *pg);

/* A result that is a failure. */
prse_status prse__pg_complain(prse__pg *pg, const PGresult *result,
                              prse_error *err);
/* pg->stopped as an error. */
prse_status prse__pg_tell_stop(const prse__pg *pg, prse_error *err);
/* The connection broke. */
prse_status prse__pg_lost(prse__pg *pg, prse_error *err);
/* Why a connection could not be made. */
prse_status prse__pg_refused(prse__pg *pg, prse_error *err);

#endif
