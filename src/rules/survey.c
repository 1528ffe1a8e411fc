/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/survey.h"

/* --- Weights --- */

static double cell_weight(const prse__var *var, size_t cell)
{
    if (!prse__fact_is_ordered(var->fact))
        return 1;
    if (var->has_null && cell == var->cell_count - 1)
        return 0.5;
    return 1 / (double)(cell + 1);
}

double prse__weight(const prse__weights *weights, const prse__mask *mask)
{
    double total = 0;
    for (size_t i = 0; i < PRSE__MASK_WORDS; i++)
        for (uint64_t word = mask->w[i]; word; word &= word - 1)
            total += weights->cells[64 * i + prse__lowest_bit(word)];
    return total;
}

static void weigh(prse__survey *s, const prse__ruleset *rules)
{
    double *next = s->cells;
    for (size_t v = 0; v < rules->var_count; v++) {
        const prse__var *var = &rules->vars[v];
        s->whole[v] = prse__mask_all(var->cell_count);
        s->weights[v].cells = next;
        for (size_t i = 0; i < var->cell_count; i++)
            *next++ = cell_weight(var, i);
        s->weights[v].all = prse__weight(&s->weights[v], &s->whole[v]);
    }
}

static void share(prse__survey *s, const prse__dd_store *store,
                  const prse__dd_node *node)
{
    const prse__weights *weights = &s->weights[node->var];
    for (uint32_t i = node->first; i < node->first + node->count; i++)
        s->shares[i] =
            prse__weight(weights, &store->arcs[i].mask) / weights->all;
}

/* --- What nodes depend on: children come before their parents --- */

static void support(prse__survey *s, const prse__dd_store *store, size_t dd)
{
    const prse__dd_node *node = &store->nodes[dd];
    uint64_t *own = &s->support[dd * s->words];
    prse__bits_add(own, node->var);
    for (uint32_t i = node->first; i < node->first + node->count; i++)
        for (size_t w = 0; w < s->words; w++)
            own[w] |= prse__support(s, store->arcs[i].to)[w];
}

/* --- Sizes --- */

typedef struct counting {
    const prse__dd_store *store;
    uint32_t *seen;
    uint32_t stamp;
    size_t nodes, arcs;
} counting;

static void count_nodes(counting *c, prse__dd dd)
{
    const prse__dd_node *node = &c->store->nodes[dd];
    if (node->var == PRSE__DD_LEAF || c->seen[dd] == c->stamp)
        return;
    c->seen[dd] = c->stamp;
    c->nodes++;
    c->arcs += node->count;
    for (uint32_t i = 0; i < node->count; i++)
        count_nodes(c, c->store->arcs[node->first + i].to);
}

/* Each diagram by itself: two of them may share nodes. */
static void count_diagram(counting *c, prse__dd dd)
{
    c->stamp++;
    if (dd != PRSE__DD_NONE)
        count_nodes(c, dd);
}

/* Answers are asked about, or outputs, never both at once. */
static void measure_part(prse__survey *s, counting *c,
                         const prse__ruleset *rules, size_t epoch, int outputs)
{
    const prse__pack_tree *pack = rules->pack;
    c->nodes = c->arcs = 0;
    for (size_t o = 0; o < pack->obligation_count; o++) {
        size_t items = outputs ? pack->obligations[o].output_count : 1;
        for (size_t i = 0; i < items; i++)
            count_diagram(c, prse__ruleset_dd(rules, o, epoch,
                                              outputs ? PRSE__PART_OUTPUT
                                                      : PRSE__PART_ANSWER,
                                              i));
    }
    if (c->nodes > s->most_nodes)
        s->most_nodes = c->nodes;
    if (c->arcs > s->most_arcs)
        s->most_arcs = c->arcs;
}

static prse_status measure(prse__survey *s, const prse__ruleset *rules,
                           prse_error *err)
{
    counting c = {.store = &rules->store};
    c.seen = prse__alloc(rules->store.node_count, sizeof *c.seen);
    if (!c.seen)
        return prse__error_nomem(err);
    for (size_t e = 0; e < rules->epochs.count; e++) {
        measure_part(s, &c, rules, e, 0);
        measure_part(s, &c, rules, e, 1);
    }
    prse__free(c.seen);
    return PRSE_OK;
}

/* --- All of it --- */

static int make_room(prse__survey *s, const prse__ruleset *rules)
{
    size_t cells = 0;
    for (size_t v = 0; v < rules->var_count; v++)
        cells += rules->cells[v];
    s->words = prse__bits_words(rules->var_count);
    s->support = prse__alloc(rules->store.node_count * s->words,
                             sizeof *s->support);
    s->whole = prse__alloc(rules->var_count + 1, sizeof *s->whole);
    s->weights = prse__alloc(rules->var_count + 1, sizeof *s->weights);
    s->shares = prse__alloc(rules->store.arc_count + 1, sizeof *s->shares);
    s->cells = prse__alloc(cells + 1, sizeof *s->cells);
    return s->support && s->whole && s->weights && s->shares && s->cells;
}

prse_status prse__survey_make(prse__survey **out, const prse__ruleset *rules,
                              prse_error *err)
{
    prse__survey *s = prse__alloc(1, sizeof *s);
    *out = s;
    if (!s || !make_room(s, rules))
        return prse__error_nomem(err);
    weigh(s, rules);
    for (size_t dd = 0; dd < rules->store.node_count; dd++)
        if (rules->store.nodes[dd].var != PRSE__DD_LEAF) {
            share(s, &rules->store, &rules->store.nodes[dd]);
            support(s, &rules->store, dd);
        }
    return measure(s, rules, err);
}

void prse__survey_free(prse__survey *s)
{
    if (!s)
        return;
    prse__free(s->support);
    prse__free(s->whole);
    prse__free(s->weights);
    prse__free(s->shares);
    prse__free(s->cells);
    prse__free(s);
}
