/* SPDX-License-Identifier: Apache-2.0 */
/* What the existing service says at each step. */
#ifndef PRSE_CALLBACK_STEP_H
#define PRSE_CALLBACK_STEP_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/callback.h"

/* Status of a step; NULL: no such step. */
const char *prse__step_status(int32_t step);
/* Appends its sentence for people, which may be none. */
void prse__step_msg(prse__buf *out, const prse_callback_event *event);
/* Appends that the result has no room. */
void prse__step_too_large(prse__buf *out);

#endif
