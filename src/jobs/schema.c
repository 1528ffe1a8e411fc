/* SPDX-License-Identifier: Apache-2.0 */
/* The collections of a queue, column by column, in the order of schema.h. A
 * release never changes what an earlier one has here: it appends. Texts that
 * are JSON are kept as texts, since the order of their members may matter to
 * who receives them. */
#include "jobs/schema.h"

#include "portailrse/worker.h"

enum { VERSION = 1, MIB = 1024 * 1024 };

static const prse_column travaux_columns[] = {
    {.name = "id", .type = PRSE_TYPE_TEXT, .max = 26, .since = 1},
    {.name = "genre", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "siren", .type = PRSE_TYPE_TEXT, .max = 64, .since = 1},
    {.name = "cle", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 128,
     .since = 1},
    {.name = "vivant", .type = PRSE_TYPE_INT, .optional = 1, .since = 1},
    {.name = "etat", .type = PRSE_TYPE_TEXT, .max = 16, .since = 1},
    {.name = "priorite", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "moment", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "charge", .type = PRSE_TYPE_TEXT, .optional = 1, .max = MIB,
     .since = 1},
    {.name = "passage", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "echecs", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "essais", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "morts", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "jeton", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "bail_a", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 96,
     .since = 1},
    {.name = "bail_ms", .type = PRSE_TYPE_INT, .optional = 1, .since = 1},
    {.name = "signes", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "annule_le", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "gardes", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "fait", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "total", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "mot", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 32,
     .since = 1},
    {.name = "erreur", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 32,
     .since = 1},
    {.name = "message", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 512,
     .since = 1},
    {.name = "evenements", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "livres", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "livrer_le", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "livrer_essais", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "livrer_depuis", .type = PRSE_TYPE_TIME, .optional = 1,
     .since = 1},
    {.name = "cree_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "pris_le", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "signe_le", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "fini_le", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
};

static const prse_index travaux_indexes[] = {
    [TRAVAUX_A_PRENDRE] =
        {.name = "travaux_a_prendre",
         .columns = {TRAVAIL_ETAT, TRAVAIL_GENRE, TRAVAIL_PRIORITE,
                     TRAVAIL_SIREN},
         .count = 4, .since = 1},
    [TRAVAUX_UNIQUES] =
        {.name = "travaux_uniques",
         .columns = {TRAVAIL_GENRE, TRAVAIL_CLE, TRAVAIL_VIVANT},
         .count = 3, .unique = 1, .since = 1},
    [TRAVAUX_PAR_ETAT] =
        {.name = "travaux_par_etat",
         .columns = {TRAVAIL_ETAT, TRAVAIL_MOMENT},
         .count = 2, .since = 1},
    [TRAVAUX_PAR_SIREN] =
        {.name = "travaux_par_siren",
         .columns = {TRAVAIL_SIREN, TRAVAIL_ID},
         .count = 2, .since = 1},
    [TRAVAUX_A_LIVRER] =
        {.name = "travaux_a_livrer",
         .columns = {TRAVAIL_LIVRER_LE},
         .count = 1, .since = 1},
};

static const prse_column etapes_columns[] = {
    {.name = "travail", .type = PRSE_TYPE_TEXT, .max = 26, .since = 1},
    {.name = "nom", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "contenu", .type = PRSE_TYPE_BYTES, .since = 1},
    {.name = "garde_le", .type = PRSE_TYPE_TIME, .since = 1},
};

static const prse_column resultats_columns[] = {
    {.name = "travail", .type = PRSE_TYPE_TEXT, .max = 26, .since = 1},
    {.name = "resultat", .type = PRSE_TYPE_TEXT, .since = 1},
};

static const prse_column evenements_columns[] = {
    {.name = "travail", .type = PRSE_TYPE_TEXT, .max = 26, .since = 1},
    {.name = "numero", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "passage", .type = PRSE_TYPE_INT, .since = 1},
    {.name = "genre", .type = PRSE_TYPE_TEXT, .max = 32, .since = 1},
    {.name = "final", .type = PRSE_TYPE_INT, .optional = 1, .since = 1},
    {.name = "corps", .type = PRSE_TYPE_TEXT, .max = MIB, .since = 1},
    {.name = "cree_le", .type = PRSE_TYPE_TIME, .since = 1},
    {.name = "livre_le", .type = PRSE_TYPE_TIME, .optional = 1, .since = 1},
    {.name = "abandonne_le", .type = PRSE_TYPE_TIME, .optional = 1,
     .since = 1},
    {.name = "message", .type = PRSE_TYPE_TEXT, .optional = 1, .max = 512,
     .since = 1},
};

static const prse_collection collections[] = {
    [PRSE__TRAVAUX] =
        {.name = "travaux",
         .columns = travaux_columns,
         .column_count = TRAVAIL_COLUMNS,
         .key_count = 1,
         .indexes = travaux_indexes,
         .index_count = 5,
         .since = 1},
    [PRSE__ETAPES] =
        {.name = "etapes",
         .columns = etapes_columns,
         .column_count = ETAPE_COLUMNS,
         .key_count = 2,
         .since = 1},
    [PRSE__RESULTATS] =
        {.name = "resultats",
         .columns = resultats_columns,
         .column_count = RESULTAT_COLUMNS,
         .key_count = 1,
         .since = 1},
    [PRSE__EVENEMENTS] =
        {.name = "evenements",
         .columns = evenements_columns,
         .column_count = EVENEMENT_COLUMNS,
         .key_count = 2,
         .since = 1},
};

static const prse_schema schema = {.name = "travaux",
                                   .collections = collections,
                                   .count = PRSE__QUEUE_COLLECTIONS,
                                   .version = VERSION};

const prse_schema *prse_queue_schema(void)
{
    return &schema;
}

const prse_collection *prse__queue_collection_of(prse__queue_collection of)
{
    return &collections[of];
}
