/* SPDX-License-Identifier: Apache-2.0 */
/* What nobody can ever meet: an obligation, a criterion, an output. The
 * diagrams tell: a terminal that no path leads to is impossible. */
#include "engine/pack_check.h"

typedef struct answers {
    prse__checking *k;
    prse__judge judges[2]; /* of the pack; with every draft turned on */
    size_t judge_count;
    size_t obligation;
} answers;

static const prse__obligation *current(const answers *a)
{
    return &a->k->tree->obligations[a->obligation];
}

/* What an item can be with nothing known, in one period. */
static prse__reach reach(answers *a, prse__judge *judge, size_t epoch,
                         prse__part part, size_t item)
{
    prse__dd dd = prse__ruleset_dd(judge->rules, a->obligation, epoch, part,
                                   item);
    return prse__judge_reach_with(judge, dd, judge->whole);
}

typedef int accepts(prse__reach found, uint32_t wanted);

static int is_wanted(prse__reach found, uint32_t wanted)
{
    return (found.early & wanted) != 0;
}

static int is_known(prse__reach found, uint32_t wanted)
{
    (void)wanted;
    return found.count > 1 || found.first != PRSE__DD_NULL;
}

/* 1 when the item can be what is wanted in some period in force. */
static int can_be(answers *a, prse__part part, size_t item, accepts *accept,
                  uint32_t wanted)
{
    for (size_t j = 0; j < a->judge_count; j++)
        for (size_t e = 0; e < a->k->pack->rules.epochs.count; e++)
            if (prse__check_in_force(a->k, current(a), e) &&
                accept(reach(a, &a->judges[j], e, part, item), wanted))
                return 1;
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
    if (!can_be(a, PRSE__PART_ANSWER, 0, is_wanted, subject))
        tell(a, o->applies.count ? o->applies.steps[0].place : o->place,
             "nobody", "obligation", o->id,
             "can apply to nobody, whatever the facts and the day: make "
             "`applies` true for some company");
}

static void check_criteria(answers *a)
{
    const prse__obligation *o = current(a);
    for (size_t i = 0; i < o->criterion_count; i++)
        if (!can_be(a, PRSE__PART_CRITERION, i, is_wanted,
                    1u << PRSE__DD_TRUE))
            tell(a, o->criteria[i].when.steps[0].place, "never", "criterion",
                 o->criteria[i].id,
                 "can never be met, whatever the facts and the day: correct "
                 "its condition or take it out");
}

static void check_outputs(answers *a)
{
    const prse__obligation *o = current(a);
    for (size_t i = 0; i < o->output_count; i++)
        if (o->outputs[i].value.count &&
            !can_be(a, PRSE__PART_OUTPUT, i, is_known, 0))
            tell(a, o->outputs[i].value.steps[0].place, "never", "output",
                 o->outputs[i].id,
                 "is null whatever the facts and the day: correct its value "
                 "or take it out");
}

void prse__check_answers(prse__checking *k)
{
    const prse__ruleset *rules[2] = {&k->pack->rules, &k->drafts};
    answers a = {.k = k};
    for (int i = 0; i < 1 + k->has_drafts && !k->status; i++)
        prse__check_stop(k, prse__judge_init(&a.judges[a.judge_count++],
                                             rules[i], k->err));
    for (size_t i = 0; i < k->tree->obligation_count && !k->status; i++) {
        a.obligation = i;
        check_answer(&a);
        check_criteria(&a);
        check_outputs(&a);
    }
    for (size_t i = 0; i < a.judge_count; i++)
        prse__judge_free(&a.judges[i]);
}
