/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/question.h"

#include <string.h>

#include "rules/stakes.h"

static size_t most_stakes(const prse__pack_tree *pack)
{
    size_t count = pack->obligation_count;
    for (size_t i = 0; i < pack->obligation_count; i++)
        count += pack->obligations[i].output_count;
    return count;
}

static int make_room(prse__asker *a, const prse__ruleset *rules)
{
    size_t nodes = rules->store.node_count;
    size_t visits = rules->survey->most_nodes + 1;
    size_t vars = rules->var_count + 1;
    a->stakes = prse__alloc(most_stakes(rules->pack) + 1, sizeof *a->stakes);
    a->visits = prse__alloc(visits, sizeof *a->visits);
    a->ways = prse__alloc(rules->survey->most_arcs + 1, sizeof *a->ways);
    a->odds = prse__alloc(visits * PRSE__ENDS_MAX, sizeof *a->odds);
    a->places = prse__alloc(2 * nodes, sizeof *a->places);
    a->stamps = prse__alloc(2 * nodes, sizeof *a->stamps);
    a->last = prse__alloc(vars, sizeof *a->last);
    a->bounds = prse__alloc(vars, sizeof *a->bounds);
    a->cells = prse__alloc(PRSE__CELL_MAX * PRSE__ENDS_MAX, sizeof *a->cells);
    a->left[0] = prse__alloc(PRSE__CELL_MAX, sizeof *a->left[0]);
    a->left[1] = prse__alloc(PRSE__CELL_MAX, sizeof *a->left[1]);
    return a->stakes && a->visits && a->ways && a->odds && a->places &&
           a->stamps && a->last && a->bounds && a->cells && a->left[0] &&
           a->left[1];
}

prse_status prse__asker_init(prse__asker *a, const prse__ruleset *rules,
                             prse_error *err)
{
    *a = (prse__asker){0};
    prse_status status = prse__restrict_init(&a->restrict_, rules, err);
    if (!status && !make_room(a, rules))
        status = prse__error_nomem(err);
    if (status)
        prse__asker_free(a);
    return status;
}

void prse__asker_free(prse__asker *a)
{
    prse__restrict_free(&a->restrict_);
    prse__free(a->stakes);
    prse__free(a->visits);
    prse__free(a->ways);
    prse__free(a->odds);
    prse__free(a->places);
    prse__free(a->stamps);
    prse__free(a->last);
    prse__free(a->bounds);
    prse__free(a->cells);
    prse__free(a->left[0]);
    prse__free(a->left[1]);
    *a = (prse__asker){0};
}

const uint64_t *prse__asker_matters(prse__asker *a, const prse__judge *j,
                                    size_t obligation)
{
    prse__dd dd = prse__judge_dd(j, obligation, PRSE__PART_ANSWER, 0);
    return prse__restrict_support(&a->restrict_,
                                  prse__restrict_dd(&a->restrict_, j, dd));
}

int prse__asker_helps(const prse__asker *a, size_t obligation, size_t var)
{
    for (size_t i = 0; i < a->stake_count; i++)
        if (a->stakes[i].obligation == obligation &&
            prse__bits_has(a->stakes[i].matters, var))
            return 1;
    return 0;
}

/* --- Which questions there are about a variable --- */

typedef enum way {
    WAY_OPEN,  /* ask for the value itself */
    WAY_CUTS,  /* ask whether it is at least so much, at some cell */
    WAY_PLAIN  /* ask for one of the two values */
} way;

/* One variable that may be asked for. */
typedef struct subject {
    const prse__judge *judge;
    size_t var, values; /* values: cells other than null */
    way way;
    prse__mask all;
    const prse__weights *weights;
    double weight; /* of all that is possible */
    double *left;  /* of each question: the doubt that it leaves */
} subject;

/* A number with a unit is a size: it is asked against a threshold. */
static int is_size(const prse__fact *fact)
{
    return fact->type == PRSE__FACT_NUMBER ||
           (fact->type == PRSE__FACT_COUNT && fact->unit.fr.len);
}

static way way_of(const prse__var *var)
{
    if (is_size(var->fact))
        return WAY_CUTS;
    return prse__fact_is_ordered(var->fact) ||
                   var->cell_count - (size_t)var->has_null > 2
               ? WAY_OPEN
               : WAY_PLAIN;
}

