/* SPDX-License-Identifier: Apache-2.0 */
/* One value of an answer: where it is, what it means, and who says so. */
#include "base/error.h"
#include "engine/source.h"

enum { MOST_PATH = 240 };

int prse__says_something(const prse__node *node)
{
    return node &&
           (node->kind == PRSE__NODE_PLAIN ||
            node->kind == PRSE__NODE_QUOTED) &&
           node->text.len &&
           !(node->kind == PRSE__NODE_PLAIN &&
             prse__str_is(node->text, "null"));
}

/* --- Paths: {other.path} stands for what is found there --- */

/* 0: nothing is there. */
static int add_inserted(prse__buf *buf, const prse__reading *r, prse_str inner)
{
    if (prse__str_is(inner, "year")) {
        prse__buf_addf(buf, "%d", (int)r->telling->asked);
        return r->telling->asked > 0;
    }
    const prse__node *node = prse__node_path(r->company, inner);
    if (!prse__says_something(node))
        return 0;
    prse__buf_add(buf, node->text);
    return 1;
}

static size_t find(prse_str text, size_t from, char c)
{
    while (from < text.len && text.ptr[from] != c)
        from++;
    return from;
}

/* 0: an inserted part is not there. */
static int expand(prse__buf *buf, const prse__reading *r, prse_str path)
{
    size_t i = 0;
    while (i < path.len) {
        size_t open = find(path, i, '{');
        size_t close = find(path, open, '}');
        prse__buf_add(buf, (prse_str){path.ptr + i, open - i});
        if (open == path.len)
            return 1;
        prse_str inner = {path.ptr + open + 1, close - open - 1};
        if (!add_inserted(buf, r, inner))
            return 0;
        i = close + 1;
    }
    return 1;
}

const prse__node *prse__source_at(const prse__reading *r,
                                  const prse__node *within, prse_str path)
{
    prse__buf buf;
    const prse__node *node = NULL;
    if (find(path, 0, '{') == path.len)
        return path.len ? prse__node_path(within, path) : within;
    prse__buf_init(&buf, MOST_PATH);
    if (expand(&buf, r, path) && !buf.failed)
        node = prse__node_path(within, prse__buf_str(&buf));
    prse__buf_free(&buf);
    return node;
}

/* --- Warnings --- */

static prse_status warn(prse_facts *facts, const prse__fact *fact,
                        prse_str text, const char *fr, const char *en,
                        prse_error *err)
{
    prse__buf french;
    prse__buf english;
    prse__buf_init(&french, 400);
    prse__buf_init(&english, 400);
    prse__buf_addf(&french, "%.*s : \u00ab\u00a0%.*s\u00a0\u00bb %s",
                   (int)fact->id.len, fact->id.ptr,
                   (int)(text.len > 80 ? 80 : text.len), text.ptr, fr);
    prse__buf_addf(&english, "%.*s: \"%.*s\" %s", (int)fact->id.len,
                   fact->id.ptr, (int)(text.len > 80 ? 80 : text.len),
                   text.ptr, en);
    prse_status status =
        french.failed || english.failed
            ? prse__error_nomem(err)
            : prse__facts_warn(facts, prse__buf_str(&french),
                               prse__buf_str(&english), err);
    prse__buf_free(&french);
    prse__buf_free(&english);
    return status;
}

prse_status prse__source_tell_stand_in(prse_facts *facts,
                                       const prse__slot *slot,
                                       prse_error *err)
{
    prse__buf year;
    prse__buf_init(&year, 0);
    prse__buf_addf(&year, "%d", (int)slot->said.about);
    if (year.failed)
        return prse__error_nomem(err);
    prse_status status = warn(
        facts, slot->fact, prse__buf_str(&year),
        "est l'ann\u00e9e la plus r\u00e9cente : sa valeur est reprise pour "
        "la suivante",
        "is the last year known: its value is taken for the next one", err);
    prse__buf_free(&year);
    return status;
}

/* --- Values --- */

static const prse_str *decoded(const prse__code_table *table, prse_str code)
{
    const prse_str *other = NULL;
    for (size_t i = 0; i < table->count; i++) {
        if (prse__str_eq(table->codes[i].code, code))
            return &table->codes[i].value;
        if (prse__str_is(table->codes[i].code, "*"))
            other = &table->codes[i].value;
    }
    return other;
}

static prse_str speaker(const prse__reading *r)
{
    return r->telling->speaker.len ? r->telling->speaker : r->source->id;
}

/* "egapro 2025" */
static prse_str source_text(const prse__reading *r, prse_str year)
{
    prse__buf buf;
    prse__buf_init(&buf, 200);
    prse__buf_add(&buf, speaker(r));
    if (year.len)
        prse__buf_addc(&buf, ' ');
    prse__buf_add(&buf, year);
    prse_str text = {NULL, 0};
    if (!buf.failed)
        text = prse__str_dup(r->facts->profile.arena, prse__buf_str(&buf));
    prse__buf_free(&buf);
    return text;
}

static prse_status say(prse__reading *r, const prse__mapping *m,
                       prse__slot *slot, const prse__node *within,
                       prse_str year)
{
    const prse__node *dated =
        m->date.len ? prse__source_at(r, within, m->date) : NULL;
    const prse__node *doubt =
        m->doubt.len ? prse__source_at(r, within, m->doubt) : NULL;
    prse_str date = prse__says_something(dated) ? dated->text : year;
    prse__said *said = &slot->said;
    said->about = prse__source_year(year);
    said->confidence = prse__sureness_name(m->confidence);
    said->source = source_text(r, year);
    said->date = date.len ? prse__str_dup(r->facts->profile.arena, date)
                          : PRSE_STR("");
    if (!said->source.ptr || !said->date.ptr)
        return prse__error_nomem(r->err);
    if (!prse__says_something(doubt))
        return PRSE_OK;
    said->confidence = prse__sureness_name(PRSE__INDICATIVE);
    return warn(r->facts, m->fact, doubt->text,
                "rend cette valeur incertaine", "makes this value doubtful",
                r->err);
}

/* *set is 0 when the text is no value: what was there before stays. */
static prse_status set_text(prse__reading *r, const prse__mapping *m,
                            prse__slot *slot, prse_str text, int *set)
{
    prse_error why;
    prse__place place = {r->telling->name, 0, 0};
    *set = 0;
    if (m->table) {
        const prse_str *value = decoded(m->table, text);
        if (!value)
            return warn(r->facts, m->fact, text, "est un code inconnu",
                        "is a code that the pack does not know", r->err);
        text = *value;
    }
    prse_status status = prse__profile_set(&r->facts->profile, slot, text,
                                           place, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(r->err);
    *set = !status;
    return status ? warn(r->facts, m->fact, text,
                         "n'est pas une valeur de ce fait",
                         "is not a value of this fact", r->err)
                  : PRSE_OK;
}

/* Empty: nothing is said. Of a map or a list only a table can tell what it
 * means that it is there. */
static prse_str text_of(const prse__node *node, const prse__mapping *m)
{
    if (prse__says_something(node))
        return node->text;
    return node && node->count && m->table ? PRSE_STR("*")
                                           : (prse_str){NULL, 0};
}

prse_status prse__source_set(prse__reading *r, const prse__mapping *m,
                             prse__slot *slot, const prse__node *within,
                             prse_str year)
{
    const prse__node *node = prse__source_at(r, within, m->path);
    prse_str text = text_of(node, m);
    if (!text.len)
        return PRSE_OK;
    int set;
    prse_status status = set_text(r, m, slot, text, &set);
    return status || !set || !slot->given ? status
                                          : say(r, m, slot, within, year);
}
