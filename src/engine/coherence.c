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
    int too_many;
} corner_case;

static int is_there(const corner_case *c, prse_str name)
{
    for (size_t i = 0; i < c->count; i++)
        if (prse__str_eq(c->names[i], name))
            return 1;
    return 0;
}

static void gather(corner_case *c, const prse__feel *node)
{
    const prse__name *name =
        node->kind == PRSE__FEEL_NAME
            ? prse__pack_name(c->pack, node->text)
            : NULL;
    if (name && name->kind == PRSE__NAME_FACT && !is_there(c, node->text)) {
        if (c->count == MOST_FACTS) {
            c->too_many = 1;
            return;
        }
        c->names[c->count] = node->text;
        c->slots[c->count++] = prse__profile_slot(c->profile, name->index, 0);
    }
    for (const prse__feel *child = node->first; child; child = child->next)
        gather(c, child);
}

/* An end of what a fact can be; NULL: there is none. */
static const prse__value *end_of(const prse__slot *slot, int high)
{
    if (slot->value)
        return slot->value;
    const prse__bound *bound = high ? &slot->high : &slot->low;
    return slot->given && slot->whole && bound->present ? bound->value : NULL;
}

static prse_status corner(const prse__value **out, prse__arena *arena,
                          const corner_case *c, unsigned which,
                          const prse__check *check, prse_error *err)
{
    const prse__value *values[MOST_FACTS];
    *out = &prse__value_null;
    for (size_t i = 0; i < c->count; i++) {
        values[i] = end_of(c->slots[i], which >> i & 1);
        if (!values[i])
            return PRSE_OK;
    }
    prse__scope scope = {&c->profile->rules->epochs.scopes[0], c->count,
                         c->names, values};
    return prse__feel_eval(out, arena, check->expr, &scope, 0, err);
}

prse_status prse__check_holds(int *out, prse__arena *arena,
                              const prse__profile *profile,
                              const prse__check *check, prse_error *err)
{
    corner_case c = {.pack = profile->rules->pack, .profile = profile};
    gather(&c, check->expr);
    *out = 1;
    for (unsigned which = 0; !c.too_many && which < 1u << c.count; which++) {
        const prse__value *value;
        prse_status status = corner(&value, arena, &c, which, check, err);
        if (status)
            return status;
        if (value->kind != PRSE__VALUE_BOOLEAN || value->flag)
            return PRSE_OK;
    }
    *out = c.count == 0 || c.too_many;
    return PRSE_OK;
}
