/* SPDX-License-Identifier: Apache-2.0 */
/* Boxed expressions. Those that FEEL can say are made into its trees. */
#include "tck_model.h"

/* --- FEEL text --- */

typedef prse_status parser(const prse__feel **out, prse__arena *arena,
                           const prse__feel_source *source, prse_error *err);

static size_t count_names(const prse__scope *scope)
{
    size_t count = 0;
    for (; scope; scope = scope->outer)
        count += scope->count;
    return count;
}

static prse__feel *parse(parser *read, tck_run *run, prse_str text,
                         const prse__scope *scope)
{
    const tck_model *model = run->model;
    prse_str *names = prse__arena_alloc(
        run->arena, model->name_count + count_names(scope) + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < model->name_count; i++)
        names[count++] = model->names[i];
    for (; scope; scope = scope->outer)
        for (size_t i = 0; i < scope->count; i++)
            names[count++] = scope->names[i];
    prse__feel_source source = {
        .text = text, .names = names, .name_count = count};
    prse_error err;
    const prse__feel *tree;
    prse__feel *copy = prse__arena_alloc(run->arena, 1, sizeof *copy);
    if (read(&tree, run->arena, &source, &err) != PRSE_OK)
        return copy; /* kind NULL */
    *copy = *tree;
    tck_expand_types(run, copy);
    return copy;
}

prse__feel *tck_parse(tck_run *run, prse_str text, const prse__scope *scope)
{
    return parse(prse__feel_parse, run, text, scope);
}

prse__feel *tck_parse_tests(tck_run *run, prse_str text,
                            const prse__scope *scope)
{
    return parse(prse__feel_parse_tests, run, text, scope);
}

static const prse__value *literal(tck_run *run, const xml *boxed,
                                  const prse__scope *scope)
{
    prse_str text = xml_child_text(boxed, "text");
    return prse__eval_node(run->ev, tck_parse(run, text, scope), scope);
}

/* --- Boxes that are one FEEL expression of two or three others --- */

static prse__feel *node_of(tck_run *run, prse__feel_kind kind)
{
    prse__feel *node = prse__arena_alloc(run->arena, 1, sizeof *node);
    node->kind = kind;
    return node;
}

static void append(prse__feel *node, prse__feel **last, prse__feel *child)
{
    if (*last)
        (*last)->next = child;
    else
        node->first = child;
    *last = child;
    node->count++;
}

/* The literal expression below a tag: "if", "then", "in" and so on. */
static prse__feel *part(tck_run *run, const xml *boxed, const char *tag,
                        const prse__scope *scope)
{
    const xml *found = xml_child(xml_child(boxed, tag), "literalExpression");
    return tck_parse(run, xml_child_text(found, "text"), scope);
}

/* In a box, unlike in text, each condition must be a boolean. */
static int is_a_condition(const prse__value *value)
{
    return value->kind == PRSE__VALUE_BOOLEAN ||
           value->kind == PRSE__VALUE_NULL;
}

static const prse__value *conditional(tck_run *run, const xml *boxed,
                                      const prse__scope *scope)
{
    prse__feel *node = node_of(run, PRSE__FEEL_IF), *last = NULL;
    append(node, &last, part(run, boxed, "if", scope));
    append(node, &last, part(run, boxed, "then", scope));
    append(node, &last, part(run, boxed, "else", scope));
    const prse__value *condition =
        prse__eval_node(run->ev, node->first, scope);
    return is_a_condition(condition) ? prse__eval_node(run->ev, node, scope)
                                     : &prse__value_null;
}

/* for, some, every (and filter, whose variable is "item"): the domain bound to
 * the variable, and what is asked of each. */
static const prse__value *iterate(tck_run *run, const xml *boxed,
                                  const prse__scope *scope,
                                  prse__feel_kind kind, const char *tag)
{
    prse_str name = xml_get(boxed, "iteratorVariable");
    const prse__scope *inner = prse__eval_bind(
        run->ev, scope, name.len ? name : PRSE_STR("item"), &prse__value_null);
    prse__feel *node = node_of(run, kind), *last = NULL;
    prse__feel *domain = part(run, boxed, "in", scope);
    if (kind != PRSE__FEEL_FILTER) {
        prse__feel *bind = node_of(run, PRSE__FEEL_BIND), *only = NULL;
        bind->text = name.len ? name : PRSE_STR("item");
        append(bind, &only, domain);
        domain = bind;
    }
    append(node, &last, domain);
    append(node, &last, part(run, boxed, tag, inner));
    return prse__eval_node(run->ev, node, scope);
}

