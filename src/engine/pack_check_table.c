/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of rules: rows that can never decide, and gaps in the tables of
 * outputs. Diagrams of rows are made in a store of our own, so that the pack
 * stays as it is. That no two rows of a U or A table meet was proved when the
 * pack was loaded. */
#include "engine/pack_check.h"

#include "base/error.h"
#include "rules/each_rule.h"
#include "rules/overlap.h"
#include "rules/table_expr.h"

/* A table under examination, from the first period to the last. */
typedef struct watched {
    const prse__dated *step;
    prse__date until; /* of the step */
    size_t obligation; /* whose output it is; SIZE_MAX: of none */
    prse_str output;
    prse__date changes; /* when its rows must be compiled again */
    prse__dd *rows;     /* their conditions in the period */
    prse__dd answer;    /* of the obligation when the gap was looked for */
    uint8_t *alive;     /* 1: the row decided in some period */
    prse_str *examples; /* of each row that does not */
    int gap;            /* told already */
} watched;

typedef struct tables {
    prse__checking *k;
    prse__ruleset *rules; /* whose store takes the rows */
    prse__compiler c;
    prse__arena *scratch; /* of the expressions of rows */
    size_t count, room;
    watched *items;
} tables;

/* --- Which tables --- */

static void find_output(const tables *t, const prse__rule *rule, watched *w)
{
    w->obligation = SIZE_MAX;
    for (size_t i = 0; i < t->k->tree->obligation_count; i++) {
        const prse__obligation *o = &t->k->tree->obligations[i];
        for (size_t j = 0; j < o->output_count; j++)
            if (&o->outputs[j].value == rule) {
                w->obligation = i;
                w->output = o->outputs[j].id;
            }
    }
}

static int grow(tables *t)
{
    size_t room = t->room ? 2 * t->room : 16;
    watched *more;
    if (t->count < t->room)
        return 1;
    more = prse__arena_alloc(t->k->arena, room, sizeof *more);
    for (size_t i = 0; more && i < t->count; i++)
        more[i] = t->items[i];
    t->items = more;
    t->room = room;
    return more != NULL;
}

static void watch(tables *t, const prse__rule *rule, size_t step)
{
    watched w = {.step = &rule->steps[step], .changes = PRSE__ALWAYS};
    size_t rows = w.step->table->row_count + 1;
    w.until = step + 1 < rule->count ? rule->steps[step + 1].from
                                     : PRSE__FOREVER;
    w.answer = PRSE__DD_NONE;
    w.rows = prse__arena_alloc(t->k->arena, rows, sizeof *w.rows);
    w.alive = prse__arena_alloc(t->k->arena, rows, 1);
    w.examples = prse__arena_alloc(t->k->arena, rows, sizeof *w.examples);
    find_output(t, rule, &w);
    if (!w.rows || !w.alive || !w.examples || !grow(t)) {
        prse__check_stop(t->k, prse__error_nomem(t->k->err));
        return;
    }
    t->items[t->count++] = w;
}

static void visit(void *self, const prse__rule *rule, prse__rule_use use)
{
    tables *t = self;
    if (use != PRSE__USE_CELLS && use != PRSE__USE_DEFINITION)
        return;
    for (size_t i = 0; i < rule->count && !t->k->status; i++)
        if (rule->steps[i].table)
            watch(t, rule, i);
}

/* --- Diagrams --- */

static prse_status either(prse__dd *out, void *self, const prse__dd *leaves,
                          size_t count, prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = leaves[0] == PRSE__DD_TRUE || leaves[1] == PRSE__DD_TRUE
               ? PRSE__DD_TRUE : PRSE__DD_FALSE;
    return PRSE_OK;
}

static prse_status first_alone(prse__dd *out, void *self,
                               const prse__dd *leaves, size_t count,
                               prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = leaves[0] == PRSE__DD_TRUE && leaves[1] != PRSE__DD_TRUE
               ? PRSE__DD_TRUE : PRSE__DD_FALSE;
    return PRSE_OK;
}

