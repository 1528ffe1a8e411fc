/* SPDX-License-Identifier: Apache-2.0 */
/* A function of a pack, called from outside: JSON in, JSON out. */
#include "engine/pack.h"
#include "engine/value_json.h"
#include "rules/names.h"

enum { DEEPEST_RESULT = 60 }; /* what the writer of JSON can nest */

static const char INPUT[] = "arguments";

typedef struct call {
    const prse_pack *pack;
    const prse__function *function;
    prse__date date;
    prse__arena *arena;
    const prse__value **values; /* of the parameters, in their order */
    prse_error *err;
} call;

/* --- Which function --- */

static prse_status no_function(call *c, prse_str id)
{
    const prse__pack_tree *tree = c->pack->tree;
    prse__guess guess = prse__guess_start(id);
    char hint[PRSE__HINT];
    char name[64];
    for (size_t i = 0; i < tree->function_count; i++)
        prse__guess_try(&guess, tree->functions[i].id);
    prse__guess_hint(hint, &guess);
    prse__error_copy(name, sizeof name, id);
    return prse__error_set(c->err, PRSE_ENOTFOUND, name,
                           "the pack has no function `%s`%s", name, hint);
}

static prse_status find_function(call *c, prse_str id)
{
    const prse__pack_tree *tree = c->pack->tree;
    const prse__name *name = prse__pack_name(tree, id);
    if (!name || name->kind != PRSE__NAME_FUNCTION)
        return no_function(c, id);
    c->function = &tree->functions[name->index];
    if (prse__rule_at(&c->function->value, c->date))
        return PRSE_OK;
    prse__ymd first = prse__date_ymd(c->function->value.steps[0].from);
    return prse__error_set(c->err, PRSE_ENOTFOUND, c->function->id.ptr,
                           "`%s` is not defined before %04d-%02d-%02d",
                           c->function->id.ptr, (int)first.year,
                           (int)first.month, (int)first.day);
}

/* --- Its arguments --- */

/* "takes 2 arguments (ecart, base)" */
static void add_signature(prse__buf *buf, const prse__function *f)
{
    prse__buf_addf(buf, "`%.*s` takes %zu argument%s", (int)f->id.len,
                   f->id.ptr, f->param_count, f->param_count == 1 ? "" : "s");
    for (size_t i = 0; i < f->param_count; i++) {
        prse__buf_adds(buf, i ? ", " : " (");
        prse__buf_add(buf, f->params[i]);
    }
    if (f->param_count)
        prse__buf_addc(buf, ')');
}

static prse_status wrong_arguments(call *c, const prse__node *at,
                                   const char *found)
{
    prse__buf takes;
    prse__buf_init(&takes, 200);
    add_signature(&takes, c->function);
    prse_status status =
        prse__error_at(c->err, PRSE_ESCHEMA, prse__node_place(at, INPUT),
                       c->function->id.ptr, "%s, found %s",
                       takes.len ? takes.ptr : "", found);
    prse__buf_free(&takes);
    return status;
}

static prse_status wrong_count(call *c, const prse__node *list)
{
    char digits[24];
    prse__buf found;
    prse__buf_init(&found, 0);
    prse__buf_addf(&found, "%zu", list->count);
    prse__error_copy(digits, sizeof digits, prse__buf_str(&found));
    prse__buf_free(&found);
    return wrong_arguments(c, list, digits);
}

static prse_status read_list(call *c, const prse__node *list)
{
    prse_status status = PRSE_OK;
    size_t i = 0;
    if (list->count != c->function->param_count)
        return wrong_count(c, list);
    for (const prse__node *n = list->first; n && !status; n = n->next)
        status = prse__value_of_json(&c->values[i++], c->arena, n, INPUT,
                                     c->err);
    return status;
}

static size_t parameter(const prse__function *f, prse_str name)
{
    for (size_t i = 0; i < f->param_count; i++)
        if (prse__str_eq(f->params[i], name))
            return i;
    return SIZE_MAX;
}

static prse_status no_parameter(call *c, const prse__node *node)
{
    prse__guess guess = prse__guess_start(node->key);
    prse__place place = {INPUT, node->key_line, node->key_column};
    char hint[PRSE__HINT];
    char name[64];
    for (size_t i = 0; i < c->function->param_count; i++)
        prse__guess_try(&guess, c->function->params[i]);
    prse__guess_hint(hint, &guess);
    prse__error_copy(name, sizeof name, node->key);
    return prse__error_at(c->err, PRSE_ENOTFOUND, place, name,
                          "`%s` has no parameter `%s`%s",
                          c->function->id.ptr, name, hint);
}

