/* SPDX-License-Identifier: Apache-2.0 */
/* Egapro's public file, in the offline register, speaks when the platform does
 * not answer. A declaration that it holds is proved; of one that it does not
 * hold the platform's record only says so, for the file may be older. What the
 * platform answered stays, for packs that believe nobody else. */
#include "base/error.h"
#include "engine/inquiry.h"
#include "platforms/record.h"
#include "stock/egapro.h"

int prse__inquiry_failed(const prse__inquiry *q)
{
    return q->outcome != PRSE_OUTCOME_READ &&
           q->outcome != PRSE_OUTCOME_ABSENT;
}

static int may_speak(const prse__inquiry *q)
{
    return q->round->services->reg &&
           (q->what == PRSE_RECORD_EGAPRO ||
            q->what == PRSE_RECORD_EGAPRO_SCORES) &&
           prse__inquiry_failed(q);
}

static prse_outcome read_file(prse__inquiry *q)
{
    prse_register *reg = q->round->services->reg;
    return q->what == PRSE_RECORD_EGAPRO
               ? prse__stock_egapro_record(&q->filed, reg, q->siren, q->year)
               : prse__stock_egapro_notes_record(&q->filed, reg, q->siren);
}

static prse_status note(prse__inquiry *q, int64_t began, prse_error *err)
{
    prse_trace trace = {
        .service = (int32_t)prse__platforms[q->what].service,
        .outcome = PRSE_OUTCOME_READ,
        .origin = PRSE_ORIGIN_FILE,
        .took_ms =
            prse__client_monotonic_ms(q->round->services->client) - began};
    return prse__traces_add(&q->round->traces, trace, err);
}

prse_status prse__inquiry_read_file(prse__inquiry *q, prse_error *err)
{
    if (!may_speak(q))
        return PRSE_OK;
    int64_t began = prse__client_monotonic_ms(q->round->services->client);
    prse__buf_init(&q->filed, 0);
    prse_outcome outcome = read_file(q);
    if (outcome == PRSE_OUTCOME_ABSENT && q->done)
        prse__record_append(&q->record, "fichier_public", "sans_declaration");
    if (q->filed.failed || q->record.failed)
        return prse__error_nomem(err);
    return outcome == PRSE_OUTCOME_READ ? note(q, began, err) : PRSE_OK;
}
