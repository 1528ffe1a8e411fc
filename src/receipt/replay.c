/* SPDX-License-Identifier: Apache-2.0 */
#include "receipt/replay.h"

#include "base/error.h"

typedef struct setter {
    prse_facts *facts;
    const prse__receipt *receipt;
    prse__flaws *findings;
    prse_error *err;
} setter;

/* A value that is not accepted is a finding; only lack of memory fails. */
static prse_status set(setter *s, prse_str fact, const prse__node *value,
                       int32_t year)
{
    prse_error own = {0};
    prse_status status =
        prse_facts_set(s->facts, fact, year, value->text, &own);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(s->err);
    if (status && s->findings)
        prse__flaws_add(s->findings,
                           status == PRSE_ENOTFOUND
                               ? PRSE__FLAW_FACT_UNKNOWN
                               : PRSE__FLAW_FACT_REFUSED,
                           fact, prse__str_eq(value->key, fact)
                                     ? PRSE_STR("")
                                     : value->key,
                           (prse_str[3]){value->text});
    return PRSE_OK;
}

static prse_status set_all(setter *s)
{
    prse_status status = PRSE_OK;
    const prse__node *fact = s->receipt->facts->first;
    for (; fact && !status; fact = fact->next) {
        if (fact->kind != PRSE__NODE_MAP) {
            status = set(s, fact->key, fact, 0);
            continue;
        }
        for (const prse__node *n = fact->first; n && !status; n = n->next) {
            int32_t year;
            if (prse__receipt_year(&year, n->key, s->receipt->year))
                status = set(s, fact->key, n, year);
        }
    }
    return status;
}

prse_status prse__replay_run(prse__replay *out, const prse__receipt *receipt,
                             prse_pack *pack, prse_str date,
                             prse__flaws *findings, prse_error *err)
{
    *out = (prse__replay){0};
    prse_status status = prse_facts_new(&out->facts, pack, err);
    if (!status && receipt->year)
        prse__facts_move_to_year(out->facts, receipt->year);
    if (!status)
        status = set_all(&(setter){out->facts, receipt, findings, err});
    if (!status)
        status = prse_report_new(&out->report, pack, err);
    if (!status)
        status = prse_report_evaluate(out->report, out->facts, date, err);
    if (status)
        prse__replay_free(out);
    return status;
}

void prse__replay_free(prse__replay *replay)
{
    prse_report_free(replay->report);
    prse_facts_free(replay->facts);
    *replay = (prse__replay){0};
}