static prse_status read_map(call *c, const prse__node *map)
{
    prse_status status = PRSE_OK;
    for (const prse__node *n = map->first; n && !status; n = n->next) {
        size_t i = parameter(c->function, n->key);
        status = i == SIZE_MAX ? no_parameter(c, n)
                               : prse__value_of_json(&c->values[i], c->arena,
                                                     n, INPUT, c->err);
    }
    if (status || map->count == c->function->param_count)
        return status;
    return wrong_count(c, map);
}

static prse_status read_arguments(call *c, prse_str json)
{
    const prse__node *root;
    prse_status status =
        prse__json_read(&root, c->arena, json, INPUT, NULL, c->err);
    if (status)
        return status;
    c->values = prse__arena_alloc(c->arena, c->function->param_count + 1,
                                  sizeof *c->values);
    if (!c->values)
        return prse__error_nomem(c->err);
    if (root->kind == PRSE__NODE_LIST)
        return read_list(c, root);
    if (root->kind == PRSE__NODE_MAP)
        return read_map(c, root);
    return wrong_arguments(c, root,
                           "a single value: write a list, or a map by "
                           "parameter");
}

/* --- The call --- */

/* A parameter may be named like the function: this name is nobody's. */
static const prse_str CALLED = {"$call", 5};

/* The function applied to names that the arguments are bound to. */
static const prse__feel *call_node(call *c)
{
    size_t count = c->function->param_count;
    prse__feel *nodes = prse__arena_alloc(c->arena, count + 2, sizeof *nodes);
    if (!nodes)
        return NULL;
    nodes[0] = (prse__feel){.kind = PRSE__FEEL_CALL,
                            .first = &nodes[1],
                            .count = count + 1,
                            .height = 1};
    nodes[1] = (prse__feel){.kind = PRSE__FEEL_NAME, .text = CALLED};
    for (size_t i = 0; i < count; i++) {
        nodes[i + 2] = (prse__feel){.kind = PRSE__FEEL_NAME,
                                    .text = c->function->params[i]};
        nodes[i + 1].next = &nodes[i + 2];
    }
    return nodes;
}

static size_t depth_of(const prse__value *value)
{
    size_t deepest = 0;
    if (value->kind != PRSE__VALUE_LIST && value->kind != PRSE__VALUE_CONTEXT)
        return 0;
    for (size_t i = 0; i < value->count; i++) {
        size_t depth = depth_of(value->items[i]);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + 1;
}

static prse_status give(prse_text **out, call *c, const prse__value *value)
{
    prse__json json;
    prse__buf buf;
    if (depth_of(value) > DEEPEST_RESULT)
        return prse__error_set(c->err, PRSE_ELIMIT, c->function->id.ptr,
                               "the result nests more than %d levels",
                               DEEPEST_RESULT);
    prse__buf_init(&buf, 0);
    prse__json_init(&json, &buf, 0);
    prse__json_value(&json, value);
    return prse__text_take(out, &buf, c->err);
}

static const prse__value *function_value(const prse__scope *scope,
                                         prse_str id)
{
    size_t i = 0;
    while (i < scope->count && !prse__str_eq(scope->names[i], id))
        i++;
    return i < scope->count ? scope->values[i] : &prse__value_null;
}

static prse_status apply(prse_text **out, call *c)
{
    const prse__epochs *epochs = &c->pack->rules.epochs;
    const prse__scope *constants =
        &epochs->scopes[prse__epoch_of(epochs, c->date)];
    const prse__value *called = function_value(constants, c->function->id);
    prse__scope outer = {constants, 1, &CALLED, &called};
    prse__scope scope = {&outer, c->function->param_count,
                         c->function->params, c->values};
    const prse__value *value;
    const prse__feel *node = call_node(c);
    if (!node)
        return prse__error_nomem(c->err);
    prse_status status =
        prse__feel_eval(&value, c->arena, node, &scope, 0, c->err);
    return status ? status : give(out, c, value);
}

prse_status prse_pack_call(prse_text **out, const prse_pack *pack,
                           prse_str function, prse_str json, prse_str date,
                           prse_error *err)
{
    call c = {.pack = pack, .err = err};
    if (!out || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and pack are required");
    prse_status status = prse__date_read(&c.date, date, "date", err);
    if (!status)
        status = find_function(&c, function);
    if (status)
        return status;
    c.arena = prse__arena_new(0);
    status = c.arena ? read_arguments(&c, json) : prse__error_nomem(err);
    if (!status)
        status = apply(out, &c);
    prse__arena_free(c.arena);
    return status;
}
