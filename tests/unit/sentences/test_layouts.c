/* SPDX-License-Identifier: Apache-2.0 */
/* Lines, lists, columns, pages and tables: what is put together, and what is
 * kept apart. */
#include <stdio.h>
#include <string.h>

#include "layout.h"
#include "support/test.h"

static void tells(const char *text, const char *told)
{
    cr_assert_str_eq(layout_tell(text), told);
}

PRSE_TEST(layouts, lines_are_put_together_with_a_blank)
{
    tells("=page 1\n"
          "Les émissions ont baissé de façon continue sur toute la\n"
          "période. Le Groupe, qui emploie 300 personnes à Nantes et à\n"
          "Paris, poursuit ses efforts.\n",
          "P 1 Les émissions ont baissé de façon continue sur toute la "
          "période.\n"
          "P 1 Le Groupe, qui emploie 300 personnes à Nantes et à Paris, "
          "poursuit ses efforts.\n");
}

/* The existing service begins a segment at every capital that begins a line. */
PRSE_TEST(layouts, a_name_at_the_beginning_of_a_line_begins_nothing)
{
    tells("=page 1\n"
          "Une convention pluriannuelle lie désormais la société et\n"
          "Emmaüs pour la collecte.\n",
          "P 1 Une convention pluriannuelle lie désormais la société et "
          "Emmaüs pour la collecte.\n");
}

PRSE_TEST(layouts, a_heading_without_a_full_stop_stands_alone)
{
    tells("=page 1\n"
          "=block size=14\nNotre politique\nenvironnementale\n"
          "=block\nElle date de 2019. Elle sera revue.\n"
          "=block gap=1\nSuivi\n=block gap=0.5\n"
          "Le comité suit les indicateurs tous les trimestres et rend\n"
          "compte au conseil.\n",
          "H 1 Notre politique environnementale\n"
          "P 1 Elle date de 2019.\nP 1 Elle sera revue.\n"
          "H 1 Suivi\n"
          "P 1 Le comité suit les indicateurs tous les trimestres et rend "
          "compte au conseil.\n");
}

PRSE_TEST(layouts, lists_have_items_whatever_their_mark)
{
    static const char *const marks[] = {"•", "-", "–", "—", "o", "▪", "■",
                                        "\xEF\x82\xB7", "►", "*", "✓", "→",
                                        "·"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        char text[256];
        cr_assert(strlen(marks[i]) > 0);
        snprintf(text, sizeof text,
                 "=page 1\nNos axes :\n"
                 "%s réduire la consommation\n"
                 "%s trier les déchets ;\n"
                 "%s Former. Informer.\n",
                 marks[i], marks[i], marks[i]);
        tells(text, "P 1 Nos axes :\nI 1 réduire la consommation\n"
                    "I 1 trier les déchets ;\nI 1 Former.\n"
                    "I 1 Informer.\n");
    }
}

PRSE_TEST(layouts, numbers_and_letters_of_items_stay)
{
    tells("=page 1\nTrois actions :\n"
          "a) la réfection des sols\nb) le port de gants\n"
          "(3) l'échauffement\n",
          "P 1 Trois actions :\nI 1 a) la réfection des sols\n"
          "I 1 b) le port de gants\nI 1 (3) l'échauffement\n");
}

PRSE_TEST(layouts, items_go_on_below_their_text)
{
    tells("=page 1\n"
          "• Vérification des documents des prestataires\n"
          "  tous les six mois. Elle est\n"
          "  suivie.\n"
          "  Un registre est tenu.\n"
          "• Visites inopinées.\n"
          "Le texte reprend ici.\n",
          "I 1 Vérification des documents des prestataires tous les six "
          "mois.\nI 1 Elle est suivie.\nI 1 Un registre est tenu.\n"
          "I 1 Visites inopinées.\nP 1 Le texte reprend ici.\n");
}

PRSE_TEST(layouts, marks_may_stand_in_blocks_of_their_own)
{
    const char *told = "I 1 le tri des déchets\nI 1 la baisse du gaz\n";
    tells("=page 1\n=block\n•\n=block x=3 gap=-1\nle tri des déchets\n"
          "=block gap=0.2\n•\n=block x=3 gap=-1\nla baisse du gaz\n",
          told);
    tells("=page 1\n=block\n•\n•\n"
          "=block x=3 y=0\nle tri des déchets\nla baisse du gaz\n",
          told);
}

PRSE_TEST(layouts, marks_inside_a_line_separate_items)
{
    tells("=page 1\nLes axes : • le tri • la formation • le dialogue\n",
          "P 1 Les axes :\nI 1 le tri\nI 1 la formation\nI 1 le dialogue\n");
}

PRSE_TEST(layouts, items_without_a_mark_are_told_by_the_colon_before)
{
    tells("=page 1\n"
          "Nos engagements, que le conseil a adoptés, sont les suivants :\n"
          "=block x=4\nréduire la consommation\ntrier les déchets\n"
          "Former les salariés.\n",
          "P 1 Nos engagements, que le conseil a adoptés, sont les suivants "
          ":\nI 1 réduire la consommation\nI 1 trier les déchets\n"
          "I 1 Former les salariés.\n");
}

