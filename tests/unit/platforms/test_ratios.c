/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "platforms/ratios.h"
#include "records.h"
#include "support/test.h"

static prse_outcome undated(prse__buf *json, const prse__answer *answer)
{
    return prse__ratios_record(json, SIREN, 0, answer);
}

static prse_outcome in_2024(prse__buf *json, const prse__answer *answer)
{
    prse__date today = 0;
    cr_assert(prse__date_parse(&today, PRSE_STR("2024-06-30")));
    return prse__ratios_record(json, SIREN, today, answer);
}

/* Accounts as Explore 2.1 gives them. */
#define ACCOUNT(day, type, turnover, secrecy) \
    "{'siren':'111222333','date_cloture_exercice':'" day "'," \
    "'chiffre_d_affaires':" turnover ",'type_bilan':" type "," \
    "'confidentiality':" secrecy ",'ebe':null}"
#define LIST(items) "{'total_count':2,'results':[" items "]}"
#define OPEN(day, type, turnover) ACCOUNT(day, type, turnover, "'Public'")

PRSE_TEST(ratios, asks_for_the_latest_accounts)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__ratios_url(&url, PRSE_STR("https://r/api"), SIREN);
    cr_expect_str_eq(
        url.ptr,
        "https://r/api/explore/v2.1/catalog/datasets/ratios_inpi_bce/records"
        "?where=siren%3D%22111222333%22"
        "&order_by=date_cloture_exercice%20desc&limit=100");
    prse__buf_clear(&url);
    prse__ratios_url(&url, PRSE_STR(""), PRSE_STR("1\" OR \"2"));
    cr_expect_str_eq(
        url.ptr,
        "/explore/v2.1/catalog/datasets/ratios_inpi_bce/records"
        "?where=siren%3D%2212%22"
        "&order_by=date_cloture_exercice%20desc&limit=100");
    prse__buf_free(&url);
}

PRSE_TEST(ratios, tells_own_turnover_from_the_groups_in_any_order)
{
    static const char *const bodies[] = {
        LIST(OPEN("2022-12-31", "'K'", "24281000000") ","
             OPEN("2022-12-31", "'C'", "635000000.0")),
        LIST(OPEN("2022-12-31", "'C'", "6.35E8") ","
             OPEN("2022-12-31", "'K'", "24281000000.00")),
        "{'nhits':2,'records':[{'fields':"
        OPEN("2022-12-31", "'C'", "635000000") "},{'fields':"
        OPEN("2022-12-31", "'K'", "24281000000") "}]}",
        "{'total_count':2,'records':[{'record':{'fields':"
        OPEN("2022-12-31", "'C'", "635000000") "}},{'record':{'fields':"
        OPEN("2022-12-31", "'K'", "24281000000") "}}]}",
        "[" OPEN("2022-12-31", "'C'", "635000000") ","
        OPEN("2022-12-31", "'K'", "24281000000") "]",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        prse_expect_body(
            undated, bodies[i], PRSE_OUTCOME_READ,
            ",'etat':'lue','http':200,'annonces':2,'lus':2,'doublons':0,"
            "'complet':'oui','date_cloture':'2022-12-31',"
            "'derniere_annee':2022,'exercices':{'2022':{"
            "'date_cloture':'2022-12-31','ca_social':635000000,"
            "'ca_consolide':24281000000}},'comptes':[{'date_cloture':"
            "'2022-12-31','type':'C','confidentialite':'publique',"
            "'ca':635000000},{'date_cloture':'2022-12-31','type':'K',"
            "'confidentialite':'publique','ca':24281000000}]");
}

PRSE_TEST(ratios, keeps_amounts_exactly)
{
    static const char *const amounts[][2] = {
        {"9007199254740993", "9007199254740993"},
        {"9223372036854775808", "9223372036854775808"},
        {"-137000000.50", "-137000000.5"}, {"'12'", "12"},
        {"0.1", "0.1"}, {"1e3", "1000"},
    };
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        prse__buf body, part;
        prse__buf_init(&body, 0);
        prse__buf_init(&part, 0);
        prse__buf_addf(&body, LIST(OPEN("2022-12-31", "'S'", "%s")),
                       amounts[i][0]);
        prse__buf_addf(&part, "'ca_social':%s}", amounts[i][1]);
        prse_expect_part(undated, body.ptr, part.ptr);
        prse__buf_free(&body);
        prse__buf_free(&part);
    }
}

