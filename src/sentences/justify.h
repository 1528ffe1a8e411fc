/* SPDX-License-Identifier: Apache-2.0 */
/* Justified lines whose gaps are as wide as those between cells. */
#ifndef PRSE_SENTENCES_JUSTIFY_H
#define PRSE_SENTENCES_JUSTIFY_H

#include "sentences/lines.h"

/* Makes one run of each. */
void prse__justify_mend(prse__lines *lines);

#endif
