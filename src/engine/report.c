/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/report.h"

#include "base/error.h"
#include "engine/evaluate.h"
#include "base/options.h"
#include "rules/cell_text.h"

prse_status prse_report_new(prse_report **out, prse_pack *pack,
                            prse_error *err)
{
    if (!out || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and pack are required");
    prse_report *report = prse__alloc(1, sizeof *report);
    if (!report)
        return prse__error_nomem(err);
    report->pack = prse_pack_ref(pack);
    prse__buf_init(&report->text, 0);
    report->arena = prse__arena_new(0);
    report->skip = prse__alloc(pack->rules.var_count + 1,
                               sizeof *report->skip);
    prse_status status = report->arena && report->skip
                             ? prse__judge_init(&report->judge, &pack->rules,
                                                err)
                             : prse__error_nomem(err);
    if (!status)
        status = prse__asker_init(&report->asker, &pack->rules, err);
    if (status) {
        prse_report_free(report);
        return status;
    }
    *out = report;
    return PRSE_OK;
}

void prse_report_free(prse_report *report)
{
    if (!report)
        return;
    prse__judge_free(&report->judge);
    prse__asker_free(&report->asker);
    prse__free(report->skip);
    prse__arena_free(report->arena);
    prse__buf_free(&report->text);
    prse_pack_unref(report->pack);
    prse__free(report);
}

/* --- Evaluation --- */

static prse_status evaluate(prse_report *report, const prse_facts *facts,
                            size_t only, prse_str date, prse_error *err)
{
    prse__date day;
    if (!report || !facts || facts->pack != report->pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "report and facts of one pack are required");
    prse_status status = prse__date_read(&day, date, "date", err);
    if (status)
        return status;
    report->facts = facts;
    report->date = day;
    prse__judge_run(&report->judge, facts->profile.masks, day, only);
    return PRSE_OK;
}

prse_status prse_report_evaluate(prse_report *report, const prse_facts *facts,
                                 prse_str date, prse_error *err)
{
    return evaluate(report, facts, SIZE_MAX, date, err);
}

prse_status prse_report_evaluate_one(prse_report *report,
                                     const prse_facts *facts,
                                     size_t obligation, prse_str date,
                                     prse_error *err)
{
    if (report && obligation >= report->pack->tree->obligation_count)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "the pack has no obligation %zu", obligation);
    return evaluate(report, facts, obligation, date, err);
}

prse_status prse__report_ready(const prse_report *report, size_t obligation,
                               prse_error *err)
{
    if (!report || !report->facts)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "the report was not evaluated");
    if (obligation >= report->pack->tree->obligation_count)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "the pack has no obligation %zu", obligation);
    return PRSE_OK;
}

const prse__slot *prse__report_slot(const prse_report *report, size_t var)
{
    const prse__var *v = &report->pack->rules.vars[var];
    size_t fact = (size_t)(v->fact - report->pack->tree->facts);
    return prse__profile_slot(&report->facts->profile, fact, v->year);
}

prse_status prse__report_text(prse_str *out, prse_report *report,
                              prse_error *err)
{
    if (report->text.failed)
        return prse__error_nomem(err);
    *out = report->text.ptr ? prse__buf_str(&report->text) : PRSE_STR("");
    return PRSE_OK;
}

/* --- Answers --- */

prse_answer prse_report_answer(const prse_report *report, size_t obligation)
{
    static const prse_answer ANSWERS[PRSE__ANSWER_COUNT] = {
        [PRSE__DD_NULL] = PRSE_UNKNOWN,
        [PRSE__DD_FALSE] = PRSE_NOT_SUBJECT,
        [PRSE__DD_TRUE] = PRSE_SUBJECT,
        [PRSE__DD_RECOMMENDED] = PRSE_RECOMMENDED,
        [PRSE__DD_INSUFFICIENT] = PRSE_INSUFFICIENT};
    if (prse__report_ready(report, obligation, NULL))
        return PRSE_UNKNOWN;
    return ANSWERS[prse__judge_answer(&report->judge, obligation)];
}

/* 1, 0, or -1 for a truth that cannot be told. */
static int truth(const prse_report *report, size_t obligation, prse__part part,
                 size_t item)
{
    /* marks of the walk are no part of the report */
    prse__judge *judge = (prse__judge *)&report->judge;
    prse__dd only = prse__judge_only(
        judge, prse__judge_dd(judge, obligation, part, item));
    if (only == PRSE__DD_TRUE)
        return 1;
    return only == PRSE__DD_FALSE ? 0 : -1;
}

int prse_report_criterion(const prse_report *report, size_t obligation,
                          size_t criterion)
{
    if (prse__report_ready(report, obligation, NULL) ||
        criterion >=
            report->pack->tree->obligations[obligation].criterion_count)
        return -1;
    return truth(report, obligation, PRSE__PART_CRITERION, criterion);
}

int prse_report_duty(const prse_report *report, size_t obligation, size_t duty)
{
    if (prse__report_ready(report, obligation, NULL) ||
        duty >= report->pack->tree->obligations[obligation].duty_count)
        return -1;
    int due = truth(report, obligation, PRSE__PART_DUTY, duty);
    prse_answer answer = prse_report_answer(report, obligation);
    if (answer == PRSE_SUBJECT || due == 0)
        return due;
    return answer == PRSE_UNKNOWN ? -1 : 0;
}

