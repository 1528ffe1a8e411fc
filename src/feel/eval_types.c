/* SPDX-License-Identifier: Apache-2.0 */
/* instance of, and the types of parameters. */
#include "feel/walk.h"

static const struct {
    const char *name;
    prse__value_kind kind;
} TYPES[] = {
    {"boolean", PRSE__VALUE_BOOLEAN},
    {"number", PRSE__VALUE_NUMBER},
    {"string", PRSE__VALUE_STRING},
    {"date", PRSE__VALUE_DATE},
    {"years and months duration", PRSE__VALUE_MONTHS},
    {"days and time duration", PRSE__VALUE_SECONDS},
    {"list", PRSE__VALUE_LIST},
    {"context", PRSE__VALUE_CONTEXT},
    {"range", PRSE__VALUE_RANGE},
    {"function", PRSE__VALUE_FUNCTION},
};

/* "list<number>": the kind is list, the rest is number. */
typedef struct type {
    prse_str name, inner;
} type;

static type split_type(prse_str text)
{
    text = prse__str_trim(text);
    size_t open = 0;
    while (open < text.len && text.ptr[open] != '<')
        open++;
    if (open == text.len)
        return (type){text, {NULL, 0}};
    size_t end = text.len;
    while (end > open + 1 && text.ptr[end - 1] != '>')
        end--;
    prse_str inner = {text.ptr + open + 1,
                      end > open + 1 ? end - open - 2 : 0};
    return (type){prse__str_trim((prse_str){text.ptr, open}), inner};
}

/* Each element of a list and each bound of a range; null conforms. */
static int parts_are(const prse__value *value, prse_str inner)
{
    size_t count = value->kind == PRSE__VALUE_RANGE ? 2 : value->count;
    for (size_t i = 0; i < count; i++) {
        const prse__value *part = value->items[i];
        if (part && part->kind != PRSE__VALUE_NULL &&
            !prse__eval_is_a(part, inner))
            return 0;
    }
    return 1;
}

/* The text up to a separator outside "<...>"; *text moves past it. */
static prse_str cut(prse_str *text, char separator)
{
    size_t at = 0;
    for (int depth = 0; at < text->len; at++) {
        char c = text->ptr[at];
        if (c == separator && depth == 0)
            break;
        depth += (c == '<') - (c == '>');
    }
    prse_str part = {text->ptr, at};
    size_t used = at < text->len ? at + 1 : at;
    *text = (prse_str){text->ptr + used, text->len - used};
    return prse__str_trim(part);
}

/* context<a: number>: every entry named is there and null or of its type. */
static int entries_are(const prse__value *value, prse_str inner)
{
    while (inner.len > 0) {
        prse_str wanted = cut(&inner, ','), key = cut(&wanted, ':');
        const prse__value *part = prse__value_entry(value, key);
        if (!part || (part->kind != PRSE__VALUE_NULL &&
                      !prse__eval_is_a(part, wanted)))
            return 0;
    }
    return 1;
}

static int has_parts_of(const prse__value *value, prse_str inner)
{
    switch (value->kind) {
    case PRSE__VALUE_LIST:
    case PRSE__VALUE_RANGE:
        return parts_are(value, inner);
    case PRSE__VALUE_CONTEXT:
        return entries_are(value, inner);
    default:
        return 1;
    }
}

int prse__eval_is_a(const prse__value *value, prse_str text)
{
    type t = split_type(text);
    if (prse__str_is(t.name, "Null"))
        return value->kind == PRSE__VALUE_NULL;
    if (prse__str_is(t.name, "Any"))
        return value->kind != PRSE__VALUE_NULL;
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (TYPES[i].kind == value->kind &&
            prse__str_is(t.name, TYPES[i].name))
            return !t.inner.len || has_parts_of(value, t.inner);
    return 0;
}

const prse__value *prse__eval_instance(prse__eval *ev, const prse__feel *node,
                                       const prse__scope *scope)
{
    const prse__value *value = prse__eval_node(ev, node->first, scope);
    return value ? prse__value_boolean(prse__eval_is_a(value, node->type))
                 : NULL;
}
