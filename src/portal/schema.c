/* SPDX-License-Identifier: Apache-2.0 */
/* The collections of a portal, column by column, in the order of schema.h. A
 * release never changes what an earlier one has here: it appends columns,
 * collections and indexes with the version that brings them. */
#include "portal/schema.h"

#include "portailrse/portal.h"

enum { VERSION = 3 };

static const prse_column entreprises_columns[] = {
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 1},
    {.name = "denomination", .type = PRSE_TYPE_TEXT, .max = 500, .since = 1},
    {.name = "categorie_juridique", .type = PRSE_TYPE_TEXT, .optional = 1,
     .max = 8, .since = 1},
    {.name = "naf", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 8,
     .since = 1},
    {.name = "code_postal", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 16,
     .since = 1},
    {.name = "commune", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 200,
     .since = 1},
    {.name = "code_pays", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 8,
     .since = 1},
    {.name = "pays", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 200,
     .since = 1},
    {.name = "qualifiee_le", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "cree_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "modifie_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_column personnes_columns[] = {
    {.name = "id", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "courriel", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 320,
     .since = 1},
    {.name = "courriel_plat", .type = PRSE_TYPE_TEXT, .optional = 1,
     .max = 320, .since = 1},
    {.name = "prenom", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 200,
     .since = 1},
    {.name = "nom", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 200,
     .since = 1},
    {.name = "externe", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 255,
     .since = 1},
    {.name = "conseiller", .type = PRSE_TYPE_BOOL, .optional = 1, .since = 1},
    {.name = "fonction_rse", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 64,
     .since = 1},
    {.name = "confirmee", .type = PRSE_TYPE_BOOL, .since = 1},
    {.name = "actualites", .type = PRSE_TYPE_BOOL, .since = 1},
    {.name = "vue_le", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "cree_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "modifie_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_index personnes_indexes[] = {
    {.name = "personnes_par_courriel",
     .columns = {PERSONNE_COURRIEL_PLAT},
     .count = 1, .unique = 1, .since = 1},
    {.name = "personnes_par_externe",
     .columns = {PERSONNE_EXTERNE},
     .count = 1, .unique = 1, .since = 1},
    {.name = "personnes_par_date",
     .columns = {PERSONNE_MODIFIE_LE},
     .count = 1, .since = 1},
};

static const prse_column habilitations_columns[] = {
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 1},
    {.name = "personne", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "role", .type = PRSE_TYPE_TEXT, .max = 16, .since = 1},
    {.name = "fonctions", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 1000,
     .since = 1},
    {.name = "invitation", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 32,
     .since = 1},
    {.name = "expire_le", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "cree_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "modifie_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_index habilitations_indexes[] = {
    {.name = "habilitations_par_personne",
     .columns = {HABILITATION_PERSONNE},
     .count = 1, .since = 1},
    {.name = "habilitations_par_echeance",
     .columns = {HABILITATION_EXPIRE_LE},
     .count = 1, .since = 1},
};

static const prse_column invitations_columns[] = {
    {.name = "id", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 1},
    {.name = "courriel", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 320,
     .since = 1},
    {.name = "role", .type = PRSE_TYPE_TEXT, .max = 16, .since = 1},
    {.name = "fonctions", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 1000,
     .since = 1},
    {.name = "jusqu_au", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "inviteur", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 32,
     .since = 1},
    {.name = "empreinte", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "cree_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "expire_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "acceptee_le", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
};

static const prse_index invitations_indexes[] = {
    {.name = "invitations_par_siren",
     .columns = {INVITATION_SIREN},
     .count = 1, .since = 1},
    {.name = "invitations_par_empreinte",
     .columns = {INVITATION_EMPREINTE},
     .count = 1, .unique = 1, .since = 1},
    {.name = "invitations_par_echeance",
     .columns = {INVITATION_EXPIRE_LE},
     .count = 1, .since = 1},
};

static const prse_column jetons_columns[] = {
    {.name = "empreinte", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "personne", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "libelle", .type = PRSE_TYPE_TEXT, .max = 200, .since = 1},
    {.name = "cree_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "expire_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "revoque_le", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
};

static const prse_index jetons_indexes[] = {
    {.name = "jetons_par_personne",
     .columns = {JETON_PERSONNE},
     .count = 1, .since = 1},
    {.name = "jetons_par_echeance",
     .columns = {JETON_EXPIRE_LE},
     .count = 1, .since = 1},
};

static const prse_column exercices_columns[] = {
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 1},
    {.name = "annee", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "cloture", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "faits", .type = PRSE_TYPE_JSON, .max = 1048576, .since = 1},
    {.name = "sources", .type = PRSE_TYPE_JSON, .max = 1048576, .since = 1},
    {.name = "pack", .type = PRSE_TYPE_TEXT, .max = 100, .since = 1},
    {.name = "pack_empreinte", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "avertissements", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "auteur", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 64,
     .since = 1},
    {.name = "modifie_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_index exercices_indexes[] = {
    {.name = "exercices_par_auteur",
     .columns = {EXERCICE_AUTEUR},
     .count = 1, .since = 1},
};

static const prse_column exercices_anciens_columns[] = {
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 1},
    {.name = "annee", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "numero", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "cloture", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "faits", .type = PRSE_TYPE_JSON, .max = 1048576, .since = 1},
    {.name = "sources", .type = PRSE_TYPE_JSON, .max = 1048576, .since = 1},
    {.name = "pack", .type = PRSE_TYPE_TEXT, .max = 100, .since = 1},
    {.name = "pack_empreinte", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "avertissements", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "auteur", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 64,
     .since = 1},
    {.name = "modifie_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "motif", .type = PRSE_TYPE_TEXT, .max = 16, .since = 1},
    {.name = "archive_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_index exercices_anciens_indexes[] = {
    {.name = "exercices_anciens_par_auteur",
     .columns = {ANCIEN_AUTEUR},
     .count = 1, .since = 1},
};

static const prse_column recus_columns[] = {
    {.name = "id", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 1},
    {.name = "date", .type = PRSE_TYPE_DATE, .since = 1},
    {.name = "pack", .type = PRSE_TYPE_TEXT, .max = 100, .since = 1},
    {.name = "pack_empreinte", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "faits_empreinte", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "texte", .type = PRSE_TYPE_TEXT, .max = 4194304, .since = 1},
    {.name = "emis_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_index recus_indexes[] = {
    {.name = "recus_par_siren",
     .columns = {RECU_SIREN, RECU_EMIS_LE},
     .count = 2, .since = 1},
};

static const prse_column statuts_columns[] = {
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 1},
    {.name = "obligation", .type = PRSE_TYPE_TEXT, .max = 100, .since = 1},
    {.name = "pack", .type = PRSE_TYPE_TEXT, .max = 100, .since = 1},
    {.name = "soumise", .type = PRSE_TYPE_BOOL, .optional = 1, .since = 1},
    {.name = "statut", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 32,
     .since = 1},
    {.name = "depuis", .type = PRSE_TYPE_INT, .optional = 1, .since = 1},
    {.name = "echeance", .type = PRSE_TYPE_DATE, .optional = 1, .since = 1},
    {.name = "recu", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 64,
     .since = 1},
    {.name = "evalue_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_column rapports_columns[] = {
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 1},
    {.name = "genre", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "annee", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "etat", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "etape", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 100,
     .since = 1},
    {.name = "lien", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 2000,
     .since = 1},
    {.name = "progression", .type = PRSE_TYPE_JSON, .optional = 1,
     .max = 65536, .since = 1},
    {.name = "cree_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "modifie_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_column documents_columns[] = {
    {.name = "id", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 1},
    {.name = "genre", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "nom", .type = PRSE_TYPE_TEXT, .max = 255, .since = 1},
    {.name = "type", .type = PRSE_TYPE_TEXT, .max = 100, .since = 1},
    {.name = "taille", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "empreinte", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "depose_par", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 64,
     .since = 1},
    {.name = "depose_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "conserve_jusqu_au", .type = PRSE_TYPE_DATE, .optional = 1,
     .since = 1},
    /* 2: what an analysis says of it */
    {.name = "analyse_etat", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 32,
     .since = 2},
    {.name = "analyse_message", .type = PRSE_TYPE_TEXT, .optional = 1,
     .max = 1000, .since = 2},
    {.name = "phrases", .type = PRSE_TYPE_INT, .optional = 1, .since = 2},
    {.name = "phrases_pertinentes", .type = PRSE_TYPE_INT, .optional = 1,
     .since = 2},
    {.name = "analyse_le", .type = PRSE_TYPE_TIME, .optional = 1,
     .since = 2},
    /* 3: which job says so, and the number of what it said */
    {.name = "analyse_travail", .type = PRSE_TYPE_TEXT, .optional = 1,
     .max = 32, .since = 3},
    {.name = "analyse_numero", .type = PRSE_TYPE_INT, .optional = 1,
     .since = 3},
};

static const prse_index documents_indexes[] = {
    {.name = "documents_par_siren",
     .columns = {DOCUMENT_SIREN, DOCUMENT_DEPOSE_LE},
     .count = 2, .since = 1},
    {.name = "documents_par_empreinte",
     .columns = {DOCUMENT_SIREN, DOCUMENT_EMPREINTE},
     .count = 2, .unique = 1, .since = 1},
    {.name = "documents_par_echeance",
     .columns = {DOCUMENT_CONSERVE_JUSQU_AU},
     .count = 1, .since = 1},
    {.name = "documents_par_deposant",
     .columns = {DOCUMENT_DEPOSE_PAR},
     .count = 1, .since = 1},
};

static const prse_column objets_columns[] = {
    {.name = "cle", .type = PRSE_TYPE_TEXT, .max = 512, .since = 1},
    {.name = "taille", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "abandonne_le", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
};

static const prse_index objets_indexes[] = {
    {.name = "objets_par_abandon",
     .columns = {OBJET_ABANDONNE_LE},
     .count = 1, .since = 1},
};

static const prse_column journal_columns[] = {
    {.name = "chaine", .type = PRSE_TYPE_TEXT, .max = 16, .since = 1},
    {.name = "numero", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "instant", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "acteur", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "action", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "objet", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 200,
     .since = 1},
    {.name = "details", .type = PRSE_TYPE_JSON, .max = 65536, .since = 1},
    {.name = "precedent", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "empreinte", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
};

static const prse_column chaines_columns[] = {
    {.name = "chaine", .type = PRSE_TYPE_TEXT, .max = 16, .since = 1},
    {.name = "numero", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "empreinte", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "modifie_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_index chaines_indexes[] = {
    {.name = "chaines_par_date",
     .columns = {CHAINE_MODIFIE_LE},
     .count = 1, .since = 1},
};

static const prse_column analyses_columns[] = {
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 9, .since = 3},
    {.name = "document", .type = PRSE_TYPE_TEXT, .max = 32, .since = 3},
    {.name = "texte", .type = PRSE_TYPE_TEXT, .max = 16777216, .since = 3},
    {.name = "faite_le", .type = PRSE_TYPE_TIME, .since = 3},
};

static const prse_collection collections[PRSE__PORTAL_COLLECTIONS] = {
    [PRSE__ENTREPRISES] =
        {.name = "entreprises",
         .columns = entreprises_columns,
         .column_count = ENTREPRISE_COLUMNS,
         .key_count = 1,
         .since = 1},
    [PRSE__PERSONNES] =
        {.name = "personnes",
         .columns = personnes_columns,
         .column_count = PERSONNE_COLUMNS,
         .key_count = 1,
         .indexes = personnes_indexes,
         .index_count = 3,
         .since = 1},
    [PRSE__HABILITATIONS] =
        {.name = "habilitations",
         .columns = habilitations_columns,
         .column_count = HABILITATION_COLUMNS,
         .key_count = 2,
         .indexes = habilitations_indexes,
         .index_count = 2,
         .since = 1},
    [PRSE__INVITATIONS] =
        {.name = "invitations",
         .columns = invitations_columns,
         .column_count = INVITATION_COLUMNS,
         .key_count = 1,
         .indexes = invitations_indexes,
         .index_count = 3,
         .since = 1},
    [PRSE__JETONS] =
        {.name = "jetons",
         .columns = jetons_columns,
         .column_count = JETON_COLUMNS,
         .key_count = 1,
         .indexes = jetons_indexes,
         .index_count = 2,
         .since = 1},
    [PRSE__EXERCICES] =
        {.name = "exercices",
         .columns = exercices_columns,
         .column_count = EXERCICE_COLUMNS,
         .key_count = 2,
         .indexes = exercices_indexes,
         .index_count = 1,
         .since = 1},
    [PRSE__EXERCICES_ANCIENS] =
        {.name = "exercices_anciens",
         .columns = exercices_anciens_columns,
         .column_count = ANCIEN_COLUMNS,
         .key_count = 3,
         .indexes = exercices_anciens_indexes,
         .index_count = 1,
         .since = 1},
    [PRSE__RECUS] =
        {.name = "recus",
         .columns = recus_columns,
         .column_count = RECU_COLUMNS,
         .key_count = 1,
         .indexes = recus_indexes,
         .index_count = 1,
         .since = 1},
    [PRSE__STATUTS] =
        {.name = "statuts",
         .columns = statuts_columns,
         .column_count = STATUT_COLUMNS,
         .key_count = 2,
         .since = 1},
    [PRSE__RAPPORTS] =
        {.name = "rapports",
         .columns = rapports_columns,
         .column_count = RAPPORT_COLUMNS,
         .key_count = 3,
         .since = 1},
    [PRSE__DOCUMENTS] =
        {.name = "documents",
         .columns = documents_columns,
         .column_count = DOCUMENT_COLUMNS,
         .key_count = 1,
         .indexes = documents_indexes,
         .index_count = 4,
         .since = 1},
    [PRSE__OBJETS] =
        {.name = "objets",
         .columns = objets_columns,
         .column_count = OBJET_COLUMNS,
         .key_count = 1,
         .indexes = objets_indexes,
         .index_count = 1,
         .since = 1},
    [PRSE__JOURNAL] =
        {.name = "journal",
         .columns = journal_columns,
         .column_count = JOURNAL_COLUMNS,
         .key_count = 2,
         .since = 1},
    [PRSE__CHAINES] =
        {.name = "chaines",
         .columns = chaines_columns,
         .column_count = CHAINE_COLUMNS,
         .key_count = 1,
         .indexes = chaines_indexes,
         .index_count = 1,
         .since = 1},
    [PRSE__ANALYSES] =
        {.name = "analyses",
         .columns = analyses_columns,
         .column_count = ANALYSE_COLUMNS,
         .key_count = 2,
         .since = 3},
};

static const prse_schema schema = {.name = "portail",
                                   .collections = collections,
                                   .count = PRSE__PORTAL_COLLECTIONS,
                                   .version = VERSION};

const prse_schema *prse_portal_schema(void)
{
    return &schema;
}

const prse_collection *prse__portal_collection_of(prse__portal_collection of)
{
    return &collections[of];
}
