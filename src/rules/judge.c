/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/judge.h"

#include <string.h>

prse_status prse__judge_init(prse__judge *j, const prse__ruleset *rules,
                             prse_error *err)
{
    size_t vars = rules->var_count + 1;
    size_t obligations = rules->pack->obligation_count + 1;
    *j = (prse__judge){.rules = rules};
    j->masks = prse__alloc(vars, sizeof *j->masks);
    j->work = prse__alloc(vars, sizeof *j->work);
    j->whole = prse__alloc(vars, sizeof *j->whole);
    j->seen = prse__alloc(rules->store.node_count, sizeof *j->seen);
    j->touched = prse__alloc(vars, sizeof *j->touched);
    j->answers = prse__alloc(obligations, sizeof *j->answers);
    j->reasons = prse__alloc(obligations * vars, sizeof *j->reasons);
    j->reason_counts = prse__alloc(obligations, sizeof *j->reason_counts);
    if (!j->masks || !j->work || !j->whole || !j->seen || !j->touched ||
        !j->answers || !j->reasons || !j->reason_counts) {
        prse__judge_free(j);
        return prse__error_nomem(err);
    }
    for (size_t v = 0; v < rules->var_count; v++)
        j->whole[v] = prse__mask_all(rules->cells[v]);
    return PRSE_OK;
}

void prse__judge_free(prse__judge *j)
{
    prse__free(j->masks);
    prse__free(j->work);
    prse__free(j->whole);
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
    int hasty; /* two terminals are enough to know */
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
    for (;;) {
        const prse__dd_node *node = &store->nodes[dd];
        if (w->judge->seen[dd] == w->judge->stamp ||
            (w->hasty && w->found.count > 1))
            return;
        w->judge->seen[dd] = w->judge->stamp;
        if (node->var == PRSE__DD_LEAF) {
            found_leaf(w, dd);
            return;
        }
        w->judge->touched[node->var] = 1;
        const prse__mask *mask = &w->masks[node->var];
        const prse__arc *arc = &store->arcs[node->first];
        const prse__arc *end = arc + node->count;
        while (arc < end && !prse__mask_meets(&arc->mask, mask))
            arc++;
        if (arc == end)
            return;
        dd = arc->to;
        for (arc++; arc < end; arc++)
            if (prse__mask_meets(&arc->mask, mask))
                visit(w, arc->to);
    }
}

static uint32_t next_stamp(prse__judge *j)
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
    next_stamp(j);
    visit(&w, dd);
    return w.found;
}

prse__reach prse__judge_reach(prse__judge *j, prse__dd dd)
{
    return prse__judge_reach_with(j, dd, j->masks);
}

/* --- Answers and their minimal reasons --- */

/* 1 when the answer is the only one that the changed masks allow. */
static int still_only(prse__judge *j, prse__dd dd, prse__dd answer)
{
    walk w = {.judge = j, .masks = j->work, .hasty = 1};
    next_stamp(j);
    visit(&w, dd);
    return w.found.count == 1 && w.found.first == answer;
}

static int is_whole(const prse__judge *j, size_t var)
{
    return prse__mask_equal(&j->masks[var], &j->whole[var]);
}

/* With one known fact after the other forgotten, the answer must stay; those
 * that cannot be forgotten are the reason. The variables that the walk did not
 * meet are forgotten at once: the walk would be the same without them. */
static void find_reason(prse__judge *j, size_t obligation, prse__dd dd,
                        prse__dd answer)
{
    uint32_t *reason = &j->reasons[obligation * j->rules->var_count];
    size_t count = 0;
    for (size_t v = 0; v < j->rules->var_count; v++) {
        if (!j->touched[v])
            j->work[v] = j->whole[v];
        else if (!is_whole(j, v))
            reason[count++] = (uint32_t)v;
    }
    size_t kept = count;
    for (size_t i = count; i-- > 0;) {
        uint32_t v = reason[i];
        j->work[v] = j->whole[v];
        if (still_only(j, dd, answer)) {
            memmove(&reason[i], &reason[i + 1],
                    (kept - i - 1) * sizeof *reason);
            kept--;
        } else {
            j->work[v] = j->masks[v];
        }
    }
    j->reason_counts[obligation] = kept;
    memcpy(j->work, j->masks, j->rules->var_count * sizeof *j->work);
}

static void judge_one(prse__judge *j, size_t obligation)
{
    prse__dd dd = prse__judge_dd(j, obligation, PRSE__PART_ANSWER, 0);
    memset(j->touched, 0, j->rules->var_count);
    prse__reach reach = prse__judge_reach(j, dd);
    j->answers[obligation] =
        (uint8_t)(reach.count == 1 ? reach.first : PRSE__DD_NULL);
    if (reach.count == 1 && reach.first != PRSE__DD_NULL)
        find_reason(j, obligation, dd, reach.first);
}

void prse__judge_run(prse__judge *j, const prse__mask *masks, prse__date date,
                     size_t only)
{
    size_t size = j->rules->var_count * sizeof *masks;
    memcpy(j->masks, masks, size);
    memcpy(j->work, masks, size);
    j->epoch = prse__epoch_of(&j->rules->epochs, date);
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
