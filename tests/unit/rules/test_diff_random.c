/* SPDX-License-Identifier: Apache-2.0 */
/* Random pairs of packs, compared value by value through the packs' own
 * diagrams: the differences must be exactly what that finds. */
#include "test_diff.h"

enum { PAIRS = 300, FACTS = 5 };

typedef struct dice {
    uint64_t state;
} dice;

static size_t roll(dice *d, size_t sides)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (size_t)(d->state % sides);
}

/* --- Random packs --- */

/* The facts of the two packs: the second calls n otherwise, keeps two years of
 * it and has the facts in another order. */
static void write_facts(prse__buf *out, dice *d, int second)
{
    const char *null = roll(d, 2) ? ", nullable: true" : "";
    const char *least = roll(d, 3) ? "" : ", min: 3";
    prse__buf_adds(out, "facts:\n");
    if (second)
        prse__buf_adds(out, "  b: { type: boolean, label: { fr: B } }\n"
                            "  s: { type: boolean, label: { fr: S } }\n");
    prse__buf_addf(out,
                   "  %s: { type: number%s%s%s, label: { fr: N } }\n",
                   second ? "m" : "n", null, least,
                   second ? ", years: 2, same_as: { un: n }" : "");
    prse__buf_addf(out, "  k: { type: %s, label: { fr: K } }\n",
                   roll(d, 2) ? "count" : "number");
    prse__buf_adds(out, roll(d, 2) ? "  f: { type: text, label: { fr: F }, "
                                     "values: { x: { fr: X }, y: { fr: Y }, "
                                     "z: { fr: Z } } }\n"
                                   : "  f: { type: text, label: { fr: F }, "
                                     "values: { z: { fr: Z }, x: { fr: X } } "
                                     "}\n");
    if (!second)
        prse__buf_adds(out, "  b: { type: boolean, label: { fr: B }, "
                            "nullable: true }\n");
    if (second)
        prse__buf_adds(out, "definitions:\n"
                            "  two: { value: m >= 4, over: { years: 2 } }\n");
}

static void write_atom(prse__buf *out, dice *d, int second)
{
    static const char *const ORDER[] = {">=", ">", "<", "<="};
    const char *op = ORDER[roll(d, 4)];
    switch (roll(d, 6)) {
    case 0:
        prse__buf_addf(out, "%s %s %zu", second ? "m" : "n", op, roll(d, 8));
        return;
    case 1:
        prse__buf_addf(out, "k %s %zu.5", op, roll(d, 7));
        return;
    case 2:
        prse__buf_addf(out, "k in [%zu..%zu)", roll(d, 4), 4 + roll(d, 4));
        return;
    case 3:
        prse__buf_addf(out, "f = \"%s\"", roll(d, 2) ? "x" : "z");
        return;
    case 4:
        prse__buf_adds(out, "b = true");
        return;
    default:
        prse__buf_adds(out, second ? (roll(d, 2) ? "two = true" : "s")
                                   : "n = 5");
    }
}

static void write_rule(prse__buf *out, dice *d, int second, size_t depth)
{
    static const char *const BETWEEN[] = {" and ", " or ", " = ", " and "};
    if (depth == 0 || roll(d, 4) == 0) {
        prse__buf_addc(out, '(');
        write_atom(out, d, second);
        prse__buf_addc(out, ')');
        return;
    }
    const char *between = BETWEEN[roll(d, 4)];
    prse__buf_addc(out, '(');
    write_rule(out, d, second, depth - 1);
    prse__buf_adds(out, between);
    write_rule(out, d, second, depth - 1);
    prse__buf_addc(out, ')');
}

