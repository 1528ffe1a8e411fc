/* SPDX-License-Identifier: Apache-2.0 */
/* Two small packs and what they answer differently. */
#ifndef PRSE_TESTS_UNIT_RULES_TEST_DIFF_H
#define PRSE_TESTS_UNIT_RULES_TEST_DIFF_H

#include "rules/cell_text.h"
#include "rules/diff.h"
#include "rules/diff_set.h"
#include "support/test.h"

typedef struct twins {
    prse__arena *arena;
    prse__ruleset rules[2];
    prse__diff diff;
    prse__set_reader reader;
} twins;

/* A pack of one file, which must load. */
static inline void twins_load(twins *t, size_t side, const char *id,
                              const char *text)
{
    prse_error err = {0};
    prse__buf manifest;
    const prse__pack_tree *pack = NULL;
    prse__buf_init(&manifest, 0);
    prse__buf_addf(&manifest,
                   "pack: %s\nversion: 1\nlabel: { fr: Essai, en: Trial }\n"
                   "reviewed: 2026-11-23\nfiles: [f.yaml, o.yaml, d.yaml]\n",
                   id);
    const char *cut = strstr(text, "obligation:");
    const char *end = strstr(text, "differences:");
    size_t whole = strlen(text);
    size_t facts = cut ? (size_t)(cut - text) : whole;
    size_t last = end ? (size_t)(end - text) : whole;
    prse__pack_file files[] = {
        {"pack.yaml", prse__buf_str(&manifest)},
        {"f.yaml", {text, facts}},
        {"o.yaml", {text + facts, last - facts}},
        {"d.yaml", end ? prse_str_of(end) : PRSE_STR("law: {}\n")}};
    prse__pack_input input = {files, 4, NULL, 0};
    prse_status status = prse__pack_read(&pack, t->arena, &input, &err);
    if (!status)
        status = prse__ruleset_compile(&t->rules[side], t->arena, pack, &err);
    cr_assert_eq(status, PRSE_OK, "%s:%u:%u: %s\n%s", err.file, err.line,
                 err.column, err.message, text);
    prse__buf_free(&manifest);
}

static inline void twins_compare(twins *t, prse__date a, prse__date b)
{
    prse_error err = {0};
    const prse__ruleset *rules[2] = {&t->rules[0], &t->rules[1]};
    const prse__date dates[2] = {a, b};
    cr_assert_eq(prse__diff_make(&t->diff, t->arena, rules, dates, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse__set_reader_init(&t->reader, &t->diff.store,
                                       t->diff.space.var_count,
                                       t->diff.space.cells, &err),
                 PRSE_OK);
}

static inline twins *twins_new(const char *a, const char *b)
{
    twins *t = prse__alloc(1, sizeof *t);
    cr_assert_not_null(t);
    t->arena = prse__arena_new(0);
    twins_load(t, 0, "un", a);
    twins_load(t, 1, "deux", b);
    twins_compare(t, 20000, 20000);
    return t;
}

static inline void twins_free(twins *t)
{
    prse__set_reader_free(&t->reader);
    prse__diff_free(&t->diff);
    prse__ruleset_free(&t->rules[0]);
    prse__ruleset_free(&t->rules[1]);
    prse__arena_free(t->arena);
    prse__free(t);
}

/* Every condition of a difference, one a line. */
static inline void twins_conditions(prse__buf *out, twins *t, size_t item)
{
    prse_error err = {0};
    const prse__diff_space *space = &t->diff.space;
    prse__dd set = t->diff.items[item].set, rest = set;
    prse__cube cube = {prse__alloc(space->var_count + 1,
                                   sizeof *cube.masks)};
    while (rest != PRSE__DD_FALSE) {
        const char *between = "";
        cr_assert_eq(prse__set_cube(&cube, &t->reader, rest, set, &err),
                     PRSE_OK);
        for (size_t v = 0; v < space->var_count; v++) {
            if (prse__cube_is_free(&t->reader, &cube, v))
                continue;
            prse__buf_adds(out, between);
            prse__cells_condition(out, &space->vars[v].var, &cube.masks[v]);
            between = " and ";
        }
        prse__buf_adds(out, "\n");
        cr_assert_eq(prse__set_without(&rest, &t->reader, rest, &cube, &err),
                     PRSE_OK);
    }
    prse__free(cube.masks);
}

static inline void twins_expect(twins *t, size_t item, const char *from,
                                const char *to, const char *conditions)
{
    prse__buf found;
    prse__buf_init(&found, 0);
    cr_assert_lt(item, t->diff.count);
    const prse__difference *d = &t->diff.items[item];
    prse_str first = prse__diff_word(d->part, d->from);
    prse_str second = prse__diff_word(d->part, d->to);
    cr_expect(prse__str_is(first, from), "%.*s", (int)first.len, first.ptr);
    cr_expect(prse__str_is(second, to), "%.*s", (int)second.len, second.ptr);
    twins_conditions(&found, t, item);
    cr_expect_str_eq(found.ptr, conditions);
    prse__buf_free(&found);
}

static inline int64_t twins_count(twins *t, size_t item)
{
    prse_error err = {0};
    prse__dec count;
    int64_t number = -1;
    prse__dd set = t->diff.items[item].set;
    cr_assert_eq(prse__set_support(&t->reader, set, &err), PRSE_OK);
    cr_assert_eq(prse__set_count(&count, &t->reader, set, &err), PRSE_OK);
    cr_assert_eq(prse__dec_to_int(&number, count), 1);
    return number;
}

#endif
