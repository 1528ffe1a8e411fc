/* SPDX-License-Identifier: Apache-2.0 */
#include "base/steady.h"
#include "blob/blob.h"

enum { OWN_MS = 60000, MS_A_MIB = 1000, MIB = 1 << 20, SLICE_MS = 20 };

int64_t prse__blob_deadline(const prse_blob_options *opts, uint64_t bytes)
{
    if (opts->deadline_ms > 0)
        return opts->deadline_ms;
    uint64_t mib = bytes / MIB;
    uint64_t most = (uint64_t)(INT64_MAX / 4) / MS_A_MIB;
    return OWN_MS + (int64_t)(mib < most ? mib : most) * MS_A_MIB;
}

prse__blob_watch prse__blob_watch_start(const prse_blob_options *opts,
                                        uint64_t bytes)
{
    int64_t now = prse__steady_ms();
    int64_t ms = prse__blob_deadline(opts, bytes);
    return (prse__blob_watch){
        .opts = opts,
        .until_ms = ms < INT64_MAX - now ? now + ms : INT64_MAX};
}

prse_status prse__blob_watch_ask(const prse__blob_watch *watch,
                                 prse_error *err)
{
    const prse_blob_options *opts = watch->opts;
    if (opts->should_stop && opts->should_stop(opts->user))
        return prse__error_set(err, PRSE_ECANCELED, NULL,
                               "the caller asked to stop");
    if (prse__steady_ms() >= watch->until_ms)
        return prse__error_set(err, PRSE_ETIMEOUT, NULL,
                               "the deadline passed first");
    return PRSE_OK;
}

void prse__blob_watch_tell(const prse__blob_watch *watch, uint64_t done,
                           uint64_t total)
{
    if (watch->opts->progress)
        watch->opts->progress(watch->opts->user, done, total);
}

prse_status prse__blob_watch_wait(const prse__blob_watch *watch, int64_t ms,
                                  prse_error *err)
{
    int64_t end = prse__steady_ms() + ms;
    for (;;) {
        prse_status status = prse__blob_watch_ask(watch, err);
        int64_t left = end - prse__steady_ms();
        if (status || left <= 0)
            return status;
        if (left > watch->until_ms - prse__steady_ms())
            left = watch->until_ms - prse__steady_ms();
        if (left > SLICE_MS)
            left = SLICE_MS;
        prse__sleep_ms(left);
    }
}
