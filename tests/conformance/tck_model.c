/* SPDX-License-Identifier: Apache-2.0 */
#include "tck_model.h"

#include <string.h>

/* --- Reading --- */

static int declares_a_name(const xml *node)
{
    static const char *const TAGS[] = {"variable", "itemComponent", "output",
                                       "column", "inputData"};
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++)
        if (xml_is(node, TAGS[i]))
            return xml_get(node, "name").len > 0;
    return 0;
}

static size_t collect_names(const xml *node, prse_str *names)
{
    size_t count = 0;
    if (declares_a_name(node)) {
        if (names)
            names[0] = xml_get(node, "name");
        count = 1;
    }
    for (const xml *child = node->first; child; child = child->next)
        count += collect_names(child, names ? names + count : NULL);
    return count;
}

int tck_model_read(tck_model *model, prse__arena *arena, const char *path)
{
    *model = (tck_model){.arena = arena, .definitions = xml_read(arena, path)};
    if (!model->definitions)
        return 0;
    model->name_count = collect_names(model->definitions, NULL);
    model->names = prse__arena_alloc(arena, model->name_count + 1,
                                     sizeof *model->names);
    collect_names(model->definitions, model->names);
    return 1;
}

const xml *tck_find(const tck_model *model, const char *tag, prse_str name)
{
    XML_EACH(node, model->definitions, tag)
        if (prse__str_eq(xml_get(node, "name"), name))
            return node;
    return NULL;
}

/* Other files are not read, so that what stands before # is this one. */
const xml *tck_find_href(const tck_model *model, prse_str href)
{
    const char *hash = href.len ? memchr(href.ptr, '#', href.len) : NULL;
    if (!hash)
        return NULL;
    prse_str id = {hash + 1, href.len - (size_t)(hash + 1 - href.ptr)};
    const xml *node = model->definitions->first;
    while (node && !prse__str_eq(xml_get(node, "id"), id))
        node = node->next;
    return node;
}

/* --- What is known --- */

const prse__value *tck_recall(const tck_run *run, const xml *element)
{
    for (size_t i = run->known_count; i-- > 0;)
        if (run->known[i].element == element)
            return run->known[i].value;
    return NULL;
}

void tck_know(tck_run *run, const xml *element, const prse__value *value)
{
    if (run->known_count == run->known_cap) {
        size_t cap = 2 * run->known_cap + 16;
        tck_known *more = prse__arena_alloc(run->arena, cap, sizeof *more);
        for (size_t i = 0; i < run->known_count; i++)
            more[i] = run->known[i];
        run->known = more;
        run->known_cap = cap;
    }
    run->known[run->known_count++] = (tck_known){element, value};
}

/* --- Requirements --- */

static prse_str variable_name(const xml *element)
{
    const xml *variable = xml_child(element, "variable");
    return xml_get(variable ? variable : element, "name");
}

static const xml *required(const tck_run *run, const xml *requirement)
{
    static const char *const TAGS[] = {"requiredInput", "requiredDecision",
                                       "requiredKnowledge"};
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        const xml *to = xml_child(requirement, TAGS[i]);
        if (to)
            return tck_find_href(run->model, xml_get(to, "href"));
    }
    return NULL;
}

/* The names that an element sees: of all it requires. */
static const prse__scope *scope_of(tck_run *run, const xml *element)
{
    size_t most = xml_count(element, "informationRequirement") +
                  xml_count(element, "knowledgeRequirement");
    prse_str *names = prse__arena_alloc(run->arena, most + 1, sizeof *names);
    const prse__value **values = prse__arena_alloc(
        run->arena, most + 1, sizeof(const prse__value *));
    prse__scope *scope = prse__arena_alloc(run->arena, 1, sizeof *scope);
    size_t count = 0;
    for (const xml *child = element->first; child; child = child->next) {
        const xml *other = required(run, child);
        if (!other)
            continue;
        names[count] = variable_name(other);
        values[count++] = tck_value_of(run, other);
    }
    *scope = (prse__scope){NULL, count, names, values};
    return scope;
}

/* --- Decision services --- */

