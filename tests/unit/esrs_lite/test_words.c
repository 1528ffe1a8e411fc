/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences as words. */
#include <string.h>

#include "esrs_lite/words.h"
#include "support/test.h"

static prse__lite_words words;

/* The words, a space after each. */
static const char *read(const char *text)
{
    static char out[PRSE__LITE_LETTERS + PRSE__LITE_WORDS + 1];
    size_t length = 0;
    prse__lite_words_read(&words, prse_str_of(text));
    for (size_t i = 0; i < words.count; i++) {
        prse_str word = prse__lite_word_str(&words, i);
        memcpy(out + length, word.ptr, word.len);
        length += word.len;
        out[length++] = ' ';
    }
    out[length] = '\0';
    return out;
}

PRSE_TEST(words, lose_case_accents_and_punctuation)
{
    cr_expect_str_eq(read("L'Été, c\u2019est « NOËL »\u00a0!"),
                     "l ete c est noel ");
    cr_expect_str_eq(read("chaîne d’approvisionnement"),
                     "chaine d approvisionnement ");
    cr_expect_str_eq(read(""), "");
    cr_expect_str_eq(read(" .,;"), "");
}

PRSE_TEST(words, ligatures_are_two_letters)
{
    cr_expect_str_eq(read("Œuvre, ÆGIR"), "oeuvre aegir ");
}

PRSE_TEST(words, digits_below_and_above_the_line_are_digits)
{
    cr_expect_str_eq(read("CO₂ m² m³ 10⁶"), "co2 m2 m3 106 ");
}

PRSE_TEST(words, accents_of_their_own_are_nothing)
{
    cr_expect_str_eq(read("e\u0301te\u0301"), "ete ");
}

PRSE_TEST(words, letters_that_are_not_latin_stand_for_themselves_alike)
{
    cr_expect_str_eq(read("да eau"), "\x7f\x7f eau ");
}

PRSE_TEST(words, know_where_they_were)
{
    const char *text = "«\u00a0Été\u00a0» : CO₂.";
    read(text);
    cr_assert_eq(words.count, 2);
    cr_expect_eq(strncmp(text + words.words[0].from, "Été", 5), 0);
    cr_expect_eq(words.words[0].to - words.words[0].from, 5);
    cr_expect_eq(strncmp(text + words.words[1].from, "CO₂", 5), 0);
    cr_expect_eq(words.words[1].to - words.words[1].from, 5);
}

PRSE_TEST(words, end_at_the_limits)
{
    static char text[20000];
    for (size_t i = 0; i + 1 < sizeof text; i++)
        text[i] = i % 2 ? ' ' : 'a';
    read(text);
    cr_expect_eq(words.count, PRSE__LITE_WORDS);
    memset(text, 'a', sizeof text - 1);
    read(text);
    cr_expect_eq(words.count, 1);
    cr_expect_leq(words.used, PRSE__LITE_LETTERS);
}
