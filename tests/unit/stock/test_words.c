/* SPDX-License-Identifier: Apache-2.0 */
/* Names as words that compare. */
#include "base/fold.h"
#include "stock/words.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

/* The words with one space between them. */
static const char *folded(const char *text)
{
    static char out[PRSE__WORDS_TEXT + PRSE__WORDS_MOST + 1];
    prse__words words;
    size_t length = 0;
    prse__words_split(&words, prse_str_of(text));
    for (size_t i = 0; i < words.count; i++) {
        prse_str word = prse__words_get(&words, i);
        if (i > 0)
            out[length++] = ' ';
        memcpy(out + length, word.ptr, word.len);
        length += word.len;
    }
    out[length] = '\0';
    return out;
}

static uint32_t key(const char *text)
{
    prse__words words;
    uint8_t soft[PRSE__WORDS_MOST];
    prse__words_split(&words, prse_str_of(text));
    for (size_t i = 0; i < words.count; i++)
        soft[i] = (uint8_t)prse__word_softness(prse__words_get(&words, i));
    return prse__words_key(&words, soft);
}

PRSE_TEST(words, case_accents_ligatures_and_signs_do_not_count)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"L'Œuf à la Coque", "l oeuf a la coque"},
        {"CRÉDIT D’ILLE-ET-VILAINE", "credit d ille et vilaine"},
        {"Straße Łódź Šimić", "strasse lodz simic"},
        {"H&M", "hm"},
        {"Cre\xCC\x81" "dit", "credit"}, /* accent of its own */
        {"co\xC2\xADop", "coop"},        /* soft hyphen */
        {"3 SUISSES", "3 suisses"},
        {"2000\xC2\xA0" "euros", "2000 euros"},
        {"a\xF0\x9F\x98\x80" "bc", "a bc"}, /* a picture separates */
        {"ΑΘΗΝΑ Москва", "αθηνα москва"},
        {"\"(--)\" * : ^ NEAR", "near"},
        {"", ""},
        {" .,;'\"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_str_eq(folded(cases[i].text), cases[i].words, "%s",
                         cases[i].text);
}

PRSE_TEST(words, single_letters_in_a_row_are_one_word)
{
    cr_expect_str_eq(folded("S.N.C.F."), "sncf");
    cr_expect_str_eq(folded("S N C F Voyageurs"), "sncf voyageurs");
    cr_expect_str_eq(folded("la s.a.r.l. Dupont"), "la sarl dupont");
    cr_expect_str_eq(folded("J. C. Dupont"), "jc dupont");
    cr_expect_str_eq(folded("plan B"), "plan b");
    cr_expect_str_eq(folded("L'Oreade"), "l oreade");
}

PRSE_TEST(words, every_letter_of_the_latin_table_is_plain)
{
    for (uint32_t c = 0xC0; c < 0x180; c++) {
        uint32_t plain = prse__fold(c), first = plain & 0xFFFFFF;
        int sign = c == 0xD7 || c == 0xF7; /* times, divided by */
        cr_expect_eq(plain == PRSE__FOLD_SEPARATES, sign, "U+%04X",
                     (unsigned)c);
        cr_expect(sign || (first >= 'a' && first <= 'z'), "U+%04X",
                  (unsigned)c);
        cr_expect_eq(prse__fold(first), first);
    }
}

PRSE_TEST(words, folding_twice_changes_nothing)
{
    for (uint32_t c = 0; c < 0x11000; c++) {
        uint32_t once = prse__fold(c);
        if (once > PRSE__FOLD_NOTHING && once >> 24 == 0)
            cr_assert_eq(prse__fold(once), once, "U+%04X", (unsigned)c);
    }
}

PRSE_TEST(words, what_is_too_long_is_cut)
{
    static char text[4000];
    prse__words words;
    memset(text, 'x', sizeof text - 1);
    prse__words_split(&words, prse_str_of(text));
    cr_assert_eq(words.count, 1);
    cr_expect_eq(prse__words_get(&words, 0).len, PRSE__WORD_LONGEST);
    for (size_t i = 0; i + 1 < sizeof text; i += 3)
        memcpy(text + i, "ab ", 3);
    prse__words_split(&words, (prse_str){text, sizeof text - 1});
    cr_expect_eq(words.count, PRSE__WORDS_MOST);
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "a ", 2);
    prse__words_split(&words, (prse_str){text, sizeof text - 1});
    cr_expect_leq(prse__words_get(&words, 0).len, PRSE__WORD_LONGEST);
    cr_expect_leq(words.used, PRSE__WORDS_TEXT);
}

PRSE_TEST(words, bytes_that_are_no_text_separate)
{
    prse__words words;
    prse__words_split(&words, (prse_str){"ab\xFF\xC3" "cd\0ef", 9});
    cr_assert_eq(words.count, 3);
    cr_expect(prse__str_is(prse__words_get(&words, 0), "ab"));
    cr_expect(prse__str_is(prse__words_get(&words, 1), "cd"));
    cr_expect(prse__str_is(prse__words_get(&words, 2), "ef"));
}

PRSE_TEST(words, some_say_little)
{
    static const struct {
        const char *word;
        int softness;
    } cases[] = {
        {"a", PRSE__WORD_ARTICLE},        {"de", PRSE__WORD_ARTICLE},
        {"une", PRSE__WORD_ARTICLE},      {"sarl", PRSE__WORD_FORM},
        {"sci", PRSE__WORD_FORM},         {"cie", PRSE__WORD_FORM},
        {"societe", PRSE__WORD_KIND},     {"association", PRSE__WORD_KIND},
        {"etablissements", PRSE__WORD_KIND}, {"compagnie", PRSE__WORD_KIND},
        {"groupe", PRSE__WORD_HARD},      {"saint", PRSE__WORD_HARD},
        {"scie", PRSE__WORD_HARD},        {"", PRSE__WORD_HARD},
        {"etablissementsx", PRSE__WORD_HARD}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(prse__word_softness(prse_str_of(cases[i].word)),
                     cases[i].softness, "%s", cases[i].word);
}

PRSE_TEST(words, the_key_of_a_name_forgets_legal_form_and_spaces)
{
    uint32_t poste = key("La Poste");
    cr_expect_neq(poste, 0);
    cr_expect_eq(key("LA POSTE SA"), poste);
    cr_expect_eq(key("poste"), poste);
    cr_expect_eq(key("Société de la P.O.S.T.E."), poste);
    cr_expect_neq(key("la postale"), poste);
    cr_expect_neq(key("laposte"), poste);
    cr_expect_eq(key("saint gobin"), key("saintgobin"));
    cr_expect_neq(key("la société"), 0); /* nothing but soft words */
    cr_expect_neq(key("la société"), key("le"));
    cr_expect_eq(key("?!"), 0);
}
