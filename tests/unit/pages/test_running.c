/* SPDX-License-Identifier: Apache-2.0 */
/* What repeats in the margins goes; everything else stays. */
#include <stdio.h>
#include <string.h>

#include "sheets.h"

enum { PAGES = 6 };

/* Pages made by a pattern that takes the page's number; expects each page to
 * be `kept`, which takes it too. */
static void expect(const char *pattern, const char *kept)
{
    char text[PAGES][512], wanted[PAGES * 512] = "";
    const char *texts[PAGES];
    for (int i = 0; i < PAGES; i++) {
        size_t used = strlen(wanted);
        snprintf(text[i], sizeof text[i], pattern, i + 1, i + 1);
        snprintf(wanted + used, sizeof wanted - used, i ? " // " : "%s", "");
        used = strlen(wanted);
        snprintf(wanted + used, sizeof wanted - used, kept, i + 1, i + 1);
        texts[i] = text[i];
    }
    prse__pages *pages = sheets_clean(texts, PAGES);
    cr_expect_str_eq(sheets_text(pages), wanted);
    prse__pages_free(pages);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

PRSE_TEST(running, heads_and_page_numbers_go)
{
    expect("Rapport 2025\n@400 texte numero %1$d\n@760 Page %1$d sur 6",
           "texte numero %1$d");
    expect("@400 texte %1$d\n@770 %1$d", "texte %1$d");
    expect("Groupe Exemple\nRapport annuel\n@300 texte %1$d", "texte %1$d");
}

/* Tables that begin or end at the same place have other numbers. */
PRSE_TEST(running, numbers_that_count_no_pages_stay)
{
    expect("@400 texte %1$d\n@770 total 9%1$d9%1$d",
           "texte %1$d / total 9%1$d9%1$d");
}

PRSE_TEST(running, what_repeats_in_the_middle_stays)
{
    expect("@400 Enjeux et objectifs\n@414 texte %1$d",
           "Enjeux et objectifs / texte %1$d");
}

/* Only what has nothing but running lines between it and the edge goes. */
PRSE_TEST(running, what_repeats_below_text_of_its_own_stays)
{
    expect("@20 propre 7%1$d7\n@34 Rapport\n@400 texte %1$d",
           "propre 7%1$d7 / Rapport / texte %1$d");
}

PRSE_TEST(running, heads_of_left_and_right_pages_differ)
{
    const char *const texts[] = {"Groupe\n@400 un", "Rapport\n@400 deux",
                                 "Groupe\n@400 trois", "Rapport\n@400 quatre",
                                 "Groupe\n@400 cinq", "Rapport\n@400 six"};
    prse__pages *pages = sheets_clean(texts, 6);
    cr_assert_str_eq(sheets_text(pages),
                     "un // deux // trois // quatre // cinq // six");
    prse__pages_free(pages);
}

PRSE_TEST(running, two_pages_tell_nothing)
{
    const char *const texts[] = {"Rapport\n@400 un", "Rapport\n@400 deux"};
    prse__pages *pages = sheets_clean(texts, 2);
    cr_assert_str_eq(sheets_text(pages), "Rapport / un // Rapport / deux");
    prse__pages_free(pages);
}

#pragma GCC diagnostic pop
