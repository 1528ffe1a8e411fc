/* SPDX-License-Identifier: Apache-2.0 */
/* The way of a question: further pages, a control. */
#include "engine/inquiry.h"

#include "base/error.h"
#include "platforms/egapro.h"

static prse_status finish(prse__inquiry *q, const prse__answer *answer,
                          prse_error *err)
{
    prse__buf_init(&q->record, 0);
    q->outcome = prse__inquiry_write(q, &q->record, answer);
    q->http = answer->http;
    q->done = 1;
    return q->record.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status ask_page(prse__inquiry *q, int32_t page, prse_error *err);

/* *more: a further page is on its way. */
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

/* The declaration that failed, before its control. */
static const prse__answer *failed_answer(const prse__inquiry *q)
{
    return &q->asks->next->fetch.answer;
}

/* What was kept does not show that the platform is well now. */
static int is_well(const prse__inquiry *q, const prse__fetch *control)
{
    prse_outcome outcome = prse__inquiry_try(q, &control->answer);
    return control->origin == PRSE_ORIGIN_NETWORK &&
           (outcome == PRSE_OUTCOME_READ || outcome == PRSE_OUTCOME_ABSENT);
}

static prse_status read_control(prse__inquiry *q, const prse__fetch *control,
                                prse_error *err)
{
    if (!is_well(q, control))
        return finish(q, failed_answer(q), err);
    prse__buf_init(&q->record, 0);
    q->outcome = prse__egapro_broken_record(&q->record, q->siren, q->year,
                                            failed_answer(q));
    q->http = failed_answer(q)->http;
    q->done = 1;
    return q->record.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status read_declaration(prse__inquiry *q, const prse__fetch *fetch,
                                    int *more, prse_error *err)
{
    if (q->control)
        return read_control(q, fetch, err);
    q->outcome = prse__answer_outcome(&fetch->answer);
    q->control = *more = fetch->answer.http == 500;
    return *more ? ask_page(q, 1, err) : PRSE_OK;
}

static prse_status read_answer(prse__inquiry *q, prse__fetch *fetch,
                               prse_error *err)
{
    prse__ask *ask = q->asks;
    int more = 0;
    prse_status status = PRSE_OK;
    if (q->what == PRSE_RECORD_BILANS_GES)
        status = read_page(q, &fetch->answer, &more, err);
    else if (q->what == PRSE_RECORD_EGAPRO)
        status = read_declaration(q, fetch, &more, err);
    if (!status && !more && !q->done)
        status = finish(q, &fetch->answer, err);
    prse_outcome outcome = q->control && !more
                               ? prse__inquiry_try(q, &fetch->answer)
                               : q->outcome;
    return status ? status
                  : prse__ask_trace(ask, q->round, outcome, NULL, err);
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

/* Kept as usual, but asked. */
static const prse__policy *past_cache(prse__inquiry *q)
{
    prse_service service = prse__platforms[q->what].service;
    q->afresh = q->round->services->settings.of[service].policy;
    q->afresh.fresh_ms = q->afresh.absent_ms = 0;
    return &q->afresh;
}

static prse_status ask_page(prse__inquiry *q, int32_t page, prse_error *err)
{
    prse__ask *ask = prse__alloc(1, sizeof *ask);
    if (!ask)
        return prse__error_nomem(err);
    ask->next = q->asks;
    q->asks = ask;
    ask->service = prse__platforms[q->what].service;
    ask->fetch.accept = prse__inquiry_accept;
    ask->fetch.trim = q->what == PRSE_RECORD_BILANS_GES ? prse__bilans_keep
                                                        : NULL;
    ask->fetch.done = answered;
    ask->fetch.user = q;
    if (q->control)
        ask->fetch.policy = past_cache(q);
    prse__inquiry_url(q, &ask->url, page);
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
    q->siren = q->bilans.siren = siren;
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
    prse__buf_free(&q->filed);
}
