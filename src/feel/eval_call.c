/* SPDX-License-Identifier: Apache-2.0 */
/* Functions and calls. */
#include "feel/builtin.h"

enum { MOST_CALLS = 200 };

const prse__value *prse__eval_function(prse__eval *ev, const prse__feel *node,
                                       const prse__scope *scope)
{
    prse__value *function = prse__eval_alloc(ev, 1, sizeof *function);
    if (function)
        *function = (prse__value){.kind = PRSE__VALUE_FUNCTION,
                                  .body = node,
                                  .closure = scope};
    return function;
}

/* The argument as the parameter's type wants it; null when it cannot be. A
 * list of one value stands for the value. */
static const prse__value *conform(const prse__value *value, prse_str type)
{
    if (!type.len || value->kind == PRSE__VALUE_NULL ||
        prse__eval_is_a(value, type))
        return value;
    if (value->kind == PRSE__VALUE_LIST && value->count == 1 &&
        prse__eval_is_a(value->items[0], type))
        return value->items[0];
    return &prse__value_null;
}

static int is_param(const prse__feel *node)
{
    return node && node->kind == PRSE__FEEL_PARAM;
}

static size_t param_count(const prse__value *function)
{
    if (function->native)
        return function->native->count;
    size_t count = 0;
    for (const prse__feel *p = function->body->first; is_param(p); p = p->next)
        count++;
    return count;
}

static prse_str param_name(const prse__value *function, size_t i)
{
    return function->native ? function->native->params[i]
                            : prse__feel_child(function->body, i)->text;
}

/* Its text is then the name of one. */
static int is_builtin(const prse__value *function)
{
    return !function->body && !function->native;
}

static const prse__value *run(prse__eval *ev, const prse__value *function,
                              const prse__value *const *args, size_t count)
{
    if (function->native)
        return function->native->apply(ev, function->native, args);
    prse_str *names = prse__eval_alloc(ev, count, sizeof *names);
    const prse__value **values =
        prse__eval_alloc(ev, count, sizeof(const prse__value *));
    prse__scope *scope = prse__eval_alloc(ev, 1, sizeof *scope);
    if (!names || !values || !scope)
        return NULL;
    const prse__feel *param = function->body->first;
    for (size_t i = 0; i < count; i++, param = param->next) {
        names[i] = param->text;
        values[i] = conform(args[i], param->type);
        if (values[i] != args[i] && values[i]->kind == PRSE__VALUE_NULL)
            return &prse__value_null;
    }
    *scope = (prse__scope){function->closure, count, names, values};
    return prse__eval_node(ev, param, scope);
}

const prse__value *prse__eval_apply(prse__eval *ev,
                                    const prse__value *function,
                                    const prse__value *const *args,
                                    size_t count)
{
    if (function->kind != PRSE__VALUE_FUNCTION)
        return &prse__value_null;
    if (is_builtin(function))
        return prse__builtin_call(ev, prse__builtin_find(function->text), args,
                                  count);
    if (count != param_count(function))
        return &prse__value_null;
    if (ev->calls == MOST_CALLS) {
        prse__eval_too_deep(ev);
        return NULL;
    }
    ev->calls++;
    const prse__value *result = run(ev, function, args, count);
    ev->calls--;
    return result;
}

/* The arguments of one call, in the order they are written. */
typedef struct arguments {
    prse__items values;
    prse_str *names; /* NULL: by position */
} arguments;

static int read_arguments(prse__eval *ev, arguments *out,
                          const prse__feel *call, const prse__scope *scope)
{
    const prse__feel *first = call->first->next;
    if (first && first->kind == PRSE__FEEL_ENTRY) {
        out->names = prse__eval_alloc(ev, call->count, sizeof *out->names);
        if (!out->names)
            return 0;
    }
    for (const prse__feel *arg = first; arg; arg = arg->next) {
        if (out->names)
            out->names[out->values.count] = arg->text;
        const prse__feel *value = out->names ? arg->first : arg;
        if (!prse__items_add(ev, &out->values,
                             prse__eval_node(ev, value, scope)))
            return 0;
    }
    return 1;
}

static const prse__value *named(const arguments *args, prse_str name)
{
    for (size_t i = 0; i < args->values.count; i++)
        if (prse__str_eq(args->names[i], name))
            return args->values.items[i];
    return NULL;
}

static const prse__value *apply_named(prse__eval *ev,
                                      const prse__value *function,
                                      const arguments *args)
{
    prse__items ordered = {0};
    size_t count = param_count(function);
    for (size_t i = 0; i < count; i++) {
        if (!prse__eval_charge(ev, args->values.count + i))
            return NULL;
        const prse__value *value = named(args, param_name(function, i));
        if (!value)
            return &prse__value_null;
        if (!prse__items_add(ev, &ordered, value))
            return NULL;
    }
    if (ordered.count != args->values.count)
        return &prse__value_null;
    return prse__eval_apply(ev, function, ordered.items, ordered.count);
}

static const prse__value *call_builtin(prse__eval *ev,
                                       const prse__builtin *builtin,
                                       const arguments *args)
{
    if (!args->names)
        return prse__builtin_call(ev, builtin, args->values.items,
                                  args->values.count);
    const prse__value *ordered[PRSE__MOST_PARAMS];
    size_t count;
    if (!prse__builtin_order(builtin, ordered, &count, args->names,
                             args->values.items, args->values.count))
        return &prse__value_null;
    return prse__builtin_call(ev, builtin, ordered, count);
}

const prse__value *prse__eval_call(prse__eval *ev, const prse__feel *node,
                                   const prse__scope *scope)
{
    arguments args = {0};
    const prse__value *function = prse__eval_node(ev, node->first, scope);
    if (!function || !read_arguments(ev, &args, node, scope))
        return NULL;
    if (function->kind != PRSE__VALUE_FUNCTION)
        return &prse__value_null;
    if (is_builtin(function))
        return call_builtin(ev, prse__builtin_find(function->text), &args);
    return args.names ? apply_named(ev, function, &args)
                      : prse__eval_apply(ev, function, args.values.items,
                                         args.values.count);
}
