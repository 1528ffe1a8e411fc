/* SPDX-License-Identifier: Apache-2.0 */
/* The inner side of the extract plug. */
#ifndef PRSE_EXTRACT_EXTRACT_H
#define PRSE_EXTRACT_EXTRACT_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/sys/extract.h"

enum { PRSE__EXTRACT_PAGES = 2000, PRSE__EXTRACT_MS = 60000 };

/* PRSE_EINVAL where the plug lacks a function, PRSE_EABI where it is shorter
 * than is known, or longer and its tail is not zero. */
prse_status prse__extract_accept(const prse_extract *extract, prse_error *err);
void prse__extract_free(prse_extract *extract); /* zeroed; NULL is legal */

/* As the function of the plug, around a reader that is not trusted to fill
 * errors, nor to keep to the header: pages come with numbers in order, words
 * with text. `opts` may be NULL. */
prse_status prse__extract_read(const prse_extract *extract,
                               const prse_blob_source *pdf,
                               prse_page_found found, void *user,
                               const prse_extract_options *opts,
                               prse_error *err);

/* For readers. Options with their defaults filled in. */
prse_status prse__extract_options(prse_extract_options *own,
                                  const prse_extract_options *opts,
                                  prse_error *err);
/* PRSE_ESCHEMA unless "%PDF-" is in the first KiB. */
prse_status prse__extract_is_pdf(const prse_blob_source *pdf, prse_error *err);

#endif
