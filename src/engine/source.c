/* SPDX-License-Identifier: Apache-2.0 */
/* Facts out of an outside service's answer, as a pack's sources describe it. A
 * value that cannot be read leaves its fact missing, with a warning: an answer
 * is not the user's fault. */
#include "base/error.h"
#include "engine/facts.h"

typedef struct answer {
    prse_facts *facts;
    const prse__source *source;
    const prse__node *company;
    const char *name;
    prse_error *err;
} answer;

static int says_something(const prse__node *node)
{
    return node &&
           (node->kind == PRSE__NODE_PLAIN ||
            node->kind == PRSE__NODE_QUOTED) &&
           node->text.len &&
           !(node->kind == PRSE__NODE_PLAIN &&
             prse__str_is(node->text, "null"));
}

static const prse__node *at(const prse__node *root, prse_str path)
{
    return path.len ? prse__node_path(root, path) : root;
}

static int is_fact(const prse__pack_tree *pack, prse_str path)
{
    size_t size = 0;
    while (size < path.len && path.ptr[size] != '.')
        size++;
    const prse__name *name =
        prse__pack_name(pack, (prse_str){path.ptr, size});
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

/* --- Warnings --- */

static prse_status warn(answer *a, const prse__mapping *m, prse_str text,
                        const char *fr, const char *en)
{
    prse__buf french;
    prse__buf english;
    prse__buf_init(&french, 400);
    prse__buf_init(&english, 400);
    prse__buf_addf(&french, "%.*s : \u00ab\u00a0%.*s\u00a0\u00bb %s",
                   (int)m->fact->id.len, m->fact->id.ptr,
                   (int)(text.len > 80 ? 80 : text.len), text.ptr, fr);
    prse__buf_addf(&english, "%.*s: \"%.*s\" %s", (int)m->fact->id.len,
                   m->fact->id.ptr, (int)(text.len > 80 ? 80 : text.len),
                   text.ptr, en);
    prse_status status =
        french.failed || english.failed
            ? prse__error_nomem(a->err)
            : prse__facts_warn(a->facts, prse__buf_str(&french),
                               prse__buf_str(&english), a->err);
    prse__buf_free(&french);
    prse__buf_free(&english);
    return status;
}

/* --- Values --- */

static const prse_str *decoded(const prse__code_table *table, prse_str code)
{
    for (size_t i = 0; i < table->count; i++)
        if (prse__str_eq(table->codes[i].code, code))
            return &table->codes[i].value;
    return NULL;
}

static prse_str source_text(answer *a, prse_str year)
{
    prse__buf buf;
    prse__buf_init(&buf, 200);
    prse__buf_add(&buf, a->source->id);
    if (year.len)
        prse__buf_addc(&buf, ' ');
    prse__buf_add(&buf, year);
    prse_str text = {NULL, 0};
    if (!buf.failed)
        text = prse__str_dup(a->facts->profile.arena, prse__buf_str(&buf));
    prse__buf_free(&buf);
    return text;
}

static prse_status set(answer *a, const prse__mapping *m, prse__slot *slot,
                       prse_str text, prse_str year)
{
    prse_error why;
    prse__place place = {a->name, 0, 0};
    if (m->table) {
        const prse_str *value = decoded(m->table, text);
        if (!value)
            return warn(a, m, text, "est un code inconnu",
                        "is a code that the pack does not know");
        text = *value;
    }
    prse_status status = prse__profile_set(&a->facts->profile, slot, text,
                                           place, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(a->err);
    if (status)
        return warn(a, m, text, "n'est pas une valeur de ce fait",
                    "is not a value of this fact");
    if (!slot->given)
        return PRSE_OK;
    slot->source = source_text(a, year);
    return slot->source.ptr ? PRSE_OK : prse__error_nomem(a->err);
}

static int32_t year_of(prse_str text)
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

/* --- Years: the last one that the answer names is N --- */

static prse_str mapping_year(const answer *a, const prse__mapping *m)
{
    const prse__node *node = m->year.len ? at(a->company, m->year) : NULL;
    return says_something(node) ? node->text : (prse_str){NULL, 0};
}

static int32_t last_year(const answer *a)
{
    int32_t last = 0;
    for (size_t i = 0; i < a->source->mapping_count; i++) {
        const prse__mapping *m = &a->source->mappings[i];
        const prse__node *map =
            m->each_year.len ? at(a->company, m->each_year) : NULL;
        int32_t year = year_of(mapping_year(a, m));
        last = year > last ? year : last;
        for (const prse__node *n = map ? map->first : NULL; n; n = n->next) {
            year = year_of(n->key);
            last = year > last ? year : last;
        }
    }
    return last;
}

/* The slot of a calendar year. A fact that keeps no years takes the last one
 * that is told. */
static prse__slot *slot_for(answer *a, const prse__mapping *m, int32_t year)
{
    size_t fact = (size_t)(m->fact - a->facts->pack->tree->facts);
    int32_t back = m->fact->years && year ? year - a->facts->year : 0;
    return prse__profile_slot(&a->facts->profile, fact, back);
}

/* A register often knows a headcount later than a turnover: the last value that
 * it knows then stands for year N too, and the user is told. */
static prse_status stand_in(answer *a, const prse__mapping *m, prse_str text,
                            prse_str year)
{
    size_t fact = (size_t)(m->fact - a->facts->pack->tree->facts);
    prse__slot *last = prse__profile_slot(&a->facts->profile, fact, 0);
    if (last->given)
        return PRSE_OK;
    prse_status status = set(a, m, last, text, year);
    return status || !last->given
               ? status
               : warn(a, m, year, "est l'ann\u00e9e la plus r\u00e9cente : "
                                  "sa valeur est reprise pour la suivante",
                      "is the last year known: its value is taken for the "
                      "next one");
}

static prse_status read_single(answer *a, const prse__mapping *m)
{
    const prse__node *node = at(a->company, m->path);
    prse_str year = mapping_year(a, m);
    prse__slot *slot = slot_for(a, m, year_of(year));
    if (!says_something(node))
        return PRSE_OK;
    prse_status status =
        slot ? set(a, m, slot, node->text, year) : PRSE_OK;
    if (!status && slot != slot_for(a, m, 0))
        status = stand_in(a, m, node->text, year);
    return status;
}

static prse_status read_each_year(answer *a, const prse__mapping *m)
{
    const prse__node *map = at(a->company, m->each_year);
    prse_status status = PRSE_OK;
    int32_t best = 0;
    for (const prse__node *n = map ? map->first : NULL; n && !status;
         n = n->next) {
        const prse__node *node = at(n, m->path);
        int32_t year = year_of(n->key);
        prse__slot *slot = slot_for(a, m, year);
        int later = m->fact->years || year > best;
        if (!year || !slot || !says_something(node) || !later)
            continue;
        status = set(a, m, slot, node->text, n->key);
        best = year;
    }
    return status;
}

static prse_status read_company(answer *a)
{
    prse_status status = PRSE_OK;
    int32_t last = last_year(a);
    if (last > a->facts->year)
        prse__facts_move_to_year(a->facts, last);
    for (size_t i = 0; i < a->source->mapping_count && !status; i++) {
        const prse__mapping *m = &a->source->mappings[i];
        status = m->each_year.len ? read_each_year(a, m) : read_single(a, m);
    }
    return status;
}

prse_status prse__facts_from_source(prse_facts *facts, const prse__node *root,
                                    const char *name,
                                    const prse__source **found,
                                    prse_error *err)
{
    const prse__pack_tree *pack = facts->pack->tree;
    *found = NULL;
    for (size_t i = 0; i < pack->source_count; i++) {
        answer a = {facts, &pack->sources[i], NULL, name, err};
        a.company = find_company(pack, a.source, root);
        if (!a.company)
            continue;
        *found = a.source;
        return read_company(&a);
    }
    return PRSE_OK;
}
