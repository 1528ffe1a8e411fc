/* SPDX-License-Identifier: Apache-2.0 */
/* Checks between facts, which cells cannot follow: "effectif <=
 * effectif_groupe" may hold as soon as it holds between some ends of what the
 * two facts can be. */
#include "base/error.h"
#include "engine/facts.h"

enum { MOST_FACTS = 6 };

typedef struct corner_case {
    const prse__pack_tree *pack;
    const prse__profile *profile;
    size_t count;
    prse_str names[MOST_FACTS];
    const prse__slot *slots[MOST_FACTS];
    int uses[MOST_FACTS]; /* comparisons in which a fact occurs */
    prse__value far[2]; /* below and above every number: the ends of what has
                           none */
    int unsure; /* the ends do not tell: there are too many, or something in
                   between may hold where they don't */
} corner_case;

static int is_exact(const prse__slot *slot)
{
    return slot->value != NULL || !slot->given;
}

static size_t place_of(corner_case *c, prse_str id, size_t fact)
{
    size_t i = 0;
    while (i < c->count && !prse__str_eq(c->names[i], id))
        i++;
    if (i == c->count && i < MOST_FACTS) {
        c->names[i] = id;
        c->slots[i] = prse__profile_slot(c->profile, fact, 0);
        c->count++;
    }
    return i;
}

static int is_order(const prse__feel *node)
{
    return node->kind == PRSE__FEEL_BINARY && node->op >= PRSE__FEEL_LT &&
           node->op <= PRSE__FEEL_GE;
}

/* Sums, differences and products: each side moves one way with each fact. */
static int is_steady(const prse__feel *node)
{
    return node->kind == PRSE__FEEL_NEGATE ||
           (node->kind == PRSE__FEEL_BINARY && node->op >= PRSE__FEEL_ADD &&
            node->op <= PRSE__FEEL_MUL);
}

/* fact = null: ends or not, it is not. */
static int is_null_test(const prse__feel *node)
{
    return node->kind == PRSE__FEEL_BINARY &&
           (node->op == PRSE__FEEL_EQ || node->op == PRSE__FEEL_NE) &&
           (node->first->kind == PRSE__FEEL_NULL ||
            node->first->next->kind == PRSE__FEEL_NULL);
}

/* What a fact's place in the check says of its ends. */
typedef enum within {
    WITHIN_TRUTH, /* of and, or, not */
    WITHIN_ORDER, /* a side of < <= > >= */
    WITHIN_NULL_TEST,
    WITHIN_OTHER
} within;

static within below(const prse__feel *node, within at)
{
    if (is_null_test(node))
        return WITHIN_NULL_TEST;
    if (at == WITHIN_TRUTH && is_order(node))
        return WITHIN_ORDER;
    if (at == WITHIN_ORDER && is_steady(node))
        return WITHIN_ORDER;
    if (node->kind == PRSE__FEEL_BINARY && node->op <= PRSE__FEEL_AND)
        return at;
    return WITHIN_OTHER;
}

static void gather(corner_case *c, const prse__feel *node, within at)
{
    const prse__name *name =
        node->kind == PRSE__FEEL_NAME
            ? prse__pack_name(c->pack, node->text)
            : NULL;
    if (name && name->kind == PRSE__NAME_FACT) {
        size_t i = place_of(c, node->text, name->index);
        if (i == MOST_FACTS)
            c->unsure = 1;
        else if (!is_exact(c->slots[i]) && at != WITHIN_NULL_TEST &&
                 (at != WITHIN_ORDER || c->uses[i]++))
            c->unsure = 1;
    }
    within inside = below(node, at);
    for (const prse__feel *child = node->first; child; child = child->next)
        gather(c, child, inside);
}

static int is_number(const prse__slot *slot)
{
    return slot->fact->type == PRSE__FACT_NUMBER ||
           slot->fact->type == PRSE__FACT_COUNT;
}

/* An end of what a fact can be; NULL: there is none. */
static const prse__value *end_of(const corner_case *c, const prse__slot *slot,
                                 int high)
{
    if (slot->value)
        return slot->value;
    const prse__bound *bound = high ? &slot->high : &slot->low;
    if (!slot->given || !slot->whole)
        return NULL;
    if (!bound->present && is_number(slot))
        return &c->far[high];
    return bound->present ? bound->value : NULL;
}

static prse_status corner(const prse__value **out, prse__arena *arena,
                          const corner_case *c, unsigned which,
                          const prse__check *check, prse_error *err)
{
    const prse__value *values[MOST_FACTS];
    *out = &prse__value_null;
    for (size_t i = 0; i < c->count; i++) {
        values[i] = end_of(c, c->slots[i], which >> i & 1);
        if (!values[i])
            return PRSE_OK;
    }
    prse__scope scope = {&c->profile->rules->epochs.scopes[0], c->count,
                         c->names, values};
    return prse__feel_eval(out, arena, check->expr, &scope, 0, err);
}

/* Beyond what facts are, and still a number to calculate with. */
static void set_far(corner_case *c)
{
    prse__dec most;
    prse__dec_parse(&most, PRSE_STR("1e1000"));
    c->far[0] = (prse__value){.kind = PRSE__VALUE_NUMBER,
                              .number = prse__dec_neg(most)};
    c->far[1] = (prse__value){.kind = PRSE__VALUE_NUMBER, .number = most};
}

prse_status prse__check_holds(int *out, prse__arena *arena,
                              const prse__profile *profile,
                              const prse__check *check, prse_error *err)
{
    corner_case c = {.pack = profile->rules->pack, .profile = profile};
    set_far(&c);
    gather(&c, check->expr, WITHIN_TRUTH);
    *out = 1;
    for (unsigned which = 0; !c.unsure && which < 1u << c.count; which++) {
        const prse__value *value;
        prse_status status = corner(&value, arena, &c, which, check, err);
        if (status)
            return status;
        if (value->kind != PRSE__VALUE_BOOLEAN || value->flag)
            return PRSE_OK;
    }
    *out = c.count == 0 || c.unsure;
    return PRSE_OK;
}
