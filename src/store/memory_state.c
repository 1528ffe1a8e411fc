/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/draw.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/memory.h"

static int is_last(prse__refs *refs)
{
    return atomic_fetch_sub_explicit(refs, 1, memory_order_acq_rel) == 1;
}

static int is_shared(prse__refs *refs)
{
    return atomic_load_explicit(refs, memory_order_acquire) > 1;
}

static void table_free(prse__mem_table *table)
{
    if (!table || !is_last(&table->refs))
        return;
    prse__mem_tree_free(table->root);
    for (uint32_t i = 0; i < PRSE__MEMORY_INDEXES; i++)
        prse__mem_tree_free(table->indexes[i].root);
    prse__free(table);
}

static prse__mem_table *table_copy(prse__mem_table *old)
{
    prse__mem_table *copy = prse__alloc(1, sizeof *copy);
    if (!copy)
        return NULL;
    atomic_init(&copy->refs, 1);
    memcpy(copy->name, old->name, sizeof copy->name);
    copy->columns = old->columns;
    copy->key = old->key;
    copy->root = prse__mem_tree_ref(old->root);
    for (uint32_t i = 0; i < PRSE__MEMORY_INDEXES; i++) {
        copy->indexes[i] = old->indexes[i];
        prse__mem_tree_ref(old->indexes[i].root);
    }
    return copy;
}

prse__mem_table *prse__mem_table_own(prse__mem_state *state, uint32_t at)
{
    prse__mem_table *table = state->tables[at];
    if (!is_shared(&table->refs))
        return table;
    prse__mem_table *copy = table_copy(table);
    if (!copy)
        return NULL;
    state->tables[at] = copy;
    table_free(table);
    return copy;
}

uint32_t prse__mem_table_find(const prse__mem_state *state, const char *name)
{
    for (uint32_t i = 0; i < state->table_count; i++)
        if (strcmp(state->tables[i]->name, name) == 0)
            return i;
    return UINT32_MAX;
}

static void copy_name(char *to, const char *name)
{
    memcpy(to, name, strlen(name) + 1); /* checked with its schema */
}

prse__mem_table *prse__mem_table_new(prse__mem_state *state,
                                     const prse_collection *of)
{
    prse__mem_table **tables =
        prse__resize(state->tables, state->table_count,
                     state->table_count + 1, sizeof(*tables));
    if (!tables)
        return NULL;
    state->tables = tables;
    prse__mem_table *table = prse__alloc(1, sizeof *table);
    if (!table)
        return NULL;
    atomic_init(&table->refs, 1);
    copy_name(table->name, of->name);
    table->key = prse__order_of(of, -1);
    tables[state->table_count++] = table;
    return table;
}

prse__mem_state *prse__mem_state_new(void)
{
    prse__mem_state *state = prse__alloc(1, sizeof *state);
    if (state)
        atomic_init(&state->refs, 1);
    return state;
}

void prse__mem_state_free(prse__mem_state *state)
{
    if (!state || !is_last(&state->refs))
        return;
    for (uint32_t i = 0; i < state->table_count; i++)
        table_free(state->tables[i]);
    prse__free(state->tables);
    prse__free(state->versions);
    prse__free(state);
}

static int copy_lists(prse__mem_state *copy, const prse__mem_state *old)
{
    copy->versions = prse__alloc(old->version_count, sizeof *copy->versions);
    copy->tables = prse__alloc(old->table_count, sizeof(*copy->tables));
    if (!copy->versions || !copy->tables)
        return 0;
    for (uint32_t i = 0; i < old->version_count; i++)
        copy->versions[i] = old->versions[i];
    copy->version_count = old->version_count;
    for (uint32_t i = 0; i < old->table_count; i++) {
        copy->tables[i] = old->tables[i];
        atomic_fetch_add_explicit(&old->tables[i]->refs, 1,
                                  memory_order_relaxed);
    }
    copy->table_count = old->table_count;
    return 1;
}

int prse__mem_state_own(prse__mem_state **state)
{
    prse__mem_state *old = *state;
    if (!is_shared(&old->refs))
        return 1;
    prse__mem_state *copy = prse__mem_state_new();
    if (!copy)
        return 0;
    copy->drawn = old->drawn;
    if (!copy_lists(copy, old)) {
        prse__mem_state_free(copy);
        return 0;
    }
    prse__mem_state_free(old);
    *state = copy;
    return 1;
}

static prse__mem_version *find_version(const prse__mem_state *state,
                                       prse_str schema)
{
    for (uint32_t i = 0; i < state->version_count; i++)
        if (prse__str_is(schema, state->versions[i].schema))
            return &state->versions[i];
    return NULL;
}

uint32_t prse__mem_version_get(const prse__mem_state *state, prse_str schema)
{
    const prse__mem_version *found = find_version(state, schema);
    return found ? found->version : 0;
}

int prse__mem_version_set(prse__mem_state *state, const char *schema,
                          uint32_t version)
{
    prse__mem_version *found = find_version(state, prse_str_of(schema));
    if (!found) {
        uint32_t count = state->version_count;
        prse__mem_version *all =
            prse__resize(state->versions, count, count + 1, sizeof *all);
        if (!all)
            return 0;
        state->versions = all;
        state->version_count++;
        found = &all[count];
        copy_name(found->schema, schema);
    }
    found->version = version;
    return 1;
}

uint64_t prse__mem_state_draw(prse__mem_state *state)
{
    return prse__draw(0, ++state->drawn);
}
