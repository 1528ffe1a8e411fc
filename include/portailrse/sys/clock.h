/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sys/clock.h
 * Plug: where the library reads the time. For hosts and tests that want their
 * own; NULL wherever a clock is asked for means the system's.
 */
#ifndef PORTAILRSE_SYS_CLOCK_H
#define PORTAILRSE_SYS_CLOCK_H

#include "portailrse/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A source of time; shared by threads. Fields are only ever appended. */
typedef struct prse_clock {
    uint32_t size;     /**< sizeof(prse_clock). */
    uint32_t reserved; /**< 0. */
    void *self;        /**< Handed to each function. */
    /** Milliseconds since 1970-01-01T00:00:00Z; may jump. */
    int64_t (*now_ms)(void *self);
    /** Milliseconds since any fixed moment; never goes back. */
    int64_t (*monotonic_ms)(void *self);
} prse_clock;

#ifdef __cplusplus
}
#endif

#endif
