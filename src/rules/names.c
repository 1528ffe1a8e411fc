/* SPDX-License-Identifier: Apache-2.0 */
/* What every name inside an expression means, and whether it may stand
 * there. */
#include "rules/names.h"

#include "feel/builtin.h"

enum { MOST_LOCALS = 100 };

const prse__rights prse__rights_constant = {0};
const prse__rights prse__rights_pure = {.thresholds = 1};
const prse__rights prse__rights_rule = {.facts = 1, .thresholds = 1};
const prse__rights prse__rights_free = {
    .facts = 1, .thresholds = 1, .free_text = 1, .day = 1};
const prse__rights prse__rights_day = {.day = 1};

/* Names that an expression binds itself: parameters, variables, entries. */
typedef struct checker {
    prse__pack_reader *r;
    const prse__rights *rights;
    size_t count;
    prse_str locals[MOST_LOCALS];
} checker;

static prse_status check(checker *c, const prse__feel *node);

static prse__place place_of(const checker *c, const prse__feel *node)
{
    return (prse__place){c->r->file, node->line, node->column};
}

static prse_status push(checker *c, prse_str name, const prse__feel *at)
{
    if (c->count == MOST_LOCALS)
        return prse__error_at(c->r->err, PRSE_ELIMIT, place_of(c, at),
                              c->r->subject,
                              "more than %d variables are in scope here",
                              MOST_LOCALS);
    c->locals[c->count++] = name;
    return PRSE_OK;
}

static int is_local(const checker *c, prse_str name)
{
    for (size_t i = c->count; i > 0; i--)
        if (prse__str_eq(c->locals[i - 1], name))
            return 1;
    return 0;
}

static int is_day(prse_str name)
{
    return prse__str_is(name, "jour") || prse__str_is(name, "annee");
}

/* --- Names --- */

static prse_status refuse(const checker *c, const prse__feel *name,
                          const char *why)
{
    return prse__error_at(c->r->err, PRSE_ERULE, place_of(c, name),
                          c->r->subject, "`%.60s` %s", name->text.ptr, why);
}

static prse_status undefined(const checker *c, const prse__feel *name)
{
    char hint[PRSE__HINT];
    const prse__index *names = &c->r->names;
    prse__guess guess = prse__guess_start(name->text);
    for (size_t i = 0; i < c->count; i++)
        prse__guess_try(&guess, c->locals[i]);
    for (size_t i = 0; i < names->count; i++)
        prse__guess_try(&guess, names->marks[i].id);
    prse__guess_hint(hint, &guess);
    return prse__error_at(c->r->err, PRSE_ERULE, place_of(c, name),
                          c->r->subject,
                          "nothing defines `%.60s`%s", name->text.ptr,
                          hint[0] ? hint
                                  : ": it is no fact, threshold, definition "
                                    "or function of this pack, nor of FEEL");
}

static prse_status check_fact(const checker *c, const prse__feel *name,
                              const prse__mark *mark)
{
    const prse__fact *fact = &c->r->pack->facts[mark->index];
    if (fact->type == PRSE__FACT_TEXT && fact->choice_count == 0 &&
        !c->rights->free_text)
        return refuse(c, name,
                      "is free text, which decides nothing: list its `values` "
                      "or read another fact");
    return PRSE_OK;
}

static prse_status check_known(const checker *c, const prse__feel *name,
                               const prse__mark *mark)
{
    int allowed = mark->kind == PRSE__NAME_FUNCTION || c->rights->facts ||
                  (mark->kind == PRSE__NAME_THRESHOLD &&
                   c->rights->thresholds);
    if (!allowed)
        return refuse(c, name,
                      "is no parameter: functions and constants are pure, so "
                      "pass it as an argument");
    switch (mark->kind) {
    case PRSE__NAME_FACT:
        return check_fact(c, name, mark);
    case PRSE__NAME_DEFINITION:
        return prse__graph_add(c->r, mark->index, place_of(c, name));
    case PRSE__NAME_FUNCTION:
        return prse__graph_add(c->r,
                               c->r->pack->definition_count + mark->index,
                               place_of(c, name));
    default:
        return PRSE_OK;
    }
}

