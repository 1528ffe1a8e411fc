/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/fold.h"
#include "support/test.h"

static void folds(const char *text, const char *wanted)
{
    cli_buffer made = {0};
    cli_buffer_add_text(&made, "");
    cli_fold(&made, prse_str_of(text));
    cr_assert_str_eq(made.text, wanted);
    cli_buffer_free(&made);
}

PRSE_TEST(fold, case_accents_and_ligatures_do_not_matter)
{
    folds("Évry-Cœur & Frères", "EVRY COEUR FRERES");
    folds("ÆÐÞß Łódź ŒŸ ĳ", "AEDTHSS LODZ OEY IJ");
    folds("e\u0301te\u0301", "ETE");
}

PRSE_TEST(fold, punctuation_separates_words)
{
    folds("L'ATELIER \"+ BON\" (SUD) : 100 %", "L ATELIER BON SUD 100");
    folds("a\u2019b\u00a0c\u2013d\u00d7e", "A B C D E");
    folds("  x  ", "X");
    folds("?!", "");
    folds("", "");
}

PRSE_TEST(fold, other_scripts_stay)
{
    folds("Ωμέγα", "Ωμέγα");
    folds("東京 spa", "東京 SPA");
}

PRSE_TEST(fold, what_is_added_to_stays)
{
    cli_buffer made = {0};
    cli_buffer_add_text(&made, "x ");
    cli_fold(&made, PRSE_STR(" é "));
    cr_assert_str_eq(made.text, "x E");
    cli_buffer_free(&made);
}

PRSE_TEST(fold, nothing_is_the_same_as_nothing)
{
    cr_assert(cli_fold_same(PRSE_STR("Écoles S.A."), PRSE_STR("ecoles s a")));
    cr_assert_not(cli_fold_same(PRSE_STR("Écoles"), PRSE_STR("Ecole")));
    cr_assert_not(cli_fold_same(PRSE_STR(""), PRSE_STR("")));
    cr_assert_not(cli_fold_same(PRSE_STR("?"), PRSE_STR("!")));
}
