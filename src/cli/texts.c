/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/texts.h"

typedef struct entry {
    const char *fr, *en;
} entry;

static const entry texts[TEXT_COUNT] = {
    [TEXT_NONE] = {"", ""},
    /* Answers, as a card and the summary name them. */
    [TEXT_SUBJECT] = {"soumis", "subject"},
    [TEXT_UNDECIDED] = {"à préciser", "to be clarified"},
    [TEXT_INSUFFICIENT] = {"faits insuffisants", "insufficient facts"},
    [TEXT_RECOMMENDED] = {"recommandé", "recommended"},
    [TEXT_NOT_SUBJECT] = {"non soumis", "not subject"},
    [TEXT_TO_UPDATE] = {"à actualiser", "to be updated"},
    [TEXT_IN_PROGRESS] = {"en cours", "in progress"},
    [TEXT_UP_TO_DATE] = {"à jour", "up to date"},
    /* Headings of the dashboard. */
    [TEXT_GROUP_SUBJECT] = {"SOUMIS", "SUBJECT"},
    [TEXT_GROUP_UNDECIDED] = {"À PRÉCISER", "TO BE CLARIFIED"},
    [TEXT_GROUP_INSUFFICIENT] = {"FAITS INSUFFISANTS", "INSUFFICIENT FACTS"},
    [TEXT_GROUP_RECOMMENDED] = {"RECOMMANDÉ", "RECOMMENDED"},
    [TEXT_GROUP_NOT_SUBJECT] = {"NON SOUMIS", "NOT SUBJECT"},
    [TEXT_NEXT_QUESTION] = {"PROCHAINE QUESTION", "NEXT QUESTION"},
    [TEXT_NO_QUESTION] = {
        "Aucune question ne peut décider davantage.",
        "No question can decide more."},
    [TEXT_ALL_DECIDED] = {
        "Tout est décidé\u00a0: il ne reste aucune question.",
        "Everything is decided: no question is left."},
    [TEXT_LAW_OF_DAY] = {"{0} ({1})\nDroit au {2}", "{0} ({1})\nLaw as of {2}"},
    /* Labels of a card: at most ten characters. */
    [TEXT_WHY] = {"Pourquoi", "Why"},
    [TEXT_CRITERIA] = {"Critères", "Criteria"},
    [TEXT_OUTPUTS] = {"Précisions", "Results"},
    [TEXT_SINCE] = {"Depuis", "Since"},
    [TEXT_DEADLINE] = {"Échéance", "Deadline"},
    [TEXT_CHANGE] = {"Bascule", "Turns over"},
    [TEXT_MISSING] = {"Manque", "Missing"},
    [TEXT_LAW] = {"Droit", "Law"},
    [TEXT_WARNING] = {"Attention", "Warning"},
    [TEXT_SUMMARY] = {"Résumé", "Summary"},
    [TEXT_DUTIES] = {"À faire", "To do"},
    [TEXT_SANCTIONS] = {"Sanctions", "Penalties"},
    [TEXT_AUTHORITY] = {"Autorité", "Authority"},
    [TEXT_PLATFORM] = {"Site", "Platform"},
    [TEXT_IF_YES] = {"Si oui", "If yes"},
    [TEXT_IF_NO] = {"Si non", "If no"},
    [TEXT_ANSWER] = {"Réponse", "Answer"},
    [TEXT_VALUES] = {"Valeurs", "Values"},
    [TEXT_SOME_VALUE] = {"VALEUR", "VALUE"},
    /* Pieces of the texts of a card. */
    [TEXT_COLON] = {"\u00a0: ", ": "},
    [TEXT_SEMICOLON] = {"\u00a0; ", "; "},
    [TEXT_YES] = {"oui", "yes"},
    [TEXT_NO] = {"non", "no"},
    [TEXT_NOT_KNOWN] = {"à préciser", "to be clarified"},
    [TEXT_FIRST_YEAR] = {"l’exercice {0}", "financial year {0}"},
    [TEXT_PAST] = {" (passée)", " (past)"},
    /* Days and rhythms. */
    [TEXT_JANUARY] = {"janvier", "January"},
    [TEXT_FEBRUARY] = {"février", "February"},
    [TEXT_MARCH] = {"mars", "March"},
    [TEXT_APRIL] = {"avril", "April"},
    [TEXT_MAY] = {"mai", "May"},
    [TEXT_JUNE] = {"juin", "June"},
    [TEXT_JULY] = {"juillet", "July"},
    [TEXT_AUGUST] = {"août", "August"},
    [TEXT_SEPTEMBER] = {"septembre", "September"},
    [TEXT_OCTOBER] = {"octobre", "October"},
    [TEXT_NOVEMBER] = {"novembre", "November"},
    [TEXT_DECEMBER] = {"décembre", "December"},
    [TEXT_FIRST_OF_MONTH] = {"er", ""},
    [TEXT_EVERY_YEAR] = {"chaque année", "every year"},
    [TEXT_EVERY_YEARS] = {"tous les {0} ans", "every {0} years"},
    [TEXT_EVERY_MONTH] = {"chaque mois", "every month"},
    [TEXT_EVERY_MONTHS] = {"tous les {0} mois", "every {0} months"},
    [TEXT_CALENDAR_HEADING] = {
        "ÉCHÉANCES, du {0} au {1}",
        "DEADLINES, {0} to {1}"},
    [TEXT_NO_DEADLINE] = {
        "Aucune échéance connue dans cette période.",
        "No deadline is known in this period."},
    /* The dialogue of ask. */
    [TEXT_ASK_INTRO] = {
        "Répondez par o (oui), n (non), une valeur (60) ou un intervalle "
        "(50..249)\u00a0;\u00a0? si vous ne savez pas, pourquoi pour une "
        "explication, fin pour arrêter.",
        "Answer y (yes), n (no), a value (60) or a range (50..249); ? if "
        "you do not know, why for an explanation, end to stop."},
    [TEXT_PROMPT] = {"  > ", "  > "},
    [TEXT_WANTS_VALUE] = {
        "une valeur est attendue, pas oui ou non",
        "a value is wanted, not yes or no"},
    [TEXT_YES_WORDS] = {"o oui y yes", "y yes o oui"},
    [TEXT_NO_WORDS] = {"n non no", "n no non"},
    [TEXT_WHY_WORDS] = {"pourquoi why", "why pourquoi"},
    [TEXT_STOP_WORDS] = {"fin stop q end", "end stop q fin"},
    /* Facts. */
    [TEXT_FACTS_GIVEN] = {"FAITS CONNUS", "FACTS KNOWN"},
    [TEXT_FACTS_MISSING] = {"FAITS MANQUANTS", "FACTS MISSING"},
    [TEXT_FACTS_WARNINGS] = {"À VÉRIFIER", "TO BE CHECKED"},
    [TEXT_NO_FACTS] = {"Aucun fait n’est connu.", "No fact is known."},
    /* Batches. */
    [TEXT_ROWS_SO_FAR] = {"{0} lignes", "{0} rows"},
    [TEXT_ROWS_DONE] = {"lignes écrites\u00a0: {0}\n", "rows written: {0}\n"},
    [TEXT_ROWS_BAD] = {
        "lignes en erreur, sans réponse\u00a0: {0}\n",
        "rows in error, without an answer: {0}\n"},
    [TEXT_MORE_ERRORS] = {
        "erreurs non montrées\u00a0: {0}\n",
        "errors not shown: {0}\n"},
    [TEXT_ERROR_LINE] = {"ligne", "line"},
    [TEXT_ERROR_COLUMN] = {"colonne", "column"},
    [TEXT_ERROR_VALUE] = {"valeur", "value"},
    [TEXT_ERROR_REASON] = {"raison", "reason"},
    [TEXT_ROW_LENGTH] = {
        "cellules\u00a0: {0} au lieu de {1}",
        "cells: {0} instead of {1}"},
    [TEXT_PASSED_COLUMNS] = {
        "colonnes recopiées, qui ne sont pas des faits\u00a0: {0}",
        "columns copied, which are no facts: {0}"},
    [TEXT_COLUMN_TWICE] = {
        "la colonne {0} est là deux fois (n° {1} et {2})\u00a0: n’en "
        "gardez qu’une",
        "column {0} is there twice (no. {1} and {2}): keep one"},
    [TEXT_COLUMN_CLASH] = {
        "la colonne {0} porte le nom d’une colonne de résultat\u00a0: "
        "renommez-la ou retirez-la",
        "column {0} bears the name of a column of results: rename or "
        "remove it"},
    [TEXT_NO_HEADER] = {
        "{0}: le fichier est vide\u00a0; la première ligne doit nommer les "
        "colonnes",
        "{0}: the file is empty; its first line must name the columns"},
    [TEXT_CSV_BAD_QUOTE] = {
        "{0}:{1}: du texte suit un guillemet fermant\u00a0: doublez les "
        "guillemets à l’intérieur d’une cellule",
        "{0}:{1}: text follows a closing quote: double the quotes inside a "
        "cell"},
    [TEXT_CSV_OPEN_QUOTE] = {
        "{0}:{1}: un guillemet ouvert n’est jamais fermé",
        "{0}:{1}: a quote that is opened is never closed"},
    [TEXT_CSV_TOO_LARGE] = {
        "{0}:{1}: ligne de plus de 1 Mio ou de 4096 cellules\u00a0: un "
        "guillemet n’est peut-être pas fermé",
        "{0}:{1}: row of more than 1 MiB or 4,096 cells: a quote may not "
        "be closed"},
    /* The command line. */
    [TEXT_COMMAND_MISSING] = {
        "il manque une commande\u00a0; «\u00a0portailrse help\u00a0» les "
        "montre",
        "a command is missing; \"portailrse help\" shows them"},
    [TEXT_UNKNOWN_COMMAND] = {
        "commande inconnue\u00a0: {0}\u00a0; «\u00a0portailrse help\u00a0» "
        "les montre",
        "unknown command: {0}; \"portailrse help\" shows them"},
    [TEXT_UNKNOWN_COMMAND_NEAR] = {
        "commande inconnue\u00a0: {0}\u00a0; vouliez-vous dire "
        "«\u00a0{1}\u00a0»\u00a0?",
        "unknown command: {0}; did you mean \"{1}\"?"},
    [TEXT_COMMAND_UNFINISHED] = {
        "{0} attend un mot de plus\u00a0; il y a\u00a0: {1}",
        "{0} takes one more word; there are: {1}"},
    [TEXT_UNKNOWN_OPTION] = {
        "option inconnue\u00a0: {0}\u00a0; «\u00a0portailrse {2} "
        "--help\u00a0» les montre",
        "unknown option: {0}; \"portailrse {2} --help\" shows them"},
    [TEXT_UNKNOWN_OPTION_NEAR] = {
        "option inconnue\u00a0: {0}\u00a0; vouliez-vous dire "
        "«\u00a0--{1}\u00a0»\u00a0?",
        "unknown option: {0}; did you mean \"--{1}\"?"},
    [TEXT_UNKNOWN_LANG] = {"--lang est fr ou en", "--lang is fr or en"},
    [TEXT_UNKNOWN_FORMAT] = {
        "--format ne peut pas être {0}\u00a0; ici, c’est l’un de\u00a0: {1}",
        "--format cannot be {0}; here it is one of: {1}"},
    [TEXT_VALUE_MISSING] = {"--{0} attend une valeur", "--{0} takes a value"},
    [TEXT_VALUE_UNWANTED] = {
        "--{0} ne prend pas de valeur",
        "--{0} takes no value"},
    [TEXT_OPERAND_UNWANTED] = {
        "{0} est de trop\u00a0; «\u00a0portailrse {1} --help\u00a0» montre "
        "ce qui est attendu",
        "{0} is too much; \"portailrse {1} --help\" shows what is expected"},
    [TEXT_NOT_A_DATE] = {
        "--{0} attend une date comme 2026-11-23, pas {1}",
        "--{0} takes a date such as 2026-11-23, not {1}"},
    [TEXT_NOT_A_SETTING] = {
        "--set attend fait=valeur ou fait@-1=valeur, pas {0}",
        "--set takes fact=value or fact@-1=value, not {0}"},
    [TEXT_UNKNOWN_FACT] = {
        "le référentiel {2} n’a pas de fait {0}",
        "pack {2} has no fact {0}"},
    [TEXT_UNKNOWN_FACT_NEAR] = {
        "le référentiel {2} n’a pas de fait {0}\u00a0; vouliez-vous dire "
        "{1}\u00a0?",
        "pack {2} has no fact {0}; did you mean {1}?"},
    [TEXT_STDIN_IS_TAKEN] = {
        "ask lit les réponses sur l’entrée standard\u00a0: les faits "
        "doivent venir d’un fichier",
        "ask reads the answers from the standard input: the facts must "
        "come from a file"},
    [TEXT_NO_PACK] = {
        "référentiel {0} introuvable\u00a0; cherché\u00a0: {1}",
        "no pack {0}; looked for: {1}"},
    [TEXT_NO_OBLIGATION] = {
        "pas d’obligation {0}\u00a0; il y a\u00a0: {1}",
        "no obligation {0}; there are: {1}"},
    [TEXT_OBLIGATION_MISSING] = {
        "choisissez l’obligation avec --obligation\u00a0: {0}",
        "choose the obligation with --obligation: {0}"},
    [TEXT_PACKS_MISSING] = {
        "diff attend un ou deux référentiels",
        "diff takes one or two packs"},
    [TEXT_FILES_MISSING] = {
        "format attend des fichiers ou des dossiers",
        "format takes files or folders"},
    [TEXT_FUNCTION_MISSING] = {
        "call attend le nom d’une fonction du référentiel",
        "call takes the name of a function of the pack"},
    [TEXT_INPUT_TOO_LARGE] = {"{0}: plus de 256 Mio", "{0}: more than 256 MiB"},
    [TEXT_DEFECT] = {
        "défaut du programme ({0})\u00a0: merci de le signaler",
        "defect of the program ({0}): please report it"},
    /* Help. */
    [TEXT_USAGE] = {"Usage\u00a0:", "Usage:"},
    [TEXT_USAGE_PROGRAM] = {
        "portailrse COMMANDE [options]",
        "portailrse COMMAND [options]"},
    [TEXT_SOME_OPTIONS] = {" [options]", " [options]"},
    [TEXT_MAY_REPEAT] = {"\u00a0; répétable", "; may be repeated"},
    [TEXT_ABOUT_PROGRAM] = {
        "portailrse dit quelles obligations s’appliquent à une entreprise, "
        "pourquoi, depuis quand, et ce qui manque pour le savoir.",
        "portailrse says which obligations apply to a company, why, since "
        "when, and what is missing to know."},
    [TEXT_ABOUT_CODES] = {
        "Codes de sortie\u00a0: 0 fait, 1 résultat négatif, 2 ligne de "
        "commande, 3 données, 4 lecture ou écriture, 5 défaut interne.",
        "Exit codes: 0 done, 1 negative result, 2 command line, 3 data, 4 "
        "reading or writing, 5 internal defect."},
    [TEXT_ABOUT_MORE] = {
        "«\u00a0portailrse help COMMANDE\u00a0» montre les options d’une "
        "commande.",
        "\"portailrse help COMMAND\" shows the options of a command."},
    [TEXT_ABOUT_DIAGNOSE] = {
        "Le tableau de bord d’une entreprise.",
        "The dashboard of one company."},
    [TEXT_ABOUT_ASK] = {
        "Pose les questions utiles, puis montre le tableau de bord.",
        "Asks the questions that matter, then shows the dashboard."},
    [TEXT_ABOUT_CALENDAR] = {
        "Les échéances à venir d’une entreprise.",
        "The coming deadlines of one company."},
    [TEXT_ABOUT_FACTS] = {
        "Ce qui a été compris des faits donnés.",
        "What was understood of the facts given."},
    [TEXT_ABOUT_BATCH] = {
        "Complète un tableau CSV, une ligne par entreprise.",
        "Completes a CSV table, one row a company."},
    [TEXT_ABOUT_CALL] = {
        "Calcule une fonction du référentiel, par exemple un indice.",
        "Computes a function of the pack, for instance a score."},
    [TEXT_ABOUT_PACK_CHECK] = {
        "Prouve ce qui peut l’être d’un référentiel.",
        "Proves what can be proved of a pack."},
    [TEXT_ABOUT_PACK_TEST] = {
        "Exécute les tests écrits dans un référentiel.",
        "Runs the tests written in a pack."},
    [TEXT_ABOUT_PACK_FORMAT] = {
        "Met les fichiers d’un référentiel en forme.",
        "Sets out the files of a pack in their canonical form."},
    [TEXT_ABOUT_PACK_DOC] = {
        "Une page lisible (Markdown) par obligation.",
        "A readable page (Markdown) for each obligation."},
    [TEXT_ABOUT_PACK_GRAPH] = {
        "Le diagramme de décision (SVG) d’une obligation.",
        "The decision diagram (SVG) of an obligation."},
    [TEXT_ABOUT_PACK_DIFF] = {
        "Les situations où deux référentiels, ou deux dates, répondent "
        "autrement. Les surcharges changent le second.",
        "The situations in which two packs, or two dates, answer "
        "differently. Overlays change the second."},
    [TEXT_ABOUT_HELP] = {
        "Cette aide, ou celle d’une commande.",
        "This help, or that of a command."},
    [TEXT_ABOUT_VERSION] = {
        "La version du programme.",
        "The version of the program."},
    [TEXT_OPERAND_FUNCTION] = {"FONCTION", "FUNCTION"},
    [TEXT_OPERAND_PACK] = {"[RÉFÉRENTIEL]", "[PACK]"},
    [TEXT_OPERAND_FILES] = {"FICHIER...", "FILE..."},
    [TEXT_OPERAND_TWO_PACKS] = {"A [B]", "A [B]"},
    [TEXT_OPERAND_COMMAND] = {"[COMMANDE]", "[COMMAND]"},
    [TEXT_VALUE_PACK] = {"NOM", "NAME"},
    [TEXT_VALUE_FILE] = {"FICHIER", "FILE"},
    [TEXT_VALUE_SET] = {"FAIT=VALEUR", "FACT=VALUE"},
    [TEXT_VALUE_DATE] = {"DATE", "DATE"},
    [TEXT_VALUE_FORMAT] = {"FORMAT", "FORMAT"},
    [TEXT_VALUE_ID] = {"ID", "ID"},
    [TEXT_VALUE_LANG] = {"LANGUE", "LANG"},
    [TEXT_HELP_PACK] = {
        "référentiel de règles\u00a0: dossier, ou nom (fr-rse par défaut)",
        "rule pack: a folder, or a name (fr-rse by default)"},
    [TEXT_HELP_OVERLAY] = {
        "fichier qui change des seuils (réforme)",
        "file that changes thresholds (a reform)"},
    [TEXT_HELP_FACTS] = {
        "faits en JSON, ou réponse d’un annuaire\u00a0; - pour l’entrée "
        "standard",
        "facts in JSON, or the answer of a directory; - for the standard "
        "input"},
    [TEXT_HELP_SET] = {
        "un fait\u00a0; fait@-1 pour l’exercice précédent",
        "one fact; fact@-1 for the year before"},
    [TEXT_HELP_AT] = {
        "jour du droit appliqué (aujourd’hui par défaut)",
        "day of the law applied (today by default)"},
    [TEXT_HELP_AT_B] = {
        "jour du second (celui de --at par défaut)",
        "day of the second (that of --at by default)"},
    [TEXT_HELP_UNTIL] = {
        "dernier jour (deux ans plus tard par défaut)",
        "last day (two years later by default)"},
    [TEXT_HELP_IN] = {
        "ce qui est lu (l’entrée standard par défaut)",
        "what is read (the standard input by default)"},
    [TEXT_HELP_OUT] = {
        "où écrire (la sortie standard par défaut)",
        "where to write (the standard output by default)"},
    [TEXT_HELP_FORMAT] = {
        "text (par défaut) ou json\u00a0; ics pour calendar",
        "text (by default) or json; ics for calendar"},
    [TEXT_HELP_DETAILS] = {
        "montre aussi les devoirs, les sanctions, l’autorité",
        "also shows duties, penalties and the authority"},
    [TEXT_HELP_CHECK] = {
        "dit seulement quels fichiers changeraient",
        "only tells which files would change"},
    [TEXT_HELP_OBLIGATION] = {"une seule obligation", "one obligation only"},
    [TEXT_HELP_LANG] = {
        "fr ou en (celle de l’environnement par défaut)",
        "fr or en (that of the environment by default)"},
    [TEXT_HELP_HELP] = {"cette aide", "this help"},
};

const char *cli_text(const cli_context *cli, cli_text_id id)
{
    return cli->lang == PRSE_LANG_EN ? texts[id].en : texts[id].fr;
}
