/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "platforms/egapro.h"
#include "records.h"
#include "support/test.h"

static prse_outcome of_2021(prse__buf *json, const prse__answer *answer)
{
    return prse__egapro_record(json, SIREN, 2021, answer);
}

static prse_outcome of_any_year(prse__buf *json, const prse__answer *answer)
{
    return prse__egapro_record(json, SIREN, 0, answer);
}

#define SEEN(reply, key) "'reponse':'" reply "','json':'lisible'," \
                         "'cle_declaration':'" key "'"

PRSE_TEST(egapro, asks_for_a_year)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__egapro_url(&url, PRSE_STR("https://e/api"), SIREN, 2024);
    cr_expect_str_eq(url.ptr,
                     "https://e/api/public/declaration/111222333/2024");
    prse__buf_clear(&url);
    prse__egapro_url(&url, PRSE_STR("https://e"), PRSE_STR("1/../2?x#y"), 1);
    cr_expect_str_eq(url.ptr,
                     "https://e/public/declaration/1%2F..%2F2%3Fx%23y/1");
    prse__buf_free(&url);
}

PRSE_TEST(egapro, reads_every_field_of_version_1)
{
    prse_expect_body(
        of_2021,
        "{'entreprise':{'siren':'111222333','r\u00e9gion':'Corse',"
        "'code_naf':'56.10A','effectif':{'total':260,'tranche':'251:999'},"
        "'d\u00e9partement':null,'raison_sociale':'CHEZ LISON','ues':{'nom':"
        "'GROUPE','entreprises':[{'raison_sociale':'A','siren':'1'},{}]}},"
        "'indicateurs':{"
        "'promotions':{'non_calculable':'absprom','note':null,"
        "'objectif_de_progression':null},"
        "'r\u00e9mun\u00e9rations':{'non_calculable':null,'note':38,"
        "'objectif_de_progression':'1 point'},"
        "'hautes_r\u00e9mun\u00e9rations':{'note':5,'non_calculable':null,"
        "'objectif_de_progression':null,'r\u00e9sultat':3,"
        "'population_favorable':'hommes'}},"
        "'d\u00e9claration':{'index':82.0,'ann\u00e9e_indicateurs':2021,"
        "'mesures_correctives':'mne','date':'2022-02-28T10:00:00+00:00'}}",
        PRSE_OUTCOME_READ,
        ",'annee':2021,'etat':'lue','http':200,"
        SEEN("declaration_v1", "presente")
        ",'declaration':'publiee','version':'v1','entreprise':{"
        "'raison_sociale':'CHEZ LISON','region':'Corse','departement':null,"
        "'code_naf':'56.10A','effectif':260,'tranche':'251:999',"
        "'ues':'GROUPE','ues_entreprises':2},'index':82,"
        "'mesures_correctives':'mne','date':'2022-02-28','indicateurs':{"
        "'remunerations':{'note':38,'non_calculable':null,"
        "'objectif_de_progression':'1 point'},'promotions':{'note':null,"
        "'non_calculable':'absprom','objectif_de_progression':null},"
        "'hautes_remunerations':{'note':5,'non_calculable':null,"
        "'objectif_de_progression':null,'resultat':3,"
        "'population_favorable':'hommes'}},'bdese':{"
        "'nombre_femmes_plus_hautes_remunerations':3,"
        "'objectifs_progression':'\u00c9cart r\u00e9mun\u00e9rations : "
        "1 point'}");
}

/* Keys composed, decomposed and escaped are the same keys. */
PRSE_TEST(egapro, reads_keys_in_any_spelling)
{
    static const char *const spellings[] = {
        "{'d\u00e9claration':{'index':90,'ann\u00e9e_indicateurs':2021}}",
        "{'de\u0301claration':{'index':90,'anne\u0301e_indicateurs':2021}}",
        "{'d\\u00e9claration':{'index':90,'ann\\u00e9e_indicateurs':2021}}",
        "{'de\\u0301claration':{'index':90,'ann\\u00E9e_indicateurs':2021}}",
        "\xEF\xBB\xBF{'d\u00e9claration':{'index':90}}",
    };
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        prse_expect_body(of_2021, spellings[i], PRSE_OUTCOME_READ,
                         ",'annee':2021,'etat':'lue','http':200,"
                         SEEN("declaration_v1", "presente")
                         ",'declaration':'publiee','version':'v1',"
                         "'entreprise':{},'index':90,"
                         "'mesures_correctives':null,'bdese':{'nombre_femmes_"
                         "plus_hautes_remunerations':null,"
                         "'objectifs_progression':null}");
}

