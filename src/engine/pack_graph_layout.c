/* SPDX-License-Identifier: Apache-2.0 */
/* Layered drawing: long edges get a bend in each layer that they cross, the
 * items of a layer are sorted by the middle of their neighbours, then each is
 * drawn towards its neighbours as far as its layer lets it. */
#include <string.h>

#include "engine/pack_graph.h"

enum { SORTING_ROUNDS = 8, PLACING_ROUNDS = 12, BEND_WIDTH = 8 };

typedef struct layer {
    size_t count;
    size_t *items; /* from left to right */
} layer;

typedef struct layout {
    prse__chart *chart;
    layer *layers;
    double *wish; /* of each item: where its neighbours want it */
    size_t *links; /* of each item: how many wished */
    int32_t *left, *right; /* of each item: bounds while placing */
} layout;

/* --- Items, links and bends --- */

static void *grown(prse__arena *arena, void *old, size_t count, size_t *room,
                   size_t size)
{
    size_t more = *room ? 2 * *room : 32;
    void *items;
    if (count < *room)
        return old;
    items = prse__arena_alloc(arena, more, size);
    if (items && count)
        memcpy(items, old, count * size);
    *room = more;
    return items;
}

int prse__chart_add(prse__chart *chart, const prse__chart_item *item)
{
    chart->items = grown(chart->arena, chart->items, chart->item_count,
                         &chart->item_room, sizeof *chart->items);
    if (!chart->items)
        return 0;
    chart->items[chart->item_count++] = *item;
    return 1;
}

static int add_link(prse__chart *chart, size_t from, size_t to, int32_t port)
{
    chart->links = grown(chart->arena, chart->links, chart->link_count,
                         &chart->link_room, sizeof *chart->links);
    if (!chart->links)
        return 0;
    chart->links[chart->link_count++] = (prse__chart_link){from, to, port};
    return 1;
}

static int add_edge(prse__chart *chart, size_t from, size_t to, int32_t port)
{
    for (size_t l = chart->items[from].layer + 1;
         l < chart->items[to].layer; l++) {
        prse__chart_item bend = {
            .dd = PRSE__DD_NONE, .layer = l, .width = BEND_WIDTH};
        if (!prse__chart_add(chart, &bend) ||
            !add_link(chart, from, chart->item_count - 1, port))
            return 0;
        from = chart->item_count - 1;
        port = 0;
    }
    return add_link(chart, from, to, port);
}

static int add_edges(prse__chart *chart)
{
    size_t boxes = chart->item_count;
    for (size_t i = 0; i < boxes; i++)
        for (size_t a = 0; a < chart->items[i].answer_count; a++) {
            const prse__chart_answer *answer = &chart->items[i].answers[a];
            if (!add_edge(chart, i, answer->to, answer->port))
                return 0;
        }
    return 1;
}

static int fill_layers(layout *l)
{
    const prse__chart *chart = l->chart;
    l->layers = prse__arena_alloc(chart->arena, chart->layer_count,
                                  sizeof *l->layers);
    if (!l->layers)
        return 0;
    for (size_t i = 0; i < chart->item_count; i++)
        l->layers[chart->items[i].layer].count++;
    for (size_t k = 0; k < chart->layer_count; k++) {
        l->layers[k].items = prse__arena_alloc(
            chart->arena, l->layers[k].count + 1, sizeof(size_t));
        if (!l->layers[k].items)
            return 0;
        l->layers[k].count = 0;
    }
    for (size_t i = 0; i < chart->item_count; i++) {
        prse__chart_item *item = &chart->items[i];
        item->place = l->layers[item->layer].count++;
        l->layers[item->layer].items[item->place] = i;
    }
    return 1;
}

/* --- Wishes --- */

/* Where a link would have its end stand: in line with its other end, by their
 * places in the order or by where they are drawn. */
static double wish_of(const prse__chart *chart, const prse__chart_link *link,
                      int down, int by_x)
{
    const prse__chart_item *other =
        &chart->items[down ? link->from : link->to];
    double port = (double)link->port;
    if (by_x)
        return (double)other->x + (down ? port : -port);
    return (double)other->place + (down ? port / (other->width + 1) : 0);
}

/* The mean of what the links to the layer above (down) or below wish. */
static void gather_wishes(layout *l, size_t layer_index, int down, int by_x)
{
    const prse__chart *chart = l->chart;
    const layer *own = &l->layers[layer_index];
    for (size_t i = 0; i < own->count; i++) {
        l->wish[own->items[i]] = 0;
        l->links[own->items[i]] = 0;
    }
    for (size_t k = 0; k < chart->link_count; k++) {
        const prse__chart_link *link = &chart->links[k];
        size_t item = down ? link->to : link->from;
        if (chart->items[item].layer != layer_index)
            continue;
        l->wish[item] += wish_of(chart, link, down, by_x);
        l->links[item]++;
    }
    for (size_t i = 0; i < own->count; i++) {
        size_t item = own->items[i];
        const prse__chart_item *self = &chart->items[item];
        if (l->links[item])
            l->wish[item] /= (double)l->links[item];
        else
            l->wish[item] = by_x ? (double)self->x : (double)self->place;
    }
}

