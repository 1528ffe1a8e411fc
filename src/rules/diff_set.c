/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/diff_set.h"

#include <string.h>

prse_status prse__set_reader_init(prse__set_reader *reader,
                                  prse__dd_store *store, size_t var_count,
                                  const size_t *cells, prse_error *err)
{
    *reader = (prse__set_reader){
        .store = store, .var_count = var_count, .cells = cells};
    reader->products = prse__alloc(var_count + 1, sizeof *reader->products);
    reader->support = prse__alloc(var_count + 1, 1);
    if (reader->products && reader->support)
        return PRSE_OK;
    prse__set_reader_free(reader);
    return prse__error_nomem(err);
}

static void free_nodes(prse__set_reader *reader)
{
    prse__free(reader->stamps);
    prse__free(reader->list);
    prse__free(reader->counts);
    prse__free(reader->lengths);
    prse__free(reader->inside);
}

void prse__set_reader_free(prse__set_reader *reader)
{
    free_nodes(reader);
    prse__free(reader->products);
    prse__free(reader->support);
    *reader = (prse__set_reader){0};
}

/* Nothing in the arrays outlives a walk, so that they need not be copied. */
static int make_room(prse__set_reader *reader)
{
    size_t room = reader->store->node_count;
    if (room <= reader->room)
        return 1;
    room += room / 2;
    free_nodes(reader);
    reader->stamp = 0;
    reader->stamps = prse__alloc(room, sizeof *reader->stamps);
    reader->list = prse__alloc(room, sizeof *reader->list);
    reader->counts = prse__alloc(room, sizeof *reader->counts);
    reader->lengths = prse__alloc(room, sizeof *reader->lengths);
    reader->inside = prse__alloc(room, sizeof *reader->inside);
    int made = reader->stamps && reader->list && reader->counts &&
               reader->lengths && reader->inside;
    reader->room = made ? room : 0;
    return made;
}

/* 1 the first time that a walk meets a node. */
static int enter(prse__set_reader *reader, prse__dd dd)
{
    int first = reader->stamps[dd] != reader->stamp;
    reader->stamps[dd] = reader->stamp;
    return first;
}

static prse_status begin(prse__set_reader *reader, prse_error *err)
{
    if (!make_room(reader))
        return prse__error_nomem(err);
    if (++reader->stamp == 0) {
        memset(reader->stamps, 0, reader->room * sizeof *reader->stamps);
        reader->stamp = 1;
    }
    reader->count = 0;
    return PRSE_OK;
}

static void collect(prse__set_reader *reader, prse__dd dd)
{
    const prse__dd_node *node = &reader->store->nodes[dd];
    if (!enter(reader, dd))
        return;
    for (uint32_t i = 0; node->var != PRSE__DD_LEAF && i < node->count; i++)
        collect(reader, reader->store->arcs[node->first + i].to);
    reader->list[reader->count++] = dd;
}

static prse_status walk(prse__set_reader *reader, prse__dd dd, prse_error *err)
{
    prse_status status = begin(reader, err);
    if (!status)
        collect(reader, dd);
    return status;
}

/* --- Counting --- */

prse_status prse__set_support(prse__set_reader *reader, prse__dd set,
                              prse_error *err)
{
    prse_status status = walk(reader, set, err);
    if (status)
        return status;
    memset(reader->support, 0, reader->var_count);
    for (size_t i = 0; i < reader->count; i++) {
        uint32_t var = reader->store->nodes[reader->list[i]].var;
        if (var != PRSE__DD_LEAF)
            reader->support[var] = 1;
    }
    reader->products[0] = prse__dec_int(1);
    for (size_t v = 0; v < reader->var_count; v++) {
        size_t cells = reader->support[v] ? reader->cells[v] : 1;
        reader->products[v + 1] = prse__dec_mul(
            reader->products[v], prse__dec_int((int64_t)cells));
    }
    return PRSE_OK;
}

prse__dec prse__set_total(const prse__set_reader *reader)
{
    return reader->products[reader->var_count];
}

