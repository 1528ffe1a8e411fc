/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/table_expr.h"

#include "feel/ast.h"

/* The chain of children of a node under construction. Trees share nothing
 * with their neighbours, so each child is a copy of its root. */
typedef struct builder {
    prse__arena *arena;
    prse__feel *node;
    prse__feel *last;
} builder;

static builder begin(prse__arena *arena, prse__feel_kind kind, uint32_t line)
{
    builder b = {.arena = arena};
    b.node = prse__arena_alloc(arena, 1, sizeof *b.node);
    if (b.node)
        *b.node = (prse__feel){.kind = kind, .line = line, .column = 1};
    return b;
}

static void add(builder *b, const prse__feel *child)
{
    prse__feel *copy =
        child ? prse__arena_alloc(b->arena, 1, sizeof *copy) : NULL;
    if (!b->node || !copy) {
        b->node = NULL;
        return;
    }
    *copy = *child;
    copy->next = NULL;
    if (b->last)
        b->last->next = copy;
    else
        b->node->first = copy;
    b->last = copy;
    b->node->count++;
    if (b->node->height <= copy->height)
        b->node->height = copy->height + 1;
}

static const prse__feel *leaf(prse__arena *arena, prse__feel_kind kind,
                              prse_str text)
{
    prse__feel *node = prse__arena_alloc(arena, 1, sizeof *node);
    if (node)
        *node = (prse__feel){.kind = kind, .text = text};
    return node;
}

static const prse__feel *truth(prse__arena *arena)
{
    prse__feel *node = prse__arena_alloc(arena, 1, sizeof *node);
    if (node)
        *node = (prse__feel){.kind = PRSE__FEEL_BOOLEAN, .flag = 1};
    return node;
}

static const prse__feel *cell_expr(prse__arena *arena, const prse__feel *input,
                                   const prse__feel *tests, uint32_t line)
{
    builder b = begin(arena, PRSE__FEEL_IN, line);
    add(&b, input);
    if (tests->kind == PRSE__FEEL_TESTS)
        for (const prse__feel *t = tests->first; t; t = t->next)
            add(&b, t);
    else
        add(&b, tests);
    return b.node;
}

static int says_nothing(const prse__feel *tests)
{
    return tests->kind == PRSE__FEEL_ANY ||
           (tests->kind == PRSE__FEEL_TESTS && tests->count == 1 &&
            tests->first->kind == PRSE__FEEL_ANY);
}

static const prse__feel *both(prse__arena *arena, const prse__feel *a,
                              const prse__feel *c)
{
    builder b = begin(arena, PRSE__FEEL_BINARY, a->line);
    add(&b, a);
    add(&b, c);
    if (b.node)
        b.node->op = PRSE__FEEL_AND;
    return b.node;
}

const prse__feel *prse__table_row_expr(prse__arena *arena,
                                       const prse__table *table, size_t row)
{
    const prse__table_row *r = &table->rows[row];
    const prse__feel *all = NULL;
    for (size_t i = 0; i < table->input_count; i++) {
        if (says_nothing(r->tests[i]))
            continue;
        const prse__feel *one =
            cell_expr(arena, table->inputs[i], r->tests[i], r->line);
        all = one && all ? both(arena, all, one) : one;
        if (!all)
            return NULL;
    }
    return all ? all : truth(arena);
}

static const prse__feel *output_expr(prse__arena *arena,
                                     const prse__table *table, size_t row)
{
    const prse__table_row *r = &table->rows[row];
    if (table->output_count == 1)
        return r->outputs[0];
    builder b = begin(arena, PRSE__FEEL_CONTEXT, r->line);
    for (size_t i = 0; i < table->output_count; i++) {
        builder entry = begin(arena, PRSE__FEEL_ENTRY, r->line);
        add(&entry, r->outputs[i]);
        if (entry.node)
            entry.node->text = table->output_names[i];
        add(&b, entry.node);
    }
    return b.node;
}

static const prse__feel *choose(prse__arena *arena, const prse__feel *when,
                                const prse__feel *then,
                                const prse__feel *otherwise)
{
    builder b = begin(arena, PRSE__FEEL_IF, when ? when->line : 0);
    add(&b, when);
    add(&b, then);
    add(&b, otherwise);
    return b.node;
}

/* --- Order of the rows --- */

/* Place of a row's outputs among their declared values. */
static size_t rank(const prse__table *table, size_t row, size_t output)
{
    const prse__feel *order =
        table->output_values ? table->output_values[output] : NULL;
    size_t place = 0;
    for (const prse__feel *v = order ? order->first : NULL; v; v = v->next) {
        if (prse__feel_equal(v, table->rows[row].outputs[output]))
            break;
        place++;
    }
    return place;
}

