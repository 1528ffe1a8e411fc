/* SPDX-License-Identifier: Apache-2.0 */
/* Terms of the lexicon in a sentence. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "esrs_lite/terms.h"
#include "support/test.h"

static const prse__lite_model *const model = &prse__lite_model_built;

/* The terms found, with their labels: "E1:gaz à effet de serre ". */
static const char *find(const char *text)
{
    static prse__lite_words words;
    static prse__lite_hits hits;
    static char out[4096];
    size_t length = 0;
    prse__lite_words_read(&words, prse_str_of(text));
    prse__lite_terms_find(&hits, model, &words);
    out[0] = '\0';
    for (size_t i = 0; i < hits.count; i++) {
        size_t from = words.words[hits.hits[i].first].from;
        size_t to = words.words[hits.hits[i].last].to;
        const char *code =
            model->labels[model->terms[hits.hits[i].term].label].code;
        length += (size_t)snprintf(out + length, sizeof out - length,
                                   "%s:%.*s ", code, (int)(to - from),
                                   text + from);
    }
    return out;
}

PRSE_TEST(terms, are_found_whatever_case_and_accents)
{
    cr_expect_str_eq(find("GAZ A EFFET DE SERRE"), "E1:GAZ A EFFET DE SERRE ");
    cr_expect_str_eq(find("le tCO₂e"), "E1:tCO₂e ");
}

PRSE_TEST(terms, take_plurals_and_feminines)
{
    cr_expect_str_eq(find("fournisseurs"), "S2:fournisseurs ");
    cr_expect_str_eq(find("employées"), "S1:employées ");
}

PRSE_TEST(terms, of_a_star_take_any_rest)
{
    cr_expect_str_eq(find("décarbonation"), "E1:décarbonation ");
    cr_expect_str_eq(find("biodiversité"), "E4:biodiversité ");
}

PRSE_TEST(terms, are_whole_words)
{
    cr_expect_str_eq(find("eaubonne"), "");
    cr_expect_str_eq(find("x fournisseurix"), "");
}

PRSE_TEST(terms, within_a_longer_one_do_not_count)
{
    cr_expect_str_eq(find("les conditions de travail chez nos fournisseurs"),
                     "S2:conditions de travail chez nos fournisseurs ");
}

PRSE_TEST(terms, count_once)
{
    cr_expect_str_eq(find("salaire, salaire, salaires"), "S1:salaire ");
}
