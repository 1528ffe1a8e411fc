/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/status.h"

#include "base/date.h"
#include "engine/report.h"
#include "portailrse/qualification.h"

static prse_value subject_of(prse_answer answer)
{
    switch (answer) {
    case PRSE_SUBJECT:
        return prse__field_bool(1);
    case PRSE_NOT_SUBJECT:
    case PRSE_RECOMMENDED:
        return prse__field_bool(0);
    default:
        return prse__field_null();
    }
}

/* Names as the existing portal has them; absent when undecided. */
static prse_value state_of(prse_compliance compliance)
{
    static const char *const names[] = {
        [PRSE_TO_UPDATE] = "a_actualiser", [PRSE_IN_PROGRESS] = "en_cours",
        [PRSE_UP_TO_DATE] = "a_jour",      [PRSE_NOT_FOLLOWED] = "soumis",
        [PRSE_NOT_CONCERNED] = "non_soumis", [PRSE_ADVISED] = "recommande"};
    return compliance == PRSE_UNDECIDED
               ? prse__field_null()
               : prse__field_text(prse_str_of(names[compliance]));
}

/* The first day from today on; repetitions are counted from the anchor, so that
 * the end of a month stays the end. 0: there is none. */
static int next_day(prse__date *out, const prse_due *due, int32_t today)
{
    prse__date anchor;
    prse__ymd ymd = {due->year, due->month, due->day};
    if (due->every > 0)
        ymd.day = due->anchor_day;
    int32_t last = prse__date_days_in_month(ymd.year, ymd.month);
    if (ymd.day > last)
        ymd.day = last;
    if (!due->known || !prse__date_from(&anchor, ymd))
        return 0;
    *out = anchor;
    for (int32_t months = due->every; due->every > 0 && *out < today;
         months += due->every)
        if (!prse__date_add_months(out, anchor, months))
            return 0;
    return *out >= today;
}

static prse_status deadline_of(prse_value *out, prse_report *report, size_t o,
                               int32_t today, prse_error *err)
{
    size_t count = report->pack->tree->obligations[o].deadline_count;
    prse_status status = PRSE_OK;
    *out = prse__field_null();
    for (size_t i = 0; i < count && !status; i++) {
        prse_due due = {.size = sizeof due};
        prse__date day;
        status = prse_report_due(report, o, i, PRSE_LANG_FR, &due, err);
        if (!status && next_day(&day, &due, today) &&
            (out->type == PRSE_TYPE_NULL || day < out->number))
            *out = prse__field_date(day);
    }
    return status;
}

static prse_status put_one(prse__work *work, prse_report *report, size_t o,
                           prse_str receipt, prse_error *err)
{
    prse_compliance compliance;
    prse_value deadline = prse__field_null();
    prse_answer answer = prse_report_answer(report, o);
    int32_t since = prse_report_first_year(report, o);
    prse_status status = prse_report_compliance(report, o, &compliance, err);
    if (!status && answer == PRSE_SUBJECT)
        status = deadline_of(&deadline, report, o, work->today, err);
    if (status)
        return status;
    prse_value values[STATUT_COLUMNS] = {
        [STATUT_SIREN] = prse__field_text(work->siren),
        [STATUT_OBLIGATION] =
            prse__field_text(report->pack->tree->obligations[o].id),
        [STATUT_PACK] = prse__field_text(prse_pack_id(report->pack)),
        [STATUT_SOUMISE] = subject_of(answer),
        [STATUT_STATUT] = state_of(compliance),
        [STATUT_DEPUIS] = since ? prse__field_int(since) : prse__field_null(),
        [STATUT_ECHEANCE] = deadline,
        [STATUT_RECU] = prse__field_text_or_null(receipt),
        [STATUT_EVALUE_LE] = prse__field_time(work->now_ms)};
    return prse__tx_put(work->tx, prse__portal_collection_of(PRSE__STATUTS),
                        values, PRSE_VERSION_ANY, NULL, err);
}

/* --- Obligations that the pack has no more --- */

static prse_status remove_old(prse__work *work, const prse_records *rows,
                              size_t row, const prse_pack *pack,
                              prse_error *err)
{
    prse_value owner, key[2] = {prse__field_text(work->siren)};
    prse_status status =
        prse_records_get(rows, row, PRSE_STR("pack"), &owner, err);
    if (!status)
        status = prse_records_get(rows, row, PRSE_STR("obligation"), &key[1],
                                  err);
    if (status || !prse__str_eq(owner.text, prse_pack_id(pack)) ||
        prse_pack_obligation_index(pack, key[1].text) != SIZE_MAX)
        return status;
    return prse__tx_remove(work->tx,
                           prse__portal_collection_of(PRSE__STATUTS), key,
                           prse_records_version(rows, row), err);
}

static prse_status remove_all_old(prse__work *work, const prse_pack *pack,
                                  prse_error *err)
{
    prse_records *rows = NULL;
    prse_value siren = prse__field_text(work->siren);
    prse_query query = {.size = sizeof query, .index = -1, .equal = &siren,
                        .equal_count = 1};
    prse_status status = prse__records_new(
        &rows, prse__portal_collection_of(PRSE__STATUTS), err);
    if (!status)
        status = prse__portal_list(rows, work, PRSE__STATUTS, &query, err);
    for (size_t i = 0; i < prse_records_count(rows) && !status; i++)
        status = remove_old(work, rows, i, pack, err);
    prse_records_free(rows);
    return status;
}

prse_status prse__statuses_put(prse__work *work, prse_report *report,
                               prse_str receipt, prse_error *err)
{
    size_t count = prse_pack_obligation_count(report->pack);
    prse_status status = remove_all_old(work, report->pack, err);
    for (size_t o = 0; o < count && !status; o++)
        status = put_one(work, report, o, receipt, err);
    return status;
}
