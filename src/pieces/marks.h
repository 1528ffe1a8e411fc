/* SPDX-License-Identifier: Apache-2.0 */
/* Signs that go with the letter before them (Unicode, annex 29). */
#ifndef PRSE_PIECES_MARKS_H
#define PRSE_PIECES_MARKS_H

#include <stdint.h>

int prse__is_mark(uint32_t sign);
int prse__is_control(uint32_t sign); /* no mark goes with it */

#endif
