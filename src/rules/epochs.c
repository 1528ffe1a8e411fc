/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/epochs.h"

#include "rules/each_rule.h"

#include <stdlib.h>

/* --- The dates --- */

typedef struct dates {
    prse__arena *arena;
    size_t count, room;
    prse__date *items;
    int failed;
} dates;

static void add(dates *d, prse__date date)
{
    if (d->failed || date == PRSE__FOREVER)
        return;
    if (d->count == d->room) {
        size_t room = d->room ? 2 * d->room : 64;
        prse__date *items = prse__arena_alloc(d->arena, room, sizeof *items);
        d->failed = !items;
        for (size_t i = 0; items && i < d->count; i++)
            items[i] = d->items[i];
        d->items = items;
        d->room = room;
    }
    if (!d->failed)
        d->items[d->count++] = date;
}

static void add_rule(void *self, const prse__rule *rule, prse__rule_use use)
{
    (void)use;
    for (size_t i = 0; i < rule->count; i++)
        add(self, rule->steps[i].from);
}

static void add_pack(dates *d, const prse__pack_tree *pack)
{
    add(d, PRSE__ALWAYS);
    for (size_t i = 0; i < pack->threshold_count; i++)
        for (size_t j = 0; j < pack->thresholds[i].count; j++)
            add(d, pack->thresholds[i].steps[j].from);
    for (size_t i = 0; i < pack->obligation_count; i++) {
        add(d, pack->obligations[i].from);
        add(d, pack->obligations[i].to);
    }
    prse__each_rule(pack, add_rule, d);
}

static int date_cmp(const void *left, const void *right)
{
    prse__date a = *(const prse__date *)left;
    prse__date b = *(const prse__date *)right;
    return (a > b) - (a < b);
}

static size_t distinct(prse__date *items, size_t count)
{
    size_t kept = 0;
    qsort(items, count, sizeof *items, date_cmp);
    for (size_t i = 0; i < count; i++)
        if (!kept || items[kept - 1] != items[i])
            items[kept++] = items[i];
    return kept;
}

/* --- The names of a period --- */

static const prse__feel *param_node(prse__arena *arena, prse_str name)
{
    prse__feel *node = prse__arena_alloc(arena, 1, sizeof *node);
    if (node)
        *node = (prse__feel){.kind = PRSE__FEEL_PARAM, .text = name};
    return node;
}

/* function(params) body, as the evaluator wants it. */
static const prse__feel *function_node(prse__arena *arena,
                                       const prse__function *function,
                                       const prse__feel *body)
{
    prse__feel *node = prse__arena_alloc(arena, 1, sizeof *node);
    prse__feel *last = prse__arena_alloc(arena, 1, sizeof *last);
    if (!node || !last)
        return NULL;
    *last = *body;
    last->next = NULL;
    const prse__feel *first = last;
    for (size_t i = function->param_count; i-- > 0;) {
        prse__feel *param = (prse__feel *)param_node(arena,
                                                     function->params[i]);
        if (!param)
            return NULL;
        param->next = first;
        first = param;
    }
    *node = (prse__feel){.kind = PRSE__FEEL_FUNCTION,
                         .first = first,
                         .count = function->param_count + 1,
                         .height = body->height + 1};
    return node;
}

static const prse__value *function_value(prse__arena *arena,
                                         const prse__function *function,
                                         prse__date date,
                                         const prse__scope *scope)
{
    const prse__dated *step = prse__rule_at(&function->value, date);
    if (!step)
        return &prse__value_null;
    prse__value *value = prse__arena_alloc(arena, 1, sizeof *value);
    const prse__feel *body = function_node(arena, function, step->expr);
    if (!value || !body)
        return NULL;
    *value = (prse__value){.kind = PRSE__VALUE_FUNCTION,
                           .body = body,
                           .closure = scope};
    return value;
}

static int fill_scope(prse__scope *scope, prse__arena *arena,
                      const prse__pack_tree *pack, const prse_str *names,
                      prse__date date)
{
    size_t count = pack->threshold_count + pack->function_count;
    const prse__value **values = prse__arena_alloc(arena, count + 1,
                                                   sizeof(prse__value *));
    if (!values)
        return 0;
    *scope = (prse__scope){NULL, count, names, values};
    for (size_t i = 0; i < pack->threshold_count; i++) {
        values[i] = prse__threshold_at(&pack->thresholds[i], date);
        if (!values[i])
            values[i] = &prse__value_null;
    }
    for (size_t i = 0; i < pack->function_count; i++) {
        values[pack->threshold_count + i] =
            function_value(arena, &pack->functions[i], date, scope);
        if (!values[pack->threshold_count + i])
            return 0;
    }
    return 1;
}

static const prse_str *scope_names(prse__arena *arena,
                                   const prse__pack_tree *pack)
{
    prse_str *names = prse__arena_alloc(
        arena, pack->threshold_count + pack->function_count + 1,
        sizeof *names);
    for (size_t i = 0; names && i < pack->threshold_count; i++)
        names[i] = pack->thresholds[i].id;
    for (size_t i = 0; names && i < pack->function_count; i++)
        names[pack->threshold_count + i] = pack->functions[i].id;
    return names;
}

prse_status prse__epochs_make(prse__epochs *out, prse__arena *arena,
                              const prse__pack_tree *pack, prse_error *err)
{
    dates d = {.arena = arena};
    add_pack(&d, pack);
    const prse_str *names = scope_names(arena, pack);
    if (d.failed || !names)
        return prse__error_nomem(err);
    out->count = distinct(d.items, d.count);
    out->dates = d.items;
    prse__scope *scopes = prse__arena_alloc(arena, out->count, sizeof *scopes);
    for (size_t i = 0; scopes && i < out->count; i++)
        if (!fill_scope(&scopes[i], arena, pack, names, out->dates[i]))
            return prse__error_nomem(err);
    out->scopes = scopes;
    return scopes ? PRSE_OK : prse__error_nomem(err);
}

size_t prse__epoch_of(const prse__epochs *epochs, prse__date date)
{
    size_t low = 0;
    size_t high = epochs->count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (epochs->dates[middle] <= date)
            low = middle;
        else
            high = middle;
    }
    return low;
}
