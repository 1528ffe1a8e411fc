/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of the conformance kit: documents that it makes, and the cases
 * that read them. */
#ifndef PRSE_EXTRACT_KIT_H
#define PRSE_EXTRACT_KIT_H

#include "extract/extract.h"

/* A PDF of pages of text, in memory. */
typedef struct prse__kit_paper {
    prse__buf bytes;
    size_t places[64]; /* of its objects */
    int objects;
} prse__kit_paper;

/* `lines` are drawn from 50 points left and 100 from the top on, 20 apart, in
 * Helvetica of 12 points; WinAnsi, no brackets in it. `extra` goes into each
 * page, `locked` asks for a password that nobody knows. 0: memory ran out. */
int prse__kit_paper_make(prse__kit_paper *out, int pages,
                         const char *const *lines, const char *extra,
                         int locked);
void prse__kit_paper_free(prse__kit_paper *paper);
prse_blob_source prse__kit_paper_source(const prse__kit_paper *paper);

#endif
