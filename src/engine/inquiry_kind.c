/* SPDX-License-Identifier: Apache-2.0 */
/* What differs from one kind of question to the next. */
#include "engine/inquiry.h"
#include "platforms/egapro.h"
#include "platforms/ratios.h"

const prse__platform prse__platforms[PRSE__RECORDS] = {
    [PRSE_RECORD_EGAPRO] = {"egapro", PRSE_SERVICE_EGAPRO, 1},
    [PRSE_RECORD_EGAPRO_SCORES] = {"egapro_notes", PRSE_SERVICE_EGAPRO, 0},
    [PRSE_RECORD_EGAPRO_BALANCE] = {"representation_equilibree",
                                    PRSE_SERVICE_EGAPRO, 0},
    [PRSE_RECORD_BILANS_GES] = {"bilans_ges", PRSE_SERVICE_BILANS_GES, 0},
    [PRSE_RECORD_RATIOS] = {"ratios", PRSE_SERVICE_RATIOS, 0}};

/* --- What differs from one question to the next --- */

static void declaration_url(const prse__inquiry *q, prse__buf *url,
                            prse_str base)
{
    if (q->control)
        prse__egapro_scores_url(url, base, q->siren);
    else
        prse__egapro_url(url, base, q->siren, q->year);
}

void prse__inquiry_url(const prse__inquiry *q, prse__buf *url, int32_t page)
{
    prse_str base =
        prse__ask_base(q->round, prse__platforms[q->what].service);
    switch (q->what) {
    case PRSE_RECORD_EGAPRO:
        declaration_url(q, url, base);
        break;
    case PRSE_RECORD_EGAPRO_SCORES:
        prse__egapro_scores_url(url, base, q->siren);
        break;
    case PRSE_RECORD_EGAPRO_BALANCE:
        prse__egapro_balance_url(url, base, q->siren);
        break;
    case PRSE_RECORD_BILANS_GES:
        prse__bilans_url(url, base, q->siren, page);
        break;
    case PRSE_RECORD_RATIOS:
        prse__ratios_url(url, base, q->siren);
        break;
    }
}

static prse__date today(const prse__inquiry *q)
{
    enum { DAY_MS = 86400000 };
    return (prse__date)(
        prse__client_now_ms(q->round->services->client) / DAY_MS);
}

prse_outcome prse__inquiry_write(const prse__inquiry *q, prse__buf *record,
                                 const prse__answer *answer)
{
    switch (q->what) {
    case PRSE_RECORD_EGAPRO:
        return prse__egapro_record(record, q->siren, q->year, answer);
    case PRSE_RECORD_EGAPRO_SCORES:
        return prse__egapro_scores_record(record, q->siren, answer);
    case PRSE_RECORD_EGAPRO_BALANCE:
        return prse__egapro_balance_record(record, q->siren, answer);
    case PRSE_RECORD_BILANS_GES:
        prse__bilans_record(record, q->siren, &q->bilans, q->outcome, answer);
        return q->outcome;
    case PRSE_RECORD_RATIOS:
        return prse__ratios_record(record, q->siren, today(q), answer);
    }
    return PRSE_OUTCOME_NOT_ASKED;
}

/* --- What is kept: only what is an answer --- */

static prse_outcome try_page(const prse__inquiry *q,
                             const prse__answer *answer)
{
    prse__bilans pages = q->bilans;
    prse_error ignored;
    return prse__bilans_read(&pages, answer, &ignored);
}

prse_outcome prse__inquiry_try(const prse__inquiry *q,
                               const prse__answer *answer)
{
    prse__buf record;
    prse__buf_init(&record, 0);
    prse_outcome outcome =
        q->control
            ? prse__egapro_scores_record(&record, q->siren, answer)
            : prse__inquiry_write(q, &record, answer);
    prse__buf_free(&record);
    return outcome;
}

int prse__inquiry_accept(const prse__fetch *fetch, int32_t http, prse_str body)
{
    const prse__inquiry *q = fetch->user;
    prse__answer answer = {PRSE_OK, http, body};
    prse_outcome outcome = q->what == PRSE_RECORD_BILANS_GES
                               ? try_page(q, &answer)
                               : prse__inquiry_try(q, &answer);
    return outcome == PRSE_OUTCOME_READ || outcome == PRSE_OUTCOME_ABSENT;
}
