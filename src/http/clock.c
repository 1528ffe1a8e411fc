/* SPDX-License-Identifier: Apache-2.0 */
#include "http/clock.h"

#include <time.h>

static int64_t read_clock(clockid_t which)
{
    struct timespec now = {0};
    clock_gettime(which, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t unix_ms(void *self)
{
    (void)self;
    return read_clock(CLOCK_REALTIME);
}

static int64_t monotonic_ms(void *self)
{
    (void)self;
    return read_clock(CLOCK_MONOTONIC);
}

prse_clock prse__clock_system(void)
{
    return (prse_clock){.size = sizeof(prse_clock),
                        .now_ms = unix_ms,
                        .monotonic_ms = monotonic_ms};
}

int64_t prse__clock_now(const prse_clock *clock)
{
    return clock->now_ms(clock->self);
}

int64_t prse__clock_monotonic(const prse_clock *clock)
{
    return clock->monotonic_ms(clock->self);
}

void prse__clock_sleep(int64_t ms)
{
    if (ms <= 0)
        return;
    struct timespec time = {.tv_sec = (time_t)(ms / 1000),
                            .tv_nsec = (long)(ms % 1000) * 1000000};
    nanosleep(&time, NULL);
}
