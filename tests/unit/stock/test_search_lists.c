/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of units are walked as sets are: against plain loops over marks. */
#include "search_scene.h"
#include "stock/index_bits.h"
#include "stock/index_lists.h"

enum { UNITS = 20000, TERMS = 10, SHARES = 10 };

/* Of a thousand units, how many have each term. */
static const uint32_t shares[TERMS] = {1000, 500, 300, 100, 30,
                                       10, 3, 1, 0, 900};

static char has[TERMS][UNITS];
static const char *const names[TERMS] = {"t0", "t1", "t2", "t3", "t4",
                                         "t5", "t6", "t7", "t8", "t9"};

static void write_lists(scene *s)
{
    static uint32_t numbers[UNITS];
    uint64_t chance = 7;
    prse__lists lists;
    prse_error err = {0};
    cr_assert_eq(prse__lists_open(&lists, s->db, 0, &err), PRSE_OK);
    for (size_t t = 0; t < TERMS; t++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < UNITS; i++) {
            has[t][i] = scene_random(&chance, 1000) < shares[t];
            if (has[t][i])
                numbers[count++] = i;
        }
        if (count > 0)
            cr_assert_eq(prse__lists_add(&lists, prse_str_of(names[t]),
                                         numbers, count, &err), PRSE_OK);
    }
    prse__lists_close(&lists);
}

static void make(scene *s)
{
    scene_make(s);
    scene_run(s, "BEGIN");
    write_lists(s);
    scene_run(s, "INSERT INTO recherche_partie VALUES(0,1,%d,%d,0,0);COMMIT",
              UNITS, UNITS);
    scene_open(s);
}

PRSE_TEST(lists, a_seek_finds_the_first_unit_from_there)
{
    scene s;
    prse_error err = {0};
    make(&s);
    for (size_t t = 0; t < TERMS; t++) {
        prse__cursor *cursor = NULL;
        prse__wanted wanted = {prse_str_of(names[t]), 0};
        uint64_t chance = t;
        uint32_t unit = 0;
        cr_assert_eq(prse__cursor_new(&cursor, s.index, &wanted, 1, &err),
                     PRSE_OK);
        for (uint32_t from = 0; unit != PRSE__CURSOR_END;) {
            cr_assert_eq(prse__cursor_seek(cursor, from, &unit, &err),
                         PRSE_OK);
            uint32_t expected = from;
            while (expected < UNITS && !has[t][expected])
                expected++;
            cr_assert_eq(unit, expected < UNITS ? expected
                                                : PRSE__CURSOR_END);
            from = unit + scene_random(&chance, 1u << scene_random(&chance,
                                                                   12));
        }
    }
    scene_drop(&s);
}

/* One demand: one of some terms. */
typedef struct demand {
    prse__wanted any[3];
    size_t terms[3], count;
} demand;

static void draw(demand *d, uint64_t *chance)
{
    d->count = 1 + scene_random(chance, 3);
    for (size_t i = 0; i < d->count; i++) {
        d->terms[i] = scene_random(chance, TERMS);
        d->any[i] = (prse__wanted){prse_str_of(names[d->terms[i]]), 0};
    }
}

static int meets(const demand *d, uint32_t unit)
{
    for (size_t i = 0; i < d->count; i++)
        if (has[d->terms[i]][unit])
            return 1;
    return 0;
}

static int meets_all(const demand *demands, size_t count, uint32_t unit)
{
    for (size_t i = 0; i < count; i++)
        if (!meets(&demands[i], unit))
            return 0;
    return 1;
}

static void check_match(scene *s, uint64_t *chance)
{
    static uint32_t units[UNITS];
    demand drawn[4];
    prse__demand demands[4];
    prse_error err = {0};
    size_t count = 1 + scene_random(chance, 4), found = 0;
    prse__match match = {.end = scene_random(chance, 2) ? UNITS : UNITS / 3,
                         .room = scene_random(chance, 2) ? UNITS : 50,
                         .units = units};
    for (size_t i = 0; i < count; i++) {
        draw(&drawn[i], chance);
        demands[i] = (prse__demand){drawn[i].any, drawn[i].count};
    }
    cr_assert_eq(prse__match_run(&match, s->index, demands, count, &err),
                 PRSE_OK, "%s", err.message);
    for (uint32_t i = 0; i < match.end && found < match.room; i++)
        if (meets_all(drawn, count, i))
            cr_assert_eq(units[found++], i);
    cr_assert_eq(match.count, found);
    cr_assert_geq(match.known, found);
}

PRSE_TEST(lists, units_that_meet_all_demands_are_found_in_order)
{
    scene s;
    uint64_t chance = 11;
    make(&s);
    for (int i = 0; i < 300; i++) {
        check_match(&s, &chance);
        prse__arena_reset(s.arena);
    }
    scene_drop(&s);
}

PRSE_TEST(lists, a_set_gives_its_numbers_in_order_and_is_empty_then)
{
    static const uint32_t some[] = {4999, 3, 64, 63, 3, 4096, 5000, 70000};
    static const uint32_t sorted[] = {3, 63, 64, 4096, 4999};
    uint32_t out[5];
    prse__bits set;
    cr_assert(prse__bits_init(&set, 5000));
    for (int round = 0; round < 2; round++) {
        prse__bits_add(&set, some, 8);
        cr_expect_eq(prse__bits_drain(&set, out), 5);
        cr_expect_arr_eq(out, sorted, sizeof sorted);
    }
    prse__bits_add(&set, some, 8);
    prse__bits_clear(&set);
    cr_expect_eq(prse__bits_drain(&set, out), 0);
    prse__bits_free(&set);
}

PRSE_TEST(lists, a_damaged_index_is_told_or_found_empty_never_followed)
{
    scene s;
    prse_error err = {0};
    make(&s);
    scene_run(&s, "UPDATE recherche_bloc SET liste=zeroblob(5000) WHERE"
                  " cle%%3=0; UPDATE recherche_bloc SET"
                  " liste=x'ffffffffff01ff' WHERE cle%%3=1;"
                  "UPDATE recherche_mot SET liste=x'ffffffffffffffff'"
                  " WHERE liste IS NOT NULL");
    for (size_t t = 0; t < TERMS; t++) {
        static uint32_t units[UNITS];
        prse__wanted wanted[2] = {{prse_str_of(names[t]), 0},
                                  {PRSE_STR("t6"), 0}};
        prse__demand one = {wanted, 2};
        prse__match match = {.end = UNITS, .room = UNITS, .units = units};
        prse_status status = prse__match_run(&match, s.index, &one, 1,
                                             &err);
        cr_expect(status == PRSE_OK || status == PRSE_EIO);
        for (size_t i = 0; i < match.count; i++)
            cr_expect_lt(units[i], UNITS);
    }
    scene_drop(&s);
}
