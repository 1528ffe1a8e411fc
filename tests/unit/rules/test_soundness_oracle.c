/* SPDX-License-Identifier: Apache-2.0 */
#include "test_soundness_oracle.h"

#include "rules/cell_text.h"
#include "support/test.h"

/* --- Constants of a day --- */

static const prse__feel *copy_of(prse__arena *arena, const prse__feel *node,
                                 const prse__feel *next)
{
    prse__feel *copy = prse__arena_alloc(arena, 1, sizeof *copy);
    *copy = *node;
    copy->next = next;
    return copy;
}

static const prse__value *function_on(oracle *o, const prse__function *f)
{
    const prse__dated *step = prse__rule_at(&f->value, o->date);
    if (!step)
        return &prse__value_null;
    const prse__feel *chain = copy_of(o->days, step->expr, NULL);
    for (size_t i = f->param_count; i-- > 0;) {
        prse__feel param = {.kind = PRSE__FEEL_PARAM, .text = f->params[i]};
        chain = copy_of(o->days, &param, chain);
    }
    prse__feel function = {.kind = PRSE__FEEL_FUNCTION,
                           .first = chain,
                           .count = f->param_count + 1};
    prse__value *value = prse__arena_alloc(o->days, 1, sizeof *value);
    *value = (prse__value){.kind = PRSE__VALUE_FUNCTION,
                           .body = copy_of(o->days, &function, NULL),
                           .closure = &o->constants};
    return value;
}

void oracle_on(oracle *o, prse__date date)
{
    const prse__pack_tree *pack = o->pack;
    size_t count = pack->threshold_count + pack->function_count;
    prse__arena_reset(o->days);
    prse_str *names = prse__arena_alloc(o->days, count + 1, sizeof *names);
    const prse__value **values =
        prse__arena_alloc(o->days, count + 1, sizeof(prse__value *));
    o->date = date;
    o->constants = (prse__scope){NULL, count, names, values};
    for (size_t i = 0; i < count; i++) {
        size_t f = i - pack->threshold_count;
        int is_threshold = i < pack->threshold_count;
        names[i] = is_threshold ? pack->thresholds[i].id
                                : pack->functions[f].id;
        values[i] = is_threshold
                        ? prse__threshold_at(&pack->thresholds[i], date)
                        : function_on(o, &pack->functions[f]);
        if (!values[i])
            values[i] = &prse__value_null;
    }
}

/* --- One completion --- */

void oracle_new(oracle *o, const prse__ruleset *rules)
{
    const prse__pack_tree *pack = rules->pack;
    size_t count = pack->fact_count + pack->definition_count;
    *o = (oracle){.rules = rules, .pack = pack};
    o->days = prse__arena_new(0);
    o->arena = prse__arena_new(0);
    o->names = prse__alloc(count + 1, sizeof *o->names);
    o->facts = prse__alloc(rules->var_count + 1, sizeof(prse__value *));
    for (size_t y = 0; y < PRSE__YEARS_MAX; y++)
        o->values[y] = prse__alloc(count + 1, sizeof(prse__value *));
    for (size_t i = 0; i < count; i++)
        o->names[i] = i < pack->fact_count
                          ? pack->facts[i].id
                          : pack->definitions[i - pack->fact_count].id;
}

void oracle_free(oracle *o)
{
    prse__arena_free(o->days);
    prse__arena_free(o->arena);
    prse__free(o->names);
    prse__free(o->facts);
    for (size_t y = 0; y < PRSE__YEARS_MAX; y++)
        prse__free(o->values[y]);
}

static const prse__value *fact_in(const oracle *o, size_t fact, size_t back)
{
    size_t var = o->rules->fact_vars[fact];
    int32_t years = o->pack->facts[fact].years;
    if (years == 0)
        back = 0;
    if (var == SIZE_MAX || back >= (size_t)(years ? years : 1))
        return &prse__value_null;
    return o->facts[var + back];
}

