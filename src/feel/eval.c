/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/eval.h"

#include "feel/walk.h"

static const prse__value *eval_null(prse__eval *ev, const prse__feel *node,
                                    const prse__scope *scope)
{
    (void)ev, (void)node, (void)scope;
    return &prse__value_null;
}

static const prse__value *eval_boolean(prse__eval *ev, const prse__feel *node,
                                       const prse__scope *scope)
{
    (void)ev, (void)scope;
    return prse__value_boolean(node->flag);
}

static const prse__value *eval_number(prse__eval *ev, const prse__feel *node,
                                      const prse__scope *scope)
{
    (void)scope;
    return prse__eval_number(ev, node->number);
}

static const prse__value *eval_string(prse__eval *ev, const prse__feel *node,
                                      const prse__scope *scope)
{
    (void)scope;
    return prse__eval_copy(ev, node->text);
}

static const prse__value *eval_at(prse__eval *ev, const prse__feel *node,
                                  const prse__scope *scope)
{
    (void)scope;
    return prse__feel_at(ev->arena, node->text);
}

static const prse__value *eval_name(prse__eval *ev, const prse__feel *node,
                                    const prse__scope *scope)
{
    const prse__value *found = prse__eval_lookup(scope, node->text);
    if (found)
        return found;
    if (!prse__feel_is_builtin(node->text))
        return &prse__value_null;
    prse__value *function = prse__eval_alloc(ev, 1, sizeof *function);
    if (function)
        *function = (prse__value){.kind = PRSE__VALUE_FUNCTION,
                                  .text = node->text};
    return function;
}

static const prse__value *eval_if(prse__eval *ev, const prse__feel *node,
                                  const prse__scope *scope)
{
    const prse__value *condition = prse__eval_node(ev, node->first, scope);
    if (!condition)
        return NULL;
    int holds = prse__tri_of(condition) == PRSE__TRI_TRUE;
    return prse__eval_node(ev, prse__feel_child(node, holds ? 1 : 2), scope);
}

static const prse__value *eval_list(prse__eval *ev, const prse__feel *node,
                                    const prse__scope *scope)
{
    prse__items list = {0};
    for (const prse__feel *item = node->first; item; item = item->next)
        if (!prse__items_add(ev, &list, prse__eval_node(ev, item, scope)))
            return NULL;
    return prse__items_list(ev, &list);
}

/* Later entries see earlier ones; a function entry sees them all when it is
 * called, itself too, since its scope goes on growing. */
static const prse__value *eval_context(prse__eval *ev, const prse__feel *node,
                                       const prse__scope *scope)
{
    prse_str *keys = prse__eval_alloc(ev, node->count, sizeof *keys);
    const prse__value **values =
        prse__eval_alloc(ev, node->count, sizeof(const prse__value *));
    prse__scope *inner = prse__eval_alloc(ev, 1, sizeof *inner);
    if (!keys || !values || !inner)
        return NULL;
    *inner = (prse__scope){scope, 0, keys, values};
    int twice = 0;
    for (const prse__feel *e = node->first; e; e = e->next) {
        const prse__value *value = prse__eval_node(ev, e->first, inner);
        if (!value || !prse__eval_charge(ev, inner->count))
            return NULL;
        for (size_t i = 0; i < inner->count; i++)
            twice |= prse__str_eq(keys[i], e->text);
        keys[inner->count] = e->text;
        values[inner->count++] = value;
    }
    if (twice)
        return &prse__value_null;
    return prse__eval_context(ev, keys, values, inner->count);
}

static prse__eval_rule *const RULES[] = {
    [PRSE__FEEL_NULL] = eval_null,
    [PRSE__FEEL_BOOLEAN] = eval_boolean,
    [PRSE__FEEL_NUMBER] = eval_number,
    [PRSE__FEEL_STRING] = eval_string,
    [PRSE__FEEL_AT] = eval_at,
    [PRSE__FEEL_NAME] = eval_name,
    [PRSE__FEEL_NEGATE] = prse__eval_negate,
    [PRSE__FEEL_BINARY] = prse__eval_binary,
    [PRSE__FEEL_BETWEEN] = prse__eval_between,
    [PRSE__FEEL_IN] = prse__eval_in,
    [PRSE__FEEL_TEST] = prse__eval_half_range,
    [PRSE__FEEL_ANY] = prse__eval_as_test,
    [PRSE__FEEL_NOT_TESTS] = prse__eval_as_test,
    [PRSE__FEEL_TESTS] = prse__eval_as_test,
    [PRSE__FEEL_RANGE] = prse__eval_range,
    [PRSE__FEEL_IF] = eval_if,
    [PRSE__FEEL_FOR] = prse__eval_for,
    [PRSE__FEEL_SOME] = prse__eval_quantified,
    [PRSE__FEEL_EVERY] = prse__eval_quantified,
    [PRSE__FEEL_BIND] = eval_null, /* only inside for, some and every */
    [PRSE__FEEL_ITERATION] = prse__eval_iteration,
    [PRSE__FEEL_LIST] = eval_list,
    [PRSE__FEEL_CONTEXT] = eval_context,
    [PRSE__FEEL_ENTRY] = eval_null, /* only inside contexts and calls */
    [PRSE__FEEL_PATH] = prse__eval_path,
    [PRSE__FEEL_FILTER] = prse__eval_filter,
    [PRSE__FEEL_CALL] = prse__eval_call,
    [PRSE__FEEL_FUNCTION] = prse__eval_function,
    [PRSE__FEEL_PARAM] = eval_null, /* only inside a function */
    [PRSE__FEEL_INSTANCE] = prse__eval_instance,
};

const prse__value *prse__eval_node(prse__eval *ev, const prse__feel *node,
                                   const prse__scope *scope)
{
    if (!node)
        return &prse__value_null;
    const prse__value *value = NULL;
    if (prse__eval_enter(ev))
        value = RULES[node->kind](ev, node, scope);
    prse__eval_leave(ev);
    if (!value)
        prse__eval_exhausted(ev);
    return value;
}

prse_status prse__feel_eval(const prse__value **out, prse__arena *arena,
                            const prse__feel *expr, const prse__scope *scope,
                            uint64_t max_steps, prse_error *err)
{
    prse__eval ev = prse__eval_begin(arena, max_steps);
    return prse__eval_end(out, &ev, prse__eval_node(&ev, expr, scope), err);
}

prse_status prse__feel_eval_tests(const prse__value **out, prse__arena *arena,
                                  const prse__feel *tests,
                                  const prse__value *input,
                                  const prse__scope *scope, prse_error *err)
{
    prse__eval ev = prse__eval_begin(arena, 0);
    const prse__value *value = NULL;
    scope = prse__eval_bind(&ev, scope, PRSE_STR("?"), input);
    if (scope)
        value = prse__eval_tri(prse__eval_test(&ev, tests, input, scope));
    return prse__eval_end(out, &ev, value, err);
}