static prse_status check_name(checker *c, const prse__feel *name)
{
    if (is_local(c, name->text))
        return PRSE_OK;
    if (is_day(name->text))
        return c->rights->day
                   ? PRSE_OK
                   : refuse(c, name,
                            "may be read by `status`, `deadlines` and "
                            "`compute` only: compare with the dates of "
                            "thresholds here");
    const prse__mark *mark = prse__index_find(&c->r->names, name->text);
    if (mark)
        return check_known(c, name, mark);
    return prse__feel_is_builtin(name->text) ? PRSE_OK : undefined(c, name);
}

/* --- Expressions --- */

static prse_status check_children(checker *c, const prse__feel *node)
{
    for (const prse__feel *child = node->first; child; child = child->next) {
        prse_status status = check(c, child);
        if (status)
            return status;
    }
    return PRSE_OK;
}

/* Children of which some bind a name for those that follow. */
static prse_status check_scope(checker *c, const prse__feel *first)
{
    size_t outer = c->count;
    prse_status status = PRSE_OK;
    for (const prse__feel *n = first; n && !status; n = n->next) {
        int binds = n->kind == PRSE__FEEL_BIND || n->kind == PRSE__FEEL_PARAM ||
                    n->kind == PRSE__FEEL_ENTRY;
        status = binds ? check_children(c, n) : check(c, n);
        if (!status && binds)
            status = push(c, n->text, n);
    }
    c->count = outer;
    return status;
}

static prse_status check_binding(checker *c, const prse__feel *node)
{
    return check_scope(c, node->first);
}

static prse_status check_for(checker *c, const prse__feel *node)
{
    prse_status status = push(c, PRSE_STR("partial"), node);
    if (status)
        return status;
    status = check_scope(c, node->first);
    c->count--;
    return status;
}

/* The keys of what is filtered, where it is written on the spot; of a list,
 * those of its first context. */
static prse_status push_keys(checker *c, const prse__feel *base)
{
    while (base->kind == PRSE__FEEL_FILTER)
        base = base->first;
    if (base->kind == PRSE__FEEL_LIST && base->first)
        base = base->first;
    if (base->kind != PRSE__FEEL_CONTEXT)
        return PRSE_OK;
    prse_status status = PRSE_OK;
    for (const prse__feel *n = base->first; n && !status; n = n->next)
        status = push(c, n->text, n);
    return status;
}

static prse_status check_filter(checker *c, const prse__feel *node)
{
    const prse__feel *base = node->first;
    size_t outer = c->count;
    prse_status status = check(c, base);
    if (!status)
        status = push(c, PRSE_STR("item"), node);
    if (!status)
        status = push_keys(c, base);
    if (!status)
        status = check(c, base->next);
    c->count = outer;
    return status;
}

/* Tests, where "?" is the value that is tested. */
static prse_status check_tested(checker *c, const prse__feel *first)
{
    prse_status status = push(c, PRSE_STR("?"), first);
    for (const prse__feel *n = first; n && !status; n = n->next)
        status = check(c, n);
    c->count--;
    return status;
}

static prse_status check_in(checker *c, const prse__feel *node)
{
    prse_status status = check(c, node->first);
    return status || !node->first->next
               ? status
               : check_tested(c, node->first->next);
}

static prse_status check_at(checker *c, const prse__feel *node)
{
    const prse__value *value = prse__feel_at(c->r->arena, node->text);
    if (!value)
        return prse__pack_nomem(c->r);
    if (value->kind != PRSE__VALUE_NULL)
        return PRSE_OK;
    return prse__error_at(c->r->err, PRSE_ERULE, place_of(c, node),
                          c->r->subject,
                          "@\"%.40s\" is neither a date such as 2026-11-23 "
                          "nor a duration such as P1Y",
                          node->text.ptr);
}

/* --- Calls --- */

static prse_status wrong_count(const checker *c, const prse__feel *name,
                               size_t given, size_t least, size_t most)
{
    return prse__error_at(c->r->err, PRSE_ERULE, place_of(c, name),
                          c->r->subject,
                          given < least
                              ? "`%.60s` takes %zu arguments at least, here "
                                "it is given %zu"
                              : "`%.60s` takes %zu arguments at most, here "
                                "it is given %zu",
                          name->text.ptr, given < least ? least : most,
                          given);
}