static const prse__value *iterate_strictly(tck_run *run, const xml *boxed,
                                           const prse__scope *scope,
                                           prse__feel_kind kind,
                                           const char *tag)
{
    const prse__value *conditions =
        iterate(run, boxed, scope, PRSE__FEEL_FOR, tag);
    for (size_t i = 0; i < conditions->count; i++)
        if (!is_a_condition(conditions->items[i]))
            return &prse__value_null;
    return iterate(run, boxed, scope, kind, tag);
}

static const prse__value *filter(tck_run *run, const xml *boxed,
                                 const prse__scope *scope)
{
    return iterate_strictly(run, boxed, scope, PRSE__FEEL_FILTER, "match");
}

static const prse__value *loop(tck_run *run, const xml *boxed,
                               const prse__scope *scope)
{
    return iterate(run, boxed, scope, PRSE__FEEL_FOR, "return");
}

static const prse__value *some(tck_run *run, const xml *boxed,
                               const prse__scope *scope)
{
    return iterate_strictly(run, boxed, scope, PRSE__FEEL_SOME, "satisfies");
}

static const prse__value *every(tck_run *run, const xml *boxed,
                                const prse__scope *scope)
{
    return iterate_strictly(run, boxed, scope, PRSE__FEEL_EVERY, "satisfies");
}

/* --- Contexts, lists, relations --- */

/* An entry without variable is the result of the whole. */
static const prse__value *context(tck_run *run, const xml *boxed,
                                  const prse__scope *scope)
{
    size_t most = xml_count(boxed, "contextEntry");
    prse_str *keys = prse__arena_alloc(run->arena, most + 1, sizeof *keys);
    const prse__value **values = prse__arena_alloc(
        run->arena, most + 1, sizeof(const prse__value *));
    prse__scope *inner = prse__arena_alloc(run->arena, 1, sizeof *inner);
    *inner = (prse__scope){scope, 0, keys, values};
    XML_EACH(entry, boxed, "contextEntry") {
        const xml *variable = xml_child(entry, "variable");
        const prse__value *value =
            tck_boxed(run, tck_boxed_in(entry), inner);
        if (!variable)
            return value;
        keys[inner->count] = xml_get(variable, "name");
        values[inner->count++] =
            tck_conform(run, value, xml_get(variable, "typeRef"));
    }
    return prse__eval_context(run->ev, keys, values, inner->count);
}

static const prse__value *list(tck_run *run, const xml *boxed,
                               const prse__scope *scope)
{
    prse__items items = {0};
    for (const xml *child = boxed->first; child; child = child->next)
        prse__items_add(run->ev, &items, tck_boxed(run, child, scope));
    return prse__items_list(run->ev, &items);
}

static const prse__value *relation(tck_run *run, const xml *boxed,
                                   const prse__scope *scope)
{
    prse__items rows = {0};
    size_t count = xml_count(boxed, "column"), i = 0;
    prse_str *keys = prse__arena_alloc(run->arena, count + 1, sizeof *keys);
    XML_EACH(column, boxed, "column")
        keys[i++] = xml_get(column, "name");
    XML_EACH(row, boxed, "row") {
        const prse__value *cells = list(run, row, scope);
        prse__items_add(run->ev, &rows,
                        prse__eval_context(run->ev, keys, cells->items,
                                           cells->count));
    }
    return prse__items_list(run->ev, &rows);
}

/* --- Functions --- */

typedef struct boxed_function {
    prse__native native;
    tck_run *run;
    const xml *logic;
    const prse__scope *closure;
} boxed_function;

static const prse__value *call(prse__eval *ev, const prse__native *self,
                               const prse__value *const *args)
{
    const boxed_function *f = (const boxed_function *)self;
    tck_run run = *f->run;
    run.ev = ev;
    const prse__value **values = prse__arena_alloc(
        run.arena, self->count + 1, sizeof(const prse__value *));
    prse__scope *scope = prse__arena_alloc(run.arena, 1, sizeof *scope);
    size_t i = 0;
    XML_EACH(param, f->logic, "formalParameter") {
        values[i] = tck_conform(&run, args[i], xml_get(param, "typeRef"));
        if (values[i] != args[i] && values[i]->kind == PRSE__VALUE_NULL)
            return &prse__value_null;
        i++;
    }
    *scope = (prse__scope){f->closure, self->count, self->params, values};
    return tck_boxed(&run, tck_boxed_in(f->logic), scope);
}

