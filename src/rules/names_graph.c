/* SPDX-License-Identifier: Apache-2.0 */
/* Definitions and functions that read each other: no circle, and not so deep
 * that following them becomes dangerous. */
#include "rules/names.h"

enum {
    DEEPEST = 100, /* definitions that read definitions that ... */
    SHOWN = 6      /* names of a circle */
};

typedef struct edge edge;
struct edge {
    edge *next;
    size_t to;
    prse__place place;
};

typedef struct vertex {
    edge *edges, *last;
    const edge *walked; /* while it is open: the edge that is followed */
    int state;
    size_t height; /* longest chain below */
} vertex;

enum { NEW, OPEN, DONE };

struct prse__graph {
    size_t count;
    vertex *vertices;
    size_t *path; /* the open ones, from the first on */
    size_t depth;
};

prse_status prse__graph_new(prse__pack_reader *r, size_t count)
{
    prse__graph *graph = prse__arena_alloc(r->arena, 1, sizeof *graph);
    if (!graph)
        return prse__pack_nomem(r);
    graph->count = count;
    graph->vertices = prse__arena_alloc(r->arena, count, sizeof(vertex));
    graph->path = prse__arena_alloc(r->arena, count, sizeof(size_t));
    if (!graph->vertices || !graph->path)
        return prse__pack_nomem(r);
    r->graph = graph;
    return PRSE_OK;
}

prse_status prse__graph_add(prse__pack_reader *r, size_t to, prse__place at)
{
    if (r->owner == PRSE__NO_OWNER)
        return PRSE_OK;
    edge *added = prse__arena_alloc(r->arena, 1, sizeof *added);
    if (!added)
        return prse__pack_nomem(r);
    *added = (edge){NULL, to, at};
    vertex *from = &r->graph->vertices[r->owner];
    if (from->last)
        from->last->next = added;
    else
        from->edges = added;
    from->last = added;
    return PRSE_OK;
}

static prse_str id_of(const prse__pack_reader *r, size_t i)
{
    size_t definitions = r->pack->definition_count;
    return i < definitions ? r->pack->definitions[i].id
                           : r->pack->functions[i - definitions].id;
}

/* The path from `to` on leads back to it. */
static prse_status circle(prse__pack_reader *r, const edge *back)
{
    const prse__graph *g = r->graph;
    prse__buf way;
    prse__buf_init(&way, 0);
    size_t from = g->depth - 1;
    while (g->path[from] != back->to)
        from--;
    for (size_t i = from; i < g->depth && i < from + SHOWN; i++)
        prse__buf_addf(&way, "%.40s -> ", id_of(r, g->path[i]).ptr);
    if (g->depth > from + SHOWN)
        prse__buf_adds(&way, "... -> ");
    prse__buf_add(&way, id_of(r, back->to));
    prse_status status =
        way.failed ? prse__error_nomem(r->err)
                   : prse__error_at(r->err, PRSE_ERULE, back->place,
                                    id_of(r, back->to).ptr,
                                    "this closes a circle: %s", way.ptr);
    prse__buf_free(&way);
    return status;
}

static void open_vertex(prse__graph *g, size_t i)
{
    vertex *v = &g->vertices[i];
    v->state = OPEN;
    v->walked = v->edges;
    g->path[g->depth++] = i;
}

static prse_status close_vertex(prse__pack_reader *r)
{
    prse__graph *g = r->graph;
    vertex *done = &g->vertices[g->path[--g->depth]];
    for (const edge *e = done->edges; e; e = e->next)
        if (done->height <= g->vertices[e->to].height)
            done->height = g->vertices[e->to].height + 1;
    done->state = DONE;
    if (done->height < DEEPEST)
        return PRSE_OK;
    prse_str id = id_of(r, g->path[g->depth]);
    return prse__error_at(r->err, PRSE_ELIMIT, done->edges->place, id.ptr,
                          "`%.60s` reads definitions that read others, more "
                          "than %d deep",
                          id.ptr, DEEPEST);
}

/* Depth first, without recursion: a chain may be as long as the pack. */
static prse_status walk_from(prse__pack_reader *r, size_t start)
{
    prse__graph *g = r->graph;
    open_vertex(g, start);
    while (g->depth > 0) {
        vertex *v = &g->vertices[g->path[g->depth - 1]];
        const edge *e = v->walked;
        prse_status status = PRSE_OK;
        if (!e) {
            status = close_vertex(r);
        } else if (g->vertices[e->to].state == OPEN) {
            status = circle(r, e);
        } else {
            v->walked = e->next;
            if (g->vertices[e->to].state == NEW)
                open_vertex(g, e->to);
        }
        if (status)
            return status;
    }
    return PRSE_OK;
}

prse_status prse__graph_check(prse__pack_reader *r)
{
    for (size_t i = 0; i < r->graph->count; i++) {
        if (r->graph->vertices[i].state != NEW)
            continue;
        prse_status status = walk_from(r, i);
        if (status)
            return status;
    }
    return PRSE_OK;
}
