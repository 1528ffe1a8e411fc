/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever is known of a company, an answer is given exactly when all
 * completions of the facts agree on it, and what is said about the answer is
 * true: brute force over cells is the judge. */
#include <stdlib.h>
#include <string.h>

#include "rules/change.h"
#include "support/test.h"
#include "test_soundness_scene.h"

enum { MASKS = 100, MOST_COMPLETIONS = 600 };

static size_t cases, packs, refused, large;

/* --- Brute force --- */

/* The only answer among the completions that the masks allow;
 * PRSE__DD_NONE: there are several. */
static prse__dd only_answer(const scene *s, size_t obligation,
                            const prse__mask *masks)
{
    const prse__dd *table = &s->table[obligation * s->total];
    prse__dd only = PRSE__DD_NONE;
    for (size_t i = 0; i < s->total; i++) {
        if (!scene_allows(s, masks, i))
            continue;
        if (only != PRSE__DD_NONE && table[i] != only)
            return PRSE__DD_NONE;
        only = table[i];
    }
    return only;
}

/* Two completions that differ in nothing but the variable have different
 * answers. */
static int matters(const scene *s, size_t obligation, const prse__mask *masks,
                   size_t var)
{
    const prse__dd *table = &s->table[obligation * s->total];
    size_t stride = 1;
    for (size_t v = 0; v < var; v++)
        stride *= s->rules.cells[v];
    for (size_t i = 0; i < s->total; i++) {
        size_t own = s->digits[i * s->rules.var_count + var];
        for (size_t cell = own + 1; cell < s->rules.cells[var]; cell++) {
            size_t other = i + (cell - own) * stride;
            if (table[i] != table[other] && scene_allows(s, masks, i) &&
                scene_allows(s, masks, other))
                return 1;
        }
    }
    return 0;
}

/* --- What the judge says --- */

static void check_answer(scene *s, size_t obligation, const prse__mask *masks)
{
    prse__dd only = only_answer(s, obligation, masks);
    prse__dd answer = prse__judge_answer(&s->judge, obligation);
    scene_expect(s, answer == (only == PRSE__DD_NONE ? PRSE__DD_NULL : only));
    prse__reach reach = prse__judge_reach(
        &s->judge,
        prse__judge_dd(&s->judge, obligation, PRSE__PART_ANSWER, 0));
    scene_expect(s, (reach.count == 1) == (only != PRSE__DD_NONE));
    const prse__dd *table = &s->table[obligation * s->total];
    uint32_t found = 0;
    for (size_t i = 0; i < s->total; i++)
        if (scene_allows(s, masks, i))
            found |= UINT32_C(1) << table[i];
    scene_expect(s, reach.early == found);
}

/* With the facts of the reason alone the answer is the same, and with any of
 * them left out it is not. */
static void check_reason(scene *s, size_t obligation, const prse__mask *masks)
{
    size_t vars = s->rules.var_count;
    prse__mask known[64];
    prse__dd answer = prse__judge_answer(&s->judge, obligation);
    const uint32_t *reason;
    size_t count = prse__judge_reason(&reason, &s->judge, obligation);
    memcpy(known, s->judge.whole, vars * sizeof *known);
    if (answer == PRSE__DD_NULL) {
        scene_expect(s, count == 0);
        return;
    }
    for (size_t i = 0; i < count; i++)
        known[reason[i]] = masks[reason[i]];
    scene_expect(s, only_answer(s, obligation, known) == answer);
    for (size_t i = 0; i < count; i++) {
        known[reason[i]] = s->judge.whole[reason[i]];
        scene_expect(s, only_answer(s, obligation, known) != answer);
        known[reason[i]] = masks[reason[i]];
    }
}

static void check_missing(scene *s, size_t obligation, const prse__mask *masks)
{
    const uint64_t *found =
        prse__asker_matters(&s->asker, &s->judge, obligation);
    for (size_t v = 0; v < s->rules.var_count; v++)
        scene_expect(s, prse__bits_has(found, v) ==
                            matters(s, obligation, masks, v));
}

/* --- Counterfactuals --- */

static int turns(prse__dd from, prse__dd to)
{
    return to != PRSE__DD_NONE && to != PRSE__DD_NULL &&
           to != PRSE__DD_INSUFFICIENT &&
           (from == PRSE__DD_TRUE) != (to == PRSE__DD_TRUE);
}

static prse__dd answer_in(const scene *s, size_t obligation,
                          const prse__mask *masks, size_t var, size_t cell)
{
    prse__mask other[64];
    memcpy(other, masks, s->rules.var_count * sizeof *other);
    other[var] = prse__mask_one(cell);
    return only_answer(s, obligation, other);
}

static size_t distance(const prse__mask *mask, size_t cells, size_t cell)
{
    size_t nearest = SIZE_MAX;
    for (size_t i = 0; i < cells; i++) {
        size_t steps = i < cell ? cell - i : i - cell;
        if (prse__mask_has(mask, i) && steps < nearest)
            nearest = steps;
    }
    return nearest;
}

/* The change is one, and no cell outside the mask that is nearer is. */
static void check_change(scene *s, size_t obligation, const prse__mask *masks,
                         size_t var)
{
    const prse__var *v = &s->rules.vars[var];
    size_t cells = v->cell_count - (size_t)v->has_null;
    prse__dd answer = prse__judge_answer(&s->judge, obligation);
    prse__change change;
    int found = prse__change_find(&change, &s->judge, obligation, var);
    size_t steps = SIZE_MAX;
    if (found) {
        steps = distance(&masks[var], cells, change.cell);
        scene_expect(s, turns(answer, change.answer));
        scene_expect(s, prse__mask_has(&change.mask, change.cell));
        for (size_t i = 0; i < cells; i++)
            if (prse__mask_has(&change.mask, i))
                scene_expect(s, answer_in(s, obligation, masks, var, i) ==
                                    change.answer);
    }
    for (size_t i = 0; i < cells; i++)
        if (distance(&masks[var], cells, i) < steps)
            scene_expect(s, !turns(answer, answer_in(s, obligation, masks,
                                                     var, i)));
}

