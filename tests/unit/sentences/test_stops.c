/* SPDX-License-Identifier: Apache-2.0 */
/* Where a sentence ends inside a line: "|" stands where one does. */
#include <stdio.h>
#include <string.h>

#include "layout.h"
#include "support/test.h"

static const char *const lines[] = {
    /* Full stops */
    "Le comité se réunit. | Il compte sept membres.",
    "La baisse est de 12,5 % en 2023. | 86 % des salariés sont formés.",
    "Le site a fermé. | À Lyon, il reste un bureau. | Île de Ré : deux.",
    "Nous avons agi. | Œuvrer ensemble reste la règle.",
    "La note est en bas de page.2 | Elle est brève.",
    "Le tri est fait (95 % du papier). | Le reste est brûlé.",
    "Le plan [voir l'annexe]. | La suite.",
    "Le site www.exemple.example est ouvert. | Lire aussi rse.pdf demain.",
    "Elle coûte 1.250 euros et pèse 3.5 t. | Une autre suit.",
    /* Abbreviations that something follows */
    "Le rapport de M. Durand et de MM. Petit et Roux est joint.",
    "Voir l'art. L. 225-102-1 et l'art. R. 123 du code.",
    "Lire p. 12, pp. 3 à 5, fig. 2, chap. IV et vol. 1 du rapport.",
    "Des achats, p. ex. Les Fermiers du Nord, sont locaux.",
    "Le Dr. Lemoine, le Pr. H. Delcourt et Me. Riou siègent.",
    "Le cabinet Sté. Hédiard, cf. Annexe 2, a répondu.",
    "Il a émis 412 t éq. CO2 en un an, soit env. Dix fois moins.",
    "Le lot no. 4471 et la norme v. 8 sont en cause.",
    /* Those that may end a sentence */
    "Une étude de la L.P.O. a été faite. | Elle est en ligne.",
    "Elle est due à la L.P.O. | Le site est calme.",
    "L'avis de Certis S.A. Conseil est joint.",
    "Ils sont venus en sept. | Les autres en oct. | Nous aussi.",
    "Le code a été revu en janv. 2023 et en déc. 2021.",
    "Ils ont le permis C. | Les autres apprennent.",
    "J. Lemoine et B. C. Castaing enseignent.",
    "Tri, compost, etc. | Les bennes sont là.",
    "Le tri, le compost, etc. sont suivis.",
    "Le coût (salaires, supports, etc.) s'élève à 212 k€.",
    /* Other stops */
    "Est-ce suffisant ? | Non ! | Il faut plus.",
    "Pourquoi agir? | Parce que.",
    "Il a dit non ! et il est parti.",
    "Trois axes sont retenus… | Le premier est connu.",
    "Les élus, les riverains... et les ONG ont parlé.",
    "Le bilan est clair : une baisse ; c'est tout.",
    /* Quotes */
    "« Le climat n'attend pas. » | C'est dit.",
    "« On refuse », rappelle le code. | Il est clair.",
    "Il dit « non ». | Nous aussi.",
    "\"Le climat n'attend pas.\" | C'est dit.",
    "Vous êtes « prêts ? » demande-t-elle.",
    /* Numbers in front */
    "1. La réfection des sols est finie. | Elle a duré un mois.",
    "a) Le port de gants est obligatoire. | Il est suivi.",
};

/* The line without its bars, and what should be found. */
static void split(const char *line, char *text, char *told, char kind)
{
    *told = '\0';
    *text = '\0';
    for (const char *from = line; *from;) {
        size_t len = strcspn(from, "|");
        int more = from[len] == '|';
        sprintf(told + strlen(told), "%c 1 %.*s\n", kind,
                (int)(more ? len - 1 : len), from);
        strncat(text, from, len);
        from += more ? len + 2 : len;
    }
}

PRSE_TEST(stops, end_sentences_where_readers_would)
{
    char text[512], told[600];
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        int item = lines[i][1] == ')' || lines[i][1] == '.';
        char page[600];
        split(lines[i], text, told,
              item && lines[i][0] != 'J' ? 'I' : 'P');
        snprintf(page, sizeof page, "=page 1\n%s", text);
        cr_assert_str_eq(layout_tell(page), told);
    }
}