/* Combinations of the variables from `from` on, given those of the node's. */
static prse__dec scaled(const prse__set_reader *reader, prse__dd dd,
                        size_t from)
{
    uint32_t var = reader->store->nodes[dd].var;
    size_t to = var == PRSE__DD_LEAF ? reader->var_count : var;
    return prse__dec_mul(reader->counts[dd],
                         prse__dec_div(reader->products[to],
                                       reader->products[from]));
}

static prse__dec count_node(const prse__set_reader *reader, prse__dd dd)
{
    const prse__dd_node *node = &reader->store->nodes[dd];
    prse__dec sum = prse__dec_int(0);
    if (node->var == PRSE__DD_LEAF)
        return prse__dec_int(dd == PRSE__DD_TRUE);
    for (uint32_t i = 0; i < node->count; i++) {
        const prse__arc *arc = &reader->store->arcs[node->first + i];
        prse__dec wide =
            prse__dec_int((int64_t)prse__mask_count(&arc->mask));
        sum = prse__dec_add(
            sum, prse__dec_mul(wide, scaled(reader, arc->to, node->var + 1)));
    }
    return sum;
}

prse_status prse__set_count(prse__dec *out, prse__set_reader *reader,
                            prse__dd set, prse_error *err)
{
    prse_status status = walk(reader, set, err);
    for (size_t i = 0; i < reader->count && !status; i++)
        reader->counts[reader->list[i]] = count_node(reader, reader->list[i]);
    if (!status)
        *out = scaled(reader, set, 0);
    return status;
}

/* --- Conditions --- */

int prse__cube_is_free(const prse__set_reader *reader, const prse__cube *cube,
                       size_t var)
{
    return prse__mask_count(&cube->masks[var]) == reader->cells[var];
}

/* The arc on a shortest way to true. */
static const prse__arc *shortest(const prse__set_reader *reader, prse__dd dd)
{
    const prse__dd_node *node = &reader->store->nodes[dd];
    const prse__arc *best = &reader->store->arcs[node->first];
    for (uint32_t i = 1; i < node->count; i++) {
        const prse__arc *arc = &reader->store->arcs[node->first + i];
        if (reader->lengths[arc->to] < reader->lengths[best->to])
            best = arc;
    }
    return best;
}

static uint32_t length_of(const prse__set_reader *reader, prse__dd dd)
{
    if (!prse__dd_is_leaf(reader->store, dd))
        return reader->lengths[shortest(reader, dd)->to] + 1;
    return dd == PRSE__DD_TRUE ? 0 : UINT32_MAX / 2;
}

/* The conditions of a path with the fewest of them. */
static prse_status find_path(prse__cube *out, prse__set_reader *reader,
                             prse__dd rest, prse_error *err)
{
    prse_status status = walk(reader, rest, err);
    if (status)
        return status;
    for (size_t i = 0; i < reader->count; i++)
        reader->lengths[reader->list[i]] = length_of(reader, reader->list[i]);
    for (size_t v = 0; v < reader->var_count; v++)
        out->masks[v] = prse__mask_all(reader->cells[v]);
    while (!prse__dd_is_leaf(reader->store, rest)) {
        const prse__arc *arc = shortest(reader, rest);
        out->masks[reader->store->nodes[rest].var] = arc->mask;
        rest = arc->to;
    }
    return PRSE_OK;
}

/* The cells of one variable in which the set holds whatever else the condition
 * allows. */
static prse__mask holding(prse__set_reader *reader, prse__dd dd,
                          const prse__cube *cube, size_t var)
{
    const prse__dd_node *node = &reader->store->nodes[dd];
    prse__mask all = prse__mask_all(reader->cells[var]);
    if (node->var == PRSE__DD_LEAF)
        return dd == PRSE__DD_TRUE ? all : prse__mask_none();
    if (!enter(reader, dd))
        return reader->inside[dd];
    int own = node->var == var;
    prse__mask found = own ? prse__mask_none() : all;
    for (uint32_t i = 0; i < node->count; i++) {
        const prse__arc *arc = &reader->store->arcs[node->first + i];
        if (!own && !prse__mask_meets(&arc->mask, &cube->masks[node->var]))
            continue;
        prse__mask below = holding(reader, arc->to, cube, var);
        found = own ? prse__mask_or(found, prse__mask_and(below, arc->mask))
                    : prse__mask_and(found, below);
    }
    reader->inside[dd] = found;
    return found;
}

