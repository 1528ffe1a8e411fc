/* SPDX-License-Identifier: Apache-2.0 */
/* Which source an answer is of, and which slots its values go to. A value that
 * cannot be read leaves its fact missing, with a warning: an answer is not the
 * user's fault. */
#include "engine/source.h"

#include "base/error.h"

static const prse__node *at(const prse__node *root, prse_str path)
{
    return path.len ? prse__node_path(root, path) : root;
}

static prse_str first_key(prse_str path)
{
    size_t size = 0;
    while (size < path.len && path.ptr[size] != '.')
        size++;
    return (prse_str){path.ptr, size};
}

static int is_fact(const prse__pack_tree *pack, prse_str path)
{
    const prse__name *name = prse__pack_name(pack, first_key(path));
    return name && name->kind == PRSE__NAME_FACT;
}

/* A plain file of facts may well have a fact of the name that tells an answer:
 * an answer has something else that is mapped, under no fact's name. */
static int is_answer(const prse__pack_tree *pack, const prse__source *source,
                     const prse__node *root)
{
    for (size_t i = 0; i < source->mapping_count; i++) {
        const prse__mapping *m = &source->mappings[i];
        prse_str path = m->each_year.len ? m->each_year : m->path;
        if (at(root, path) && !is_fact(pack, path))
            return 1;
    }
    return 0;
}

/* The company inside the answer; NULL: not of this source. */
static const prse__node *find_company(const prse__pack_tree *pack,
                                      const prse__source *source,
                                      const prse__node *root)
{
    if (at(root, source->detect) &&
        (!is_fact(pack, source->detect) || is_answer(pack, source, root)))
        return root;
    for (size_t i = 0; i < source->root_count; i++) {
        const prse__node *inside = at(root, source->roots[i]);
        if (inside && at(inside, source->detect))
            return inside;
    }
    return NULL;
}

/* The source that knows the shape, and the company inside the answer; NULL:
 * none does. */
static const prse__source *find_source(const prse__node **company,
                                       const prse__pack_tree *pack,
                                       const prse__node *root)
{
    for (size_t i = 0; i < pack->source_count; i++) {
        *company = find_company(pack, &pack->sources[i], root);
        if (*company)
            return &pack->sources[i];
    }
    return NULL;
}

const prse__source *prse__source_of_record(const prse__pack_tree *pack,
                                           const char *key)
{
    for (size_t i = 0; i < pack->source_count; i++)
        for (size_t k = 0; k < pack->sources[i].root_count; k++)
            if (prse__str_is(pack->sources[i].roots[k], key))
                return &pack->sources[i];
    return NULL;
}

const prse__source *prse__source_empty(const prse__pack_tree *pack,
                                       const prse__node *root)
{
    for (size_t i = 0; i < pack->source_count; i++)
        for (size_t k = 0; k < pack->sources[i].root_count; k++) {
            prse_str key = first_key(pack->sources[i].roots[k]);
            if (prse__node_find(root, key) && !is_fact(pack, key))
                return &pack->sources[i];
        }
    return NULL;
}

/* --- Years: the last one that the answer names is N --- */

int32_t prse__source_year(prse_str text)
{
    int32_t year = 0;
    if (text.len < 4)
        return 0;
    for (size_t i = 0; i < 4; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        year = year * 10 + (text.ptr[i] - '0');
    }
    return year;
}

static prse_str mapping_year(const prse__reading *r, const prse__mapping *m)
{
    const prse__node *node =
        m->year.len ? prse__source_at(r, r->company, m->year) : NULL;
    return prse__says_something(node) ? node->text : (prse_str){NULL, 0};
}

static const prse__node *first_year(const prse__reading *r,
                                    const prse__mapping *m)
{
    const prse__node *map =
        m->each_year.len ? prse__source_at(r, r->company, m->each_year)
                         : NULL;
    return map ? map->first : NULL;
}

static int32_t last_year(const prse__reading *r)
{
    int32_t last = 0;
    for (size_t i = 0; i < r->source->mapping_count; i++) {
        const prse__mapping *m = &r->source->mappings[i];
        int32_t year = prse__source_year(mapping_year(r, m));
        last = year > last ? year : last;
        for (const prse__node *n = first_year(r, m); n; n = n->next) {
            year = prse__source_year(n->key);
            last = year > last ? year : last;
        }
    }
    return last;
}

int32_t prse__source_last_year(const prse__pack_tree *pack,
                               const prse__telling *telling)
{
    prse__reading r = {.telling = telling};
    r.source = find_source(&r.company, pack, telling->root);
    return r.source ? last_year(&r) : 0;
}

/* The slot of a calendar year. A fact that keeps no years takes the last one
 * that is told. */
static prse__slot *slot_for(prse__reading *r, const prse__mapping *m,
                            int32_t year)
{
    size_t fact = (size_t)(m->fact - r->facts->pack->tree->facts);
    int32_t back = m->fact->years && year ? year - r->facts->year : 0;
    return prse__profile_slot(&r->facts->profile, fact, back);
}

/* A register often knows a headcount later than a turnover: the last value that
 * it knows then stands for year N too, and the user is told. */
static prse_status stand_in(prse__reading *r, const prse__mapping *m,
                            prse_str year)
{
    prse__slot *last = slot_for(r, m, 0);
    if (last->given)
        return PRSE_OK;
    prse_status status = prse__source_set(r, m, last, r->company, year);
    if (status || !last->given)
        return status;
    last->said.stand_in = 1;
    return r->telling->merging
               ? PRSE_OK
               : prse__source_tell_stand_in(r->facts, last, r->err);
}

static prse_status read_single(prse__reading *r, const prse__mapping *m)
{
    prse_str year = mapping_year(r, m);
    prse__slot *slot = slot_for(r, m, prse__source_year(year));
    prse_status status =
        slot ? prse__source_set(r, m, slot, r->company, year) : PRSE_OK;
    if (!status && slot != slot_for(r, m, 0))
        status = stand_in(r, m, year);
    return status;
}

static prse_status read_each_year(prse__reading *r, const prse__mapping *m)
{
    prse_status status = PRSE_OK;
    for (const prse__node *n = first_year(r, m); n && !status; n = n->next) {
        int32_t year = prse__source_year(n->key);
        prse__slot *slot = slot_for(r, m, year);
        if (year && slot)
            status = prse__source_set(r, m, slot, n, n->key);
    }
    return status;
}

static prse_status read_company(prse__reading *r)
{
    prse_status status = PRSE_OK;
    int32_t last = last_year(r);
    if (last > r->facts->year)
        prse__facts_move_to_year(r->facts, last);
    for (size_t i = 0; i < r->source->mapping_count && !status; i++) {
        const prse__mapping *m = &r->source->mappings[i];
        status = m->each_year.len ? read_each_year(r, m) : read_single(r, m);
    }
    return status;
}

prse_status prse__facts_from_source(prse_facts *facts,
                                    const prse__telling *telling,
                                    const prse__source **found,
                                    prse_error *err)
{
    prse__reading r = {.facts = facts, .telling = telling, .err = err};
    r.source = *found =
        find_source(&r.company, facts->pack->tree, telling->root);
    return r.source ? read_company(&r) : PRSE_OK;
}
