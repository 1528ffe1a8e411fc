/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/diagram.h"

#include <string.h>

#define NODES_MAX 16000000u

static void *grown(void *old, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return old;
    size_t more = *room ? 2 * *room : 64;
    void *block = prse__resize(old, *room, more, size);
    if (block)
        *room = more;
    return block;
}

static uint32_t hash_words(uint32_t hash, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * 16777619u;
    return hash;
}

static int rehash(prse__dd_store *store)
{
    size_t room = store->table_room ? 2 * store->table_room : 256;
    uint32_t *table = prse__alloc(room, sizeof *table);
    if (!table)
        return 0;
    for (size_t i = 0; i < store->node_count; i++) {
        size_t slot = store->nodes[i].hash & (room - 1);
        while (table[slot])
            slot = (slot + 1) & (room - 1);
        table[slot] = (uint32_t)i + 1;
    }
    prse__free(store->table);
    store->table = table;
    store->table_room = room;
    return 1;
}

/* Room for one more node; 0 when memory ran out. */
static int prepare(prse__dd_store *store)
{
    prse__dd_node *nodes = grown(store->nodes, store->node_count,
                                 &store->node_room, sizeof *nodes);
    if (!nodes)
        return 0;
    store->nodes = nodes;
    return 2 * (store->node_count + 1) < store->table_room || rehash(store);
}

static void enter(prse__dd_store *store, prse__dd_node node)
{
    size_t slot = node.hash & (store->table_room - 1);
    while (store->table[slot])
        slot = (slot + 1) & (store->table_room - 1);
    store->nodes[store->node_count] = node;
    store->table[slot] = (uint32_t)++store->node_count;
}

/* Kind and text of a value: equal values of one kind print alike. */
static uint32_t value_hash(const prse__value *value)
{
    uint32_t hash = hash_words(2166136261u, &value->kind, sizeof value->kind);
    hash = hash_words(hash, &value->flag, sizeof value->flag);
    hash = hash_words(hash, &value->amount, sizeof value->amount);
    return hash_words(hash, value->text.ptr, value->text.len);
}

static int same_value(const prse__value *a, const prse__value *b)
{
    return a->kind == b->kind && (a->kind == PRSE__VALUE_NULL ||
                                  prse__value_equal(a, b) == 1);
}

static int find_leaf(prse__dd *out, const prse__dd_store *store,
                     const prse__value *value, uint32_t hash)
{
    size_t slot = hash & (store->table_room - 1);
    for (; store->table[slot]; slot = (slot + 1) & (store->table_room - 1)) {
        const prse__dd_node *node = &store->nodes[store->table[slot] - 1];
        if (node->var == PRSE__DD_LEAF && node->hash == hash &&
            same_value(store->values[node->first], value)) {
            *out = store->table[slot] - 1;
            return 1;
        }
    }
    return 0;
}

prse_status prse__dd_terminal(prse__dd *out, prse__dd_store *store,
                              const prse__value *value, prse_error *err)
{
    uint32_t hash = value_hash(value);
    if (!prepare(store))
        return prse__error_nomem(err);
    if (find_leaf(out, store, value, hash))
        return PRSE_OK;
    const prse__value **values = grown(store->values, store->value_count,
                                       &store->value_room, sizeof *values);
    if (!values)
        return prse__error_nomem(err);
    store->values = values;
    values[store->value_count] = value;
    *out = (prse__dd)store->node_count;
    enter(store, (prse__dd_node){.var = PRSE__DD_LEAF,
                                 .first = (uint32_t)store->value_count++,
                                 .hash = hash});
    return PRSE_OK;
}

prse_status prse__dd_init(prse__dd_store *store, prse__arena *arena,
                          prse_error *err)
{
    const prse__value *values[] = {&prse__value_null, &prse__value_false,
                                   &prse__value_true};
    *store = (prse__dd_store){.arena = arena};
    for (size_t i = 0; i < 3; i++) {
        prse__dd dd;
        prse_status status = prse__dd_terminal(&dd, store, values[i], err);
        if (status) {
            prse__dd_free(store);
            return status;
        }
    }
    return PRSE_OK;
}

void prse__dd_free(prse__dd_store *store)
{
    prse__free(store->nodes);
    prse__free(store->arcs);
    prse__free(store->values);
    prse__free(store->table);
    *store = (prse__dd_store){0};
}

