/* SPDX-License-Identifier: Apache-2.0 */
/* The packs of the project against brute force: every completion of every
 * obligation whose diagram reads few enough cells, some of the others, and
 * random sets of what is known. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/pack.h"
#include "support/test.h"
#include "test_soundness_scene.h"

enum { VARS = 256, DRAWN = 4 };

/* Values to choose from, drawn beforehand: [var][cell][draw]. */
typedef const prse__value *drawn_values[PRSE__CELL_MAX][DRAWN];

typedef struct trial {
    scene s;
    prse_pack *owner;
    drawn_values *values;
    size_t exhaustive, completions, sampled;
} trial;

static int open_trial(trial *t, const char *name, chance *c)
{
    const char *root = getenv("PRSE_SOURCE_ROOT");
    char path[512];
    prse_engine *engine = NULL;
    prse_error err = {0};
    snprintf(path, sizeof path, "%s/packs/%s", root ? root : ".", name);
    *t = (trial){.s = {.c = c}};
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    prse_status status = prse_pack_load(&t->owner, engine, path, NULL, &err);
    prse_engine_unref(engine);
    cr_assert_eq(status, PRSE_OK, "%s:%u:%u: %s", err.file, err.line,
                 err.column, err.message);
    t->s.pack = t->owner->tree;
    t->s.rules = t->owner->rules; /* borrowed */
    cr_assert_leq(t->s.rules.var_count, VARS);
    t->values = prse__alloc(VARS, sizeof *t->values);
    cr_assert_eq(prse__judge_init(&t->s.judge, &t->s.rules, &err), PRSE_OK);
    oracle_new(&t->s.oracle, &t->s.rules);
    return 1;
}

static void close_trial(trial *t)
{
    oracle_free(&t->s.oracle);
    prse__judge_free(&t->s.judge);
    prse__free(t->values);
    prse_pack_unref(t->owner);
}

static void set_day(trial *t, prse__date date)
{
    oracle_on(&t->s.oracle, date);
    for (size_t v = 0; v < t->s.rules.var_count; v++)
        for (size_t cell = 0; cell < t->s.rules.cells[v]; cell++)
            for (size_t i = 0; i < DRAWN; i++)
                t->values[v][cell][i] =
                    oracle_value_in(&t->s.oracle, v, cell, t->s.c);
}

static void draw(trial *t, const uint8_t *digits)
{
    uint64_t bits = 0;
    for (size_t v = 0; v < t->s.rules.var_count; v++) {
        if (v % 32 == 0)
            bits = chance_next(t->s.c);
        t->s.oracle.facts[v] = t->values[v][digits[v]][bits % DRAWN];
        bits /= DRAWN;
    }
    oracle_complete(&t->s.oracle);
}

static void any_digits(trial *t, uint8_t *digits)
{
    for (size_t v = 0; v < t->s.rules.var_count; v++)
        digits[v] = (uint8_t)chance_below(t->s.c, t->s.rules.cells[v]);
}

/* --- Every completion of what a diagram reads --- */

typedef struct support {
    size_t count;
    uint32_t vars[VARS];
    double product;
} support;

static void find_support(support *out, const prse__ruleset *rules, prse__dd dd,
                         uint8_t *seen)
{
    const prse__dd_node *node = &rules->store.nodes[dd];
    if (seen[dd] || node->var == PRSE__DD_LEAF)
        return;
    seen[dd] = 1;
    size_t i = 0;
    while (i < out->count && out->vars[i] != node->var)
        i++;
    if (i == out->count) {
        out->vars[out->count++] = node->var;
        out->product *= (double)rules->cells[node->var];
    }
    for (i = 0; i < node->count; i++)
        find_support(out, rules, rules->store.arcs[node->first + i].to, seen);
}

static support support_of(const prse__ruleset *rules, prse__dd dd)
{
    support s = {.product = 1};
    uint8_t *seen = prse__alloc(rules->store.node_count, 1);
    find_support(&s, rules, dd, seen);
    prse__free(seen);
    return s;
}

static void compare_answer(trial *t, size_t o, prse__dd dd,
                           const uint8_t *digits)
{
    draw(t, digits);
    scene_expect(&t->s,
                 scene_follow(&t->s, dd, digits) ==
                     oracle_answer(&t->s.oracle, &t->s.pack->obligations[o]));
    t->completions++;
}

/* The next completion; 0 after the last one. */
static int turn(const support *read, const size_t *cells, uint8_t *digits)
{
    for (size_t i = 0; i < read->count; i++) {
        uint32_t v = read->vars[i];
        if (++digits[v] < cells[v])
            return 1;
        digits[v] = 0;
    }
    return 0;
}

static void try_all(trial *t, size_t o, prse__dd dd, const support *read)
{
    uint8_t digits[VARS];
    any_digits(t, digits);
    for (size_t i = 0; i < read->count; i++)
        digits[read->vars[i]] = 0;
    do
        compare_answer(t, o, dd, digits);
    while (turn(read, t->s.rules.cells, digits));
    t->exhaustive++;
}