static prse_status both(prse__dd *out, void *self, const prse__dd *leaves,
                        size_t count, prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = leaves[0] == PRSE__DD_TRUE && leaves[1] == PRSE__DD_TRUE
               ? PRSE__DD_TRUE : PRSE__DD_FALSE;
    return PRSE_OK;
}

static prse__dd combine(tables *t, prse__dd_op op, prse__dd a, prse__dd b)
{
    prse__dd_apply apply = {op, NULL, NULL, t->c.cells};
    prse__dd pair[2] = {a, b};
    prse__dd out = PRSE__DD_FALSE;
    if (!t->k->status)
        prse__check_stop(t->k, prse__dd_combine(&out, t->c.store, &apply,
                                                pair, 2, t->k->err));
    return out;
}

static void compile_rows(tables *t, watched *w)
{
    t->c.until = PRSE__FOREVER;
    for (size_t i = 0; i < w->step->table->row_count && !t->k->status; i++) {
        const prse__feel *row =
            prse__table_row_expr(t->scratch, w->step->table, i);
        prse__check_stop(t->k, row ? prse__compile_expr(&w->rows[i], &t->c,
                                                        row, t->k->err)
                                   : prse__error_nomem(t->k->err));
    }
    prse__arena_reset(t->scratch);
    w->changes = t->c.until;
}

static void add_path(tables *t, prse__dd dd)
{
    prse__buf *m = &t->k->message;
    size_t before = m->len;
    prse__path_print(m, &t->c, dd, PRSE__DD_TRUE);
    if (m->len == before)
        prse__buf_adds(m, "anything is given");
}

/* --- Rows that never decide --- */

/* Why the row does not decide, in the words of this period. */
static void explain_row(tables *t, watched *w, size_t row)
{
    prse__buf *m = &t->k->message;
    for (size_t i = 0; i < row && w->step->table->policy == 'F'; i++) {
        prse__dd meet = combine(t, both, w->rows[i], w->rows[row]);
        if (meet == PRSE__DD_FALSE || t->k->status)
            continue;
        prse__buf_addf(m,
                       "this row never decides, since those above it take "
                       "all of its cases: the row on line %u already matches "
                       "when ",
                       w->step->table->rows[i].line);
        add_path(t, meet);
        prse__buf_adds(m, "; move it up or take it out");
        break;
    }
    if (!m->len)
        prse__buf_adds(m, "no facts ever satisfy the conditions of this row "
                          "together: correct them or take it out");
    if (m->failed)
        prse__check_stop(t->k, prse__error_nomem(t->k->err));
    else
        w->examples[row] = prse__str_dup(t->k->arena, prse__buf_str(m));
    prse__buf_clear(m);
}

/* The cells that some row takes. */
static prse__dd look_at_rows(tables *t, watched *w)
{
    prse__dd covered = PRSE__DD_FALSE;
    int first = w->step->table->policy == 'F';
    for (size_t i = 0; i < w->step->table->row_count; i++) {
        prse__dd above = first ? covered : PRSE__DD_FALSE;
        prse__dd decides = combine(t, first_alone, w->rows[i], above);
        if (t->k->status)
            return covered;
        if (decides != PRSE__DD_FALSE)
            w->alive[i] = 1;
        else if (!w->alive[i] && !w->examples[i].ptr)
            explain_row(t, w, i);
        covered = combine(t, either, covered, w->rows[i]);
    }
    return covered;
}

static void tell_dead_rows(tables *t, const watched *w)
{
    const prse__table *table = w->step->table;
    for (size_t i = 0; i < table->row_count && !t->k->status; i++) {
        prse__place place = {w->step->place.file, table->rows[i].line, 1};
        if (w->alive[i] || !w->examples[i].ptr)
            continue;
        prse__buf_add(&t->k->message, w->examples[i]);
        prse__check_say(t->k, place, "dead-row",
                        w->output.len ? w->output : PRSE_STR("table"));
    }
}

/* --- Gaps --- */

static int may_have_gap(const watched *w)
{
    char policy = w->step->table->policy;
    return w->obligation != SIZE_MAX && !w->gap && !w->step->table->defaults &&
           (policy == 'U' || policy == 'A' || policy == 'F');
}