int32_t prse_report_first_year(const prse_report *report, size_t obligation)
{
    int64_t year = 0;
    if (prse_report_answer(report, obligation) != PRSE_SUBJECT)
        return 0;
    prse__judge *judge = (prse__judge *)&report->judge;
    prse__dd only = prse__judge_only(
        judge, prse__judge_dd(judge, obligation, PRSE__PART_FIRST_YEAR, 0));
    const prse__value *value =
        only == PRSE__DD_NONE
            ? NULL
            : prse__dd_value(&report->pack->rules.store, only);
    if (value && value->kind == PRSE__VALUE_NUMBER &&
        prse__dec_to_int(&year, value->number))
        return (int32_t)year;
    return 0;
}

/* --- Outputs --- */

/* The value of an output; *known 0 when the facts do not decide. */
static prse_status output_value(const prse__value **out, int *known,
                                prse_report *report, size_t obligation,
                                size_t output, prse_error *err)
{
    const prse__rule *compute =
        &report->pack->tree->obligations[obligation].outputs[output].compute;
    if (compute->count)
        return prse__evaluate_rule(out, known, report->arena,
                                   &report->pack->rules,
                                   &report->facts->profile, compute,
                                   report->date, 0, err);
    prse__dd only = prse__judge_only(
        &report->judge, prse__judge_dd(&report->judge, obligation,
                                       PRSE__PART_OUTPUT, output));
    *known = only != PRSE__DD_NONE;
    *out = *known ? prse__dd_value(&report->pack->rules.store, only)
                  : &prse__value_null;
    return PRSE_OK;
}

prse_status prse_report_output(prse_str *out, prse_report *report,
                               size_t obligation, size_t output, int *known,
                               prse_error *err)
{
    const prse__value *value;
    int told;
    prse_status status = prse__report_ready(report, obligation, err);
    if (status)
        return status;
    if (!out ||
        output >= report->pack->tree->obligations[obligation].output_count)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "the obligation has no output %zu", output);
    prse__arena_reset(report->arena);
    status = output_value(&value, &told, report, obligation, output, err);
    if (status)
        return status;
    prse__buf_clear(&report->text);
    if (told && value->kind != PRSE__VALUE_NULL)
        prse__value_write(&report->text, value);
    if (known)
        *known = told;
    return prse__report_text(out, report, err);
}

/* --- Compliance --- */

static prse_compliance compliance_named(const prse__value *value)
{
    static const struct {
        const char *name;
        prse_compliance is;
    } NAMES[] = {{"a_actualiser", PRSE_TO_UPDATE},
                 {"en_cours", PRSE_IN_PROGRESS},
                 {"a_jour", PRSE_UP_TO_DATE}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (value->kind == PRSE__VALUE_STRING &&
            prse__str_is(value->text, NAMES[i].name))
            return NAMES[i].is;
    return PRSE_NOT_FOLLOWED;
}

prse_compliance prse__compliance_of(prse_answer answer)
{
    static const prse_compliance OTHERWISE[] = {
        [PRSE_NOT_SUBJECT] = PRSE_NOT_CONCERNED,
        [PRSE_UNKNOWN] = PRSE_UNDECIDED,
        [PRSE_RECOMMENDED] = PRSE_ADVISED,
        [PRSE_INSUFFICIENT] = PRSE_UNDECIDED};
    return OTHERWISE[answer];
}

prse_status prse_report_compliance(prse_report *report, size_t obligation,
                                   prse_compliance *out, prse_error *err)
{
    const prse__value *value;
    int known;
    prse_status status = prse__report_ready(report, obligation, err);
    if (status)
        return status;
    prse_answer answer = prse_report_answer(report, obligation);
    if (answer != PRSE_SUBJECT) {
        *out = prse__compliance_of(answer);
        return PRSE_OK;
    }
    prse__arena_reset(report->arena);
    status = prse__evaluate_rule(
        &value, &known, report->arena, &report->pack->rules,
        &report->facts->profile,
        &report->pack->tree->obligations[obligation].status, report->date, 1,
        err);
    if (!status)
        *out = known ? compliance_named(value) : PRSE_NOT_FOLLOWED;
    return status;
}

/* --- Reasons and what is missing --- */

static prse_fact_use use_of(const prse_report *report, size_t var)
{
    const prse__var *v = &report->pack->rules.vars[var];
    return (prse_fact_use){
        .fact = (size_t)(v->fact - report->pack->tree->facts),
        .year = v->year};
}

size_t prse_report_reason(const prse_report *report, size_t obligation,
                          prse_fact_use *out, size_t room)
{
    const uint32_t *reason;
    if (prse__report_ready(report, obligation, NULL))
        return 0;
    /* found when it is first asked for */
    prse__judge *judge = (prse__judge *)&report->judge;
    size_t count = prse__judge_reason(&reason, judge, obligation);
    for (size_t i = 0; i < count && i < room; i++)
        out[i] = use_of(report, reason[i]);
    return count;
}

size_t prse_report_missing(const prse_report *report, size_t obligation,
                           prse_fact_use *out, size_t room)
{
    size_t count = 0;
    if (prse__report_ready(report, obligation, NULL) ||
        prse_report_answer(report, obligation) != PRSE_UNKNOWN)
        return 0;
    prse__asker *asker = (prse__asker *)&report->asker;
    const uint64_t *matters =
        prse__asker_matters(asker, &report->judge, obligation);
    size_t vars = report->pack->rules.var_count;
    for (size_t v = prse__bits_next(matters, 0, vars); v < vars;
         v = prse__bits_next(matters, v + 1, vars)) {
        if (count < room)
            out[count] = use_of(report, v);
        count++;
    }
    return count;
}