static subject subject_of(const prse__judge *j, size_t var, double *left)
{
    const prse__var *v = &j->rules->vars[var];
    const prse__weights *weights = &j->rules->survey->weights[var];
    return (subject){.judge = j,
                     .var = var,
                     .values = v->cell_count - (size_t)v->has_null,
                     .way = way_of(v),
                     .all = j->masks[var],
                     .weights = weights,
                     .weight = prse__weight(weights, &j->masks[var]),
                     .left = left};
}

/* The cells of the answer "yes" at a cut. Cut 0 is the one at null. */
static prse__mask yes_of(const subject *s, size_t cut)
{
    prse__mask from = prse__mask_minus(prse__mask_all(s->values),
                                       prse__mask_all(cut));
    return prse__mask_and(s->all, from);
}

/* The last value that is possible; the other one may be null. */
static size_t last_value(const subject *s)
{
    size_t last = s->values - 1;
    while (last && !prse__mask_has(&s->all, last))
        last--;
    return last;
}

/* --- What they leave --- */

/* The doubt when the cells whose odds were added up are the possible ones. */
static double doubt_in(const prse__view *view, const double *sum, double weight)
{
    double odds[PRSE__ENDS_MAX];
    for (size_t t = 0; t < view->stake->end_count; t++)
        odds[t] = view->rest[t] + sum[t] / weight;
    return prse__doubt(odds, view->stake->end_count);
}

/* Expected doubt after a question: `yes` holds the odds of those cells. */
static double doubt_after(const prse__view *view, const subject *s,
                          const double *yes, double weight)
{
    double no[PRSE__ENDS_MAX];
    double share = weight / s->weight;
    for (size_t t = 0; t < view->stake->end_count; t++)
        no[t] = s->weight * view->asked[t] - yes[t];
    return share * doubt_in(view, yes, weight) +
           (1 - share) * doubt_in(view, no, s->weight - weight);
}

static void add_cell(double *sum, const prse__asker *a, const prse__view *view,
                     size_t cell, double weight)
{
    const double *odds = &a->cells[cell * PRSE__ENDS_MAX];
    for (size_t t = 0; t < view->stake->end_count; t++)
        sum[t] += weight * odds[t];
}

/* Cuts from the largest values down: each adds a cell to the last one's. */
static void leave_cuts(prse__asker *a, const prse__view *view,
                       const subject *s)
{
    double yes[PRSE__ENDS_MAX] = {0};
    double weight = 0;
    size_t first = prse__mask_next(&s->all, 0);
    int null = prse__mask_next(&s->all, s->values) < PRSE__CELL_MAX;
    for (size_t cut = s->values; cut-- > first;) {
        if (!prse__mask_has(&s->all, cut))
            continue;
        add_cell(yes, a, view, cut, s->weights->cells[cut]);
        weight += s->weights->cells[cut];
        if (cut > first)
            s->left[cut] += doubt_after(view, s, yes, weight);
    }
    if (null && weight > 0)
        s->left[0] += doubt_after(view, s, yes, weight);
}

static void leave_open(prse__asker *a, const prse__view *view,
                       const subject *s)
{
    for (size_t i = prse__mask_next(&s->all, 0); i < PRSE__CELL_MAX;
         i = prse__mask_next(&s->all, i + 1))
        s->left[0] += s->weights->cells[i] / s->weight *
                      doubt_in(view, &a->cells[i * PRSE__ENDS_MAX], 1);
}

static void leave_plain(prse__asker *a, const prse__view *view,
                        const subject *s)
{
    double yes[PRSE__ENDS_MAX] = {0};
    size_t cell = last_value(s);
    add_cell(yes, a, view, cell, s->weights->cells[cell]);
    s->left[0] += doubt_after(view, s, yes, s->weights->cells[cell]);
}

static void weigh_questions(prse__asker *a, const subject *s)
{
    static void (*const LEAVE[])(prse__asker *, const prse__view *,
                                 const subject *) = {
        [WAY_OPEN] = leave_open,
        [WAY_CUTS] = leave_cuts,
        [WAY_PLAIN] = leave_plain};
    prse__view view;
    memset(s->left, 0, s->values * sizeof *s->left);
    for (uint32_t visit = a->last[s->var]; visit != PRSE__NO_VISIT;) {
        visit = prse__stakes_view(&view, a, visit);
        LEAVE[s->way](a, &view, s);
    }
}

/* --- The best of them --- */

