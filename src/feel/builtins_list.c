/* SPDX-License-Identifier: Apache-2.0 */
/* Functions from lists to lists. */
#include "feel/builtin.h"

static int same(prse__eval *ev, const prse__value *a, const prse__value *b)
{
    return prse__eval_equal(ev, a, b) == PRSE__TRI_TRUE;
}

static int holds(prse__eval *ev, const prse__items *list,
                 const prse__value *value)
{
    for (size_t i = 0; i < list->count; i++)
        if (same(ev, list->items[i], value))
            return 1;
    return 0;
}

static const prse__value *contains(const prse__args *args)
{
    const prse__value *list;
    if (!prse__arg_list(args, 0, &list))
        return &prse__value_null;
    prse__items all = {list->items, list->count, 0};
    return prse__value_boolean(holds(args->ev, &all, args->values[1]));
}

static const prse__value *append(const prse__args *args)
{
    const prse__value *list;
    prse__items out = {0};
    if (!prse__arg_list(args, 0, &list))
        return &prse__value_null;
    if (!prse__items_add_all(args->ev, &out, list))
        return NULL;
    for (size_t i = 1; i < args->count; i++)
        if (!prse__items_add(args->ev, &out, args->values[i]))
            return NULL;
    return prse__items_list(args->ev, &out);
}

static int add_new(prse__eval *ev, prse__items *out, const prse__value *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!holds(ev, out, list->items[i]) &&
            !prse__items_add(ev, out, list->items[i]))
            return 0;
    return 1;
}

static const prse__value *join_lists(
    const prse__args *args,
    int (*add)(prse__eval *, prse__items *, const prse__value *))
{
    const prse__value *list;
    prse__items out = {0};
    for (size_t i = 0; i < args->count; i++) {
        if (!prse__arg_list(args, i, &list))
            return &prse__value_null;
        if (!add(args->ev, &out, list))
            return NULL;
    }
    return prse__items_list(args->ev, &out);
}

static const prse__value *concatenate(const prse__args *args)
{
    return join_lists(args, prse__items_add_all);
}

static const prse__value *union_of(const prse__args *args)
{
    return join_lists(args, add_new);
}

/* A position from 1, or from the end when negative, as an index from 0. */
static int position(const prse__args *args, const prse__value *list,
                    size_t *out)
{
    int64_t at, count = (int64_t)list->count;
    if (!prse__arg_int(args, 1, &at))
        return 0;
    if (at < 0 && at >= -count)
        at += count + 1;
    *out = (size_t)(at - 1);
    return at >= 1 && at <= count;
}

/* The list with `removed` items at `at` replaced by `inserted`, if any. */
static const prse__value *splice(prse__eval *ev, const prse__value *list,
                                 size_t at, size_t removed,
                                 const prse__value *inserted)
{
    prse__items out = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (i == at && inserted && !prse__items_add(ev, &out, inserted))
            return NULL;
        int gone = i >= at && i < at + removed;
        if (!gone && !prse__items_add(ev, &out, list->items[i]))
            return NULL;
    }
    return prse__items_list(ev, &out);
}

static const prse__value *insert_before(const prse__args *args)
{
    const prse__value *list;
    size_t at;
    if (!prse__arg_list(args, 0, &list) || !position(args, list, &at))
        return &prse__value_null;
    return splice(args->ev, list, at, 0, args->values[2]);
}

static const prse__value *remove_at(const prse__args *args)
{
    const prse__value *list;
    size_t at;
    if (!prse__arg_list(args, 0, &list) || !position(args, list, &at))
        return &prse__value_null;
    return splice(args->ev, list, at, 1, NULL);
}

static const prse__value *reverse(const prse__args *args)
{
    const prse__value *list;
    prse__items out = {0};
    if (!prse__arg_list(args, 0, &list))
        return &prse__value_null;
    for (size_t i = list->count; i > 0; i--)
        if (!prse__items_add(args->ev, &out, list->items[i - 1]))
            return NULL;
    return prse__items_list(args->ev, &out);
}

static const prse__value *index_of(const prse__args *args)
{
    const prse__value *list;
    prse__items out = {0};
    prse__eval *ev = args->ev;
    if (!prse__arg_list(args, 0, &list))
        return &prse__value_null;
    for (size_t i = 0; i < list->count; i++)
        if (same(ev, list->items[i], args->values[1]) &&
            !prse__items_add(ev, &out, prse__eval_int(ev, (int64_t)i + 1)))
            return NULL;
    return prse__items_list(ev, &out);
}

