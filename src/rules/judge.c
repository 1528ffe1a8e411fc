/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/judge.h"

#include <string.h>

prse_status prse__judge_init(prse__judge *j, const prse__ruleset *rules,
                             prse_error *err)
{
    size_t vars = rules->var_count + 1;
    size_t words = rules->survey->words;
    size_t obligations = rules->pack->obligation_count + 1;
    *j = (prse__judge){.rules = rules, .whole = rules->survey->whole};
    j->masks = prse__alloc(vars, sizeof *j->masks);
    j->known = prse__alloc(words, sizeof *j->known);
    j->left = prse__alloc(words, sizeof *j->left);
    j->seen = prse__alloc(rules->store.node_count, sizeof *j->seen);
    j->touched = prse__alloc(obligations * words, sizeof *j->touched);
    j->answers = prse__alloc(obligations, sizeof *j->answers);
    j->reasons = prse__alloc(obligations * vars, sizeof *j->reasons);
    j->reason_counts = prse__alloc(obligations, sizeof *j->reason_counts);
    if (j->masks && j->known && j->left && j->seen && j->touched &&
        j->answers && j->reasons && j->reason_counts)
        return PRSE_OK;
    prse__judge_free(j);
    return prse__error_nomem(err);
}

void prse__judge_free(prse__judge *j)
{
    prse__free(j->masks);
    prse__free(j->known);
    prse__free(j->left);
    prse__free(j->seen);
    prse__free(j->touched);
    prse__free(j->answers);
    prse__free(j->reasons);
    prse__free(j->reason_counts);
    *j = (prse__judge){0};
}

/* --- Reachability --- */

typedef struct walk {
    prse__judge *judge;
    const prse__mask *masks;
    prse__reach found;
} walk;

static void found_leaf(walk *w, prse__dd leaf)
{
    if (w->found.count == 0)
        w->found.first = leaf;
    if (w->found.count == 0 || leaf != w->found.first)
        w->found.count++;
    if (w->found.count > 2)
        w->found.count = 2;
    if (leaf < 32)
        w->found.early |= UINT32_C(1) << leaf;
}

static void visit(walk *w, prse__dd dd)
{
    const prse__dd_store *store = &w->judge->rules->store;
    const prse__dd_node *node = &store->nodes[dd];
    if (w->judge->seen[dd] == w->judge->stamp)
        return;
    w->judge->seen[dd] = w->judge->stamp;
    if (node->var == PRSE__DD_LEAF) {
        found_leaf(w, dd);
        return;
    }
    const prse__arc *arc = &store->arcs[node->first];
    for (uint32_t i = 0; i < node->count; i++, arc++)
        if (prse__mask_meets(&arc->mask, &w->masks[node->var]))
            visit(w, arc->to);
}

uint32_t prse__judge_stamp(prse__judge *j)
{
    if (++j->stamp == 0) {
        memset(j->seen, 0,
               j->rules->store.node_count * sizeof *j->seen);
        j->stamp = 1;
    }
    return j->stamp;
}

prse__reach prse__judge_reach_with(prse__judge *j, prse__dd dd,
                                   const prse__mask *masks)
{
    walk w = {.judge = j, .masks = masks};
    prse__judge_stamp(j);
    visit(&w, dd);
    return w.found;
}

prse__reach prse__judge_reach(prse__judge *j, prse__dd dd)
{
    return prse__judge_reach_with(j, dd, j->masks);
}

/* --- The only terminal --- */

typedef struct search {
    const prse__dd_store *store;
    const prse__survey *survey;
    const prse__mask *masks;
    const uint64_t *left; /* of the other variables nothing is known */
    uint64_t *touched;
    uint32_t *seen;
    uint32_t stamp;
    prse__dd found;
} search;

static int leads_to_one(search *s, prse__dd dd);

/* Follows the ways that are possible; the last of them is given out, which
 * saves a call where there is only one. 0: there are two terminals. */
static int follow(search *s, const prse__dd_node *node, prse__dd *last)
{
    const prse__arc *arc = &s->store->arcs[node->first];
    const prse__arc *end = arc + node->count;
    const prse__arc *way = NULL;
    const prse__mask *mask = prse__bits_has(s->left, node->var)
                                 ? &s->masks[node->var]
                                 : &s->survey->whole[node->var];
    for (; arc < end; arc++) {
        if (!prse__mask_meets(&arc->mask, mask))
            continue;
        if (way && !leads_to_one(s, way->to))
            return 0;
        way = arc;
    }
    *last = way ? way->to : PRSE__DD_NONE;
    return way != NULL;
}

/* A reduced diagram that depends on nothing known has two terminals. */
static int is_open(const search *s, prse__dd dd, uint32_t var)
{
    return !prse__bits_has(s->left, var) &&
           !prse__bits_meet(prse__support(s->survey, dd), s->left,
                            s->survey->words);
}

/* 0 as soon as there are two terminals. */
static int leads_to_one(search *s, prse__dd dd)
{
    for (;;) {
        const prse__dd_node *node = &s->store->nodes[dd];
        if (node->var == PRSE__DD_LEAF)
            break;
        if (s->seen[dd] == s->stamp)
            return 1;
        s->seen[dd] = s->stamp;
        prse__bits_add(s->touched, node->var);
        if (is_open(s, dd, node->var) || !follow(s, node, &dd))
            return 0;
    }
    if (s->found == PRSE__DD_NONE)
        s->found = dd;
    return s->found == dd;
}

