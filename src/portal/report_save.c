/* SPDX-License-Identifier: Apache-2.0 */
/* How far a report of a company is. */
#include "base/options.h"
#include "portailrse/qualification.h"
#include "portal/year.h"

typedef struct save {
    prse_company_report report;
    int64_t version;
} save;

enum { STEP_BYTES = 100, LINK_BYTES = 2000 };

/* A moment that an earlier row has; this one's for a new row. */
static prse_status made_on(prse__work *work, const prse_value *key,
                           int64_t *ms, prse_error *err)
{
    prse__row row = {0};
    prse_status status =
        prse__portal_row(work, PRSE__RAPPORTS, key, &row, err);
    *ms = row.values ? row.values[RAPPORT_CREE_LE].number : work->now_ms;
    prse__row_free(&row);
    return status;
}

static prse_status note(prse__work *work, const prse_company_report *report,
                        prse_error *err)
{
    prse__buf object;
    prse__buf_init(&object, 0);
    prse__buf_add(&object, report->kind);
    prse__buf_addf(&object, " %d", (int)report->year);
    prse_status status =
        object.failed ? prse__error_nomem(err)
                      : prse__journal_add(work, PRSE_OP_REPORT_EDIT,
                                          prse__buf_str(&object),
                                          PRSE_STR(""), err);
    prse__buf_free(&object);
    return status;
}

static prse_status save_body(void *user, prse__work *work, prse_error *err)
{
    save *s = user;
    const prse_company_report *r = &s->report;
    int64_t made;
    prse_value values[RAPPORT_COLUMNS] = {
        [RAPPORT_SIREN] = prse__field_text(work->siren),
        [RAPPORT_GENRE] = prse__field_text(r->kind),
        [RAPPORT_ANNEE] = prse__field_int(r->year),
        [RAPPORT_ETAT] = prse__field_text(r->state),
        [RAPPORT_ETAPE] = prse__field_text_or_null(r->step),
        [RAPPORT_LIEN] = prse__field_text_or_null(r->link),
        [RAPPORT_PROGRESSION] = r->progress.len
                                    ? prse__field_json(r->progress)
                                    : prse__field_null(),
        [RAPPORT_MODIFIE_LE] = prse__field_time(work->now_ms)};
    prse_status status = made_on(work, values, &made, err);
    values[RAPPORT_CREE_LE] = prse__field_time(made);
    if (!status)
        status = prse__tx_put(work->tx,
                              prse__portal_collection_of(PRSE__RAPPORTS),
                              values, r->expected, &s->version, err);
    return status ? status : note(work, r, err);
}

/* Links are shown as links: nothing but https may become one. */
static prse_status check_link(prse_str link, prse_error *err)
{
    prse_status status =
        prse__portal_text(link, LINK_BYTES, "link", err);
    if (!status && link.len && !prse__str_starts(link, "https://"))
        status = prse__error_set(err, PRSE_EPARSE, "link",
                                 "a link begins with https://");
    return status;
}

/* That it is JSON is seen when it is put. */
static prse_status check_progress(prse_str progress, prse_error *err)
{
    if (!progress.len || prse__str_starts(prse__str_trim(progress), "{"))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EPARSE, "progress",
                           "expected a JSON object, {\"total\": 40}");
}

static prse_status check(const prse_company_report *report, prse_error *err)
{
    prse_status status = prse__portal_word(report->kind, "kind", err);
    if (!status)
        status = prse__year_check(report->year, err);
    if (!status)
        status = check_progress(report->progress, err);
    if (!status)
        status = prse__portal_word(report->state, "state", err);
    if (!status)
        status = prse__portal_text(report->step, STEP_BYTES, "step", err);
    return status ? status : check_link(report->link, err);
}

prse_status prse_portal_report_save(prse_session *session,
                                    const prse_company_report *report,
                                    int64_t *version, prse_error *err)
{
    save s = {.version = 0};
    if (!session || !report)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s is NULL",
                               session ? "report" : "session");
    prse_status status = prse__options_read(
        &s.report, sizeof s.report, report, "prse_company_report", err);
    if (!status)
        status = check(&s.report, err);
    if (!status)
        status = prse__portal_write(session, s.report.siren,
                                    PRSE_OP_REPORT_EDIT, save_body, &s, err);
    if (!status && version)
        *version = s.version;
    return status;
}