static void write_pack(prse__buf *out, dice *d, int second)
{
    prse__buf_clear(out);
    write_facts(out, d, second);
    prse__buf_adds(out, "obligation: o\nlabel: { fr: O }\napplies: ");
    write_rule(out, d, second, 3);
    if (roll(d, 2)) {
        prse__buf_adds(out, "\nrequires: ");
        write_rule(out, d, second, 1);
    }
    if (roll(d, 2)) {
        prse__buf_adds(out, "\nrecommended: ");
        write_rule(out, d, second, 2);
    }
    prse__buf_adds(out, "\noutputs:\n  x: { label: { fr: X }, value: 'if ");
    write_rule(out, d, second, 2);
    prse__buf_adds(out, " then \"p\" else \"q\"' }\n");
}

/* --- Every situation, one after the other --- */

/* One value of each common variable. */
typedef struct situation {
    twins *t;
    size_t cells[2 * FACTS]; /* of the common variables */
} situation;

static int next_situation(situation *s)
{
    const prse__diff_space *space = &s->t->diff.space;
    for (size_t v = 0; v < space->var_count; v++) {
        if (++s->cells[v] < space->cells[v])
            return 1;
        s->cells[v] = 0;
    }
    return 0;
}

/* The pack's own cell of a value, found without what is being tested. */
static size_t own_cell(const prse__var *var, const prse__value *value)
{
    for (size_t i = 0; i < var->cell_count; i++) {
        const prse__cell *cell = &var->cells[i];
        prse__bound here = {1, 0, value};
        int null = value->kind == PRSE__VALUE_NULL;
        int ordered = prse__fact_is_ordered(var->fact) && !null;
        if (ordered && cell->value->kind != PRSE__VALUE_NULL &&
            !prse__bound_crossed(cell->low, here) &&
            !prse__bound_crossed(here, cell->high))
            return i;
        if (!ordered && cell->value->kind == value->kind &&
            (null || prse__value_equal(cell->value, value) == 1))
            return i;
    }
    cr_assert_fail("a value is in no cell of its pack");
    return 0;
}

static const prse__value *answer(const situation *s, size_t side,
                                 prse__part part)
{
    const prse__diff_space *space = &s->t->diff.space;
    const prse__ruleset *rules = &s->t->rules[side];
    prse__dd dd = prse__ruleset_dd(rules, 0, 0, part, 0);
    while (!prse__dd_is_leaf(&rules->store, dd)) {
        uint32_t own = rules->store.nodes[dd].var;
        size_t v = 0;
        while (space->vars[v].own[side] != own)
            v++;
        const prse__value *value =
            space->vars[v].var.cells[s->cells[v]].value;
        dd = prse__dd_follow(&rules->store, dd, own,
                             own_cell(&rules->vars[own], value));
    }
    return prse__dd_value(&rules->store, dd);
}

static int holds(const situation *s, prse__dd set)
{
    const prse__dd_store *store = &s->t->diff.store;
    while (!prse__dd_is_leaf(store, set)) {
        uint32_t v = store->nodes[set].var;
        set = prse__dd_follow(store, set, v, s->cells[v]);
    }
    return set == PRSE__DD_TRUE;
}

static int same(const prse__value *a, const prse__value *b)
{
    return a->kind == b->kind &&
           (a->kind == PRSE__VALUE_NULL || prse__value_equal(a, b) == 1);
}

/* How many differences of the part hold; each must say what both answer. */
static size_t count_holding(const situation *s, prse__part part)
{
    size_t count = 0;
    const prse__diff *diff = &s->t->diff;
    for (size_t i = 0; i < diff->count; i++) {
        const prse__difference *item = &diff->items[i];
        if (item->part != part || !holds(s, item->set))
            continue;
        cr_assert(same(item->from, answer(s, 0, part)));
        cr_assert(same(item->to, answer(s, 1, part)));
        count++;
    }
    return count;
}

static int tells(const prse__value *value)
{
    return value->kind != PRSE__VALUE_NULL &&
           !prse__str_is(value->text, "insufficient");
}

