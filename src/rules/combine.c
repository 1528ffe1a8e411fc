/* SPDX-License-Identifier: Apache-2.0 */
/* Lifting an operation from values to diagrams: Bryant's apply, for any number
 * of operands. What was combined before is remembered in a table of tuples. */
#include "rules/diagram.h"

#include <string.h>

#define MEMO_MAX 4000000u

typedef struct combination {
    const prse__dd_apply *apply;
    prse__dd_store *store;
    size_t count;    /* operands */
    uint32_t *table; /* entry + 1 */
    size_t table_room;
    prse__dd *entries; /* count operands, then the result */
    size_t entry_count, entry_room;
} combination;

static uint32_t tuple_hash(const prse__dd *tuple, size_t count)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ tuple[i]) * 0x9E3779B1u;
        hash ^= hash >> 15;
    }
    return hash;
}

static size_t slot_of(const combination *c, const prse__dd *tuple)
{
    size_t slot = tuple_hash(tuple, c->count) & (c->table_room - 1);
    while (c->table[slot]) {
        const prse__dd *entry =
            &c->entries[(c->table[slot] - 1) * (c->count + 1)];
        if (memcmp(entry, tuple, c->count * sizeof *tuple) == 0)
            break;
        slot = (slot + 1) & (c->table_room - 1);
    }
    return slot;
}

static int widen(combination *c)
{
    size_t room = c->table_room ? 2 * c->table_room : 64;
    uint32_t *table = prse__alloc(room, sizeof *table);
    prse__dd *entries =
        table ? prse__resize(c->entries, c->entry_room * (c->count + 1),
                             room * (c->count + 1), sizeof *entries)
              : NULL;
    if (!entries) {
        prse__free(table);
        return 0;
    }
    prse__free(c->table);
    c->table = table;
    c->table_room = room;
    c->entries = entries;
    c->entry_room = room;
    for (size_t i = 0; i < c->entry_count; i++)
        table[slot_of(c, &entries[i * (c->count + 1)])] = (uint32_t)i + 1;
    return 1;
}

static prse_status remember(combination *c, const prse__dd *tuple,
                            prse__dd result, prse_error *err)
{
    if (c->entry_count >= MEMO_MAX)
        return prse__error_set(err, PRSE_ELIMIT, NULL,
                               "a rule needs more than %u combinations of "
                               "cells: split it into definitions",
                               MEMO_MAX);
    if (2 * (c->entry_count + 1) >= c->table_room && !widen(c))
        return prse__error_nomem(err);
    size_t slot = slot_of(c, tuple);
    prse__dd *entry = &c->entries[c->entry_count * (c->count + 1)];
    memcpy(entry, tuple, c->count * sizeof *tuple);
    entry[c->count] = result;
    c->table[slot] = (uint32_t)++c->entry_count;
    return PRSE_OK;
}

static int recall(prse__dd *out, const combination *c, const prse__dd *tuple)
{
    if (!c->table_room)
        return 0;
    size_t slot = slot_of(c, tuple);
    if (!c->table[slot])
        return 0;
    *out = c->entries[(c->table[slot] - 1) * (c->count + 1) + c->count];
    return 1;
}

static uint32_t top_variable(const combination *c, const prse__dd *tuple)
{
    uint32_t top = PRSE__DD_LEAF;
    for (size_t i = 0; i < c->count; i++)
        if (c->store->nodes[tuple[i]].var < top)
            top = c->store->nodes[tuple[i]].var;
    return top;
}

static prse_status combine(prse__dd *out, combination *c,
                           const prse__dd *tuple, prse_error *err);

static prse_status expand(prse__dd *out, combination *c, uint32_t var,
                          const prse__dd *tuple, prse_error *err)
{
    size_t cells = c->apply->cells[var];
    prse__dd *work = prse__alloc(cells + c->count, sizeof *work);
    if (!work)
        return prse__error_nomem(err);
    prse__dd *below = work + cells;
    prse_status status = PRSE_OK;
    for (size_t cell = 0; !status && cell < cells; cell++) {
        for (size_t i = 0; i < c->count; i++)
            below[i] = prse__dd_follow(c->store, tuple[i], var, cell);
        status = combine(&work[cell], c, below, err);
    }
    if (!status)
        status = prse__dd_node_make(out, c->store, var, work, cells, err);
    prse__free(work);
    return status;
}

static prse_status combine(prse__dd *out, combination *c,
                           const prse__dd *tuple, prse_error *err)
{
    const prse__dd_apply *apply = c->apply;
    if ((apply->shortcut &&
         apply->shortcut(out, c->store, tuple, c->count)) ||
        recall(out, c, tuple))
        return PRSE_OK;
    uint32_t var = top_variable(c, tuple);
    prse_status status =
        var == PRSE__DD_LEAF
            ? apply->op(out, apply->self, tuple, c->count, err)
            : expand(out, c, var, tuple, err);
    return status ? status : remember(c, tuple, *out, err);
}

prse_status prse__dd_combine(prse__dd *out, prse__dd_store *store,
                             const prse__dd_apply *apply,
                             const prse__dd *operands, size_t count,
                             prse_error *err)
{
    combination c = {.apply = apply, .store = store, .count = count};
    prse_status status = combine(out, &c, operands, err);
    prse__free(c.table);
    prse__free(c.entries);
    return status;
}
