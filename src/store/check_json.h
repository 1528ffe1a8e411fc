/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_STORE_CHECK_JSON_H
#define PRSE_STORE_CHECK_JSON_H

#include "base/error.h"
#include "portailrse/sys/store.h"

/* A JSON text that every backend reads back as an equal one: strict, at most
 * 64 deep, its numbers at most 64 characters when written without exponent. */
prse_status prse__check_json(const prse_column *column, prse_str json,
                             prse_error *err);

#endif
