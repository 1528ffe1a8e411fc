/* SPDX-License-Identifier: Apache-2.0 */
/* Pages written as text: a line a line, an empty line between blocks. */
#ifndef PRSE_TESTS_UNIT_PAGES_SHEETS_H
#define PRSE_TESTS_UNIT_PAGES_SHEETS_H

#include "pages/pages.h"
#include "support/test.h"

enum { SHEETS_HIGH = 800 };

/* Adds a page. The first line is 20 points from the top, each other 14 lower;
 * "@700 text" puts a line at 700. */
prse_status sheets_add(prse__pages *to, const char *text, uint32_t images,
                       prse_error *err);
/* All words, with blanks between, "/" between lines and "//" between pages. */
const char *sheets_text(const prse__pages *pages);
/* New pages of so many texts, cleaned; release with prse__pages_free(). */
prse__pages *sheets_clean(const char *const *texts, size_t count);

#endif
