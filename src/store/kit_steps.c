/* SPDX-License-Identifier: Apache-2.0 */
/* What a trial notes, its transactions and its writing. */
#include "store/kit.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

enum { DEADLINE_MS = 10000 };

int prse__trial_over(const prse__trial *trial)
{
    return trial->wrong.code != PRSE_OK || trial->beaten;
}

void prse__trial_wrong(prse__trial *trial, const char *format, ...)
{
    char text[sizeof trial->wrong.message];
    va_list args;
    if (trial->wrong.code != PRSE_OK)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    prse__error_set(&trial->wrong, PRSE_ESCHEMA, "store", "%s", text);
}

static void check_error(prse__trial *trial, const char *call,
                        prse_status status, const prse_error *err)
{
    if (err->code != (int32_t)status)
        prse__trial_wrong(trial, "%s answers %s but its error says %s", call,
                          prse_status_name(status),
                          prse_status_name((prse_status)err->code));
    if ((err->message[0] == '\0') != (status == PRSE_OK))
        prse__trial_wrong(trial, "%s answers %s with the message \"%s\"",
                          call, prse_status_name(status), err->message);
}

/* Others are in the way of a trial that yields: it starts again, if at all. */
static int gives_way(prse__trial *trial, prse_status status)
{
    if (!trial->yields ||
        (status != PRSE_EBUSY && status != PRSE_ETIMEOUT &&
         status != PRSE_ECONFLICT && status != PRSE_EEXISTS))
        return 0;
    prse__trial_rollback(trial);
    trial->beaten = 1;
    return 1;
}

int prse__trial_is(prse__trial *trial, const char *call, prse_status status,
                   prse_status wanted, const prse_error *err)
{
    check_error(trial, call, status, err);
    if (status == wanted)
        return trial->wrong.code == PRSE_OK;
    if (gives_way(trial, status))
        return 0;
    if (trial->wrong.code == PRSE_OK && status == PRSE_ENOMEM)
        prse__error_nomem(&trial->wrong);
    prse__trial_wrong(trial, "%s answers %s (%s) instead of %s", call,
                      prse_status_name(status), err->message,
                      prse_status_name(wanted));
    return 0;
}

void prse__trial_again(prse__trial *trial)
{
    prse__trial_rollback(trial);
    trial->beaten = 0;
}

static int begin_with(prse__trial *trial, const prse_tx_options *opts)
{
    prse_error err = {0};
    void *tx = NULL;
    if (prse__trial_over(trial))
        return 0;
    if (trial->tx) {
        prse__trial_wrong(trial, "the kit itself left a transaction open");
        return 0;
    }
    prse_status status =
        trial->store->begin(trial->store->self, &tx, opts, &err);
    if (status == PRSE_OK)
        trial->tx = tx;
    if (status == PRSE_OK && !tx)
        prse__trial_wrong(trial, "begin() gives no transaction");
    return prse__trial_is(trial, "begin()", status, PRSE_OK, &err);
}

int prse__trial_begin(prse__trial *trial, uint32_t write)
{
    prse_tx_options opts = {
        .size = sizeof opts, .write = write, .by_row = trial->by_row,
        .deadline_ms =
            trial->deadline_ms ? trial->deadline_ms : DEADLINE_MS};
    return begin_with(trial, &opts);
}

void prse__trial_commit(prse__trial *trial)
{
    prse_error err = {0};
    void *tx = trial->tx;
    if (prse__trial_over(trial))
        return;
    trial->tx = NULL;
    prse_status status = trial->store->commit(tx, &err);
    trial->kept += prse__trial_is(trial, "commit()", status, PRSE_OK, &err);
}

void prse__trial_rollback(prse__trial *trial)
{
    void *tx = trial->tx;
    trial->tx = NULL;
    if (tx)
        trial->store->rollback(tx);
}

void prse__trial_put(prse__trial *trial, const prse_collection *of,
                     const prse_value *values, int64_t expected,
                     int64_t gives)
{
    prse_error err = {0};
    int64_t version = -9;
    if (prse__trial_over(trial))
        return;
    prse_status status = trial->store->put(trial->tx, of, values, expected,
                                           &version, &err);
    if (prse__trial_is(trial, "put()", status, PRSE_OK, &err) &&
        version != gives)
        prse__trial_wrong(trial,
                          "put() gives version %" PRId64
                          " instead of %" PRId64,
                          version, gives);
}

void prse__trial_put_is(prse__trial *trial, const prse_collection *of,
                        const prse_value *values, int64_t expected,
                        prse_status wanted)
{
    prse_error err = {0};
    if (prse__trial_over(trial))
        return;
    prse_status status =
        trial->store->put(trial->tx, of, values, expected, NULL, &err);
    prse__trial_is(trial, "put()", status, wanted, &err);
}

void prse__trial_load_is(prse__trial *trial, const prse_collection *of,
                         const prse_value *values, int64_t version,
                         prse_status wanted)
{
    prse_error err = {0};
    if (prse__trial_over(trial))
        return;
    prse_status status =
        trial->store->load(trial->tx, of, values, version, &err);
    prse__trial_is(trial, "load()", status, wanted, &err);
}

void prse__trial_remove_is(prse__trial *trial, const prse_collection *of,
                           const prse_value *key, int64_t expected,
                           prse_status wanted)
{
    prse_error err = {0};
    if (prse__trial_over(trial))
        return;
    prse_status status =
        trial->store->remove(trial->tx, of, key, expected, &err);
    prse__trial_is(trial, "remove()", status, wanted, &err);
}
