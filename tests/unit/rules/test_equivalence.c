/* SPDX-License-Identifier: Apache-2.0 */
/* A diagram says what the reference evaluator says, for any expression that a
 * rule may hold, any values of its facts and any day. */
#include <stdlib.h>

#include "support/test.h"
#include "test_soundness_scene.h"

enum { EXPRESSIONS = 100, DRAWS = 16 };

typedef struct tally {
    size_t expressions, comparisons, refused;
} tally;

static void draw(scene *s, tally *t)
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
        t->comparisons += EXPRESSIONS;
    }
    t->expressions += EXPRESSIONS;
}

static void one_pack(uint64_t seed, tally *t)
{
    static const char *const TYPES[] = {"nbt", "ncbtd", "nnbb", "bbtd",
                                        "cdbt", "nbbtt"};
    chance c = chance_from(seed);
    random_pack p;
    prse_error err = {0};
    scene s = {.c = &c, .arena = prse__arena_new(0), .source = &p,
               .seed = seed};
    random_pack_begin(&p, &c,
                      TYPES[chance_below(&c, sizeof TYPES / sizeof *TYPES)]);
    random_pack_definitions(&p, 3);
    random_pack_criteria(&p, 0, EXPRESSIONS, 3);
    prse_status status = random_pack_read(&s.pack, s.arena, &p, &err);
    cr_assert_eq(status, PRSE_OK, "seed %llu: %s:%u:%u: %s\n%s",
                 (unsigned long long)seed, err.file, err.line, err.column,
                 err.message, p.text.ptr);
    status = scene_compile(&s, &err);
    if (status == PRSE_OK) {
        draw(&s, t);
        scene_free(&s);
    } else {
        t->refused++;
        cr_assert_eq(status, PRSE_ERULE, "seed %llu: %s",
                     (unsigned long long)seed, err.message);
    }
    random_pack_end(&p);
    prse__arena_free(s.arena);
}

PRSE_TEST(equivalence, of_diagrams_and_the_evaluator, .timeout = 3000)
{
    tally t = {0};
    const char *seed = getenv("PRSE_SEED");
    if (seed)
        one_pack(strtoull(seed, NULL, 10), &t);
    size_t expressions = scene_times(50000, 1000000);
    for (uint64_t i = 1; !seed && t.expressions < expressions; i++)
        one_pack(i, &t);
    cr_log_info("%zu expressions, %zu comparisons, %zu packs refused",
                t.expressions, t.comparisons, t.refused);
    cr_expect_eq(t.refused, 0);
}
