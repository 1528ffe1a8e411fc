/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/search_plan.h"

#include <string.h>

enum {
    MATCH_ROOM = 64, /* units a combination of words */
    NAME_ROOM = 32    /* units of one name */
};

int prse__plan_is_poor(const prse__plan *plan)
{
    static const size_t enough[] = {0, 10, 4, 2};
    size_t hard = plan->query->hard_count;
    size_t most = sizeof enough / sizeof enough[0] - 1;
    return plan->count < enough[hard < most ? hard : most];
}

static void add(prse__plan *plan, uint32_t number)
{
    if (plan->count < PRSE__PLAN_ROOM)
        plan->places[plan->count++] =
            (uint64_t)plan->index->part << 32 | number;
}

prse_status prse__plan_match(prse__plan *plan, const prse__demand *demands,
                             size_t count)
{
    const prse__query *q = plan->query;
    const prse__index_sizes *sizes = &plan->index->parts[plan->index->part];
    prse__demand all[PRSE__DEMANDS_MOST];
    uint32_t units[MATCH_ROOM];
    prse__match match = {.end = q->only_open ? sizes->open : sizes->units,
                         .room = MATCH_ROOM, .units = units};
    memcpy(all, demands, count * sizeof *all);
    memcpy(all + count, q->demands, q->demand_count * sizeof *all);
    count += q->demand_count;
    prse_status status = prse__match_run(&match, plan->index, all, count,
                                         plan->err);
    for (size_t i = 0; i < match.count && !status; i++)
        add(plan, units[i]);
    if (match.known > plan->known)
        plan->known = match.known;
    plan->whole = match.count < MATCH_ROOM;
    return status;
}

/* --- Whole names --- */

static prse_status add_names(prse__plan *plan)
{
    const uint32_t *keys = plan->query->keys;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < 2 && !status; i++) {
        uint32_t units[NAME_ROOM];
        size_t count = NAME_ROOM;
        if (i == 1 && keys[1] == keys[0])
            break;
        status = prse__index_names(units, &count, plan->index, keys[i],
                                   plan->err);
        for (size_t k = 0; k < count && !status; k++)
            add(plan, units[k]);
    }
    return status;
}

/* --- Words --- */

enum { SOFT_TOO = 1, LAST_BEGINS = 2 };

static prse_status add_words(prse__plan *plan, int how)
{
    const prse__query *q = plan->query;
    prse__wanted wanted[PRSE__QUERY_WORDS];
    prse__demand demands[PRSE__QUERY_WORDS];
    size_t count = 0;
    for (size_t i = 0; i < q->count; i++) {
        int begins = i + 1 == q->count && (how & LAST_BEGINS);
        if (!prse__query_is_hard(q, i) && !begins && !(how & SOFT_TOO))
            continue;
        wanted[count] = (prse__wanted){prse__query_word(q, i), begins};
        demands[count] = (prse__demand){&wanted[count], 1};
        count++;
    }
    return prse__plan_match(plan, demands, count);
}

static prse_status add_initials(prse__plan *plan)
{
    const prse__query *q = plan->query;
    char text[1 + PRSE__INITIALS_MOST] = PRSE__TERM_INITIALS;
    prse_str word = prse__query_word(q, 0);
    if (q->count != 1 || word.len < PRSE__INITIALS_LEAST ||
        word.len > PRSE__INITIALS_MOST)
        return PRSE_OK;
    memcpy(text + 1, word.ptr, word.len);
    prse__wanted wanted = {{text, word.len + 1}, 0};
    return prse__plan_match(plan, &(prse__demand){&wanted, 1}, 1);
}

/* The widest demand first: when it leaves nothing out, the narrower ones have
 * nothing to add. */
prse_status prse__plan_typed(prse__plan *plan)
{
    const prse__query *q = plan->query;
    prse_status status = add_names(plan);
    if (!status)
        status = add_initials(plan);
    if (!status)
        status = add_words(plan, LAST_BEGINS);
    if (!status && (!plan->whole || !prse__query_is_hard(q, q->count - 1)))
        status = add_words(plan, 0);
    if (!status && !plan->whole && q->hard_count < q->count)
        status = add_words(plan, SOFT_TOO);
    return status;
}
