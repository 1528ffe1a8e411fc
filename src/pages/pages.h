/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of a document as its reader meant them: pure, no I/O. What a
 * reader of PDFs gives is kept, cleaned all at once (only repetition across
 * pages tells a running head), and read again. */
#ifndef PRSE_PAGES_PAGES_H
#define PRSE_PAGES_PAGES_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/sys/extract.h"

typedef struct prse__pages prse__pages;

/* Pages past `bytes` of memory are PRSE_ELIMIT; 0: none. */
prse_status prse__pages_new(prse__pages **out, size_t bytes, prse_error *err);
void prse__pages_free(prse__pages *pages); /* NULL is legal */
/* Copies a page. */
prse_status prse__pages_add(prse__pages *pages, const prse_page *page,
                            prse_error *err);
/* In this order: ligatures and soft hyphens (letters.h), running heads and feet
 * (running.h), words cut at line ends (hyphens.h), pictures of text (ocr.h). */
prse_status prse__pages_clean(prse__pages *pages, prse_error *err);

size_t prse__pages_count(const prse__pages *pages);
/* From 0; borrowed from the pages. */
const prse_page *prse__pages_at(const prse__pages *pages, size_t index);
/* Whether it needs OCR, how many words there are. */
void prse__pages_report(const prse__pages *pages, prse_extract_report *out);

#endif
