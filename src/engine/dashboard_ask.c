/* SPDX-License-Identifier: Apache-2.0 */
/* One crew for a dashboard: registers and platforms are asked at once. Only
 * those are asked whose records a source of the pack reads. */
#include "base/error.h"
#include "engine/dashboard.h"
#include "engine/evaluate.h"

/* The year that the pack's source asks a platform for; 0: it does not say. */
static prse_status find_year(int32_t *out, prse_dashboard *d, size_t what,
                             prse__date day, prse_error *err)
{
    const prse__source *source = prse__source_of_record(
        d->pack->tree, prse__platforms[what].record);
    const prse__value *value;
    int known;
    int64_t year = 0;
    prse_status status = prse__evaluate_rule(
        &value, &known, d->arena, &d->pack->rules, &d->merge.facts->profile,
        &source->year, day, 0, err);
    if (!status && value->kind == PRSE__VALUE_NUMBER)
        prse__dec_to_int(&year, value->number);
    *out = year >= 1900 && year <= 2999 ? (int32_t)year : 0;
    return status;
}

static prse_status find_years(prse_dashboard *d, prse_str date,
                              prse_error *err)
{
    prse__date day;
    prse_status status = PRSE_OK;
    prse__date_parse(&day, date);
    for (size_t i = 0; i < PRSE__RECORDS && !status; i++) {
        d->years[i] = 0;
        if (d->wanted[i])
            status = find_year(&d->years[i], d, i, day, err);
    }
    return status;
}

static prse_status start(prse_dashboard *d, size_t what, prse_error *err)
{
    prse__inquiry *inquiry = &d->inquiries[what];
    if (prse__platforms[what].yearly && !d->years[what])
        return prse__round_skip(&d->round, prse__platforms[what].service,
                                PRSE_OK, "the pack's source says no `year`",
                                err);
    inquiry->user = d;
    return prse__inquiry_start(inquiry, &d->round, (prse_record)what,
                               d->siren, d->years[what], err);
}

/* Version 1 of Egapro answers 500 for the declaration of a company that is
 * less than a year old, and has scores of other years when this one is not
 * declared. */
static void ask_scores(prse__inquiry *declaration)
{
    prse_dashboard *d = declaration->user;
    prse_error err;
    int broken = declaration->outcome == PRSE_OUTCOME_UNREADABLE &&
                 declaration->http == 500;
    if (broken || declaration->outcome == PRSE_OUTCOME_ABSENT)
        prse__round_failed(&d->round,
                           start(d, PRSE_RECORD_EGAPRO_SCORES, &err), &err);
}

/* Scores are asked after the declaration, where both are read. */
static int comes_later(const prse_dashboard *d, size_t what)
{
    return what == PRSE_RECORD_EGAPRO_SCORES &&
           d->wanted[PRSE_RECORD_EGAPRO];
}

static prse_status start_all(prse_dashboard *d, prse_error *err)
{
    prse_status status =
        prse__lookup_start(&d->lookup, &d->round, d->siren, err);
    if (d->wanted[PRSE_RECORD_EGAPRO_SCORES])
        d->inquiries[PRSE_RECORD_EGAPRO].then = ask_scores;
    for (size_t i = 0; i < PRSE__RECORDS && !status; i++)
        if (d->wanted[i] && !comes_later(d, i))
            status = start(d, i, err);
    return status;
}

/* Scores were not asked while the declaration did not come. */
static void make_up_scores(prse_dashboard *d)
{
    const prse__inquiry *declaration = &d->inquiries[PRSE_RECORD_EGAPRO];
    prse__inquiry *scores = &d->inquiries[PRSE_RECORD_EGAPRO_SCORES];
    if (scores->round || !d->wanted[PRSE_RECORD_EGAPRO_SCORES] ||
        !declaration->round || !prse__inquiry_failed(declaration) ||
        declaration->filed.len)
        return;
    *scores = (prse__inquiry){.round = &d->round,
                              .what = PRSE_RECORD_EGAPRO_SCORES,
                              .siren = d->siren,
                              .outcome = PRSE_OUTCOME_NOT_ASKED};
}

static prse_status read_files(prse_dashboard *d, prse_error *err)
{
    static const prse_record filed[] = {PRSE_RECORD_EGAPRO,
                                        PRSE_RECORD_EGAPRO_SCORES};
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < sizeof filed / sizeof *filed && !status; i++) {
        if (filed[i] == PRSE_RECORD_EGAPRO_SCORES)
            make_up_scores(d);
        if (d->inquiries[filed[i]].round)
            status = prse__inquiry_read_file(&d->inquiries[filed[i]], err);
    }
    return status;
}

prse_status prse__dashboard_ask(prse_dashboard *d, prse_str date,
                                const prse_request_options *opts,
                                prse_error *err)
{
    prse_status status =
        prse__round_begin(&d->round, d->services, d->arena, opts, err);
    if (!status)
        status = find_years(d, date, err);
    if (!status)
        status = start_all(d, err);
    if (!status)
        status = prse__round_run(&d->round, err);
    if (!status)
        status = read_files(d, err);
    prse__round_end(&d->round);
    return status ? status : prse__lookup_finish(&d->lookup, err);
}
