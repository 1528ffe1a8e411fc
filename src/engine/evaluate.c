/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/evaluate.h"

/* The names that one expression needs, gathered as they are met. A definition
 * is evaluated where it is met, so its own names need no place here. */
typedef struct gathering {
    prse__arena *arena;
    const prse__ruleset *rules;
    const prse__profile *profile;
    prse__date date;
    int missing_is_null;
    int known;
    int32_t back; /* financial years before N */
    prse_error *err;
    prse_status status;
    const prse__scope *constants; /* thresholds, functions, jour, annee */
} gathering;

typedef struct names {
    size_t count, room;
    prse_str *ids;
    const prse__value **values;
} names;

static int grow(names *n, prse__arena *arena)
{
    size_t room = n->room ? 2 * n->room : 8;
    prse_str *ids = prse__arena_alloc(arena, room, sizeof *ids);
    const prse__value **values =
        prse__arena_alloc(arena, room, sizeof(prse__value *));
    if (!ids || !values)
        return 0;
    for (size_t i = 0; i < n->count; i++) {
        ids[i] = n->ids[i];
        values[i] = n->values[i];
    }
    n->ids = ids;
    n->values = values;
    n->room = room;
    return 1;
}

static void add(gathering *g, names *n, prse_str id, const prse__value *value)
{
    if (!value || (n->count == n->room && !grow(n, g->arena))) {
        g->status = g->status ? g->status : prse__error_nomem(g->err);
        return;
    }
    n->ids[n->count] = id;
    n->values[n->count++] = value;
}

static const prse__value *fact_value(gathering *g, size_t fact)
{
    int32_t years = g->rules->pack->facts[fact].years;
    const prse__slot *slot =
        prse__profile_slot(g->profile, fact, years ? -g->back : 0);
    if (!slot)
        return &prse__value_null;
    if (slot->value)
        return slot->value;
    if (slot->given || !g->missing_is_null)
        g->known = 0;
    return &prse__value_null;
}

static const prse__value *value_of(gathering *g, const prse__feel *expr);

/* --- Definitions: what they give may be certain although their facts are
 * not --- */

typedef struct only {
    const prse__ruleset *rules;
    const prse__mask *masks;
    uint8_t *seen;
    prse__dd found; /* PRSE__DD_NONE: no terminal yet */
    int several;
} only;

static void look(only *o, prse__dd dd)
{
    const prse__dd_node *node = &o->rules->store.nodes[dd];
    if (o->several || o->seen[dd])
        return;
    o->seen[dd] = 1;
    if (node->var == PRSE__DD_LEAF) {
        o->several = o->found != PRSE__DD_NONE;
        o->found = dd;
        return;
    }
    const prse__arc *arcs = &o->rules->store.arcs[node->first];
    for (uint32_t i = 0; i < node->count; i++)
        if (prse__mask_meets(&arcs[i].mask, &o->masks[node->var]))
            look(o, arcs[i].to);
}

/* The only value that the definition can have; NULL: there are several. */
static const prse__value *certain_value(gathering *g, size_t index)
{
    const prse__ruleset *rules = g->rules;
    size_t epoch = prse__epoch_of(&rules->epochs, g->date);
    prse__dd dd =
        rules->definitions[epoch * rules->pack->definition_count + index];
    only o = {rules, g->profile->masks, NULL, PRSE__DD_NONE, 0};
    if (dd == PRSE__DD_NONE)
        return NULL;
    o.seen = prse__arena_alloc(g->arena, rules->store.node_count, 1);
    if (!o.seen)
        return NULL;
    look(&o, dd);
    return o.several ? NULL : prse__dd_value(&rules->store, o.found);
}

/* In one financial year. */
static const prse__value *year_value(gathering *g, const prse__rule *rule,
                                     int32_t back)
{
    const prse__dated *step = prse__rule_at(rule, g->date);
    g->back += back;
    const prse__value *value =
        step ? value_of(g, step->expr) : &prse__value_null;
    g->back -= back;
    return value;
}

