/* SPDX-License-Identifier: Apache-2.0 */
/* Contexts, and is(). */
#include "feel/builtin.h"

/* Entries under construction: a later value of a key replaces the earlier. */
typedef struct entries {
    prse_str *keys;
    const prse__value **values;
    size_t count;
} entries;

static int entries_new(prse__eval *ev, entries *e, size_t most)
{
    e->keys = prse__eval_alloc(ev, most, sizeof *e->keys);
    e->values = prse__eval_alloc(ev, most, sizeof(const prse__value *));
    e->count = 0;
    return e->keys && e->values;
}

/* 1 when the key was there already. */
static int put(entries *e, prse_str key, const prse__value *value)
{
    size_t i = 0;
    while (i < e->count && !prse__str_eq(e->keys[i], key))
        i++;
    e->keys[i] = key;
    e->values[i] = value;
    int known = i < e->count;
    e->count += !known;
    return known;
}

static void put_all(entries *e, const prse__value *context)
{
    for (size_t i = 0; i < context->count; i++)
        put(e, context->keys[i], context->items[i]);
}

static const prse__value *finish(prse__eval *ev, const entries *e)
{
    return prse__eval_context(ev, e->keys, e->values, e->count);
}

static const prse__value *get_value(const prse__args *args)
{
    const prse__value *context = prse__arg_scalar(args, 0);
    prse_str key;
    if (context->kind != PRSE__VALUE_CONTEXT ||
        !prse__arg_string(args, 1, &key))
        return &prse__value_null;
    const prse__value *value = prse__value_entry(context, key);
    return value ? value : &prse__value_null;
}

static const prse__value *pair(prse__eval *ev, prse_str key,
                               const prse__value *value)
{
    entries e;
    if (!entries_new(ev, &e, 2))
        return NULL;
    put(&e, PRSE_STR("key"), prse__eval_text(ev, key));
    put(&e, PRSE_STR("value"), value);
    return e.values[0] ? finish(ev, &e) : NULL;
}

static const prse__value *get_entries(const prse__args *args)
{
    const prse__value *context = prse__arg_scalar(args, 0);
    prse__items list = {0};
    if (context->kind != PRSE__VALUE_CONTEXT)
        return &prse__value_null;
    for (size_t i = 0; i < context->count; i++)
        if (!prse__items_add(args->ev, &list,
                             pair(args->ev, context->keys[i],
                                  context->items[i])))
            return NULL;
    return prse__items_list(args->ev, &list);
}

static const prse__value *context_of(const prse__args *args)
{
    const prse__value *list;
    entries e;
    if (!prse__arg_list(args, 0, &list))
        return &prse__value_null;
    if (!entries_new(args->ev, &e, list->count))
        return NULL;
    for (size_t i = 0; i < list->count; i++) {
        const prse__value *item = list->items[i], *key, *value;
        if (item->kind != PRSE__VALUE_CONTEXT)
            return &prse__value_null;
        key = prse__value_entry(item, PRSE_STR("key"));
        value = prse__value_entry(item, PRSE_STR("value"));
        if (!prse__eval_charge(args->ev, e.count))
            return NULL;
        if (!key || !value || key->kind != PRSE__VALUE_STRING ||
            put(&e, key->text, value))
            return &prse__value_null;
    }
    return finish(args->ev, &e);
}

static const prse__value *put_one(prse__eval *ev, const prse__value *context,
                                  prse_str key, const prse__value *value)
{
    entries e;
    if (!prse__eval_charge(ev, context->count) ||
        !entries_new(ev, &e, context->count + 1))
        return NULL;
    put_all(&e, context);
    put(&e, key, value);
    return finish(ev, &e);
}

static const prse__value *put_deep(prse__eval *ev, const prse__value *context,
                                   const prse__value *const *keys,
                                   size_t count, const prse__value *value);

/* A path of keys leads through contexts that are there. */
static const prse__value *put_path(prse__eval *ev, const prse__value *context,
                                   const prse__value *const *keys,
                                   size_t count, const prse__value *value)
{
    if (context->kind != PRSE__VALUE_CONTEXT || count == 0 ||
        keys[0]->kind != PRSE__VALUE_STRING)
        return &prse__value_null;
    if (count > 1) {
        const prse__value *inner = prse__value_entry(context, keys[0]->text);
        if (!inner || inner->kind != PRSE__VALUE_CONTEXT)
            return &prse__value_null;
        value = put_deep(ev, inner, keys + 1, count - 1, value);
        if (!value || value->kind != PRSE__VALUE_CONTEXT)
            return value;
    }
    return put_one(ev, context, keys[0]->text, value);
}

static const prse__value *put_deep(prse__eval *ev, const prse__value *context,
                                   const prse__value *const *keys,
                                   size_t count, const prse__value *value)
{
    const prse__value *result = NULL;
    if (prse__eval_enter(ev))
        result = put_path(ev, context, keys, count, value);
    prse__eval_leave(ev);
    return result;
}

static const prse__value *context_put(const prse__args *args)
{
    const prse__value *context = prse__arg_scalar(args, 0);
    const prse__value *keys = args->values[1];
    int path = keys->kind == PRSE__VALUE_LIST;
    return put_path(args->ev, context, path ? keys->items : &keys,
                    path ? keys->count : 1, args->values[2]);
}

static const prse__value *context_merge(const prse__args *args)
{
    const prse__value *list;
    entries e;
    size_t most = 0;
    if (!prse__arg_list(args, 0, &list))
        return &prse__value_null;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind != PRSE__VALUE_CONTEXT)
            return &prse__value_null;
        most += list->items[i]->count;
    }
    if (!prse__eval_charge(args->ev, most) ||
        !entries_new(args->ev, &e, most))
        return NULL;
    for (size_t i = 0; i < list->count; i++)
        put_all(&e, list->items[i]);
    return finish(args->ev, &e);
}

/* is: the same kind and the same value; null only is null. */
static const prse__value *is(const prse__args *args)
{
    const prse__value *a = prse__arg(args, 0), *b = prse__arg(args, 1);
    return prse__value_boolean(
        a->kind == b->kind &&
        prse__eval_equal(args->ev, a, b) == PRSE__TRI_TRUE);
}

static const prse__value *negation(const prse__args *args)
{
    return prse__eval_tri(prse__tri_not(prse__tri_of(
        prse__arg_scalar(args, 0))));
}

static const prse__builtin TABLE[] = {
    {"get value", get_value, 2, 2, "m,key"},
    {"get entries", get_entries, 1, 1, "m"},
    {"context", context_of, 1, 1, "entries"},
    {"context put", context_put, 3, 3,
     "context,key,value|context,keys,value"},
    {"context merge", context_merge, 1, 1, "contexts"},
    {"is", is, 1, 2, "value1,value2"},
    {"not", negation, 1, 1, "negand"},
};

const prse__builtin_group prse__builtins_context = {
    TABLE, sizeof TABLE / sizeof *TABLE};
