/* SPDX-License-Identifier: Apache-2.0 */
/* Dated holes: an obligation is in force, and something that it reads has no
 * value yet, or no longer. A rule that asks whether a threshold is null knows
 * what it does. */
#include "engine/pack_check.h"

#include <string.h>

#include "base/error.h"
#include "rules/each_rule.h"

enum { NO_EPOCH = -1 };

typedef struct hole {
    const prse__threshold *threshold;
    prse__date begins, ends;
    int told;
} hole;

typedef struct holes {
    prse__checking *k;
    size_t count, room; /* of the obligation */
    hole *items;
    const prse__obligation *obligation;
    prse__date date;      /* of the period being looked at */
    uint8_t *read;        /* of each threshold, in this period */
    uint8_t *asked;       /* of each threshold: compared with null */
    uint8_t *definitions; /* of each: already looked through */
    uint8_t *functions;
    int32_t *open;        /* of each threshold: period of a hole's beginning */
} holes;

static const prse__name *name_of(const holes *h, const prse__feel *node)
{
    return node->kind == PRSE__FEEL_NAME
               ? prse__pack_name(h->k->tree, node->text)
               : NULL;
}

static void read_rule(holes *h, const prse__rule *rule);

static void read_expr(holes *h, const prse__feel *node, int asks)
{
    const prse__name *name = name_of(h, node);
    int asks_below = prse__check_asks_null(node);
    if (name && name->kind == PRSE__NAME_THRESHOLD) {
        h->read[name->index] = 1;
        h->asked[name->index] |= (uint8_t)asks;
    }
    if (name && name->kind == PRSE__NAME_DEFINITION &&
        !h->definitions[name->index]) {
        h->definitions[name->index] = 1;
        read_rule(h, &h->k->tree->definitions[name->index].value);
    }
    if (name && name->kind == PRSE__NAME_FUNCTION &&
        !h->functions[name->index]) {
        h->functions[name->index] = 1;
        read_rule(h, &h->k->tree->functions[name->index].value);
    }
    for (const prse__feel *c = node->first; c; c = c->next)
        read_expr(h, c, asks_below);
}

static void read_rule(holes *h, const prse__rule *rule)
{
    const prse__dated *step = prse__rule_at(rule, h->date);
    if (step)
        read_expr(h, step->expr, 0);
}

static void visit(void *self, const prse__rule *rule, prse__rule_use use)
{
    (void)use;
    read_rule(self, rule);
}

/* --- Findings --- */

static void note_hole(holes *h, const prse__threshold *t, prse__date from,
                      prse__date to)
{
    const prse__obligation *o = h->obligation;
    size_t room = h->room ? 2 * h->room : 16;
    if (h->count == h->room) {
        hole *more = prse__arena_alloc(h->k->arena, room, sizeof *more);
        if (!more) {
            prse__check_stop(h->k, prse__error_nomem(h->k->err));
            return;
        }
        if (h->count)
            memcpy(more, h->items, h->count * sizeof *more);
        h->items = more;
        h->room = room;
    }
    h->items[h->count++] = (hole){.threshold = t,
                                  .begins = from > o->from ? from : o->from,
                                  .ends = to < o->to ? to : o->to};
}

/* The thresholds whose hole is the same one. */
static void add_thresholds(holes *h, const hole *first)
{
    prse__buf *m = &h->k->message;
    size_t count = 0;
    for (size_t i = 0; i < h->count; i++) {
        hole *other = &h->items[i];
        if (other->begins != first->begins || other->ends != first->ends)
            continue;
        prse__buf_adds(m, count++ ? ", `" : "`");
        prse__buf_add(m, other->threshold->id);
        prse__buf_addc(m, '`');
        other->told = 1;
    }
}

static void add_remedy(holes *h, const hole *first)
{
    prse__buf *m = &h->k->message;
    if (first->begins == h->obligation->from &&
        first->ends != PRSE__FOREVER) {
        prse__buf_adds(m, "give the obligation `from: ");
        prse__date_print(m, first->ends);
        prse__buf_adds(m, "`, or a value before");
    } else if (first->begins != PRSE__ALWAYS &&
               first->ends == h->obligation->to) {
        prse__buf_adds(m, "give the obligation `to: ");
        prse__date_print(m, first->begins);
        prse__buf_adds(m, "`, or a value after");
    } else {
        prse__buf_adds(m, "give a value there");
    }
}