static const xml *input_of(const tck_run *run, const xml *service, size_t i)
{
    static const char *const TAGS[] = {"inputData", "inputDecision"};
    for (size_t tag = 0; tag < 2; tag++)
        XML_EACH(input, service, TAGS[tag])
            if (i-- == 0)
                return tck_find_href(run->model, xml_get(input, "href"));
    return NULL;
}

static size_t count_inputs(const xml *service)
{
    return xml_count(service, "inputData") +
           xml_count(service, "inputDecision");
}

static const prse__value *outputs(tck_run *run, const xml *service)
{
    size_t count = xml_count(service, "outputDecision"), i = 0;
    prse_str *keys = prse__arena_alloc(run->arena, count + 1, sizeof *keys);
    const prse__value **values = prse__arena_alloc(
        run->arena, count + 1, sizeof(const prse__value *));
    XML_EACH(output, service, "outputDecision") {
        const xml *decision =
            tck_find_href(run->model, xml_get(output, "href"));
        if (!decision)
            return &prse__value_null;
        keys[i] = variable_name(decision);
        values[i++] = tck_value_of(run, decision);
    }
    return count == 1 ? values[0]
                      : prse__eval_context(run->ev, keys, values, count);
}

/* Without one of its inputs a service is not called. */
const prse__value *tck_serve(tck_run *run, const xml *service)
{
    for (size_t i = 0; i < count_inputs(service); i++)
        if (!tck_recall(run, input_of(run, service, i)))
            return &prse__value_null;
    const xml *variable = xml_child(service, "variable");
    return tck_conform(run, outputs(run, service),
                       xml_get(variable, "typeRef"));
}

typedef struct service_function {
    prse__native native;
    const tck_run *run;
    const xml *service;
} service_function;

static const prse__value *call_service(prse__eval *ev,
                                       const prse__native *self,
                                       const prse__value *const *args)
{
    const service_function *f = (const service_function *)self;
    tck_run run = {.model = f->run->model, .ev = ev, .arena = f->run->arena};
    for (size_t i = 0; i < self->count; i++) {
        const xml *input = input_of(&run, f->service, i);
        const prse__value *value = tck_conform(
            &run, args[i], xml_get(xml_child(input, "variable"), "typeRef"));
        if (value != args[i] && value->kind == PRSE__VALUE_NULL)
            return value;
        tck_know(&run, input, value);
    }
    return tck_serve(&run, f->service);
}

static const prse__value *service_as_function(tck_run *run, const xml *service)
{
    size_t count = count_inputs(service);
    prse_str *params = prse__arena_alloc(run->arena, count + 1, sizeof *params);
    for (size_t i = 0; i < count; i++) {
        const xml *input = input_of(run, service, i);
        params[i] = input ? variable_name(input) : (prse_str){"", 0};
    }
    service_function *f = prse__arena_alloc(run->arena, 1, sizeof *f);
    prse__value *value = prse__arena_alloc(run->arena, 1, sizeof *value);
    tck_run *kept = prse__arena_alloc(run->arena, 1, sizeof *kept);
    *kept = *run;
    *f = (service_function){{count, params, call_service}, kept, service};
    *value = (prse__value){.kind = PRSE__VALUE_FUNCTION, .native = &f->native};
    return value;
}

/* --- Elements --- */

static const prse__value *decide(tck_run *run, const xml *decision)
{
    const xml *boxed = tck_boxed_in(decision);
    if (!boxed)
        return &prse__value_null;
    const prse__value *value = tck_boxed(run, boxed, scope_of(run, decision));
    return tck_conform(run, value,
                       xml_get(xml_child(decision, "variable"), "typeRef"));
}

const prse__value *tck_value_of(tck_run *run, const xml *element)
{
    const prse__value *value = tck_recall(run, element);
    if (value)
        return value;
    tck_know(run, element, &prse__value_null); /* for one that needs itself */
    if (xml_is(element, "decision"))
        value = decide(run, element);
    else if (xml_is(element, "businessKnowledgeModel"))
        value = tck_function(run, xml_child(element, "encapsulatedLogic"),
                             variable_name(element), scope_of(run, element));
    else if (xml_is(element, "decisionService"))
        value = service_as_function(run, element);
    else
        value = &prse__value_null;
    tck_know(run, element, value);
    return value;
}
