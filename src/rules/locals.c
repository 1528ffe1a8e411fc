/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/locals.h"

int prse__is_binder(const prse__feel *node)
{
    return node->kind == PRSE__FEEL_FILTER || node->kind == PRSE__FEEL_IN ||
           node->kind == PRSE__FEEL_FOR || node->kind == PRSE__FEEL_SOME ||
           node->kind == PRSE__FEEL_EVERY ||
           node->kind == PRSE__FEEL_FUNCTION ||
           node->kind == PRSE__FEEL_CONTEXT;
}

/* The children of a binder that bind names do so one by one. */
static int names(const prse__feel *binder, prse_str name)
{
    for (const prse__feel *c = binder->first; c; c = c->next)
        if ((c->kind == PRSE__FEEL_BIND || c->kind == PRSE__FEEL_PARAM ||
             c->kind == PRSE__FEEL_ENTRY) &&
            prse__str_eq(c->text, name))
            return 1;
    return 0;
}

/* A filter binds the keys of what it filters, where these are written. */
static int filter_binds(const prse__feel *filter, prse_str name)
{
    const prse__feel *base = filter->first;
    while (base->kind == PRSE__FEEL_FILTER)
        base = base->first;
    if (base->kind == PRSE__FEEL_LIST && base->first)
        base = base->first;
    return prse__str_is(name, "item") ||
           (base->kind == PRSE__FEEL_CONTEXT && names(base, name));
}

int prse__binds(const prse__feel *binder, prse_str name)
{
    switch (binder->kind) {
    case PRSE__FEEL_FILTER:
        return filter_binds(binder, name);
    case PRSE__FEEL_IN:
        return prse__str_is(name, "?");
    case PRSE__FEEL_FOR:
        return prse__str_is(name, "partial") || names(binder, name);
    default:
        return names(binder, name);
    }
}

const prse__locals *prse__local_scope(const prse__locals *scope,
                                      prse_str name)
{
    while (scope && !prse__binds(scope->binder, name))
        scope = scope->outer;
    return scope;
}

int prse__reads_locals(const prse__feel *node, const prse__locals *scope)
{
    if (node->kind == PRSE__FEEL_NAME && prse__local_scope(scope, node->text))
        return 1;
    for (const prse__feel *c = node->first; c; c = c->next)
        if (prse__reads_locals(c, scope))
            return 1;
    return 0;
}
