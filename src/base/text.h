/* SPDX-License-Identifier: Apache-2.0 */
/* Text that callers own. */
#ifndef PRSE_BASE_TEXT_H
#define PRSE_BASE_TEXT_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/engine.h"

/* Gives the buffer away, which is empty afterwards whatever the answer. */
prse_status prse__text_take(prse_text **out, prse__buf *buf, prse_error *err);

#endif
