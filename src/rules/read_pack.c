/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a pack: pack.yaml, the files it names, their sections, one after the
 * other, so that what a section refers to is always read before it. */
#include "rules/read_pack.h"

#include <string.h>

#include "feel/eval.h"
#include "rules/names.h"
#include "rules/read_values.h"

enum { MOST_FILES = 2000 };

typedef struct file {
    const char *name;
    const prse__node *root;
} file;

typedef struct files {
    size_t count;
    file *items;
} files;

prse_status prse__read_file(prse__pack_reader *r, const prse__pack_file *given,
                            const prse__node **out)
{
    r->file = prse__str_dup(r->arena, prse_str_of(given->name)).ptr;
    r->subject = r->file;
    if (!r->file)
        return prse__pack_nomem(r);
    return prse__yaml_read(out, r->arena, given->text, r->file, NULL, r->err);
}

/* --- pack.yaml --- */

static const prse__words MISSING = {"unknown or null",
                                    {"unknown", "null", NULL}};

static const prse__key PACK_KEYS[] = {
    {"pack", prse__read_id, offsetof(prse__pack_tree, id), 1, NULL},
    {"version", prse__read_string, offsetof(prse__pack_tree, version), 1,
     NULL},
    {"label", prse__read_text, offsetof(prse__pack_tree, label), 1, NULL},
    {"reviewed", prse__read_date, offsetof(prse__pack_tree, reviewed), 1,
     NULL},
    {"missing", prse__read_word, offsetof(prse__pack_tree, missing_null), 0,
     &MISSING},
    {"files", prse__read_already, 0, 1, NULL},
};

static const prse__shape PACK = {
    .what = "pack.yaml",
    .size = sizeof(prse__pack_tree),
    .keys = PACK_KEYS,
    .key_count = sizeof PACK_KEYS / sizeof *PACK_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
};

static const prse__pack_file *given_file(const prse__pack_input *input,
                                         prse_str name)
{
    for (size_t i = 0; i < input->count; i++)
        if (prse__str_is(name, input->files[i].name))
            return &input->files[i];
    return NULL;
}

/* Every given file is named, once: one that is forgotten would be law that
 * nobody applies. */
static prse_status check_files(prse__pack_reader *r,
                               const prse__pack_input *input,
                               const prse__node *names)
{
    for (size_t i = 0; i < input->count; i++) {
        prse_str name = prse_str_of(input->files[i].name);
        const prse__node *n = names->first;
        while (n && !prse__str_eq(n->text, name))
            n = n->next;
        const prse__node *again = n ? n->next : NULL;
        while (again && !prse__str_eq(again->text, name))
            again = again->next;
        if (again)
            return prse__error_at(r->err, PRSE_ESCHEMA,
                                  prse__node_place(again, r->file), name.ptr,
                                  "`%.80s` is here twice", name.ptr);
        if (!n && !prse__str_is(name, "pack.yaml"))
            return prse__error_at(r->err, PRSE_ESCHEMA,
                                  prse__node_place(names, r->file), name.ptr,
                                  "the pack has a file `%.80s`: name it under "
                                  "`files`, or remove it",
                                  name.ptr);
    }
    return PRSE_OK;
}

/* Reads a file that pack.yaml names. */
static prse_status read_named(prse__pack_reader *r,
                              const prse__pack_input *input,
                              const prse__node *name, file *to)
{
    const char *manifest = r->file;
    if (!prse__is_scalar(name) || name->text.len == 0 ||
        prse__str_is(name->text, "pack.yaml"))
        return prse__pack_unexpected(r, name, "the name of another file");
    const prse__pack_file *given = given_file(input, name->text);
    if (!given)
        return prse__error_at(r->err, PRSE_ENOTFOUND,
                              prse__node_place(name, r->file), name->text.ptr,
                              "the pack has no file `%.80s`", name->text.ptr);
    prse_status status = prse__read_file(r, given, &to->root);
    to->name = r->file;
    r->file = manifest;
    return status;
}

static prse_status read_files(prse__pack_reader *r,
                              const prse__pack_input *input,
                              const prse__node *names, files *out)
{
    if (names->kind != PRSE__NODE_LIST)
        return prse__pack_unexpected(r, names, "a list of file names");
    if (names->count > MOST_FILES || input->count > MOST_FILES + 1)
        return prse__error_at(r->err, PRSE_ELIMIT,
                              prse__node_place(names, r->file), r->subject,
                              "more than %d files", MOST_FILES);
    out->items = prse__arena_alloc(r->arena, names->count, sizeof *out->items);
    if (!out->items)
        return prse__pack_nomem(r);
    prse_status status = check_files(r, input, names);
    for (const prse__node *n = names->first; n && !status; n = n->next)
        status = read_named(r, input, n, &out->items[out->count++]);
    return status;
}

