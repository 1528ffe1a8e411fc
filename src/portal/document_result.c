/* SPDX-License-Identifier: Apache-2.0 */
/* What was found in a document. It may be as long as the document, so that it
 * has a row of its own: a list of documents stays light. */
#include "base/text.h"
#include "portal/document.h"

prse_status prse__result_put(prse__work *work, prse_str document,
                             prse_str json, prse_error *err)
{
    prse_value values[ANALYSE_COLUMNS] = {
        [ANALYSE_SIREN] = prse__field_text(work->siren),
        [ANALYSE_DOCUMENT] = prse__field_text(document),
        [ANALYSE_TEXTE] = prse__field_text(json),
        [ANALYSE_FAITE_LE] = prse__field_time(work->now_ms)};
    return prse__tx_put(work->tx, prse__portal_collection_of(PRSE__ANALYSES),
                        values, PRSE_VERSION_ANY, NULL, err);
}

prse_status prse__result_drop(prse__work *work, const prse__row *document,
                              prse_error *err)
{
    prse_value key[] = {document->values[DOCUMENT_SIREN],
                        document->values[DOCUMENT_ID]};
    prse_error own = {0};
    int there;
    prse_status status =
        prse__tx_remove(work->tx, prse__portal_collection_of(PRSE__ANALYSES),
                        key, PRSE_VERSION_ANY, &own);
    return prse__portal_settle(status, &own, &there, err);
}

/* --- Giving it out --- */

typedef struct asked {
    prse_str document;
    prse__buf text;
} asked;

static int keep_text(void *user, const prse_value *values, int64_t version)
{
    asked *a = user;
    (void)version;
    prse__buf_add(&a->text, values[ANALYSE_TEXTE].text);
    return 0;
}

static prse_status find_result(asked *a, prse__work *work, prse_error *err)
{
    prse_value key[] = {prse__field_text(work->siren),
                        prse__field_text(a->document)};
    int there;
    prse_status status = prse__portal_get(work, PRSE__ANALYSES, key, keep_text,
                                          a, &there, err);
    return status || there
               ? status
               : prse__error_set(err, PRSE_ENOTFOUND, "result",
                                 "nothing was found in this document yet");
}

static prse_status result_body(void *user, prse__work *work, prse_error *err)
{
    asked *a = user;
    prse__row row = {0};
    prse__buf_clear(&a->text);
    prse_status status = prse__document_row(work, a->document, &row, err);
    prse__row_free(&row);
    return status ? status : find_result(a, work, err);
}

prse_status prse_portal_document_result(prse_text **out, prse_session *session,
                                        prse_str siren, prse_str document,
                                        prse_error *err)
{
    asked a = {.document = document};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "it is NULL");
    prse__buf_init(&a.text, 0);
    prse_status status = prse__portal_read(
        session, siren, PRSE_OP_DOCUMENT_VIEW, result_body, &a, err);
    if (!status)
        return prse__text_take(out, &a.text, err);
    prse__buf_free(&a.text);
    return status;
}
