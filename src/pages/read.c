/* SPDX-License-Identifier: Apache-2.0 */
#include "base/options.h"
#include "extract/extract.h"
#include "pages/pages.h"

#define MOST_BYTES ((size_t)1 << 30)

static prse_status keep(void *user, const prse_page *page, prse_error *err)
{
    return prse__pages_add(user, page, err);
}

static prse_status give(const prse__pages *pages, prse_page_found found,
                        void *user, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status && i < prse__pages_count(pages); i++)
        status = found(user, prse__pages_at(pages, i), err);
    return status;
}

/* Whether the caller said how large his struct is, before all the work. */
static prse_status check_report(const prse_extract_report *to,
                                prse_error *err)
{
    if (!to || to->size >= sizeof to->size)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EABI, "report",
                           "the size of the struct is not set");
}

static prse_status give_report(const prse__pages *pages,
                               prse_extract_report *to, prse_error *err)
{
    prse_extract_report own;
    prse__pages_report(pages, &own);
    return to ? prse__struct_give(to, &own, sizeof own, err) : PRSE_OK;
}

static prse_status read_all(const prse_extract *extract,
                            const prse_blob_source *pdf, prse__pages *pages,
                            const prse_extract_options *opts, prse_error *err)
{
    prse_status status =
        prse__extract_read(extract, pdf, keep, pages, opts, err);
    if (!status && !opts->raw)
        status = prse__pages_clean(pages, err);
    return status;
}

prse_status prse_extract_read(const prse_extract *extract,
                              const prse_blob_source *pdf,
                              prse_page_found found, void *user,
                              const prse_extract_options *opts,
                              prse_error *err)
{
    prse_extract_options own;
    prse__pages *pages = NULL;
    prse_status status = prse__extract_options(&own, opts, err);
    if (!status && !found)
        status = prse__error_set(err, PRSE_EINVAL, "found", "it is NULL");
    if (!status)
        status = check_report(own.report, err);
    if (!status)
        status = prse__pages_new(&pages, MOST_BYTES, err);
    if (!status)
        status = read_all(extract, pdf, pages, &own, err);
    if (!status)
        status = give(pages, found, user, err);
    if (!status)
        status = give_report(pages, own.report, err);
    prse__pages_free(pages);
    return status;
}