static prse_status read_manifest(prse__pack_reader *r,
                                 const prse__pack_input *input, files *out)
{
    const prse__node *root = NULL;
    const prse__pack_file *given = given_file(input, PRSE_STR("pack.yaml"));
    if (!given)
        return prse__error_set(r->err, PRSE_ENOTFOUND, "pack.yaml",
                               "the pack has no file `pack.yaml`");
    prse_status status = prse__read_file(r, given, &root);
    if (!status)
        status = prse__read_item(r, &PACK, root, r->pack);
    if (!status)
        status = read_files(r, input, prse__node_get(root, "files"), out);
    return status;
}

/* --- Sections --- */

typedef struct section_kind {
    const char *name; /* key of the section, or of the id when a file is one */
    const prse__shape *shape;
    size_t most;
    size_t count, items; /* offsets in the pack */
} section_kind;

#define SECTION(word, shape_, most_, count_, items_) \
    {word, &(shape_), most_, offsetof(prse__pack_tree, count_), \
     offsetof(prse__pack_tree, items_)}

static const section_kind KINDS[PRSE__SECTIONS] = {
    SECTION("law", prse__shape_law, 10000, law_count, laws),
    SECTION("facts", prse__shape_fact, 10000, fact_count, facts),
    SECTION("thresholds", prse__shape_threshold, 10000, threshold_count,
            thresholds),
    SECTION("definitions", prse__shape_definition, 10000, definition_count,
            definitions),
    SECTION("functions", prse__shape_function, 10000, function_count,
            functions),
    SECTION("coherence", prse__shape_check, 10000, check_count, checks),
    SECTION("obligation", prse__shape_obligation, 1000, obligation_count,
            obligations),
    SECTION("source", prse__shape_source, 100, source_count, sources),
    SECTION("differences", prse__shape_explanations, 100, explanations_count,
            explanations),
};

static int is_whole_file(prse__section_kind kind)
{
    return kind >= PRSE__SECTION_OBLIGATIONS;
}

static int describes(const prse__node *root, prse__section_kind kind)
{
    return prse__node_get(root, KINDS[kind].name) != NULL;
}

/* A source or differences: a file without sections. */
static int stands_alone(const prse__node *root)
{
    return describes(root, PRSE__SECTION_SOURCES) ||
           describes(root, PRSE__SECTION_DIFFERENCES);
}

/* The map of a section in a file; NULL: it has none. */
static const prse__node *section_in(const prse__node *root,
                                    prse__section_kind kind)
{
    int local = kind == PRSE__SECTION_THRESHOLDS ||
                kind == PRSE__SECTION_DEFINITIONS;
    if (stands_alone(root) ||
        (describes(root, PRSE__SECTION_OBLIGATIONS) && !local))
        return NULL;
    return prse__node_get(root, KINDS[kind].name);
}

static const prse__key FILE_KEYS[] = {
    {"facts", prse__read_already, 0, 0, NULL},
    {"law", prse__read_already, 0, 0, NULL},
    {"thresholds", prse__read_already, 0, 0, NULL},
    {"definitions", prse__read_already, 0, 0, NULL},
    {"functions", prse__read_already, 0, 0, NULL},
    {"coherence", prse__read_already, 0, 0, NULL},
    {"obligation", prse__read_already, 0, 0, NULL},
    {"source", prse__read_already, 0, 0, NULL},
    {"differences", prse__read_already, 0, 0, NULL},
};

static const prse__shape FILE_SHAPE = {
    .what = "a file of a pack",
    .keys = FILE_KEYS,
    .key_count = sizeof FILE_KEYS / sizeof *FILE_KEYS,
    .id = PRSE__NO_OFFSET,
    .place = PRSE__NO_OFFSET,
};

/* Files of sections have no other key; sections are maps. */
static prse_status check_root(prse__pack_reader *r, const file *f)
{
    prse_status status = PRSE_OK;
    char nothing;
    r->file = r->subject = f->name;
    if (!describes(f->root, PRSE__SECTION_OBLIGATIONS) &&
        !stands_alone(f->root))
        status = prse__read_item(r, &FILE_SHAPE, f->root, &nothing);
    for (int k = 0; k < PRSE__SECTION_OBLIGATIONS && !status; k++) {
        const prse__node *node = section_in(f->root, (prse__section_kind)k);
        if (node && node->kind != PRSE__NODE_MAP)
            status = prse__pack_unexpected(r, node, "a map from id to entry");
    }
    return status;
}

static size_t entries_in(const file *f, prse__section_kind kind)
{
    if (is_whole_file(kind))
        return describes(f->root, kind) ? 1 : 0;
    const prse__node *node = section_in(f->root, kind);
    return node ? node->count : 0;
}