const prse__value *tck_function(tck_run *run, const xml *logic, prse_str name,
                                const prse__scope *closure)
{
    prse_str kind = xml_get(logic, "kind");
    if (!logic || (kind.len && !prse__str_is(kind, "FEEL")))
        return &prse__value_null;
    size_t count = xml_count(logic, "formalParameter"), i = 0;
    prse_str *params = prse__arena_alloc(run->arena, count + 1, sizeof *params);
    XML_EACH(param, logic, "formalParameter")
        params[i++] = xml_get(param, "name");
    boxed_function *f = prse__arena_alloc(run->arena, 1, sizeof *f);
    prse__value *value = prse__arena_alloc(run->arena, 1, sizeof *value);
    tck_run *kept = prse__arena_alloc(run->arena, 1, sizeof *kept);
    *kept = *run;
    *f = (boxed_function){{count, params, call}, kept, logic, closure};
    *value = (prse__value){.kind = PRSE__VALUE_FUNCTION, .text = name,
                           .native = &f->native};
    return value;
}

static const prse__value *function(tck_run *run, const xml *boxed,
                                   const prse__scope *scope)
{
    return tck_function(run, boxed, (prse_str){"", 0}, scope);
}

/* A call by name, of a function that the scope holds as "function". */
static const prse__value *invocation(tck_run *run, const xml *boxed,
                                     const prse__scope *scope)
{
    static const prse__feel called = {.kind = PRSE__FEEL_NAME,
                                      .text = {"function", 8}};
    size_t count = xml_count(boxed, "binding");
    prse__feel *nodes =
        prse__arena_alloc(run->arena, 2 * count + 2, sizeof *nodes);
    const prse__scope *inner = prse__eval_bind(
        run->ev, scope, called.text,
        tck_boxed(run, tck_boxed_in(boxed), scope));
    prse__feel *last = &nodes[1], *next = &nodes[2];
    *last = called;
    nodes[0] = (prse__feel){.kind = PRSE__FEEL_CALL, .first = last,
                            .count = count + 1};
    XML_EACH(binding, boxed, "binding") {
        prse_str name = xml_get(xml_child(binding, "parameter"), "name");
        prse__feel *value = next++, *entry = next++;
        *value = (prse__feel){.kind = PRSE__FEEL_NAME, .text = name};
        *entry = (prse__feel){.kind = PRSE__FEEL_ENTRY, .text = name,
                              .first = value, .count = 1};
        inner = prse__eval_bind(run->ev, inner, name,
                                tck_boxed(run, tck_boxed_in(binding), scope));
        last->next = entry;
        last = entry;
    }
    return prse__eval_node(run->ev, nodes, inner);
}

/* --- All --- */

typedef const prse__value *evaluator(tck_run *run, const xml *boxed,
                                     const prse__scope *scope);

static const struct {
    const char *tag;
    evaluator *apply;
} BOXES[] = {
    {"literalExpression", literal},
    {"decisionTable", tck_table},
    {"context", context},
    {"invocation", invocation},
    {"list", list},
    {"relation", relation},
    {"functionDefinition", function},
    {"conditional", conditional},
    {"filter", filter},
    {"for", loop},
    {"some", some},
    {"every", every},
};

static evaluator *evaluator_of(const xml *node)
{
    for (size_t i = 0; i < sizeof BOXES / sizeof *BOXES; i++)
        if (xml_is(node, BOXES[i].tag))
            return BOXES[i].apply;
    return NULL;
}

const xml *tck_boxed_in(const xml *node)
{
    const xml *child = node ? node->first : NULL;
    while (child && !evaluator_of(child))
        child = child->next;
    return child;
}

const prse__value *tck_boxed(tck_run *run, const xml *boxed,
                             const prse__scope *scope)
{
    evaluator *apply = boxed ? evaluator_of(boxed) : NULL;
    if (!apply)
        return &prse__value_null;
    return tck_conform(run, apply(run, boxed, scope),
                       xml_get(boxed, "typeRef"));
}