static void try_some(trial *t, size_t o, prse__dd dd, size_t times)
{
    uint8_t digits[VARS];
    while (times--) {
        any_digits(t, digits);
        compare_answer(t, o, dd, digits);
    }
    t->sampled++;
}

static void try_obligation(trial *t, size_t o, double most)
{
    const prse__epochs *epochs = &t->s.rules.epochs;
    prse__dd last = PRSE__DD_NONE;
    for (size_t e = 0; e < epochs->count; e++) {
        prse__dd dd =
            prse__ruleset_dd(&t->s.rules, o, e, PRSE__PART_ANSWER, 0);
        support read = support_of(&t->s.rules, dd);
        set_day(t, e ? epochs->dates[e] : -40000);
        if (dd != last && read.product < most)
            try_all(t, o, dd, &read);
        else
            try_some(t, o, dd, dd == last ? 200 : 20000);
        last = dd;
    }
}

static void try_pack(const char *name)
{
    trial t;
    chance c = chance_from(1);
    open_trial(&t, name, &c);
    double most = (double)scene_times(250000, 100000000);
    for (size_t o = 0; o < t.s.pack->obligation_count; o++)
        try_obligation(&t, o, most);
    cr_log_info("%s: %zu completions; %zu diagrams exhaustively, %zu by "
                "samples",
                name, t.completions, t.exhaustive, t.sampled);
    close_trial(&t);
}

PRSE_TEST(soundness, of_fr_rse, .timeout = PRSE_LONG)
{
    try_pack("fr-rse");
}

PRSE_TEST(soundness, of_portail_rse_compat, .timeout = PRSE_LONG)
{
    try_pack("portail-rse-compat");
}

PRSE_TEST(soundness, of_demo_commune, .timeout = PRSE_LONG)
{
    try_pack("demo-commune");
}

/* --- Random knowledge --- */

/* One cell of most variables, several of a few: at most `most` completions. */
static void some_masks(trial *t, prse__mask *masks, size_t most)
{
    size_t vars = t->s.rules.var_count, total = 1;
    for (size_t v = 0; v < vars; v++)
        masks[v] = prse__mask_one(chance_below(t->s.c, t->s.rules.cells[v]));
    for (size_t tries = 0; tries < 20; tries++) {
        size_t v = chance_below(t->s.c, vars), cells = t->s.rules.cells[v];
        if (prse__mask_count(&masks[v]) > 1 || total * cells > most)
            continue;
        for (size_t i = 0; i < cells; i++)
            if (chance_of(t->s.c, 60))
                masks[v] = prse__mask_or(masks[v], prse__mask_one(i));
        total *= prse__mask_count(&masks[v]);
    }
}

static int next_allowed(const trial *t, const prse__mask *masks,
                        uint8_t *digits)
{
    for (size_t v = 0; v < t->s.rules.var_count; v++) {
        size_t next = prse__mask_next(&masks[v], (size_t)digits[v] + 1);
        if (next < t->s.rules.cells[v]) {
            digits[v] = (uint8_t)next;
            return 1;
        }
        digits[v] = (uint8_t)prse__mask_next(&masks[v], 0);
    }
    return 0;
}

static void check_answers(trial *t, const prse__mask *masks)
{
    uint8_t digits[VARS];
    uint32_t found[64] = {0};
    size_t count = t->s.pack->obligation_count;
    cr_assert_leq(count, 64);
    for (size_t v = 0; v < t->s.rules.var_count; v++)
        digits[v] = (uint8_t)prse__mask_next(&masks[v], 0);
    do {
        draw(t, digits);
        for (size_t o = 0; o < count; o++)
            found[o] |= UINT32_C(1) << oracle_answer(
                            &t->s.oracle, &t->s.pack->obligations[o]);
        t->completions++;
    } while (next_allowed(t, masks, digits));
    prse__judge_run(&t->s.judge, masks, t->s.oracle.date, SIZE_MAX);
    for (size_t o = 0; o < count; o++) {
        prse__dd answer = prse__judge_answer(&t->s.judge, o);
        int single = (found[o] & (found[o] - 1)) == 0;
        scene_expect(&t->s, single ? found[o] == UINT32_C(1) << answer
                                   : answer == PRSE__DD_NULL);
    }
}

static void know_something(const char *name)
{
    trial t;
    prse__mask masks[VARS];
    chance c = chance_from(2);
    open_trial(&t, name, &c);
    size_t times = scene_times(150, 5000);
    for (size_t i = 0; i < times; i++) {
        if (i % 10 == 0)
            set_day(&t, scene_day(&t.s));
        some_masks(&t, masks, 200);
        check_answers(&t, masks);
    }
    cr_log_info("%s: %zu sets of facts, %zu completions", name, times,
                t.completions);
    close_trial(&t);
}

PRSE_TEST(soundness, of_what_is_known_of_a_company, .timeout = PRSE_LONG)
{
    know_something("fr-rse");
    know_something("portail-rse-compat");
    know_something("demo-commune");
}