PRSE_TEST(ratios, gives_no_turnover_that_is_hidden_zero_or_absent)
{
    prse_expect_part(undated,
                     LIST(ACCOUNT("2022-12-31", "'C'", "5",
                                  "'Partiellement confidentiel (compte)'")),
                     "{'2022':{'date_cloture':'2022-12-31','note_social':"
                     "'confidentiel'}},'comptes':[{'date_cloture':"
                     "'2022-12-31','type':'C','confidentialite':'partielle',"
                     "'ca':null}]");
    prse_expect_part(undated, LIST(OPEN("2022-12-31", "'S'", "0.0")),
                     "'note_social':'nul'}");
    prse_expect_part(undated, LIST(OPEN("2022-12-31", "'K'", "null")),
                     "'note_consolide':'absent'}");
    prse_expect_part(undated,
                     "[{'date_cloture_exercice':'2022-12-31',"
                     "'type_bilan':'C'}]",
                     "'note_social':'absent'}},'comptes':[{'date_cloture':"
                     "'2022-12-31','type':'C','confidentialite':null,"
                     "'ca':null}]");
    prse_expect_part(undated,
                     LIST(ACCOUNT("2022-12-31", "'C'", "5", "'Secret'")),
                     "'confidentialite':'Secret','ca':null");
    /* Other accounts of the day may tell it. */
    prse_expect_part(undated,
                     LIST(ACCOUNT("2022-12-31", "'C'", "null",
                                  "'Partiellement confidentiel'") ","
                          OPEN("2022-12-31", "'S'", "7")),
                     "{'date_cloture':'2022-12-31','ca_social':7}");
}

PRSE_TEST(ratios, takes_accounts_without_a_type_for_nobodys)
{
    prse_expect_part(undated, LIST(OPEN("2022-12-31", "null", "5")),
                     "'exercices':{'2022':{'date_cloture':'2022-12-31'}},"
                     "'comptes':[{'date_cloture':'2022-12-31','type':null,"
                     "'confidentialite':'publique','ca':5}]");
    prse_expect_part(undated, LIST(OPEN("2022-12-31", "'B'", "5")),
                     "{'2022':{'date_cloture':'2022-12-31'}}");
}

PRSE_TEST(ratios, drops_repeated_accounts)
{
    prse_expect_part(undated,
                     LIST(OPEN("2022-12-31", "'C'", "5") ","
                          OPEN("2022-12-31", "'C'", "5.0") ","
                          OPEN("2021-12-31", "'C'", "6")),
                     "'lus':3,'doublons':1,'complet':'oui',");
}

PRSE_TEST(ratios, gives_a_range_when_accounts_of_a_day_disagree)
{
    prse_expect_part(undated,
                     LIST(OPEN("2022-12-31", "'C'", "500") ","
                          OPEN("2022-12-31", "'S'", "400.5")),
                     "'ca_social':'[400.5..500]',"
                     "'note_social':'contradiction'}");
}

PRSE_TEST(ratios, tells_apart_accounts_closed_in_the_future)
{
    static const char body[] = LIST(OPEN("2050-12-31", "'C'", "9") ","
                                    OPEN("2024-06-30", "'C'", "8"));
    prse_expect_part(in_2024, body,
                     "'date_cloture':'2024-06-30','derniere_annee':2024,"
                     "'exercices':{'2024':{'date_cloture':'2024-06-30',"
                     "'ca_social':8}},'comptes':[{'date_cloture':"
                     "'2050-12-31','type':'C','confidentialite':'publique',"
                     "'ca':9,'note':'cloture_future'},");
    prse_expect_part(undated, body, "'derniere_annee':2050");
    prse_expect_part(in_2024, LIST(OPEN("2050-12-31", "'C'", "9")),
                     "'complet':'non','exercices':{},'comptes':[");
}

PRSE_TEST(ratios, takes_the_last_closing_of_a_year)
{
    prse_expect_part(undated,
                     LIST(OPEN("2022-03-31", "'K'", "5") ","
                          OPEN("2022-12-31", "'C'", "6")),
                     "{'2022':{'date_cloture':'2022-12-31','ca_social':6}}");
}

