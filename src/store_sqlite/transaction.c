/* SPDX-License-Identifier: Apache-2.0 */
/* What a connection carries from begin to commit. */
#include <errno.h>

#include "store_sqlite/connection.h"

prse_status prse__lite_begin(prse__lite_tx *tx, int write, prse_error *err)
{
    tx->write = write;
    prse_status status = prse__stmt_run(
        write ? tx->begin_write : tx->begin_read, err);
    if (!status && !write)
        status = prse__stmt_run(tx->look, err);
    return status ? prse__lite_failed(tx, status, err) : PRSE_OK;
}

/* An end may not be interrupted, or it would be told to have failed when it has
 * not. */
static prse_status end(prse__lite_tx *tx, prse__stmt *how, prse_error *err)
{
    tx->deadline = (prse__deadline){.at_ms = INT64_MAX};
    return prse__stmt_run(how, err);
}

void prse__lite_rollback(prse__lite_tx *tx)
{
    if (tx->db && prse__db_in_transaction(tx->db))
        end(tx, tx->rollback, NULL);
}

/* sys_code tells whether it is certain that nothing was kept. */
static void tell_doubt(const prse__lite_tx *tx, prse_error *err)
{
    if (!err)
        return;
    if (!prse__db_is_in_doubt(tx->db))
        err->sys_code = 0;
    else if (err->sys_code == 0)
        err->sys_code = EIO;
}

prse_status prse__lite_commit(prse__lite_tx *tx, prse_error *err)
{
    if (tx->broken)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "a call failed before: all was undone");
    prse_status status = prse__deadline_check(&tx->deadline, err);
    if (!status) {
        status = end(tx, tx->commit, err);
        if (status)
            tell_doubt(tx, err);
    }
    return status ? prse__lite_failed(tx, status, err) : PRSE_OK;
}

/* Why a wait or a statement was ended is only known to who ended it. */
static prse_status reason_of(const prse__lite_tx *tx, prse_status status,
                             prse_error *err)
{
    if (status == PRSE_ECANCELED && tx->stop == PRSE_ETIMEOUT)
        return prse__error_set(err, PRSE_ETIMEOUT, NULL,
                               "the transaction took longer than it may");
    if (status == PRSE_EBUSY && tx->stop == PRSE_ECANCELED)
        return prse__error_set(err, PRSE_ECANCELED, NULL, "stopped as asked");
    return status;
}

prse_status prse__lite_failed(prse__lite_tx *tx, prse_status status,
                              prse_error *err)
{
    if (status == PRSE_ENOTFOUND || status == PRSE_EEXISTS ||
        status == PRSE_ECONFLICT)
        return status;
    status = reason_of(tx, status, err);
    tx->broken = status;
    prse__lite_rollback(tx);
    return status;
}

prse_status prse__lite_ready(prse__lite_tx *tx, prse_error *err)
{
    if (tx->broken)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "a call failed before: roll it back");
    prse_status status = prse__deadline_check(&tx->deadline, err);
    return status ? prse__lite_failed(tx, status, err) : PRSE_OK;
}
