/* SPDX-License-Identifier: Apache-2.0 */
/* The state of one evaluation: budget, memory, values, lists, scopes. */
#include "feel/walk.h"

#include <string.h>

#include "base/error.h"
#include "feel/value_compare.h"

enum {
    DEFAULT_STEPS = 10000000,
    DEEPEST = 2500,       /* levels of recursion; about 1 KiB of stack each */
    BYTES_A_STEP = 64,
    FIRST_ITEMS = 8
};

prse__eval prse__eval_begin(prse__arena *arena, uint64_t max_steps)
{
    return (prse__eval){.arena = arena,
                        .steps = max_steps ? max_steps : DEFAULT_STEPS};
}

static void stop(prse__eval *ev, prse_status status, const char *why)
{
    if (ev->status)
        return;
    ev->status = status;
    ev->why = why;
    ev->steps = 0;
}

prse_status prse__eval_end(const prse__value **out, prse__eval *ev,
                           const prse__value *value, prse_error *err)
{
    if (!value)
        prse__eval_exhausted(ev);
    *out = ev->status ? NULL : value;
    if (ev->status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    if (ev->status)
        return prse__error_set(err, ev->status, NULL,
                               "the expression %s; make it simpler",
                               ev->why);
    return PRSE_OK;
}

int prse__eval_charge(prse__eval *ev, uint64_t steps)
{
    if (ev->steps > steps) {
        ev->steps -= steps;
        return 1;
    }
    stop(ev, PRSE_ELIMIT, "takes more steps than are allowed");
    return 0;
}

int prse__eval_enter(prse__eval *ev)
{
    if (ev->depth < DEEPEST) {
        ev->depth++;
        return prse__eval_charge(ev, 1);
    }
    ev->depth++;
    prse__eval_too_deep(ev);
    return 0;
}

void prse__eval_too_deep(prse__eval *ev)
{
    stop(ev, PRSE_ELIMIT, "nests more than 2500 levels or 200 calls");
}

void prse__eval_leave(prse__eval *ev)
{
    ev->depth--;
}

void prse__eval_exhausted(prse__eval *ev)
{
    if (prse__arena_full(ev->arena))
        stop(ev, PRSE_ELIMIT, "needs more memory than is allowed");
    else
        stop(ev, PRSE_ENOMEM, NULL);
}

void *prse__eval_alloc(prse__eval *ev, size_t count, size_t size)
{
    /* `count` things are there already, so that their size cannot wrap. */
    if (!prse__eval_charge(ev, (uint64_t)count * size / BYTES_A_STEP))
        return NULL;
    void *place = prse__arena_alloc(ev->arena, count, size);
    if (!place)
        prse__eval_exhausted(ev);
    return place;
}

/* --- Values --- */

static const prse__value *keep(prse__eval *ev, prse__value value)
{
    prse__value *kept = prse__eval_alloc(ev, 1, sizeof *kept);
    if (kept)
        *kept = value;
    return kept;
}

const prse__value *prse__eval_number(prse__eval *ev, prse__dec number)
{
    if (!prse__dec_finite(number))
        return &prse__value_null;
    return keep(ev,
                (prse__value){.kind = PRSE__VALUE_NUMBER, .number = number});
}

const prse__value *prse__eval_int(prse__eval *ev, int64_t number)
{
    return prse__eval_number(ev, prse__dec_int(number));
}

static int is_date(int64_t amount)
{
    prse__date first, last;
    return prse__date_from(&first, (prse__ymd){-9999, 1, 1}) &&
           prse__date_from(&last, (prse__ymd){9999, 12, 31}) &&
           amount >= first && amount <= last;
}

const prse__value *prse__eval_amount(prse__eval *ev, prse__value_kind kind,
                                     int64_t amount)
{
    if (kind == PRSE__VALUE_DATE && !is_date(amount))
        return &prse__value_null;
    return keep(ev, (prse__value){.kind = kind, .amount = amount});
}

const prse__value *prse__eval_text(prse__eval *ev, prse_str in_arena)
{
    return keep(ev,
                (prse__value){.kind = PRSE__VALUE_STRING, .text = in_arena});
}

const prse__value *prse__eval_copy(prse__eval *ev, prse_str text)
{
    char *copy = prse__eval_alloc(ev, text.len + 1, 1);
    if (!copy)
        return NULL;
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return prse__eval_text(ev, (prse_str){copy, text.len});
}

const prse__value *prse__eval_list(prse__eval *ev, const prse__value **items,
                                   size_t count)
{
    return keep(ev, (prse__value){.kind = PRSE__VALUE_LIST,
                                  .items = items,
                                  .count = count});
}

const prse__value *prse__eval_context(prse__eval *ev, const prse_str *keys,
                                      const prse__value **values,
                                      size_t count)
{
    return keep(ev, (prse__value){.kind = PRSE__VALUE_CONTEXT,
                                  .keys = keys,
                                  .items = values,
                                  .count = count});
}

const prse__value *prse__eval_tri(prse__tri tri)
{
    return tri < 0 ? &prse__value_null : prse__value_boolean(tri > 0);
}

/* --- Lists --- */

int prse__items_add(prse__eval *ev, prse__items *list,
                    const prse__value *value)
{
    if (!value)
        return 0;
    if (list->count == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : FIRST_ITEMS;
        const prse__value **items =
            prse__eval_alloc(ev, cap, sizeof(const prse__value *));
        if (!items)
            return 0;
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->cap = cap;
    }
    list->items[list->count++] = value;
    return prse__eval_charge(ev, 1);
}

int prse__items_add_all(prse__eval *ev, prse__items *list,
                        const prse__value *values)
{
    for (size_t i = 0; i < values->count; i++)
        if (!prse__items_add(ev, list, values->items[i]))
            return 0;
    return 1;
}

const prse__value *prse__items_list(prse__eval *ev, const prse__items *list)
{
    return prse__eval_list(ev, list->items, list->count);
}

static void merge(const prse__value **to, const prse__value **from,
                  size_t middle, size_t end, prse__before *before, void *self)
{
    size_t left = 0, right = middle;
    for (size_t i = 0; i < end; i++) {
        int take_right = left == middle ||
                         (right < end && before(self, from[right], from[left]));
        to[i] = from[take_right ? right++ : left++];
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

const prse__value **prse__items_sorted(prse__eval *ev,
                                       const prse__value *const *items,
                                       size_t count, prse__before *before,
                                       void *self)
{
    const prse__value **sorted = prse__eval_alloc(ev, count, sizeof *sorted);
    const prse__value **other = prse__eval_alloc(ev, count, sizeof *other);
    if (!sorted || !other)
        return NULL;
    if (count > 0)
        memcpy(sorted, items, count * sizeof *sorted);
    for (size_t width = 1; width < count; width *= 2) {
        if (!prse__eval_charge(ev, count))
            return NULL;
        for (size_t at = 0; at < count; at += 2 * width)
            merge(other + at, sorted + at, least(width, count - at),
                  least(2 * width, count - at), before, self);
        memcpy(sorted, other, count * sizeof *sorted);
    }
    return sorted;
}

/* --- Scopes --- */

const prse__scope *prse__eval_bind(prse__eval *ev, const prse__scope *outer,
                                   prse_str name, const prse__value *value)
{
    struct binding {
        prse__scope scope;
        prse_str name;
        const prse__value *value;
    } *b = prse__eval_alloc(ev, 1, sizeof *b);
    if (!b)
        return NULL;
    b->name = name;
    b->value = value;
    b->scope = (prse__scope){outer, 1, &b->name, &b->value};
    return &b->scope;
}

const prse__scope *prse__eval_open(prse__eval *ev, const prse__scope *outer,
                                   const prse__value *context)
{
    prse__scope *scope = prse__eval_alloc(ev, 1, sizeof *scope);
    if (scope)
        *scope = (prse__scope){outer, context->count, context->keys,
                               context->items};
    return scope;
}

const prse__value *prse__eval_lookup(const prse__scope *scope, prse_str name)
{
    for (; scope; scope = scope->outer)
        for (size_t i = 0; i < scope->count; i++)
            if (prse__str_eq(scope->names[i], name))
                return scope->values[i];
    return NULL;
}
