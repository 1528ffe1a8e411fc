/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/profile.h"

#include "rules/cell_text.h"
#include "rules/survey.h"

static void lay_out(prse__profile *p)
{
    const prse__pack_tree *pack = p->rules->pack;
    size_t next = 0;
    for (size_t i = 0; i < pack->fact_count; i++) {
        size_t var = p->rules->fact_vars[i];
        p->fact_slots[i] = next;
        for (size_t y = 0; y < prse__fact_years(&pack->facts[i]); y++) {
            p->slots[next].fact = &pack->facts[i];
            p->slots[next].year = -(int32_t)y;
            p->slots[next++].var = var == SIZE_MAX ? var : var + y;
        }
    }
}

prse_status prse__profile_init(prse__profile *p, const prse__ruleset *rules,
                               prse_error *err)
{
    const prse__pack_tree *pack = rules->pack;
    *p = (prse__profile){.rules = rules};
    for (size_t i = 0; i < pack->fact_count; i++)
        p->slot_count += prse__fact_years(&pack->facts[i]);
    p->arena = prse__arena_new(0);
    p->slots = prse__alloc(p->slot_count + 1, sizeof *p->slots);
    p->fact_slots = prse__alloc(pack->fact_count + 1, sizeof *p->fact_slots);
    p->masks = prse__alloc(rules->var_count + 1, sizeof *p->masks);
    if (!p->arena || !p->slots || !p->fact_slots || !p->masks) {
        prse__profile_free(p);
        return prse__error_nomem(err);
    }
    lay_out(p);
    for (size_t i = 0; i < p->slot_count; i++)
        prse__profile_forget(p, &p->slots[i]);
    return PRSE_OK;
}

void prse__profile_free(prse__profile *p)
{
    prse__arena_free(p->arena);
    prse__free(p->slots);
    prse__free(p->fact_slots);
    prse__free(p->masks);
    *p = (prse__profile){0};
}

/* Nobody has said anything of it since it was forgotten. */
static int is_untouched(const prse__slot *slot)
{
    const prse__said *said = &slot->said;
    return !slot->given && !said->source.ptr && !said->date.ptr &&
           !said->confidence.ptr && !said->about && !said->stand_in &&
           !said->disputed;
}

void prse__profile_clear(prse__profile *p)
{
    for (size_t i = 0; i < p->slot_count; i++)
        if (!is_untouched(&p->slots[i]))
            prse__profile_forget(p, &p->slots[i]);
    prse__arena_reset(p->arena);
}

prse__mask prse__slot_missing(const prse__profile *p, const prse__slot *slot)
{
    return slot->fact->missing_null
               ? prse__mask_one(p->rules->cells[slot->var] - 1)
               : p->rules->survey->whole[slot->var];
}

void prse__profile_forget(prse__profile *p, prse__slot *slot)
{
    slot->given = 0;
    slot->whole = 0;
    slot->low = slot->fact->low;
    slot->high = slot->fact->high;
    slot->value = slot->fact->missing_null ? &prse__value_null : NULL;
    slot->text = (prse_str){NULL, 0};
    slot->said = (prse__said){0};
    if (slot->var != SIZE_MAX)
        p->masks[slot->var] = prse__slot_missing(p, slot);
}

prse__slot *prse__profile_slot(const prse__profile *p, size_t fact,
                               int32_t year)
{
    const prse__pack_tree *pack = p->rules->pack;
    if (fact >= pack->fact_count || year > 0 ||
        (size_t)-(int64_t)year >= prse__fact_years(&pack->facts[fact]))
        return NULL;
    return &p->slots[p->fact_slots[fact] + (size_t)-year];
}

prse_status prse__profile_set_int(prse__profile *p, prse__slot *slot,
                                  int64_t number, prse_error *err)
{
    const prse__fact *fact = slot->fact;
    int boolean = fact->type == PRSE__FACT_BOOLEAN;
    if ((boolean && number != 0 && number != 1) ||
        fact->type == PRSE__FACT_TEXT || fact->type == PRSE__FACT_DATE)
        return prse__error_set(err, PRSE_ETYPE, fact->id.ptr,
                               "an integer is not a value of this fact");
    if (!boolean && prse__profile_exact(p, slot, number))
        return PRSE_OK;
    prse__value own = boolean ? *prse__value_boolean((int)number)
                              : (prse__value){.kind = PRSE__VALUE_NUMBER,
                                              .number = prse__dec_int(number)};
    prse__bound exact = {1, 0, &own};
    if (!boolean && (prse__bound_crossed(fact->low, exact) ||
                     prse__bound_crossed(exact, fact->high)))
        return prse__error_set(err, PRSE_ETYPE, fact->id.ptr,
                               "the value is outside what this fact can be");
    slot->own[0] = own;
    exact.value = &slot->own[0];
    slot->given = slot->whole = 1;
    slot->low = slot->high = exact;
    slot->value = &slot->own[0];
    slot->text = (prse_str){NULL, 0};
    slot->said = (prse__said){0};
    const prse__var *var = &p->rules->vars[slot->var];
    p->masks[slot->var] = boolean ? prse__mask_one((size_t)number)
                                  : prse__cells_meet(var, exact, exact);
    return PRSE_OK;
}

void prse__slot_print(prse__buf *buf, const prse__slot *slot)
{
    if (slot->text.len)
        prse__buf_add(buf, slot->text);
    else if (slot->value)
        prse__value_write(buf, slot->value);
    else if (slot->given && slot->whole)
        prse__range_print(buf, slot->low, slot->high);
    else
        prse__buf_adds(buf, "unknown");
}
