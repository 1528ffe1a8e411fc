/* SPDX-License-Identifier: Apache-2.0 */
/* The caller's wishes on a fetch that is under way. */
#include "base/steady.h"
#include "http/clock.h"
#include "hub/hub.h"

enum { SLICE_MS = 50 };

prse_status prse__hub_ask_caller(const prse__hub_fetch *fetch)
{
    const prse_hub_watch *watch = &fetch->watch;
    if (watch->should_stop && watch->should_stop(watch->user))
        return prse__error_set(fetch->err, PRSE_ECANCELED, NULL,
                               "stopped, as the caller asked");
    if (prse__clock_monotonic(&fetch->hub->clock) >= fetch->until)
        return prse__error_set(fetch->err, PRSE_ETIMEOUT, NULL,
                               "the deadline passed first");
    return PRSE_OK;
}

prse_status prse__hub_wait(const prse__hub_fetch *fetch, int64_t moment)
{
    for (;;) {
        prse_status status = prse__hub_ask_caller(fetch);
        int64_t left = moment - prse__clock_monotonic(&fetch->hub->clock);
        if (status || left <= 0)
            return status;
        prse__sleep_ms(left < SLICE_MS ? left : SLICE_MS);
    }
}

void prse__hub_tell(const prse__hub_fetch *fetch, prse_str file,
                    uint64_t done)
{
    const prse_hub_watch *watch = &fetch->watch;
    if (watch->progress)
        watch->progress(watch->user, file, fetch->done + done, fetch->total);
}
