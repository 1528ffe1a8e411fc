/* SPDX-License-Identifier: Apache-2.0 */
/* Two documents of our own whose sentences were written down by hand: one that
 * the segmentation was developed with, one that it was only measured on. The
 * existing service's way stands beside it. PRSE_SHOW=1 prints every segment. */
#include <stdio.h>

#include "score.h"
#include "support/test.h"

static score measure(const char *name, const char *way,
                     prse_segmentation how, int line_blanks)
{
    layout *l = layout_read(name, line_blanks);
    prse_sentences *found = layout_cut(l, how);
    prse_sentences_filter filter = {
        .size = sizeof filter, .legacy = how == PRSE_SEGMENTATION_LEGACY};
    score s = score_of(l, found, &filter);
    cr_assert_geq(l->lines, 200);
    score_print(way, &s);
    prse_sentences_free(found);
    layout_free(l);
    return s;
}

static void hold(const char *name)
{
    printf("%s\n%-28s %8s %9s %9s %9s %9s %9s %9s %9s\n", name, "",
           "segments", "found", "letters", "pass", "glued", "in segm.",
           "titles", "kinds");
    score ours = measure(name, "by layout", PRSE_SEGMENTATION_LAYOUT, 0);
    score theirs = measure(name, "legacy", PRSE_SEGMENTATION_LEGACY, 0);
    measure(name, "legacy, lines end with blank", PRSE_SEGMENTATION_LEGACY,
            1);
    fflush(stdout);
    cr_assert_geq(ours.exact * 100, ours.wanted * 95, "%zu of %zu",
                  ours.exact, ours.wanted);
    cr_assert_leq(ours.glued * 100, ours.words, "%zu of %zu", ours.glued,
                  ours.words);
    cr_assert_lt(theirs.letters, ours.letters);
}

PRSE_TEST(labelled, sentences_of_the_set_for_development)
{
    hold("develop");
}

PRSE_TEST(labelled, sentences_of_the_set_for_measurement)
{
    hold("measure");
}