static const prse__node *params_of(const checker *c, size_t function)
{
    const prse__section *s = &c->r->sections[PRSE__SECTION_FUNCTIONS];
    return prse__node_get(s->entries[function].node, "params");
}

/* Named arguments are those of the function. */
static prse_status check_labels(const checker *c, const prse__feel *first,
                                const prse__node *params)
{
    for (const prse__feel *arg = first; arg; arg = arg->next) {
        if (arg->kind != PRSE__FEEL_ENTRY)
            continue;
        const prse__node *param = params ? params->first : NULL;
        while (param && !prse__str_eq(param->text, arg->text))
            param = param->next;
        if (!param)
            return refuse(c, arg, "is no parameter of the function");
    }
    return PRSE_OK;
}

static prse_status check_arguments(const checker *c, const prse__feel *call)
{
    const prse__feel *name = call->first;
    size_t given = call->count - 1;
    if (is_local(c, name->text))
        return PRSE_OK;
    const prse__mark *mark = prse__index_find(&c->r->names, name->text);
    if (mark && mark->kind != PRSE__NAME_FUNCTION)
        return refuse(c, name, "is no function: nothing can be passed to it");
    if (mark) {
        const prse__node *params = params_of(c, mark->index);
        size_t count = params ? params->count : 0;
        if (given != count)
            return wrong_count(c, name, given, count, count);
        return check_labels(c, name->next, params);
    }
    const prse__builtin *builtin = prse__builtin_find(name->text);
    if (builtin && (given < builtin->least || given > builtin->most))
        return wrong_count(c, name, given, builtin->least, builtin->most);
    return PRSE_OK;
}

static prse_status check_call(checker *c, const prse__feel *node)
{
    prse_status status = PRSE_OK;
    for (const prse__feel *n = node->first; n && !status; n = n->next)
        status = n->kind == PRSE__FEEL_ENTRY ? check_children(c, n)
                                             : check(c, n);
    if (!status && node->first->kind == PRSE__FEEL_NAME)
        status = check_arguments(c, node);
    return status;
}

typedef prse_status check_kind(checker *c, const prse__feel *node);

static check_kind *const CHECKS[PRSE__FEEL_INSTANCE + 1] = {
    [PRSE__FEEL_NAME] = check_name,
    [PRSE__FEEL_AT] = check_at,
    [PRSE__FEEL_FOR] = check_for,
    [PRSE__FEEL_SOME] = check_binding,
    [PRSE__FEEL_EVERY] = check_binding,
    [PRSE__FEEL_CONTEXT] = check_binding,
    [PRSE__FEEL_FUNCTION] = check_binding,
    [PRSE__FEEL_FILTER] = check_filter,
    [PRSE__FEEL_IN] = check_in,
    [PRSE__FEEL_CALL] = check_call,
};

/* As deep as the tree is high, which the parser bounds. */
static prse_status check(checker *c, const prse__feel *node)
{
    check_kind *special = CHECKS[node->kind];
    return special ? special(c, node) : check_children(c, node);
}

/* --- Tables --- */

static prse_status check_all(checker *c, const prse__feel *const *nodes,
                             size_t count)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count && !status; i++)
        if (nodes[i])
            status = check(c, nodes[i]);
    return status;
}

static prse_status check_row(checker *c, const prse__table *table,
                             const prse__table_row *row)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < table->input_count && !status; i++)
        status = check_tested(c, row->tests[i]);
    return status ? status : check_all(c, row->outputs, table->output_count);
}

static prse_status check_table(checker *c, const prse__table *table)
{
    prse_status status = check_all(c, table->inputs, table->input_count);
    if (!status && table->output_values)
        status = check_all(c, table->output_values, table->output_count);
    for (size_t i = 0; i < table->row_count && !status; i++)
        status = check_row(c, table, &table->rows[i]);
    return status;
}

prse_status prse__names_check(prse__pack_reader *r, const prse__rights *rights,
                              const prse__dated *step)
{
    checker c = {.r = r, .rights = rights};
    /* Fewer than the locals that are accepted: see the reader of functions. */
    for (size_t i = 0; r->function && i < r->function->param_count; i++)
        c.locals[c.count++] = r->function->params[i];
    return step->table ? check_table(&c, step->table) : check(&c, step->expr);
}
