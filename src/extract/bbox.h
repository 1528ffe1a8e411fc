/* SPDX-License-Identifier: Apache-2.0 */
/* Pages in the form that `pdftotext -raw -bbox` writes, and our own helper too:
 * a line for each page and for each word,
 *
 *   <page width="595.3" height="841.9">
 *     <word xMin="56.8" yMin="68.2" xMax="82.6" yMax="99.4">R&amp;D</word>
 *
 * in the order in which the document draws them, which is nearly always that of
 * its author. Our helper adds images="2" to a page. Who writes it is not
 * trusted: other lines are passed over, places are put in order, texts made
 * well formed. */
#ifndef PRSE_EXTRACT_BBOX_H
#define PRSE_EXTRACT_BBOX_H

#include "extract/extract.h"

typedef struct prse__bbox {
    prse_page_found found;
    void *user;
    uint32_t page_limit;
    prse_page page;  /* under way; number 0: none yet */
    prse__buf line;  /* the line that is not whole yet */
    prse__buf texts; /* of the page's words, one after the other */
    prse_word *words;
    size_t room;
} prse__bbox;

void prse__bbox_begin(prse__bbox *bbox, prse_page_found found, void *user,
                      uint32_t page_limit);
/* PRSE_ENOMEM, PRSE_ELIMIT (a page past the limit), and what found() says. */
prse_status prse__bbox_add(prse__bbox *bbox, prse_str bytes, prse_error *err);
/* Hands the last page over. */
prse_status prse__bbox_end(prse__bbox *bbox, prse_error *err);
void prse__bbox_free(prse__bbox *bbox);

/* "-12.50" to a number within a million; 0 for what is none. No exponent. */
float prse__bbox_number(prse_str text);

#endif
