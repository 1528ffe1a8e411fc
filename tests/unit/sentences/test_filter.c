/* SPDX-License-Identifier: Apache-2.0 */
/* What a classifier sees. */
#include <stdio.h>
#include <string.h>

#include "portailrse/sentences.h"
#include "support/test.h"

static int passes(const char *text, prse_segment_kind kind,
                  const prse_sentences_filter *filter)
{
    int out = -1;
    prse_error err = {0};
    prse_segment g = {.size = sizeof g, .kind = kind,
                      .text = prse_str_of(text)};
    cr_assert_eq(prse_segment_passes(&out, &g, filter, &err), PRSE_OK);
    return out;
}

PRSE_TEST(filter, keeps_short_true_sentences)
{
    static const char *const kept[] = {
        "Elle évite 600 m³ par an.",
        "Les palettes sont consignées.",
        "Deux relances sont en cours.",
        "Zéro accident grave.",
        "Le taux de fréquence est de 18,6 en 2023, contre 24,1 en 2022.",
    };
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        cr_assert(passes(kept[i], PRSE_SEGMENT_PROSE, NULL), "%s", kept[i]);
}

PRSE_TEST(filter, drops_crumbs_and_figures)
{
    static const char *const dropped[] = {
        "", "Non !", "p. 12", "Le reste.", "1 050 1 200 3 400 t en 2023 dont",
        "a b c d e", "2021 2022 2023",
    };
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++)
        cr_assert_not(passes(dropped[i], PRSE_SEGMENT_PROSE, NULL), "%s",
                      dropped[i]);
}

PRSE_TEST(filter, takes_prose_items_and_cells_unless_told)
{
    const char *text = "Les palettes sont consignées.";
    prse_sentences_filter headings = {
        .size = sizeof headings, .kinds = 1u << PRSE_SEGMENT_HEADING};
    cr_assert(passes(text, PRSE_SEGMENT_ITEM, NULL));
    cr_assert(passes(text, PRSE_SEGMENT_CELL, NULL));
    cr_assert_not(passes(text, PRSE_SEGMENT_HEADING, NULL));
    cr_assert_not(passes(text, PRSE_SEGMENT_ROW, NULL));
    cr_assert(passes(text, PRSE_SEGMENT_HEADING, &headings));
    cr_assert_not(passes(text, PRSE_SEGMENT_PROSE, &headings));
}

PRSE_TEST(filter, has_limits_of_ones_own)
{
    prse_sentences_filter own = {.size = sizeof own, .least_words = 4,
                                 .most_words = 5, .most_digits = 10};
    cr_assert_not(passes("Les palettes sont là.", 0, &own) == 0);
    cr_assert_not(passes("Les palettes sont", 0, &own));
    cr_assert_not(passes("Les palettes sont bien consignées ici.", 0, &own));
    cr_assert_not(passes("Les palettes sont 1234.", 0, &own));
}

/* `words` words of three letters. */
static const char *sentence(size_t words, const char *tail)
{
    static char text[4096];
    text[0] = '\0';
    for (size_t i = 0; i < words; i++)
        strcat(text, i ? " mot" : "mot");
    strcat(text, tail);
    return text;
}

PRSE_TEST(filter, of_the_existing_service_has_its_own_limits)
{
    prse_sentences_filter f = {.size = sizeof f, .legacy = 1};
    cr_assert_not(passes(sentence(20, ""), PRSE_SEGMENT_PROSE, &f));
    cr_assert(passes(sentence(21, ""), PRSE_SEGMENT_HEADING, &f));
    cr_assert(passes(sentence(499, ""), PRSE_SEGMENT_ROW, &f));
    cr_assert_not(passes(sentence(500, ""), 0, &f));
    cr_assert(passes(sentence(30, "%%%%"), 0, &f));
    cr_assert_not(passes(sentence(30, "%%%%%"), 0, &f));
    cr_assert(passes(sentence(30, "-----"), 0, &f));
    cr_assert_not(passes(sentence(30, "------"), 0, &f));
    cr_assert(passes(sentence(30, "\n\n\n\n\n\n\n\n\n."), 0, &f));
    cr_assert_not(passes(sentence(30, "\n\n\n\n\n\n\n\n\n\n."), 0, &f));
    /* 92 letters and 23 digits are 20 %. */
    cr_assert(passes(sentence(32, " 12345678901234567890123"), 0, &f));
    cr_assert_not(passes(sentence(30, " 12345678901234567890123"), 0, &f));
}

PRSE_TEST(filter, refuses_what_is_no_segment)
{
    int out;
    prse_error err = {0};
    prse_segment g = {.size = sizeof g, .kind = (prse_segment_kind)9};
    cr_assert_eq(prse_segment_passes(&out, &g, NULL, &err), PRSE_EINVAL);
    g.kind = PRSE_SEGMENT_PROSE;
    cr_assert_eq(prse_segment_passes(NULL, &g, NULL, &err), PRSE_EINVAL);
    cr_assert_eq(prse_segment_passes(&out, NULL, NULL, &err), PRSE_EINVAL);
    g.text.len = 3;
    cr_assert_eq(prse_segment_passes(&out, &g, NULL, &err), PRSE_EINVAL);
    g.text.len = 0;
    g.size = 1;
    cr_assert_eq(prse_segment_passes(&out, &g, NULL, &err), PRSE_EABI);
}
