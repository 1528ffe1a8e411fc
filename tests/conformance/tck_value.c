/* SPDX-License-Identifier: Apache-2.0 */
#include "tck_value.h"

static const prse__value *boolean(prse__eval *ev, prse_str text)
{
    (void)ev;
    return prse__value_boolean(prse__str_is(text, "true"));
}

static const prse__value *number(prse__eval *ev, prse_str text)
{
    prse__dec value;
    prse_str digits = prse__str_trim(text);
    int negative = digits.len && *digits.ptr == '-';
    digits.ptr += negative;
    digits.len -= (size_t)negative;
    if (!prse__dec_parse(&value, digits))
        return NULL;
    return prse__eval_number(ev, negative ? prse__dec_neg(value) : value);
}

static const prse__value *calendar(prse__eval *ev, prse_str text)
{
    const prse__value *value = prse__feel_at(ev->arena, prse__str_trim(text));
    return value->kind == PRSE__VALUE_NULL ? NULL : value;
}

static const prse__value *unknown(prse__eval *ev, prse_str text)
{
    (void)ev, (void)text;
    return NULL;
}

static const struct {
    const char *type;
    const prse__value *(*read)(prse__eval *ev, prse_str text);
} TYPES[] = {
    {"string", prse__eval_copy}, {"boolean", boolean}, {"decimal", number},
    {"double", number},          {"date", calendar},   {"duration", calendar},
    {"dateTime", unknown},       {"time", unknown},
};

static const prse__value *scalar(prse__eval *ev, const xml *value)
{
    prse_str type = xml_get(value, "type");
    size_t colon = 0;
    while (colon < type.len && type.ptr[colon] != ':')
        colon++;
    if (colon < type.len)
        type = (prse_str){type.ptr + colon + 1, type.len - colon - 1};
    if (prse__str_is(xml_get(value, "nil"), "true"))
        return &prse__value_null;
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (prse__str_is(type, TYPES[i].type))
            return TYPES[i].read(ev, value->text);
    return prse__eval_copy(ev, value->text);
}

static const prse__value *components(prse__eval *ev, const xml *node)
{
    size_t count = xml_count(node, "component"), i = 0;
    prse_str *keys = prse__arena_alloc(ev->arena, count, sizeof *keys);
    const prse__value **values =
        prse__arena_alloc(ev->arena, count, sizeof(const prse__value *));
    XML_EACH(component, node, "component") {
        keys[i] = xml_get(component, "name");
        values[i] = tck_read_value(ev, component);
        if (!values[i++])
            return NULL;
    }
    return prse__eval_context(ev, keys, values, count);
}

const prse__value *tck_read_value(prse__eval *ev, const xml *node)
{
    const xml *value = xml_child(node, "value"), *list;
    if (value)
        return scalar(ev, value);
    if (xml_child(node, "component"))
        return components(ev, node);
    list = xml_child(node, "list");
    if (!list)
        return &prse__value_null;
    prse__items items = {0};
    XML_EACH(item, list, "item") {
        const prse__value *one = tck_read_value(ev, item);
        if (!one || !prse__items_add(ev, &items, one))
            return NULL;
    }
    return prse__items_list(ev, &items);
}

static int same_number(prse__dec a, prse__dec b)
{
    prse__dec tolerance;
    prse__dec_parse(&tolerance, PRSE_STR("1e-8"));
    prse__dec gap = prse__dec_abs(prse__dec_sub(a, b));
    return prse__dec_cmp(gap, tolerance) <= 0;
}

static int same_parts(const prse__value *a, const prse__value *b)
{
    if (a->count != b->count)
        return 0;
    for (size_t i = 0; i < a->count; i++) {
        const prse__value *other = a->kind == PRSE__VALUE_LIST
                                       ? b->items[i]
                                       : prse__value_entry(b, a->keys[i]);
        if (!other || !tck_same(a->items[i], other))
            return 0;
    }
    return 1;
}

int tck_same(const prse__value *a, const prse__value *b)
{
    if (a->kind != b->kind)
        return 0;
    switch (a->kind) {
    case PRSE__VALUE_NUMBER:
        return same_number(a->number, b->number);
    case PRSE__VALUE_LIST:
    case PRSE__VALUE_CONTEXT:
        return same_parts(a, b);
    default:
        return prse__value_equal(a, b) == 1;
    }
}
