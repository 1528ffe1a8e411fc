/* SPDX-License-Identifier: Apache-2.0 */
/* How pages are kept. */
#ifndef PRSE_PAGES_KEEP_H
#define PRSE_PAGES_KEEP_H

#include "pages/pages.h"

struct prse__pages {
    prse__arena *arena; /* words and their texts */
    prse_page *page;
    size_t count, room;
};

/* The words of a page, to be changed in place. */
prse_word *prse__pages_words(const prse__pages *pages, size_t index);
/* Drops the words whose text is empty. */
void prse__pages_pack(prse_page *page);
/* What the arena's NULL means. */
prse_status prse__pages_full(const prse__pages *pages, prse_error *err);

#endif
