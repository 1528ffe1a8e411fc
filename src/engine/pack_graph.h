/* SPDX-License-Identifier: Apache-2.0 */
/* A diagram as a drawing: a box for each question with its answers in a row,
 * a layer for each variable, the results at the bottom. */
#ifndef PRSE_ENGINE_PACK_GRAPH_H
#define PRSE_ENGINE_PACK_GRAPH_H

#include "engine/pack.h"

/* Lengths are in pixels of the drawing. */
enum {
    PRSE__CHART_HEAD = 26,   /* height of a question */
    PRSE__CHART_ANSWERS = 24, /* of the row of its answers */
    PRSE__CHART_BETWEEN = 56, /* layers */
    PRSE__CHART_GAP = 28,    /* boxes of one layer */
    PRSE__CHART_MARGIN = 24
};

typedef struct prse__chart_answer {
    prse_str shown, whole; /* shortened, and as it is */
    int32_t width;
    int32_t port; /* where its edge begins, from the middle of the box */
    size_t to;    /* item */
} prse__chart_answer;

typedef struct prse__chart_item {
    prse__dd dd; /* PRSE__DD_NONE: a bend of a long edge */
    size_t layer;
    int32_t width, x; /* x: of its middle */
    size_t place;     /* in its layer */
    prse_str shown, whole;
    size_t answer_count;
    prse__chart_answer *answers;
} prse__chart_item;

/* From one layer to the next. */
typedef struct prse__chart_link {
    size_t from, to; /* items */
    int32_t port;    /* of `from` */
} prse__chart_link;

typedef struct prse__chart {
    const prse__ruleset *rules;
    prse__arena *arena;
    size_t layer_count;
    size_t item_count, item_room;
    prse__chart_item *items; /* item 0 is the root */
    size_t link_count, link_room;
    prse__chart_link *links;
    int32_t width, height;
} prse__chart;

/* Adds an item; 0 when memory ran out. */
int prse__chart_add(prse__chart *chart, const prse__chart_item *item);
/* Puts every item in its place; 0 when memory ran out. */
int prse__chart_lay_out(prse__chart *chart);
int32_t prse__chart_top(size_t layer);

#endif
