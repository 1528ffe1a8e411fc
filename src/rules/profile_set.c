/* SPDX-License-Identifier: Apache-2.0 */
/* Reading what somebody wrote about a fact: one value, a range, the name of a
 * bracket, or several of these joined by "or". */
#include <string.h>

#include "rules/cell_text.h"
#include "rules/profile.h"
#include "rules/range.h"

typedef struct reading {
    prse__profile *profile;
    prse__slot slot;      /* being filled: copied back when all is well */
    const prse__var *var; /* NULL: free text */
    prse__mask mask;
    size_t pieces, nulls, wholes;
    prse__place place;
    prse_error *err;
} reading;

static prse_status wrong(reading *r, prse_str text, const char *why)
{
    const prse__fact *fact = r->slot.fact;
    int shown = text.len > 60 ? 60 : (int)text.len;
    return prse__error_at(r->err, PRSE_ETYPE, r->place, fact->id.ptr,
                          "`%.*s` is not a value of this fact: %s", shown,
                          text.ptr ? text.ptr : "", why);
}

/* The same with a reason that was put together, which is freed. */
static prse_status wrong_because(reading *r, prse_str text, prse__buf *why)
{
    prse_status status = why->failed ? prse__error_nomem(r->err)
                                     : wrong(r, text, why->ptr);
    prse__buf_free(why);
    return status;
}

/* --- Ordered facts --- */

static const prse__value *shifted(prse__arena *arena,
                                  const prse__value *value, int by)
{
    if (value->kind == PRSE__VALUE_DATE)
        return prse__value_date(arena, (prse__date)(value->amount + by));
    prse__rounding way = by > 0 ? PRSE__ROUND_FLOOR : PRSE__ROUND_CEILING;
    return prse__value_number(
        arena, prse__dec_add(prse__dec_round(value->number, 0, way),
                             prse__dec_int(by)));
}

/* The nearest value inside an excluded or fractional end of a discrete
 * domain; 0 when memory ran out. */
static int close_end(prse__arena *arena, prse__bound *end, int by)
{
    if (!end->present)
        return 1;
    int fraction = end->value->kind == PRSE__VALUE_NUMBER &&
                   !prse__dec_is_integer(end->value->number);
    if (!end->open && !fraction)
        return 1;
    end->value = shifted(arena, end->value, by);
    end->open = 0;
    return end->value != NULL;
}

static void widen(reading *r, prse__bound low, prse__bound high)
{
    prse__slot *slot = &r->slot;
    int first = r->wholes++ == 0;
    if (first || prse__bound_low_cmp(low, slot->low) < 0)
        slot->low = low;
    if (first || prse__bound_high_cmp(high, slot->high) > 0)
        slot->high = high;
    r->mask = prse__mask_or(r->mask, prse__cells_meet(r->var, low, high));
    if (prse__bound_exact(low, high))
        slot->value = low.value;
}

static prse_status outside(reading *r, prse_str text)
{
    prse__buf why;
    prse__buf_init(&why, 0);
    prse__buf_adds(&why, "its range is ");
    prse__range_print(&why, r->slot.fact->low, r->slot.fact->high);
    return wrong_because(r, text, &why);
}

static prse_status add_range(reading *r, prse_str text, prse__bound low,
                             prse__bound high)
{
    const prse__fact *fact = r->slot.fact;
    int exact = prse__bound_exact(low, high);
    if (fact->type == PRSE__FACT_COUNT && exact &&
        !prse__dec_is_integer(low.value->number))
        return wrong(r, text, "it must be a whole number");
    if (fact->type != PRSE__FACT_NUMBER &&
        (!close_end(r->profile->arena, &low, 1) ||
         !close_end(r->profile->arena, &high, -1)))
        return prse__error_nomem(r->err);
    if (prse__bound_crossed(low, high))
        return wrong(r, text, "the range is empty");
    if (prse__bound_crossed(fact->low, high) ||
        prse__bound_crossed(low, fact->high))
        return outside(r, text);
    if (prse__bound_low_cmp(low, fact->low) < 0)
        low = fact->low;
    if (prse__bound_high_cmp(high, fact->high) > 0)
        high = fact->high;
    widen(r, low, high);
    return PRSE_OK;
}

static prse_status not_a_range(reading *r, prse_str text)
{
    const prse__fact *fact = r->slot.fact;
    prse__buf why;
    prse__buf_init(&why, 0);
    prse__buf_adds(&why, fact->type == PRSE__FACT_DATE
                             ? "write 2026-11-23, >= 2026-01-01 or "
                               "[2026-01-01..2027-01-01)"
                             : "write 50, 50..249, [50..300) or >= 50");
    for (size_t i = 0; i < fact->bracket_count; i++) {
        prse__buf_adds(&why, i ? ", " : ", or a bracket: ");
        prse__buf_add(&why, fact->brackets[i].name);
    }
    return wrong_because(r, text, &why);
}

