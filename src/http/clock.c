/* SPDX-License-Identifier: Apache-2.0 */
#include "http/clock.h"

#include <time.h>

#include "base/steady.h"

static int64_t unix_ms(void *self)
{
    struct timespec now = {0};
    (void)self;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t monotonic_ms(void *self)
{
    (void)self;
    return prse__steady_ms();
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
