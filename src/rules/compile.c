/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/compile.h"

#include "rules/locals.h"

/* An operation of the language, lifted: the expression with a name in the
 * place of each operand ("$0", "$1" ...). */
typedef struct operation {
    prse__compiler *compiler;
    const prse__feel *expr;
    size_t count, room;
    prse__dd *operands;
    prse_str *names;
    const prse__value **values; /* of one evaluation */
    prse__arena *arena;         /* of the rewritten expression */
    prse_error *err;
    prse_status status;
} operation;

static const prse__name *name_of(const prse__compiler *c,
                                 const prse__feel *node)
{
    return node->kind == PRSE__FEEL_NAME
               ? prse__pack_name(c->pack, node->text)
               : NULL;
}

static int is_variable(const prse__name *name)
{
    return name && (name->kind == PRSE__NAME_FACT ||
                    name->kind == PRSE__NAME_DEFINITION);
}

static int reads_variables(const prse__compiler *c, const prse__feel *node)
{
    if (is_variable(name_of(c, node)))
        return 1;
    for (const prse__feel *child = node->first; child; child = child->next)
        if (reads_variables(c, child))
            return 1;
    return 0;
}

/* --- When the constants that were read change --- */

void prse__compiler_changes(prse__compiler *c, prse__date date)
{
    if (date > c->epochs->dates[c->epoch] && date < c->until)
        c->until = date;
}

static void note_rule(prse__compiler *c, const prse__rule *rule)
{
    for (size_t i = 0; i < rule->count; i++)
        prse__compiler_changes(c, rule->steps[i].from);
}

static void note_constants(prse__compiler *c, const prse__feel *node)
{
    const prse__name *name = name_of(c, node);
    if (name && name->kind == PRSE__NAME_THRESHOLD) {
        const prse__threshold *t = &c->pack->thresholds[name->index];
        for (size_t i = 0; i < t->count; i++)
            prse__compiler_changes(c, t->steps[i].from);
    }
    if (name && name->kind == PRSE__NAME_FUNCTION) {
        const prse__rule *rule = &c->pack->functions[name->index].value;
        note_rule(c, rule);
        for (size_t i = 0; i < rule->count; i++)
            note_constants(c, rule->steps[i].expr);
    }
    for (const prse__feel *child = node->first; child; child = child->next)
        note_constants(c, child);
}

/* --- Rewriting --- */

/* Kinds that are a part of their parent, not an expression of their own. */
static int is_structure(const prse__feel *node)
{
    switch (node->kind) {
    case PRSE__FEEL_TEST:
    case PRSE__FEEL_TESTS:
    case PRSE__FEEL_NOT_TESTS:
    case PRSE__FEEL_ANY:
    case PRSE__FEEL_RANGE:
    case PRSE__FEEL_BIND:
    case PRSE__FEEL_ITERATION:
    case PRSE__FEEL_ENTRY:
    case PRSE__FEEL_PARAM:
        return 1;
    default:
        return 0;
    }
}

static int widen(operation *op)
{
    size_t room = op->room ? 2 * op->room : 8;
    prse__dd *operands = prse__arena_alloc(op->arena, room, sizeof *operands);
    prse_str *names = prse__arena_alloc(op->arena, room, sizeof *names);
    op->values = prse__arena_alloc(op->arena, room, sizeof *op->values);
    if (!operands || !names || !op->values)
        return 0;
    for (size_t i = 0; i < op->count; i++) {
        operands[i] = op->operands[i];
        names[i] = op->names[i];
    }
    op->operands = operands;
    op->names = names;
    op->room = room;
    return 1;
}

static prse_str operand_name(prse__arena *arena, size_t index)
{
    char text[8] = "$";
    size_t length = 1;
    for (size_t unit = index >= 100 ? 100 : index >= 10 ? 10 : 1; unit;
         unit /= 10)
        text[length++] = (char)('0' + index / unit % 10);
    return prse__str_dup(arena, (prse_str){text, length});
}

