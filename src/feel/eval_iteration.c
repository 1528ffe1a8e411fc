/* SPDX-License-Identifier: Apache-2.0 */
/* for, some, every, and filters. */
#include "feel/walk.h"

static int step_towards(int64_t from, int64_t to)
{
    return from <= to ? 1 : -1;
}

static const prse__value *count_numbers(prse__eval *ev, const prse__value *low,
                                        const prse__value *high)
{
    int64_t from, to;
    prse__items list = {0};
    if (!prse__dec_to_int(&from, low->number) ||
        !prse__dec_to_int(&to, high->number))
        return &prse__value_null;
    for (int64_t step = step_towards(from, to);; from += step) {
        if (!prse__items_add(ev, &list, prse__eval_int(ev, from)))
            return NULL;
        if (from == to)
            return prse__items_list(ev, &list);
    }
}

static const prse__value *count_dates(prse__eval *ev, const prse__value *low,
                                      const prse__value *high)
{
    int64_t from = low->amount, to = high->amount;
    prse__items list = {0};
    for (int64_t step = step_towards(from, to);; from += step) {
        if (!prse__items_add(
                ev, &list, prse__eval_amount(ev, PRSE__VALUE_DATE, from)))
            return NULL;
        if (from == to)
            return prse__items_list(ev, &list);
    }
}

static const prse__value *count_between(prse__eval *ev,
                                        const prse__value *low,
                                        const prse__value *high)
{
    if (!low || !high || low->kind != high->kind)
        return &prse__value_null;
    if (low->kind == PRSE__VALUE_NUMBER)
        return count_numbers(ev, low, high);
    if (low->kind == PRSE__VALUE_DATE)
        return count_dates(ev, low, high);
    return &prse__value_null;
}

const prse__value *prse__eval_iteration(prse__eval *ev,
                                        const prse__feel *node,
                                        const prse__scope *scope)
{
    const prse__value *low = prse__eval_node(ev, node->first, scope);
    const prse__value *high =
        low ? prse__eval_node(ev, prse__feel_child(node, 1), scope) : NULL;
    return high ? count_between(ev, low, high) : NULL;
}

static const prse__value *single(prse__eval *ev, const prse__value *value)
{
    prse__items list = {0};
    return prse__items_add(ev, &list, value) ? prse__items_list(ev, &list)
                                             : NULL;
}

/* The values a variable runs through: a list; null when there is none. */
static const prse__value *domain_of(prse__eval *ev, const prse__feel *bind,
                                    const prse__scope *scope)
{
    const prse__value *value = prse__eval_node(ev, bind->first, scope);
    if (!value || value->kind == PRSE__VALUE_LIST ||
        value->kind == PRSE__VALUE_NULL)
        return value;
    if (value->kind != PRSE__VALUE_RANGE)
        return single(ev, value);
    if (value->open_low || value->open_high)
        return &prse__value_null;
    return count_between(ev, value->items[0], value->items[1]);
}

/* One walk through all combinations. `visit` sees each innermost scope and
 * answers 0 to end the walk. */
typedef struct walk walk;
struct walk {
    prse__eval *ev;
    int (*visit)(walk *w, const prse__scope *scope);
    const prse__feel *body;
    int no_domain; /* a domain was null */
    prse__items results;
    prse__tri answer, decides;
};

static int visit_all(walk *w, const prse__feel *child,
                     const prse__scope *scope)
{
    if (child->kind != PRSE__FEEL_BIND)
        return w->visit(w, scope);
    const prse__value *domain = domain_of(w->ev, child, scope);
    if (!domain || domain->kind == PRSE__VALUE_NULL) {
        w->no_domain = 1;
        return 0;
    }
    for (size_t i = 0; i < domain->count; i++) {
        const prse__scope *inner =
            prse__eval_bind(w->ev, scope, child->text, domain->items[i]);
        int goes_on = inner && prse__eval_enter(w->ev);
        if (goes_on) {
            goes_on = visit_all(w, child->next, inner);
            prse__eval_leave(w->ev);
        }
        if (!goes_on)
            return 0;
    }
    return 1;
}

