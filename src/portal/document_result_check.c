/* SPDX-License-Identifier: Apache-2.0 */
/* Results without a document, or with that of another company. */
#include "portal/document.h"
#include "portal/findings.h"

/* Their keys, the text of the SIREN and of the document, each with its NUL. */
typedef struct looking {
    prse__buf keys;
    prse__findings findings;
} looking;

static int see(void *user, const prse_value *values, int64_t version)
{
    looking *l = user;
    (void)version;
    prse__buf_add(&l->keys, values[ANALYSE_SIREN].text);
    prse__buf_addc(&l->keys, '\0');
    prse__buf_add(&l->keys, values[ANALYSE_DOCUMENT].text);
    prse__buf_addc(&l->keys, '\0');
    return l->keys.failed;
}

static prse_status check_one(looking *l, prse__work *work, prse_str siren,
                             prse_str document, prse_error *err)
{
    prse_value key = prse__field_text(document);
    prse__row row = {0};
    prse_status status =
        prse__portal_row(work, PRSE__DOCUMENTS, &key, &row, err);
    if (!status && !row.values)
        prse__findings_add(&l->findings,
                           "analyses.document: %.*s is not in documents",
                           (int)document.len, document.ptr);
    else if (!status && !prse__str_eq(row.values[DOCUMENT_SIREN].text, siren))
        prse__findings_add(&l->findings,
                           "analyses.document: %.*s is not of company %.*s",
                           (int)document.len, document.ptr, (int)siren.len,
                           siren.ptr);
    prse__row_free(&row);
    return status;
}

static prse_status check_keys(looking *l, prse__work *work, prse_error *err)
{
    prse_str all = prse__buf_str(&l->keys);
    prse_status status = PRSE_OK;
    for (size_t at = 0; at < all.len && !status;) {
        prse_str siren = prse_str_of(all.ptr + at);
        prse_str document = prse_str_of(siren.ptr + siren.len + 1);
        status = check_one(l, work, siren, document, err);
        at += siren.len + document.len + 2;
    }
    return status ? status : prse__findings_end(&l->findings, err);
}

static prse_status look(void *user, prse__work *work, prse_error *err)
{
    looking *l = user;
    prse_query all = {.size = sizeof all, .index = -1};
    prse__buf_clear(&l->keys);
    prse__findings_clear(&l->findings);
    prse_status status =
        prse__tx_scan(work->tx, prse__portal_collection_of(PRSE__ANALYSES),
                      &all, see, l, err);
    if (!status && l->keys.failed)
        status = prse__error_nomem(err);
    return status ? status : check_keys(l, work, err);
}

prse_status prse__results_check(prse_session *session, prse_finding found,
                                void *user, const prse_store_work *progress,
                                prse_error *err)
{
    looking l = {.findings = {{0}}};
    prse__buf_init(&l.keys, 0);
    prse__findings_init(&l.findings);
    prse_status status =
        prse__portal_task(session, 0, progress, look, &l, err);
    if (!status)
        prse__findings_tell(&l.findings, found, user);
    prse__findings_free(&l.findings);
    prse__buf_free(&l.keys);
    return status;
}
