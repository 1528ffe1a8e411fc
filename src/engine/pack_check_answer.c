/* SPDX-License-Identifier: Apache-2.0 */
/* What nobody can ever meet: an obligation, a criterion, an output. The
 * diagrams tell: a terminal that no path leads to is impossible. */
#include "engine/pack_check.h"

typedef struct answers {
    prse__checking *k;
    prse__judge judge;
    size_t obligation;
} answers;

static const prse__obligation *current(const answers *a)
{
    return &a->k->tree->obligations[a->obligation];
}

/* What an item can be with nothing known, in one period. */
static prse__reach reach(answers *a, size_t epoch, prse__part part,
                         size_t item)
{
    prse__dd dd = prse__ruleset_dd(&a->k->pack->rules, a->obligation, epoch,
                                   part, item);
    return prse__judge_reach_with(&a->judge, dd, a->judge.whole);
}

/* 1 when the item can be one of the answers in some period in force. */
static int can_be(answers *a, prse__part part, size_t item, uint32_t wanted)
{
    for (size_t e = 0; e < a->k->pack->rules.epochs.count; e++)
        if (prse__check_in_force(a->k, current(a), e) &&
            (reach(a, e, part, item).early & wanted))
            return 1;
    return 0;
}

static int can_be_known(answers *a, size_t output)
{
    for (size_t e = 0; e < a->k->pack->rules.epochs.count; e++) {
        if (!prse__check_in_force(a->k, current(a), e))
            continue;
        prse__reach found = reach(a, e, PRSE__PART_OUTPUT, output);
        if (found.count > 1 || found.first != PRSE__DD_NULL)
            return 1;
    }
    return 0;
}

static void tell(answers *a, prse__place place, const char *code,
                 const char *what, prse_str id, const char *wrong)
{
    prse__buf_addf(&a->k->message, "%s `", what);
    prse__buf_add(&a->k->message, id);
    prse__buf_addf(&a->k->message, "` %s", wrong);
    prse__check_say(a->k, place, code, id);
}

static void check_answer(answers *a)
{
    const uint32_t subject =
        1u << PRSE__DD_TRUE | 1u << PRSE__DD_RECOMMENDED;
    const prse__obligation *o = current(a);
    if (!can_be(a, PRSE__PART_ANSWER, 0, subject))
        tell(a, o->applies.count ? o->applies.steps[0].place : o->place,
             "nobody", "obligation", o->id,
             "can apply to nobody, whatever the facts and the day: make "
             "`applies` true for some company");
}

static void check_criteria(answers *a)
{
    const prse__obligation *o = current(a);
    for (size_t i = 0; i < o->criterion_count; i++)
        if (!can_be(a, PRSE__PART_CRITERION, i, 1u << PRSE__DD_TRUE))
            tell(a, o->criteria[i].when.steps[0].place, "never", "criterion",
                 o->criteria[i].id,
                 "can never be met, whatever the facts and the day: correct "
                 "its condition or take it out");
}

static void check_outputs(answers *a)
{
    const prse__obligation *o = current(a);
    for (size_t i = 0; i < o->output_count; i++)
        if (o->outputs[i].value.count && !can_be_known(a, i))
            tell(a, o->outputs[i].value.steps[0].place, "never", "output",
                 o->outputs[i].id,
                 "is null whatever the facts and the day: correct its value "
                 "or take it out");
}

void prse__check_answers(prse__checking *k)
{
    answers a = {.k = k};
    prse_status status =
        prse__judge_init(&a.judge, &k->pack->rules, k->err);
    if (status) {
        prse__check_stop(k, status);
        return;
    }
    for (size_t i = 0; i < k->tree->obligation_count; i++) {
        a.obligation = i;
        check_answer(&a);
        check_criteria(&a);
        check_outputs(&a);
    }
    prse__judge_free(&a.judge);
}
