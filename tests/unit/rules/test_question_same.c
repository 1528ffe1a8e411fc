/* SPDX-License-Identifier: Apache-2.0 */
/* The question that is found in two walks over each diagram is the one that its
 * definition gives, for any pack and whatever is known; so is what matters. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/pack.h"
#include "slow_question.h"
#include "support/test.h"
#include "test_soundness_scene.h"

typedef struct pair {
    chance *c;
    const prse__ruleset *rules;
    prse__judge judge;
    prse__asker asker;
    slow_asker slow;
    size_t states, asked, passed_over;
    const char *name;
} pair;

static void begin(pair *p, const prse__ruleset *rules, chance *c,
                  const char *name)
{
    prse_error err = {0};
    *p = (pair){.c = c, .rules = rules, .name = name};
    cr_assert_eq(prse__judge_init(&p->judge, rules, &err), PRSE_OK);
    cr_assert_eq(prse__asker_init(&p->asker, rules, &err), PRSE_OK);
    cr_assert_eq(slow_asker_init(&p->slow, rules, &err), PRSE_OK);
}

static void end(pair *p)
{
    prse__judge_free(&p->judge);
    prse__asker_free(&p->asker);
    slow_asker_free(&p->slow);
}

/* --- What is known --- */

/* A cell, a stretch of cells, or any of them. */
static prse__mask some_cells(chance *c, size_t cells)
{
    size_t first = chance_below(c, cells);
    size_t end = first + 1 + chance_below(c, cells - first);
    prse__mask mask = prse__mask_one(first);
    if (chance_of(c, 60))
        return mask;
    for (size_t i = first; i < end; i++)
        if (chance_of(c, 80))
            mask = prse__mask_or(mask, prse__mask_one(i));
    return mask;
}

static prse__date some_day(const pair *p)
{
    const prse__epochs *epochs = &p->rules->epochs;
    size_t epoch = chance_below(p->c, epochs->count);
    return epoch ? epochs->dates[epoch] : -40000;
}

static void know_some(pair *p)
{
    prse__mask *masks =
        prse__alloc(p->rules->var_count + 1, sizeof *masks);
    unsigned known = (unsigned)chance_below(p->c, 101);
    for (size_t v = 0; v < p->rules->var_count; v++)
        masks[v] = chance_of(p->c, known)
                       ? some_cells(p->c, p->rules->cells[v])
                       : prse__mask_all(p->rules->cells[v]);
    prse__judge_run(&p->judge, masks, some_day(p), SIZE_MAX);
    prse__free(masks);
}

/* --- The same --- */

static void compare_matters(pair *p)
{
    for (size_t o = 0; o < p->rules->pack->obligation_count; o++) {
        const uint64_t *quick = prse__asker_matters(&p->asker, &p->judge, o);
        const uint8_t *slow = slow_asker_matters(&p->slow, &p->judge, o);
        for (size_t v = 0; v < p->rules->var_count; v++)
            cr_assert_eq(prse__bits_has(quick, v), slow[v],
                         "%s: %s and variable %zu", p->name,
                         p->rules->pack->obligations[o].id.ptr, v);
    }
}

/* Past so many terminals the last ones are taken together; which ones these
 * are depends on the walk, and the slow one takes others at every cut. */
static int has_many_ends(const prse__asker *a)
{
    for (size_t i = 0; i < a->stake_count; i++)
        if (a->stakes[i].end_count == PRSE__ENDS_MAX)
            return 1;
    return 0;
}

static void compare_question(pair *p, const uint8_t *skip)
{
    prse__question quick;
    prse__question slow;
    int found = prse__asker_find(&quick, &p->asker, &p->judge, skip);
    cr_assert_eq(found, slow_asker_find(&slow, &p->slow, &p->judge, skip));
    if (!found || has_many_ends(&p->asker)) {
        p->passed_over += (size_t)found;
        return;
    }
    cr_assert_eq(quick.var, slow.var, "%s: %s for %.12f, %s for %.12f",
                 p->name, p->rules->vars[quick.var].fact->id.ptr, quick.gain,
                 p->rules->vars[slow.var].fact->id.ptr, slow.gain);
    cr_assert_eq(quick.open, slow.open);
    cr_assert(prse__mask_equal(&quick.yes, &slow.yes), "%s: %.12f %.12f",
              p->name, quick.gain, slow.gain);
    cr_assert(prse__mask_equal(&quick.no, &slow.no));
    cr_assert(fabs(quick.gain - slow.gain) < 1e-9, "%s: %.12f %.12f",
              p->name, quick.gain, slow.gain);
    for (size_t o = 0; o < p->rules->pack->obligation_count; o++)
        cr_assert_eq(prse__asker_helps(&p->asker, o, quick.var),
                     slow_asker_helps(&p->slow, o, quick.var));
    p->asked++;
}

