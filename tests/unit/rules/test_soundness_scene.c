/* SPDX-License-Identifier: Apache-2.0 */
#include "test_soundness_scene.h"

#include <stdlib.h>

#include "support/test.h"

size_t scene_times(size_t few, size_t many)
{
    const char *full = getenv("PRSE_FULL");
    if (full && full[0] == '1')
        return many;
#ifdef PRSE_TEST_ASAN
    few /= 10; /* each step takes as much longer */
#endif
    return few;
}

prse_status scene_compile(scene *s, prse_error *err)
{
    prse_status status =
        prse__ruleset_compile(&s->rules, s->arena, s->pack, err);
    if (status)
        return status;
    cr_assert_eq(prse__judge_init(&s->judge, &s->rules, err), PRSE_OK);
    cr_assert_eq(prse__asker_init(&s->asker, &s->rules, err), PRSE_OK);
    oracle_new(&s->oracle, &s->rules);
    return PRSE_OK;
}

void scene_free(scene *s)
{
    oracle_free(&s->oracle);
    prse__asker_free(&s->asker);
    prse__judge_free(&s->judge);
    prse__ruleset_free(&s->rules);
    prse__free(s->digits);
    prse__free(s->table);
}

void scene_fail(const scene *s, const char *what)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    if (s->oracle.facts[0])
        oracle_print(&buf, &s->oracle);
    cr_assert(0, "seed %llu: %s\n%s\n%s", (unsigned long long)s->seed, what,
              buf.ptr ? buf.ptr : "", s->source ? s->source->text.ptr : "");
}

/* --- One completion --- */

void scene_draw(scene *s, const uint8_t *digits)
{
    for (size_t v = 0; v < s->rules.var_count; v++)
        s->oracle.facts[v] = oracle_value_in(&s->oracle, v, digits[v], s->c);
    oracle_complete(&s->oracle);
}

prse__dd scene_follow(const scene *s, prse__dd dd, const uint8_t *digits)
{
    const prse__dd_store *store = &s->rules.store;
    while (!prse__dd_is_leaf(store, dd)) {
        uint32_t var = store->nodes[dd].var;
        dd = prse__dd_follow(store, dd, var, digits[var]);
    }
    return dd;
}

static const prse__value *leaf_of(const scene *s, size_t obligation,
                                  prse__part part, size_t item,
                                  const uint8_t *digits)
{
    size_t epoch = prse__epoch_of(&s->rules.epochs, s->oracle.date);
    prse__dd dd = prse__ruleset_dd(&s->rules, obligation, epoch, part, item);
    return prse__dd_value(&s->rules.store, scene_follow(s, dd, digits));
}

static void compare_rule(scene *s, size_t obligation, prse__part part,
                         size_t item, const prse__rule *rule,
                         const uint8_t *digits)
{
    int always = part == PRSE__PART_DUTY || part == PRSE__PART_DEADLINE;
    const prse__value *expected = oracle_rule(
        &s->oracle, rule, always ? &prse__value_true : &prse__value_null);
    const prse__value *found = leaf_of(s, obligation, part, item, digits);
    if (oracle_same(expected, found))
        return;
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__buf_addf(&buf, "part %d, item %zu: diagram ", (int)part, item);
    prse__value_print(&buf, found);
    prse__buf_adds(&buf, ", oracle ");
    prse__value_print(&buf, expected);
    const prse__dated *step = prse__rule_at(rule, s->oracle.date);
    prse__buf_adds(&buf, ", of ");
    if (step)
        prse__feel_print(&buf, step->expr);
    scene_fail(s, buf.ptr);
}

