/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the protocol for how far an analysis is, and their order. */
#ifndef PRSE_CALLBACK_STATUS_H
#define PRSE_CALLBACK_STATUS_H

#include "base/str.h"

enum { PRSE__RANK_FINAL = 4, PRSE__RANK_UNKNOWN = -1 };

/* 0 pending ... 4 success and error; empty: pending; -1: no such word. */
int prse__status_rank(prse_str word);

#endif
