/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_BASE_DRAW_H
#define PRSE_BASE_DRAW_H

#include <stdint.h>

/* splitmix64: the draw of a number; the same seed, the same draws. */
uint64_t prse__draw(uint64_t seed, uint64_t number);

#endif
