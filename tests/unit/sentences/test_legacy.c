/* SPDX-License-Identifier: Apache-2.0 */
/* The existing service's way, step by step as it was described, faults and
 * all. A "~" at the end of a line is a blank there. */
#include <stdio.h>
#include <string.h>

#include "layout.h"
#include "support/test.h"

static const char *tell(const char *text)
{
    static char told[4096];
    layout *l = layout_of(text);
    for (size_t i = 0; i < l->word_count; i++) {
        prse_str *word = &l->words[i].text;
        if (word->ptr[word->len - 1] == '~')
            ((char *)(size_t)word->ptr)[word->len - 1] = ' ';
    }
    prse_sentences *found = layout_cut(l, PRSE_SEGMENTATION_LEGACY);
    size_t at = 0;
    told[0] = '\0';
    for (size_t i = 0; i < prse_sentences_count(found); i++) {
        prse_segment g = {.size = sizeof g};
        cr_assert_eq(prse_sentences_get(&g, found, i, NULL), PRSE_OK);
        at += (size_t)snprintf(told + at, sizeof told - at, "%c %.*s\n",
                               "PIHRC"[g.kind], (int)g.text.len, g.text.ptr);
    }
    prse_sentences_free(found);
    layout_free(l);
    return told;
}

static const struct {
    const char *step, *page, *wanted;
} cases[] = {
    {"a first line with a digit goes", "Rapport 2023\nle texte suit ici.\n",
     "P le texte suit ici.\n"},
    {"only full stops and question marks split",
     "le texte suit. la fin ? non ! oui : bon.\n",
     "P le texte suit.\nP la fin ?\nP non ! oui : bon.\n"},
    {"abbreviations do not", "voir M.D. ici, de Dr. Roux, au no. trois.\n",
     "P voir M.D. ici, de Dr. Roux, au no. trois.\n"},
    {"capitals make a title", "Notre Politique Climat\n",
     "H Notre Politique Climat\n"},
    {"two lines of digits make a table", "ventes de\n12\n14\nen tout\n",
     "R ventes de\n12\n14\nen tout\n"},
    {"lines are glued", "les salariés\nsont formés à la\nsécurité.\n",
     "P les salariéssont formés à lasécurité.\n"},
    {"unless they end with a blank", "les salariés~\nsont formés.\n",
     "P les salariés sont formés.\n"},
    {"a capital begins a segment", "une convention lie\nEmmaüs et nous.\n",
     "P une convention lie\nP Emmaüs et nous.\n"},
    {"but not after a short word and a blank",
     "une convention avec le~\nGroupe suit.\n",
     "P une convention avec le Groupe suit.\n"},
    {"an accent does not", "une pause\nÀ Paris aussi.\n",
     "P une pauseÀ Paris aussi.\n"},
    {"a dash begins one", "nos axes\n• le tri\n- la paix\n",
     "P nos axes\nP - le tri\nP - la paix\n"},
    {"fi, fl and ff swallow a blank", "le défi climatique du staff interne.\n",
     "P le déficlimatique du staffinterne.\n"},
    {"letters are replaced, signs dropped",
     "le cœur « émet » des tCO₂e – des m².\n",
     "P le coeur émet des tCOe des m.\n"},
    {"lines of capitals and numbers go", "le texte\nABC DEF\n12\nsuit ici\n",
     "P le textesuit ici\n"},
};

PRSE_TEST(legacy, does_what_was_described)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char page[512];
        snprintf(page, sizeof page, "=page 1\n%s", cases[i].page);
        cr_assert_str_eq(tell(page), cases[i].wanted);
    }
}