static double doubt_over(const prse__asker *a, size_t var)
{
    double bits = 0;
    for (size_t i = 0; i < a->stake_count; i++)
        if (prse__bits_has(a->stakes[i].matters, var))
            bits += a->stakes[i].doubt;
    return bits;
}

static void consider(prse__question *best, const subject *s, double gain,
                     size_t cut)
{
    if (gain <= best->gain + 1e-9)
        return;
    prse__question q = {.var = s->var, .open = s->way == WAY_OPEN,
                        .gain = gain};
    if (!q.open) {
        q.yes = s->way == WAY_CUTS ? yes_of(s, cut)
                                   : prse__mask_one(last_value(s));
        q.no = prse__mask_minus(s->all, q.yes);
        if (prse__mask_empty(&q.yes) || prse__mask_empty(&q.no))
            return;
    }
    *best = q;
}

static void consider_all(prse__question *best, const prse__asker *a,
                         const subject *s)
{
    double all = doubt_over(a, s->var);
    size_t first = prse__mask_next(&s->all, 0);
    for (size_t cut = 1; s->way == WAY_CUTS && cut < s->values; cut++)
        if (prse__mask_has(&s->all, cut))
            consider(best, s, all - s->left[cut == first ? 0 : cut], cut);
    consider(best, s, all - s->left[0], 0);
}

static int may_ask(const prse__asker *a, const prse__judge *j, size_t var,
                   const uint8_t *skip)
{
    return a->last[var] != PRSE__NO_VISIT && !(skip && skip[var]) &&
           !j->rules->vars[var].fact->evidence;
}

/* The variable that promises most; SIZE_MAX: there is none to ask for. */
static size_t find_bounds(prse__asker *a, const prse__judge *j,
                          const uint8_t *skip)
{
    size_t most = SIZE_MAX;
    for (size_t v = 0; v < j->rules->var_count; v++) {
        if (!may_ask(a, j, v, skip))
            continue;
        int open = way_of(&j->rules->vars[v]) == WAY_OPEN;
        a->bounds[v] = prse__stakes_bound(a, v, open ? 4 : 1);
        if (most == SIZE_MAX || a->bounds[v] > a->bounds[most])
            most = v;
    }
    return most;
}

/* Variables in their order, and of equal questions the first; those that
 * cannot come near to what the most promising one gains are passed over. */
static int find(prse__question *out, prse__asker *a, const prse__judge *j,
                const uint8_t *skip)
{
    prse__question top = {.gain = -1};
    size_t most = find_bounds(a, j, skip);
    *out = (prse__question){.var = SIZE_MAX, .gain = -1};
    if (most == SIZE_MAX)
        return 0;
    subject promising = subject_of(j, most, a->left[0]);
    weigh_questions(a, &promising);
    consider_all(&top, a, &promising);
    for (size_t v = 0; v < j->rules->var_count; v++) {
        if (v == most) {
            consider_all(out, a, &promising);
        } else if (may_ask(a, j, v, skip) && a->bounds[v] > top.gain - 1e-6) {
            subject other = subject_of(j, v, a->left[1]);
            weigh_questions(a, &other);
            consider_all(out, a, &other);
        }
    }
    return out->var != SIZE_MAX;
}

static void stake_answers(prse__asker *a, const prse__judge *j)
{
    for (size_t o = 0; o < j->rules->pack->obligation_count; o++)
        if (prse__judge_answer(j, o) == PRSE__DD_NULL)
            prse__stakes_add(a, j, o,
                             prse__judge_dd(j, o, PRSE__PART_ANSWER, 0));
}

static void stake_outputs(prse__asker *a, const prse__judge *j)
{
    const prse__pack_tree *pack = j->rules->pack;
    for (size_t o = 0; o < pack->obligation_count; o++)
        for (size_t i = 0; i < pack->obligations[o].output_count; i++) {
            prse__dd dd = prse__judge_dd(j, o, PRSE__PART_OUTPUT, i);
            if (prse__judge_answer(j, o) == PRSE__DD_TRUE &&
                dd != PRSE__DD_NONE)
                prse__stakes_add(a, j, o, dd);
        }
}

int prse__asker_find(prse__question *out, prse__asker *a,
                     const prse__judge *j, const uint8_t *skip)
{
    prse__stakes_clear(a);
    stake_answers(a, j);
    if (find(out, a, j, skip))
        return 1;
    prse__stakes_clear(a);
    stake_outputs(a, j);
    return find(out, a, j, skip);
}
