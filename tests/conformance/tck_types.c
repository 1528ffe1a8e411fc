/* SPDX-License-Identifier: Apache-2.0 */
/* Item definitions: the types that a model declares. */
#include "tck_model.h"

enum { DEEPEST = 8 }; /* types may name each other in circles */

static const xml *definition(const tck_run *run, prse_str type)
{
    return tck_find(run->model, "itemDefinition", type);
}

static int is_collection(const xml *type)
{
    return prse__str_is(xml_get(type, "isCollection"), "true");
}

/* --- Whether a value is of a type --- */

static int fits(tck_run *run, const prse__value *value, prse_str type);

static int is_allowed(tck_run *run, const prse__value *value, const xml *type)
{
    const xml *allowed = xml_child(type, "allowedValues");
    if (!allowed)
        return 1;
    prse_str text = xml_child_text(allowed, "text");
    const prse__scope *scope =
        prse__eval_bind(run->ev, NULL, PRSE_STR("?"), value);
    return prse__eval_test(run->ev, tck_parse_tests(run, text, scope), value,
                           scope) == PRSE__TRI_TRUE;
}

static int fits_type(tck_run *run, const prse__value *value, const xml *type);

static int has_components(tck_run *run, const prse__value *value,
                          const xml *type)
{
    if (value->kind != PRSE__VALUE_CONTEXT)
        return 0;
    XML_EACH(component, type, "itemComponent") {
        const prse__value *entry =
            prse__value_entry(value, xml_get(component, "name"));
        if (!entry || !fits_type(run, entry, component))
            return 0;
    }
    return 1;
}

static int fits_one(tck_run *run, const prse__value *value, const xml *type)
{
    if (value->kind == PRSE__VALUE_NULL)
        return 1;
    if (xml_child(type, "itemComponent"))
        return has_components(run, value, type);
    if (xml_child(type, "functionItem"))
        return value->kind == PRSE__VALUE_FUNCTION;
    return fits(run, value, xml_child_text(type, "typeRef")) &&
           is_allowed(run, value, type);
}

static int fits_type(tck_run *run, const prse__value *value, const xml *type)
{
    if (!is_collection(type) || value->kind == PRSE__VALUE_NULL)
        return fits_one(run, value, type);
    if (value->kind != PRSE__VALUE_LIST)
        return 0;
    for (size_t i = 0; i < value->count; i++)
        if (!fits_one(run, value->items[i], type))
            return 0;
    return 1;
}

/* Names that earlier versions of DMN gave to types. */
static prse_str current_name(prse_str type)
{
    if (prse__str_is(type, "dayTimeDuration"))
        return PRSE_STR("days and time duration");
    if (prse__str_is(type, "yearMonthDuration"))
        return PRSE_STR("years and months duration");
    return type;
}

static int fits(tck_run *run, const prse__value *value, prse_str type)
{
    if (!type.len || value->kind == PRSE__VALUE_NULL)
        return 1;
    const xml *declared = definition(run, type);
    return declared ? fits_type(run, value, declared)
                    : prse__eval_is_a(value, current_name(type));
}

const prse__value *tck_conform(tck_run *run, const prse__value *value,
                               prse_str type)
{
    if (!value || fits(run, value, type))
        return value ? value : &prse__value_null;
    if (value->kind == PRSE__VALUE_LIST && value->count == 1 &&
        fits(run, value->items[0], type))
        return value->items[0];
    prse__items items = {0};
    prse__items_add(run->ev, &items, value);
    const prse__value *list = prse__items_list(run->ev, &items);
    return list && fits(run, list, type) ? list : &prse__value_null;
}

/* --- Types of the model, written out for "instance of" and parameters --- */

static void write_type(const tck_run *run, prse__buf *buf, prse_str text,
                       int depth);

static void write_one(const tck_run *run, prse__buf *buf, const xml *type,
                      int depth)
{
    const char *comma = "";
    const xml *signature = xml_child(type, "functionItem");
    if (signature) {
        prse__buf_adds(buf, "function<");
        XML_EACH(param, signature, "parameters") {
            prse_str of = xml_get(param, "typeRef");
            prse__buf_adds(buf, comma);
            write_type(run, buf, of.len ? of : PRSE_STR("Any"), depth);
            comma = ", ";
        }
        prse__buf_adds(buf, ">->");
        prse_str of = xml_get(signature, "outputTypeRef");
        write_type(run, buf, of.len ? of : PRSE_STR("Any"), depth);
    } else if (xml_child(type, "itemComponent")) {
        prse__buf_adds(buf, "context<");
        XML_EACH(component, type, "itemComponent") {
            prse__buf_adds(buf, comma);
            prse__buf_add(buf, xml_get(component, "name"));
            prse__buf_adds(buf, ": ");
            if (is_collection(component))
                prse__buf_adds(buf, "list<");
            write_one(run, buf, component, depth);
            if (is_collection(component))
                prse__buf_addc(buf, '>');
            comma = ", ";
        }
        prse__buf_addc(buf, '>');
    } else {
        write_type(run, buf, xml_child_text(type, "typeRef"), depth);
    }
}

static void write_name(const tck_run *run, prse__buf *buf, prse_str name,
                       int depth)
{
    prse_str word = prse__str_trim(name);
    const xml *type = depth < DEEPEST ? definition(run, word) : NULL;
    if (!type) {
        prse__buf_add(buf, name);
        return;
    }
    if (is_collection(type))
        prse__buf_adds(buf, "list<");
    write_one(run, buf, type, depth + 1);
    if (is_collection(type))
        prse__buf_addc(buf, '>');
}

/* "list<tAge>": each name between the signs, keys apart. */
static void write_type(const tck_run *run, prse__buf *buf, prse_str text,
                       int depth)
{
    size_t from = 0;
    for (size_t at = 0; at <= text.len; at++) {
        char c = at < text.len ? text.ptr[at] : ',';
        if (c != '<' && c != '>' && c != ',' && c != ':' && c != '-')
            continue;
        prse_str name = {text.ptr + from, at - from};
        if (c == ':')
            prse__buf_add(buf, name);
        else
            write_name(run, buf, name, depth);
        if (at < text.len)
            prse__buf_addc(buf, c);
        from = at + 1;
    }
}

static prse_str expanded(tck_run *run, prse_str type)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    write_type(run, &buf, type, 0);
    prse_str text = prse__str_dup(run->arena, prse__buf_str(&buf));
    prse__buf_free(&buf);
    return text;
}

/* The tree was made for this run alone, so that it may be changed. */
void tck_expand_types(tck_run *run, prse__feel *tree)
{
    if (tree->type.len)
        tree->type = expanded(run, tree->type);
    for (const prse__feel *child = tree->first; child; child = child->next)
        tck_expand_types(run, (prse__feel *)(uintptr_t)child);
}
