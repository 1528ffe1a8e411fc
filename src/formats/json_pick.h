/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a tree again without some of its keys. */
#ifndef PRSE_FORMATS_JSON_PICK_H
#define PRSE_FORMATS_JSON_PICK_H

#include "formats/node.h"

/* Appends a tree as compact JSON; of maps, at any depth, the members whose key
 * is wanted. Nesting beyond that of the JSON writer sets out->failed. */
void prse__json_pick(prse__buf *out, const prse__node *root,
                     int (*wanted)(prse_str key));

#endif
