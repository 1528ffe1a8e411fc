/* SPDX-License-Identifier: Apache-2.0 */
/* How far the analysis of a document is. */
#include "base/options.h"
#include "portal/document.h"
#include "store/check_json.h"

enum { MESSAGE_BYTES = 1000, JOB_BYTES = 32 };

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
    if (!n->analysis.job.len)
        return; /* which job was last heard stays known */
    values[DOCUMENT_ANALYSE_TRAVAIL] = prse__field_text(n->analysis.job);
    values[DOCUMENT_ANALYSE_NUMERO] = prse__field_int(n->analysis.number);
}

/* What a job says may come late or twice. Ids of jobs are in the order of their
 * making. */
static int is_stale(const prse_document_analysis *said,
                    const prse_value *noted)
{
    if (!said->job.len || !noted[DOCUMENT_ANALYSE_TRAVAIL].type)
        return 0;
    int order =
        prse__str_cmp(said->job, noted[DOCUMENT_ANALYSE_TRAVAIL].text);
    return order < 0 ||
           (order == 0 &&
            said->number <= noted[DOCUMENT_ANALYSE_NUMERO].number);
}

static prse_status note_down(prse__work *work, const note *n, prse__row *row,
                             prse_error *err)
{
    fill(row->values, n, work->now_ms);
    prse_status status = prse__tx_put(
        work->tx, prse__portal_collection_of(PRSE__DOCUMENTS), row->values,
        row->version, NULL, err);
    if (!status && n->analysis.result.len)
        status = prse__result_put(work, n->id, n->analysis.result, err);
    return status ? status
                  : prse__journal_add(work, PRSE_OP_ANALYSIS_RUN, n->id,
                                      PRSE_STR(""), err);
}

static prse_status note_body(void *user, prse__work *work, prse_error *err)
{
    const note *n = user;
    prse__row row = {0};
    prse_status status = prse__document_row(work, n->id, &row, err);
    if (!status && !is_stale(&n->analysis, row.values))
        status = note_down(work, n, &row, err);
    prse__row_free(&row);
    return status;
}

static prse_status check_result(prse_str result, prse_error *err)
{
    static const prse_column column = {.name = "result"};
    if (!result.ptr && result.len)
        return prse__error_set(err, PRSE_EINVAL, "result", "it is NULL");
    if (!result.len)
        return PRSE_OK;
    if (prse__str_starts(prse__str_trim(result), "{"))
        return prse__check_json(&column, result, err);
    return prse__error_set(err, PRSE_EPARSE, "result",
                           "expected a JSON object, as "
                           "prse_passages_write() makes it");
}

static prse_status check(const prse_document_analysis *said, prse_error *err)
{
    prse_status status = prse__portal_word(said->state, "state", err);
    if (!status)
        status = prse__portal_text(said->message, MESSAGE_BYTES, "message",
                                   err);
    if (!status)
        status = prse__portal_text(said->job, JOB_BYTES, "job", err);
    return status ? status : check_result(said->result, err);
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
        status = check(&n.analysis, err);
    return status ? status
                  : prse__portal_write(session, siren, PRSE_OP_ANALYSIS_RUN,
                                       note_body, &n, err);
}
