/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/options.h"
#include "extract/extract.h"

enum { FIRST = 1024 };

prse_status prse__extract_accept(const prse_extract *extract, prse_error *err)
{
    prse_extract own;
    if (!extract)
        return prse__error_set(err, PRSE_EINVAL, "extract", "it is NULL");
    if (extract->size < sizeof own)
        return prse__error_set(err, PRSE_EABI, "extract",
                               "the size of the struct is %u, expected %zu",
                               extract->size, sizeof own);
    prse_status status =
        prse__options_read(&own, sizeof own, extract, "prse_extract", err);
    if (!status && !own.read)
        status = prse__error_set(err, PRSE_EINVAL, "extract",
                                 "read() is NULL");
    return status;
}

void prse__extract_free(prse_extract *extract)
{
    if (!extract)
        return;
    if (extract->free)
        extract->free(extract->self);
    memset(extract, 0, sizeof *extract);
}

prse_status prse__extract_options(prse_extract_options *own,
                                  const prse_extract_options *opts,
                                  prse_error *err)
{
    *own = (prse_extract_options){.size = sizeof *own};
    prse_status status =
        prse__options_read(own, sizeof *own, opts, "extract options", err);
    if (status)
        return status;
    own->size = sizeof *own;
    if (own->deadline_ms < 0)
        return prse__error_set(err, PRSE_EINVAL, "deadline_ms",
                               "it is negative");
    if (own->deadline_ms == 0)
        own->deadline_ms = PRSE__EXTRACT_MS;
    if (own->page_limit == 0)
        own->page_limit = PRSE__EXTRACT_PAGES;
    if (own->page_limit > INT32_MAX - 1)
        return prse__error_set(err, PRSE_EINVAL, "page_limit",
                               "it is out of range");
    return PRSE_OK;
}

prse_status prse__extract_is_pdf(const prse_blob_source *pdf, prse_error *err)
{
    static const char magic[] = "%PDF-";
    char first[FIRST];
    size_t length = pdf->bytes < FIRST ? (size_t)pdf->bytes : FIRST;
    prse_status status =
        length ? pdf->read(pdf->user, 0, first, length, err) : PRSE_OK;
    if (status)
        return status;
    for (size_t i = 0; i + sizeof magic - 1 <= length; i++)
        if (memcmp(first + i, magic, sizeof magic - 1) == 0)
            return PRSE_OK;
    return prse__error_set(err, PRSE_ESCHEMA, "pdf",
                           "it is not a PDF: %%PDF- is not among its first "
                           "1,024 bytes");
}
