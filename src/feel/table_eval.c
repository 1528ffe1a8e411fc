/* SPDX-License-Identifier: Apache-2.0 */
/* Decision tables: which rows match, and what the hit policy makes of them. */
#include "feel/builtin.h"
#include "feel/table.h"

typedef struct decision {
    prse__eval *ev;
    const prse__table *table;
    const prse__scope *scope;
    const prse__value **inputs;
    const prse__scope **scopes;      /* of each input: where "?" is bound */
    const prse__value **priorities;  /* of each output: a list, or NULL */
    prse__items results;             /* of the matching rows, in order */
} decision;

static int read_inputs(decision *d)
{
    size_t count = d->table->input_count;
    d->inputs = prse__eval_alloc(d->ev, count, sizeof(const prse__value *));
    d->scopes = prse__eval_alloc(d->ev, count, sizeof(const prse__scope *));
    if (!d->inputs || !d->scopes)
        return 0;
    for (size_t i = 0; i < count; i++) {
        d->inputs[i] = prse__eval_node(d->ev, d->table->inputs[i], d->scope);
        if (!d->inputs[i])
            return 0;
        d->scopes[i] = prse__eval_bind(d->ev, d->scope, PRSE_STR("?"),
                                       d->inputs[i]);
        if (!d->scopes[i])
            return 0;
    }
    return 1;
}

static int row_matches(const decision *d, const prse__table_row *row)
{
    for (size_t i = 0; i < d->table->input_count; i++)
        if (prse__eval_test(d->ev, row->tests[i], d->inputs[i],
                            d->scopes[i]) != PRSE__TRI_TRUE)
            return 0;
    return 1;
}

static const prse__value *result_of(const decision *d,
                                    const prse__feel *const *outputs)
{
    size_t count = d->table->output_count;
    if (count == 1)
        return prse__eval_node(d->ev, outputs[0], d->scope);
    const prse__value **values =
        prse__eval_alloc(d->ev, count, sizeof(const prse__value *));
    if (!values)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        values[i] = prse__eval_node(d->ev, outputs[i], d->scope);
        if (!values[i])
            return NULL;
    }
    return prse__eval_context(d->ev, d->table->output_names, values, count);
}

static int read_rows(decision *d)
{
    for (size_t i = 0; i < d->table->row_count; i++) {
        const prse__table_row *row = &d->table->rows[i];
        if (!row_matches(d, row))
            continue;
        if (!prse__items_add(d->ev, &d->results, result_of(d, row->outputs)))
            return 0;
        if (d->table->policy == 'F')
            break;
    }
    return d->ev->status == PRSE_OK;
}

/* --- Priorities: the place of each output among its declared values --- */

static int read_priorities(decision *d)
{
    size_t count = d->table->output_count;
    d->priorities =
        prse__eval_alloc(d->ev, count, sizeof(const prse__value *));
    if (!d->priorities)
        return 0;
    for (size_t i = 0; d->table->output_values && i < count; i++) {
        const prse__feel *declared = d->table->output_values[i];
        if (!declared)
            continue;
        d->priorities[i] = prse__eval_node(d->ev, declared, d->scope);
        if (!d->priorities[i])
            return 0;
    }
    return 1;
}

static size_t rank(const decision *d, size_t output, const prse__value *result)
{
    const prse__value *order = d->priorities[output];
    const prse__value *value =
        d->table->output_count == 1 ? result : result->items[output];
    size_t place = 0;
    while (order && place < order->count &&
           prse__eval_equal(d->ev, order->items[place], value) !=
               PRSE__TRI_TRUE)
        place++;
    return place;
}

static int ranks_before(void *self, const prse__value *a, const prse__value *b)
{
    const decision *d = self;
    for (size_t i = 0; i < d->table->output_count; i++) {
        size_t x = rank(d, i, a), y = rank(d, i, b);
        if (x != y)
            return x < y;
    }
    return 0;
}

/* --- Hit policies: at least one row matched --- */

typedef const prse__value *policy(decision *d);

static const prse__value *first(decision *d)
{
    return d->results.items[0];
}

static const prse__value *unique(decision *d)
{
    return d->results.count == 1 ? first(d) : &prse__value_null;
}

static const prse__value *any(decision *d)
{
    for (size_t i = 1; i < d->results.count; i++)
        if (prse__eval_equal(d->ev, first(d), d->results.items[i]) !=
            PRSE__TRI_TRUE)
            return &prse__value_null;
    return first(d);
}

static const prse__value *in_rule_order(decision *d)
{
    return prse__items_list(d->ev, &d->results);
}

static const prse__value *in_output_order(decision *d)
{
    if (!read_priorities(d))
        return NULL;
    d->results.items = prse__items_sorted(
        d->ev, d->results.items, d->results.count, ranks_before, d);
    return d->results.items ? in_rule_order(d) : NULL;
}

static const prse__value *by_priority(decision *d)
{
    return in_output_order(d) ? first(d) : NULL;
}

static const prse__value *collect(decision *d)
{
    static const struct {
        char sign;
        const char *function;
    } AGGREGATORS[] = {
        {'+', "sum"}, {'<', "min"}, {'>', "max"}, {'#', "count"}};
    const prse__value *list = in_rule_order(d);
    for (size_t i = 0; list && i < 4; i++)
        if (AGGREGATORS[i].sign == d->table->aggregator)
            return prse__builtin_call(
                d->ev,
                prse__builtin_find(prse_str_of(AGGREGATORS[i].function)),
                &list, 1);
    return list;
}

static const struct {
    char letter;
    policy *apply;
} POLICIES[] = {
    {'U', unique},        {'A', any},
    {'F', first},         {'P', by_priority},
    {'R', in_rule_order}, {'O', in_output_order},
    {'C', collect},
};

static const prse__value *decide(decision *d)
{
    if (!read_inputs(d) || !read_rows(d))
        return NULL;
    if (d->results.count == 0)
        return d->table->defaults ? result_of(d, d->table->defaults)
                                  : &prse__value_null;
    size_t i = 0, last = sizeof POLICIES / sizeof *POLICIES - 1;
    while (i < last && POLICIES[i].letter != d->table->policy)
        i++;
    return POLICIES[i].apply(d);
}

prse_status prse__table_eval(const prse__value **out, prse__arena *arena,
                             const prse__table *table,
                             const prse__scope *scope, prse_error *err)
{
    prse__eval ev = prse__eval_begin(arena, 0);
    decision d = {.ev = &ev, .table = table, .scope = scope};
    return prse__eval_end(out, &ev, decide(&d), err);
}
