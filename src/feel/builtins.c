/* SPDX-License-Identifier: Apache-2.0 */
/* Finding a built-in function and handing it its arguments. */
#include "feel/builtin.h"

static const prse__builtin_group *const GROUPS[] = {
    &prse__builtins_number,    &prse__builtins_string, &prse__builtins_list,
    &prse__builtins_aggregate, &prse__builtins_date,   &prse__builtins_context,
    &prse__builtins_range,
};

const prse__builtin *prse__builtin_find(prse_str name)
{
    for (size_t g = 0; g < sizeof GROUPS / sizeof *GROUPS; g++)
        for (size_t i = 0; i < GROUPS[g]->count; i++)
            if (prse__str_is(name, GROUPS[g]->first[i].name))
                return &GROUPS[g]->first[i];
    return NULL;
}

int prse__feel_is_builtin(prse_str name)
{
    return prse__builtin_find(name) != NULL;
}

const prse__value *prse__builtin_call(prse__eval *ev,
                                      const prse__builtin *builtin,
                                      const prse__value *const *args,
                                      size_t count)
{
    if (count < builtin->least || count > builtin->most)
        return &prse__value_null;
    return builtin->apply(&(prse__args){ev, args, count});
}

/* The place of a name in "a,b|c": -1 when absent from the way that begins at
 * `way`. */
static int place_in(const char *way, prse_str name)
{
    for (int place = 0;; place++) {
        size_t len = 0;
        while (way[len] && way[len] != ',' && way[len] != '|')
            len++;
        if (prse__str_eq(name, (prse_str){way, len}))
            return place;
        if (way[len] != ',')
            return -1;
        way += len + 1;
    }
}

static int order_one_way(const char *way, const prse__value **values,
                         size_t *used, const prse_str *names,
                         const prse__value *const *given, size_t count)
{
    *used = 0;
    for (size_t i = 0; i < count; i++) {
        int place = place_in(way, names[i]);
        if (place < 0)
            return 0;
        while (*used <= (size_t)place)
            values[(*used)++] = NULL;
        if (values[place])
            return 0;
        values[place] = given[i];
    }
    for (size_t i = 0; i < *used; i++)
        if (!values[i])
            values[i] = &prse__value_null;
    return 1;
}

int prse__builtin_order(const prse__builtin *builtin,
                        const prse__value *values[PRSE__MOST_PARAMS],
                        size_t *used, const prse_str *names,
                        const prse__value *const *given, size_t count)
{
    const char *way = builtin->params;
    while (!order_one_way(way, values, used, names, given, count)) {
        while (*way && *way != '|')
            way++;
        if (!*way++)
            return 0;
    }
    return 1;
}

const prse__value *prse__arg(const prse__args *args, size_t i)
{
    return i < args->count ? args->values[i] : &prse__value_null;
}

const prse__value *prse__arg_scalar(const prse__args *args, size_t i)
{
    const prse__value *value = prse__arg(args, i);
    if (value->kind == PRSE__VALUE_LIST && value->count == 1)
        return value->items[0];
    return value;
}

int prse__arg_number(const prse__args *args, size_t i, prse__dec *out)
{
    const prse__value *value = prse__arg_scalar(args, i);
    *out = value->number;
    return value->kind == PRSE__VALUE_NUMBER;
}

int prse__arg_int(const prse__args *args, size_t i, int64_t *out)
{
    prse__dec number;
    return prse__arg_number(args, i, &number) &&
           prse__dec_to_int(out, prse__dec_round(number, 0, PRSE__ROUND_DOWN));
}

int prse__arg_string(const prse__args *args, size_t i, prse_str *out)
{
    const prse__value *value = prse__arg_scalar(args, i);
    *out = value->text;
    return value->kind == PRSE__VALUE_STRING;
}

int prse__arg_list(const prse__args *args, size_t i, const prse__value **out)
{
    const prse__value *value = prse__arg(args, i);
    *out = value;
    if (value->kind == PRSE__VALUE_LIST || value->kind == PRSE__VALUE_NULL)
        return value->kind == PRSE__VALUE_LIST;
    prse__items list = {0};
    if (!prse__items_add(args->ev, &list, value))
        return 0;
    *out = prse__items_list(args->ev, &list);
    return *out != NULL;
}

int prse__arg_all(const prse__args *args, const prse__value **out)
{
    if (args->count == 1)
        return prse__arg_list(args, 0, out);
    prse__items list = {0};
    for (size_t i = 0; i < args->count; i++)
        if (!prse__items_add(args->ev, &list, args->values[i]))
            return 0;
    *out = prse__items_list(args->ev, &list);
    return *out != NULL;
}