/* --- Order --- */

/* Insertion keeps the order of equals: results stay the same everywhere. */
static void sort_layer(layout *l, layer *own)
{
    for (size_t i = 1; i < own->count; i++) {
        size_t item = own->items[i];
        size_t at = i;
        for (; at && l->wish[own->items[at - 1]] > l->wish[item]; at--)
            own->items[at] = own->items[at - 1];
        own->items[at] = item;
    }
    for (size_t i = 0; i < own->count; i++)
        l->chart->items[own->items[i]].place = i;
}

static void sort_layers(layout *l)
{
    size_t count = l->chart->layer_count;
    for (int round = 0; round < SORTING_ROUNDS; round++) {
        int down = round % 2 == 0;
        for (size_t k = 1; k < count; k++) {
            size_t index = down ? k : count - 1 - k;
            gather_wishes(l, index, down, 0);
            sort_layer(l, &l->layers[index]);
        }
    }
}

/* --- Places --- */

static int32_t distance(const layout *l, size_t a, size_t b)
{
    const prse__chart_item *items = l->chart->items;
    return (items[a].width + items[b].width) / 2 + PRSE__CHART_GAP;
}

/* Between the leftmost and the rightmost way to meet the wishes. */
static void place_layer(layout *l, const layer *own)
{
    prse__chart_item *items = l->chart->items;
    for (size_t i = 0; i < own->count; i++) {
        size_t item = own->items[i];
        l->left[item] = (int32_t)l->wish[item];
        if (i) {
            size_t before = own->items[i - 1];
            int32_t least = l->left[before] + distance(l, before, item);
            if (l->left[item] < least)
                l->left[item] = least;
        }
    }
    for (size_t i = own->count; i-- > 0;) {
        size_t item = own->items[i];
        l->right[item] = (int32_t)l->wish[item];
        if (i + 1 < own->count) {
            size_t after = own->items[i + 1];
            int32_t most = l->right[after] - distance(l, item, after);
            if (l->right[item] > most)
                l->right[item] = most;
        }
        items[item].x = (l->left[item] + l->right[item]) / 2;
    }
}

static void place_layers(layout *l)
{
    size_t count = l->chart->layer_count;
    for (size_t k = 0; k < count; k++) {
        memset(l->wish, 0, l->chart->item_count * sizeof *l->wish);
        place_layer(l, &l->layers[k]);
    }
    for (int round = 0; round < PLACING_ROUNDS; round++) {
        int down = round % 2 == 0;
        for (size_t k = 1; k < count; k++) {
            size_t index = down ? k : count - 1 - k;
            gather_wishes(l, index, down, 1);
            place_layer(l, &l->layers[index]);
        }
    }
}

/* The drawing begins at its margin. */
static void measure(prse__chart *chart)
{
    int32_t least = INT32_MAX, most = INT32_MIN;
    for (size_t i = 0; i < chart->item_count; i++) {
        const prse__chart_item *item = &chart->items[i];
        int32_t left = item->x - item->width / 2;
        int32_t right = item->x + item->width / 2;
        least = left < least ? left : least;
        most = right > most ? right : most;
    }
    for (size_t i = 0; i < chart->item_count; i++)
        chart->items[i].x += PRSE__CHART_MARGIN - least;
    chart->width = most - least + 2 * PRSE__CHART_MARGIN;
    chart->height = prse__chart_top(chart->layer_count - 1) +
                    PRSE__CHART_HEAD + PRSE__CHART_MARGIN;
}

int32_t prse__chart_top(size_t layer_index)
{
    return PRSE__CHART_MARGIN +
           (int32_t)layer_index * (PRSE__CHART_HEAD + PRSE__CHART_ANSWERS +
                                   PRSE__CHART_BETWEEN);
}

int prse__chart_lay_out(prse__chart *chart)
{
    layout l = {.chart = chart};
    if (!add_edges(chart) || !fill_layers(&l))
        return 0;
    l.wish = prse__arena_alloc(chart->arena, chart->item_count,
                               sizeof *l.wish);
    l.links = prse__arena_alloc(chart->arena, chart->item_count,
                                sizeof *l.links);
    l.left = prse__arena_alloc(chart->arena, chart->item_count,
                               sizeof *l.left);
    l.right = prse__arena_alloc(chart->arena, chart->item_count,
                                sizeof *l.right);
    if (!l.wish || !l.links || !l.left || !l.right)
        return 0;
    sort_layers(&l);
    place_layers(&l);
    measure(chart);
    return 1;
}
