/* SPDX-License-Identifier: Apache-2.0 */
/* How far the analysis of a document is. */
#include "base/options.h"
#include "portal/document.h"

enum { MESSAGE_BYTES = 1000 };

typedef struct note {
    prse_str id;
    prse_document_analysis analysis;
} note;

static prse_value count_of(int64_t count)
{
    return count < 0 ? prse__field_null() : prse__field_int(count);
}

static void fill(prse_value *values, const note *n, int64_t now_ms)
{
    values[DOCUMENT_ANALYSE_ETAT] = prse__field_text(n->analysis.state);
    values[DOCUMENT_ANALYSE_MESSAGE] =
        prse__field_text_or_null(n->analysis.message);
    values[DOCUMENT_PHRASES] = count_of(n->analysis.sentences);
    values[DOCUMENT_PHRASES_PERTINENTES] = count_of(n->analysis.relevant);
    values[DOCUMENT_ANALYSE_LE] = prse__field_time(now_ms);
}

static prse_status note_body(void *user, prse__work *work, prse_error *err)
{
    const note *n = user;
    prse__row row = {0};
    prse_status status = prse__document_row(work, n->id, &row, err);
    if (!status) {
        fill(row.values, n, work->now_ms);
        status = prse__tx_put(work->tx,
                              prse__portal_collection_of(PRSE__DOCUMENTS),
                              row.values, row.version, NULL, err);
    }
    prse__row_free(&row);
    return status ? status
                  : prse__journal_add(work, PRSE_OP_ANALYSIS_RUN, n->id,
                                      PRSE_STR(""), err);
}

prse_status
prse_portal_document_analysed(prse_session *session, prse_str siren,
                              prse_str document,
                              const prse_document_analysis *analysis,
                              prse_error *err)
{
    note n = {.id = document};
    if (!session || !analysis)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s is NULL",
                               session ? "analysis" : "session");
    prse_status status =
        prse__options_read(&n.analysis, sizeof n.analysis, analysis,
                           "prse_document_analysis", err);
    if (!status)
        status = prse__portal_word(n.analysis.state, "state", err);
    if (!status)
        status = prse__portal_text(n.analysis.message, MESSAGE_BYTES,
                                   "message", err);
    return status ? status
                  : prse__portal_write(session, siren, PRSE_OP_ANALYSIS_RUN,
                                       note_body, &n, err);
}

prse_status prse_portal_document_result(prse_text **out, prse_session *session,
                                        prse_str siren, prse_str document,
                                        prse_error *err)
{
    (void)out, (void)session, (void)siren, (void)document;
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "results of documents are under way");
}