PRSE_TEST(egapro, reads_version_2_at_the_same_address)
{
    prse_expect_part(
        of_2021,
        "{'year':2021,'siren':'111222333','name':'X','nafCode':'56.10A',"
        "'departmentLabel':'Paris','workforceEma':120.5,'totalWomen':60,"
        "'globalAnnualMeanGap':-3.25,'variableProportionMen':null,"
        "'hourlyQuartile4ProportionMen':0.5}",
        "'reponse':'declaration_v2','json':'lisible','cle_declaration':"
        "'absente','declaration':'publiee','version':'v2','entreprise':{"
        "'raison_sociale':'X','region':null,'departement':'Paris',"
        "'code_naf':'56.10A','effectif':120.5,'femmes':60,'hommes':null},"
        "'ecarts':{'global_annuel_moyen':-3.25,");
    prse_expect_part(of_2021,
                     "{'year':2021,'workforceEma':null,"
                     "'hourlyQuartile4ProportionMen':0.5}",
                     "'q4_femmes':null,'q4_hommes':0.5}}}}");
    prse_expect_part(of_2021,
                     "{'workforceEma':1,'name':'Non-diffusible'}",
                     "'raison_sociale':null");
}

PRSE_TEST(egapro, finds_the_year_in_a_list)
{
    static const char list[] =
        "[{'year':2022,'siren':'111222333','workforceEma':2},"
        "{'d\u00e9claration':{'ann\u00e9e_indicateurs':2021,'index':7}}]";
    prse_expect_part(of_2021, list, "'version':'v1','entreprise':{},"
                                    "'index':7,");
    prse_expect_part(of_any_year, list, "'annee':2022,'etat':'lue'");
    prse_expect_body(of_2021, "[]", PRSE_OUTCOME_ABSENT,
                     ",'annee':2021,'etat':'absente','http':200,"
                     SEEN("sans_declaration", "absente")
                     ",'declaration':'non_publiee'");
    prse_expect_body(of_2021, "[{'year':2022,'workforceEma':2}]",
                     PRSE_OUTCOME_UNREADABLE,
                     ",'annee':2021,'etat':'illisible','http':200,"
                     "'raison':'autre_annee',"
                     SEEN("sans_declaration", "absente"));
}

