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
    [TEXT_GROUP_TO_UPDATE] = {"À ACTUALISER", "TO BE UPDATED"},
    [TEXT_GROUP_IN_PROGRESS] = {"EN COURS", "IN PROGRESS"},
    [TEXT_GROUP_UP_TO_DATE] = {"À JOUR", "UP TO DATE"},
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
    [TEXT_AND_MORE] = {" (et {0} de plus)", " (and {0} more)"},
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
    /* Analyses of documents. */
    [TEXT_ANALYSE_OF] = {
        "Pages\u00a0: {0} · phrases regardées\u00a0: {1} · sur un sujet"
        " ESRS\u00a0: {2} · moteur\u00a0: {3}",
        "Pages: {0} · sentences looked at: {1} · on an ESRS topic: {2} ·"
        " engine: {3}"},
    [TEXT_ANALYSE_OCR] = {
        "Ce document est fait d'images de texte\u00a0: il faut d'abord une"
        " reconnaissance de caractères (OCR).",
        "This document is made of pictures of text: characters must be"
        " recognised first (OCR)."},
    [TEXT_ANALYSE_TOPICS] = {"PHRASES PAR SUJET", "SENTENCES BY TOPIC"},
    [TEXT_ANALYSE_PAGE] = {"p.\u00a0{0}", "p. {0}"},
    [TEXT_ANALYSE_STOPPED] = {"analyse interrompue", "analysis stopped"},
    [TEXT_ANALYSE_NO_FILE] = {
        "indiquer au moins un fichier PDF",
        "name at least one PDF file"},
    [TEXT_MODEL_NO_NAME] = {
        "indiquer un modèle\u00a0: un dossier, ou propriétaire/nom@révision",
        "name a model: a folder, or owner/name@revision"},
    [TEXT_MODEL_STOPPED] = {
        "téléchargement interrompu\u00a0; la même commande le reprend",
        "download stopped; the same command goes on with it"},
    [TEXT_MODEL_PIN] = {
        "\"{0}\" peut changer\u00a0: pour garder ce modèle, écrire {1}@{2}",
        "\"{0}\" may change: to keep this model, write {1}@{2}"},
    [TEXT_HUB_NO_CACHE] = {
        "aucun dossier pour le cache\u00a0: définir HF_HUB_CACHE, "
        "HF_HOME ou HOME",
        "there is no folder for the cache: set HF_HUB_CACHE, HF_HOME or HOME"},
    [TEXT_HUB_NOT_FETCHED] = {
        "{0}\u00a0: ni dossier ni modèle du cache\u00a0; le "
        "télécharger avec portailrse model get {0}",
        "{0}: neither a folder nor a model of the cache; fetch it with "
        "portailrse model get {0}"},
    [TEXT_MODEL_COMMIT] = {
        "Commit",
        "Commit"},
    [TEXT_MODEL_FOLDER] = {
        "Dossier",
        "Folder"},
    [TEXT_MODEL_HEAD] = {
        "Tête",
        "Head"},
    [TEXT_MODEL_HEAD_STOCK] = {
        "celle de Hugging Face",
        "that of Hugging Face"},
    [TEXT_MODEL_HEAD_OWN] = {
        "celle du service existant",
        "that of the existing service"},
    [TEXT_MODEL_NETWORK] = {
        "Réseau",
        "Network"},
    [TEXT_MODEL_SIZES] = {
        "{0} couches de {1}, {2} têtes d'attention, {3} jetons par phrase",
        "{0} layers of {1}, {2} heads of attention, {3} tokens a sentence"},
    [TEXT_MODEL_WEIGHTS] = {
        "Poids",
        "Weights"},
    [TEXT_MODEL_NUMBERS] = {
        "{0} nombres, {1}",
        "{0} numbers, {1}"},
    [TEXT_MODEL_WORDS] = {
        "Vocabulaire",
        "Vocabulary"},
    [TEXT_MODEL_PIECES] = {
        "{0} mots, dont {1} du découpage SentencePiece",
        "{0} words, {1} of them of SentencePiece"},
    [TEXT_MODEL_LABELS] = {
        "Étiquettes",
        "Labels"},
    [TEXT_MODEL_TOPICS] = {
        "{0}, dont {1} nomment un sujet ESRS",
        "{0}, {1} of which name an ESRS topic"},
    [TEXT_MODEL_NO_TOPIC] = {
        "{0}, dont aucune ne nomme un sujet ESRS\u00a0: les résultats "
        "auront les étiquettes du modèle",
        "{0}, none of which names an ESRS topic: results will have the "
        "labels of the model"},
    [TEXT_MODEL_TRIAL] = {
        "Essai",
        "Trial"},
    [TEXT_MODEL_SPEED] = {
        "{0} phrases par seconde, {1} de mémoire",
        "{0} sentences a second, {1} of memory"},
    [TEXT_MODEL_DIGEST] = {
        "SHA-256",
        "SHA-256"},
    /* Receipts. */
    [TEXT_RECEIPT_TITLE] = {
        "Reçu de {0} — {1} {2}, droit au {3}",
        "Receipt of {0} — {1} {2}, law as of {3}"},
    [TEXT_RECEIPT_NOBODY] = {
        "une entreprise sans nom",
        "a company without name"},
    [TEXT_RECEIPT_HOLDS] = {"LE REÇU TIENT", "THE RECEIPT HOLDS"},
    [TEXT_RECEIPT_FAILS] = {
        "LE REÇU NE TIENT PAS",
        "THE RECEIPT DOES NOT HOLD"},
    [TEXT_RECEIPT_SIGNATURE] = {"Signature", "Signature"},
    [TEXT_RECEIPT_FACTS] = {"Faits", "Facts"},
    [TEXT_RECEIPT_REASONS] = {"Raisons", "Reasons"},
    [TEXT_RECEIPT_PACK] = {"Référentiel", "Pack"},
    [TEXT_RECEIPT_RESULT] = {"Réponses", "Answers"},
    [TEXT_RECEIPT_SIGNATURE_GOOD] = {
        "celle de la clé donnée",
        "that of the given key"},
    [TEXT_RECEIPT_SIGNATURE_BAD] = {"fausse", "wrong"},
    [TEXT_RECEIPT_SIGNATURE_NONE] = {"aucune", "none"},
    [TEXT_RECEIPT_SIGNATURE_SKIPPED] = {
        "non vérifiée\u00a0: donnez --public-key",
        "not checked: give --public-key"},
    [TEXT_RECEIPT_FACTS_GOOD] = {
        "ceux de leur empreinte",
        "those of their digest"},
    [TEXT_RECEIPT_FACTS_BAD] = {
        "pas ceux de leur empreinte",
        "not those of their digest"},
    [TEXT_RECEIPT_REASONS_GOOD] = {
        "d’accord avec les faits",
        "in accord with the facts"},
    [TEXT_RECEIPT_REASONS_BAD] = {
        "contraires aux faits",
        "contrary to the facts"},
    [TEXT_RECEIPT_PACK_GOOD] = {
        "celui qui a répondu",
        "the one that answered"},
    [TEXT_RECEIPT_PACK_BAD] = {
        "un autre que celui qui a répondu",
        "not the one that answered"},
    [TEXT_RECEIPT_PACK_SKIPPED] = {
        "non donné\u00a0: donnez --pack",
        "not given: give --pack"},
    [TEXT_RECEIPT_RESULT_GOOD] = {
        "les mêmes en répondant de nouveau",
        "the same when answering again"},
    [TEXT_RECEIPT_RESULT_BAD] = {
        "d’autres en répondant de nouveau",
        "others when answering again"},
    [TEXT_RECEIPT_RESULT_SKIPPED] = {"non vérifiées", "not checked"},
    [TEXT_RECEIPT_FINDINGS] = {"CE QUI NE VA PAS", "WHAT IS WRONG"},
    [TEXT_RECEIPT_TODAY] = {
        "CE QUI CHANGE AU {0}, {1} {2}",
        "WHAT CHANGES ON {0}, {1} {2}"},
    [TEXT_RECEIPT_NO_CHANGE] = {
        "Les réponses sont les mêmes.",
        "The answers are the same."},
    [TEXT_RECEIPT_ISSUED] = {"Émis", "Issued"},
    [TEXT_RECEIPT_KEY] = {"Clé", "Key"},
    [TEXT_RECEIPT_DIGEST] = {"Empreinte", "Digest"},
    [TEXT_RECEIPT_FACTS_HEADING] = {"FAITS", "FACTS"},
    [TEXT_RECEIPT_RESULT_HEADING] = {"RÉPONSES", "ANSWERS"},
    [TEXT_RECEIPT_SINCE] = {" depuis {0}", " since {0}"},
    /* Stores. */
    [TEXT_STORE_EMPTY] = {
        "{0} ne contient pas de portail\u00a0; «\u00a0portailrse store "
        "init\u00a0» en fait un (version {2}\u00a0; ici {1})",
        "{0} holds no portal; \"portailrse store init\" makes one (version "
        "{2}; here {1})"},
    [TEXT_STORE_OLD] = {
        "{0} est en version {1}, le programme attend la version {2}\u00a0: "
        "«\u00a0portailrse store migrate\u00a0» l’y amène",
        "{0} has version {1}, the program expects version {2}: \"portailrse "
        "store migrate\" brings it there"},
    [TEXT_STORE_NEW] = {
        "{0} est en version {1}, plus récente que celle que connaît ce "
        "programme ({2})\u00a0: il en faut un plus récent",
        "{0} has version {1}, later than what this program knows ({2}): use "
        "a later one"},
    [TEXT_STORE_MADE] = {
        "{0}\u00a0: portail fait, version {1}, {2} tables\u00a0:",
        "{0}: portal made, version {1}, {2} tables:"},
    [TEXT_STORE_THERE] = {
        "{0}\u00a0: déjà en version {1}, rien à faire.",
        "{0}: at version {1} already, nothing to do."},
    [TEXT_WOULD_MIGRATE] = {
        "{0}\u00a0: {2} étapes jusqu’à la version {1}\u00a0; rien n’a été "
        "fait.",
        "{0}: {2} steps to version {1}; nothing was done."},
    [TEXT_MIGRATED] = {
        "{0}\u00a0: {2} étapes faites, version {1}.",
        "{0}: {2} steps done, version {1}."},
    [TEXT_CHECK_GOOD] = {
        "{0}\u00a0: rien à signaler.",
        "{0}: nothing to report."},
    [TEXT_CHECK_FINDING] = {"{0}\u00a0: {1} constat.", "{0}: {1} finding."},
    [TEXT_CHECK_FINDINGS] = {"{0}\u00a0: {1} constats.", "{0}: {1} findings."},
    [TEXT_CHECK_STOPPED] = {
        "arrêté\u00a0: tout n’a pas été regardé",
        "stopped: not everything was looked at"},
    [TEXT_STAT_STORE] = {"Magasin", "Store"},
    [TEXT_STAT_VERSION] = {"Version", "Version"},
    [TEXT_COPIED] = {
        "{0} copié dans {1}\u00a0: {2} lignes en {3}.",
        "{0} copied into {1}: {2} rows in {3}."},
    [TEXT_RESTORED] = {
        "{0} rétabli dans {1}\u00a0: {2} lignes en {3}.",
        "{0} restored into {1}: {2} rows in {3}."},
    [TEXT_BACKED_UP] = {
        "{0} sauvegardé dans {1}\u00a0: {2} lignes en {3}.",
        "{0} backed up into {1}: {2} rows in {3}."},
    [TEXT_COPY_SAME] = {
        "Les deux ont la même empreinte.",
        "Both have the same digest."},
    [TEXT_COPY_MOVED] = {
        "La source a changé pendant la copie\u00a0: la copie est celle d’un "
        "instant, sans empreinte à comparer.",
        "The source changed during the copy, which is that of one moment, "
        "without a digest to compare with."},
    [TEXT_COPY_DIFFERS] = {
        "la copie n’a pas l’empreinte de la source\u00a0: ne pas s’en servir",
        "the copy does not have the digest of the source: do not use it"},
    [TEXT_COPY_STOPPED] = {
        "arrêté\u00a0: rien n’a été copié",
        "stopped: nothing was copied"},
    [TEXT_BACKUP_EXISTS] = {
        "{0} existe déjà\u00a0: une sauvegarde ne remplace rien",
        "{0} is there already: a backup replaces nothing"},
    [TEXT_TIDY_STOPPED] = {
        "arrêté\u00a0: ce qui est fait le reste, la suite au prochain passage",
        "stopped: what is done stays, the next run does the rest"},
    [TEXT_TIDIED_DOCUMENTS] = {
        "Documents arrivés à échéance",
        "Documents whose time was over"},
    [TEXT_TIDIED_BLOBS] = {
        "Fichiers dont plus rien n’a besoin",
        "Files that nothing needs any more"},
    [TEXT_TIDIED_ORPHANS] = {
        "Fichiers que rien ne connaît",
        "Files that nothing knows"},
    [TEXT_TIDIED_INVITATIONS] = {
        "Invitations expirées",
        "Invitations that expired"},
    [TEXT_TIDIED_TOKENS] = {
        "Jetons expirés ou révoqués",
        "Tokens expired or taken back"},
    [TEXT_TIDIED_RIGHTS] = {
        "Habilitations arrivées à échéance",
        "Rights that had their time"},
    [TEXT_BLOBS_OF_OTHERS] = {
        "{0} ne connaît aucun document, et {1} contient des fichiers\u00a0: "
        "est-ce le bon magasin, ou reste-t-il à rétablir\u00a0? Rien n’a été "
        "retiré",
        "{0} knows no document, and {1} holds files: is it the right store, "
        "or is it still to be restored? Nothing was removed"},
    [TEXT_NO_SUCH_PERSON] = {
        "personne n’est connu sous {0}",
        "nobody is known as {0}"},
    [TEXT_FORGET_WHO] = {"Personne {0}, {1}", "Person {0}, {1}"},
    [TEXT_FORGET_RIGHTS] = {"Habilitations retirées", "Rights that go"},
    [TEXT_FORGET_TOKENS] = {"Jetons retirés", "Tokens that go"},
    [TEXT_FORGET_INVITATIONS] = {
        "Invitations retirées ou rendues anonymes",
        "Invitations that go or lose their author"},
    [TEXT_FORGET_YEARS] = {
        "Exercices qui perdent leur auteur",
        "Years that lose their author"},
    [TEXT_FORGET_PAST_YEARS] = {
        "Versions passées sans auteur",
        "Past versions without author"},
    [TEXT_FORGET_DOCUMENTS] = {"Documents retirés", "Documents that go"},
    [TEXT_KEEP_DOCUMENTS] = {
        "Documents gardés, sans déposant",
        "Documents that stay, without name"},
    [TEXT_FORGET_EVENTS] = {
        "Événements, sous un identifiant vide",
        "Events, under an id that says nothing"},
    [TEXT_FORGET_ASK] = {
        "Oublier cette personne, sans retour possible\u00a0? [o/n] ",
        "Forget this person, for good? [y/n] "},
    [TEXT_FORGOT] = {"Personne oubliée.", "Person forgotten."},
    [TEXT_FORGOT_DOCUMENTS] = {
        "Personne oubliée\u00a0; les fichiers de ses documents partent au "
        "prochain «\u00a0portailrse store tidy\u00a0» avec --blobs.",
        "Person forgotten; the files of the documents go with the next "
        "\"portailrse store tidy\" with --blobs."},
    [TEXT_NOTHING_DONE] = {"rien n’a été fait", "nothing was done"},
    [TEXT_NO_EVENT] = {"Aucun événement.", "No event."},
    [TEXT_WANTS_EVENTS] = {"un nombre de 1 à 1000", "a number from 1 to 1000"},
    [TEXT_WANTS_STATE] = {
        "pret, attente, en_cours, fini, echoue ou annule",
        "pret, attente, en_cours, fini, echoue or annule"},
    [TEXT_NO_JOB] = {"Aucun travail.", "No job."},
    [TEXT_JOB_READY] = {"prêt", "ready"},
    [TEXT_JOB_WAITING] = {"en attente", "waiting"},
    [TEXT_JOB_RUNNING] = {"en cours", "running"},
    [TEXT_JOB_DONE] = {"fini", "done"},
    [TEXT_JOB_FAILED] = {"échoué", "failed"},
    [TEXT_JOB_CANCELED] = {"annulé", "cancelled"},
    [TEXT_JOB_KIND] = {"genre", "kind"},
    [TEXT_JOB_COMPANY] = {"entreprise", "company"},
    [TEXT_JOB_KEY] = {"clé", "key"},
    [TEXT_JOB_PAYLOAD] = {"charge", "payload"},
    [TEXT_JOB_PRIORITY] = {"priorité", "priority"},
    [TEXT_JOB_SINCE] = {"moment", "moment"},
    [TEXT_JOB_MADE] = {"demandé", "asked"},
    [TEXT_JOB_FAILURES] = {"échecs", "failures"},
    [TEXT_JOB_ATTEMPTS] = {"essais au plus", "attempts"},
    [TEXT_JOB_DEATHS] = {"morts", "deaths"},
    [TEXT_JOB_WORKER] = {"tenu par", "held by"},
    [TEXT_JOB_SIGN] = {"signe de vie", "sign of life"},
    [TEXT_JOB_CANCEL_ASKED] = {"annulation", "cancellation"},
    [TEXT_JOB_ERROR] = {"erreur", "error"},
    [TEXT_JOB_MESSAGE] = {"message", "message"},
    [TEXT_JOB_NEXT_SENT] = {"envoi suivant", "next delivery"},
    [TEXT_EVENT_SENT] = {"(envoyé)", "(sent)"},
    [TEXT_EVENT_GIVEN_UP] = {"(envoi abandonné)", "(given up)"},
    [TEXT_EVENT_TO_SEND] = {"(à envoyer)", "(to be sent)"},
    [TEXT_JOB_RETRIED] = {"Travail prêt à nouveau.", "Job ready again."},
    [TEXT_JOB_TAKEN_BACK] = {
        "Travail annulé, ou sur le point de l’être.",
        "Job cancelled, or about to be."},
    [TEXT_JOBS_TIDIED] = {"Travaux retirés\u00a0: {0}.", "Jobs removed: {0}."},
    [TEXT_WRONG_DAYS] = {
        "un nombre de jours est attendu (90), pas {0}",
        "a number of days is wanted (90), not {0}"},
    [TEXT_WANTS_WORKERS] = {"un nombre de 1 à 64", "a number from 1 to 64"},
    [TEXT_WORKER_TOLD] = {"{0}\u00a0: {2}", "{0}: {2}"},
    [TEXT_JOB_TOLD] = {"{0}\u00a0: {1} {2}", "{0}: {1} {2}"},
    [TEXT_MEMBER_KILLED] = {
        "{0}\u00a0: tué par le signal {1}, recommence dans {2} ms",
        "{0}: killed by signal {1}, begins again in {2} ms"},
    [TEXT_MEMBER_FAILED] = {
        "{0}\u00a0: arrêté avec le code {1}, recommence dans {2} ms",
        "{0}: ended with code {1}, begins again in {2} ms"},
    [TEXT_RUNS_UNDER_WAY] = {
        "analyses en cours\u00a0: {0}",
        "runs under way: {0}"},
    [TEXT_EVENT_LOST] = {
        "{0}\u00a0: l'événement {1} du travail {2} n'a pas pu être transmis,"
        " abandon\u00a0: {3}",
        "{0}: event {1} of job {2} could not be delivered and is given up:"
        " {3}"},
    [TEXT_FIGURES_MADE] = {
        "Tableaux refaits en entier\u00a0: {0} lignes lues, {1} écrites, {2} "
        "retirées, en {3}.",
        "Figures made anew: {0} rows read, {1} written, {2} removed, in {3}."},
    [TEXT_FIGURES_UPDATED] = {
        "Tableaux mis à jour\u00a0: {0} lignes lues, {1} écrites, {2} "
        "retirées, en {3}.",
        "Figures brought up to date: {0} rows read, {1} written, {2} "
        "removed, in {3}."},
    [TEXT_SYNC_STOPPED] = {
        "arrêté\u00a0: les tableaux sont ceux d’avant",
        "stopped: the figures are those of before"},
    /* The calendar. */
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
    [TEXT_ROWS_DONE] = {"lignes lues\u00a0: {0}\n", "rows read: {0}\n"},
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
    [TEXT_FILES_NO_MODULE] = {
        "{0}: les fichiers Parquet et Arrow demandent portailrse-files.so, que "
        "ce programme n’a pas ({1})\u00a0; convertissez en CSV",
        "{0}: Parquet and Arrow files need portailrse-files.so, which this "
        "program does not have ({1}); convert to CSV"},
    [TEXT_FILES_PIPE] = {
        "{0}: un fichier Parquet ou Arrow se lit depuis un fichier, pas depuis "
        "un tube\u00a0: donnez son nom",
        "{0}: a Parquet or Arrow file is read from a file, not from a pipe: "
        "give its name"},
    [TEXT_TABLE_FAILED] = {"{0}: {1}", "{0}: {1}"},
    [TEXT_NO_SUCH_COLUMNS] = {
        "--columns {0}\u00a0: donnez answers, criteria, outputs, first-year, "
        "missing, compliance, séparés par des virgules",
        "--columns {0}: give answers, criteria, outputs, first-year, missing, "
        "compliance, separated by commas"},
    /* Tables of sentences. */
    [TEXT_TSV_NO_COLUMN] = {
        "{0}\u00a0: il n’y a pas de colonne {1}\u00a0; il y a {2}. Nommez "
        "celle des phrases avec --column",
        "{0}: there is no column {1}; there are {2}. Name that of the "
        "sentences with --column"},
    [TEXT_TSV_RENAMED] = {
        "le tableau a déjà une colonne {0}\u00a0: celle qui est ajoutée "
        "s’appelle {1}",
        "the table has a column {0} already: the one that is added is called "
        "{1}"},
    [TEXT_TSV_ROW_LENGTH] = {
        "{0}:{1}:{2}: cellules de la ligne\u00a0: {3}, alors que la première "
        "en a {4}",
        "{0}:{1}:{2}: cells of the line: {3}, where the first has {4}"},
    [TEXT_TSV_TOO_LARGE] = {
        "{0}:{1}: ligne de plus de 1 Mio",
        "{0}:{1}: line of more than 1 MiB"},
    /* Numbers, sizes and times. */
    [TEXT_THOUSANDS] = {"\u202f", ","},
    [TEXT_DECIMAL_MARK] = {",", "."},
    [TEXT_BYTES] = {"{0}\u00a0o", "{0} B"},
    [TEXT_KILOBYTES] = {"{0}\u00a0ko", "{0} kB"},
    [TEXT_MEGABYTES] = {"{0}\u00a0Mo", "{0} MB"},
    [TEXT_GIGABYTES] = {"{0}\u00a0Go", "{0} GB"},
    [TEXT_MILLISECONDS] = {"{0}\u00a0ms", "{0} ms"},
    [TEXT_SECONDS] = {"{0}\u00a0s", "{0} s"},
    [TEXT_MINUTES] = {"{0}\u00a0min {1}\u00a0s", "{0} min {1} s"},
    [TEXT_HOURS] = {"{0}\u00a0h {1}\u00a0min", "{0} h {1} min"},
    [TEXT_DAYS] = {"{0}\u00a0jours", "{0} days"},
    /* Units. */
    [TEXT_UNIT_SIREN] = {"SIREN", "SIREN"},
    [TEXT_UNIT_SEAT] = {"Siège (SIRET)", "Seat (SIRET)"},
    [TEXT_UNIT_NAME] = {"Nom", "Name"},
    [TEXT_UNIT_ACRONYM] = {"Sigle", "Acronym"},
    [TEXT_UNIT_USUAL_NAME] = {"Nom usuel", "Usual name"},
    [TEXT_UNIT_OPEN] = {"Ouverte", "Open"},
    [TEXT_UNIT_PARTIAL] = {"Diffusion partielle", "Partial diffusion"},
    [TEXT_UNIT_PERSON] = {"Personne physique", "Natural person"},
    [TEXT_UNIT_LEGAL_FORM] = {"Catégorie juridique", "Legal category"},
    [TEXT_UNIT_NAF] = {"NAF", "NAF"},
    [TEXT_UNIT_NAF25] = {"NAF 2025", "NAF 2025"},
    [TEXT_UNIT_SIZE] = {"Catégorie d’entreprise", "Size category"},
    [TEXT_UNIT_HEADCOUNT] = {"Tranche d’effectif", "Headcount class"},
    [TEXT_UNIT_HEADCOUNT_YEAR] = {
        "Année de l’effectif",
        "Year of the headcount"},
    [TEXT_UNIT_CREATED] = {"Création", "Created"},
    [TEXT_UNIT_CLOSED] = {"Fermeture", "Closed"},
    [TEXT_UNIT_POSTCODE] = {"Code postal", "Postcode"},
    [TEXT_UNIT_TOWN] = {"Commune", "Town"},
    [TEXT_UNIT_TOWN_CODE] = {"Code de la commune", "Code of the town"},
    [TEXT_UNIT_DEPARTMENT] = {"Département", "Department"},
    [TEXT_UNIT_COUNTRY] = {"Pays", "Country"},
    [TEXT_UNIT_COUNTRY_CODE] = {"Code du pays", "Code of the country"},
    [TEXT_UNIT_ESS] = {"Économie sociale", "Social economy"},
    [TEXT_UNIT_MISSION] = {"Société à mission", "Mission-led company"},
    [TEXT_SOURCE_OF_DAY] = {"{0}, au {1}", "{0}, as of {1}"},
    [TEXT_UNIT_UPDATED] = {"Mise à jour", "Updated"},
    [TEXT_UNIT_SOURCE] = {"Source", "Source"},
    [TEXT_NAME_WITHHELD] = {"[nom non diffusé]", "[name withheld]"},
    [TEXT_NO_NAME] = {"[sans nom]", "[no name]"},
    [TEXT_HEADCOUNT_RANGE] = {"{0} à {1}", "{0} to {1}"},
    [TEXT_HEADCOUNT_OR_MORE] = {"{0} et plus", "{0} or more"},
    [TEXT_HEADCOUNT_UNKNOWN] = {"non connu", "not known"},
    [TEXT_STAFF] = {"{0} salariés", "{0} employees"},
    [TEXT_STAFF_OF_YEAR] = {"{0} salariés ({1})", "{0} employees ({1})"},
    [TEXT_CEASED] = {"cessée", "ceased"},
    [TEXT_COLUMN_PLACE] = {"Commune", "Town"},
    [TEXT_COLUMN_HEADCOUNT] = {"Salariés", "Employees"},
    [TEXT_UNITS_OF_TOTAL] = {"{0} sur {1} unités", "{0} of {1} units"},
    [TEXT_UNITS] = {"{0} unités", "{0} units"},
    [TEXT_ONE_UNIT] = {"{0} unité", "{0} unit"},
    [TEXT_NO_UNIT] = {"Aucune unité trouvée.", "No unit found."},
    [TEXT_HINT_NEXT] = {"Ensuite\u00a0: {0} {1}", "Next: {0} {1}"},
    /* Services. */
    [TEXT_SERVICE_DIRECTORY] = {
        "Annuaire des entreprises",
        "Directory of companies"},
    [TEXT_SERVICE_SIRENE] = {"Sirene (Insee)", "Sirene (Insee)"},
    [TEXT_SERVICE_EGAPRO] = {"Egapro", "Egapro"},
    [TEXT_SERVICE_BILANS_GES] = {"Bilans GES (Ademe)", "Bilans GES (Ademe)"},
    [TEXT_SERVICE_RATIOS] = {"Comptes (INPI, BCE)", "Accounts (INPI, BCE)"},
    [TEXT_SERVICE_REGISTER] = {"Registre hors ligne", "Offline register"},
    [TEXT_SERVICES_ASKED] = {"SERVICES INTERROGÉS", "SERVICES ASKED"},
    [TEXT_TRACE_READ] = {"a répondu", "answered"},
    [TEXT_TRACE_ABSENT] = {
        "a répondu, rien n’y figure",
        "answered, has nothing"},
    [TEXT_TRACE_UNREADABLE] = {"réponse illisible", "answer cannot be read"},
    [TEXT_TRACE_DOWN] = {"ne répond pas", "does not answer"},
    [TEXT_TRACE_LIMITED] = {
        "trop de demandes, à réessayer plus tard",
        "too many requests, try later"},
    [TEXT_TRACE_DENIED] = {"accès refusé", "access denied"},
    [TEXT_TRACE_NOT_ASKED] = {"non interrogé", "not asked"},
    [TEXT_TRACE_IN] = {"{0}", "{0}"},
    [TEXT_TRACE_KEPT] = {"réponse gardée depuis {0}", "kept for {0}"},
    [TEXT_TRACE_STALE] = {
        "réponse gardée depuis {0}, faute de mieux",
        "kept for {0}, for want of a newer one"},
    [TEXT_TRACE_FILED] = {"registre hors ligne", "offline register"},
    [TEXT_CAUSE_TIMEOUT] = {"délai dépassé", "time ran out"},
    [TEXT_CAUSE_REFUSED] = {"connexion refusée", "connection refused"},
    [TEXT_CAUSE_TLS] = {"certificat non reconnu", "certificate not trusted"},
    [TEXT_CAUSE_DENIED] = {"accès refusé", "access denied"},
    [TEXT_CAUSE_RATE] = {"trop de demandes", "too many requests"},
    [TEXT_CAUSE_PEER] = {"réponse inattendue", "unexpected answer"},
    [TEXT_CAUSE_IO] = {"réseau indisponible", "network unavailable"},
    [TEXT_NO_ANSWER] = {
        "aucun registre n’a répondu\u00a0: {0} ({1})\u00a0; "
        "«\u00a0portailrse doctor\u00a0» dit ce qui ne va pas, --offline se "
        "contente du registre hors ligne",
        "no register answered: {0} ({1}); \"portailrse doctor\" tells what "
        "is wrong, --offline does with the offline register"},
    [TEXT_OFFLINE_WITHOUT_REGISTER] = {
        "hors ligne et sans registre\u00a0; «\u00a0portailrse register "
        "import\u00a0» en fait un",
        "offline and without a register; \"portailrse register "
        "import\" makes one"},
    [TEXT_NO_SUCH_UNIT] = {
        "aucun registre ne connaît {0}",
        "no register knows {0}"},
    [TEXT_PARTIAL] = {
        "Tableau partiel\u00a0: ce que les services muets auraient dit "
        "manque ou date.",
        "Partial dashboard: what the silent services would have said is "
        "missing or old."},
    [TEXT_PARTIAL_OFFLINE] = {
        "Hors ligne\u00a0: ce que les services auraient dit manque.",
        "Offline: what services would have said is missing."},
    [TEXT_NO_REGISTER_ANSWERED] = {
        "Aucun registre n’a répondu\u00a0: seul ce que vous avez donné est "
        "connu.",
        "No register answered: only what you gave is known."},
    /* Choosing a company. */
    [TEXT_NOT_A_NUMBER] = {
        "{0} n’est ni un SIREN (9 chiffres), ni un SIRET (14), ni un numéro "
        "de TVA (FR et 11 chiffres)",
        "{0} is no SIREN (9 digits), SIRET (14) or VAT number (FR and 11 "
        "digits)"},
    [TEXT_WRONG_DIGITS] = {
        "{0}\u00a0: la clé de contrôle ne correspond pas, un chiffre est "
        "faux ou deux sont inversés",
        "{0}: the check digit does not match, a digit is wrong or two are "
        "swapped"},
    [TEXT_WHICH_UNIT] = {
        "plusieurs unités répondent au nom {0}\u00a0; donnez le SIREN de la "
        "bonne",
        "several units answer to the name {0}; give the SIREN of the right "
        "one"},
    [TEXT_NO_UNIT_OF_NAME] = {
        "aucune unité ne répond au nom {0}",
        "no unit answers to the name {0}"},
    [TEXT_SEARCH_MISSING] = {
        "que faut-il chercher\u00a0? Un nom, un sigle ou un numéro",
        "what is to be found? A name, an acronym or a number"},
    [TEXT_COMPANY_MISSING] = {
        "quelle entreprise\u00a0? Un SIREN, un SIRET, un numéro de TVA ou un "
        "nom",
        "which company? A SIREN, a SIRET, a VAT number or a name"},
    [TEXT_NUMBER_MISSING] = {
        "quelle entreprise\u00a0? Un SIREN, un SIRET ou un numéro de TVA",
        "which company? A SIREN, a SIRET or a VAT number"},
    [TEXT_WRONG_FILTER] = {
        "--{0} attend {1}, pas {2}",
        "--{0} takes {1}, not {2}"},
    [TEXT_WANTS_DEPARTMENT] = {
        "un département (35, 2A, 971)",
        "a department (35, 2A, 971)"},
    [TEXT_WANTS_NAF] = {
        "un code NAF ou son début (70.10Z, 70)",
        "a NAF code or its beginning (70.10Z, 70)"},
    [TEXT_WANTS_LEGAL_FORM] = {
        "une catégorie juridique ou son début (5710, 57)",
        "a legal category or its beginning (5710, 57)"},
    [TEXT_WANTS_HEADCOUNT] = {
        "des tranches de l’Insee (22,31,32)",
        "classes of Insee (22,31,32)"},
    [TEXT_WANTS_LIMIT] = {"un nombre de 1 à 25", "a number from 1 to 25"},
    /* Settings of services. */
    [TEXT_NOT_A_TIME] = {
        "--timeout attend des secondes (0.5, 10), pas {0}",
        "--timeout takes seconds (0.5, 10), not {0}"},
    [TEXT_RECORD_OR_REPLAY] = {
        "--record et --replay s’excluent",
        "--record and --replay exclude each other"},
    [TEXT_NOT_A_CONFIG_LINE] = {
        "{0}:{1}: une ligne est «\u00a0nom = valeur\u00a0», vide, ou "
        "commence par #",
        "{0}:{1}: a line is \"name = value\", empty, or begins with #"},
    [TEXT_UNKNOWN_SETTING] = {
        "{0}: pas de réglage {1}\u00a0; «\u00a0portailrse doctor "
        "--details\u00a0» les montre",
        "{0}: no setting {1}; \"portailrse doctor --details\" shows them"},
    [TEXT_UNKNOWN_SETTING_NEAR] = {
        "{0}: pas de réglage {1}\u00a0; vouliez-vous dire {2}\u00a0?",
        "{0}: no setting {1}; did you mean {2}?"},
    /* Doctor. */
    [TEXT_DOCTOR_SERVICES] = {"SERVICES", "SERVICES"},
    [TEXT_DOCTOR_REGISTER] = {"REGISTRE HORS LIGNE", "OFFLINE REGISTER"},
    [TEXT_DOCTOR_FILES] = {"FICHIERS", "FILES"},
    [TEXT_DOCTOR_SETTINGS] = {"RÉGLAGES", "SETTINGS"},
    [TEXT_DOCTOR_WELL] = {
        "Tout ce qui est en service répond.",
        "Everything that is switched on answers."},
    [TEXT_DOCTOR_FINDINGS] = {
        "Un service au moins ne va pas\u00a0: un tableau de bord sera "
        "partiel.",
        "At least one service is not well: a dashboard will be partial."},
    [TEXT_HEALTH_WELL] = {"va bien", "is well"},
    [TEXT_HEALTH_NOT_TRIED] = {"non essayé", "not tried"},
    [TEXT_HEALTH_DOWN] = {"ne répond pas", "does not answer"},
    [TEXT_HEALTH_DENIED] = {
        "répond, mais refuse l’accès",
        "answers, but denies access"},
    [TEXT_HEALTH_SCHEMA] = {
        "répond sous une forme inconnue",
        "answers in an unknown form"},
    [TEXT_HEALTH_ILL] = {"répond par une erreur", "answers with an error"},
    [TEXT_ADVICE_ILL] = {
        "La panne est de son côté\u00a0: réessayez plus tard.",
        "The failure is on its side: try again later."},
    [TEXT_ADVICE_DOWN] = {
        "Vérifiez le réseau et le mandataire (HTTPS_PROXY), ou réessayez "
        "plus tard.",
        "Check the network and the proxy (HTTPS_PROXY), or try again later."},
    [TEXT_ADVICE_DENIED] = {
        "Vérifiez la clé du service, ou demandez-en une.",
        "Check the key of the service, or ask for one."},
    [TEXT_ADVICE_SCHEMA] = {
        "Le service a changé\u00a0: mettez portailrse à jour, et "
        "dites-le-nous.",
        "The service has changed: update portailrse, and tell us."},
    [TEXT_ADVICE_SIRENE] = {
        "PRSE_SIRENE_KEY donne la clé, gratuite sur portail-api.insee.fr.",
        "PRSE_SIRENE_KEY gives the key, free from portail-api.insee.fr."},
    [TEXT_ADVICE_REGISTER] = {
        "«\u00a0portailrse register import StockUniteLegale.zip\u00a0» en "
        "fait un.",
        "\"portailrse register import StockUniteLegale.zip\" makes one."},
    [TEXT_FILE_CONFIG] = {"Réglages", "Settings"},
    [TEXT_FILE_CACHE] = {"Réponses gardées", "Kept answers"},
    [TEXT_NO_FILE] = {"aucun", "none"},
    [TEXT_STRAY_VARIABLE] = {
        "La variable {0} ne règle rien\u00a0; vouliez-vous dire {1}\u00a0?",
        "The variable {0} sets nothing; did you mean {1}?"},
    /* The offline register. */
    [TEXT_STEP_UNITS] = {"unités légales", "legal units"},
    [TEXT_STEP_SEATS] = {"établissements", "establishments"},
    [TEXT_STEP_SEARCH] = {"recherche", "search"},
    [TEXT_STEP_EGAPRO] = {"déclarations Egapro", "Egapro declarations"},
    [TEXT_ROWS_A_SECOND] = {"{0}/s", "{0}/s"},
    [TEXT_TIME_LEFT] = {"reste {0}", "{0} left"},
    [TEXT_PER_CENT] = {"{0}\u00a0%", "{0}%"},
    [TEXT_DONE_IN] = {"Registre fait en {0}.", "Register made in {0}."},
    [TEXT_UPDATED_IN] = {
        "Registre mis à jour en {0}.",
        "Register updated in {0}."},
    [TEXT_STOCK_MISSING] = {
        "quel fichier StockUniteLegale, .csv ou .zip\u00a0?",
        "which StockUniteLegale file, .csv or .zip?"},
    [TEXT_EGAPRO_MISSING] = {
        "quel fichier public d’Egapro, .xlsx ou .csv\u00a0?",
        "which public file of Egapro, .xlsx or .csv?"},
    [TEXT_REGISTER_NOWHERE] = {
        "où est le registre\u00a0? Ni --register, ni PRSE_REGISTER, ni HOME "
        "ne le disent",
        "where is the register? Neither --register nor PRSE_REGISTER nor "
        "HOME tells"},
    [TEXT_REGISTER_EXISTS] = {
        "{0} existe déjà\u00a0; «\u00a0portailrse register update\u00a0» "
        "l’actualise, ou supprimez-le pour le refaire",
        "{0} is there already; \"portailrse register update\" brings it up "
        "to date, or remove it to make it again"},
    [TEXT_NO_REGISTER] = {
        "pas de registre {0}\u00a0; «\u00a0portailrse register import\u00a0» "
        "en fait un",
        "no register {0}; \"portailrse register import\" makes one"},
    [TEXT_IMPORT_STOPPED] = {
        "arrêté\u00a0; ce qui est fait est gardé, la même commande reprend "
        "où elle en était",
        "stopped; what is done is kept, the same command goes on from there"},
    [TEXT_UPDATE_STOPPED] = {
        "arrêté\u00a0; le registre est comme avant",
        "stopped; the register is as it was"},
    [TEXT_STAT_FILE] = {"Fichier", "File"},
    [TEXT_STAT_DATE] = {"Date des données", "Day of the data"},
    [TEXT_STAT_UNITS] = {"Unités légales", "Legal units"},
    [TEXT_STAT_OPEN] = {"dont ouvertes", "of which open"},
    [TEXT_STAT_PARTIAL] = {"en diffusion partielle", "in partial diffusion"},
    [TEXT_STAT_SEATS] = {"avec une adresse", "with an address"},
    [TEXT_STAT_WORDS] = {"Mots des noms", "Words of the names"},
    [TEXT_STAT_DECLARATIONS] = {"Déclarations Egapro", "Egapro declarations"},
    [TEXT_STAT_BYTES] = {"Taille", "Size"},
    /* Made-up companies. */
    [TEXT_POPULATION_NUMBER] = {
        "--{0} attend un nombre de {1} à {2}, pas {3}",
        "--{0} wants a number from {1} to {2}, not {3}"},
    [TEXT_POPULATION_DETAIL] = {
        "--detail attend exact, brackets ou mixed, pas {0}",
        "--detail wants exact, brackets or mixed, not {0}"},
    [TEXT_POPULATION_FACTS] = {
        "ce référentiel a plus de faits qu’une table n’a de colonnes (128)",
        "this pack has more facts than a table has columns (128)"},
    /* Reforms. */
    [TEXT_REFORM_NO_POPULATION] = {
        "--population manque\u00a0: une table d’entreprises, ou -",
        "--population is missing: a table of companies, or -"},
    [TEXT_REFORM_NO_COLUMN] = {
        "--by\u00a0: pas de colonne {0} dans {1}",
        "--by: there is no column {0} in {1}"},
    [TEXT_REFORM_MANY_VALUES] = {
        "--by\u00a0: la colonne {0} a plus de 500 valeurs",
        "--by: the column {0} has more than 500 values"},
    [TEXT_REFORM_UNREAD] = {
        "colonnes non lues, qui ne sont pas des faits\u00a0: {0}",
        "columns not read, which are no facts: {0}"},
    [TEXT_REFORM_COMPANIES] = {
        "Entreprises\u00a0: {0} (lignes en erreur, non comptées\u00a0: {1})",
        "Companies: {0} (rows in error, not counted: {1})"},
    [TEXT_REFORM_ABSENT] = {"n’existe pas", "does not exist"},
    [TEXT_REFORM_UNTOLD] = {
        "changement indécidable", "change cannot be told"},
    [TEXT_REFORM_WOULD_TELL] = {"il manque {0}", "missing: {0}"},
    [TEXT_REFORM_SPLIT] = {
        "par {0}\u00a0: changent, puis indécidables",
        "by {0}: change, then cannot be told"},
    [TEXT_REFORM_OUTSIDE] = {
        "hors de la différence exacte\u00a0!",
        "outside of the exact difference!"},
    [TEXT_REFORM_UNTOUCHED] = {
        "Sans changement\u00a0: {0}", "Without change: {0}"},
    [TEXT_SWEEP_SYNTAX] = {
        "--sweep {0}\u00a0: donnez NOM=DE..A ou NOM=DE..A/PAS, par exemple "
        "seuil_bdese=40..60/5",
        "--sweep {0}: give NAME=FROM..TO or NAME=FROM..TO/STEP, for example "
        "seuil_bdese=40..60/5"},
    [TEXT_SWEEP_NO_THRESHOLD] = {
        "--sweep\u00a0: le référentiel {0} n’a pas de seuil {1}\u00a0; il "
        "a {2}",
        "--sweep: the pack {0} has no threshold {1}; it has {2}"},
    [TEXT_SWEEP_MANY_VALUES] = {
        "--sweep\u00a0: plus de 200 valeurs\u00a0; augmentez le pas",
        "--sweep: more than 200 values; take a larger step"},
    [TEXT_SWEEP_NOTHING] = {
        "--sweep\u00a0: {0} ne change rien entre ces valeurs",
        "--sweep: {0} changes nothing between these values"},
    [TEXT_SWEEP_NOT_BY] = {
        "--by ne se combine pas avec --sweep",
        "--by does not go with --sweep"},
    [TEXT_SWEEP_NO_CHART] = {
        "--chart dessine un balayage\u00a0: donnez aussi --sweep",
        "--chart draws a sweep: give --sweep too"},
    [TEXT_SWEEP_TITLE] = {"{0} ({1})", "{0} ({1})"},
    [TEXT_SWEEP_IN_FORCE] = {"En vigueur\u00a0: {0} {1}", "In force: {0} {1}"},
    [TEXT_SWEEP_VALUE] = {"seuil", "threshold"},
    [TEXT_SWEEP_SUBJECT] = {"soumises", "subject"},
    [TEXT_SWEEP_UNTOLD] = {"indécid.", "untold"},
    [TEXT_SWEEP_GAINED] = {"entrent", "enter"},
    [TEXT_SWEEP_LOST] = {"sortent", "leave"},
    [TEXT_CHART_TITLE] = {
        "Combien d’entreprises, selon le seuil",
        "How many companies, by threshold"},
    [TEXT_CHART_SUBJECT] = {"entreprises soumises", "companies subject"},
    [TEXT_CHART_UNTOLD] = {
        "indécidables\u00a0: peuvent l’être, des faits manquent",
        "cannot be told: may be, facts are missing"},
    [TEXT_CHART_NOW] = {"en vigueur\u00a0: {0}", "in force: {0}"},
    [TEXT_CHART_POINT] = {
        "{0}\u00a0: {1} soumises, {2} indécidables",
        "{0}: {1} subject, {2} cannot be told"},
    [TEXT_CHART_SOURCE] = {
        "{0} entreprises · {1} {2} · droit au {3}",
        "{0} companies · {1} {2} · law on {3}"},
    /* Egapro. */
    [TEXT_EGAPRO_OF_YEAR] = {
        "Égalité professionnelle, données de {0}",
        "Equality at work, data of {0}"},
    [TEXT_EGAPRO_DECLARATION] = {"Déclaration", "Declaration"},
    [TEXT_PUBLISHED] = {"publiée", "published"},
    [TEXT_NOT_PUBLISHED] = {"non publiée", "not published"},
    [TEXT_EGAPRO_HIDDEN] = {
        "déposée, mais Egapro ne la montre pas (période de moins de douze "
        "mois)",
        "filed, but Egapro does not show it (a period of less than twelve "
        "months)"},
    [TEXT_EGAPRO_FAILS] = {
        "illisible chez Egapro\u00a0; sans doute déposée, pour une période de "
        "moins de douze mois",
        "Egapro fails on it; probably filed, for a period of less than twelve "
        "months"},
    [TEXT_EGAPRO_SOURCE] = {"Source", "Source"},
    [TEXT_EGAPRO_FROM_FILE] = {
        "fichier public d’Egapro, dans le registre hors ligne",
        "Egapro’s public file, in the offline register"},
    [TEXT_EGAPRO_NOT_IN_FILE] = {
        "absente aussi du fichier public que le registre contient, ce qui ne "
        "prouve rien",
        "not in the public file of the register either, which proves nothing"},
    [TEXT_EGAPRO_FILE] = {"Fichier public d’Egapro", "Egapro’s public file"},
    [TEXT_EGAPRO_GAPS] = {
        "ÉCARTS DE RÉMUNÉRATION (%)",
        "GAPS OF PAY (%)"},
    [TEXT_GAP_ANNUAL_MEAN] = {"Annuel moyen", "Yearly, mean"},
    [TEXT_GAP_ANNUAL_MEDIAN] = {"Annuel médian", "Yearly, median"},
    [TEXT_GAP_HOURLY_MEAN] = {"Horaire moyen", "Hourly, mean"},
    [TEXT_GAP_HOURLY_MEDIAN] = {"Horaire médian", "Hourly, median"},
    [TEXT_EGAPRO_INDEX] = {"Index sur 100", "Index out of 100"},
    [TEXT_EGAPRO_GAPS_ONLY] = {
        "écarts de rémunération seulement, sans index",
        "gaps of pay only, without an index"},
    [TEXT_NOT_COMPUTABLE] = {"non calculable", "cannot be computed"},
    [TEXT_EGAPRO_STAFF] = {"Salariés", "Employees"},
    [TEXT_EGAPRO_MEASURES] = {"Mesures correctives", "Corrective measures"},
    [TEXT_MEASURES_TAKEN] = {"mises en œuvre", "taken"},
    [TEXT_MEASURES_PLANNED] = {"envisagées", "planned"},
    [TEXT_MEASURES_NONE] = {"non envisagées", "not planned"},
    [TEXT_EGAPRO_POINTS] = {"INDICATEURS (POINTS)", "INDICATORS (POINTS)"},
    [TEXT_EGAPRO_PAY] = {"Écart de rémunération", "Gap of pay"},
    [TEXT_EGAPRO_RAISES] = {"Écart d’augmentations", "Gap of raises"},
    [TEXT_EGAPRO_PROMOTIONS] = {"Écart de promotions", "Gap of promotions"},
    [TEXT_EGAPRO_BOTH] = {
        "Augmentations et promotions",
        "Raises and promotions"},
    [TEXT_EGAPRO_MATERNITY] = {
        "Retour de congé maternité",
        "Return from maternity leave"},
    [TEXT_EGAPRO_TOP] = {"Dix plus hautes rémunérations", "Ten best paid"},
    [TEXT_NC_GROUPS] = {
        "groupes comparables trop petits",
        "comparable groups too small"},
    [TEXT_NC_RAISES] = {
        "pas d’augmentation individuelle",
        "no individual raise"},
    [TEXT_NC_PROMOTIONS] = {"pas de promotion", "no promotion"},
    [TEXT_NC_FEW] = {
        "moins de cinq femmes ou de cinq hommes",
        "fewer than five women or five men"},
    [TEXT_NC_MATERNITY] = {
        "pas de retour de congé maternité",
        "no return from maternity leave"},
    [TEXT_NC_NO_RAISE] = {
        "pas d’augmentation pendant ce congé",
        "no raise during that leave"},
    [TEXT_NC_OTHER] = {"autre raison", "another reason"},
    [TEXT_EGAPRO_FOR_BDESE] = {"POUR LA BDESE", "FOR THE BDESE"},
    [TEXT_EGAPRO_WOMEN] = {
        "Femmes parmi les dix mieux payés",
        "Women among the ten best paid"},
    [TEXT_EGAPRO_AIMS] = {"Objectifs de progression", "Aims of progress"},
    [TEXT_EGAPRO_YEARS] = {
        "INDEX, ANNÉE APRÈS ANNÉE",
        "INDEX, YEAR AFTER YEAR"},
    [TEXT_NO_SCORE] = {"aucun index publié", "no index published"},
    [TEXT_EGAPRO_BALANCE] = {
        "FEMMES ET HOMMES À LA DIRECTION",
        "WOMEN AND MEN AMONG LEADERS"},
    [TEXT_NO_BALANCE] = {"aucun écart publié", "no gap published"},
    [TEXT_LEADERS] = {"Cadres dirigeants", "Senior executives"},
    [TEXT_BOARD] = {
        "Membres des instances dirigeantes",
        "Members of governing bodies"},
    [TEXT_SHARES] = {
        "{0}\u00a0% de femmes, {1}\u00a0% d’hommes",
        "{0}% women, {1}% men"},
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
    [TEXT_RECEIPT_MISSING] = {
        "{0} attend le fichier d’un reçu",
        "{0} takes the file of a receipt"},
    [TEXT_KEY_WORD_MISSING] = {
        "receipt key attend make, ou public et le fichier d’une "
        "clé",
        "receipt key takes make, or public and the file of a key"},
    [TEXT_PDF_MISSING] = {"text attend un fichier PDF",
                          "text takes a PDF file"},
    [TEXT_PAGE_NUMBER] = {"— page {0} —", "— page {0} —"},
    [TEXT_PAGE_NEEDS_OCR] = {
        "— page {0}\u00a0: une image, sans doute de texte —",
        "— page {0}: a picture, of text perhaps —"},
    [TEXT_DOCUMENT_NEEDS_OCR] = {
        "Ce document est numérisé\u00a0: il faut d’abord en reconnaître les "
        "caractères (OCR).\n",
        "This document is a scan: its characters must be recognised first "
        "(OCR).\n"},
    [TEXT_KEY_EXISTS] = {
        "{0} existe déjà\u00a0: une clé n’est jamais "
        "remplacée",
        "{0} is there already: a key is never replaced"},
    [TEXT_NOT_A_DAY] = {
        "--today attend une date telle que 2026-11-23, ou now, pas "
        "{0}",
        "--today takes a date such as 2026-11-23, or now, not {0}"},
    [TEXT_TODAY_NEEDS_PACK] = {
        "--today attend --pack\u00a0: le référentiel qui répond "
        "ce jour-là",
        "--today needs --pack: the pack that answers on that day"},
    [TEXT_STORE_MISSING] = {
        "quel magasin\u00a0? Ni la ligne de commande ni PRSE_STORE n’en "
        "nomment un",
        "which store? Neither the command line nor PRSE_STORE names one"},
    [TEXT_BLOBS_MISSING] = {
        "quels fichiers\u00a0? Ni la ligne de commande, ni PRSE_BLOBS avec "
        "le magasin de PRSE_STORE, n’en disent la place",
        "which blobs? Neither the command line, nor PRSE_BLOBS with the "
        "store of PRSE_STORE, tells where they are"},
    [TEXT_TWO_STORES_MISSING] = {
        "store copy attend deux magasins\u00a0: de l’un vers l’autre",
        "store copy takes two stores: from one to the other"},
    [TEXT_BACKUP_MISSING] = {
        "le fichier de la sauvegarde manque",
        "the file of the backup is missing"},
    [TEXT_PERSON_MISSING] = {
        "il manque une personne\u00a0: son identifiant, ou son adresse",
        "a person is missing: an id, or an e-mail address"},
    [TEXT_JOB_MISSING] = {
        "il manque un travail\u00a0: son identifiant",
        "a job is missing: its id"},
    [TEXT_STATE_OR_COMPANY] = {
        "--state ou --company, pas les deux",
        "--state or --company, not both"},
    [TEXT_QUEUE_EMPTY] = {
        "{0} ne contient pas de file de travaux",
        "{0} holds no queue of jobs"},
    [TEXT_SETTING_WANTS_NUMBER] = {
        "{0}\u00a0: {1} attend un nombre, pas {2}",
        "{0}: {1} takes a number, not {2}"},
    [TEXT_NO_PROCESS] = {
        "aucun processus ne peut être créé\u00a0: {0}",
        "no process can be made: {0}"},
    [TEXT_FIGURES_MISSING] = {
        "--to manque\u00a0: la base PostgreSQL des tableaux",
        "--to is missing: the PostgreSQL database of the figures"},
    [TEXT_SALT_MISSING] = {
        "PRSE_ANALYTICS_SALT manque\u00a0: le secret, de 16 octets au moins, "
        "dont les identifiants des personnes sont refaits",
        "PRSE_ANALYTICS_SALT is missing: the secret, of at least 16 bytes, "
        "from which ids of persons are made anew"},
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
    [TEXT_ABOUT_POPULATION] = {
        "Invente des entreprises, pour des essais et des mesures.",
        "Makes up companies, for tests and measurements."},
    [TEXT_ABOUT_REFORM] = {
        "Ce qu’une réforme change\u00a0: les situations exactes, puis le "
        "nombre d’entreprises d’une population. Les surcharges changent le "
        "second référentiel.",
        "What a reform changes: the exact situations, then how many companies "
        "of a population. Overlays change the second pack."},
    [TEXT_ABOUT_BATCH] = {
        "Complète un tableau CSV, une ligne par entreprise.",
        "Completes a CSV table, one row a company."},
    [TEXT_ABOUT_ANALYSE] = {
        "Dit de quels sujets ESRS parle un rapport (PDF).",
        "Tells which ESRS topics a report (PDF) speaks of."},
    [TEXT_ABOUT_CALL] = {
        "Calcule une fonction du référentiel, par exemple un indice.",
        "Computes a function of the pack, for instance a score."},
    [TEXT_ABOUT_CLASSIFY] = {
        "Dit de quel thème ESRS parle chaque phrase d’un tableau TSV.",
        "Tells which ESRS topic each sentence of a TSV table speaks of."},
    [TEXT_ABOUT_RECEIPT_MAKE] = {
        "Écrit le reçu d’une réponse\u00a0: faits, "
        "référentiel, jour, obligations et raisons, signé si "
        "une clé est donnée.",
        "Writes the receipt of an answer: facts, pack, day, "
        "obligations and reasons, signed when a key is given."},
    [TEXT_ABOUT_RECEIPT_VERIFY] = {
        "Vérifie un reçu sans réseau, en répondant de nouveau.",
        "Checks a receipt without network, by answering again."},
    [TEXT_ABOUT_RECEIPT_SHOW] = {
        "Montre ce que dit un reçu.",
        "Shows what a receipt says."},
    [TEXT_ABOUT_RECEIPT_KEY] = {
        "Fait une clé qui signe les reçus, ou montre sa moitié "
        "publique.",
        "Makes a key that signs receipts, or shows its public half."},
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
    [TEXT_ABOUT_SEARCH] = {
        "Cherche une entreprise par son nom.",
        "Finds a company by its name."},
    [TEXT_ABOUT_COMPANY] = {
        "Ce que les registres disent d’une entreprise.",
        "What registers say of a company."},
    [TEXT_ABOUT_DASHBOARD] = {
        "D’un numéro ou d’un nom au tableau de bord.",
        "From a number or a name to the dashboard."},
    [TEXT_ABOUT_EGAPRO] = {
        "L’index d’égalité professionnelle d’une entreprise.",
        "The equality index of a company."},
    [TEXT_ABOUT_REGISTER_IMPORT] = {
        "Fait le registre hors ligne avec les fichiers stocks de l’Insee. "
        "Interrompu, il reprend où il en était.",
        "Makes the offline register out of the stock files of Insee. Stopped, "
        "it goes on where it was."},
    [TEXT_ABOUT_REGISTER_UPDATE] = {
        "Met le registre hors ligne à jour avec des fichiers plus récents.",
        "Brings the offline register up to date with later files."},
    [TEXT_ABOUT_REGISTER_EGAPRO] = {
        "Ajoute au registre hors ligne les déclarations du fichier public "
        "d’Egapro.",
        "Puts the declarations of Egapro’s public file into the offline "
        "register."},
    [TEXT_ABOUT_REGISTER_SEARCH] = {
        "Cherche dans le registre hors ligne, sans réseau.",
        "Searches the offline register, without network."},
    [TEXT_ABOUT_REGISTER_STAT] = {
        "Ce que contient le registre hors ligne.",
        "What the offline register holds."},
    [TEXT_ABOUT_DOCTOR] = {
        "Dit comment va chaque service, et quoi faire.",
        "Tells how each service does, and what to do."},
    [TEXT_ABOUT_TEXT] = {
        "Montre le texte d’un PDF, tel que l’analyse le lit.",
        "Shows the text of a PDF, as the analysis reads it."},
    [TEXT_ABOUT_STORE_INIT] = {
        "Fait les tables d’un portail dans un magasin vide.",
        "Makes the tables of a portal in an empty store."},
    [TEXT_ABOUT_STORE_MIGRATE] = {
        "Amène un magasin à la version du programme, en entier ou pas du "
        "tout.",
        "Brings a store to the version of the program, all or nothing."},
    [TEXT_ABOUT_STORE_STAT] = {
        "Ce que contient un magasin, et son empreinte.",
        "What a store holds, and its digest."},
    [TEXT_ABOUT_STORE_CHECK] = {
        "Cherche ce qui est abîmé\u00a0: fichier ou base, journal, renvois, "
        "et les fichiers avec --blobs.",
        "Looks for damage: file or database, journal, references, and blobs "
        "with --blobs."},
    [TEXT_ABOUT_STORE_BACKUP] = {
        "Sauvegarde un magasin dans un nouveau fichier SQLite.",
        "Backs a store up into a new SQLite file."},
    [TEXT_ABOUT_STORE_RESTORE] = {
        "Rétablit une sauvegarde dans un magasin vide.",
        "Restores a backup into an empty store."},
    [TEXT_ABOUT_STORE_COPY] = {
        "Copie un magasin dans un autre, vide, et compare.",
        "Copies a store into another, empty one, and compares."},
    [TEXT_ABOUT_STORE_TIDY] = {
        "La tâche de chaque jour\u00a0: retire ce qui a fait son temps.",
        "The daily task: removes what had its time."},
    [TEXT_ABOUT_STORE_JOURNAL] = {
        "Les derniers événements, du portail ou d’une entreprise.",
        "The last events, of the portal or of a company."},
    [TEXT_ABOUT_STORE_EXPORT] = {
        "Tout ce qui est gardé d’une personne, en JSON (droit d’accès).",
        "Everything that is kept about a person, as JSON (right of access)."},
    [TEXT_ABOUT_STORE_FORGET] = {
        "Oublie une personne, après avoir montré ce qui part.",
        "Forgets a person, after showing what goes."},
    [TEXT_ABOUT_BLOB_CHECK] = {
        "Compare documents et fichiers, dans les deux sens.",
        "Compares documents and files, both ways."},
    [TEXT_ABOUT_JOBS_LIST] = {
        "Les travaux d’une file.",
        "The jobs of a queue."},
    [TEXT_ABOUT_JOBS_SHOW] = {
        "Un travail et ses événements.",
        "A job and its events."},
    [TEXT_ABOUT_JOBS_RETRY] = {
        "Reprend un travail qui a échoué ou fut annulé.",
        "Makes a job ready that failed or was cancelled."},
    [TEXT_ABOUT_JOBS_CANCEL] = {
        "Annule un travail, même en cours.",
        "Takes a job back, even a running one."},
    [TEXT_ABOUT_JOBS_TIDY] = {
        "La tâche de chaque jour : retire les travaux finis depuis longtemps "
        "(90 jours par défaut), une fois dits à qui les avait demandés.",
        "The daily task: removes jobs that ended long ago (90 days by "
        "default), once who asked was told."},
    [TEXT_ABOUT_WORKER] = {
        "Fait les analyses d’une file, et dit ce qu’elles deviennent.",
        "Does the analyses of a queue, and tells what becomes of them."},
    [TEXT_ABOUT_MODEL_GET] = {
        "Télécharge un modèle du Hub de Hugging Face dans son cache.",
        "Fetches a model of the Hugging Face Hub into its cache."},
    [TEXT_ABOUT_MODEL_CHECK] = {
        "Vérifie qu'un modèle est utilisable, et dit ce qu'il est.",
        "Checks that a model can be used, and tells what it is."},
    [TEXT_ABOUT_ANALYTICS_SYNC] = {
        "Met à jour les tableaux que lit Metabase, sans personne nommée.",
        "Brings the figures for Metabase up to date, naming nobody."},
    [TEXT_ABOUT_ANALYTICS_SCHEMA] = {
        "Écrit le SQL de ces tableaux et de leur lecteur.",
        "Writes the SQL of those tables and of their reader."},
    [TEXT_OPERAND_PDFS] = {"FICHIER.pdf...", "FILE.pdf..."},
    [TEXT_OPERAND_FUNCTION] = {"FONCTION", "FUNCTION"},
    [TEXT_OPERAND_RECEIPT] = {"REÇU", "RECEIPT"},
    [TEXT_OPERAND_KEY] = {"make | public CLÉ", "make | public KEY"},
    [TEXT_OPERAND_PDF] = {"FICHIER.pdf", "FILE.pdf"},
    [TEXT_OPERAND_PACK] = {"[RÉFÉRENTIEL]", "[PACK]"},
    [TEXT_OPERAND_FILES] = {"FICHIER...", "FILE..."},
    [TEXT_OPERAND_TWO_PACKS] = {"A [B]", "A [B]"},
    [TEXT_OPERAND_COMMAND] = {"[COMMANDE]", "[COMMAND]"},
    [TEXT_OPERAND_TEXT] = {"TEXTE", "TEXT"},
    [TEXT_OPERAND_NUMBER] = {"NUMÉRO", "NUMBER"},
    [TEXT_OPERAND_NUMBER_OR_NAME] = {"NUMÉRO|NOM", "NUMBER|NAME"},
    [TEXT_OPERAND_NUMBER_YEAR] = {"NUMÉRO [ANNÉE]", "NUMBER [YEAR]"},
    [TEXT_OPERAND_STOCK] = {
        "UNITÉS [ÉTABLISSEMENTS]",
        "UNITS [ESTABLISHMENTS]"},
    [TEXT_OPERAND_EGAPRO] = {"FICHIER", "FILE"},
    [TEXT_OPERAND_STORE] = {"[MAGASIN]", "[STORE]"},
    [TEXT_OPERAND_STORE_FILE] = {"[MAGASIN] FICHIER", "[STORE] FILE"},
    [TEXT_OPERAND_FILE_STORE] = {"FICHIER [MAGASIN]", "FILE [STORE]"},
    [TEXT_OPERAND_TWO_STORES] = {"MAGASIN MAGASIN", "STORE STORE"},
    [TEXT_OPERAND_STORE_SIREN] = {"[MAGASIN] [SIREN]", "[STORE] [SIREN]"},
    [TEXT_OPERAND_STORE_PERSON] = {
        "[MAGASIN] ID|ADRESSE",
        "[STORE] ID|ADDRESS"},
    [TEXT_OPERAND_BLOBS] = {"[FICHIERS]", "[BLOBS]"},
    [TEXT_OPERAND_JOB] = {"TRAVAIL", "JOB"},
    [TEXT_OPERAND_DAYS] = {"[JOURS]", "[DAYS]"},
    [TEXT_OPERAND_MODEL] = {
        "PROPRIÉTAIRE/NOM@RÉVISION",
        "OWNER/NAME@REVISION"},
    [TEXT_OPERAND_MODEL_PLACE] = {
        "DOSSIER|MODÈLE",
        "FOLDER|MODEL"},
    [TEXT_VALUE_TEXT] = {"TEXTE", "TEXT"},
    [TEXT_VALUE_DAY] = {"DATE|now", "DATE|now"},
    [TEXT_VALUE_PACK] = {"NOM", "NAME"},
    [TEXT_VALUE_FILE] = {"FICHIER", "FILE"},
    [TEXT_VALUE_SET] = {"FAIT=VALEUR", "FACT=VALUE"},
    [TEXT_VALUE_DATE] = {"DATE", "DATE"},
    [TEXT_VALUE_FORMAT] = {"FORMAT", "FORMAT"},
    [TEXT_VALUE_ID] = {"ID", "ID"},
    [TEXT_VALUE_LANG] = {"LANGUE", "LANG"},
    [TEXT_VALUE_CODE] = {"CODE", "CODE"},
    [TEXT_VALUE_CODES] = {"CODES", "CODES"},
    [TEXT_VALUE_COUNT] = {"N", "N"},
    [TEXT_VALUE_PERCENT] = {"POUR-CENT", "PERCENT"},
    [TEXT_VALUE_DETAIL] = {"DÉTAIL", "DETAIL"},
    [TEXT_VALUE_SECONDS] = {"SECONDES", "SECONDS"},
    [TEXT_VALUE_FOLDER] = {"DOSSIER", "FOLDER"},
    [TEXT_VALUE_STORE] = {"MAGASIN", "STORE"},
    [TEXT_VALUE_STATE] = {"ÉTAT", "STATE"},
    [TEXT_VALUE_SIREN] = {"SIREN", "SIREN"},
    [TEXT_VALUE_BLOBS] = {"FICHIERS", "BLOBS"},
    [TEXT_VALUE_URL] = {"ADRESSE", "ADDRESS"},
    [TEXT_VALUE_SWEEP] = {"BALAYAGE", "SWEEP"},
    [TEXT_VALUE_NAME] = {"NOM", "NAME"},
    [TEXT_VALUE_HOSTS] = {"HÔTES", "HOSTS"},
    [TEXT_VALUE_NETWORKS] = {"RÉSEAUX", "NETWORKS"},
    [TEXT_VALUE_NAMES] = {"NOMS", "NAMES"},
    [TEXT_VALUE_FILES] = {
        "FICHIERS",
        "FILES"},
    [TEXT_VALUE_TO] = {
        "OÙ",
        "WHERE"},
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
    [TEXT_HELP_AGAINST] = {
        "référentiel d’après (celui de --pack par défaut)",
        "pack of afterwards (that of --pack by default)"},
    [TEXT_HELP_POPULATION] = {
        "table d’entreprises, une par ligne",
        "table of companies, one a row"},
    [TEXT_HELP_BY] = {
        "colonne qui les répartit (à répéter)",
        "column that breaks them down (repeats)"},
    [TEXT_HELP_SWEEP] = {
        "effectifs en fonction d’un seuil\u00a0: NOM=DE..A/PAS",
        "counts as a function of a threshold: NAME=FROM..TO/STEP"},
    [TEXT_HELP_CHART] = {
        "courbe du balayage, en SVG", "curve of the sweep, as SVG"},
    [TEXT_HELP_ROWS] = {
        "nombre d’entreprises (1000 par défaut)",
        "number of companies (1000 by default)"},
    [TEXT_HELP_SEED] = {
        "d’où part le hasard (1 par défaut)\u00a0: le même nombre donne les "
        "mêmes entreprises",
        "where chance begins (1 by default): the same number gives the same "
        "companies"},
    [TEXT_HELP_MISSING] = {
        "part des valeurs que personne ne connaît (0 par défaut)",
        "share of values that nobody knows (0 by default)"},
    [TEXT_HELP_DETAIL] = {
        "comment les tailles sont connues\u00a0: exact, brackets ou mixed",
        "how sizes are known: exact, brackets or mixed"},
    [TEXT_HELP_IN] = {
        "ce qui est lu (l’entrée standard par défaut)",
        "what is read (the standard input by default)"},
    [TEXT_HELP_MODEL] = {
        "modèle à utiliser\u00a0: dossier, propriétaire/nom@commit, ou "
        "https://...",
        "model to use: folder, owner/name@commit, or https://..."},
    [TEXT_HELP_INT8] = {
        "poids du modèle sur 8 bits\u00a0: plus vite, un peu moins exact",
        "weights of the model in 8 bits: faster, a little less exact"},
    [TEXT_HELP_COLUMN] = {
        "colonne des phrases (text par défaut)",
        "column of the sentences (text by default)"},
    [TEXT_HELP_COLUMNS] = {
        "colonnes ajoutées\u00a0: answers, criteria, outputs, first-year, "
        "missing, compliance",
        "columns added: answers, criteria, outputs, first-year, missing, "
        "compliance"},
    [TEXT_HELP_ERRORS] = {
        "table CSV de toutes les cellules en erreur",
        "CSV table of all cells in error"},
    [TEXT_HELP_STOP_ON_ERROR] = {
        "s’arrêter à la première ligne en erreur",
        "stop at the first row in error"},
    [TEXT_HELP_OUT] = {
        "où écrire (la sortie standard par défaut)",
        "where to write (the standard output by default)"},
    [TEXT_HELP_FORMAT] = {
        "text (par défaut) ou json\u00a0; csv pour une recherche, ics pour "
        "calendar",
        "text (by default) or json; csv for a search, ics for calendar"},
    [TEXT_HELP_DETAILS] = {
        "montre aussi les devoirs, les sanctions, l’autorité, d’où vient "
        "chaque fait et les réglages",
        "also shows duties, penalties, the authority, where each fact comes "
        "from and the settings"},
    [TEXT_HELP_CHECK] = {
        "dit seulement quels fichiers changeraient",
        "only tells which files would change"},
    [TEXT_HELP_OBLIGATION] = {"une seule obligation", "one obligation only"},
    [TEXT_HELP_DEPARTEMENT] = {
        "seulement ce département (35, 2A, 971)",
        "this department only (35, 2A, 971)"},
    [TEXT_HELP_NAF] = {
        "seulement cette activité (70.10Z, ou 70)",
        "this activity only (70.10Z, or 70)"},
    [TEXT_HELP_CATEGORIE_JURIDIQUE] = {
        "seulement cette forme juridique (5710, ou 57)",
        "this legal form only (5710, or 57)"},
    [TEXT_HELP_TRANCHE_EFFECTIF] = {
        "seulement ces tranches de l’Insee (22,31,32)",
        "these classes of Insee only (22,31,32)"},
    [TEXT_HELP_OPEN] = {
        "sans les unités cessées",
        "without units that have ceased"},
    [TEXT_HELP_LIMIT] = {
        "nombre de lignes montrées (10 par défaut)",
        "number of lines shown (10 by default)"},
    [TEXT_HELP_REGISTER] = {
        "registre hors ligne (PRSE_REGISTER, ou celui de l’utilisateur par "
        "défaut)",
        "offline register (PRSE_REGISTER, or the user’s own by default)"},
    [TEXT_HELP_DATE] = {
        "jour des fichiers (le dernier qu’ils contiennent par défaut)",
        "day of the files (the latest that they hold by default)"},
    [TEXT_HELP_CONFIG] = {
        "réglages des services, lignes «\u00a0nom = valeur\u00a0»",
        "settings of services, lines \"name = value\""},
    [TEXT_HELP_OFFLINE] = {
        "sans réseau\u00a0: registre hors ligne et réponses gardées",
        "without network: offline register and kept answers"},
    [TEXT_HELP_NO_CACHE] = {
        "sans les réponses gardées d’un jour à l’autre",
        "without the answers kept from one day to the next"},
    [TEXT_HELP_TIMEOUT] = {
        "temps pour tout demander (10 par défaut)",
        "time to ask everything (10 by default)"},
    [TEXT_HELP_RECORD] = {
        "garde chaque échange avec les services dans un dossier",
        "keeps each exchange with services in a folder"},
    [TEXT_HELP_REPLAY] = {
        "répond avec ce que --record a gardé, sans réseau",
        "answers with what --record kept, without network"},
    [TEXT_HELP_SUBJECT] = {
        "À qui est le reçu, par exemple un SIREN",
        "Whose receipt it is, for instance a SIREN"},
    [TEXT_HELP_KEY] = {
        "Clé privée qui signe (PEM)",
        "Private key that signs (PEM)"},
    [TEXT_HELP_PUBLIC_KEY] = {
        "Clé publique de la signature (PEM)",
        "Public key of the signature (PEM)"},
    [TEXT_HELP_TODAY] = {
        "Dit ce que le référentiel répond autrement ce jour-là",
        "Tells what the pack answers otherwise on that day"},
    [TEXT_HELP_STORE] = {
        "magasin (PRSE_STORE par défaut)",
        "store (PRSE_STORE by default)"},
    [TEXT_HELP_STATE] = {
        "pret, attente, en_cours, fini, echoue, annule",
        "pret, attente, en_cours, fini, echoue, annule"},
    [TEXT_HELP_COMPANY] = {
        "les travaux de cette entreprise",
        "the jobs of this company"},
    [TEXT_HELP_ONNXRUNTIME] = {
        "exécute model.onnx avec cette libonnxruntime.so",
        "runs model.onnx with this libonnxruntime.so"},
    [TEXT_HELP_LABELS] = {
        "étiquettes de l'adresse, une par ligne",
        "labels of the address, one a line"},
    [TEXT_HELP_FILES] = {
        "fichiers à télécharger, séparés par des blancs",
        "files to fetch, with blanks between"},
    [TEXT_HELP_ENDPOINT] = {
        "adresse du Hub ou d'un miroir (HF_ENDPOINT par défaut)",
        "address of the Hub or a mirror (HF_ENDPOINT by default)"},
    [TEXT_HELP_TOKEN_FILE] = {
        "fichier qui tient le jeton (HF_TOKEN par défaut)",
        "file that holds the token (HF_TOKEN by default)"},
    [TEXT_HELP_NETWORKS] = {
        "réseaux non publics permis, \"10.1.0.0/16 ::1\" (PRSE_NETWORKS)",
        "networks that are not public and allowed, \"10.1.0.0/16 ::1\" "
        "(PRSE_NETWORKS)"},
    [TEXT_HELP_BLOBS] = {
        "dossier ou s3://... des fichiers (PRSE_BLOBS par défaut)",
        "folder or s3://... of blobs (PRSE_BLOBS by default)"},
    [TEXT_HELP_FROM] = {
        "magasin du portail (PRSE_STORE par défaut)",
        "store of the portal (PRSE_STORE by default)"},
    [TEXT_HELP_TO] = {
        "base PostgreSQL des tableaux, jamais celle du portail\u00a0; ou "
        "dossier du modèle",
        "PostgreSQL database of the figures, never that of the portal; or "
        "folder of the model"},
    [TEXT_HELP_SCHEMA] = {
        "schéma des tableaux (public par défaut)",
        "schema of the tables (public by default)"},
    [TEXT_HELP_READER] = {
        "rôle qui peut lire les tableaux et rien d’autre",
        "role that may read the tables and nothing else"},
    [TEXT_HELP_FULL] = {
        "refait tout, pas seulement ce qui a changé",
        "everything anew, not only what changed"},
    [TEXT_HELP_DRY_RUN] = {
        "dit ce qui serait fait, et ne fait rien",
        "tells what would be done, and does nothing"},
    [TEXT_HELP_DIGEST] = {
        "aussi l’empreinte de toutes les lignes",
        "also the digest of all rows"},
    [TEXT_HELP_DEEP] = {
        "lit chaque fichier et compare son empreinte",
        "reads each blob and compares its digest"},
    [TEXT_HELP_DOCUMENTS] = {
        "retire aussi les documents que la personne a déposés",
        "removes the documents that the person uploaded too"},
    [TEXT_HELP_YES] = {"sans demander", "without asking"},
    [TEXT_HELP_RAW] = {
        "sans rien nettoyer\u00a0: titres courants, césures, ligatures",
        "without cleaning: running heads, hyphens, ligatures"},
    [TEXT_HELP_PDFIUM] = {
        "lit avec cette libpdfium.so plutôt qu’avec pdftotext",
        "reads with this libpdfium.so instead of pdftotext"},
    [TEXT_HELP_PORTAL] = {
        "portail des documents (celui du magasin, s’il y en a un)",
        "portal of the documents (that of the store, if there is one)"},
    [TEXT_HELP_HOSTS] = {
        "hôtes où mènent les adresses, séparés par des blancs",
        "hosts where addresses may lead, blanks between"},
    [TEXT_HELP_KEYS_FILE] = {
        "secrets qui signent les messages (whsec_...)",
        "secrets that sign the messages (whsec_...)"},
    [TEXT_HELP_CACHE] = {
        "où garder les résultats des mêmes fichiers",
        "where to keep results of the same files"},
    [TEXT_HELP_WORKERS] = {
        "processus qui analysent (1 par défaut)",
        "processes that analyse (1 by default)"},
    [TEXT_HELP_DRAIN] = {
        "finir quand il ne reste rien à faire",
        "end when nothing is left to do"},
    [TEXT_HELP_NO_SEND] = {
        "ne rien transmettre\u00a0: d’autres s’en chargent",
        "send nothing: others do"},
    [TEXT_HELP_MIGRATE] = {
        "créer la file ou la mettre à jour d’abord",
        "make the queue, or bring it up to date, first"},
    [TEXT_HELP_LANG] = {
        "fr ou en (celle de l’environnement par défaut)",
        "fr or en (that of the environment by default)"},
    [TEXT_HELP_HELP] = {"cette aide", "this help"},
};

const char *cli_text(const cli_context *cli, cli_text_id id)
{
    return cli->lang == PRSE_LANG_EN ? texts[id].en : texts[id].fr;
}