static int before(const prse__table *table, size_t a, size_t b)
{
    for (size_t i = 0; i < table->output_count; i++) {
        size_t left = rank(table, a, i);
        size_t right = rank(table, b, i);
        if (left != right)
            return left < right;
    }
    return a < b;
}

static size_t *ordered_rows(prse__arena *arena, const prse__table *table)
{
    int ranked = table->policy == 'P' || table->policy == 'O';
    size_t *rows = prse__arena_alloc(arena, table->row_count + 1,
                                     sizeof *rows);
    for (size_t i = 0; rows && i < table->row_count; i++) {
        size_t at = i;
        for (; ranked && at && before(table, i, rows[at - 1]); at--)
            rows[at] = rows[at - 1];
        rows[at] = i;
    }
    return rows;
}

/* --- Hit policies --- */

static const prse__feel *first_match(prse__arena *arena,
                                     const prse__table *table,
                                     const size_t *rows)
{
    const prse__feel *rest = leaf(arena, PRSE__FEEL_NULL, PRSE_STR(""));
    for (size_t i = table->row_count; rest && i-- > 0;)
        rest = choose(arena, prse__table_row_expr(arena, table, rows[i]),
                      output_expr(arena, table, rows[i]), rest);
    return rest;
}

static const prse__feel *call(prse__arena *arena, const char *name,
                              const prse__feel *argument)
{
    builder b = begin(arena, PRSE__FEEL_CALL, 0);
    add(&b, leaf(arena, PRSE__FEEL_NAME, prse_str_of(name)));
    add(&b, argument);
    return b.node;
}

/* concatenate(if row 1 then [output 1] else [], ...) */
static const prse__feel *matches(prse__arena *arena, const prse__table *table,
                                 const size_t *rows)
{
    builder b = begin(arena, PRSE__FEEL_CALL, 0);
    const prse__feel *none = leaf(arena, PRSE__FEEL_LIST, PRSE_STR(""));
    add(&b, leaf(arena, PRSE__FEEL_NAME, PRSE_STR("concatenate")));
    add(&b, none);
    for (size_t i = 0; i < table->row_count; i++) {
        builder one = begin(arena, PRSE__FEEL_LIST, 0);
        add(&one, output_expr(arena, table, rows[i]));
        add(&b, choose(arena, prse__table_row_expr(arena, table, rows[i]),
                       one.node, none));
    }
    return b.node;
}

static const prse__feel *entry(prse__arena *arena, prse_str key,
                               const prse__feel *value)
{
    builder b = begin(arena, PRSE__FEEL_ENTRY, 0);
    add(&b, value);
    if (b.node)
        b.node->text = key;
    return b.node;
}

static const prse__feel *is_empty(prse__arena *arena, const prse__feel *list)
{
    builder b = begin(arena, PRSE__FEEL_BINARY, 0);
    add(&b, list);
    add(&b, leaf(arena, PRSE__FEEL_LIST, PRSE_STR("")));
    if (b.node)
        b.node->op = PRSE__FEEL_EQ;
    return b.node;
}

/* {$rows: list, $: if $rows = [] then null else f($rows)}.$ : a table of which
 * no row matches gives null. No pack can write a name with a dollar. */
static const prse__feel *or_null(prse__arena *arena, const prse__feel *list,
                                 const char *function)
{
    static const prse_str ROWS = {"$rows", 5};
    static const prse_str RESULT = {"$", 1};
    const prse__feel *rows = leaf(arena, PRSE__FEEL_NAME, ROWS);
    const prse__feel *result =
        function ? call(arena, function, rows) : rows;
    builder b = begin(arena, PRSE__FEEL_CONTEXT, 0);
    add(&b, entry(arena, ROWS, list));
    add(&b, entry(arena, RESULT,
                  choose(arena, is_empty(arena, rows),
                         leaf(arena, PRSE__FEEL_NULL, PRSE_STR("")), result)));
    builder path = begin(arena, PRSE__FEEL_PATH, 0);
    add(&path, b.node);
    if (path.node)
        path.node->text = RESULT;
    return path.node;
}

static const char *aggregator_name(char aggregator)
{
    static const struct {
        char sign;
        const char *name;
    } NAMES[] = {{'+', "sum"}, {'<', "min"}, {'>', "max"}, {'#', "count"}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (NAMES[i].sign == aggregator)
            return NAMES[i].name;
    return NULL;
}

const prse__feel *prse__table_expr(prse__arena *arena,
                                   const prse__table *table)
{
    size_t *rows = ordered_rows(arena, table);
    if (!rows)
        return NULL;
    if (table->policy != 'C' && table->policy != 'R' && table->policy != 'O')
        return first_match(arena, table, rows);
    return or_null(arena, matches(arena, table, rows),
                   aggregator_name(table->aggregator));
}
