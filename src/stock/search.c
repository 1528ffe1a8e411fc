/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/search.h"

#include <stdlib.h>

#include "registry/units.h"
#include "stock/index_read.h"
#include "stock/search_plan.h"
#include "stock/search_score.h"

/* The memory of one search, far more than any needs. */
#define ARENA_LIMIT ((size_t)256 << 20)

static int by_place(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Each candidate once. */
static void settle(prse__plan *plan)
{
    size_t kept = 0;
    qsort(plan->places, plan->count, sizeof *plan->places, by_place);
    for (size_t i = 0; i < plan->count; i++)
        if (i == 0 || plan->places[i] != plan->places[i - 1])
            plan->places[kept++] = plan->places[i];
    plan->count = kept;
}

static prse_status each_part(prse__plan *plan,
                             prse_status (*step)(prse__plan *plan))
{
    prse_status status = PRSE_OK;
    for (int part = 0; part < PRSE__INDEX_PARTS && !status; part++) {
        plan->index->part = part;
        if (plan->index->parts[part].units > 0)
            status = step(plan);
    }
    settle(plan);
    return status;
}

/* --- Candidates become hits --- */

static int is_better(const prse__hit *a, const prse__hit *b)
{
    return a->score != b->score ? a->score > b->score : a->place < b->place;
}

static void keep(prse__hits *hits, size_t limit, prse__hit hit)
{
    size_t at = hits->count;
    limit = limit < PRSE__SEARCH_MOST ? limit : PRSE__SEARCH_MOST;
    while (at > 0 && is_better(&hit, &hits->hits[at - 1]))
        at--;
    if (at == limit)
        return;
    if (hits->count < limit)
        hits->count++;
    for (size_t i = hits->count - 1; i > at; i--)
        hits->hits[i] = hits->hits[i - 1];
    hits->hits[at] = hit;
}

/* Reads a candidate's row; *score stays when it is none any more. */
static prse_status judge(const prse__plan *plan, prse__hit *hit)
{
    prse__index *index = plan->index;
    prse__index_unit unit;
    int changed = 0, found;
    index->part = (int)(hit->place >> 32);
    prse_status status = prse__index_siren(
        &hit->siren, index, (uint32_t)(hit->place & UINT32_MAX), plan->err);
    if (!status)
        status = prse__index_changed(&changed, index, hit->siren, plan->err);
    if (status || changed)
        return status;
    status = prse__index_unit_get(&unit, &found, index, hit->siren,
                                  plan->err);
    if (!status && found && prse__query_accepts(plan->query, &unit))
        hit->score = prse__score(plan->query, &unit, plan->mended);
    return status;
}

static prse_status judge_all(const prse__plan *plan, prse__hits *out,
                             size_t limit)
{
    uint64_t found = 0;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < plan->count && !status; i++) {
        prse__hit hit = {.place = plan->places[i],
                         .score = PRSE__SCORE_NONE};
        status = judge(plan, &hit);
        if (status || hit.score == PRSE__SCORE_NONE)
            continue;
        found++;
        keep(out, limit, hit);
    }
    out->total = found > plan->known ? found : plan->known;
    return status;
}

static prse_status search(prse__plan *plan, prse__hits *out, size_t limit)
{
    plan->places = prse__arena_alloc(plan->index->arena, PRSE__PLAN_ROOM,
                                     sizeof *plan->places);
    if (!plan->places)
        return prse__error_nomem(plan->err);
    prse_status status = each_part(plan, prse__plan_typed);
    if (!status && prse__plan_is_poor(plan))
        status = each_part(plan, prse__plan_mended);
    return status ? status : judge_all(plan, out, limit);
}

prse_status prse__search(prse__hits *out, prse__index *index, prse_str text,
                         const prse_search_options *opts, prse_error *err)
{
    prse__query query;
    prse__plan plan = {.index = index, .query = &query, .err = err};
    prse__arena *arena = prse__arena_new(ARENA_LIMIT);
    out->count = 0;
    out->total = 0;
    if (!arena)
        return prse__error_nomem(err);
    index->arena = arena;
    prse_status status = prse__index_start(index, err);
    if (!status)
        status = prse__query_read(&query, text, opts, arena, err);
    if (!status)
        status = search(&plan, out, prse__units_limit(opts));
    prse__index_rest(index);
    index->arena = NULL;
    prse__arena_free(arena);
    return status;
}
