/* SPDX-License-Identifier: Apache-2.0 */
/* The packs that come with the library: the law against the existing service.
 * Companies drawn at random are asked about in both packs, as a host would;
 * what differs must be what the difference of the packs says. */
#include <stdlib.h>

#include "engine/pack.h"
#include "portailrse/obligation.h"
#include "rules/cell_text.h"
#include "rules/diff.h"
#include "support/test.h"

enum { COMPANIES = 400 };

typedef struct scene {
    prse_engine *engine;
    prse_pack *packs[2];
    prse_facts *facts[2];
    prse_report *reports[2];
    prse__arena *arena;
    prse__diff diff;
    size_t *cells; /* of each common variable: that of the company */
    uint64_t state;
} scene;

static const char DAY[] = "2026-11-23";

static void load(scene *s, size_t side, const char *root, const char *name)
{
    prse_error err = {0};
    prse__buf path;
    prse__buf_init(&path, 0);
    prse__buf_addf(&path, "%s/packs/%s", root, name);
    cr_assert_eq(prse_pack_load(&s->packs[side], s->engine, path.ptr, NULL,
                                &err),
                 PRSE_OK, "%s:%u: %s", err.file, err.line, err.message);
    prse__buf_free(&path);
    cr_assert_eq(prse_facts_new(&s->facts[side], s->packs[side], &err),
                 PRSE_OK);
    cr_assert_eq(prse_report_new(&s->reports[side], s->packs[side], &err),
                 PRSE_OK);
}

static void open_scene(scene *s)
{
    const char *root = getenv("PRSE_SOURCE_ROOT");
    if (!root)
        cr_skip("PRSE_SOURCE_ROOT is not set");
    prse_error err = {0};
    prse__date day;
    *s = (scene){.state = 20261123};
    prse__date_parse(&day, prse_str_of(DAY));
    cr_assert_eq(prse_engine_new(&s->engine, NULL, &err), PRSE_OK);
    load(s, 0, root, "portail-rse-compat");
    load(s, 1, root, "fr-rse");
    const prse__ruleset *rules[2] = {&s->packs[0]->rules, &s->packs[1]->rules};
    const prse__date days[2] = {day, day};
    s->arena = prse__arena_new(0);
    cr_assert_eq(prse__diff_make(&s->diff, s->arena, rules, days, &err),
                 PRSE_OK, "%s", err.message);
    s->cells = prse__arena_alloc(s->arena, s->diff.space.var_count,
                                 sizeof *s->cells);
}

static void close_scene(scene *s)
{
    prse__diff_free(&s->diff);
    prse__arena_free(s->arena);
    for (size_t side = 0; side < 2; side++) {
        prse_report_free(s->reports[side]);
        prse_facts_free(s->facts[side]);
        prse_pack_unref(s->packs[side]);
    }
    prse_engine_unref(s->engine);
}

static size_t roll(scene *s, size_t sides)
{
    s->state ^= s->state << 13;
    s->state ^= s->state >> 7;
    s->state ^= s->state << 17;
    return (size_t)(s->state % sides);
}

static void set_fact(scene *s, size_t side, size_t own,
                     const prse__value *value)
{
    const prse__var *var = &s->packs[side]->rules.vars[own];
    prse_error err = {0};
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__value_write(&text, value);
    cr_assert_eq(prse_facts_set(s->facts[side], var->fact->id, var->year,
                                prse__buf_str(&text), &err),
                 PRSE_OK, "%s: %s", var->fact->id.ptr, err.message);
    prse__buf_free(&text);
}

/* One value of every fact, then the answers of both packs. */
static void draw_company(scene *s)
{
    const prse__diff_space *space = &s->diff.space;
    prse_error err = {0};
    prse_facts_clear(s->facts[0]);
    prse_facts_clear(s->facts[1]);
    for (size_t v = 0; v < space->var_count; v++) {
        s->cells[v] = roll(s, space->cells[v]);
        const prse__value *value =
            space->vars[v].var.cells[s->cells[v]].value;
        for (size_t side = 0; side < 2; side++)
            if (space->vars[v].own[side] != SIZE_MAX)
                set_fact(s, side, space->vars[v].own[side], value);
    }
    for (size_t side = 0; side < 2; side++)
        cr_assert_eq(prse_report_evaluate(s->reports[side], s->facts[side],
                                          prse_str_of(DAY), &err),
                     PRSE_OK, "%s", err.message);
}

