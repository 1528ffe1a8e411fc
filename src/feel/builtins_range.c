/* SPDX-License-Identifier: Apache-2.0 */
/* How points and ranges lie to each other (Allen's relations). Every relation
 * is read from the order of the starts and the order of the ends, where an
 * excluded start lies just after its point and an excluded end just before. */
#include "feel/builtin.h"

typedef struct span {
    const prse__value *low, *high;
    int open_low, open_high, is_range;
} span;

typedef struct relation {
    int starts, ends;       /* -1, 0, 1: a's against b's */
    int before, after;      /* no point in common */
    int meets, met_by;
    int a_range, b_range;
} relation;

static span span_of(const prse__value *value)
{
    if (value->kind != PRSE__VALUE_RANGE)
        return (span){value, value, 0, 0, 0};
    return (span){value->items[0], value->items[1], value->open_low,
                  value->open_high, 1};
}

/* Where a's end lies against b's start. */
static int gap(const span *a, const span *b, int *before, int *meets)
{
    int order;
    if (!a->high || !b->low || !prse__value_compare(&order, a->high, b->low))
        return 0;
    *before = order < 0 || (order == 0 && (a->open_high || b->open_low));
    *meets = order == 0 && !a->open_high && !b->open_low;
    return 1;
}

static int relate(const prse__args *args, relation *r)
{
    span a = span_of(prse__arg_scalar(args, 0));
    span b = span_of(prse__arg_scalar(args, 1));
    r->a_range = a.is_range;
    r->b_range = b.is_range;
    if (!gap(&a, &b, &r->before, &r->meets) ||
        !gap(&b, &a, &r->after, &r->met_by) ||
        !prse__value_compare(&r->starts, a.low, b.low) ||
        !prse__value_compare(&r->ends, a.high, b.high))
        return 0;
    if (r->starts == 0)
        r->starts = !!a.open_low - !!b.open_low;
    if (r->ends == 0)
        r->ends = !!b.open_high - !!a.open_high;
    return 1;
}

#define RELATION(function, condition) \
    static const prse__value *function(const prse__args *args) \
    { \
        relation r; \
        if (!relate(args, &r)) \
            return &prse__value_null; \
        return (condition); \
    }

static const prse__value *if_ranges(int both, int holds)
{
    return both ? prse__value_boolean(holds) : &prse__value_null;
}

RELATION(before, prse__value_boolean(r.before))
RELATION(after, prse__value_boolean(r.after))
RELATION(meets, if_ranges(r.a_range && r.b_range, r.meets))
RELATION(met_by, if_ranges(r.a_range && r.b_range, r.met_by))
RELATION(overlaps, if_ranges(r.a_range && r.b_range, !r.before && !r.after))
RELATION(overlaps_before,
         if_ranges(r.a_range && r.b_range,
                   r.starts < 0 && !r.before && r.ends <= 0))
RELATION(overlaps_after,
         if_ranges(r.a_range && r.b_range,
                   r.starts > 0 && !r.after && r.ends >= 0))
RELATION(finishes, if_ranges(r.b_range, r.ends == 0 && r.starts >= 0))
RELATION(finished_by, if_ranges(r.a_range, r.ends == 0 && r.starts <= 0))
RELATION(includes, if_ranges(r.a_range, r.starts <= 0 && r.ends >= 0))
RELATION(during, if_ranges(r.b_range, r.starts >= 0 && r.ends <= 0))
RELATION(starts, if_ranges(r.b_range, r.starts == 0 && r.ends <= 0))
RELATION(started_by, if_ranges(r.a_range, r.starts == 0 && r.ends >= 0))
RELATION(coincides,
         if_ranges(r.a_range == r.b_range, r.starts == 0 && r.ends == 0))

/* 1, -1, "a", @"P1D", date("2024-01-01"). */
static int is_literal(const prse__feel *node)
{
    switch (node->kind) {
    case PRSE__FEEL_NUMBER:
    case PRSE__FEEL_STRING:
    case PRSE__FEEL_AT:
        return 1;
    case PRSE__FEEL_NEGATE:
        return node->first->kind == PRSE__FEEL_NUMBER;
    case PRSE__FEEL_CALL:
        return node->count == 2 &&
               node->first->next->kind == PRSE__FEEL_STRING;
    default:
        return 0;
    }
}

static const prse__value *if_known(const prse__value *range)
{
    int known = range && range->kind == PRSE__VALUE_RANGE &&
                range->items[0]->kind != PRSE__VALUE_NULL &&
                range->items[1]->kind != PRSE__VALUE_NULL;
    return known || !range ? range : &prse__value_null;
}

/* range("[1..3]"): FEEL text of a range between literals. */
static const prse__value *range_of(const prse__args *args)
{
    const prse__feel *tree;
    prse__feel_source source = {0};
    prse_error err;
    if (!prse__arg_string(args, 0, &source.text) ||
        !prse__eval_charge(args->ev, source.text.len))
        return &prse__value_null;
    source.text = prse__str_trim(source.text);
    prse_status status =
        prse__feel_parse(&tree, args->ev->arena, &source, &err);
    if (status == PRSE_ENOMEM)
        return NULL;
    if (status != PRSE_OK || tree->kind != PRSE__FEEL_RANGE ||
        !is_literal(tree->first) || !is_literal(tree->first->next))
        return &prse__value_null;
    return if_known(prse__eval_node(args->ev, tree, NULL));
}

#define POINTS "point1,point2|point,range|range,point|range1,range2"
#define POINT_FIRST "point,range|range1,range2"
#define RANGE_FIRST "range,point|range1,range2"

static const prse__builtin TABLE[] = {
    {"before", before, 2, 2, POINTS},
    {"after", after, 2, 2, POINTS},
    {"meets", meets, 2, 2, "range1,range2"},
    {"met by", met_by, 2, 2, "range1,range2"},
    {"overlaps", overlaps, 2, 2, "range1,range2"},
    {"overlaps before", overlaps_before, 2, 2, "range1,range2"},
    {"overlaps after", overlaps_after, 2, 2, "range1,range2"},
    {"finishes", finishes, 2, 2, POINT_FIRST},
    {"finished by", finished_by, 2, 2, RANGE_FIRST},
    {"includes", includes, 2, 2, RANGE_FIRST},
    {"during", during, 2, 2, POINT_FIRST},
    {"starts", starts, 2, 2, POINT_FIRST},
    {"started by", started_by, 2, 2, RANGE_FIRST},
    {"range", range_of, 1, 1, "from"},
    {"coincides", coincides, 2, 2, "point1,point2|range1,range2"},
};

const prse__builtin_group prse__builtins_range = {
    TABLE, sizeof TABLE / sizeof *TABLE};
