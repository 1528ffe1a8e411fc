/* SPDX-License-Identifier: Apache-2.0 */
/* A page, cut as the existing service does, as it was described to us; written
 * for comparison, its faults included. */
#ifndef PRSE_SENTENCES_LEGACY_H
#define PRSE_SENTENCES_LEGACY_H

#include "sentences/collection.h"

/* Adds the segments of a page, whose number is set; see `failed`. */
void prse__legacy_cut(prse_sentences *s, const prse_page *page);

#endif
