/* SPDX-License-Identifier: Apache-2.0 */
/* FEEL values as JSON: numbers are exact, dates and durations are strings. */
#ifndef PRSE_ENGINE_VALUE_JSON_H
#define PRSE_ENGINE_VALUE_JSON_H

#include "feel/value.h"
#include "formats/json_writer.h"
#include "formats/node.h"

void prse__json_value(prse__json *json, const prse__value *value);

/* The value of a JSON document; a string such as "2026-11-23" is a date, as
 * everywhere in facts. PRSE_ELIMIT for a number that 34 digits do not hold. */
prse_status prse__value_of_json(const prse__value **out, prse__arena *arena,
                                const prse__node *node, const char *file,
                                prse_error *err);

#endif