/* Notes on the way which variables were met. */
static prse__dd find_only(prse__judge *j, prse__dd dd, const uint64_t *left,
                          uint64_t *touched)
{
    search s = {.store = &j->rules->store,
                .survey = j->rules->survey,
                .masks = j->masks,
                .left = left,
                .touched = touched,
                .seen = j->seen,
                .stamp = prse__judge_stamp(j),
                .found = PRSE__DD_NONE};
    return leads_to_one(&s, dd) ? s.found : PRSE__DD_NONE;
}

/* The variables that the last place of all stands for are nobody's. */
static uint64_t *touched_by(const prse__judge *j, size_t obligation)
{
    return &j->touched[obligation * j->rules->survey->words];
}

prse__dd prse__judge_only(prse__judge *j, prse__dd dd)
{
    return find_only(j, dd, j->known,
                     touched_by(j, j->rules->pack->obligation_count));
}

/* --- Answers and their minimal reasons --- */

/* With one known fact after the other forgotten, the answer must stay; those
 * that cannot be forgotten are the reason. The variables that the walk did not
 * meet are forgotten at once: the walk would be the same without them. */
static void find_reason(prse__judge *j, size_t obligation)
{
    size_t vars = j->rules->var_count;
    uint32_t *reason = &j->reasons[obligation * vars];
    prse__dd dd = prse__judge_dd(j, obligation, PRSE__PART_ANSWER, 0);
    uint64_t *nobodys = touched_by(j, j->rules->pack->obligation_count);
    size_t count = 0;
    for (size_t w = 0; w < j->rules->survey->words; w++)
        j->left[w] = j->known[w] & touched_by(j, obligation)[w];
    for (size_t v = prse__bits_next(j->left, 0, vars); v < vars;
         v = prse__bits_next(j->left, v + 1, vars))
        reason[count++] = (uint32_t)v;
    size_t kept = count;
    for (size_t i = count; i-- > 0;) {
        prse__bits_drop(j->left, reason[i]);
        if (find_only(j, dd, j->left, nobodys) == j->answers[obligation]) {
            memmove(&reason[i], &reason[i + 1],
                    (kept - i - 1) * sizeof *reason);
            kept--;
        } else {
            prse__bits_add(j->left, reason[i]);
        }
    }
    j->reason_counts[obligation] = kept;
}

size_t prse__judge_reason(const uint32_t **out, prse__judge *j,
                          size_t obligation)
{
    if (j->reason_counts[obligation] == SIZE_MAX)
        find_reason(j, obligation);
    *out = &j->reasons[obligation * j->rules->var_count];
    return j->reason_counts[obligation];
}

static void judge_one(prse__judge *j, size_t obligation)
{
    prse__dd dd = prse__judge_dd(j, obligation, PRSE__PART_ANSWER, 0);
    uint64_t *touched = touched_by(j, obligation);
    memset(touched, 0, j->rules->survey->words * sizeof *touched);
    prse__dd only = find_only(j, dd, j->known, touched);
    if (only == PRSE__DD_NONE || only == PRSE__DD_NULL)
        return;
    j->answers[obligation] = (uint8_t)only;
    j->reason_counts[obligation] = SIZE_MAX;
}

static void take_masks(prse__judge *j, const prse__mask *masks)
{
    size_t vars = j->rules->var_count;
    memcpy(j->masks, masks, vars * sizeof *masks);
    for (size_t from = 0; from < vars; from += 64) {
        uint64_t known = 0;
        for (size_t i = 0; i < 64 && from + i < vars; i++)
            known |= (uint64_t)!prse__mask_equal(&masks[from + i],
                                                 &j->whole[from + i])
                     << i;
        j->known[from / 64] = known;
    }
}

/* Neighbours in a register often fall into the same cells. */
static int is_same(const prse__judge *j, const prse__mask *masks,
                   size_t epoch, size_t only)
{
    return j->run && j->epoch == epoch && j->only == only &&
           memcmp(j->masks, masks, j->rules->var_count * sizeof *masks) == 0;
}

void prse__judge_run(prse__judge *j, const prse__mask *masks, prse__date date,
                     size_t only)
{
    size_t epoch = prse__epoch_of(&j->rules->epochs, date);
    if (is_same(j, masks, epoch, only))
        return;
    take_masks(j, masks);
    j->run++;
    j->epoch = epoch;
    j->only = only;
    for (size_t i = 0; i < j->rules->pack->obligation_count; i++) {
        j->answers[i] = PRSE__DD_NULL;
        j->reason_counts[i] = 0;
        if (only == SIZE_MAX || only == i)
            judge_one(j, i);
    }
}

prse__dd prse__judge_answer(const prse__judge *j, size_t obligation)
{
    return j->answers[obligation];
}

prse__dd prse__judge_dd(const prse__judge *j, size_t obligation,
                        prse__part part, size_t item)
{
    return prse__ruleset_dd(j->rules, obligation, j->epoch, part, item);
}
