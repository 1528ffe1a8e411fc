/* SPDX-License-Identifier: Apache-2.0 */
/* Which pages show large pictures, as the program pdfimages lists them. */
#ifndef PRSE_PDFTOTEXT_IMAGES_H
#define PRSE_PDFTOTEXT_IMAGES_H

#include "extract/apart.h"

/* What is known of each page; asked for once, when first needed. */
typedef struct prse__images {
    const prse__apart *apart;
    const char *program; /* path of pdfimages */
    const prse_blob_source *pdf;
    const prse_extract_options *opts;
    int asked, known;
    struct prse__images_page *pages; /* page_limit of them */
    prse__buf line;
} prse__images;

/* Pictures on a page that cover a quarter of it together, else 0; UINT32_MAX
 * where pdfimages can't say. PRSE_ENOMEM, PRSE_ECANCELED, and whatever the
 * source answers. */
prse_status prse__images_on(prse__images *images, uint32_t *count,
                            const prse_page *page, prse_error *err);
void prse__images_free(prse__images *images);

#endif
