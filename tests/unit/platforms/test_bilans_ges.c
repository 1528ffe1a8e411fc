/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "platforms/bilans_ges.h"
#include "records.h"
#include "support/test.h"

static prse_outcome as_it_came(prse__buf *json, const prse__answer *answer)
{
    prse__bilans bilans = {.siren = SIREN};
    prse_error why = {0};
    prse_outcome outcome = prse__bilans_read(&bilans, answer, &why);
    cr_expect_eq(why.code != 0, outcome != PRSE_OUTCOME_READ);
    cr_expect_eq(why.message[0] != '\0', outcome != PRSE_OUTCOME_READ);
    prse__bilans_record(json, SIREN, &bilans, outcome, answer);
    return outcome;
}

/* What may be kept of a page gives the same record as the page. */
static void expect_kept(prse_str record, const prse__answer *answer)
{
    prse__buf kept, again;
    prse__buf_init(&kept, 0);
    prse__buf_init(&again, 0);
    prse__bilans_keep(&kept, answer->body);
    cr_assert_not(kept.failed);
    prse__answer later = {PRSE_OK, answer->http, prse__buf_str(&kept)};
    as_it_came(&again, &later);
    cr_expect(prse__str_eq(prse__buf_str(&again), record), "kept %s", kept.ptr);
    prse__buf_free(&kept);
    prse__buf_free(&again);
}

static prse_outcome one_page(prse__buf *json, const prse__answer *answer)
{
    size_t before = json->len;
    prse_outcome outcome = as_it_came(json, answer);
    if (outcome == PRSE_OUTCOME_READ)
        expect_kept((prse_str){json->ptr + before, json->len - before},
                    answer);
    return outcome;
}

static prse_outcome read_text(prse__bilans *bilans, const char *text)
{
    prse_str body = prse_quoted(text);
    prse__answer answer = {PRSE_OK, 200, body};
    prse_outcome outcome = prse__bilans_read(bilans, &answer, NULL);
    free((char *)body.ptr);
    return outcome;
}

#define OF(siren, others) \
    "{'hydra:member':[{'identitySheet':{'reportingYear':2022},'entity':" \
    "{'siren':" siren "},'associatedSiren':" others "}]}"

PRSE_TEST(bilans_ges, of_another_company_are_none_of_this_one)
{
    static const char *const own[] = {
        OF("'111222333'", "[]"),
        OF("null", "[]"),
        OF("'100 000 009'", "[]"),
        OF("'100000009'", "['999999999','111222333']"),
        OF("'100000009'", "[{'siren':'111222333'}]"),
    };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        prse_expect_part(one_page, own[i], "'derniere_annee':2022");
    prse_expect_body(one_page, OF("'100000009'", "['999999999']"),
                     PRSE_OUTCOME_UNREADABLE,
                     ",'etat':'illisible','http':200,'raison':'autre_siren',"
                     "'pages':0,'bilans':0");
}

#define YEAR(year) "{'identitySheet':{'reportingYear':" year "}}"

PRSE_TEST(bilans_ges, asks_for_a_page)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__bilans_url(&url, PRSE_STR("https://b/api"), SIREN, 3);
    cr_expect_str_eq(url.ptr,
                     "https://b/api/inventories?page=3&itemsPerPage=50&"
                     "entity.siren=111222333");
    prse__buf_free(&url);
}

PRSE_TEST(bilans_ges, keeps_years_days_and_counts_but_no_person)
{
    prse_expect_body(
        one_page,
        "{'@type':'hydra:Collection','hydra:totalItems':3,'hydra:member':["
        "{'identitySheet':{'reportingYear':2018,'consolidationMode':1,"
        "'creatorEmail':'a@b.example'},'inventoryResponsibleContact':"
        "{'name':'Lison'},'publication':{'status':'valide',"
        "'publicatedAt':'2019-12-06T14:57:16+00:00'},'associatedSiren':[]},"
        "{'identitySheet':{'reportingYear':2022,'consolidationMode':1},"
        "'publication':{'status':'a-traiter','publicatedAt':"
        "'2023-12-14T13:19:36+00:00'},'associatedSiren':['999999999']},"
        "{'identitySheet':{'reportingYear':null,'consolidationMode':0},"
        "'publication':null}],'hydra:view':{}}",
        PRSE_OUTCOME_READ,
        ",'etat':'lue','http':200,'pages':1,'bilans':3,'bilans_annonces':3,"
        "'derniere_annee':2022,'derniere_annee_validee':2018,"
        "'date_derniere_publication':'2023-12-14',"
        "'date_derniere_publication_validee':'2019-12-06','valides':1,"
        "'sans_annee':1,'avec_siren_associes':1,"
        "'modes_consolidation':{'0':1,'1':2}");
}