static void add_entries(prse__pack_reader *r, const file *f,
                        prse__section_kind kind)
{
    prse__section *section = &r->sections[kind];
    r->file = f->name;
    if (is_whole_file(kind)) {
        const prse__node *id = prse__node_get(f->root, KINDS[kind].name);
        if (id)
            section->entries[section->count++] = (prse__entry){
                f->root, f->name, prse__str_trim(id->text),
                prse__node_place(id, f->name)};
        return;
    }
    const prse__node *node = section_in(f->root, kind);
    for (const prse__node *n = node ? node->first : NULL; n; n = n->next)
        section->entries[section->count++] =
            (prse__entry){n, f->name, n->key, prse__key_place(r, n)};
}

/* Entries in the order of the files, and room for what they are read into. */
static prse_status gather(prse__pack_reader *r, const files *all,
                          prse__section_kind kind)
{
    prse__section *section = &r->sections[kind];
    const section_kind *k = &KINDS[kind];
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += entries_in(&all->items[i], kind);
    if (count > k->most)
        return prse__error_set(r->err, PRSE_ELIMIT, r->pack->id.ptr,
                               "%zu entries of `%s`, at most %zu are accepted",
                               count, k->name, k->most);
    section->entries =
        prse__arena_alloc(r->arena, count, sizeof *section->entries);
    section->items = prse__arena_alloc(r->arena, count, k->shape->size);
    if (!section->entries || !section->items)
        return prse__pack_nomem(r);
    for (size_t i = 0; i < all->count; i++)
        add_entries(r, &all->items[i], kind);
    memcpy((char *)r->pack + k->count, &count, sizeof count);
    memcpy((char *)r->pack + k->items, &section->items,
           sizeof section->items);
    return PRSE_OK;
}

/* --- Ids --- */

static void add_marks(const prse__pack_reader *r, prse__section_kind kind,
                      int mark_kind, prse__index *index)
{
    const prse__section *section = &r->sections[kind];
    for (size_t i = 0; i < section->count; i++)
        index->marks[index->count++] = (prse__mark){
            section->entries[i].id, section->entries[i].place,
            KINDS[kind].shape->what, mark_kind, i};
}

static prse_status index_section(prse__pack_reader *r, prse__section_kind kind,
                                 prse__index *index)
{
    index->marks = prse__arena_alloc(r->arena, r->sections[kind].count,
                                     sizeof *index->marks);
    if (!index->marks)
        return prse__pack_nomem(r);
    add_marks(r, kind, 0, index);
    return prse__index_sort(r, index);
}

static const prse__node *outputs_of(const prse__entry *entry)
{
    const prse__node *outputs = prse__node_get(entry->node, "outputs");
    return outputs && outputs->kind == PRSE__NODE_MAP ? outputs : NULL;
}

/* No output of one obligation is named as one of another. */
static prse_status check_outputs(prse__pack_reader *r)
{
    const prse__section *s = &r->sections[PRSE__SECTION_OBLIGATIONS];
    prse__index index = {0};
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        count += r->pack->obligations[i].output_count;
    index.marks = prse__arena_alloc(r->arena, count, sizeof *index.marks);
    if (!index.marks)
        return prse__pack_nomem(r);
    for (size_t i = 0; i < s->count; i++) {
        const prse__node *outputs = outputs_of(&s->entries[i]);
        r->file = s->entries[i].file;
        for (const prse__node *n = outputs ? outputs->first : NULL; n;
             n = n->next)
            index.marks[index.count++] = (prse__mark){
                n->key, prse__key_place(r, n), "an output", 0, i};
    }
    return prse__index_sort(r, &index);
}

static const prse__section_kind NAMED[] = {
    [PRSE__NAME_FACT] = PRSE__SECTION_FACTS,
    [PRSE__NAME_THRESHOLD] = PRSE__SECTION_THRESHOLDS,
    [PRSE__NAME_DEFINITION] = PRSE__SECTION_DEFINITIONS,
    [PRSE__NAME_FUNCTION] = PRSE__SECTION_FUNCTIONS,
};
enum { NAMED_KINDS = sizeof NAMED / sizeof *NAMED };

/* Names that expressions understand already. */
static prse_status check_taken(prse__pack_reader *r, const prse__mark *mark)
{
    static const char *const words[] = {"jour", "annee", "item", "partial"};
    int taken = prse__feel_is_builtin(mark->id);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        taken |= prse__str_is(mark->id, words[i]);
    if (!taken)
        return PRSE_OK;
    return prse__error_at(r->err, PRSE_ERULE, mark->place, mark->id.ptr,
                          "`%s` has a meaning in expressions already: choose "
                          "another name",
                          mark->id.ptr);
}

