/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/pace.h"

#include "base/steady.h"
#include "jobs/fate.h"

enum {
    POLL_MS = 1000,
    PATIENCE_MS = 600000,
    SHORTEST_MS = 5,
    SLICE_MS = 20 /* between two questions whether to stop */
};

prse_status prse__pace_init(prse__pace *pace, prse_error *err)
{
    if (pace->poll_ms < 0 || pace->patience_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "poll_ms, patience_ms",
                               "no time is negative");
    if (!pace->poll_ms)
        pace->poll_ms = POLL_MS;
    if (!pace->patience_ms)
        pace->patience_ms = PATIENCE_MS;
    return PRSE_OK;
}

int prse__pace_is_stopped(const prse__pace *pace)
{
    return pace->should_stop && pace->should_stop(pace->user);
}

static void sleep_in_slices(const prse__pace *pace, int64_t ms)
{
    int64_t until = prse__steady_ms() + ms;
    int64_t left = ms;
    while (left > 0 && !prse__pace_is_stopped(pace)) {
        prse__sleep_ms(left < SLICE_MS ? left : SLICE_MS);
        left = until - prse__steady_ms();
    }
}

void prse__pace_wait(prse__pace *pace)
{
    int64_t pause = pace->pause_ms ? pace->pause_ms : SHORTEST_MS;
    if (pause > pace->poll_ms)
        pause = pace->poll_ms;
    pace->pause_ms = pause * 2;
    if (pace->idle)
        pace->idle(pace->user, pause);
    else
        sleep_in_slices(pace, pause);
}

void prse__pace_reset(prse__pace *pace)
{
    pace->pause_ms = 0;
}

int prse__pace_bears(prse__pace *pace, prse_status status)
{
    int64_t now = prse__queue_monotonic(pace->queue);
    if (!status || !prse__passes(status)) {
        pace->failing = 0;
        return 0;
    }
    if (!pace->failing)
        pace->failing_ms = now;
    pace->failing = 1;
    return now - pace->failing_ms < pace->patience_ms;
}