/* The name that stands for a part of the expression. */
static void make_operand(operation *op, prse__feel *place,
                         const prse__feel *part)
{
    prse__dd dd;
    op->status = prse__compile_expr(&dd, op->compiler, part, op->err);
    if (op->status)
        return;
    if (op->count >= 999) {
        op->status = prse__error_set(op->err, PRSE_ELIMIT, NULL,
                                     "an expression has more than 999 parts");
        return;
    }
    if (op->count == op->room && !widen(op)) {
        op->status = prse__error_nomem(op->err);
        return;
    }
    prse_str name = operand_name(op->arena, op->count);
    *place = (prse__feel){.kind = PRSE__FEEL_NAME,
                          .text = name,
                          .line = part->line,
                          .column = part->column};
    op->operands[op->count] = dd;
    op->names[op->count++] = name;
    if (!name.ptr)
        op->status = prse__error_nomem(op->err);
}

static const prse__feel *rewrite(operation *op, const prse__feel *node,
                                 const prse__locals *scope);

static void rewrite_children(operation *op, prse__feel *copy,
                             const prse__feel *node, const prse__locals *scope)
{
    const prse__feel **link = &copy->first;
    for (const prse__feel *c = node->first; c && !op->status; c = c->next) {
        const prse__feel *child = rewrite(op, c, scope);
        *link = child;
        if (child)
            link = (const prse__feel **)&((prse__feel *)child)->next;
    }
}

/* A copy of the node in which parts that read facts are operands; a part that
 * reads a local name too is rewritten inside. */
static const prse__feel *rewrite(operation *op, const prse__feel *node,
                                 const prse__locals *scope)
{
    prse__feel *copy = prse__arena_alloc(op->arena, 1, sizeof *copy);
    if (!copy) {
        op->status = prse__error_nomem(op->err);
        return NULL;
    }
    *copy = *node;
    copy->next = NULL;
    prse__locals inner = {scope, node};
    int whole = !is_structure(node) && !prse__reads_locals(node, scope);
    if (!reads_variables(op->compiler, node) ||
        (node->kind == PRSE__FEEL_NAME &&
         prse__local_scope(scope, node->text)))
        return copy;
    if (whole)
        make_operand(op, copy, node);
    else
        rewrite_children(op, copy, node,
                         prse__is_binder(node) ? &inner : scope);
    return copy;
}

/* --- Operations on values --- */

/* Values of terminals outlive the scratch arena in which they are made. */
static const prse__value *keep(prse__arena *arena, const prse__value *value);

/* A range has two ends, of which either may be absent. */
static size_t item_count(const prse__value *value)
{
    return value->kind == PRSE__VALUE_RANGE ? 2 : value->count;
}

static int holds_values(const prse__value *value)
{
    return value->kind == PRSE__VALUE_LIST ||
           value->kind == PRSE__VALUE_CONTEXT ||
           value->kind == PRSE__VALUE_RANGE;
}

static int keep_items(prse__arena *arena, prse__value *copy,
                      const prse__value *value)
{
    size_t count = item_count(value);
    copy->items = prse__arena_alloc(arena, count + 1, sizeof *copy->items);
    if (!copy->items)
        return 0;
    for (size_t i = 0; i < count; i++) {
        if (!value->items[i])
            continue;
        copy->items[i] = keep(arena, value->items[i]);
        if (!copy->items[i])
            return 0;
    }
    return 1;
}

static int keep_keys(prse__arena *arena, prse__value *copy,
                     const prse__value *value)
{
    prse_str *keys = prse__arena_alloc(arena, value->count + 1, sizeof *keys);
    for (size_t i = 0; keys && i < value->count; i++)
        keys[i] = prse__str_dup(arena, value->keys[i]);
    copy->keys = keys;
    return keys != NULL;
}

static const prse__value *keep(prse__arena *arena, const prse__value *value)
{
    prse__value *copy = prse__arena_alloc(arena, 1, sizeof *copy);
    if (!copy)
        return NULL;
    *copy = *value;
    if (value->kind == PRSE__VALUE_STRING) {
        copy->text = prse__str_dup(arena, value->text);
        return copy->text.ptr ? copy : NULL;
    }
    if (holds_values(value) && !keep_items(arena, copy, value))
        return NULL;
    if (value->kind == PRSE__VALUE_CONTEXT &&
        !keep_keys(arena, copy, value))
        return NULL;
    return copy;
}

