/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_HTTP_CLOCK_H
#define PRSE_HTTP_CLOCK_H

#include "portailrse/sys/clock.h"

prse_clock prse__clock_system(void);
int64_t prse__clock_now(const prse_clock *clock);
int64_t prse__clock_monotonic(const prse_clock *clock);

#endif
