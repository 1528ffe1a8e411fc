/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/value_json.h"

#include "feel/value_compare.h"

/* --- Writing --- */

/* Text made by a printer, as a string or as a literal. */
static void add_printed(prse__json *json, const prse__value *value,
                        void (*print)(prse__buf *, const prse__value *),
                        void (*add)(prse__json *, prse_str))
{
    prse__buf text;
    prse__buf_init(&text, 0);
    print(&text, value);
    json->buf->failed |= text.failed;
    add(json, prse__buf_str(&text));
    prse__buf_free(&text);
}

static void print_number(prse__buf *buf, const prse__value *value)
{
    prse__dec_print(buf, value->number);
}

static void add_items(prse__json *json, const prse__value *value)
{
    int named = value->kind == PRSE__VALUE_CONTEXT;
    prse__json_open(json, named ? '{' : '[');
    for (size_t i = 0; i < value->count; i++) {
        if (named)
            prse__json_key(json, value->keys[i]);
        prse__json_value(json, value->items[i]);
    }
    prse__json_close(json, named ? '}' : ']');
}

void prse__json_value(prse__json *json, const prse__value *value)
{
    switch (value->kind) {
    case PRSE__VALUE_NULL:
        prse__json_null(json);
        break;
    case PRSE__VALUE_BOOLEAN:
        prse__json_bool(json, value->flag);
        break;
    case PRSE__VALUE_NUMBER:
        add_printed(json, value, print_number, prse__json_raw);
        break;
    case PRSE__VALUE_STRING:
        prse__json_string(json, value->text);
        break;
    case PRSE__VALUE_DATE:
    case PRSE__VALUE_MONTHS:
    case PRSE__VALUE_SECONDS:
        add_printed(json, value, prse__value_print_calendar,
                    prse__json_string);
        break;
    case PRSE__VALUE_LIST:
    case PRSE__VALUE_CONTEXT:
        add_items(json, value);
        break;
    case PRSE__VALUE_RANGE:
    case PRSE__VALUE_FUNCTION:
        add_printed(json, value, prse__value_print, prse__json_string);
        break;
    }
}

/* --- Reading --- */

typedef struct reader {
    prse__arena *arena;
    const char *file;
    prse_error *err;
    prse_status status;
} reader;

static const prse__value *read_node(reader *r, const prse__node *node);

static const prse__value *read_items(reader *r, const prse__node *node)
{
    int named = node->kind == PRSE__NODE_MAP;
    prse__value *value = prse__arena_alloc(r->arena, 1, sizeof *value);
    const prse__value **items =
        prse__arena_alloc(r->arena, node->count + 1, sizeof *items);
    prse_str *keys =
        prse__arena_alloc(r->arena, node->count + 1, sizeof *keys);
    if (!value || !items || !keys)
        return NULL;
    *value = (prse__value){
        .kind = named ? PRSE__VALUE_CONTEXT : PRSE__VALUE_LIST,
        .count = node->count, .items = items, .keys = keys};
    size_t i = 0;
    for (const prse__node *n = node->first; n; n = n->next, i++) {
        keys[i] = n->key;
        items[i] = read_node(r, n);
        if (!items[i])
            return NULL;
    }
    return value;
}

static const prse__value *read_string(reader *r, prse_str text)
{
    prse__date date;
    return prse__date_parse(&date, text) ? prse__value_date(r->arena, date)
                                         : prse__value_string(r->arena, text);
}

/* null, true, false or a number: the grammar was checked before. */
static const prse__value *read_literal(reader *r, const prse__node *node)
{
    prse__dec number;
    if (prse__str_is(node->text, "null"))
        return &prse__value_null;
    if (prse__str_is(node->text, "true"))
        return &prse__value_true;
    if (prse__str_is(node->text, "false"))
        return &prse__value_false;
    if (prse__dec_parse(&number, node->text))
        return prse__value_number(r->arena, number);
    r->status = prse__error_at(r->err, PRSE_ELIMIT,
                               prse__node_place(node, r->file), NULL,
                               "a number has at most 34 digits");
    return NULL;
}

static const prse__value *read_node(reader *r, const prse__node *node)
{
    if (node->kind == PRSE__NODE_PLAIN)
        return read_literal(r, node);
    if (node->kind == PRSE__NODE_QUOTED)
        return read_string(r, node->text);
    return read_items(r, node);
}

prse_status prse__value_of_json(const prse__value **out, prse__arena *arena,
                                const prse__node *node, const char *file,
                                prse_error *err)
{
    reader r = {.arena = arena, .file = file, .err = err};
    *out = read_node(&r, node);
    if (*out)
        return PRSE_OK;
    return r.status ? r.status : prse__error_nomem(err);
}