static void compare(pair *p)
{
    uint8_t *skip = prse__alloc(p->rules->var_count + 1, 1);
    know_some(p);
    compare_question(p, NULL);
    compare_matters(p);
    for (size_t v = 0; v < p->rules->var_count; v++)
        skip[v] = (uint8_t)chance_of(p->c, 20);
    compare_question(p, skip);
    prse__free(skip);
    p->states++;
}

/* --- Packs of the project --- */

static void try_pack(const char *name, size_t times)
{
    const char *root = getenv("PRSE_SOURCE_ROOT");
    const char *seed = getenv("PRSE_SEED");
    char path[512];
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_error err = {0};
    pair p;
    chance c = chance_from(seed ? strtoull(seed, NULL, 10) : 3);
    snprintf(path, sizeof path, "%s/packs/%s", root ? root : ".", name);
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    prse_status status = prse_pack_load(&pack, engine, path, NULL, &err);
    prse_engine_unref(engine);
    cr_assert_eq(status, PRSE_OK, "%s", err.message);
    begin(&p, &pack->rules, &c, name);
    while (p.states < times)
        compare(&p);
    cr_log_info("%s: %zu states, %zu questions, %zu passed over", name,
                p.states, p.asked, p.passed_over);
    cr_expect_lt(p.passed_over, p.asked / 10 + 1);
    end(&p);
    prse_pack_unref(pack);
}

PRSE_TEST(question_same, in_fr_rse, .timeout = PRSE_LONG)
{
    try_pack("fr-rse", scene_times(400, 10000));
}

PRSE_TEST(question_same, in_portail_rse_compat, .timeout = PRSE_LONG)
{
    try_pack("portail-rse-compat", scene_times(400, 10000));
}

PRSE_TEST(question_same, in_demo_commune, .timeout = PRSE_LONG)
{
    try_pack("demo-commune", scene_times(1000, 20000));
}

/* --- Random packs --- */

static size_t random_states(uint64_t seed)
{
    static const char *const TYPES[] = {"nbt", "ncbtd", "nnbb", "bbtd",
                                        "cdbt", "nbbtt"};
    chance c = chance_from(seed);
    random_pack source;
    prse_error err = {0};
    prse__ruleset rules;
    const prse__pack_tree *tree;
    pair p = {.states = 0};
    prse__arena *arena = prse__arena_new(0);
    random_pack_begin(&source, &c,
                      TYPES[chance_below(&c, sizeof TYPES / sizeof *TYPES)]);
    random_pack_definitions(&source, 3);
    for (unsigned i = 0; i < 4; i++)
        random_pack_obligation(&source, i);
    cr_assert_eq(random_pack_read(&tree, arena, &source, &err), PRSE_OK);
    prse_status status = prse__ruleset_compile(&rules, arena, tree, &err);
    if (!status) {
        begin(&p, &rules, &c, source.text.ptr);
        while (p.states < 20)
            compare(&p);
        end(&p);
        prse__ruleset_free(&rules);
    } else {
        cr_assert_eq(status, PRSE_ERULE, "%s", err.message);
    }
    random_pack_end(&source);
    prse__arena_free(arena);
    return p.asked;
}

PRSE_TEST(question_same, in_random_packs, .timeout = PRSE_LONG)
{
    size_t wanted = scene_times(4000, 200000);
    size_t asked = 0;
    for (uint64_t seed = 1; asked < wanted; seed++)
        asked += random_states(seed);
    cr_log_info("%zu questions", asked);
}
