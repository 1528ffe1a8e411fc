/* SPDX-License-Identifier: Apache-2.0 */
/* A file that maps an answer from outside to facts. */
#include "rules/names.h"
#include "rules/read_pack.h"
#include "rules/read_rule.h"
#include "rules/read_values.h"

/* --- Tables of codes --- */

static prse_status read_tables(prse__pack_reader *r, const prse__node *node,
                               const prse__key *key, void *to)
{
    enum { MOST = 1000 };
    prse_status status = PRSE_OK;
    if (node->kind != PRSE__NODE_MAP)
        return prse__pack_unexpected(r, node, "a map from id to table");
    if (node->count > MOST)
        return prse__error_at(r->err, PRSE_ELIMIT,
                              prse__node_place(node, r->file), r->subject,
                              "more than %d tables", MOST);
    prse__code_table *table =
        prse__arena_alloc(r->arena, node->count, sizeof *table);
    if (!table)
        return prse__pack_nomem(r);
    prse__set_many(to, node->count, table);
    for (const prse__node *n = node->first; n && !status; n = n->next) {
        table->id = n->key;
        status = prse__check_spelling(r, n->key, prse__key_place(r, n),
                                      PRSE__SPELL_ID);
        if (!status)
            status = prse__read_pairs(r, n, key, &table->count);
        table++;
    }
    return status;
}

/* --- Mappings --- */

static prse_status read_table_name(prse__pack_reader *r,
                                   const prse__node *node,
                                   const prse__key *key, void *to)
{
    char hint[PRSE__HINT];
    prse_str id;
    const prse__source *source = r->source;
    prse_status status = prse__read_string(r, node, key, &id);
    if (status)
        return status;
    prse__guess guess = prse__guess_start(id);
    for (size_t i = 0; i < source->table_count; i++) {
        if (prse__str_eq(source->tables[i].id, id)) {
            *(const prse__code_table **)to = &source->tables[i];
            return PRSE_OK;
        }
        prse__guess_try(&guess, source->tables[i].id);
    }
    prse__guess_hint(hint, &guess);
    return prse__error_at(r->err, PRSE_ERULE, prse__node_place(node, r->file),
                          r->subject, "this source has no table `%.60s`%s",
                          id.ptr, hint);
}

static const prse__words SURENESS = {
    "certain, probable or indicative",
    {"certain", "probable", "indicative", NULL}};

static const prse__key MAPPING_KEYS[] = {
    {"path", prse__read_string, offsetof(prse__mapping, path), 1, NULL},
    {"each_year", prse__read_string, offsetof(prse__mapping, each_year), 0,
     NULL},
    {"year", prse__read_string, offsetof(prse__mapping, year), 0, NULL},
    {"date", prse__read_string, offsetof(prse__mapping, date), 0, NULL},
    {"doubt", prse__read_string, offsetof(prse__mapping, doubt), 0, NULL},
    {"table", read_table_name, offsetof(prse__mapping, table), 0, NULL},
    {"confidence", prse__read_word, offsetof(prse__mapping, confidence), 0,
     &SURENESS},
};

/* A path with a part in braces that is never closed, or says nothing. */
static int is_broken(prse_str path)
{
    size_t open = SIZE_MAX;
    for (size_t i = 0; i < path.len; i++) {
        int closes = path.ptr[i] == '}';
        if (closes && (open == SIZE_MAX || open + 1 == i))
            return 1;
        if (path.ptr[i] == '{' && open != SIZE_MAX)
            return 1;
        if (closes)
            open = SIZE_MAX;
        else if (path.ptr[i] == '{')
            open = i;
    }
    return open != SIZE_MAX;
}

static prse_status check_paths(prse__pack_reader *r,
                               const prse__mapping *mapping, prse__place at)
{
    const prse_str paths[] = {mapping->path, mapping->each_year,
                              mapping->year, mapping->date,
                              mapping->doubt};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (is_broken(paths[i]))
            return prse__error_at(r->err, PRSE_ESCHEMA, at, r->subject,
                                  "the path `%.60s` has braces that do not "
                                  "enclose another path",
                                  paths[i].ptr);
    return PRSE_OK;
}

static prse_status check_mapping(prse__pack_reader *r, const prse__node *node,
                                 void *item)
{
    prse__mapping *mapping = item;
    prse__place at = prse__key_place(r, node);
    const prse__mark *mark = prse__index_find(&r->names, node->key);
    if (!mark || mark->kind != PRSE__NAME_FACT)
        return prse__index_missing(r, &r->names, "fact", node->key, at);
    mapping->fact = &r->pack->facts[mark->index];
    if (mapping->year.len > 0 && mapping->each_year.len > 0)
        return prse__error_at(r->err, PRSE_ESCHEMA, at, r->subject,
                              "`each_year` has its own years: remove `year`");
    if (mapping->fact->years > 0 ||
        mapping->year.len + mapping->each_year.len == 0)
        return check_paths(r, mapping, at);
    return prse__error_at(r->err, PRSE_ERULE, at, r->subject,
                          "`%.60s` is no yearly fact: declare its `years`, or "
                          "remove `year` and `each_year`",
                          mapping->fact->id.ptr);
}

static const prse__shape MAPPING = {
    .what = "a mapping",
    .size = sizeof(prse__mapping),
    .keys = MAPPING_KEYS,
    .key_count = sizeof MAPPING_KEYS / sizeof *MAPPING_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = offsetof(prse__mapping, place),
    .most = 10000,
    .check = check_mapping,
};

/* `to` is the source, whose tables were read before. */
static prse_status read_mappings(prse__pack_reader *r, const prse__node *node,
                                 const prse__key *key, void *to)
{
    prse__source *source = to;
    r->source = source;
    prse_status status =
        prse__read_entries(r, node, key, &source->mapping_count);
    r->source = NULL;
    return status;
}

/* --- Sources --- */

static const prse__key SOURCE_KEYS[] = {
    {"source", prse__read_id, offsetof(prse__source, id), 1, NULL},
    {"label", prse__read_text, offsetof(prse__source, label), 1, NULL},
    {"detect", prse__read_string, offsetof(prse__source, detect), 1, NULL},
    {"roots", prse__read_strings, offsetof(prse__source, root_count), 0, NULL},
    {"year", prse__read_expression, offsetof(prse__source, year), 0,
     &prse__rights_day},
    {"tables", read_tables, offsetof(prse__source, table_count), 0, NULL},
    {"facts", read_mappings, 0, 1, &MAPPING},
};

const prse__shape prse__shape_source = {
    .what = "a source",
    .size = sizeof(prse__source),
    .keys = SOURCE_KEYS,
    .key_count = sizeof SOURCE_KEYS / sizeof *SOURCE_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
};
