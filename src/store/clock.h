/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_STORE_CLOCK_H
#define PRSE_STORE_CLOCK_H

#include <stdint.h>

int64_t prse__store_clock_ms(void); /* monotonic */
void prse__store_sleep(int64_t ms);
/* splitmix64: the draw of a number; the same seed, the same draws. */
uint64_t prse__store_draw(uint64_t seed, uint64_t number);

#endif
