/* SPDX-License-Identifier: Apache-2.0 */
/* Pages in the form that `pdftotext -tsv` writes, and our own helper too: a row
 * for each page (level 1), block (3), line (4) and word (5), with tabs between
 * twelve columns: level, page, paragraph, block, line, word, left, top, width,
 * height, certainty, text. On the row of a page, certainty is the number of its
 * pictures where the reader knows it, else negative. Who writes it is not trusted: rows that are none
 * are passed over, places are put in order, texts made well formed. */
#ifndef PRSE_EXTRACT_TSV_H
#define PRSE_EXTRACT_TSV_H

#include "extract/extract.h"

typedef struct prse__tsv {
    prse_page_found found;
    void *user;
    uint32_t page_limit;
    prse_page page;       /* under way; number 0: none yet */
    prse__buf line;       /* the row that is not whole yet */
    prse__buf texts;      /* of the page's words, one after the other */
    prse_word *words;
    size_t room;
    uint32_t block, row; /* of the page's next words, from 1 */
} prse__tsv;

void prse__tsv_begin(prse__tsv *tsv, prse_page_found found, void *user,
                     uint32_t page_limit);
/* PRSE_ENOMEM, PRSE_ELIMIT (a page past the limit), and what found() says. */
prse_status prse__tsv_add(prse__tsv *tsv, prse_str bytes, prse_error *err);
/* Hands the last page over. */
prse_status prse__tsv_end(prse__tsv *tsv, prse_error *err);
void prse__tsv_free(prse__tsv *tsv);

/* "-12.50" to a number within a million; 0 for what is none. No exponent. */
float prse__tsv_number(prse_str text);

#endif