/* Groups the cells by child, in order of their first cell. */
static size_t group(prse__arc *arcs, const prse__dd *children, size_t cells)
{
    size_t count = 0;
    for (size_t i = 0; i < cells; i++) {
        size_t j = 0;
        while (j < count && arcs[j].to != children[i])
            j++;
        if (j == count)
            arcs[count++] = (prse__arc){{{0}}, children[i]};
        arcs[j].mask.w[i / 64] |= UINT64_C(1) << (i % 64);
    }
    return count;
}

static int same_arcs(const prse__arc *a, const prse__arc *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (a[i].to != b[i].to || !prse__mask_equal(&a[i].mask, &b[i].mask))
            return 0;
    return 1;
}

int prse__dd_find(prse__dd *out, const prse__dd_store *store,
                  const prse__dd_node *node, const prse__arc *arcs)
{
    size_t slot = node->hash & (store->table_room - 1);
    for (; store->table[slot]; slot = (slot + 1) & (store->table_room - 1)) {
        const prse__dd_node *own = &store->nodes[store->table[slot] - 1];
        if (own->hash == node->hash && own->var == node->var &&
            own->count == node->count &&
            same_arcs(&store->arcs[own->first], arcs, node->count)) {
            *out = store->table[slot] - 1;
            return 1;
        }
    }
    return 0;
}

static int reserve_arcs(prse__dd_store *store, size_t count)
{
    while (store->arc_room - store->arc_count < count) {
        size_t room = store->arc_room ? 2 * store->arc_room : 256;
        prse__arc *arcs = prse__resize(store->arcs, store->arc_room, room,
                                       sizeof *arcs);
        if (!arcs)
            return 0;
        store->arcs = arcs;
        store->arc_room = room;
    }
    return 1;
}

uint32_t prse__dd_hash(uint32_t var, const prse__arc *arcs, size_t count)
{
    uint64_t hash = var;
    for (size_t i = 0; i < count; i++) {
        const uint64_t *w = arcs[i].mask.w;
        hash = (hash ^ arcs[i].to) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= (hash >> 32) ^ w[0] ^ (w[1] << 16) ^ (w[2] << 32) ^
                (w[3] << 48);
        hash *= UINT64_C(0x9E3779B97F4A7C15);
    }
    return (uint32_t)(hash >> 32);
}

prse_status prse__dd_node_make(prse__dd *out, prse__dd_store *store,
                               uint32_t var, const prse__dd *children,
                               size_t cells, prse_error *err)
{
    prse__arc arcs[PRSE__CELL_MAX];
    size_t count = group(arcs, children, cells);
    *out = children[0];
    if (count < 2)
        return PRSE_OK;
    prse__dd_node node = {var, 0, (uint32_t)count,
                          prse__dd_hash(var, arcs, count)};
    if (!prepare(store) || !reserve_arcs(store, count))
        return prse__error_nomem(err);
    if (prse__dd_find(out, store, &node, arcs))
        return PRSE_OK;
    if (store->node_count >= NODES_MAX)
        return prse__error_set(err, PRSE_ELIMIT, NULL,
                               "the decision diagrams take more than %u nodes",
                               NODES_MAX);
    memcpy(&store->arcs[store->arc_count], arcs, count * sizeof *arcs);
    *out = (prse__dd)store->node_count;
    node.first = (uint32_t)store->arc_count;
    enter(store, node);
    store->arc_count += count;
    return PRSE_OK;
}

int prse__dd_is_leaf(const prse__dd_store *store, prse__dd dd)
{
    return store->nodes[dd].var == PRSE__DD_LEAF;
}

const prse__value *prse__dd_value(const prse__dd_store *store, prse__dd dd)
{
    const prse__dd_node *node = &store->nodes[dd];
    return node->var == PRSE__DD_LEAF ? store->values[node->first] : NULL;
}

prse__dd prse__dd_follow(const prse__dd_store *store, prse__dd dd,
                         uint32_t var, size_t cell)
{
    const prse__dd_node *node = &store->nodes[dd];
    if (node->var != var)
        return dd;
    const prse__arc *arc = &store->arcs[node->first];
    while (!prse__mask_has(&arc->mask, cell))
        arc++;
    return arc->to;
}
