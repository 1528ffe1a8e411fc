/* SPDX-License-Identifier: Apache-2.0 */
/* What a paragraph is. */
#ifndef PRSE_SENTENCES_KIND_H
#define PRSE_SENTENCES_KIND_H

#include "sentences/flow.h"

prse_segment_kind prse__kind_of(const prse__paragraph *p);

#endif