static prse_status hash_names(prse__pack_reader *r, prse__pack_tree *pack)
{
    size_t room = 2;
    while (room < 2 * pack->name_count)
        room *= 2;
    uint32_t *table = prse__arena_alloc(r->arena, room, sizeof *table);
    if (!table)
        return prse__pack_nomem(r);
    for (size_t i = 0; i < pack->name_count; i++) {
        size_t slot = prse__str_hash(pack->names[i].id) & (room - 1);
        while (table[slot])
            slot = (slot + 1) & (room - 1);
        table[slot] = (uint32_t)i + 1;
    }
    pack->name_table = table;
    pack->name_room = room;
    return PRSE_OK;
}

static prse_status publish_names(prse__pack_reader *r)
{
    const prse__index *index = &r->names;
    prse__name *names =
        prse__arena_alloc(r->arena, index->count, sizeof *names);
    if (!names)
        return prse__pack_nomem(r);
    for (size_t i = 0; i < index->count; i++) {
        const prse__mark *mark = &index->marks[i];
        prse_status status = check_taken(r, mark);
        if (status)
            return status;
        names[i] = (prse__name){mark->id, (prse__name_kind)mark->kind,
                                mark->index};
    }
    r->pack->names = names;
    r->pack->name_count = index->count;
    return hash_names(r, r->pack);
}

static prse_status index_names(prse__pack_reader *r)
{
    size_t count = 0;
    for (size_t k = 0; k < NAMED_KINDS; k++)
        count += r->sections[NAMED[k]].count;
    r->names.marks = prse__arena_alloc(r->arena, count, sizeof(prse__mark));
    if (!r->names.marks)
        return prse__pack_nomem(r);
    for (int k = 0; k < NAMED_KINDS; k++)
        add_marks(r, NAMED[k], k, &r->names);
    prse_status status = prse__index_sort(r, &r->names);
    return status ? status : publish_names(r);
}

static prse_status index_all(prse__pack_reader *r)
{
    static const prse__section_kind unique[] = {PRSE__SECTION_COHERENCE,
                                                PRSE__SECTION_OBLIGATIONS,
                                                PRSE__SECTION_SOURCES,
                                                PRSE__SECTION_DIFFERENCES};
    prse_status status = index_section(r, PRSE__SECTION_LAW, &r->laws);
    if (!status)
        status = index_names(r);
    for (size_t i = 0; i < sizeof unique / sizeof *unique && !status; i++) {
        prse__index forgotten = {0};
        status = index_section(r, unique[i], &forgotten);
    }
    return status;
}

/* --- Reading them --- */

/* Where a definition or function stands in the graph. */
static size_t owner_of(const prse__pack_reader *r, prse__section_kind kind,
                       size_t i)
{
    if (kind == PRSE__SECTION_DEFINITIONS)
        return i;
    return kind == PRSE__SECTION_FUNCTIONS ? r->pack->definition_count + i
                                           : PRSE__NO_OWNER;
}

static prse_status read_section(prse__pack_reader *r, prse__section_kind kind)
{
    const prse__section *section = &r->sections[kind];
    const prse__shape *shape = KINDS[kind].shape;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < section->count && !status; i++) {
        const prse__entry *entry = &section->entries[i];
        r->file = entry->file;
        r->subject = entry->id.ptr;
        r->owner = owner_of(r, kind, i);
        status = prse__read_item(r, shape, entry->node,
                                 (char *)section->items + i * shape->size);
    }
    r->owner = PRSE__NO_OWNER;
    return status;
}

static prse_status read_sections(prse__pack_reader *r,
                                 const prse__pack_input *input)
{
    prse_status status = prse__graph_new(r, r->pack->definition_count +
                                                r->pack->function_count);
    for (int k = 0; k < PRSE__SECTIONS && !status; k++) {
        status = read_section(r, (prse__section_kind)k);
        if (!status && k == PRSE__SECTION_THRESHOLDS)
            status = prse__read_overlays(r, input);
        if (!status && k == PRSE__SECTION_FUNCTIONS)
            status = prse__graph_check(r);
    }
    return status ? status : check_outputs(r);
}

prse_status prse__pack_read(const prse__pack_tree **out, prse__arena *arena,
                            const prse__pack_input *input, prse_error *err)
{
    files all = {0};
    prse__pack_reader r = {.arena = arena, .err = err};
    r.owner = PRSE__NO_OWNER;
    r.pack = prse__arena_alloc(arena, 1, sizeof *r.pack);
    if (!r.pack)
        return prse__pack_nomem(&r);
    prse_status status = read_manifest(&r, input, &all);
    for (size_t i = 0; i < all.count && !status; i++)
        status = check_root(&r, &all.items[i]);
    for (int k = 0; k < PRSE__SECTIONS && !status; k++)
        status = gather(&r, &all, (prse__section_kind)k);
    if (!status)
        status = index_all(&r);
    if (!status)
        status = read_sections(&r, input);
    if (!status)
        *out = r.pack;
    return status;
}
