/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/report_write.h"
#include "receipt/write.h"

static prse_status write_use(prse__json *json, const prse_report *report,
                             const prse_fact_use *use, prse_error *err)
{
    const prse_facts *facts = report->facts;
    const prse__slot *slot =
        prse__profile_slot(&facts->profile, use->fact, use->year);
    prse_fact_state state = {.size = sizeof state};
    prse_status status = prse_facts_get(
        facts, (size_t)(slot - facts->profile.slots), &state, err);
    if (status)
        return status;
    prse__json_open(json, '{');
    prse__json_put(json, "fact", facts->pack->tree->facts[use->fact].id);
    prse__json_put(json, "value", state.value);
    prse__json_put_int(json, "year", use->year);
    prse__json_close(json, '}');
    return PRSE_OK;
}

static prse_status write_reason(prse__json *json, const prse_report *report,
                                size_t obligation, prse_error *err)
{
    size_t count = prse_report_reason(report, obligation, NULL, 0);
    prse_fact_use *uses = prse__alloc(count + 1, sizeof *uses);
    prse_status status = uses ? PRSE_OK : prse__error_nomem(err);
    if (uses)
        prse_report_reason(report, obligation, uses, count);
    prse__json_key(json, PRSE_STR("reason"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < count && !status; i++)
        status = write_use(json, report, &uses[i], err);
    prse__json_close(json, ']');
    prse__free(uses);
    return status;
}

prse_status prse__receipt_write_answer(prse__json *json,
                                       const prse_report *report,
                                       size_t obligation, prse_error *err)
{
    prse_answer answer = prse_report_answer(report, obligation);
    int32_t since = prse_report_first_year(report, obligation);
    prse__json_open(json, '{');
    prse__json_put(json, "answer", prse_str_of(prse__answer_name(answer)));
    prse_status status = write_reason(json, report, obligation, err);
    prse__json_key(json, PRSE_STR("since"));
    if (since)
        prse__json_int(json, since);
    else
        prse__json_null(json);
    prse__json_close(json, '}');
    return status;
}

prse_status prse__receipt_write_result(prse__json *json,
                                       const prse_report *report,
                                       prse_error *err)
{
    const prse__pack_tree *tree = report->pack->tree;
    prse_status status = PRSE_OK;
    prse__ordered *all =
        prse__alloc(tree->obligation_count + 1, sizeof *all);
    if (!all)
        return prse__error_nomem(err);
    for (size_t i = 0; i < tree->obligation_count; i++)
        all[i] = (prse__ordered){tree->obligations[i].id, i};
    prse__ordered_sort(all, tree->obligation_count);
    prse__json_open(json, '{');
    for (size_t i = 0; i < tree->obligation_count && !status; i++) {
        prse__json_key(json, all[i].id);
        status = prse__receipt_write_answer(json, report, all[i].index, err);
    }
    prse__json_close(json, '}');
    prse__free(all);
    return status;
}
