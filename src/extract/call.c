/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/options.h"
#include "extract/extract.h"

static const prse_status allowed[] = {
    PRSE_ENOMEM, PRSE_EIO,     PRSE_ELIMIT,   PRSE_EPARSE,
    PRSE_ESCHEMA, PRSE_EDENIED, PRSE_ETIMEOUT, PRSE_ECANCELED,
    PRSE_EUNSUPPORTED};

/* The caller's functions between the reader and him: what they answer goes
 * through as it is. */
typedef struct hearing {
    const prse_blob_source *pdf;
    prse_page_found found;
    void *user;
    uint32_t pages;
    prse_status failed;
} hearing;

static prse_status hear_source(void *user, uint64_t offset, void *to,
                               size_t room, prse_error *err)
{
    hearing *it = user;
    if (offset > it->pdf->bytes || room > it->pdf->bytes - offset)
        return prse__error_set(err, PRSE_EPEER, "read",
                               "the reader asked past the document's end");
    prse_status status = it->pdf->read(it->pdf->user, offset, to, room, err);
    if (status)
        it->failed = status;
    return status;
}

static prse_status wrong(const prse_page *page, const char *what,
                         prse_error *err)
{
    return prse__error_set(err, PRSE_EPEER, "page", "page %u: %s",
                           page->number, what);
}

static int is_placed(const prse_word *word)
{
    return word->right >= word->left && word->bottom >= word->top;
}

static prse_status check_page(const hearing *it, const prse_page *page,
                              prse_error *err)
{
    if (page->size < sizeof *page || page->number != it->pages + 1)
        return wrong(page, "it comes out of order, or with another size", err);
    for (size_t i = 0; i < page->count; i++) {
        const prse_word *word = page->words + i;
        if (word->text.len == 0 ||
            prse__utf8_check(word->text) != word->text.len)
            return wrong(page, "a word is empty or no UTF-8", err);
        if (!is_placed(word))
            return wrong(page, "a word ends before it begins", err);
    }
    return PRSE_OK;
}

static prse_status hear_page(void *user, const prse_page *page,
                             prse_error *err)
{
    hearing *it = user;
    prse_status status = check_page(it, page, err);
    if (!status)
        status = it->found(it->user, page, err);
    if (status)
        it->failed = status;
    it->pages++;
    return status;
}

static int may_answer(const hearing *it, prse_status status)
{
    if (status == it->failed)
        return 1;
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
        if (allowed[i] == status)
            return 1;
    return 0;
}

static prse_status settle(const hearing *it, prse_status status,
                          const prse_error *why, prse_error *err)
{
    if (!status)
        return PRSE_OK;
    if (!may_answer(it, status))
        return prse__error_set(err, PRSE_EPEER, "read",
                               "the reader answered %s, which it has no right "
                               "to",
                               prse_status_name(status));
    if (why->code != (int32_t)status)
        return prse__error_set(err, status, "read",
                               "the reader gave no reason");
    if (err)
        *err = *why;
    return status;
}

static prse_status check_source(const prse_blob_source *pdf, prse_error *err)
{
    if (!pdf || !pdf->read)
        return prse__error_set(err, PRSE_EINVAL, "pdf",
                               "it is NULL, or its read() is");
    if (pdf->size < sizeof *pdf)
        return prse__error_set(err, PRSE_EABI, "pdf",
                               "the size of the struct is %u, expected %zu",
                               pdf->size, sizeof *pdf);
    return PRSE_OK;
}

static prse_status prepare(const prse_extract *extract,
                           const prse_blob_source *pdf, prse_page_found found,
                           prse_extract_options *own,
                           const prse_extract_options *opts, prse_error *err)
{
    prse_status status = prse__extract_accept(extract, err);
    if (!status)
        status = prse__extract_options(own, opts, err);
    if (!status)
        status = check_source(pdf, err);
    if (!status && !found)
        status = prse__error_set(err, PRSE_EINVAL, "found", "it is NULL");
    return status ? status : prse__extract_is_pdf(pdf, err);
}

prse_status prse__extract_read(const prse_extract *extract,
                               const prse_blob_source *pdf,
                               prse_page_found found, void *user,
                               const prse_extract_options *opts,
                               prse_error *err)
{
    prse_extract_options own;
    prse_status status = prepare(extract, pdf, found, &own, opts, err);
    if (status)
        return status;
    hearing it = {.pdf = pdf, .found = found, .user = user};
    prse_blob_source heard = *pdf;
    prse_error why = {0};
    heard.size = sizeof heard;
    heard.user = &it;
    heard.read = hear_source;
    status = extract->read(extract->self, &heard, hear_page, &it, &own, &why);
    return settle(&it, status, &why, err);
}