static prse_status add_ordered(reading *r, prse_str text)
{
    const prse__fact *fact = r->slot.fact;
    for (size_t i = 0; i < fact->bracket_count; i++)
        if (prse__str_eq(fact->brackets[i].name, text))
            return add_range(r, text, fact->brackets[i].low,
                             fact->brackets[i].high);
    prse__range range;
    prse_error why;
    prse_status status =
        prse__range_read(&range, r->profile->arena,
                         fact->type == PRSE__FACT_DATE, text, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(r->err);
    if (status && strstr(why.message, "is no range"))
        return not_a_range(r, text);
    return status ? wrong(r, text, why.message)
                  : add_range(r, text, range.low, range.high);
}

/* --- Booleans and listed texts --- */

static prse_status add_value(reading *r, const prse__value *value)
{
    r->mask = prse__mask_or(r->mask, prse__cells_of(r->var, value));
    r->slot.value = value;
    return PRSE_OK;
}

static prse_status add_boolean(reading *r, prse_str text)
{
    static const struct {
        const char *word;
        int flag;
    } WORDS[] = {{"true", 1}, {"false", 0}, {"1", 1},   {"0", 0},
                 {"oui", 1},  {"non", 0},   {"yes", 1}, {"no", 0},
                 {"vrai", 1}, {"faux", 0}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (prse__str_is(text, WORDS[i].word))
            return add_value(r, prse__value_boolean(WORDS[i].flag));
    return wrong(r, text, "expected true or false");
}

static prse_status add_choice(reading *r, prse_str text)
{
    const prse__fact *fact = r->slot.fact;
    for (size_t i = 0; i < fact->choice_count; i++)
        if (prse__str_eq(fact->choices[i].id, text))
            return add_value(r, r->var->cells[i].value);
    prse__buf list;
    prse__buf_init(&list, 0);
    for (size_t i = 0; i < fact->choice_count; i++) {
        prse__buf_adds(&list, i ? ", " : "expected one of ");
        prse__buf_add(&list, fact->choices[i].id);
    }
    return wrong_because(r, text, &list);
}

static prse_status add_null(reading *r, prse_str text)
{
    if (!r->var->has_null)
        return wrong(r, text, "it cannot be null");
    r->nulls++;
    return add_value(r, &prse__value_null);
}

/* Any value will do: the fact is there. */
static prse_status add_not_null(reading *r)
{
    size_t values = r->var->cell_count - (size_t)r->var->has_null;
    r->mask = prse__mask_or(r->mask, prse__mask_all(values));
    r->pieces++; /* never one exact value or one range */
    return PRSE_OK;
}

static prse_status add_piece(reading *r, prse_str text)
{
    r->pieces++;
    if (prse__str_is(text, "not null"))
        return add_not_null(r);
    if (prse__str_is(text, "null"))
        return add_null(r, text);
    if (prse__fact_is_ordered(r->slot.fact))
        return add_ordered(r, text);
    if (r->slot.fact->type == PRSE__FACT_BOOLEAN)
        return add_boolean(r, text);
    return add_choice(r, text);
}

static prse_status add_pieces(reading *r, prse_str text)
{
    prse_status status = PRSE_OK;
    size_t start = 0;
    for (size_t i = 0; !status && i + 4 <= text.len; i++)
        if (prse__str_starts((prse_str){text.ptr + i, text.len - i}, " or ")) {
            status = add_piece(r, prse__str_trim((prse_str){text.ptr + start,
                                                            i - start}));
            start = i + 4;
        }
    if (status)
        return status;
    return add_piece(r, prse__str_trim((prse_str){text.ptr + start,
                                                  text.len - start}));
}

static prse_status finish(reading *r, prse_str text)
{
    prse__slot *slot = &r->slot;
    if (prse__mask_empty(&r->mask))
        return wrong(r, text, "it is outside what this fact can be");
    slot->given = 1;
    slot->whole = r->pieces == 1 && r->wholes == 1;
    if (r->pieces > 1) {
        slot->value = NULL;
        slot->text = prse__str_dup(r->profile->arena, text);
        if (!slot->text.ptr)
            return prse__error_nomem(r->err);
    }
    r->profile->masks[slot->var] = r->mask;
    return PRSE_OK;
}

static prse_status set_free_text(reading *r, prse_str text)
{
    prse_str copy = prse__str_dup(r->profile->arena, text);
    r->slot.value =
        copy.ptr ? prse__value_string(r->profile->arena, copy) : NULL;
    r->slot.given = 1;
    return r->slot.value ? PRSE_OK : prse__error_nomem(r->err);
}

prse_status prse__profile_read(prse__profile *profile, prse__slot *slot,
                               prse_str text, prse__place place,
                               prse_error *err)
{
    text = prse__str_trim(text);
    if (!text.len || prse__str_is(text, "unknown")) {
        prse__profile_forget(profile, slot);
        return PRSE_OK;
    }
    reading r = {.profile = profile, .slot = *slot, .place = place,
                 .err = err};
    r.slot.value = NULL;
    r.slot.whole = 0;
    r.slot.text = (prse_str){NULL, 0};
    r.slot.said = (prse__said){0};
    r.var = slot->var == SIZE_MAX ? NULL : &profile->rules->vars[slot->var];
    prse_status status = r.var ? add_pieces(&r, text) : set_free_text(&r, text);
    if (!status && r.var)
        status = finish(&r, text);
    if (!status)
        *slot = r.slot;
    return status;
}

prse_status prse__profile_set(prse__profile *profile, prse__slot *slot,
                              prse_str text, prse__place place,
                              prse_error *err)
{
    return prse__profile_quick(profile, slot, text)
               ? PRSE_OK
               : prse__profile_read(profile, slot, text, place, err);
}