/* over: the value holds in each of the last years. */
static const prse__value *definition_value(gathering *g, size_t index)
{
    const prse__definition *d = &g->rules->pack->definitions[index];
    const prse__value *certain = g->back ? NULL : certain_value(g, index);
    const prse__value *all = NULL;
    if (certain || d->years <= 1)
        return certain ? certain : year_value(g, &d->value, 0);
    for (int32_t y = 0; y < d->years; y++) {
        const prse__value *one = year_value(g, &d->value, y);
        if (!one || (one->kind == PRSE__VALUE_BOOLEAN && !one->flag))
            return one;
        if (!all || one->kind != PRSE__VALUE_BOOLEAN)
            all = one->kind == PRSE__VALUE_BOOLEAN ? one : &prse__value_null;
    }
    return all;
}

static int is_there(const names *n, prse_str id)
{
    for (size_t i = 0; i < n->count; i++)
        if (prse__str_eq(n->ids[i], id))
            return 1;
    return 0;
}

static void gather(gathering *g, names *n, const prse__feel *node)
{
    const prse__name *name =
        node->kind == PRSE__FEEL_NAME
            ? prse__pack_name(g->rules->pack, node->text)
            : NULL;
    if (name && !is_there(n, node->text)) {
        if (name->kind == PRSE__NAME_FACT)
            add(g, n, node->text, fact_value(g, name->index));
        if (name->kind == PRSE__NAME_DEFINITION)
            add(g, n, node->text, definition_value(g, name->index));
    }
    for (const prse__feel *c = node->first; c && !g->status; c = c->next)
        gather(g, n, c);
}

static const prse__value *value_of(gathering *g, const prse__feel *expr)
{
    names n = {0};
    const prse__value *value = NULL;
    gather(g, &n, expr);
    if (g->status)
        return NULL;
    prse__scope *scope = prse__arena_alloc(g->arena, 1, sizeof *scope);
    if (!scope) {
        g->status = prse__error_nomem(g->err);
        return NULL;
    }
    *scope = (prse__scope){g->constants, n.count, n.ids, n.values};
    g->status = prse__feel_eval(&value, g->arena, expr, scope, 0, g->err);
    return g->status ? NULL : value;
}

/* jour and annee over the constants of the period. */
static const prse__scope *constants(gathering *g)
{
    static const prse_str NAMES[2] = {{"jour", 4}, {"annee", 5}};
    size_t epoch = prse__epoch_of(&g->rules->epochs, g->date);
    prse__scope *scope = prse__arena_alloc(g->arena, 1, sizeof *scope);
    const prse__value **values =
        prse__arena_alloc(g->arena, 2, sizeof(prse__value *));
    if (!scope || !values)
        return NULL;
    values[0] = prse__value_date(g->arena, g->date);
    values[1] = prse__value_number(
        g->arena, prse__dec_int(prse__date_ymd(g->date).year));
    *scope = (prse__scope){&g->rules->epochs.scopes[epoch], 2, NAMES, values};
    return values[0] && values[1] ? scope : NULL;
}

prse_status prse__evaluate_rule(const prse__value **out, int *known,
                                prse__arena *arena,
                                const prse__ruleset *rules,
                                const prse__profile *profile,
                                const prse__rule *rule, prse__date date,
                                int missing_is_null, prse_error *err)
{
    gathering g = {.arena = arena,
                   .rules = rules,
                   .profile = profile,
                   .date = date,
                   .missing_is_null = missing_is_null,
                   .known = 1,
                   .err = err};
    const prse__dated *step = prse__rule_at(rule, date);
    *out = &prse__value_null;
    *known = 1;
    if (!step)
        return PRSE_OK;
    g.constants = constants(&g);
    if (!g.constants)
        return prse__error_nomem(err);
    const prse__value *value = value_of(&g, step->expr);
    *known = g.known;
    if (value && g.known)
        *out = value;
    return g.status;
}
