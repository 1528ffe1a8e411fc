/* SPDX-License-Identifier: Apache-2.0 */
/* The portal as a host sees it; sessions belong to one thread, runs to all. */
#include "runs/runs.h"

static prse_status begin(prse_session **out, const prse_runs *runs,
                         prse_error *err)
{
    return prse_session_of_host(out, runs->opts.portal, PRSE_STR("analyse"),
                                err);
}

prse_status prse__runs_note(const prse_runs *runs, const prse__order *order,
                            const prse_document_analysis *analysis,
                            prse_error *err)
{
    prse_session *session = NULL;
    prse_status status = begin(&session, runs, err);
    if (!status)
        status = prse_portal_document_analysed(
            session, order->siren, order->document, analysis, err);
    prse_session_free(session);
    return status;
}

static int is_among(prse_records *documents, prse_str id)
{
    for (size_t i = 0; i < prse_records_count(documents); i++)
        if (prse__str_eq(prse_records_text(documents, i, PRSE_STR("id")), id))
            return 1;
    return 0;
}

prse_status prse__runs_look(const prse_runs *runs, const prse__order *order,
                            prse_error *err)
{
    prse_session *session = NULL;
    prse_records *documents = NULL;
    prse_status status = begin(&session, runs, err);
    if (!status)
        status = prse_portal_documents(&documents, session, order->siren,
                                       err);
    if (!status && !is_among(documents, order->document))
        status = prse__error_set(err, PRSE_ENOTFOUND, "document",
                                 "the company has no such document");
    prse_records_free(documents);
    prse_session_free(session);
    return status;
}
