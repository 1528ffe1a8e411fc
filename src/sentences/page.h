/* SPDX-License-Identifier: Apache-2.0 */
/* A page, cut by words and places. */
#ifndef PRSE_SENTENCES_PAGE_H
#define PRSE_SENTENCES_PAGE_H

#include "sentences/collection.h"

/* Adds the segments of a page, whose number is set; see `failed`. */
void prse__page_cut(prse_sentences *s, const prse_page *page);

#endif
