/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/stakes.h"

#include <math.h>
#include <string.h>

#define AN_END (UINT32_C(1) << 31) /* a place that is a terminal */
#define NONE PRSE__NO_VISIT

double prse__doubt(const double *odds, size_t count)
{
    double bits = 0;
    for (size_t i = 0; i < count; i++)
        if (odds[i] > 0)
            bits -= odds[i] * log2(odds[i]);
    return bits;
}

void prse__stakes_clear(prse__asker *a)
{
    a->stake_count = a->visit_count = a->way_count = a->odds_count = 0;
    for (size_t v = 0; v < a->restrict_.rules->var_count; v++)
        a->last[v] = NONE;
}

/* --- Nodes in their order --- */

/* The place of a terminal among those met; the last place is shared by all
 * that come too late. */
static uint32_t end_of(prse__asker *a, prse__stake *stake, uint32_t leaf)
{
    uint32_t i = 0;
    while (i < stake->end_count && a->ends[i] != leaf)
        i++;
    if (i == PRSE__ENDS_MAX)
        return i - 1;
    if (i == stake->end_count)
        a->ends[stake->end_count++] = leaf;
    return i;
}

static uint32_t place_of(prse__asker *a, prse__stake *stake, uint32_t dd);

static uint32_t visit(prse__asker *a, prse__stake *stake, prse__branch b)
{
    for (size_t i = 0; i < b.count; i++)
        place_of(a, stake, b.arcs[i].to);
    uint32_t *ways = &a->ways[a->way_count];
    for (size_t i = 0; i < b.count; i++)
        ways[i] = a->places[b.arcs[i].to];
    a->way_count += b.count;
    uint32_t place = (uint32_t)a->visit_count++;
    a->visits[place] = (prse__visit){b, ways, a->last[b.var], 0};
    a->last[b.var] = place;
    return place;
}

static uint32_t place_of(prse__asker *a, prse__stake *stake, uint32_t dd)
{
    if (a->stamps[dd] == a->stamp)
        return a->places[dd];
    prse__branch b = prse__restrict_branch(&a->restrict_, dd);
    uint32_t place = b.var == PRSE__DD_LEAF
                         ? AN_END | end_of(a, stake, dd)
                         : visit(a, stake, b);
    a->stamps[dd] = a->stamp;
    a->places[dd] = place;
    return place;
}

static void new_stamp(prse__asker *a)
{
    if (++a->stamp == 0) {
        size_t nodes = a->restrict_.rules->store.node_count;
        memset(a->stamps, 0, 2 * nodes * sizeof *a->stamps);
        a->stamp = 1;
    }
}

/* --- What each node leads to, and how often it is reached --- */

static double *odds_at(const prse__stake *stake, size_t visit)
{
    return &stake->odds[(visit - stake->first) * stake->end_count];
}

/* Adds what a way leads to, so many times. */
static inline void add_odds(double *to, const prse__stake *stake, uint32_t way,
                            double times)
{
    if (way & AN_END) {
        to[way & ~AN_END] += times;
        return;
    }
    const double *odds = odds_at(stake, way);
    for (size_t t = 0; t < stake->end_count; t++)
        to[t] += times * odds[t];
}

static void find_odds(prse__asker *a, const prse__stake *stake)
{
    for (size_t i = stake->first; i < stake->end; i++) {
        const prse__visit *v = &a->visits[i];
        double *odds = odds_at(stake, i);
        memset(odds, 0, stake->end_count * sizeof *odds);
        for (size_t k = 0; k < v->branch.count; k++)
            add_odds(odds, stake, v->ways[k], v->branch.shares[k]);
    }
}

static void find_shares(prse__asker *a, const prse__stake *stake)
{
    a->visits[stake->end - 1].share = 1;
    for (size_t i = stake->end; i-- > stake->first;) {
        const prse__visit *v = &a->visits[i];
        for (size_t k = 0; k < v->branch.count; k++)
            if (!(v->ways[k] & AN_END))
                a->visits[v->ways[k]].share +=
                    v->share * v->branch.shares[k];
    }
}

void prse__stakes_add(prse__asker *a, const prse__judge *j, size_t obligation,
                      prse__dd dd)
{
    uint32_t root = prse__restrict_dd(&a->restrict_, j, dd);
    if (prse__restrict_branch(&a->restrict_, root).var == PRSE__DD_LEAF)
        return;
    prse__stake *stake = &a->stakes[a->stake_count++];
    *stake = (prse__stake){
        .obligation = obligation,
        .matters = prse__restrict_support(&a->restrict_, root),
        .first = a->visit_count,
        .odds = &a->odds[a->odds_count]};
    new_stamp(a);
    place_of(a, stake, root);
    stake->end = a->visit_count;
    a->odds_count += (stake->end - stake->first) * stake->end_count;
    find_odds(a, stake);
    find_shares(a, stake);
    stake->doubt = prse__doubt(odds_at(stake, stake->end - 1),
                               stake->end_count);
}

/* --- From one variable --- */

static const prse__stake *stake_of(const prse__asker *a, uint32_t visit)
{
    const prse__stake *stake = &a->stakes[a->stake_count - 1];
    while (stake->first > visit)
        stake--;
    return stake;
}

/* Adds what each cell of a node leads to. */
static void add_cells(prse__asker *a, const prse__stake *stake,
                      const prse__visit *v)
{
    for (size_t i = 0; i < v->branch.count; i++) {
        const prse__mask *mask = &v->branch.arcs[i].mask;
        for (size_t w = 0; w < PRSE__MASK_WORDS; w++)
            for (uint64_t word = mask->w[w]; word; word &= word - 1)
                add_odds(&a->cells[(64 * w + prse__lowest_bit(word)) *
                                   PRSE__ENDS_MAX],
                         stake, v->ways[i], v->share);
    }
}

static void begin_view(prse__view *view, prse__asker *a,
                       const prse__stake *stake, size_t cells)
{
    const double *odds = odds_at(stake, stake->end - 1);
    view->stake = stake;
    for (size_t t = 0; t < stake->end_count; t++) {
        view->rest[t] = odds[t];
        view->asked[t] = 0;
    }
    for (size_t i = 0; i < cells; i++)
        memset(&a->cells[i * PRSE__ENDS_MAX], 0,
               stake->end_count * sizeof *a->cells);
}

uint32_t prse__stakes_view(prse__view *view, prse__asker *a, uint32_t visit)
{
    const prse__stake *stake = stake_of(a, visit);
    begin_view(view, a, stake,
               a->restrict_.rules->cells[a->visits[visit].branch.var]);
    while (visit != NONE && visit >= stake->first) {
        const prse__visit *v = &a->visits[visit];
        const double *odds = odds_at(stake, visit);
        add_cells(a, stake, v);
        for (size_t t = 0; t < stake->end_count; t++) {
            view->rest[t] -= v->share * odds[t];
            view->asked[t] += v->share * odds[t];
        }
        visit = v->next;
    }
    return visit;
}

double prse__stakes_bound(const prse__asker *a, size_t var, double most_bits)
{
    double bound = 0;
    for (uint32_t visit = a->last[var]; visit != NONE;) {
        const prse__stake *stake = stake_of(a, visit);
        double share = 0;
        for (; visit != NONE && visit >= stake->first;
             visit = a->visits[visit].next)
            share += a->visits[visit].share;
        double most = share * most_bits;
        bound += most < stake->doubt ? most : stake->doubt;
    }
    return bound;
}