static void check_changes(scene *s, size_t obligation, const prse__mask *masks)
{
    if (prse__judge_answer(&s->judge, obligation) != PRSE__DD_NULL)
        for (size_t v = 0; v < s->rules.var_count; v++)
            check_change(s, obligation, masks, v);
}

/* 1 when a fact matters to an answer. */
static int any_matters(const scene *s, const prse__mask *masks, size_t var)
{
    for (size_t o = 0; o < s->pack->obligation_count; o++)
        if (matters(s, o, masks, var))
            return 1;
    return 0;
}

/* 1 when an obligation applies, but not all that it consists of is known. */
static int has_open_output(scene *s)
{
    for (size_t o = 0; o < s->pack->obligation_count; o++)
        for (size_t i = 0; i < s->pack->obligations[o].output_count; i++) {
            prse__reach reach = prse__judge_reach(
                &s->judge,
                prse__judge_dd(&s->judge, o, PRSE__PART_OUTPUT, i));
            if (prse__judge_answer(&s->judge, o) == PRSE__DD_TRUE &&
                reach.count > 1)
                return 1;
        }
    return 0;
}

/* There is a question as long as an answer is open, and then an output; it
 * parts what is possible. */
static void check_question(scene *s, const prse__mask *masks)
{
    prse__question q;
    int open = 0;
    int found = prse__asker_find(&q, &s->asker, &s->judge, NULL);
    for (size_t v = 0; v < s->rules.var_count; v++)
        open |= any_matters(s, masks, v);
    scene_expect(s, found == (open || has_open_output(s)));
    scene_expect(s, !open || any_matters(s, masks, q.var));
    if (!found || q.open)
        return;
    prse__mask both = prse__mask_or(q.yes, q.no);
    prse__mask shared = prse__mask_and(q.yes, q.no);
    scene_expect(s, prse__mask_equal(&both, &masks[q.var]));
    scene_expect(s, prse__mask_empty(&shared));
    scene_expect(s, !prse__mask_empty(&q.yes) && !prse__mask_empty(&q.no));
    scene_expect(s, q.gain > -1e-6);
}

static void check_masks(scene *s, const prse__mask *masks)
{
    prse__judge_run(&s->judge, masks, s->oracle.date, SIZE_MAX);
    int thorough = chance_of(s->c, 20);
    for (size_t o = 0; o < s->pack->obligation_count; o++) {
        check_answer(s, o, masks);
        check_reason(s, o, masks);
        if (thorough) {
            check_missing(s, o, masks);
            check_changes(s, o, masks);
        }
    }
    if (thorough)
        check_question(s, masks);
    cases++;
}

/* --- Random packs --- */

static void judge_pack(scene *s)
{
    prse__mask masks[64];
    cr_assert_leq(s->rules.var_count, 64);
    if (scene_count(s, MOST_COMPLETIONS) == SIZE_MAX) {
        large++;
        return;
    }
    packs++;
    for (int day = 0; day < 2; day++) {
        scene_tabulate(s, scene_day(s));
        for (size_t i = 0; i < MASKS; i++) {
            scene_mask(s, masks);
            check_masks(s, masks);
        }
    }
}

static void one_pack(uint64_t seed)
{
    static const char *const TYPES[] = {"nb", "nbt", "nbb", "bbtd", "cdb",
                                        "bbbt", "nt",  "ncb"};
    chance c = chance_from(seed);
    random_pack p;
    prse_error err = {0};
    scene s = {.c = &c, .arena = prse__arena_new(0), .source = &p,
               .seed = seed};
    random_pack_begin(&p, &c,
                      TYPES[chance_below(&c, sizeof TYPES / sizeof *TYPES)]);
    random_pack_definitions(&p, 2);
    random_pack_obligation(&p, 0);
    random_pack_obligation(&p, 1);
    prse_status status = random_pack_read(&s.pack, s.arena, &p, &err);
    cr_assert_eq(status, PRSE_OK, "seed %llu: %s:%u:%u: %s\n%s",
                 (unsigned long long)seed, err.file, err.line, err.column,
                 err.message, p.text.ptr);
    status = scene_compile(&s, &err);
    if (status == PRSE_OK) {
        judge_pack(&s);
        scene_free(&s);
    } else {
        refused++;
        cr_assert_eq(status, PRSE_ERULE, "seed %llu: %s\n%s",
                     (unsigned long long)seed, err.message, p.text.ptr);
        if (getenv("PRSE_SEED"))
            cr_log_info("refused: %s\n%s", err.message, p.text.ptr);
    }
    random_pack_end(&p);
    prse__arena_free(s.arena);
}

PRSE_TEST(soundness, of_random_packs, .timeout = PRSE_LONG)
{
    const char *seed = getenv("PRSE_SEED");
    if (seed) {
        one_pack(strtoull(seed, NULL, 10));
        return;
    }
    size_t wanted = scene_times(50000, 1000000);
    for (uint64_t i = 1; cases < wanted; i++)
        one_pack(i);
    cr_log_info("%zu cases, %zu packs (%zu refused, %zu too large)", cases,
                packs, refused, large);
    cr_expect_lt(refused, packs / 5 + 1);
}
