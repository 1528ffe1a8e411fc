/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "pages/hyphens.h"
#include "sheets.h"

/* The rest of the document is the same for all. */
#define REST "\n\nnotre co-construction et des reporting du reporting ici\n"

static const struct {
    const char *in, *out;
} cases[] = {
    {"une infor-\nmation utile", "une information / utile"},
    {"la co-\nconstruction utile", "la co-construction / utile"},
    {"le repor-\nting annuel", "le reporting / annuel"},
    {"vis-\nà-vis des tiers", "vis-à-vis / des tiers"},
    {"vis-à-\nvis des tiers", "vis-à-vis / des tiers"},
    {"parlent-\nils encore", "parlent-ils / encore"},
    {"eux-\nmêmes aussi", "eux-mêmes / aussi"},
    {"celles-\nci aussi", "celles-ci / aussi"},
    {"l'Île-de-\nFrance aussi", "l'Île-de-France / aussi"},
    {"à moyen-\net long-terme", "à moyen- / et long-terme"},
    {"de 2024-\n2025 encore", "de 2024- / 2025 encore"},
    {"un tiret -\nsuivi de mots", "un tiret - / suivi de mots"},
    {"infor\u00AD\nmation utile", "information / utile"},
    {"infor\u2010\nmation utile", "information / utile"},
    {"une infor-\n\nmation utile", "une information / utile"},
    {"une infor-\nmation, dit-on", "une information, / dit-on"},
};

PRSE_TEST(hyphens, words_cut_at_line_ends_are_whole)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const texts[] = {cases[i].in, REST};
        prse__pages *pages = sheets_clean(texts, 2);
        char *text = (char *)(uintptr_t)sheets_text(pages);
        char *end = strstr(text, " // ");
        cr_assert_not_null(end);
        *end = '\0';
        cr_expect_str_eq(text, cases[i].out);
        prse__pages_free(pages);
    }
}

PRSE_TEST(hyphens, a_word_goes_on_over_the_page)
{
    const char *const texts[] = {"la fin de l'infor-", "mation suivante"};
    prse__pages *pages = sheets_clean(texts, 2);
    cr_assert_str_eq(sheets_text(pages),
                     "la fin de l'information // suivante");
    prse__pages_free(pages);
}

PRSE_TEST(hyphens, the_joined_word_stays_where_it_begins)
{
    const char *const texts[] = {"une infor-\nmation"};
    prse__pages *pages = sheets_clean(texts, 1);
    const prse_page *page = prse__pages_at(pages, 0);
    cr_assert_eq(page->count, 2);
    cr_assert_eq(page->words[1].line, 0);
    cr_assert_eq(page->words[1].top, 20);
    prse__pages_free(pages);
}
