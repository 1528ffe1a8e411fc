/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "extract/apart.h"

enum { PAGE_LIMIT_SIZE = 16 };

typedef struct reader {
    prse__apart apart; /* its file is libpdfium */
    char program[PRSE__APART_PATH];
} reader;

static prse_status read_pdf(void *self, const prse_blob_source *pdf,
                            prse_page_found found, void *user,
                            const prse_extract_options *opts, prse_error *err)
{
    reader *own = self;
    prse_extract_options full;
    char last[PAGE_LIMIT_SIZE], bytes[PAGE_LIMIT_SIZE + 8];
    prse_status status = prse__extract_options(&full, opts, err);
    if (!status)
        status = prse__extract_is_pdf(pdf, err);
    if (status)
        return status;
    snprintf(last, sizeof last, "%u", full.page_limit + 1);
    snprintf(bytes, sizeof bytes, "%llu", (unsigned long long)pdf->bytes);
    const char *const argv[] = {own->program, own->apart.file, last, bytes,
                                NULL};
    return prse__apart_pages(&own->apart, argv, pdf, found, user, &full, err);
}

prse_status prse_extract_pdfium(prse_extract *out, prse_str library,
                                const prse_extract_program_options *opts,
                                prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    reader *own = prse__alloc(1, sizeof *own);
    if (!own)
        return prse__error_nomem(err);
    prse_status status = prse__apart_read_options(
        &own->apart, own->program, "portailrse-pdfium", opts, err);
    if (!status)
        status = prse__apart_path(own->apart.file, library,
                                  "library libpdfium", err);
    if (status) {
        prse__free(own);
        return status;
    }
    *out = (prse_extract){.size = sizeof *out, .self = own,
                          .free = prse__free, .read = read_pdf};
    return PRSE_OK;
}