static void compare_obligation(scene *s, size_t index, const uint8_t *digits)
{
    const prse__obligation *o = &s->pack->obligations[index];
    size_t epoch = prse__epoch_of(&s->rules.epochs, s->oracle.date);
    prse__dd answer =
        prse__ruleset_dd(&s->rules, index, epoch, PRSE__PART_ANSWER, 0);
    scene_expect(s, scene_follow(s, answer, digits) ==
                        oracle_answer(&s->oracle, o));
    compare_rule(s, index, PRSE__PART_FIRST_YEAR, 0, &o->first_year, digits);
    for (size_t i = 0; i < o->criterion_count; i++)
        compare_rule(s, index, PRSE__PART_CRITERION, i, &o->criteria[i].when,
                     digits);
    for (size_t i = 0; i < o->output_count; i++)
        if (!o->outputs[i].compute.count)
            compare_rule(s, index, PRSE__PART_OUTPUT, i,
                         &o->outputs[i].value, digits);
    for (size_t i = 0; i < o->duty_count; i++)
        compare_rule(s, index, PRSE__PART_DUTY, i, &o->duties[i].when,
                     digits);
    for (size_t i = 0; i < o->deadline_count; i++)
        compare_rule(s, index, PRSE__PART_DEADLINE, i, &o->deadlines[i].when,
                     digits);
}

void scene_compare(scene *s, const uint8_t *digits)
{
    for (size_t i = 0; i < s->pack->obligation_count; i++)
        compare_obligation(s, i, digits);
}

/* --- All of them --- */

size_t scene_count(const scene *s, size_t most)
{
    size_t total = 1;
    for (size_t v = 0; v < s->rules.var_count; v++) {
        total *= s->rules.cells[v];
        if (total > most)
            return SIZE_MAX;
    }
    return total;
}

static void write_digits(scene *s, size_t completion)
{
    size_t rest = completion;
    for (size_t v = 0; v < s->rules.var_count; v++) {
        s->digits[completion * s->rules.var_count + v] =
            (uint8_t)(rest % s->rules.cells[v]);
        rest /= s->rules.cells[v];
    }
}

void scene_tabulate(scene *s, prse__date date)
{
    size_t vars = s->rules.var_count;
    size_t obligations = s->pack->obligation_count;
    size_t epoch = prse__epoch_of(&s->rules.epochs, date);
    s->total = scene_count(s, SIZE_MAX - 1);
    prse__free(s->digits);
    prse__free(s->table);
    s->digits = prse__alloc(s->total * vars + 1, sizeof *s->digits);
    s->table = prse__alloc(s->total * obligations + 1, sizeof *s->table);
    oracle_on(&s->oracle, date);
    for (size_t i = 0; i < s->total; i++) {
        write_digits(s, i);
        const uint8_t *digits = &s->digits[i * vars];
        scene_draw(s, digits);
        scene_compare(s, digits);
        for (size_t o = 0; o < obligations; o++)
            s->table[o * s->total + i] = scene_follow(
                s, prse__ruleset_dd(&s->rules, o, epoch, PRSE__PART_ANSWER, 0),
                digits);
    }
}

int scene_allows(const scene *s, const prse__mask *masks, size_t completion)
{
    const uint8_t *digits = &s->digits[completion * s->rules.var_count];
    for (size_t v = 0; v < s->rules.var_count; v++)
        if (!prse__mask_has(&masks[v], digits[v]))
            return 0;
    return 1;
}

/* --- Days and masks --- */

prse__date scene_day(scene *s)
{
    const prse__epochs *epochs = &s->rules.epochs;
    size_t epoch = chance_below(s->c, epochs->count);
    prse__date around = epoch ? epochs->dates[epoch] : 0;
    switch (chance_below(s->c, 4)) {
    case 0:
        return around - 1;
    case 1:
        return around;
    default:
        return around + (prse__date)chance_below(s->c, 400);
    }
}

static prse__mask a_mask(scene *s, size_t cells)
{
    prse__mask mask = prse__mask_none();
    if (chance_of(s->c, 35))
        return prse__mask_all(cells);
    if (chance_of(s->c, 45))
        return prse__mask_one(chance_below(s->c, cells));
    for (size_t i = 0; i < cells; i++)
        if (chance_of(s->c, 50))
            mask = prse__mask_or(mask, prse__mask_one(i));
    return prse__mask_empty(&mask)
               ? prse__mask_one(chance_below(s->c, cells))
               : mask;
}

void scene_mask(scene *s, prse__mask *masks)
{
    for (size_t v = 0; v < s->rules.var_count; v++)
        masks[v] = a_mask(s, s->rules.cells[v]);
}