static int holds(const scene *s, prse__dd set)
{
    const prse__dd_store *store = &s->diff.store;
    while (!prse__dd_is_leaf(store, set)) {
        uint32_t v = store->nodes[set].var;
        set = prse__dd_follow(store, set, v, s->cells[v]);
    }
    return set == PRSE__DD_TRUE;
}

/* The difference of a part that holds; NULL: none. */
static const prse__difference *holding(const scene *s, size_t obligation,
                                       prse__part part, size_t item)
{
    const prse__difference *found = NULL;
    for (size_t i = 0; i < s->diff.count; i++) {
        const prse__difference *d = &s->diff.items[i];
        if (d->obligation[0] != obligation || d->part != part ||
            d->item[0] != item || !holds(s, d->set))
            continue;
        cr_assert_null(found, "two differences hold at once");
        found = d;
    }
    return found;
}

static prse_str answer_word(prse_answer answer)
{
    static const char *const WORDS[] = {
        [PRSE_NOT_SUBJECT] = "no",
        [PRSE_SUBJECT] = "yes",
        [PRSE_UNKNOWN] = "unknown",
        [PRSE_RECOMMENDED] = "recommended",
        [PRSE_INSUFFICIENT] = "insufficient"};
    return prse_str_of(WORDS[answer]);
}

static void check_obligation(const scene *s, size_t a)
{
    const prse__obligation *o = &s->packs[0]->tree->obligations[a];
    size_t b = prse_pack_obligation_index(s->packs[1], o->id);
    const prse__difference *d = holding(s, a, PRSE__PART_ANSWER, 0);
    prse_str first = answer_word(prse_report_answer(s->reports[0], a));
    prse_str second = answer_word(prse_report_answer(s->reports[1], b));
    cr_assert_eq(d != NULL, !prse__str_eq(first, second), "%s: %s, %s",
                 o->id.ptr, first.ptr, second.ptr);
    if (d) {
        cr_assert(prse__str_eq(first, prse__diff_word(d->part, d->from)));
        cr_assert(prse__str_eq(second, prse__diff_word(d->part, d->to)));
        return;
    }
    int32_t years[2] = {prse_report_first_year(s->reports[0], a),
                        prse_report_first_year(s->reports[1], b)};
    int compared = !prse__str_is(first, "insufficient") &&
                   !prse__str_is(first, "unknown");
    d = holding(s, a, PRSE__PART_FIRST_YEAR, 0);
    cr_assert_eq(d != NULL, compared && years[0] != years[1], "%s: %d, %d",
                 o->id.ptr, (int)years[0], (int)years[1]);
}

PRSE_TEST(pack_diff_packs, companies_are_answered_as_the_difference_says)
{
    scene s;
    open_scene(&s);
    for (size_t i = 0; i < COMPANIES; i++) {
        draw_company(&s);
        for (size_t o = 0; o < s.packs[0]->tree->obligation_count; o++)
            check_obligation(&s, o);
    }
    close_scene(&s);
}

PRSE_TEST(pack_diff_packs, nothing_is_unexplained)
{
    scene s;
    open_scene(&s);
    for (size_t i = 0; i < s.diff.count; i++) {
        const prse__difference *d = &s.diff.items[i];
        const prse__obligation *o =
            &s.packs[0]->tree->obligations[d->obligation[0]];
        cr_expect_not_null(d->because, "a difference of %s", o->id.ptr);
    }
    for (size_t i = 0; i < s.diff.known_count; i++)
        cr_expect_not(prse__diff_known_idle(&s.diff.known[i]), "%s",
                      s.diff.known[i].what->id.ptr);
    close_scene(&s);
}