prse_status prse__set_cube(prse__cube *out, prse__set_reader *reader,
                           prse__dd rest, prse__dd set, prse_error *err)
{
    prse_status status = find_path(out, reader, rest, err);
    for (size_t v = reader->var_count; v-- > 0 && !status;) {
        if (prse__cube_is_free(reader, out, v))
            continue;
        status = begin(reader, err);
        if (!status)
            out->masks[v] = holding(reader, set, out, v);
    }
    return status;
}

static prse_status cube_set(prse__dd *out, prse__set_reader *reader,
                            const prse__cube *cube, prse_error *err)
{
    prse__dd children[PRSE__CELL_MAX];
    prse_status status = PRSE_OK;
    *out = PRSE__DD_TRUE;
    for (size_t v = reader->var_count; v-- > 0 && !status;) {
        for (size_t i = 0; i < reader->cells[v]; i++)
            children[i] = prse__mask_has(&cube->masks[v], i) ? *out
                                                             : PRSE__DD_FALSE;
        status = prse__dd_node_make(out, reader->store, (uint32_t)v, children,
                                    reader->cells[v], err);
    }
    return status;
}

prse_status prse__set_without(prse__dd *out, prse__set_reader *reader,
                              prse__dd set, const prse__cube *cube,
                              prse_error *err)
{
    prse__dd where;
    prse_status status = cube_set(&where, reader, cube, err);
    return status ? status
                  : prse__set_minus(out, reader->store, reader->cells, set,
                                    where, err);
}

/* --- Both, and not --- */

/* Of two truth values the shortcuts below tell all. */
static prse_status never_asked(prse__dd *out, void *self,
                             const prse__dd *leaves, size_t count,
                             prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = leaves[0];
    return PRSE_OK;
}

static int both_early(prse__dd *out, const prse__dd_store *store,
                      const prse__dd *operands, size_t count)
{
    (void)store, (void)count;
    if (operands[0] == PRSE__DD_FALSE || operands[1] == PRSE__DD_FALSE)
        *out = PRSE__DD_FALSE;
    else if (operands[0] == PRSE__DD_TRUE)
        *out = operands[1];
    else if (operands[1] == PRSE__DD_TRUE || operands[0] == operands[1])
        *out = operands[0];
    else
        return 0;
    return 1;
}

static int minus_early(prse__dd *out, const prse__dd_store *store,
                       const prse__dd *operands, size_t count)
{
    (void)store, (void)count;
    if (operands[0] == PRSE__DD_FALSE || operands[1] == PRSE__DD_TRUE ||
        operands[0] == operands[1])
        *out = PRSE__DD_FALSE;
    else if (operands[1] == PRSE__DD_FALSE)
        *out = operands[0];
    else
        return 0;
    return 1;
}

static prse_status apply(prse__dd *out, prse__dd_store *store,
                         const size_t *cells, prse__dd_shortcut early,
                         const prse__dd *pair, prse_error *err)
{
    prse__dd_apply operation = {never_asked, early, NULL, cells};
    return prse__dd_combine(out, store, &operation, pair, 2, err);
}

prse_status prse__set_and(prse__dd *out, prse__dd_store *store,
                          const size_t *cells, prse__dd a, prse__dd b,
                          prse_error *err)
{
    const prse__dd pair[2] = {a, b};
    return apply(out, store, cells, both_early, pair, err);
}

prse_status prse__set_minus(prse__dd *out, prse__dd_store *store,
                            const size_t *cells, prse__dd a, prse__dd b,
                            prse_error *err)
{
    const prse__dd pair[2] = {a, b};
    return apply(out, store, cells, minus_early, pair, err);
}
