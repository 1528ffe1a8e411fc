/* SPDX-License-Identifier: Apache-2.0 */
/* The way of a question: further pages, a moved address, a control. */
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

static int is_moved(const prse__inquiry *q, const prse__answer *answer)
{
    return q->what == PRSE_RECORD_EGAPRO && answer->http >= 301 &&
           answer->http <= 308;
}

/* The question that an answer about a declaration calls for; -1: none. */
static int next_step(const prse__inquiry *q, const prse__answer *answer)
{
    if (q->step == PRSE__STEP_V1 && is_moved(q, answer))
        return PRSE__STEP_V2;
    return q->step != PRSE__STEP_CONTROL && answer->http == 500
               ? PRSE__STEP_CONTROL
               : -1;
}

/* The declaration that failed, before its control. */
static const prse__answer *failed_answer(const prse__inquiry *q)
{
    return &q->asks->next->fetch.answer;
}

static prse_status read_control(prse__inquiry *q, const prse__answer *answer,
                                prse_error *err)
{
    prse_outcome control = prse__inquiry_try(q, answer);
    int well = control == PRSE_OUTCOME_READ || control == PRSE_OUTCOME_ABSENT;
    if (!well)
        return finish(q, failed_answer(q), err);
    prse__buf_init(&q->record, 0);
    q->outcome = prse__egapro_broken_record(&q->record, q->siren, q->year,
                                            failed_answer(q));
    q->http = failed_answer(q)->http;
    q->done = 1;
    return q->record.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status read_declaration(prse__inquiry *q,
                                    const prse__answer *answer, int *more,
                                    prse_error *err)
{
    int next = next_step(q, answer);
    q->outcome = prse__answer_outcome(answer);
    if (q->step == PRSE__STEP_CONTROL)
        return read_control(q, answer, err);
    *more = next >= 0;
    if (next < 0)
        return PRSE_OK;
    q->step = next;
    return ask_page(q, 1, err);
}

/* An address that has moved, and was asked at the new one, costs nothing. */
static prse_status trace(prse__inquiry *q, const prse__ask *ask, int more,
                         prse_error *err)
{
    const prse__answer *answer = &ask->fetch.answer;
    if (more && is_moved(q, answer))
        return prse__round_skip(q->round, ask->service, PRSE_OK,
                                "moved to the address of version 2", err);
    return prse__ask_trace(ask, q->round,
                           q->step == PRSE__STEP_CONTROL
                               ? prse__answer_outcome(answer)
                               : q->outcome,
                           NULL, err);
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
        status = read_declaration(q, &fetch->answer, &more, err);
    if (!status && !more && !q->done)
        status = finish(q, &fetch->answer, err);
    return status ? status : trace(q, ask, more, err);
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
    ask->fetch.accept = prse__inquiry_accept;
    ask->fetch.accept_absent = prse__inquiry_accept_absent;
    ask->fetch.done = answered;
    ask->fetch.user = q;
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