/* Never "not published" because a form is not known. */
PRSE_TEST(egapro, refuses_unknown_forms)
{
    static const char *const cases[] = {
        "{}", "{'error':'none'}", "{'data':[],'count':0}", "[{'a':1}]",
        "{'declaration':{'index':90}}", "{'Declaration':{}}", "'text'",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        prse_expect_body(of_2021, cases[i], PRSE_OUTCOME_UNREADABLE,
                         ",'annee':2021,'etat':'illisible','http':200,"
                         "'raison':'forme_inconnue',"
                         SEEN("sans_declaration", "absente"));
    prse_expect_body(of_2021, "{'d\u00e9claration':null}",
                     PRSE_OUTCOME_UNREADABLE,
                     ",'annee':2021,'etat':'illisible','http':200,"
                     "'raison':'forme_inconnue',"
                     SEEN("declaration_v1", "presente"));
    prse_expect_body(of_2021, "null", PRSE_OUTCOME_UNREADABLE,
                     ",'annee':2021,'etat':'illisible','http':200,"
                     "'raison':'forme_inconnue',"
                     SEEN("illisible", "absente"));
}

PRSE_TEST(egapro, refuses_the_declaration_of_another_company_or_year)
{
    prse_expect_part(of_2021,
                     "{'entreprise':{'siren':'999999999'},"
                     "'d\u00e9claration':{'index':90}}",
                     "'etat':'illisible','http':200,'raison':'autre_siren',"
                     SEEN("declaration_v1", "presente") "}}");
    prse_expect_part(of_2021,
                     "{'d\u00e9claration':{'ann\u00e9e_indicateurs':2020}}",
                     "'raison':'autre_annee'");
    prse_expect_part(of_2021, "{'siren':111222333,'workforceEma':5}",
                     "'etat':'lue'");
}

PRSE_TEST(egapro, refuses_what_is_no_json)
{
    static const char *const cases[] = {
        "", "<html>", "{'d\u00e9claration':{'index':90}", "{'a':1}x",
        "{'a':'\xFF'}", "{'a':1,'a':2}",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        prse_expect_body(of_2021, cases[i], PRSE_OUTCOME_UNREADABLE,
                         ",'annee':2021,'etat':'illisible','http':200,"
                         "'raison':'json_invalide','reponse':'illisible',"
                         "'json':'illisible'");
}

PRSE_TEST(egapro, tells_absence_from_failure)
{
    static const struct {
        prse__answer answer;
        prse_outcome outcome;
        const char *rest;
    } cases[] = {
        {{PRSE_OK, 404, {"{\"error\":\"No\"}", 14}}, PRSE_OUTCOME_ABSENT,
         "'etat':'absente','http':404,'reponse':'absente',"
         "'declaration':'non_publiee'"},
        {{PRSE_OK, 404, {NULL, 0}}, PRSE_OUTCOME_ABSENT,
         "'etat':'absente','http':404,'reponse':'absente',"
         "'declaration':'non_publiee'"},
        {{PRSE_OK, 404, {"<html>", 6}}, PRSE_OUTCOME_UNREADABLE,
         "'etat':'illisible','http':404,'raison':'page_404',"
         "'reponse':'absente'"},
        {{PRSE_OK, 400, {NULL, 0}}, PRSE_OUTCOME_DENIED,
         "'etat':'refusee','http':400,'reponse':'refusee'"},
        {{PRSE_OK, 308, {NULL, 0}}, PRSE_OUTCOME_DENIED,
         "'etat':'refusee','http':308,'reponse':'refusee'"},
        {{PRSE_OK, 429, {NULL, 0}}, PRSE_OUTCOME_LIMITED,
         "'etat':'limitee','http':429,'reponse':'limitee'"},
        {{PRSE_OK, 500, {"{}", 2}}, PRSE_OUTCOME_DOWN,
         "'etat':'indisponible','http':500,'reponse':'indisponible'"},
        {{PRSE_ETIMEOUT, 0, {NULL, 0}}, PRSE_OUTCOME_DOWN,
         "'etat':'indisponible','reponse':'indisponible'"},
        {{PRSE_ELIMIT, 200, {NULL, 0}}, PRSE_OUTCOME_UNREADABLE,
         "'etat':'illisible','http':200,'raison':'trop_long',"
         "'reponse':'illisible'"},
        {{PRSE_ENOTFOUND, 0, {NULL, 0}}, PRSE_OUTCOME_NOT_ASKED,
         "'etat':'non_demandee','reponse':'non_demandee'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__buf rest;
        prse__buf_init(&rest, 0);
        prse__buf_addf(&rest, ",'annee':2021,%s", cases[i].rest);
        prse_expect(of_2021, &cases[i].answer, cases[i].outcome, rest.ptr);
        prse__buf_free(&rest);
    }
}

PRSE_TEST(egapro, counts_women_among_the_best_paid)
{
    static const struct {
        const char *result, *favoured, *women;
    } cases[] = {
        {"1", "'femmes'", "9"},   {"1", "'hommes'", "1"},
        {"0", "'hommes'", "0"},   {"0", "'femmes'", "10"},
        {"5", "'egalite'", "5"},  {"5", "null", "5"},
        {"5", "'femmes'", "5"},   {"4", "'egalite'", "null"},
        {"1", "null", "null"},    {"null", "'hommes'", "null"},
        {"6", "'hommes'", "null"}, {"-1", "'hommes'", "null"},
        {"2.0", "'hommes'", "2"}, {"2.5", "'hommes'", "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__buf body, part;
        prse__buf_init(&body, 0);
        prse__buf_init(&part, 0);
        prse__buf_addf(&body, "{'d\u00e9claration':{},'indicateurs':{"
                              "'hautes_r\u00e9mun\u00e9rations':{'r\u00e9sulta"
                              "t':%s,'population_favorable':%s}}}",
                       cases[i].result, cases[i].favoured);
        prse__buf_addf(&part,
                       "'nombre_femmes_plus_hautes_remunerations':%s,",
                       cases[i].women);
        prse_expect_part(of_2021, body.ptr, part.ptr);
        prse__buf_free(&body);
        prse__buf_free(&part);
    }
}

PRSE_TEST(egapro, joins_objectives_a_line_an_indicator)
{
    prse_expect_part(
        of_2021,
        "{'d\u00e9claration':{},'indicateurs':{'promotions':"
        "{'objectif_de_progression':'A'},'autre':{'objectif_de_progression':"
        "'B'},'cong\u00e9s_maternit\u00e9':{'objectif_de_progression':''},"
        "'hautes_r\u00e9mun\u00e9rations':{'objectif_de_progression':'C'}}}",
        "'objectifs_progression':'\u00c9cart taux promotion : A\\nHautes "
        "r\u00e9mun\u00e9rations : C'");
}

PRSE_TEST(egapro, survives_indicators_of_another_form)
{
    static const char *const cases[] = {"null", "[]", "5", "{}",
                                        "{'promotions':null}",
                                        "{'promotions':[1]}"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__buf body;
        prse__buf_init(&body, 0);
        prse__buf_addf(&body, "{'d\u00e9claration':{},'entreprise':%s,"
                              "'indicateurs':%s}", cases[i], cases[i]);
        prse_expect_part(of_2021, body.ptr, "'declaration':'publiee'");
        prse__buf_free(&body);
    }
}

PRSE_TEST(egapro, accepts_its_forms_only)
{
    static const struct {
        const char *body;
        int accepted;
    } cases[] = {
        {"{'d\u00e9claration':{}}", 1}, {"{'workforceEma':1}", 1},
        {"{'globalAnnualMeanGap':null}", 1}, {"[]", 1},
        {"[{'workforceEma':1}]", 1}, {"[{}]", 0}, {"{}", 0},
        {"{'data':[],'count':0}", 0}, {"{'d\u00e9claration':5}", 0},
        {"<html>", 0}, {"", 0}, {"null", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse_str body = prse_quoted(cases[i].body);
        cr_expect_eq(prse__egapro_accept(body), cases[i].accepted, "%s",
                     body.ptr);
        free((char *)body.ptr);
    }
}
