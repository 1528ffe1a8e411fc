/* SPDX-License-Identifier: Apache-2.0 */
/* Time that passes, whatever becomes of the clock on the wall: for deadlines
 * within a process. */
#ifndef PRSE_BASE_STEADY_H
#define PRSE_BASE_STEADY_H

#include <stdint.h>

int64_t prse__steady_ms(void); /* since any fixed moment */
void prse__sleep_ms(int64_t ms); /* nothing from 0 down; signals wake it */

#endif
