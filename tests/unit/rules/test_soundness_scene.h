/* SPDX-License-Identifier: Apache-2.0 */
/* A compiled pack on one day, with the answer of every completion by brute
 * force. */
#ifndef PRSE_TESTS_UNIT_RULES_TEST_SOUNDNESS_SCENE_H
#define PRSE_TESTS_UNIT_RULES_TEST_SOUNDNESS_SCENE_H

#include "rules/question.h"
#include "test_soundness_oracle.h"

typedef struct scene {
    chance *c;
    prse__arena *arena;
    const prse__pack_tree *pack;
    prse__ruleset rules;
    prse__judge judge;
    prse__asker asker;
    oracle oracle;
    const random_pack *source; /* NULL: a pack of the project */
    uint64_t seed;
    size_t total;    /* completions, cell by cell */
    uint8_t *digits; /* [completion * var_count + var]: a cell */
    prse__dd *table; /* [obligation * total + completion]: an answer */
} scene;

/* PRSE_ERULE and PRSE_ELIMIT say that the pack is refused. */
prse_status scene_compile(scene *s, prse_error *err);
void scene_free(scene *s);

/* Fails the test, with all that is needed to see why. */
void scene_fail(const scene *s, const char *what);
#define scene_expect(scene, truth) \
    do { \
        if (!(truth)) \
            scene_fail((scene), #truth); \
    } while (0)

/* Draws a value for each cell that is given and takes them as facts. */
void scene_draw(scene *s, const uint8_t *digits);
/* Every diagram of every obligation says what the oracle says of the facts
 * that were drawn. */
void scene_compare(scene *s, const uint8_t *digits);
/* Where the cells lead from a diagram. */
prse__dd scene_follow(const scene *s, prse__dd dd, const uint8_t *digits);

/* Number of completions; SIZE_MAX when there are more than `most`. */
size_t scene_count(const scene *s, size_t most);
/* Fills the table for a day, comparing every diagram on the way. */
void scene_tabulate(scene *s, prse__date date);

/* One of the days around a change of the pack. */
prse__date scene_day(scene *s);
void scene_mask(scene *s, prse__mask *masks);

/* Whether a completion is among the masks. */
int scene_allows(const scene *s, const prse__mask *masks, size_t completion);

/* How often a test runs: `few`, or `many` with PRSE_FULL=1. */
size_t scene_times(size_t few, size_t many);

#endif
