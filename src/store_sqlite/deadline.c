/* SPDX-License-Identifier: Apache-2.0 */
#include "store_sqlite/deadline.h"

#include "base/error.h"
#include "base/steady.h"

enum { DEFAULT_MS = 5000 };

prse__deadline prse__deadline_of(const prse_tx_options *opts)
{
    int64_t now = prse__steady_ms();
    int64_t ms = opts && opts->deadline_ms > 0 ? opts->deadline_ms
                                               : DEFAULT_MS;
    return (prse__deadline){
        .at_ms = ms < INT64_MAX - now ? now + ms : INT64_MAX,
        .should_stop = opts ? opts->should_stop : NULL,
        .user = opts ? opts->user : NULL,
    };
}

prse_status prse__deadline_met(const prse__deadline *deadline)
{
    if (deadline->should_stop && deadline->should_stop(deadline->user))
        return PRSE_ECANCELED;
    if (deadline->at_ms != INT64_MAX &&
        prse__steady_ms() >= deadline->at_ms)
        return PRSE_ETIMEOUT;
    return PRSE_OK;
}

prse_status prse__deadline_check(const prse__deadline *deadline,
                                 prse_error *err)
{
    prse_status status = prse__deadline_met(deadline);
    if (status == PRSE_ECANCELED)
        return prse__error_set(err, status, NULL, "stopped as asked");
    if (status == PRSE_ETIMEOUT)
        return prse__error_set(err, status, NULL,
                               "the transaction took longer than it may");
    return PRSE_OK;
}