PRSE_TEST(bilans_ges, reads_every_form_of_a_page)
{
    static const char *const pages[] = {
        "{'hydra:totalItems':1,'hydra:member':[" YEAR("2021") "]}",
        "{'totalItems':1,'member':[" YEAR("2021") "]}",
        "{'totalItems':1,'member':[" YEAR("'2021'") "]}",
        "{'totalItems':1,'member':[" YEAR("2021.0") "]}",
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        prse_expect_part(one_page, pages[i],
                         "'bilans':1,'bilans_annonces':1,"
                         "'derniere_annee':2021,'valides':0");
    prse_expect_part(one_page, "[" YEAR("2021") "]",
                     "'bilans':1,'derniere_annee':2021,'valides':0");
}

PRSE_TEST(bilans_ges, reads_that_nothing_was_filed)
{
    static const char rest[] =
        ",'etat':'lue','http':200,'pages':1,'bilans':0,'valides':0,"
        "'sans_annee':0,'avec_siren_associes':0,'modes_consolidation':{}";
    prse_expect_body(one_page, "{'hydra:totalItems':0,'hydra:member':[]}",
                     PRSE_OUTCOME_READ, rest);
    prse_expect_body(one_page, "{'totalItems':0,'member':[]}",
                     PRSE_OUTCOME_READ, rest);
    prse_expect_body(one_page, "[]", PRSE_OUTCOME_READ, rest);
}

PRSE_TEST(bilans_ges, refuses_unknown_forms)
{
    static const char *const cases[] = {
        "{}", "{'hydra:member':{}}", "{'hydra:member':[1]}", "[[]]", "null",
        "{'@type':'hydra:Error','hydra:title':'An error occurred'}",
        "[{'annee':2021}]", "[{'identitySheet':'/api/sheets/1'}]",
        "[" YEAR("'l\u2019an dernier'") "]", "[" YEAR("1") "]",
        "[" YEAR("2021") "," YEAR("2022.5") "]", "[" YEAR("[2023]") "]",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        prse_expect_body(one_page, cases[i], PRSE_OUTCOME_UNREADABLE,
                         ",'etat':'illisible','http':200,"
                         "'raison':'forme_inconnue','pages':0,'bilans':0");
    prse_expect_body(one_page, "<html>", PRSE_OUTCOME_UNREADABLE,
                     ",'etat':'illisible','http':200,"
                     "'raison':'json_invalide','pages':0,'bilans':0");
}

PRSE_TEST(bilans_ges, tells_failures_of_the_platform)
{
    const prse__answer gone = {PRSE_OK, 404, {NULL, 0}};
    prse_expect(one_page, &gone, PRSE_OUTCOME_UNREADABLE,
                ",'etat':'illisible','http':404,'raison':'page_404',"
                "'pages':0,'bilans':0");
    const prse__answer down = {PRSE_ETIMEOUT, 0, {NULL, 0}};
    prse_expect(one_page, &down, PRSE_OUTCOME_DOWN,
                ",'etat':'indisponible','pages':0,'bilans':0");
    const prse__answer limited = {PRSE_OK, 429, {NULL, 0}};
    prse_expect(one_page, &limited, PRSE_OUTCOME_LIMITED,
                ",'etat':'limitee','http':429,'pages':0,'bilans':0");
}

/* --- Several pages --- */

PRSE_TEST(bilans_ges, goes_on_until_everything_is_read)
{
    prse__bilans bilans = {0};
    cr_expect_eq(prse__bilans_next(&bilans), 1);
    cr_expect_eq(read_text(&bilans, "{'totalItems':3,'member':["
                                    YEAR("2019") "," YEAR("2018") "]}"),
                 PRSE_OUTCOME_READ);
    cr_expect_eq(prse__bilans_next(&bilans), 2);
    cr_expect_eq(read_text(&bilans, "{'totalItems':3,'member':["
                                    YEAR("2023") "]}"),
                 PRSE_OUTCOME_READ);
    cr_expect_eq(prse__bilans_next(&bilans), 0);
    cr_expect_eq(bilans.last_year, 2023);
    cr_expect_eq(bilans.read, 3);
}

PRSE_TEST(bilans_ges, follows_the_next_page_when_no_total_is_told)
{
    prse__bilans bilans = {0};
    read_text(&bilans, "{'hydra:member':[" YEAR("2019") "],'hydra:view':"
                       "{'hydra:next':'/api/inventories?page=2'}}");
    cr_expect_eq(prse__bilans_next(&bilans), 2);
    read_text(&bilans, "{'hydra:member':[" YEAR("2020") "],'hydra:view':"
                       "{'hydra:previous':'/api/inventories?page=1'}}");
    cr_expect_eq(prse__bilans_next(&bilans), 0);
}

static void add_years(prse__buf *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        prse__buf_addf(text, "%s" YEAR("2020"), i ? "," : "");
}

/* A list alone tells no total: a full page may have a next one. */
PRSE_TEST(bilans_ges, asks_on_after_a_full_list)
{
    prse__bilans bilans = {0};
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addc(&text, '[');
    add_years(&text, 30);
    prse__buf_addc(&text, ']');
    read_text(&bilans, text.ptr);
    cr_expect_eq(prse__bilans_next(&bilans), 2);
    read_text(&bilans, "[]");
    cr_expect_eq(prse__bilans_next(&bilans), 0);
    cr_expect_eq(bilans.read, 30);
    prse__buf_free(&text);
}

PRSE_TEST(bilans_ges, gives_no_year_when_a_page_fails)
{
    prse__bilans bilans = {0};
    prse__buf json;
    const prse__answer down = {PRSE_OK, 502, {NULL, 0}};
    prse__buf_init(&json, 0);
    read_text(&bilans, "{'totalItems':2,'member':[" YEAR("2019") "]}");
    prse_outcome outcome = prse__bilans_read(&bilans, &down, NULL);
    cr_expect_eq(outcome, PRSE_OUTCOME_DOWN);
    cr_expect_eq(prse__bilans_next(&bilans), 0);
    prse__bilans_record(&json, SIREN, &bilans, outcome, &down);
    cr_expect_str_eq(json.ptr,
                     "{\"bilans_ges\":{\"siren\":\"111222333\",\"etat\":"
                     "\"indisponible\",\"http\":502,\"pages\":1,"
                     "\"bilans\":1}}");
    prse__buf_free(&json);
}

/* A filter that is not understood would give everybody's balances. */
PRSE_TEST(bilans_ges, refuses_more_pages_than_a_company_can_have)
{
    prse__bilans bilans = {0};
    cr_expect_eq(read_text(&bilans, "{'totalItems':21,'member':["
                                    YEAR("2019") "]}"),
                 PRSE_OUTCOME_UNREADABLE);
    cr_expect_str_eq(bilans.reason, "trop_de_pages");
    cr_expect_eq(prse__bilans_next(&bilans), 0);
    bilans = (prse__bilans){0};
    for (int page = 1; page <= PRSE__BILANS_PAGES; page++)
        cr_expect_eq(
            read_text(&bilans, "{'member':[" YEAR("2019") "],'view':"
                               "{'next':'x'}}"),
            page < PRSE__BILANS_PAGES ? PRSE_OUTCOME_READ
                                      : PRSE_OUTCOME_UNREADABLE);
}

PRSE_TEST(bilans_ges, of_what_is_kept_no_person_can_be_told)
{
    prse_str body = prse_quoted(
        "{'hydra:totalItems':1,'hydra:member':[{'identitySheet':{"
        "'reportingYear':2022,'creatorEmail':'a@b.example'},"
        "'inventoryResponsibleContact':{'status':'Lison'},'entity':{"
        "'siren':'111222333','contact':{'siren':'Lise'}},'new':['Lou']}]}");
    prse__buf kept;
    prse__buf_init(&kept, 0);
    prse__bilans_keep(&kept, body);
    cr_expect_str_eq(kept.ptr,
                     "{\"hydra:totalItems\":1,\"hydra:member\":[{"
                     "\"identitySheet\":{\"reportingYear\":2022},"
                     "\"entity\":{\"siren\":\"111222333\"}}]}");
    prse__buf_free(&kept);
    free((char *)body.ptr);
}

PRSE_TEST(bilans_ges, of_what_is_no_json_nothing_is_kept)
{
    prse__buf kept;
    prse__buf_init(&kept, 0);
    prse__bilans_keep(&kept, PRSE_STR("<html>"));
    cr_expect(kept.failed);
    prse__buf_free(&kept);
}

PRSE_TEST(bilans_ges, accepts_its_forms_only)
{
    static const struct {
        const char *body;
        int accepted;
    } cases[] = {
        {"[]", 1}, {"{'member':[]}", 1}, {"[" YEAR("2020") "]", 1},
        {"{'hydra:member':[]}", 1}, {"{}", 0}, {"[{}]", 0}, {"", 0},
        {"<html>", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse_str body = prse_quoted(cases[i].body);
        cr_expect_eq(prse__bilans_accept(body), cases[i].accepted);
        free((char *)body.ptr);
    }
}
