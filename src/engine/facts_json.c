/* SPDX-License-Identifier: Apache-2.0 */
/* Facts as people write them: a map of facts, in JSON or in a pack's test. */
#include "base/error.h"
#include "engine/source.h"
#include "rules/names.h"

typedef struct flat {
    prse_facts *facts;
    const char *file;
    prse_error *err;
} flat;

static prse__place key_place(const flat *f, const prse__node *node)
{
    return (prse__place){f->file, node->key_line, node->key_column};
}

static int is_scalar(const prse__node *node)
{
    return node->kind == PRSE__NODE_PLAIN || node->kind == PRSE__NODE_QUOTED;
}

/* A list is "one of these". */
static prse_status joined(prse__buf *buf, flat *f, const prse__node *list)
{
    const char *between = "";
    for (const prse__node *n = list->first; n; n = n->next) {
        if (!is_scalar(n))
            return prse__error_at(f->err, PRSE_ESCHEMA,
                                  prse__node_place(n, f->file), NULL,
                                  "a list of values holds values only");
        prse__buf_adds(buf, between);
        prse__buf_add(buf, n->text);
        between = " or ";
    }
    return buf->failed ? prse__error_nomem(f->err) : PRSE_OK;
}

/* The first item that is no value tells its own place. */
static prse_status blame_item(flat *f, prse__slot *slot,
                              const prse__node *list)
{
    prse_status status = PRSE_OK;
    for (const prse__node *n = list->first; n && !status; n = n->next)
        status = prse__profile_set(&f->facts->profile, slot, n->text,
                                   prse__node_place(n, f->file), f->err);
    return status;
}

static prse_status set_list(flat *f, prse__slot *slot, const prse__node *node)
{
    prse__buf buf;
    if (!node->first)
        return prse__error_at(f->err, PRSE_ESCHEMA,
                              prse__node_place(node, f->file),
                              slot->fact->id.ptr,
                              "an empty list leaves no value: write "
                              "\"unknown\", or leave the fact out");
    prse__buf_init(&buf, 0);
    prse_status status = joined(&buf, f, node);
    if (!status)
        status = prse__profile_set(&f->facts->profile, slot,
                                   prse__buf_str(&buf),
                                   prse__node_place(node, f->file), f->err);
    prse__buf_free(&buf);
    if (status != PRSE_ETYPE)
        return status;
    prse_status blamed = blame_item(f, slot, node);
    return blamed ? blamed : status;
}

static prse_status set_value(flat *f, prse__slot *slot, const prse__node *node)
{
    prse_status status;
    if (node->kind == PRSE__NODE_LIST)
        status = set_list(f, slot, node);
    else if (is_scalar(node))
        status = prse__profile_set(&f->facts->profile, slot, node->text,
                                   prse__node_place(node, f->file), f->err);
    else
        return prse__error_at(f->err, PRSE_ESCHEMA,
                              prse__node_place(node, f->file),
                              slot->fact->id.ptr,
                              "expected a value, or a list of values");
    if (status || !slot->given)
        return status;
    slot->said.source =
        prse__str_dup(f->facts->profile.arena, prse_str_of(f->file));
    return slot->said.source.ptr ? PRSE_OK : prse__error_nomem(f->err);
}

int prse__facts_read_year(int32_t *out, prse_str text)
{
    if (text.len != 4)
        return 0;
    *out = 0;
    for (size_t i = 0; i < 4; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        *out = *out * 10 + (text.ptr[i] - '0');
    }
    return *out >= 1900;
}

static prse_status set_years(flat *f, size_t fact, const prse__node *map)
{
    prse_status status = PRSE_OK;
    for (const prse__node *n = map->first; n && !status; n = n->next) {
        int32_t year = 0;
        if (!prse__facts_read_year(&year, n->key))
            return prse__error_at(f->err, PRSE_ESCHEMA, key_place(f, n),
                                  NULL, "expected a year such as 2025");
        prse__slot *slot = prse__profile_slot(&f->facts->profile, fact,
                                              year - f->facts->year);
        if (slot)
            status = set_value(f, slot, n);
    }
    return status;
}

static prse_status unknown_fact(flat *f, const prse__node *node)
{
    const prse__pack_tree *pack = f->facts->pack->tree;
    prse__guess guess = prse__guess_start(node->key);
    char hint[PRSE__HINT];
    char id[64];
    for (size_t i = 0; i < pack->fact_count; i++)
        prse__guess_try(&guess, pack->facts[i].id);
    prse__guess_hint(hint, &guess);
    prse__error_copy(id, sizeof id, node->key);
    return prse__error_at(f->err, PRSE_ENOTFOUND, key_place(f, node), id,
                          "the pack has no fact `%s`%s", id, hint);
}

static prse_status set_fact(flat *f, const prse__node *node)
{
    size_t fact = prse_pack_fact_index(f->facts->pack, node->key);
    if (fact == SIZE_MAX)
        return unknown_fact(f, node);
    if (node->kind == PRSE__NODE_MAP &&
        !f->facts->pack->tree->facts[fact].years)
        return prse__error_at(f->err, PRSE_ESCHEMA,
                              prse__node_place(node, f->file),
                              f->facts->pack->tree->facts[fact].id.ptr,
                              "this fact is not kept by year: expected one "
                              "value, or a list of values");
    if (node->kind == PRSE__NODE_MAP)
        return set_years(f, fact, node);
    return set_value(f, prse__profile_slot(&f->facts->profile, fact, 0),
                     node);
}

/* The last year that a value names. */
static int32_t last_year_of(const prse__node *value)
{
    int32_t last = 0;
    const prse__node *y = value->kind == PRSE__NODE_MAP ? value->first : NULL;
    for (; y; y = y->next) {
        int32_t year;
        if (prse__facts_read_year(&year, y->key) && year > last)
            last = year;
    }
    return last;
}