/* One finding for all thresholds that have no value in the same period. */
static void tell_hole(holes *h, const hole *first)
{
    prse__buf *m = &h->k->message;
    prse__buf_adds(m, "obligation `");
    prse__buf_add(m, h->obligation->id);
    prse__buf_adds(m, "` is in force ");
    prse__check_period(m, first->begins, first->ends);
    prse__buf_adds(m, " and reads what has no value then: ");
    add_thresholds(h, first);
    prse__buf_adds(m, "; ");
    add_remedy(h, first);
    prse__check_say(h->k, h->obligation->place, "hole", h->obligation->id);
}

/* A hole ends where the threshold has a value or is not read. */
static void look_at_threshold(holes *h, size_t i, size_t epoch, int in_force)
{
    const prse__epochs *epochs = &h->k->pack->rules.epochs;
    const prse__threshold *t = &h->k->tree->thresholds[i];
    int missing = in_force && h->read[i] && !h->asked[i] &&
                  !(t->law && !t->law->enabled) &&
                  !prse__threshold_at(t, h->date);
    if (missing && h->open[i] == NO_EPOCH)
        h->open[i] = (int32_t)epoch;
    if (!missing && h->open[i] != NO_EPOCH) {
        note_hole(h, t, epochs->dates[h->open[i]], h->date);
        h->open[i] = NO_EPOCH;
    }
}

static void look_at_period(holes *h, const prse__pack_tree *alone,
                           size_t epoch)
{
    const prse__pack_tree *tree = h->k->tree;
    int in_force = prse__check_in_force(h->k, h->obligation, epoch);
    h->date = h->k->pack->rules.epochs.dates[epoch];
    memset(h->read, 0, tree->threshold_count);
    memset(h->asked, 0, tree->threshold_count);
    memset(h->definitions, 0, tree->definition_count);
    memset(h->functions, 0, tree->function_count);
    if (in_force)
        prse__each_rule(alone, visit, h);
    for (size_t i = 0; i < tree->threshold_count; i++)
        look_at_threshold(h, i, epoch, in_force);
}

/* A dated rule that begins after the obligation. */
static void visit_beginning(void *self, const prse__rule *rule,
                            prse__rule_use use)
{
    holes *h = self;
    prse__buf *m = &h->k->message;
    (void)use;
    if (!rule->count || rule->steps[0].from <= h->obligation->from)
        return;
    prse__buf_adds(m, "this rule says nothing ");
    prse__check_period(m, h->obligation->from, rule->steps[0].from);
    prse__buf_adds(m, ", when obligation `");
    prse__buf_add(m, h->obligation->id);
    prse__buf_adds(m, "` is in force: give the obligation `from: ");
    prse__date_print(m, rule->steps[0].from);
    prse__buf_adds(m, "`, or the rule an earlier step");
    prse__check_say(h->k, rule->steps[0].place, "hole", h->obligation->id);
}

static void look_at_obligation(holes *h)
{
    const prse__epochs *epochs = &h->k->pack->rules.epochs;
    prse__pack_tree alone = *h->k->tree;
    alone.obligations = h->obligation;
    alone.obligation_count = 1;
    alone.definition_count = alone.function_count = 0;
    alone.explanations_count = 0;
    for (size_t i = 0; i < h->k->tree->threshold_count; i++)
        h->open[i] = NO_EPOCH;
    for (size_t e = 0; e < epochs->count; e++)
        look_at_period(h, &alone, e);
    for (size_t i = 0; i < h->k->tree->threshold_count; i++)
        if (h->open[i] != NO_EPOCH)
            note_hole(h, &h->k->tree->thresholds[i],
                      epochs->dates[h->open[i]], PRSE__FOREVER);
    for (size_t i = 0; i < h->count; i++)
        if (!h->items[i].told)
            tell_hole(h, &h->items[i]);
    h->count = 0;
    prse__each_rule(&alone, visit_beginning, h);
}

void prse__check_holes(prse__checking *k)
{
    const prse__pack_tree *tree = k->tree;
    size_t thresholds = tree->threshold_count + 1;
    holes h = {.k = k};
    h.read = prse__arena_alloc(k->arena, thresholds, 1);
    h.asked = prse__arena_alloc(k->arena, thresholds, 1);
    h.definitions =
        prse__arena_alloc(k->arena, tree->definition_count + 1, 1);
    h.functions = prse__arena_alloc(k->arena, tree->function_count + 1, 1);
    h.open = prse__arena_alloc(k->arena, thresholds, sizeof *h.open);
    if (!h.read || !h.asked || !h.definitions || !h.functions || !h.open) {
        prse__check_stop(k, prse__error_nomem(k->err));
        return;
    }
    for (size_t i = 0; i < tree->obligation_count; i++) {
        h.obligation = &tree->obligations[i];
        look_at_obligation(&h);
    }
}
