/* SPDX-License-Identifier: Apache-2.0 */
/* What the labels of a model mean. "ESRS E1 : Changement climatique" has the
 * code E1; "Non ESRS" is where it speaks of no topic. Other models' labels are
 * their own codes. */
#ifndef PRSE_CLASSIFY_NAMES_H
#define PRSE_CLASSIFY_NAMES_H

#include "base/str.h"
#include "portailrse/sys/classifier.h"

/* Its parts are pieces of the text. */
void prse__classify_name(prse_label_info *out, prse_str text);
int prse__classify_is_none(prse_str text);

#endif
