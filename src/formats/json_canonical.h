/* SPDX-License-Identifier: Apache-2.0 */
/* One spelling for each JSON value, so that digests of equal values agree:
 * members sorted by the bytes of their names, no blanks, the shortest escapes,
 * numbers plain ("1200.5", never "1.2005e3"). */
#ifndef PRSE_FORMATS_JSON_CANONICAL_H
#define PRSE_FORMATS_JSON_CANONICAL_H

#include "base/error.h"
#include "base/str.h"
#include "formats/node.h"

/* Appends the canonical text of `json`, which is read as by prse__json_read();
 * errors are its own. Nothing is appended on failure. */
prse_status prse__json_canonical(prse__buf *out, prse_str json,
                                 prse_error *err);

/* The same of what was read already; `arena` for passing needs. Lack of memory
 * stays in the buffer. */
void prse__json_canonical_node(prse__buf *out, prse__arena *arena,
                               const prse__node *node);

/* Appends one spelling of a JSON number: plain where it fits in 64 characters,
 * else digits and exponent ("15e80"). 1: it was plain. */
int prse__json_number(prse__buf *out, prse_str literal);

#endif