PRSE_TEST(ratios, points_at_turnovers_in_another_unit)
{
    prse_expect_part(
        undated,
        LIST(OPEN("2022-12-31", "'C'", "500000") ","
             OPEN("2021-12-31", "'C'", "48000000") ","
             OPEN("2020-12-31", "'C'", "470000") ","
             OPEN("2019-12-31", "'C'", "450")),
        "{'2022':{'date_cloture':'2022-12-31','ca_social':500000},"
        "'2021':{'date_cloture':'2021-12-31','ca_social':48000000,"
        "'note_social':'ordre_de_grandeur'},"
        "'2020':{'date_cloture':'2020-12-31','ca_social':470000},"
        "'2019':{'date_cloture':'2019-12-31','ca_social':450,"
        "'note_social':'ordre_de_grandeur'}}");
    prse_expect_part(undated,
                     LIST(OPEN("2022-12-31", "'C'", "10") ","
                          OPEN("2021-12-31", "'C'", "1000")),
                     "'ca_social':1000,'note_social':'ordre_de_grandeur'}}");
    prse_expect_part(undated,
                     LIST(OPEN("2022-12-31", "'C'", "20") ","
                          OPEN("2021-12-31", "'C'", "1")),
                     "'ca_social':20},'2021':{'date_cloture':'2021-12-31',"
                     "'ca_social':1}}");
}

PRSE_TEST(ratios, tells_when_there_are_more)
{
    prse_expect_part(undated,
                     "{'total_count':120,'results':["
                     OPEN("2022-12-31", "'C'", "5") "]}",
                     "'annonces':120,'lus':1,'doublons':0,"
                     "'complet':'non'");
}

PRSE_TEST(ratios, tells_absence_from_another_answer)
{
    static const struct {
        const char *body;
        prse_outcome outcome;
        const char *rest;
    } cases[] = {
        {"{'total_count':0,'results':[]}", PRSE_OUTCOME_ABSENT,
         ",'etat':'absente','http':200"},
        {"{'nhits':0,'records':[]}", PRSE_OUTCOME_ABSENT,
         ",'etat':'absente','http':200"},
        {"{'error_code':'ODSQLError'}", PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'forme_inconnue'"},
        {"{'metas':{}}", PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'forme_inconnue'"},
        {"{'results':[{'a':1}]}", PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'forme_inconnue'"},
        {"[{'siren':'999999999','date_cloture_exercice':'2022-12-31'}]",
         PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'autre_siren'"},
        {"x", PRSE_OUTCOME_UNREADABLE,
         ",'etat':'illisible','http':200,'raison':'json_invalide'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        prse_expect_body(undated, cases[i].body, cases[i].outcome,
                         cases[i].rest);
    const prse__answer gone = {PRSE_OK, 404, {"{}", 2}};
    prse_expect(undated, &gone, PRSE_OUTCOME_UNREADABLE,
                ",'etat':'illisible','http':404,'raison':'page_404'");
}

PRSE_TEST(ratios, leaves_out_what_is_anothers_or_has_no_day)
{
    prse_expect_part(undated,
                     "[{'siren':'999999999','date_cloture_exercice':"
                     "'2023-12-31'},{'siren':'111222333',"
                     "'date_cloture_exercice':'bient\u00f4t'},"
                     OPEN("2022-02-30", "'C'", "1") ","
                     OPEN("2022-02-28", "'C'", "2") ",5]",
                     "'exercices':{'2022':{'date_cloture':'2022-02-28',"
                     "'ca_social':2}},'comptes':[{'date_cloture':"
                     "'2022-02-28','type':'C'");
}

PRSE_TEST(ratios, accepts_its_forms_only)
{
    static const struct {
        const char *body;
        int accepted;
    } cases[] = {
        {"{'results':[]}", 1}, {"{'records':[]}", 1}, {"[]", 1},
        {"[{'date_exercice':'2020-12-31'}]", 1}, {"{'results':[{}]}", 0},
        {"{'results':{}}", 0}, {"{}", 0}, {"", 0}, {"null", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse_str body = prse_quoted(cases[i].body);
        cr_expect_eq(prse__ratios_accept(body), cases[i].accepted, "%s",
                     cases[i].body);
        free((char *)body.ptr);
    }
}