/* What a function does can't be told from its value. */
static int holds_function(const prse__value *value)
{
    if (value->kind == PRSE__VALUE_FUNCTION)
        return 1;
    for (size_t i = 0; holds_values(value) && i < item_count(value); i++)
        if (value->items[i] && holds_function(value->items[i]))
            return 1;
    return 0;
}

static prse_status terminal_of(prse__dd *out, prse__compiler *c,
                               const prse__value *value, prse_error *err)
{
    if (holds_function(value))
        return prse__error_set(err, PRSE_ERULE, NULL,
                               "a function depends on facts: functions "
                               "belong in the section `functions`, facts in "
                               "their arguments");
    const prse__value *kept = keep(c->store->arena, value);
    return kept ? prse__dd_terminal(out, c->store, kept, err)
                : prse__error_nomem(err);
}

static prse_status evaluate(prse__dd *out, void *self, const prse__dd *leaves,
                            size_t count, prse_error *err)
{
    operation *op = self;
    prse__compiler *c = op->compiler;
    for (size_t i = 0; i < count; i++)
        op->values[i] = prse__dd_value(c->store, leaves[i]);
    prse__scope scope = {&c->epochs->scopes[c->epoch], count, op->names,
                         op->values};
    const prse__value *value;
    prse_status status =
        prse__feel_eval(&value, c->scratch, op->expr, &scope, 0, err);
    if (!status)
        status = terminal_of(out, c, value, err);
    prse__arena_reset(c->scratch);
    return status;
}

/* if: the other branch does not count once the condition is known. */
static int shortcut_if(prse__dd *out, const prse__dd_store *store,
                       const prse__dd *operands, size_t count)
{
    if (count != 3 || !prse__dd_is_leaf(store, operands[0]))
        return 0;
    *out = operands[operands[0] == PRSE__DD_TRUE ? 1 : 2];
    return 1;
}

static int shortcut_and(prse__dd *out, const prse__dd_store *store,
                        const prse__dd *operands, size_t count)
{
    (void)store;
    for (size_t i = 0; i < count; i++)
        if (operands[i] == PRSE__DD_FALSE) {
            *out = PRSE__DD_FALSE;
            return 1;
        }
    return 0;
}

static int shortcut_or(prse__dd *out, const prse__dd_store *store,
                       const prse__dd *operands, size_t count)
{
    (void)store;
    for (size_t i = 0; i < count; i++)
        if (operands[i] == PRSE__DD_TRUE) {
            *out = PRSE__DD_TRUE;
            return 1;
        }
    return 0;
}

static prse__dd_shortcut shortcut_of(const prse__feel *node)
{
    if (node->kind == PRSE__FEEL_IF)
        return shortcut_if;
    if (node->kind == PRSE__FEEL_BINARY && node->op == PRSE__FEEL_AND)
        return shortcut_and;
    if (node->kind == PRSE__FEEL_BINARY && node->op == PRSE__FEEL_OR)
        return shortcut_or;
    return NULL;
}

/* --- Names --- */

static prse_status compile_fact(prse__dd *out, prse__compiler *c,
                                size_t fact, prse_error *err)
{
    size_t var = c->fact_vars[fact];
    int32_t back = c->pack->facts[fact].years ? -c->year : 0;
    if (var == SIZE_MAX || (back && back >= c->pack->facts[fact].years)) {
        *out = PRSE__DD_NULL;
        return PRSE_OK;
    }
    var += (size_t)back;
    prse__dd leaves[PRSE__CELL_MAX];
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status && i < c->cells[var]; i++)
        status = prse__dd_terminal(&leaves[i], c->store,
                                   c->vars[var].cells[i].value, err);
    return status ? status
                  : prse__dd_node_make(out, c->store, (uint32_t)var, leaves,
                                       c->cells[var], err);
}

