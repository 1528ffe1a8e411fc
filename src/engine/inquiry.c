/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/inquiry.h"

#include "base/error.h"
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

static void write_url(prse__inquiry *q, prse__buf *url, int32_t page)
{
    prse_str base =
        prse__ask_base(q->round, prse__platforms[q->what].service);
    switch (q->what) {
    case PRSE_RECORD_EGAPRO:
        prse__egapro_url(url, base, q->siren, q->year);
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

static prse_outcome write_record(prse__inquiry *q, const prse__answer *answer)
{
    switch (q->what) {
    case PRSE_RECORD_EGAPRO:
        return prse__egapro_record(&q->record, q->siren, q->year, answer);
    case PRSE_RECORD_EGAPRO_SCORES:
        return prse__egapro_scores_record(&q->record, q->siren, answer);
    case PRSE_RECORD_EGAPRO_BALANCE:
        return prse__egapro_balance_record(&q->record, q->siren, answer);
    case PRSE_RECORD_BILANS_GES:
        prse__bilans_record(&q->record, q->siren, &q->bilans, q->outcome,
                            answer);
        return q->outcome;
    case PRSE_RECORD_RATIOS:
        return prse__ratios_record(&q->record, q->siren, today(q), answer);
    }
    return PRSE_OUTCOME_NOT_ASKED;
}

static int accept(const prse__fetch *fetch, prse_str body)
{
    static int (*const OF[PRSE__RECORDS])(prse_str body) = {
        [PRSE_RECORD_EGAPRO] = prse__egapro_accept,
        [PRSE_RECORD_EGAPRO_SCORES] = prse__egapro_search_accept,
        [PRSE_RECORD_EGAPRO_BALANCE] = prse__egapro_search_accept,
        [PRSE_RECORD_BILANS_GES] = prse__bilans_accept,
        [PRSE_RECORD_RATIOS] = prse__ratios_accept};
    const prse__inquiry *q = fetch->user;
    return OF[q->what](body);
}

/* --- The way of a question --- */

static prse_status finish(prse__inquiry *q, const prse__answer *answer,
                          prse_error *err)
{
    prse__buf_init(&q->record, 0);
    q->outcome = write_record(q, answer);
    q->http = answer->http;
    q->done = 1;
    return q->record.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status ask_page(prse__inquiry *q, int32_t page, prse_error *err);

/* 1: a further page is on its way. */
static prse_status read_page(prse__inquiry *q, const prse__answer *answer,
                             int *more, prse_error *err)
{
    prse_error why = {0};
    q->outcome = prse__bilans_read(&q->bilans, answer, &why);
    if (why.code == PRSE_ENOMEM)
        return prse__error_nomem(err);
    int32_t next = q->outcome == PRSE_OUTCOME_READ
                       ? prse__bilans_next(&q->bilans)
                       : 0;
    *more = next > 0;
    return *more ? ask_page(q, next, err) : PRSE_OK;
}

static prse_status read_answer(prse__inquiry *q, prse__fetch *fetch,
                               prse_error *err)
{
    prse__ask *ask = q->asks;
    int more = 0;
    prse_status status = PRSE_OK;
    if (q->what == PRSE_RECORD_BILANS_GES)
        status = read_page(q, &fetch->answer, &more, err);
    if (!status && !more)
        status = finish(q, &fetch->answer, err);
    return status ? status
                  : prse__ask_trace(ask, q->round, q->outcome, NULL, err);
}

static void answered(prse__fetch *fetch, prse__crew *crew)
{
    prse__inquiry *q = fetch->user;
    prse_error err;
    (void)crew;
    prse_status status = read_answer(q, fetch, &err);
    prse__round_failed(q->round, status, &err);
    if (!status && q->done && q->then)
        q->then(q);
}

static prse_status ask_page(prse__inquiry *q, int32_t page, prse_error *err)
{
    prse__ask *ask = prse__alloc(1, sizeof *ask);
    if (!ask)
        return prse__error_nomem(err);
    ask->next = q->asks;
    q->asks = ask;
    ask->service = prse__platforms[q->what].service;
    ask->fetch.accept = accept;
    ask->fetch.done = answered;
    ask->fetch.user = q;
    write_url(q, &ask->url, page);
    return prse__ask_start(ask, q->round, err);
}

static prse_status not_asked(prse__inquiry *q, prse_error *err)
{
    q->outcome = PRSE_OUTCOME_NOT_ASKED;
    prse_status status =
        finish(q, &(prse__answer){.status = PRSE_ENOTFOUND}, err);
    return status ? status
                  : prse__round_skip(q->round,
                                     prse__platforms[q->what].service,
                                     PRSE_OK, "switched off", err);
}

prse_status prse__inquiry_start(prse__inquiry *q, prse__round *round,
                                prse_record what, prse_str siren,
                                int32_t year, prse_error *err)
{
    q->round = round;
    q->what = what;
    q->siren = siren;
    q->year = year;
    return prse__may_ask(round, prse__platforms[what].service)
               ? ask_page(q, 1, err)
               : not_asked(q, err);
}

void prse__inquiry_free(prse__inquiry *q)
{
    while (q->asks) {
        prse__ask *ask = q->asks;
        q->asks = ask->next;
        prse__ask_free(ask);
        prse__free(ask);
    }
    prse__buf_free(&q->record);
}