static void look_for_gap(tables *t, watched *w, prse__dd covered,
                         prse__dd answer)
{
    prse__buf *m = &t->k->message;
    const prse__epochs *epochs = &t->rules->epochs;
    size_t next = t->c.epoch + 1;
    prse__dd gap = combine(t, first_alone, answer, covered);
    if (t->k->status || gap == PRSE__DD_FALSE)
        return;
    w->gap = 1;
    prse__buf_adds(m, "output `");
    prse__buf_add(m, w->output);
    prse__buf_adds(m, "` has no row for a company that is subject, ");
    prse__check_period(m, epochs->dates[t->c.epoch],
                       next < epochs->count ? epochs->dates[next]
                                            : PRSE__FOREVER);
    prse__buf_adds(m, ", when ");
    add_path(t, gap);
    prse__buf_adds(m, ": add a row for it, or a last row of `-`");
    prse__check_say(t->k, w->step->place, "gap", w->output);
}

/* --- Period by period, as the compiler's memory wants it --- */

static void look_at_table(tables *t, watched *w)
{
    prse__date date = t->rules->epochs.dates[t->c.epoch];
    int changed = date >= w->changes;
    prse__dd answer = PRSE__DD_NONE;
    if (date < w->step->from || date >= w->until)
        return;
    if (w->obligation != SIZE_MAX)
        answer = prse__ruleset_dd(t->rules, w->obligation, t->c.epoch,
                                  PRSE__PART_ANSWER, 0);
    if (!changed && answer == w->answer)
        return;
    if (changed)
        compile_rows(t, w);
    prse__dd covered = t->k->status ? PRSE__DD_FALSE : look_at_rows(t, w);
    w->answer = answer;
    if (may_have_gap(w) && !t->k->status)
        look_for_gap(t, w, covered, answer);
}

static void look_at_tables(tables *t)
{
    for (size_t e = 0; e < t->rules->epochs.count; e++) {
        t->c.epoch = e;
        for (size_t i = 0; i < t->count && !t->k->status; i++)
            look_at_table(t, &t->items[i]);
    }
}

static prse_status make_compiler(tables *t)
{
    size_t definitions = t->k->tree->definition_count + 1;
    t->c = (prse__compiler){.pack = t->rules->pack,
                            .epochs = &t->rules->epochs,
                            .vars = t->rules->vars,
                            .cells = t->rules->cells,
                            .fact_vars = t->rules->fact_vars,
                            .store = &t->rules->store,
                            .scratch = prse__arena_new(0)};
    t->c.definitions =
        prse__arena_alloc(t->k->arena, definitions * PRSE__YEARS_MAX,
                          sizeof *t->c.definitions);
    t->scratch = prse__arena_new(0);
    return t->c.scratch && t->c.definitions && t->scratch
               ? PRSE_OK : prse__error_nomem(t->k->err);
}

static void look_with(tables *t, prse__ruleset *rules)
{
    t->rules = rules;
    for (size_t i = 0; i < t->count; i++) {
        t->items[i].changes = PRSE__ALWAYS;
        t->items[i].answer = PRSE__DD_NONE;
    }
    prse__check_stop(t->k, make_compiler(t));
    if (!t->k->status)
        look_at_tables(t);
    prse__arena_free(t->c.scratch);
    prse__arena_free(t->scratch);
}

/* Gaps are those of the pack as it stands; a row that decides only once a
 * draft is turned on is not dead. */
void prse__check_tables(prse__checking *k)
{
    tables t = {.k = k};
    prse__ruleset own;
    prse__each_rule(k->tree, visit, &t);
    if (t.count == 0 || k->status)
        return;
    prse__check_stop(k, prse__ruleset_compile(&own, k->arena, k->tree,
                                              k->err));
    if (k->status)
        return;
    look_with(&t, &own);
    prse__ruleset_free(&own);
    for (size_t i = 0; i < t.count; i++)
        t.items[i].gap = 1;
    if (k->has_drafts && !k->status)
        look_with(&t, &k->drafts);
    for (size_t i = 0; i < t.count; i++)
        tell_dead_rows(&t, &t.items[i]);
}