void oracle_complete(oracle *o)
{
    const prse__pack_tree *pack = o->pack;
    prse__arena_reset(o->arena);
    for (size_t y = 0; y < PRSE__YEARS_MAX; y++) {
        for (size_t i = 0; i < pack->fact_count; i++)
            o->values[y][i] = fact_in(o, i, y);
        for (size_t i = 0; i < pack->definition_count; i++)
            o->values[y][pack->fact_count + i] = NULL;
    }
}

static const prse__value *rule_in(oracle *o, const prse__rule *rule,
                                  const prse__value *absent, size_t back);

/* Holds in each of its years, or surely not in one; else null. */
static const prse__value *definition_in(oracle *o, size_t index, size_t back)
{
    const prse__definition *d = &o->pack->definitions[index];
    const prse__value *all = NULL;
    for (int32_t y = 0; y < (d->years > 1 ? d->years : 1); y++) {
        const prse__value *one =
            rule_in(o, &d->value, &prse__value_null, back + (size_t)y);
        if (d->years <= 1)
            return one;
        int truth = one->kind == PRSE__VALUE_BOOLEAN;
        if (truth && !one->flag)
            return &prse__value_false;
        if (!all || !truth)
            all = truth ? one : &prse__value_null;
    }
    return all;
}

static void need(oracle *o, const prse__feel *node, size_t back)
{
    const prse__name *name = node->kind == PRSE__FEEL_NAME
                                 ? prse__pack_name(o->pack, node->text)
                                 : NULL;
    if (name && name->kind == PRSE__NAME_DEFINITION) {
        const prse__value **place =
            &o->values[back][o->pack->fact_count + name->index];
        if (!*place)
            *place = definition_in(o, name->index, back);
    }
    for (const prse__feel *c = node->first; c; c = c->next)
        need(o, c, back);
}

static const prse__value *rule_in(oracle *o, const prse__rule *rule,
                                  const prse__value *absent, size_t back)
{
    const prse__dated *step = prse__rule_at(rule, o->date);
    const prse__value *value = NULL;
    prse_error err = {0};
    if (!step)
        return absent;
    need(o, step->expr, back);
    const prse__scope scope = {
        &o->constants, o->pack->fact_count + o->pack->definition_count,
        o->names, o->values[back]};
    prse_status status =
        step->table
            ? prse__table_eval(&value, o->arena, step->table, &scope, &err)
            : prse__feel_eval(&value, o->arena, step->expr, &scope, 0, &err);
    cr_assert_eq(status, PRSE_OK, "%s", err.message);
    return value;
}

const prse__value *oracle_rule(oracle *o, const prse__rule *rule,
                               const prse__value *absent)
{
    return rule_in(o, rule, absent, 0);
}

/* 1, 0, or -1 for anything else. */
static int truth_of(const prse__value *value)
{
    return value->kind == PRSE__VALUE_BOOLEAN ? value->flag : -1;
}

prse__dd oracle_answer(oracle *o, const prse__obligation *ob)
{
    if (o->date < ob->from || o->date >= ob->to)
        return PRSE__DD_FALSE;
    int enough = truth_of(oracle_rule(o, &ob->requires, &prse__value_true));
    if (enough != 1)
        return enough == 0 ? PRSE__DD_INSUFFICIENT : PRSE__DD_NULL;
    int applies = truth_of(oracle_rule(o, &ob->applies, &prse__value_false));
    if (applies != 0)
        return applies == 1 ? PRSE__DD_TRUE : PRSE__DD_NULL;
    switch (truth_of(oracle_rule(o, &ob->recommended, &prse__value_false))) {
    case 1:
        return PRSE__DD_RECOMMENDED;
    case 0:
        return PRSE__DD_FALSE;
    default:
        return PRSE__DD_NULL;
    }
}

/* --- Values of a cell --- */

static const prse__value *number(oracle *o, prse__dec d)
{
    return prse__value_number(o->days, d);
}

