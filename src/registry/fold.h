/* SPDX-License-Identifier: Apache-2.0 */
/* Names as they are compared: capitals without accents, without blanks and
 * punctuation. */
#ifndef PRSE_REGISTRY_FOLD_H
#define PRSE_REGISTRY_FOLD_H

#include "base/str.h"

int prse__fold_same(prse_str a, prse_str b);

#endif
