/* SPDX-License-Identifier: Apache-2.0 */
#include "services_scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char ANSWER_DIRECTORY[] =
    "{'results': [{'siren': '100000009', 'nom_complet': 'SCIERIE DU LAC',"
    "'nom_raison_sociale': 'SCIERIE DU LAC', 'sigle': null,"
    "'siege': {'siret': '10000000900017', 'code_postal': '74000',"
    "'commune': '74010', 'libelle_commune': 'ANNECY',"
    "'departement': '74', 'code_pays_etranger': null},"
    "'activite_principale': '16.10A', 'nature_juridique': '5710',"
    "'tranche_effectif_salarie': '22',"
    "'annee_tranche_effectif_salarie': '2023', 'etat_administratif': 'A',"
    "'date_mise_a_jour': '2026-10-01', 'statut_diffusion': 'O',"
    "'finances': {'2024': {'ca': 61000000, 'resultat_net': 1200000}}}],"
    "'total_results': 1, 'page': 1, 'per_page': 1, 'total_pages': 1}";
const char ANSWER_NONE[] =
    "{'results': [], 'total_results': 0, 'page': 1, 'per_page': 1,"
    "'total_pages': 0}";
const char ANSWER_SIRENE[] =
    "{'header': {'statut': 200, 'message': 'OK'}, 'uniteLegale': {"
    "'siren': '100000009', 'statutDiffusionUniteLegale': 'O',"
    "'dateCreationUniteLegale': '1987-02-01', 'sigleUniteLegale': null,"
    "'trancheEffectifsUniteLegale': '22', 'anneeEffectifsUniteLegale': '2023',"
    "'dateDernierTraitementUniteLegale': '2026-10-02T08:00:00.000',"
    "'nombrePeriodesUniteLegale': 1, 'periodesUniteLegale': [{"
    "'dateFin': null, 'dateDebut': '2008-01-01',"
    "'etatAdministratifUniteLegale': 'A',"
    "'denominationUniteLegale': 'SCIERIE DU LAC',"
    "'categorieJuridiqueUniteLegale': '5710',"
    "'activitePrincipaleUniteLegale': '16.10A',"
    "'nomenclatureActivitePrincipaleUniteLegale': 'NAFRev2',"
    "'nicSiegeUniteLegale': '00017'}]}}";
const char ANSWER_SEAT[] =
    "{'header': {'statut': 200, 'message': 'OK'}, 'etablissement': {"
    "'siren': '100000009', 'nic': '00017', 'siret': '10000000900017',"
    "'statutDiffusionEtablissement': 'O', 'etablissementSiege': true,"
    "'adresseEtablissement': {'codePostalEtablissement': '74000',"
    "'libelleCommuneEtablissement': 'ANNECY',"
    "'codeCommuneEtablissement': '74010',"
    "'codePaysEtrangerEtablissement': null},"
    "'periodesEtablissement': [{'dateFin': null,"
    "'etatAdministratifEtablissement': 'A'}]}}";
const char ANSWER_DECLARATION[] =
    "{'entreprise': {'siren': '100000009',"
    "'raison_sociale': 'SCIERIE DU LAC', 'code_naf': '16.10A',"
    "'effectif': {'total': 140, 'tranche': '50:250'}},"
    "'indicateurs': {'promotions': null,"
    "'r\\u00e9mun\\u00e9rations': {'non_calculable': null, 'note': 35,"
    "'objectif_de_progression': null}},"
    "'d\\u00e9claration': {'index': 88, 'ann\\u00e9e_indicateurs': 2025,"
    "'mesures_correctives': null}}";
const char ANSWER_SCORES[] =
    "{'data': [{'entreprise': {'siren': '100000009',"
    "'raison_sociale': 'SCIERIE DU LAC', 'r\\u00e9gion': '84',"
    "'d\\u00e9partement': '74', 'code_naf': '16.10A', 'ues': null,"
    "'effectif': {'tranche': '50:250'}},"
    "'notes': {'2024': 81, '2025': null},"
    "'notes_remunerations': {'2024': 30, '2025': null}}], 'count': 1}";
const char ANSWER_BALANCES[] =
    "{'@context': '/api/contexts/Inventory', '@id': '/api/inventories',"
    "'@type': 'hydra:Collection', 'hydra:totalItems': 1,"
    "'hydra:member': [{'@id': '/api/inventories/1', '@type': 'Inventory',"
    "'identitySheet': {'reportingYear': 2023, 'consolidationMode': 0},"
    "'publication': {'status': 'valide',"
    "'publicatedAt': '2024-11-05T10:00:00+01:00'},"
    "'associatedSiren': [], 'isV4': true}]}";
const char ANSWER_ACCOUNTS[] =
    "{'total_count': 1, 'results': [{'siren': '100000009',"
    "'date_cloture_exercice': '2024-12-31', 'chiffre_d_affaires': 61500000,"
    "'type_bilan': 'C', 'confidentialite': 'Public'}]}";

char *services_quoted(const char *text)
{
    char *copy = strdup(text ? text : "");
    cr_assert_not_null(copy);
    for (char *c = copy; *c; c++)
        if (*c == '\'')
            *c = '"';
    return copy;
}

void services_begin(services_scene *it, const scene_reply *replies)
{
    services_begin_with(it, replies, NULL);
}

void services_begin_with(services_scene *it, const scene_reply *replies,
                         prse_register *reg)
{
    prse_error err = {0};
    memset(it, 0, sizeof *it);
    it->network = calloc(1, sizeof *it->network);
    for (size_t i = 0; replies[i].path; i++) {
        cr_assert_lt(i, 15u);
        it->bodies[i] = services_quoted(replies[i].body);
        it->replies[i] = replies[i];
        it->replies[i].body = it->bodies[i];
    }
    scene_init(it->network, it->replies);
    prse_http http = it->network->http;
    prse_services_options opts = {.size = sizeof opts,
                                  .http = &http,
                                  .clock = &it->network->clock,
                                  .reg = reg};
    cr_assert_eq(prse_services_new(&it->services, &opts, &err), PRSE_OK,
                 "%s", err.message);
}

void services_end(services_scene *it)
{
    prse_services_unref(it->services);
    cr_expect_eq(it->network->open_sessions, 0u);
    free(it->network);
    for (size_t i = 0; i < 16; i++)
        free(it->bodies[i]);
}

void services_set(services_scene *it, const char *name, const char *value)
{
    prse_error err = {0};
    cr_assert_eq(prse_services_set(it->services, prse_str_of(name),
                                   prse_str_of(value), &err),
                 PRSE_OK, "%s", err.message);
}

size_t services_sent(const services_scene *it, const char *part)
{
    size_t count = 0;
    for (size_t i = 0; i < it->network->sent_count; i++)
        count += strstr(it->network->sent[i].url, part) != NULL;
    return count;
}

prse_pack *services_pack(const char *name)
{
    char path[512];
    const char *root = getenv("PRSE_SOURCE_ROOT");
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_error err = {0};
    snprintf(path, sizeof path, "%s/packs/%s", root ? root : ".", name);
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load(&pack, engine, path, NULL, &err),
                 PRSE_OK, "%s", err.message);
    prse_engine_unref(engine);
    return pack;
}
