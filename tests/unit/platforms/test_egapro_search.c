/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "platforms/egapro.h"
#include "records.h"
#include "support/test.h"

static prse_outcome scores(prse__buf *json, const prse__answer *answer)
{
    return prse__egapro_scores_record(json, SIREN, answer);
}

static prse_outcome balance(prse__buf *json, const prse__answer *answer)
{
    return prse__egapro_balance_record(json, SIREN, answer);
}

PRSE_TEST(egapro_search, asks_by_number)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__egapro_scores_url(&url, PRSE_STR("https://e/api"), SIREN);
    cr_expect_str_eq(url.ptr, "https://e/api/search?q=111222333");
    prse__buf_clear(&url);
    prse__egapro_balance_url(&url, PRSE_STR("https://e/api"), PRSE_STR("&"));
    cr_expect_str_eq(
        url.ptr, "https://e/api/representation-equilibree/search?q=%26");
    prse__buf_free(&url);
}

PRSE_TEST(egapro_search, reads_scores_of_every_year)
{
    prse_expect_body(
        scores,
        "{'data':[{'entreprise':{'siren':'999999999'},'notes':{'2020':1}},"
        "{'entreprise':{'raison_sociale':'X','siren':'111222333','r\u00e9gion"
        "':'11','ues':null,'effectif':{'tranche':'50:250'}},"
        "'notes':{'2019':70,'2021':null,'2020':88,'x':5},"
        "'notes_augmentations':{'2022':20},"
        "'notes_hautes_r\u00e9mun\u00e9rations':{'2020':10}}],'count':2}",
        PRSE_OUTCOME_READ,
        ",'etat':'lue','http':200,'entreprise':{'raison_sociale':'X',"
        "'region':'11','tranche':'50:250'},'derniere_annee':2022,"
        "'annee_dernier_index':2020,'dernier_index':88,'annees':{"
#define NOTES(year, index, raises, best) "'" year "':{'index':" index \
        ",'remunerations':null,'augmentations':" raises \
        ",'promotions':null,'augmentations_et_promotions':null," \
        "'conges_maternite':null,'hautes_remunerations':" best "}"
        NOTES("2022", "null", "20", "null") ","
        NOTES("2021", "null", "null", "null") ","
        NOTES("2020", "88", "null", "10") ","
        NOTES("2019", "70", "null", "null") "}");
}

PRSE_TEST(egapro_search, reads_shares_of_leaders)
{
    prse_expect_body(
        balance,
        "{'data':[{'entreprise':{'siren':'111222333'},"
        "'repre\u0301sentation_\u00e9quilibr\u00e9e':{'2022':{"
        "'pourcentage_femmes_cadres':25,'pourcentage_hommes_cadres':75,"
        "'pourcentage_femmes_membres':35.20,"
        "'motif_non_calculabilit\u00e9_membres':'aucune_instance'}}}],"
        "'count':1}",
        PRSE_OUTCOME_READ,
        ",'etat':'lue','http':200,'entreprise':{},'derniere_annee':2022,"
        "'annees':{'2022':{'femmes_cadres':25,'hommes_cadres':75,"
        "'femmes_membres':35.2,'hommes_membres':null,'motif_cadres':null,"
        "'motif_membres':'aucune_instance'}}");
}

PRSE_TEST(egapro_search, tells_an_empty_list_from_another_answer)
{
    static const struct {
        const char *body;
        prse_outcome outcome;
        const char *rest;
    } cases[] = {
        {"{'data':[],'count':0}", PRSE_OUTCOME_ABSENT,
         ",'etat':'absente','http':200"},
        {"{'data':[{'entreprise':{'siren':'999999999'},'notes':{}}]}",
         PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'autre_siren'"},
        {"{'data':[{'entreprise':{'siren':'111222333'}}],'count':1}",
         PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'forme_inconnue'"},
        {"{'data':{}}", PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'forme_inconnue'"},
        {"[]", PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'forme_inconnue'"},
        {"{", PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'json_invalide'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        prse_expect_body(scores, cases[i].body, cases[i].outcome,
                         cases[i].rest);
}

/* A list that is nowhere says nothing of a company. */
PRSE_TEST(egapro_search, takes_no_404_for_an_absence)
{
    const prse__answer gone = {PRSE_OK, 404, {"{}", 2}};
    prse_expect(scores, &gone, PRSE_OUTCOME_UNREADABLE,
                ",'etat':'illisible','http':404,'raison':'page_404'");
    const prse__answer down = {PRSE_OK, 503, {NULL, 0}};
    prse_expect(balance, &down, PRSE_OUTCOME_DOWN,
                ",'etat':'indisponible','http':503");
}

PRSE_TEST(egapro_search, accepts_its_form_only)
{
    static const struct {
        const char *body;
        int accepted;
    } cases[] = {
        {"{'data':[],'count':0}", 1},
        {"{'data':[{'entreprise':{}}],'count':1}", 1},
        {"{'data':[{}]}", 0}, {"{'data':5}", 0}, {"[]", 0}, {"", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse_str body = prse_quoted(cases[i].body);
        cr_expect_eq(prse__egapro_search_accept(body), cases[i].accepted);
        free((char *)body.ptr);
    }
}
