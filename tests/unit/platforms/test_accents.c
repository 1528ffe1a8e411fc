/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/accents.h"
#include "support/test.h"

PRSE_TEST(accents, compare_words_however_they_are_composed)
{
    static const struct {
        const char *a, *b;
        int same;
    } cases[] = {
        {"r\u00e9sultat", "re\u0301sultat", 1},
        {"r\u00e9sultat", "resultat", 0},
        {"r\u00e9sultat", "re\u0300sultat", 0},
        {"\u00c7a o\u00f9 na\u00efve", "C\u0327a ou\u0300 nai\u0308ve", 1},
        {"e\u0301", "\u00e9x", 0}, {"", "", 1}, {"a", "", 0},
        {"e", "e\u0301", 0}, {"x\u0301", "x\u0301", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse_str a = prse_str_of(cases[i].a), b = prse_str_of(cases[i].b);
        cr_expect_eq(prse__accents_same(a, b), cases[i].same, "case %zu", i);
        cr_expect_eq(prse__accents_same(b, a), cases[i].same, "case %zu", i);
    }
}

PRSE_TEST(accents, fold_headings_to_plain_words)
{
    static const char *const cases[][2] = {
        {"Ann\u00e9e", "annee"},
        {"Ann\u00e9e ", "annee"},
        {"Raison Sociale", "raison_sociale"},
        {"Tranche d'effectifs", "tranche_d_effectifs"},
        {"Tranche d\u2019effectifs", "tranche_d_effectifs"},
        {"  Note Ecart taux d'augmentation (hors promotion)",
         "note_ecart_taux_d_augmentation_hors_promotion"},
        {"re\u0301gion", "region"}, {"R\u00c9GION", "region"}, {"", ""},
        {"\u00a0\u00a0", ""}, {"x\u0302y", "xy"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse__buf_adds(&buf, "");
        prse__accents_fold(&buf, prse_str_of(cases[i][0]));
        cr_expect_str_eq(buf.ptr, cases[i][1]);
        prse__buf_free(&buf);
    }
}
