/* SPDX-License-Identifier: Apache-2.0 */
/* The facts of a test, as docs/pack-language.md lets them be written. */
#include "base/error.h"
#include "engine/pack_test.h"

typedef struct given {
    prse_facts *facts;
    const char *file;
    int32_t year; /* N: the last one that the test names */
    prse_error *err;
} given;

static int is_scalar(const prse__node *node)
{
    return node->kind == PRSE__NODE_PLAIN || node->kind == PRSE__NODE_QUOTED;
}

static prse_status refuse(const given *g, const prse__node *node,
                          const char *why)
{
    return prse__error_at(g->err, PRSE_ESCHEMA,
                          prse__node_place(node, g->file), NULL, "%s", why);
}

/* A list is "one of these". */
static prse_status set_list(given *g, prse__slot *slot,
                            const prse__node *list)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    for (const prse__node *n = list->first; n; n = n->next) {
        prse__buf_adds(&text, n == list->first ? "" : " or ");
        prse__buf_add(&text, n->text);
    }
    prse_status status =
        text.failed ? prse__error_nomem(g->err)
                    : prse__profile_set(&g->facts->profile, slot,
                                        prse__buf_str(&text),
                                        prse__node_place(list, g->file),
                                        g->err);
    prse__buf_free(&text);
    return status;
}

static prse_status set_value(given *g, prse__slot *slot,
                             const prse__node *node)
{
    if (node->kind == PRSE__NODE_LIST) {
        for (const prse__node *n = node->first; n; n = n->next)
            if (!is_scalar(n))
                return refuse(g, n, "a list of values holds values only");
        return set_list(g, slot, node);
    }
    if (!is_scalar(node))
        return refuse(g, node, "expected a value, or a list of values");
    return prse__profile_set(&g->facts->profile, slot, node->text,
                             prse__node_place(node, g->file), g->err);
}

static int read_year(int32_t *out, prse_str text)
{
    prse__dec number;
    int64_t year;
    if (text.len != 4 || !prse__dec_parse(&number, text) ||
        !prse__dec_to_int(&year, number) || year < 1000)
        return 0;
    *out = (int32_t)year;
    return 1;
}

static int32_t last_year(const prse__node *map)
{
    int32_t year, last = 0;
    for (const prse__node *n = map->first; n; n = n->next)
        for (const prse__node *y = n->kind == PRSE__NODE_MAP ? n->first : NULL;
             y; y = y->next)
            if (read_year(&year, y->key) && year > last)
                last = year;
    return last;
}

static prse_status set_years(given *g, size_t fact, const prse__node *map)
{
    prse_status status = PRSE_OK;
    for (const prse__node *n = map->first; n && !status; n = n->next) {
        int32_t year = 0;
        if (!read_year(&year, n->key))
            return refuse(g, n, "expected a year such as 2025 before it");
        prse__slot *slot =
            prse__profile_slot(&g->facts->profile, fact, year - g->year);
        if (!slot)
            return refuse(g, n, "the fact keeps no value of that year");
        status = set_value(g, slot, n);
    }
    return status;
}

/* That the pack has the fact was checked when it was read. */
static prse_status set_fact(given *g, const prse__node *node)
{
    size_t fact = prse__pack_name(g->facts->pack->tree, node->key)->index;
    if (node->kind == PRSE__NODE_MAP)
        return set_years(g, fact, node);
    return set_value(g, prse__profile_slot(&g->facts->profile, fact, 0),
                     node);
}

prse_status prse__test_given(prse__testing *t, prse_error *why)
{
    given g = {.facts = t->facts, .file = t->test->place.file, .err = why};
    prse_status status = PRSE_OK;
    prse_facts_clear(t->facts);
    g.year = last_year(t->test->given);
    for (const prse__node *n = t->test->given->first; n && !status;
         n = n->next)
        status = set_fact(&g, n);
    return status;
}
