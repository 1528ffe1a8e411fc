/* SPDX-License-Identifier: Apache-2.0 */
/* A diagram says what the reference evaluator says, for any expression that a
 * rule may hold, any values of its facts and any day. */
#include <stdlib.h>

#include "support/test.h"
#include "test_soundness_scene.h"

enum { EXPRESSIONS = 100, TABLES = 30, DRAWS = 16 };

typedef struct tally {
    size_t things, comparisons, refused;
} tally;

static void draw(scene *s, size_t things, tally *t)
{
    uint8_t digits[64];
    cr_assert_leq(s->rules.var_count, sizeof digits);
    for (size_t i = 0; i < DRAWS; i++) {
        if (i % 8 == 0)
            oracle_on(&s->oracle, scene_day(s));
        for (size_t v = 0; v < s->rules.var_count; v++)
            digits[v] = (uint8_t)chance_below(s->c, s->rules.cells[v]);
        scene_draw(s, digits);
        scene_compare(s, digits);
        t->comparisons += things;
    }
    t->things += things;
}

/* A pack of expressions, or of tables. */
static void write_pack(random_pack *p, chance *c, int tables)
{
    static const char *const TYPES[] = {"nbt", "ncbtd", "nnbb", "bbtd",
                                        "cdbt", "nbbtt"};
    random_pack_begin(p, c,
                      TYPES[chance_below(c, sizeof TYPES / sizeof *TYPES)]);
    random_pack_definitions(p, 3);
    if (tables)
        random_pack_tables(p, 0, TABLES);
    else
        random_pack_criteria(p, 0, EXPRESSIONS, 3);
}

static void one_pack(uint64_t seed, int tables, tally *t)
{
    chance c = chance_from(seed);
    random_pack p;
    prse_error err = {0};
    scene s = {.c = &c, .arena = prse__arena_new(0), .source = &p,
               .seed = seed};
    write_pack(&p, &c, tables);
    prse_status status = random_pack_read(&s.pack, s.arena, &p, &err);
    cr_assert_eq(status, PRSE_OK, "seed %llu: %s:%u:%u: %s\n%s",
                 (unsigned long long)seed, err.file, err.line, err.column,
                 err.message, p.text.ptr);
    status = scene_compile(&s, &err);
    if (status == PRSE_OK) {
        draw(&s, tables ? TABLES : EXPRESSIONS, t);
        scene_free(&s);
    } else {
        t->refused++;
        cr_assert_eq(status, PRSE_ERULE, "seed %llu: %s",
                     (unsigned long long)seed, err.message);
    }
    random_pack_end(&p);
    prse__arena_free(s.arena);
}

static void many_packs(int tables, size_t wanted)
{
    tally t = {0};
    const char *seed = getenv("PRSE_SEED");
    if (seed)
        one_pack(strtoull(seed, NULL, 10), tables, &t);
    for (uint64_t i = 1; !seed && t.things < wanted; i++)
        one_pack(i, tables, &t);
    cr_log_info("%zu %s, %zu comparisons, %zu packs refused", t.things,
                tables ? "tables" : "expressions", t.comparisons, t.refused);
    cr_expect_eq(t.refused, 0);
}

PRSE_TEST(equivalence, of_expressions_and_their_diagrams, .timeout = PRSE_LONG)
{
    many_packs(0, scene_times(50000, 1000000));
}

PRSE_TEST(equivalence, of_tables_and_their_diagrams, .timeout = PRSE_LONG)
{
    many_packs(1, scene_times(10000, 200000));
}
