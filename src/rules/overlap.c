/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/overlap.h"

#include "rules/cell_text.h"
#include "rules/each_rule.h"
#include "rules/table_expr.h"

typedef struct checker {
    prse__compiler *c;
    prse__arena *arena;
    prse_error *err;
    prse_status status;
} checker;

static prse_status both_true(prse__dd *out, void *self,
                             const prse__dd *leaves, size_t count,
                             prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = leaves[0] == PRSE__DD_TRUE && leaves[1] == PRSE__DD_TRUE
               ? PRSE__DD_TRUE
               : PRSE__DD_FALSE;
    return PRSE_OK;
}

static void report(checker *k, const prse__dated *step, size_t a, size_t b,
                   prse__dd meet)
{
    const prse__table_row *rows = step->table->rows;
    prse__place place = {step->place.file, rows[b].line, 1};
    prse__buf example;
    prse__buf_init(&example, 160);
    prse__path_print(&example, k->c, meet, PRSE__DD_TRUE);
    k->status = prse__error_at(
        k->err, PRSE_ERULE, place, NULL,
        "this row and the one on line %u both match when %s; hit policy %c "
        "allows one row only",
        rows[a].line, example.len ? example.ptr : "anything",
        step->table->policy);
    prse__buf_free(&example);
}

static void check_pair(checker *k, const prse__dated *step,
                       const prse__dd *rows, size_t a, size_t b)
{
    const prse__table *t = step->table;
    prse__dd_apply apply = {both_true, NULL, NULL, k->c->cells};
    prse__dd pair[2] = {rows[a], rows[b]};
    prse__dd meet = PRSE__DD_FALSE;
    int agree = t->policy == 'A';
    for (size_t i = 0; agree && i < t->output_count; i++)
        agree = prse__feel_equal(t->rows[a].outputs[i], t->rows[b].outputs[i]);
    if (agree)
        return;
    k->status = prse__dd_combine(&meet, k->c->store, &apply, pair, 2, k->err);
    if (!k->status && meet != PRSE__DD_FALSE)
        report(k, step, a, b, meet);
}

static void compile_rows(checker *k, const prse__dated *step, prse__dd *rows)
{
    for (size_t i = 0; !k->status && i < step->table->row_count; i++) {
        const prse__feel *row = prse__table_row_expr(k->arena, step->table, i);
        k->status = row ? prse__compile_expr(&rows[i], k->c, row, k->err)
                        : prse__error_nomem(k->err);
    }
}

static void check_table(checker *k, const prse__dated *step)
{
    size_t count = step->table->row_count;
    prse__dd *rows = prse__arena_alloc(k->arena, count + 1, sizeof *rows);
    if (!rows) {
        k->status = prse__error_nomem(k->err);
        return;
    }
    compile_rows(k, step, rows);
    for (size_t b = 1; b < count; b++)
        for (size_t a = 0; !k->status && a < b; a++)
            check_pair(k, step, rows, a, b);
}

/* --- Priorities --- */

static int is_declared(const prse__feel *order, const prse__feel *output)
{
    const prse__feel *value = order->first;
    while (value && !prse__feel_equal(value, output))
        value = value->next;
    return value != NULL;
}

/* Rows of P and O are put in order before anything is known, so that each
 * output must be one of the declared values as it stands. */
static void check_priorities(checker *k, const prse__dated *step)
{
    const prse__table *t = step->table;
    for (size_t row = 0; !k->status && row < t->row_count; row++)
        for (size_t i = 0; t->output_values && i < t->output_count; i++) {
            const prse__feel *output = t->rows[row].outputs[i];
            prse__place place = {step->place.file, output->line,
                                 output->column};
            if (!t->output_values[i] ||
                is_declared(t->output_values[i], output))
                continue;
            k->status = prse__error_at(
                k->err, PRSE_ERULE, place, NULL,
                "this output is none of the values declared in the heading, "
                "whose order decides in a table with hit policy %c",
                t->policy);
            return;
        }
}

static void check_rule(void *self, const prse__rule *rule, prse__rule_use use)
{
    checker *k = self;
    for (size_t i = 0; !k->status && i < rule->count; i++) {
        const prse__table *table = rule->steps[i].table;
        if (table && (table->policy == 'P' || table->policy == 'O'))
            check_priorities(k, &rule->steps[i]);
    }
    if (use != PRSE__USE_CELLS && use != PRSE__USE_DEFINITION)
        return;
    for (size_t i = 0; !k->status && i < rule->count; i++) {
        const prse__table *table = rule->steps[i].table;
        if (table && (table->policy == 'U' || table->policy == 'A'))
            check_table(k, &rule->steps[i]);
    }
}

prse_status prse__overlap_check(prse__compiler *c, prse_error *err)
{
    checker k = {.c = c, .arena = prse__arena_new(0), .err = err};
    if (!k.arena)
        return prse__error_nomem(err);
    prse__each_rule(c->pack, check_rule, &k);
    prse__arena_free(k.arena);
    return k.status;
}

/* --- Paths --- */

static prse__dd step_towards(const prse__dd_store *store, prse__dd dd,
                             prse__dd terminal, const prse__arc **through);

static int leads_to(const prse__dd_store *store, prse__dd dd,
                    prse__dd terminal)
{
    const prse__arc *through;
    if (prse__dd_is_leaf(store, dd))
        return dd == terminal;
    return step_towards(store, dd, terminal, &through) != PRSE__DD_NONE;
}

static prse__dd step_towards(const prse__dd_store *store, prse__dd dd,
                             prse__dd terminal, const prse__arc **through)
{
    const prse__dd_node *node = &store->nodes[dd];
    for (uint32_t i = 0; i < node->count; i++) {
        *through = &store->arcs[node->first + i];
        prse__dd to = (*through)->to;
        if (leads_to(store, to, terminal))
            return to;
    }
    return PRSE__DD_NONE;
}

void prse__path_print(prse__buf *buf, const prse__compiler *c, prse__dd dd,
                      prse__dd terminal)
{
    const char *between = "";
    while (!prse__dd_is_leaf(c->store, dd)) {
        const prse__arc *through = NULL;
        const prse__var *var = &c->vars[c->store->nodes[dd].var];
        dd = step_towards(c->store, dd, terminal, &through);
        prse__buf_adds(buf, between);
        prse__cells_condition(buf, var, &through->mask);
        between = " and ";
    }
}
