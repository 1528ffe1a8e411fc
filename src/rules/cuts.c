/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/cuts.h"

#include "rules/each_rule.h"
#include "rules/locals.h"

/* What the ordered values of an expression can be: those of some facts, and
 * constants. */
typedef struct flow {
    size_t fact_count, fact_room;
    const prse__fact **facts;
    size_t value_count, value_room;
    const prse__value **values;
    const prse__feel *opaque; /* a use of a fact that cells cannot follow */
    int computed; /* or a value that is neither: it takes no fact to compare
                     with */
} flow;

typedef struct finder {
    prse__cuts *cuts;
    prse__arena *arena;
    const prse__pack_tree *pack;
    const prse__epochs *epochs;
    const char *file; /* of the rule being read */
    const prse__locals *scope; /* names bound around what is being read */
    prse_status status;
    prse_error *err;
} finder;

static void no_memory(finder *f)
{
    if (!f->status)
        f->status = prse__error_nomem(f->err);
}

static void refuse(finder *f, const prse__feel *node, const char *why)
{
    if (f->status)
        return;
    prse__place place = {f->file, node->line, node->column};
    f->status = prse__error_at(
        f->err, PRSE_ERULE, place, NULL,
        "%s: a rule may compare a number or date fact with constants and "
        "thresholds only (arithmetic belongs in `compute`)",
        why);
}

