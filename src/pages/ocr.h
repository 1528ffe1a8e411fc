/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures of text: a page with hardly a letter, most of which is pictures. A
 * title page with a photograph may look the same; a document is a scan when
 * most of its pages do. */
#ifndef PRSE_PAGES_OCR_H
#define PRSE_PAGES_OCR_H

#include "pages/pages.h"

prse_status prse__ocr_mark(prse__pages *pages, prse_error *err);

#endif
