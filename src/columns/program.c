/* SPDX-License-Identifier: Apache-2.0 */
#include "columns/program.h"

#include "rules/bits.h"

/* A diagram while it is laid out. */
typedef struct layout {
    prse__program *program;
    const prse__dd_store *store;
    uint32_t *places; /* of each node of the store: its own and 1; 0: none */
    prse__dd root;
    size_t nodes, arcs, leaves;
    uint32_t *until;
    prse__step *steps;
    prse__end *ends;
} layout;

void prse__program_init(prse__program *p, const prse__ruleset *rules,
                        prse__arena *arena)
{
    *p = (prse__program){.rules = rules, .arena = arena};
}

void prse__program_free(prse__program *p)
{
    prse__free(p->planes);
    *p = (prse__program){0};
}

/* --- Planes --- */

static prse_status find_plane(uint32_t *out, prse__program *p, uint32_t var,
                              const prse__mask *mask, prse_error *err)
{
    for (size_t i = 0; i < p->plane_count; i++)
        if (p->planes[i].var == var &&
            prse__mask_equal(&p->planes[i].mask, mask)) {
            *out = (uint32_t)i;
            return PRSE_OK;
        }
    if (p->plane_count == p->plane_room) {
        size_t room = 2 * p->plane_room + 32;
        prse__plane *more =
            prse__resize(p->planes, p->plane_room, room, sizeof *more);
        if (!more)
            return prse__error_nomem(err);
        p->planes = more;
        p->plane_room = room;
    }
    p->planes[p->plane_count] = (prse__plane){var, *mask};
    *out = (uint32_t)p->plane_count++;
    return PRSE_OK;
}

prse_status prse__program_finish(prse__program *p, prse_error *err)
{
    size_t vars = p->rules->var_count, count = 0;
    uint32_t *places = prse__arena_alloc(p->arena, p->plane_count + 1,
                                         sizeof *places);
    size_t *first = prse__arena_alloc(p->arena, vars + 1, sizeof *first);
    if (!places || !first)
        return prse__error_nomem(err);
    for (size_t v = 0; v < vars; v++) {
        first[v] = count;
        for (size_t i = 0; i < p->plane_count; i++)
            if (p->planes[i].var == v)
                places[count++] = (uint32_t)i;
    }
    first[vars] = count;
    p->places = places;
    p->first = first;
    return PRSE_OK;
}

/* --- Nodes --- */

/* Children have smaller numbers than their parents, so that one way down the
 * numbers meets every parent before its children. */
static void mark(layout *l)
{
    l->places[l->root] = 1;
    for (size_t dd = (size_t)l->root + 1; dd-- > 0;) {
        const prse__dd_node *node = &l->store->nodes[dd];
        if (!l->places[dd])
            continue;
        l->places[dd] = (uint32_t)++l->nodes;
        if (node->var == PRSE__DD_LEAF) {
            l->leaves++;
            continue;
        }
        l->arcs += node->count;
        for (uint32_t i = 0; i < node->count; i++)
            l->places[l->store->arcs[node->first + i].to] = 1;
    }
}

static int make_room(layout *l)
{
    prse__arena *arena = l->program->arena;
    l->until = prse__arena_alloc(arena, l->nodes + 1, sizeof *l->until);
    l->steps = prse__arena_alloc(arena, l->arcs + 1, sizeof *l->steps);
    l->ends = prse__arena_alloc(arena, l->leaves, sizeof *l->ends);
    return l->until && l->steps && l->ends;
}

/* First until[i] counts the arcs into node i, then it is where they begin; each
 * that is added moves it on, to the end. */
static void count_arcs(layout *l)
{
    uint32_t before = 0;
    for (size_t dd = 0; dd <= l->root; dd++) {
        const prse__dd_node *node = &l->store->nodes[dd];
        if (!l->places[dd] || node->var == PRSE__DD_LEAF)
            continue;
        for (uint32_t i = 0; i < node->count; i++)
            l->until[l->places[l->store->arcs[node->first + i].to] - 1]++;
    }
    for (size_t i = 0; i < l->nodes; i++) {
        uint32_t into = l->until[i];
        l->until[i] = before;
        before += into;
    }
}

static prse_status add_arcs(layout *l, prse__dd dd, prse_error *err)
{
    const prse__dd_node *node = &l->store->nodes[dd];
    prse_status status = PRSE_OK;
    for (uint32_t i = 0; i < node->count && !status; i++) {
        const prse__arc *arc = &l->store->arcs[node->first + i];
        uint32_t *at = &l->until[l->places[arc->to] - 1];
        prse__step *step = &l->steps[(*at)++];
        step->from = l->places[dd] - 1;
        status = find_plane(&step->plane, l->program, node->var, &arc->mask,
                            err);
    }
    return status;
}

static prse_status add_nodes(layout *l, prse_error *err)
{
    prse_status status = PRSE_OK;
    size_t leaves = 0;
    for (size_t dd = (size_t)l->root + 1; dd-- > 0 && !status;) {
        if (!l->places[dd])
            continue;
        if (l->store->nodes[dd].var == PRSE__DD_LEAF)
            l->ends[leaves++] =
                (prse__end){(prse__dd)dd, l->places[dd] - 1};
        else
            status = add_arcs(l, (prse__dd)dd, err);
    }
    return status;
}

/* The planes of a course, each once. */
static prse_status add_used(prse__course *course, const layout *l,
                            prse_error *err)
{
    const prse__program *p = l->program;
    uint32_t *planes =
        prse__arena_alloc(p->arena, l->arcs + 1, sizeof *planes);
    uint32_t *slots = prse__arena_alloc(p->arena, l->arcs + 1, sizeof *slots);
    if (!planes || !slots)
        return prse__error_nomem(err);
    for (size_t step = 0; step < l->arcs; step++) {
        uint32_t plane = l->steps[step].plane, slot = 0;
        while (slot < course->plane_count && planes[slot] != plane)
            slot++;
        if (slot == course->plane_count)
            planes[course->plane_count++] = plane;
        slots[step] = slot;
    }
    course->planes = planes;
    course->slots = slots;
    return PRSE_OK;
}

prse_status prse__program_add(prse__course *out, prse__program *p,
                              prse__dd dd, prse_error *err)
{
    layout l = {.program = p, .store = &p->rules->store, .root = dd};
    l.places = prse__alloc((size_t)dd + 1, sizeof *l.places);
    if (!l.places)
        return prse__error_nomem(err);
    mark(&l);
    prse_status status = make_room(&l) ? PRSE_OK : prse__error_nomem(err);
    if (!status) {
        count_arcs(&l);
        status = add_nodes(&l, err);
    }
    prse__free(l.places);
    if (status)
        return status;
    *out = (prse__course){.node_count = l.nodes, .until = l.until,
                          .steps = l.steps, .end_count = l.leaves,
                          .ends = l.ends};
    if (l.nodes > p->most_nodes)
        p->most_nodes = l.nodes;
    return add_used(out, &l, err);
}
