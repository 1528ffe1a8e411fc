/* SPDX-License-Identifier: Apache-2.0 */
/* The steps from one version of a schema to another. */
#include "base/options.h"
#include "store/store.h"

/* Looks for the step that has `left` others before it. */
typedef struct search {
    uint32_t version;
    size_t left;
    prse_step step;
    int found;
} search;

static void meet(search *s, prse_step_kind kind, uint32_t collection,
                 uint32_t item)
{
    if (s->found)
        return;
    if (s->left > 0) {
        s->left--;
        return;
    }
    s->found = 1;
    s->step = (prse_step){.size = sizeof s->step, .kind = (int32_t)kind,
                          .version = s->version, .collection = collection,
                          .item = item};
}

static void meet_collections(search *s, const prse_schema *schema)
{
    for (uint32_t i = 0; i < schema->count; i++)
        if (schema->collections[i].since == s->version)
            meet(s, PRSE_STEP_COLLECTION, i, 0);
}

static void meet_columns(search *s, const prse_schema *schema)
{
    for (uint32_t i = 0; i < schema->count; i++) {
        const prse_collection *of = &schema->collections[i];
        for (uint32_t c = 0; c < of->column_count; c++)
            if (of->columns[c].since == s->version &&
                of->since < s->version)
                meet(s, PRSE_STEP_COLUMN, i, c);
    }
}

static void meet_indexes(search *s, const prse_schema *schema)
{
    for (uint32_t i = 0; i < schema->count; i++) {
        const prse_collection *of = &schema->collections[i];
        for (uint32_t x = 0; x < of->index_count; x++) {
            if (of->indexes[x].since == s->version)
                meet(s, PRSE_STEP_INDEX, i, x);
            if (of->indexes[x].until == s->version)
                meet(s, PRSE_STEP_DROP_INDEX, i, x);
        }
    }
}

static void take_earlier(uint32_t *next, uint32_t after, uint32_t candidate)
{
    if (candidate > after && candidate < *next)
        *next = candidate;
}

/* The first version after `after` that changes something; UINT32_MAX: none. */
static uint32_t next_version(const prse_schema *schema, uint32_t after)
{
    uint32_t next = UINT32_MAX;
    for (uint32_t i = 0; i < schema->count; i++) {
        const prse_collection *of = &schema->collections[i];
        take_earlier(&next, after, of->since);
        for (uint32_t c = 0; c < of->column_count; c++)
            take_earlier(&next, after, of->columns[c].since);
        for (uint32_t x = 0; x < of->index_count; x++) {
            take_earlier(&next, after, of->indexes[x].since);
            take_earlier(&next, after, of->indexes[x].until);
        }
    }
    return next;
}

prse_status prse_schema_step(const prse_schema *schema, uint32_t from,
                             uint32_t to, size_t index, prse_step *out,
                             prse_error *err)
{
    search s = {.left = index};
    prse_status status = prse__schema_check(schema, err);
    if (status)
        return status;
    if (from > to || to > schema->version)
        return prse__error_set(err, PRSE_EINVAL, schema->name,
                               "no way leads from version %u to %u: this "
                               "library knows version %u",
                               from, to, schema->version);
    while (!s.found) {
        s.version = next_version(schema, from);
        if (s.version > to)
            return prse__error_set(err, PRSE_ENOTFOUND, schema->name,
                                   "there are no more steps");
        meet_collections(&s, schema);
        meet_columns(&s, schema);
        meet_indexes(&s, schema);
        from = s.version;
    }
    return prse__struct_give(out, &s.step, sizeof s.step, err);
}