PRSE_TEST(layouts, a_dash_at_the_beginning_of_a_line_may_be_a_dash)
{
    tells("=page 1\n"
          "La société a demandé à ses fournisseurs un plan d'action\n"
          "– assorti d'un calendrier – pour les risques.\n",
          "P 1 La société a demandé à ses fournisseurs un plan d'action "
          "– assorti d'un calendrier – pour les risques.\n");
}

PRSE_TEST(layouts, a_sentence_runs_over_columns)
{
    tells("=page 1\n"
          "=block x=0 y=2\nLes rebuts de production partent en\n"
          "méthanisation. En 2023, les épluchures ont\n"
          "=block x=52 y=2\nalimenté le réseau de gaz. Le solde est\n"
          "donné.\n",
          "P 1 Les rebuts de production partent en méthanisation.\n"
          "P 1 En 2023, les épluchures ont alimenté le réseau de gaz.\n"
          "P 1 Le solde est donné.\n");
}

PRSE_TEST(layouts, a_sentence_runs_over_a_page)
{
    tells("=page 1\nLe comité rassemble la présidente, la secrétaire\n"
          "générale et un représentant de la société\n"
          "=page 2\nd'assurance mutuelle. Il siège à Agen.\n",
          "P 1 Le comité rassemble la présidente, la secrétaire générale "
          "et un représentant de la société d'assurance mutuelle.\n"
          "P 2 Il siège à Agen.\n");
}

/* Notes, captions and tables may stand between. */
PRSE_TEST(layouts, a_sentence_finds_its_end_beyond_a_note)
{
    tells("=page 1\nLe comité rassemble la présidente, la secrétaire\n"
          "générale et un représentant de la société\n"
          "=block size=7 gap=2\n1 Hors apprentis.\n"
          "=page 2\n=block size=14\nGouvernance\n"
          "=block\nmère. Il siège à Agen.\n",
          "P 1 Le comité rassemble la présidente, la secrétaire générale "
          "et un représentant de la société mère.\n"
          "P 1 1 Hors apprentis.\nH 2 Gouvernance\nP 2 Il siège à Agen.\n");
}

PRSE_TEST(layouts, rows_of_tables_are_set_apart)
{
    const char *told =
        "P 1 Les données sont là.\n"
        "R 1 Indicateur\tUnité\t2022\t2023\n"
        "R 1 Consommation d'énergie\tMWh\t21 300\t19 870\n"
        "R 1 Taux d'absentéisme\t%\t6,1\t5,8\n"
        "P 1 Elles baissent.\n";
    const char *rows = "Indicateur               Unité    2022     2023\n"
                       "Consommation d'énergie   MWh      21 300   19 870\n"
                       "Taux d'absentéisme       %        6,1      5,8\n"
                       "=block\nElles baissent.\n";
    char text[512];
    snprintf(text, sizeof text,
             "=page 1\nLes données sont là.\n=block\n%s", rows);
    tells(text, told);
    snprintf(text, sizeof text,
             "=page 1\nLes données sont là.\n=block split\n%s", rows);
    tells(text, told);
}

/* Gaps as wide as between cells, from edge to edge of the lines around. */
PRSE_TEST(layouts, a_justified_line_is_no_row)
{
    tells("=page 1\n"
          "respecter    les    droits    humains\n"
          "fondamentaux et refuser tout travail.\n"
          "Payer les fournisseurs à la date dite\n"
          "et    signaler     les      conflits.\n",
          "P 1 respecter les droits humains fondamentaux et refuser tout "
          "travail.\n"
          "P 1 Payer les fournisseurs à la date dite et signaler les "
          "conflits.\n");
}

PRSE_TEST(layouts, cells_that_hold_text_give_sentences)
{
    tells("=page 1\n"
          "=block x=0 y=1\nRisque\n=block x=30 y=1\nMesure\n"
          "=block x=0 y=3\nVol de\ncarburant\n"
          "=block x=30 y=3\nBouchons et éclairage des\nparcs. Un audit est"
          "\nprévu.\n",
          "R 1 Risque\tMesure\nR 1 Vol de carburant\n"
          "C 1 Bouchons et éclairage des parcs.\nC 1 Un audit est prévu.\n");
}

PRSE_TEST(layouts, contents_lose_their_dots)
{
    tells("=page 1\nEnjeux sociaux ..................   12\n",
          "R 1 Enjeux sociaux\t12\n");
}

PRSE_TEST(layouts, the_box_is_around_the_words_of_the_first_page)
{
    layout *l = layout_of("=page 1\nUn représentant de la société\n"
                          "mère et de la commune de\n"
                          "=page 2\nBordeaux. La suite.\n");
    prse_sentences *found = layout_cut(l, PRSE_SEGMENTATION_LAYOUT);
    prse_segment g = {.size = sizeof g};
    cr_assert_eq(prse_sentences_get(&g, found, 0, NULL), PRSE_OK);
    cr_assert_eq(g.page, 1);
    cr_assert_eq(g.words, 12);
    cr_assert_eq(g.left, 50);
    cr_assert_eq(g.top, 60);
    cr_assert_eq(g.right, 50 + 29 * 5);
    cr_assert_eq(g.bottom, 72 + 11);
    prse_sentences_free(found);
    layout_free(l);
}