int32_t prse__facts_last_year(const prse__node *root)
{
    int32_t last = 0;
    for (const prse__node *n = root->first; n; n = n->next)
        if (last_year_of(n) > last)
            last = last_year_of(n);
    return last;
}

/* --- An answer of a service to which somebody added facts --- */

/* 1 when a path begins with the key. */
static int begins(prse_str path, prse_str key)
{
    return path.len >= key.len &&
           prse__str_eq((prse_str){path.ptr, key.len}, key) &&
           (path.len == key.len || path.ptr[key.len] == '.');
}

/* 1 when the key is the service's own word for something. */
static int is_read(const prse__source *source, prse_str key)
{
    if (begins(source->detect, key))
        return 1;
    for (size_t i = 0; i < source->mapping_count; i++) {
        const prse__mapping *m = &source->mappings[i];
        const prse_str paths[] = {m->path, m->each_year, m->year, m->date,
                                  m->doubt};
        for (size_t k = 0; k < sizeof paths / sizeof *paths; k++)
            if (begins(paths[k], key))
                return 1;
    }
    return 0;
}

static int is_added(const prse_facts *facts, const prse__source *source,
                    const prse__node *node)
{
    return prse_pack_fact_index(facts->pack, node->key) != SIZE_MAX &&
           !is_read(source, node->key);
}

static prse_status set_added(flat *f, const prse__source *source,
                             const prse__node *root)
{
    prse_status status = PRSE_OK;
    const prse__node *first =
        root->kind == PRSE__NODE_MAP ? root->first : NULL;
    for (const prse__node *n = first; n; n = n->next)
        if (is_added(f->facts, source, n) &&
            last_year_of(n) > f->facts->year)
            prse__facts_move_to_year(f->facts, last_year_of(n));
    for (const prse__node *n = first; n && !status; n = n->next)
        if (is_added(f->facts, source, n))
            status = set_fact(f, n);
    return status;
}

prse_status prse__facts_set_nodes(prse_facts *facts, const prse__node *root,
                                  const char *file, prse_error *err)
{
    flat f = {facts, file, err};
    prse_status status = PRSE_OK;
    int32_t last = prse__facts_last_year(root);
    if (root->kind != PRSE__NODE_MAP)
        return prse__error_at(err, PRSE_ESCHEMA, prse__node_place(root, file),
                              NULL,
                              "expected an object of facts, "
                              "{\"fact\": value}");
    if (last > facts->year)
        prse__facts_move_to_year(facts, last);
    for (const prse__node *n = root->first; n && !status; n = n->next)
        status = set_fact(&f, n);
    return status;
}

/* What there was, to be put back when a later value is refused. */
typedef struct backup {
    prse__slot *slots;
    prse__mask *masks;
    size_t warnings;
    int32_t year;
} backup;

static int back_up(backup *b, const prse_facts *facts)
{
    const prse__profile *p = &facts->profile;
    *b = (backup){prse__alloc(p->slot_count + 1, sizeof *b->slots),
                  prse__alloc(p->rules->var_count + 1, sizeof *b->masks),
                  facts->read_count, facts->year};
    for (size_t i = 0; b->slots && i < p->slot_count; i++)
        b->slots[i] = p->slots[i];
    for (size_t i = 0; b->masks && i < p->rules->var_count; i++)
        b->masks[i] = p->masks[i];
    return b->slots && b->masks;
}

static void put_back(const backup *b, prse_facts *facts)
{
    prse__profile *p = &facts->profile;
    for (size_t i = 0; i < p->slot_count; i++)
        p->slots[i] = b->slots[i];
    for (size_t i = 0; i < p->rules->var_count; i++)
        p->masks[i] = b->masks[i];
    facts->warning_count = facts->read_count = b->warnings;
    facts->year = b->year;
}

static prse_status no_company(const prse__pack_tree *pack,
                              const prse__node *root, const char *name,
                              prse_error *err)
{
    const prse__source *source = prse__source_empty(pack, root);
    return prse__error_at(err, PRSE_ENOTFOUND, prse__node_place(root, name),
                          source->id.ptr,
                          "an answer in the form of `%s`, without a company",
                          source->id.ptr);
}

static prse_status read_json(prse_facts *facts, prse_str json,
                             const char *name, prse__arena *arena,
                             prse_error *err)
{
    const prse__node *root;
    const prse__source *source = NULL;
    prse_status status =
        prse__json_read(&root, arena, json, name, NULL, err);
    if (!status)
        status = prse__facts_from_source(
            facts, &(prse__telling){.root = root, .name = name}, &source, err);
    flat f = {facts, name, err};
    if (status)
        return status;
    if (!source && prse__source_empty(facts->pack->tree, root))
        return no_company(facts->pack->tree, root, name, err);
    return source ? set_added(&f, source, root)
                  : prse__facts_set_nodes(facts, root, name, err);
}

prse_status prse_facts_set_json(prse_facts *facts, prse_str json,
                                const char *name, prse_error *err)
{
    backup before;
    if (!facts)
        return prse__error_set(err, PRSE_EINVAL, NULL, "facts is NULL");
    prse__facts_changed(facts);
    prse__arena *arena = prse__arena_new(0);
    prse_status status = PRSE_OK;
    if (!back_up(&before, facts) || !arena)
        status = prse__error_nomem(err);
    if (!status) {
        status = read_json(facts, json, name ? name : "facts", arena, err);
        if (status)
            put_back(&before, facts);
    }
    prse__free(before.slots);
    prse__free(before.masks);
    prse__arena_free(arena);
    return status;
}