static void check_situation(const situation *s)
{
    const prse__value *a = answer(s, 0, PRSE__PART_ANSWER);
    const prse__value *b = answer(s, 1, PRSE__PART_ANSWER);
    int agree = same(a, b);
    cr_assert_eq(count_holding(s, PRSE__PART_ANSWER), agree ? 0 : 1);
    int other = agree && tells(a) &&
                !same(answer(s, 0, PRSE__PART_OUTPUT),
                      answer(s, 1, PRSE__PART_OUTPUT));
    cr_assert_eq(count_holding(s, PRSE__PART_OUTPUT), other ? 1 : 0);
}

/* --- Counts and conditions --- */

/* Situations are counted over the facts that the set depends on. */
static int64_t brute_count(twins *t, prse__dd set)
{
    situation s = {.t = t};
    int64_t count = 0, times = 1;
    do
        count += holds(&s, set);
    while (next_situation(&s));
    for (size_t v = 0; v < t->diff.space.var_count; v++)
        if (!t->reader.support[v])
            times *= (int64_t)t->diff.space.cells[v];
    cr_assert_eq(count % times, 0);
    return count / times;
}

static int in_cube(const situation *s, const prse__cube *cube)
{
    for (size_t v = 0; v < s->t->diff.space.var_count; v++)
        if (!prse__mask_has(&cube->masks[v], s->cells[v]))
            return 0;
    return 1;
}

static int is_inside(twins *t, const prse__cube *cube, prse__dd set)
{
    situation s = {.t = t};
    do
        if (in_cube(&s, cube) && !holds(&s, set))
            return 0;
    while (next_situation(&s));
    return 1;
}

/* No fact may be in one more cell. */
static void check_widest(twins *t, prse__cube *cube, prse__dd set)
{
    for (size_t v = 0; v < t->diff.space.var_count; v++) {
        prse__mask own = cube->masks[v];
        for (size_t c = 0; c < t->diff.space.cells[v]; c++) {
            if (prse__mask_has(&own, c))
                continue;
            cube->masks[v] = prse__mask_or(own, prse__mask_one(c));
            cr_assert_not(is_inside(t, cube, set));
        }
        cube->masks[v] = own;
    }
}

static void check_conditions(twins *t, prse__dd set)
{
    prse_error err = {0};
    prse__dd rest = set;
    prse__cube cube = {prse__alloc(t->diff.space.var_count + 1,
                                   sizeof *cube.masks)};
    size_t rounds = 0;
    while (rest != PRSE__DD_FALSE) {
        prse__dd before = rest;
        cr_assert_eq(prse__set_cube(&cube, &t->reader, rest, set, &err),
                     PRSE_OK);
        cr_assert(is_inside(t, &cube, set));
        if (rounds == 0)
            check_widest(t, &cube, set);
        cr_assert_eq(prse__set_without(&rest, &t->reader, rest, &cube, &err),
                     PRSE_OK);
        cr_assert_neq(rest, before, "a condition adds nothing");
        cr_assert_lt(rounds++, 10000u);
    }
    prse__free(cube.masks);
}

static void check_pair(const char *a, const char *b)
{
    twins *t = twins_new(a, b);
    situation s = {.t = t};
    cr_assert_leq(t->diff.space.var_count, 2 * FACTS);
    do
        check_situation(&s);
    while (next_situation(&s));
    for (size_t i = 0; i < t->diff.count; i++) {
        int64_t count = twins_count(t, i);
        cr_assert_eq(count, brute_count(t, t->diff.items[i].set));
        check_conditions(t, t->diff.items[i].set);
    }
    twins_free(t);
}

PRSE_TEST(diff_random, differences_are_exactly_those_of_every_situation)
{
    dice d = {20261123};
    prse__buf a, b;
    prse__buf_init(&a, 0);
    prse__buf_init(&b, 0);
    for (size_t i = 0; i < PAIRS; i++) {
        write_pack(&a, &d, 0);
        write_pack(&b, &d, 1);
        check_pair(a.ptr, b.ptr);
    }
    prse__buf_free(&a);
    prse__buf_free(&b);
}
