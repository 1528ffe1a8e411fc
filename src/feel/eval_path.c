/* SPDX-License-Identifier: Apache-2.0 */
/* a.b: entries of contexts, of each context of a list, and properties. */
#include "feel/walk.h"

typedef struct property {
    const char *name;
    prse__value_kind kind;
    int64_t unit;  /* of a duration's amount */
    int64_t under; /* the next unit, 0: none */
} property;

static const property DURATION[] = {
    {"years", PRSE__VALUE_MONTHS, 12, 0},
    {"months", PRSE__VALUE_MONTHS, 1, 12},
    {"days", PRSE__VALUE_SECONDS, 86400, 0},
    {"hours", PRSE__VALUE_SECONDS, 3600, 24},
    {"minutes", PRSE__VALUE_SECONDS, 60, 60},
    {"seconds", PRSE__VALUE_SECONDS, 1, 60},
};

static const prse__value *of_duration(prse__eval *ev, const prse__value *value,
                                      prse_str name)
{
    for (size_t i = 0; i < sizeof DURATION / sizeof *DURATION; i++) {
        const property *p = &DURATION[i];
        if (p->kind != value->kind || !prse__str_is(name, p->name))
            continue;
        int64_t part = value->amount / p->unit;
        return prse__eval_int(ev, p->under ? part % p->under : part);
    }
    return &prse__value_null;
}

static const prse__value *of_date(prse__eval *ev, const prse__value *value,
                                  prse_str name)
{
    prse__ymd ymd = prse__date_ymd((prse__date)value->amount);
    if (prse__str_is(name, "year"))
        return prse__eval_int(ev, ymd.year);
    if (prse__str_is(name, "month"))
        return prse__eval_int(ev, ymd.month);
    if (prse__str_is(name, "day"))
        return prse__eval_int(ev, ymd.day);
    if (prse__str_is(name, "weekday"))
        return prse__eval_int(
            ev, prse__date_weekday((prse__date)value->amount));
    return &prse__value_null;
}

static const prse__value *of_range(const prse__value *value, prse_str name)
{
    const prse__value *low = value->items[0], *high = value->items[1];
    if (prse__str_is(name, "start"))
        return low ? low : &prse__value_null;
    if (prse__str_is(name, "end"))
        return high ? high : &prse__value_null;
    if (prse__str_is(name, "start included"))
        return prse__value_boolean(low && !value->open_low);
    if (prse__str_is(name, "end included"))
        return prse__value_boolean(high && !value->open_high);
    return &prse__value_null;
}

static const prse__value *of_each(prse__eval *ev, const prse__value *list,
                                  prse_str name)
{
    prse__items found = {0};
    for (size_t i = 0; i < list->count; i++)
        if (!prse__items_add(
                ev, &found, prse__eval_property(ev, list->items[i], name)))
            return NULL;
    return prse__items_list(ev, &found);
}

static const prse__value *property_of(prse__eval *ev, const prse__value *value,
                                      prse_str name)
{
    const prse__value *entry;
    switch (value->kind) {
    case PRSE__VALUE_CONTEXT:
        entry = prse__value_entry(value, name);
        return entry ? entry : &prse__value_null;
    case PRSE__VALUE_LIST:
        return of_each(ev, value, name);
    case PRSE__VALUE_DATE:
        return of_date(ev, value, name);
    case PRSE__VALUE_MONTHS:
    case PRSE__VALUE_SECONDS:
        return of_duration(ev, value, name);
    case PRSE__VALUE_RANGE:
        return of_range(value, name);
    default:
        return &prse__value_null;
    }
}

const prse__value *prse__eval_property(prse__eval *ev,
                                       const prse__value *value,
                                       prse_str name)
{
    const prse__value *found = NULL;
    if (prse__eval_enter(ev))
        found = property_of(ev, value, name);
    prse__eval_leave(ev);
    return found;
}

const prse__value *prse__eval_path(prse__eval *ev, const prse__feel *node,
                                   const prse__scope *scope)
{
    const prse__value *value = prse__eval_node(ev, node->first, scope);
    return value ? prse__eval_property(ev, value, node->text) : NULL;
}