/* A number between two ends, both excluded; thousandths from one of them, or
 * anywhere. Either end may be absent. */
static prse__dec between(const prse__cell *cell, chance *c)
{
    prse__dec thousandth;
    (void)prse__dec_parse(&thousandth, PRSE_STR("0.001"));
    prse__dec step = chance_of(c, 50) ? thousandth
                                      : prse__dec_int(1 + (int64_t)
                                            chance_below(c, 1000000));
    int both = cell->low.present && cell->high.present;
    if (!cell->low.present && !cell->high.present)
        return prse__dec_sub(step, prse__dec_int(500000));
    if (both) {
        prse__dec width = prse__dec_sub(cell->high.value->number,
                                        cell->low.value->number);
        prse__dec part = prse__dec_int(1 + (int64_t)chance_below(c, 999));
        step = prse__dec_mul(prse__dec_mul(width, part), thousandth);
    }
    return cell->low.present ? prse__dec_add(cell->low.value->number, step)
                             : prse__dec_sub(cell->high.value->number, step);
}

static const prse__value *number_in(oracle *o, const prse__cell *cell,
                                    int whole, chance *c)
{
    prse__dec d = between(cell, c);
    if (whole)
        d = prse__dec_round(d, 0,
                            cell->low.present ? PRSE__ROUND_FLOOR
                                              : PRSE__ROUND_CEILING);
    const prse__value *value = number(o, d);
    prse__bound exact = {1, 0, value};
    return prse__bound_crossed(cell->low, exact) ||
                   prse__bound_crossed(exact, cell->high)
               ? cell->value
               : value;
}

static const prse__value *date_in(oracle *o, const prse__cell *cell, chance *c)
{
    int64_t low = cell->low.present ? cell->low.value->amount : -40000;
    int64_t high = cell->high.present ? cell->high.value->amount : 40000;
    low += cell->low.open;
    high -= cell->high.open;
    int64_t wide = high - low > 50000 ? 50000 : high - low;
    int64_t day = chance_of(c, 30) ? high
                                   : low + (int64_t)chance_below(
                                               c, (size_t)wide + 1);
    return prse__value_date(o->days, (prse__date)day);
}

const prse__value *oracle_value_in(oracle *o, size_t var, size_t index,
                                   chance *c)
{
    const prse__var *v = &o->rules->vars[var];
    const prse__cell *cell = &v->cells[index];
    int is_null = cell->value->kind == PRSE__VALUE_NULL;
    if (is_null || !prse__fact_is_ordered(v->fact) || chance_of(c, 25))
        return cell->value;
    if (v->fact->type == PRSE__FACT_DATE)
        return date_in(o, cell, c);
    int whole = v->fact->type == PRSE__FACT_COUNT;
    if (cell->low.present && !cell->low.open && chance_of(c, 25))
        return cell->low.value;
    if (cell->high.present && !cell->high.open && chance_of(c, 35))
        return cell->high.value;
    return number_in(o, cell, whole, c);
}

int oracle_same(const prse__value *a, const prse__value *b)
{
    if (a->kind != b->kind || a->count != b->count)
        return 0;
    if (a->kind == PRSE__VALUE_NULL)
        return 1;
    if (a->kind == PRSE__VALUE_LIST || a->kind == PRSE__VALUE_CONTEXT) {
        for (size_t i = 0; i < a->count; i++)
            if (!oracle_same(a->items[i], b->items[i]))
                return 0;
        return 1;
    }
    return prse__value_equal(a, b) == 1;
}

void oracle_print(prse__buf *buf, const oracle *o)
{
    for (size_t v = 0; v < o->rules->var_count; v++) {
        const prse__var *var = &o->rules->vars[v];
        prse__buf_add(buf, var->fact->id);
        prse__buf_addf(buf, "(%d)=", (int)var->year);
        prse__value_write(buf, o->facts[v]);
        prse__buf_adds(buf, " ");
    }
    prse__buf_adds(buf, "on ");
    prse__date_print(buf, o->date);
}
