/* SPDX-License-Identifier: Apache-2.0 */
#include "classify/watch.h"

#include "base/error.h"
#include "base/steady.h"

enum { SLICE_MS = 20 };

prse__classify_watch prse__classify_watch_start(
    const prse_classify_options *opts)
{
    int64_t now = prse__steady_ms(), ms = opts->deadline_ms;
    return (prse__classify_watch){
        .opts = opts,
        .until_ms = ms > 0 && ms < INT64_MAX - now ? now + ms : INT64_MAX};
}

prse_status prse__classify_watch_ask(const prse__classify_watch *watch,
                                     prse_error *err)
{
    const prse_classify_options *opts = watch->opts;
    if (opts->should_stop && opts->should_stop(opts->user))
        return prse__error_set(err, PRSE_ECANCELED, NULL,
                               "the caller asked to stop");
    if (watch->until_ms < INT64_MAX && prse__steady_ms() >= watch->until_ms)
        return prse__error_set(err, PRSE_ETIMEOUT, NULL,
                               "the deadline passed first");
    return PRSE_OK;
}

void prse__classify_watch_tell(const prse__classify_watch *watch,
                               uint64_t done, uint64_t total)
{
    if (watch->opts->progress)
        watch->opts->progress(watch->opts->user, done, total);
}

prse_status prse__classify_watch_wait(const prse__classify_watch *watch,
                                      int64_t ms, prse_error *err)
{
    int64_t end = prse__steady_ms() + ms;
    for (;;) {
        prse_status status = prse__classify_watch_ask(watch, err);
        int64_t left = end - prse__steady_ms();
        if (status || left <= 0)
            return status;
        if (left > SLICE_MS)
            left = SLICE_MS;
        prse__sleep_ms(left);
    }
}