static prse_status compile_year(prse__dd *out, prse__compiler *c, size_t index,
                                prse_error *err)
{
    const prse__definition *d = &c->pack->definitions[index];
    prse__compiled *memo =
        &c->definitions[index * PRSE__YEARS_MAX + (size_t)-c->year];
    prse__date outer = c->until;
    if (!memo->present || memo->until <= c->epochs->dates[c->epoch]) {
        c->until = PRSE__FOREVER;
        prse_status status =
            prse__compile_rule(&memo->dd, c, &d->value, PRSE__DD_NULL, err);
        if (status)
            return status;
        memo->present = 1;
        memo->until = c->until;
    }
    *out = memo->dd;
    c->until = outer;
    prse__compiler_changes(c, memo->until);
    return PRSE_OK;
}

static prse_status both(prse__dd *out, void *self, const prse__dd *leaves,
                        size_t count, prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = leaves[0] == PRSE__DD_TRUE && leaves[1] == PRSE__DD_TRUE
               ? PRSE__DD_TRUE
               : PRSE__DD_NULL;
    return PRSE_OK;
}

/* over: the value holds in each of the last years. */
prse_status prse__compile_definition(prse__dd *out, prse__compiler *c,
                                     size_t index, prse_error *err)
{
    prse__dd_apply and = {both, shortcut_and, NULL, c->cells};
    int32_t years = c->pack->definitions[index].years;
    int32_t outer = c->year;
    prse_status status = compile_year(out, c, index, err);
    for (int32_t i = 1; !status && i < years; i++) {
        prse__dd pair[2] = {*out, 0};
        c->year = outer - i;
        if (-c->year >= PRSE__YEARS_MAX)
            return prse__error_at(
                err, PRSE_ELIMIT, c->pack->definitions[index].place,
                c->pack->definitions[index].id.ptr,
                "a rule looks back more than %d financial years",
                PRSE__YEARS_MAX);
        status = compile_year(&pair[1], c, index, err);
        if (!status)
            status = prse__dd_combine(out, c->store, &and, pair, 2, err);
    }
    c->year = outer;
    return status;
}

static prse_status compile_operation(prse__dd *out, prse__compiler *c,
                                     const prse__feel *expr, prse_error *err)
{
    operation op = {.compiler = c, .arena = prse__arena_new(0), .err = err};
    if (!op.arena)
        return prse__error_nomem(err);
    prse__feel copy = *expr;
    prse__locals own = {NULL, expr};
    rewrite_children(&op, &copy, expr, prse__is_binder(expr) ? &own : NULL);
    op.expr = &copy;
    if (!op.status && !op.room && !widen(&op))
        op.status = prse__error_nomem(err);
    prse__dd_apply apply = {evaluate, shortcut_of(expr), &op, c->cells};
    /* an if whose branches are constants has fewer operands */
    if (expr->kind == PRSE__FEEL_IF && op.count != 3)
        apply.shortcut = NULL;
    if (!op.status)
        op.status = prse__dd_combine(out, c->store, &apply, op.operands,
                                     op.count, err);
    prse__arena_free(op.arena);
    return op.status;
}

prse_status prse__compile_expr(prse__dd *out, prse__compiler *c,
                               const prse__feel *expr, prse_error *err)
{
    const prse__name *name = name_of(c, expr);
    note_constants(c, expr);
    if (name && name->kind == PRSE__NAME_FACT)
        return compile_fact(out, c, name->index, err);
    if (name && name->kind == PRSE__NAME_DEFINITION)
        return prse__compile_definition(out, c, name->index, err);
    return compile_operation(out, c, expr, err);
}

prse_status prse__compile_rule(prse__dd *out, prse__compiler *c,
                               const prse__rule *rule, prse__dd absent,
                               prse_error *err)
{
    const prse__dated *step =
        prse__rule_at(rule, c->epochs->dates[c->epoch]);
    note_rule(c, rule);
    *out = absent;
    return step ? prse__compile_expr(out, c, step->expr, err) : PRSE_OK;
}