/* Room for one more pointer in an arena array. */
static void *room(finder *f, void *items, size_t count, size_t *room_for)
{
    if (count < *room_for)
        return items;
    size_t more = *room_for ? 2 * *room_for : 8;
    const void **grown = prse__arena_alloc(f->arena, more, sizeof *grown);
    if (!grown) {
        no_memory(f);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        grown[i] = ((const void **)items)[i];
    *room_for = more;
    return grown;
}

static void flow_fact(finder *f, flow *out, const prse__fact *fact)
{
    void *items = room(f, out->facts, out->fact_count, &out->fact_room);
    if (items) {
        out->facts = items;
        out->facts[out->fact_count++] = fact;
    }
}

static void flow_value(finder *f, flow *out, const prse__value *value)
{
    int is_range = value->kind == PRSE__VALUE_RANGE;
    if (is_range || value->kind == PRSE__VALUE_LIST) {
        for (size_t i = 0; i < (is_range ? 2 : value->count); i++)
            if (value->items[i])
                flow_value(f, out, value->items[i]);
        return;
    }
    if (value->kind != PRSE__VALUE_NUMBER && value->kind != PRSE__VALUE_DATE)
        return;
    void *items = room(f, out->values, out->value_count, &out->value_room);
    if (items) {
        out->values = items;
        out->values[out->value_count++] = value;
    }
}

static const prse__name *name_of(const finder *f, const prse__feel *node)
{
    return node->kind == PRSE__FEEL_NAME
               ? prse__pack_name(f->pack, node->text)
               : NULL;
}

/* 1 when the expression reads a fact, directly or through a definition. */
static int reads_facts(const finder *f, const prse__feel *node)
{
    const prse__name *name = name_of(f, node);
    if (name)
        return name->kind == PRSE__NAME_FACT ||
               name->kind == PRSE__NAME_DEFINITION;
    for (const prse__feel *c = node->first; c; c = c->next)
        if (reads_facts(f, c))
            return 1;
    return 0;
}

static void flow_of(finder *f, flow *out, const prse__feel *node);

static void flow_definition(finder *f, flow *out, size_t index)
{
    const prse__rule *rule = &f->pack->definitions[index].value;
    const prse__locals *outer = f->scope;
    f->scope = NULL;
    for (size_t i = 0; i < rule->count; i++)
        flow_of(f, out, rule->steps[i].expr);
    f->scope = outer;
}

static void flow_constant(finder *f, flow *out, const prse__feel *node)
{
    for (size_t i = 0; !f->status && i < f->epochs->count; i++) {
        const prse__value *value;
        prse_status status =
            prse__feel_eval(&value, f->arena, node, &f->epochs->scopes[i], 0,
                            f->err);
        if (status)
            f->status = status;
        else
            flow_value(f, out, value);
    }
}

static void flow_name(finder *f, flow *out, const prse__name *name)
{
    const prse__fact *fact = &f->pack->facts[name->index];
    if (name->kind == PRSE__NAME_DEFINITION)
        flow_definition(f, out, name->index);
    else if (name->kind == PRSE__NAME_FACT && prse__fact_is_ordered(fact))
        flow_fact(f, out, fact);
}

/* What a name bound in a scope can be: the input of a test, the elements of a
 * list, what a context has under that name. */
static const prse__feel *bound_to(const prse__locals *scope, prse_str name)
{
    const prse__feel *binder = scope->binder;
    const prse__feel *value = NULL;
    if (binder->kind == PRSE__FEEL_IN ||
        (binder->kind == PRSE__FEEL_FILTER && prse__str_is(name, "item")))
        return binder->first;
    for (const prse__feel *c = binder->first; c; c = c->next)
        if ((c->kind == PRSE__FEEL_BIND || c->kind == PRSE__FEEL_ENTRY) &&
            prse__str_eq(c->text, name))
            value = c->first;
    /* a name may read those that are bound before it */
    const prse__locals own = {NULL, binder};
    return value && value->kind != PRSE__FEEL_ITERATION &&
                   !prse__reads_locals(value, &own)
               ? value
               : NULL;
}

static void flow_local(finder *f, flow *out, const prse__locals *scope,
                       prse_str name)
{
    const prse__locals *inner = f->scope;
    const prse__feel *value = bound_to(scope, name);
    f->scope = scope->outer;
    if (value)
        flow_of(f, out, value);
    else
        out->computed = 1;
    f->scope = inner;
}

/* The scope in which the name is bound; NULL: it is another kind of node, or
 * means something of the pack. */
static const prse__locals *scope_of(const finder *f, const prse__feel *node)
{
    return node->kind == PRSE__FEEL_NAME
               ? prse__local_scope(f->scope, node->text)
               : NULL;
}

/* 1 when an ordered fact stands below in a place where its value is used. */
static int hides_ordered(finder *f, const prse__feel *node)
{
    flow below = {0};
    prse__locals inner = {f->scope, node};
    if (prse__is_binder(node))
        f->scope = &inner;
    for (const prse__feel *c = node->first; c; c = c->next)
        flow_of(f, &below, c);
    if (prse__is_binder(node))
        f->scope = inner.outer;
    return below.fact_count || below.opaque;
}

static int is_truth(const prse__feel *node)
{
    return node->kind == PRSE__FEEL_BETWEEN || node->kind == PRSE__FEEL_IN ||
           node->kind == PRSE__FEEL_SOME || node->kind == PRSE__FEEL_EVERY ||
           (node->kind == PRSE__FEEL_BINARY && node->op <= PRSE__FEEL_GE);
}

static void flow_of(finder *f, flow *out, const prse__feel *node)
{
    const prse__name *name = name_of(f, node);
    const prse__locals *scope = scope_of(f, node);
    if (f->status || is_truth(node))
        return;
    if (scope) {
        flow_local(f, out, scope, node->text);
    } else if (!reads_facts(f, node) && !prse__reads_locals(node, f->scope)) {
        flow_constant(f, out, node);
    } else if (name) {
        flow_name(f, out, name);
    } else if (node->kind == PRSE__FEEL_IF) {
        flow_of(f, out, prse__feel_child(node, 1));
        flow_of(f, out, prse__feel_child(node, 2));
    } else if (hides_ordered(f, node)) {
        out->opaque = node;
    } else {
        out->computed = 1;
    }
}

/* --- Comparisons --- */

enum { BELOW = 1, ABOVE = 2 };

/* Where `fact op constant` cuts. */
static const int SIDES[] = {
    [PRSE__FEEL_EQ] = BELOW | ABOVE, [PRSE__FEEL_NE] = BELOW | ABOVE,
    [PRSE__FEEL_LT] = BELOW,         [PRSE__FEEL_LE] = ABOVE,
    [PRSE__FEEL_GT] = ABOVE,         [PRSE__FEEL_GE] = BELOW,
};
/* Where `constant op fact` does. */
static const int MIRRORED[] = {
    [PRSE__FEEL_EQ] = BELOW | ABOVE, [PRSE__FEEL_NE] = BELOW | ABOVE,
    [PRSE__FEEL_LT] = ABOVE,         [PRSE__FEEL_LE] = BELOW,
    [PRSE__FEEL_GT] = BELOW,         [PRSE__FEEL_GE] = ABOVE,
};

static int of_type(const prse__fact *fact, const prse__value *value)
{
    return (fact->type == PRSE__FACT_DATE) ==
           (value->kind == PRSE__VALUE_DATE);
}

static void cut_at(finder *f, const prse__fact *fact, const prse__value *value,
                   int sides)
{
    prse__cuts *cuts = &f->cuts[fact - f->pack->facts];
    if (!of_type(fact, value))
        return;
    if ((sides & BELOW) && !prse__cuts_add(cuts, f->arena, fact, value, 0))
        no_memory(f);
    if ((sides & ABOVE) && !prse__cuts_add(cuts, f->arena, fact, value, 1))
        no_memory(f);
}

static void cut_all(finder *f, const flow *facts, const flow *values,
                    int sides)
{
    for (size_t i = 0; i < facts->fact_count; i++)
        for (size_t j = 0; j < values->value_count; j++)
            cut_at(f, facts->facts[i], values->values[j], sides);
}

static void compared(finder *f, const flow *a, const flow *b,
                     const prse__feel *node, prse__feel_op op)
{
    if (a->opaque || b->opaque)
        refuse(f, node, "a comparison of something computed from facts");
    else if (a->fact_count && b->fact_count)
        refuse(f, node, "two facts compared with each other");
    else if ((a->fact_count && b->computed) || (b->fact_count && a->computed))
        refuse(f, node, "a fact compared with something computed");
    cut_all(f, a, b, SIDES[op]);
    cut_all(f, b, a, MIRRORED[op]);
}

static void visit_binary(finder *f, const prse__feel *node)
{
    flow a = {0};
    flow b = {0};
    flow_of(f, &a, node->first);
    flow_of(f, &b, node->first->next);
    compared(f, &a, &b, node, node->op);
}

static void visit_pair(finder *f, const flow *a, const prse__feel *bound,
                       prse__feel_op op)
{
    flow b = {0};
    flow_of(f, &b, bound);
    compared(f, a, &b, bound, op);
}

static void visit_range(finder *f, const flow *a, const prse__feel *range)
{
    visit_pair(f, a, prse__feel_child(range, 0),
               range->open_low ? PRSE__FEEL_GT : PRSE__FEEL_GE);
    visit_pair(f, a, prse__feel_child(range, 1),
               range->open_high ? PRSE__FEEL_LT : PRSE__FEEL_LE);
}

static void visit_test(finder *f, const flow *a, const prse__feel *test)
{
    switch (test->kind) {
    case PRSE__FEEL_ANY:
        break;
    case PRSE__FEEL_TESTS:
    case PRSE__FEEL_NOT_TESTS:
        for (const prse__feel *t = test->first; t; t = t->next)
            visit_test(f, a, t);
        break;
    case PRSE__FEEL_TEST:
        visit_pair(f, a, test->first, test->op);
        break;
    case PRSE__FEEL_RANGE:
        visit_range(f, a, test);
        break;
    case PRSE__FEEL_LIST:
        for (const prse__feel *t = test->first; t; t = t->next)
            visit_test(f, a, t);
        break;
    default:
        visit_pair(f, a, test, PRSE__FEEL_EQ);
    }
}

static void visit(finder *f, const prse__feel *node, int compares);

static void visit_in(finder *f, const prse__feel *node)
{
    flow a = {0};
    flow_of(f, &a, node->first);
    visit(f, node->first, 1);
    prse__locals inner = {f->scope, node};
    f->scope = &inner;
    for (const prse__feel *t = node->first->next; t; t = t->next) {
        visit_test(f, &a, t);
        visit(f, t, 1);
    }
    f->scope = inner.outer;
}

static void visit_between(finder *f, const prse__feel *node)
{
    flow a = {0};
    flow_of(f, &a, node->first);
    visit_pair(f, &a, prse__feel_child(node, 1), PRSE__FEEL_GE);
    visit_pair(f, &a, prse__feel_child(node, 2), PRSE__FEEL_LE);
}

static int is_comparison(const prse__feel *node)
{
    return node->kind == PRSE__FEEL_BETWEEN ||
           (node->kind == PRSE__FEEL_BINARY && node->op >= PRSE__FEEL_EQ &&
            node->op <= PRSE__FEEL_GE);
}

static void visit_children(finder *f, const prse__feel *node, int compares)
{
    prse__locals inner = {f->scope, node};
    if (prse__is_binder(node))
        f->scope = &inner;
    for (const prse__feel *c = node->first; !f->status && c; c = c->next)
        visit(f, c, compares);
    if (prse__is_binder(node))
        f->scope = inner.outer;
}

/* A name that is no part of a comparison. */
static void visit_name(finder *f, const prse__feel *node, int compares)
{
    flow own = {0};
    if (compares)
        return;
    flow_of(f, &own, node);
    if (own.fact_count || own.opaque)
        refuse(f, node, "the value of a fact is used");
}

/* `compares`: a comparison above has seen to the facts that flow here. */
static void visit(finder *f, const prse__feel *node, int compares)
{
    if (node->kind == PRSE__FEEL_NAME) {
        visit_name(f, node, compares);
        return;
    }
    if (node->kind == PRSE__FEEL_IN) {
        visit_in(f, node);
        return;
    }
    if (node->kind == PRSE__FEEL_BETWEEN)
        visit_between(f, node);
    else if (is_comparison(node))
        visit_binary(f, node);
    if (node->kind == PRSE__FEEL_IF) {
        visit(f, node->first, 0);
        visit(f, node->first->next, compares);
        visit(f, node->first->next->next, compares);
    } else {
        visit_children(f, node, is_comparison(node) ||
                                    (compares && !is_truth(node)));
    }
}

/* --- The rules of a pack --- */

static void visit_rule(void *self, const prse__rule *rule, prse__rule_use use)
{
    finder *f = self;
    if (use != PRSE__USE_DEFINITION && use != PRSE__USE_CELLS)
        return;
    for (size_t i = 0; !f->status && i < rule->count; i++) {
        f->file = rule->steps[i].place.file;
        visit(f, rule->steps[i].expr, use == PRSE__USE_DEFINITION);
    }
}

static int is_listed(finder *f, size_t definition)
{
    flow own = {0};
    flow_definition(f, &own, definition);
    return !own.fact_count && !own.opaque;
}

prse_status prse__cuts_find(prse__cuts *cuts, uint8_t *listed,
                            prse__arena *arena,
                            const prse__pack_tree *pack,
                            const prse__epochs *epochs, prse_error *err)
{
    finder f = {.cuts = cuts,
                .arena = arena,
                .pack = pack,
                .epochs = epochs,
                .err = err};
    prse__each_rule(pack, visit_rule, &f);
    for (size_t i = 0; i < pack->definition_count; i++)
        listed[i] = (uint8_t)is_listed(&f, i);
    return f.status;
}