static int add_flat(prse__eval *ev, prse__items *out, const prse__value *list)
{
    int done = prse__eval_enter(ev);
    for (size_t i = 0; done && i < list->count; i++) {
        const prse__value *item = list->items[i];
        done = item->kind == PRSE__VALUE_LIST ? add_flat(ev, out, item)
                                              : prse__items_add(ev, out, item);
    }
    prse__eval_leave(ev);
    return done;
}

static const prse__value *flatten(const prse__args *args)
{
    return join_lists(args, add_flat);
}

static const prse__value *sublist(const prse__args *args)
{
    const prse__value *list;
    size_t at;
    int64_t length;
    if (!prse__arg_list(args, 0, &list) || !position(args, list, &at))
        return &prse__value_null;
    size_t rest = list->count - at;
    if (args->count > 2 &&
        (!prse__arg_int(args, 2, &length) || length < 0 ||
         (uint64_t)length > rest))
        return &prse__value_null;
    return prse__eval_list(args->ev, list->items + at,
                           args->count > 2 ? (size_t)length : rest);
}

/* --- With a function --- */

typedef struct order {
    prse__eval *ev;
    const prse__value *function;
    int failed; /* the function gave no boolean */
} order;

static prse__tri ask(prse__eval *ev, const prse__value *function,
                     const prse__value *a, const prse__value *b)
{
    const prse__value *pair[] = {a, b};
    return prse__tri_of(prse__eval_apply(ev, function, pair, 2));
}

static int precedes(void *self, const prse__value *a, const prse__value *b)
{
    order *o = self;
    prse__tri answer =
        o->failed ? PRSE__TRI_NULL : ask(o->ev, o->function, a, b);
    o->failed |= answer == PRSE__TRI_NULL;
    return answer == PRSE__TRI_TRUE;
}

static const prse__value *sort(const prse__args *args)
{
    const prse__value *list;
    order o = {args->ev, prse__arg(args, 1), 0};
    if (!prse__arg_list(args, 0, &list))
        return &prse__value_null;
    const prse__value **sorted = prse__items_sorted(
        args->ev, list->items, list->count, precedes, &o);
    if (!sorted)
        return NULL;
    return o.failed ? &prse__value_null
                    : prse__eval_list(args->ev, sorted, list->count);
}

static const prse__value *replace_matching(prse__eval *ev,
                                           const prse__value *list,
                                           const prse__value *function,
                                           const prse__value *value)
{
    prse__items out = {0};
    for (size_t i = 0; i < list->count; i++) {
        prse__tri match = ask(ev, function, list->items[i], value);
        if (match == PRSE__TRI_NULL)
            return &prse__value_null;
        if (!prse__items_add(ev, &out, match ? value : list->items[i]))
            return NULL;
    }
    return prse__items_list(ev, &out);
}

static const prse__value *replace(const prse__args *args)
{
    const prse__value *list;
    size_t at;
    if (!prse__arg_list(args, 0, &list))
        return &prse__value_null;
    if (args->values[1]->kind == PRSE__VALUE_FUNCTION)
        return replace_matching(args->ev, list, args->values[1],
                                args->values[2]);
    if (!position(args, list, &at))
        return &prse__value_null;
    return splice(args->ev, list, at, 1, args->values[2]);
}

static const prse__builtin TABLE[] = {
    {"list contains", contains, 2, 2, "list,element"},
    {"append", append, 2, PRSE__ANY_NUMBER, "list,item"},
    {"concatenate", concatenate, 1, PRSE__ANY_NUMBER, "list"},
    {"insert before", insert_before, 3, 3, "list,position,newItem"},
    {"remove", remove_at, 2, 2, "list,position"},
    {"reverse", reverse, 1, 1, "list"},
    {"index of", index_of, 2, 2, "list,match"},
    {"union", union_of, 1, PRSE__ANY_NUMBER, "list"},
    {"distinct values", union_of, 1, 1, "list"},
    {"flatten", flatten, 1, 1, "list"},
    {"sublist", sublist, 2, 3, "list,start position,length"},
    {"sort", sort, 2, 2, "list,precedes"},
    {"list replace", replace, 3, 3,
     "list,position,newItem|list,match,newItem"},
};

const prse__builtin_group prse__builtins_list = {
    TABLE, sizeof TABLE / sizeof *TABLE};
