/* SPDX-License-Identifier: Apache-2.0 */
/* Small PDFs, made in memory. */
#ifndef PRSE_TESTS_UNIT_PDFTOTEXT_PAPER_H
#define PRSE_TESTS_UNIT_PDFTOTEXT_PAPER_H

#include <stdio.h>

#include "extract/extract.h"
#include "support/test.h"

typedef struct paper {
    char bytes[1 << 16];
    size_t length;
    long places[256]; /* of objects */
    int objects;
} paper;

/* Pages of one line of text each ("a page"), drawn over a picture where
 * `pictured`. */
void paper_make(paper *out, int pages, const char *text, int pictured);
prse_blob_source paper_source(const paper *of);

/* What came of reading one. */
typedef struct paper_read {
    char text[4096];
    uint32_t pages, images, calls;
    uint32_t told; /* by progress() */
    prse_error err;
} paper_read;

prse_status paper_page(void *user, const prse_page *page, prse_error *err);
/* pdftotext, with the helpers of the build. */
void paper_reader(prse_extract *out);

#endif