static int collect(walk *w, const prse__scope *scope)
{
    /* "partial": the results so far. Their array is shared, since only places
     * past its end will be written. */
    const prse__value *partial = prse__items_list(w->ev, &w->results);
    if (!partial)
        return 0;
    scope = prse__eval_bind(w->ev, scope, PRSE_STR("partial"), partial);
    return scope && prse__items_add(w->ev, &w->results,
                                    prse__eval_node(w->ev, w->body, scope));
}

static const prse__feel *last_child(const prse__feel *node)
{
    const prse__feel *child = node->first;
    while (child->next)
        child = child->next;
    return child;
}

const prse__value *prse__eval_for(prse__eval *ev, const prse__feel *node,
                                  const prse__scope *scope)
{
    walk w = {.ev = ev, .visit = collect, .body = last_child(node)};
    int done = visit_all(&w, node->first, scope);
    if (w.no_domain)
        return &prse__value_null;
    return done ? prse__items_list(ev, &w.results) : NULL;
}

/* A condition that is not a boolean leaves the answer null unless another one
 * decides. */
static int decide(walk *w, const prse__scope *scope)
{
    const prse__value *value = prse__eval_node(w->ev, w->body, scope);
    prse__tri holds = prse__tri_of(value);
    if (holds == w->decides)
        w->answer = holds;
    else if (holds == PRSE__TRI_NULL)
        w->answer = PRSE__TRI_NULL;
    return value && holds != w->decides;
}

const prse__value *prse__eval_quantified(prse__eval *ev,
                                         const prse__feel *node,
                                         const prse__scope *scope)
{
    int some = node->kind == PRSE__FEEL_SOME;
    walk w = {.ev = ev,
              .visit = decide,
              .body = last_child(node),
              .answer = some ? PRSE__TRI_FALSE : PRSE__TRI_TRUE,
              .decides = some ? PRSE__TRI_TRUE : PRSE__TRI_FALSE};
    visit_all(&w, node->first, scope);
    return w.no_domain ? &prse__value_null : prse__eval_tri(w.answer);
}

/* --- Filters --- */

static const prse__value *at_index(const prse__value *list, prse__dec number)
{
    int64_t index;
    if (!prse__dec_to_int(&index, number))
        return &prse__value_null;
    int64_t count = (int64_t)list->count;
    if (index < 0 && index >= -count)
        index += count + 1;
    if (index < 1 || index > count)
        return &prse__value_null;
    return list->items[index - 1];
}

static const prse__value *for_item(prse__eval *ev, const prse__feel *condition,
                                   const prse__value *item,
                                   const prse__scope *scope)
{
    scope = prse__eval_bind(ev, scope, PRSE_STR("item"), item);
    if (scope && item->kind == PRSE__VALUE_CONTEXT)
        scope = prse__eval_open(ev, scope, item);
    return scope ? prse__eval_node(ev, condition, scope) : NULL;
}

/* null[...] is the empty list or, by index, null. */
static const prse__value *filter_none(prse__eval *ev,
                                      const prse__feel *condition,
                                      const prse__scope *scope)
{
    const prse__value *value =
        for_item(ev, condition, &prse__value_null, scope);
    if (!value || value->kind == PRSE__VALUE_NUMBER)
        return value ? &prse__value_null : NULL;
    return prse__eval_list(ev, NULL, 0);
}

/* Whether the filter is an index shows at its first value. */
const prse__value *prse__eval_filter(prse__eval *ev, const prse__feel *node,
                                     const prse__scope *scope)
{
    const prse__feel *condition = prse__feel_child(node, 1);
    const prse__value *list = prse__eval_node(ev, node->first, scope);
    if (list && list->kind == PRSE__VALUE_NULL)
        return filter_none(ev, condition, scope);
    if (list && list->kind != PRSE__VALUE_LIST)
        list = single(ev, list);
    if (!list)
        return NULL;
    if (list->count == 0)
        return filter_none(ev, condition, scope);
    prse__items kept = {0};
    for (size_t i = 0; i < list->count; i++) {
        const prse__value *item = list->items[i];
        const prse__value *value = for_item(ev, condition, item, scope);
        if (value && i == 0 && value->kind == PRSE__VALUE_NUMBER)
            return at_index(list, value->number);
        if (!value || (prse__tri_of(value) == PRSE__TRI_TRUE &&
                       !prse__items_add(ev, &kept, item)))
            return NULL;
    }
    return prse__items_list(ev, &kept);
}
