/* SPDX-License-Identifier: Apache-2.0 */
/* PQcancel() may wait for ever where packets are lost, so that the server is
 * asked in a way that can be given up: by SQL, over a second connection. */
#include "base/steady.h"
#include "postgres/inner.h"

enum { CANCEL_MS = 500 };

static const char CANCEL[] = "SELECT pg_catalog.pg_cancel_backend($1::int)";

void prse__pg_cancel(const prse__pg *pg)
{
    prse__pg_wait wait = {.until_ms = prse__steady_ms() + CANCEL_MS};
    prse__pg *second = NULL;
    if (prse__pg_open(&second, prse__buf_str(&pg->url), &wait, NULL))
        return;
    prse__buf pid;
    prse__buf_init(&pid, 0);
    prse__buf_addf(&pid, "%d", PQbackendPID(pg->conn));
    prse__pg_value value = {.ptr = pid.ptr, .len = pid.len};
    prse__pg_call call = {.sql = CANCEL, .values = &value, .count = 1};
    second->is_canceler = 1;
    prse__pg_call_run(second, &call, NULL, NULL);
    prse__buf_free(&pid);
    prse__pg_close(second);
}
