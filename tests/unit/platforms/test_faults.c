/* SPDX-License-Identifier: Apache-2.0 */
/* Every record while memory runs out: json->failed, and only then. */
#include <stdlib.h>

#include "platforms/bilans_ges.h"
#include "platforms/egapro.h"
#include "platforms/ratios.h"
#include "records.h"
#include "support/fault.h"
#include "support/test.h"

static prse_outcome egapro(prse__buf *json, const prse__answer *answer)
{
    return prse__egapro_record(json, SIREN, 2021, answer);
}

static prse_outcome scores(prse__buf *json, const prse__answer *answer)
{
    return prse__egapro_scores_record(json, SIREN, answer);
}

static prse_outcome balance(prse__buf *json, const prse__answer *answer)
{
    return prse__egapro_balance_record(json, SIREN, answer);
}

static prse_outcome ratios(prse__buf *json, const prse__answer *answer)
{
    return prse__ratios_record(json, SIREN, 0, answer);
}

/* Pages report to their reader, before there is a record. */
static prse_outcome bilans(prse__buf *json, const prse__answer *answer)
{
    prse__bilans pages = {0};
    prse_error why = {0};
    prse_outcome outcome = prse__bilans_read(&pages, answer, &why);
    if (why.code == PRSE_ENOMEM)
        json->failed = 1;
    prse__bilans_record(json, SIREN, &pages, outcome, answer);
    return outcome;
}

static const struct {
    prse_make *make;
    const char *body;
} cases[] = {
    {egapro, "{'entreprise':{'raison_sociale':'X'},'d\u00e9claration':{"
             "'index':90,'date':'2022-01-02'},'indicateurs':{'promotions':"
             "{'objectif_de_progression':'A'}}}"},
    {egapro, "{'year':2021,'workforceEma':5.5,'name':'X'}"},
    {egapro, "<html>"},
    {scores, "{'data':[{'entreprise':{'siren':'111222333'},'notes':"
             "{'2021':90}}]}"},
    {balance, "{'data':[{'entreprise':{'siren':'111222333'},"
              "'repr\u00e9sentation_\u00e9quilibr\u00e9e':{'2021':{}}}]}"},
    {bilans, "[{'identitySheet':{'reportingYear':2020},'publication':{"
             "'status':'valide','publicatedAt':'2021-02-03'}}]"},
    {ratios, "[{'date_cloture_exercice':'2021-12-31','type_bilan':'C',"
             "'chiffre_d_affaires':5},{'date_cloture_exercice':'2021-12-31',"
             "'type_bilan':'C','chiffre_d_affaires':6}]"},
};

PRSE_TEST(platform_faults, records)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse_str body = prse_quoted(cases[i].body);
        const prse__answer answer = {PRSE_OK, 200, body};
        PRSE_EACH_FAULT {
            prse__buf json;
            prse__buf_init(&json, 0);
            cases[i].make(&json, &answer);
            int met = prse_fault_pause();
            cr_expect_eq(json.failed, met, "case %zu", i);
            prse__buf_free(&json);
        }
        free((char *)body.ptr);
    }
}

/* Without memory nothing is accepted; that is never an error of its own. */
PRSE_TEST(platform_faults, accepting)
{
    static int (*const accept[])(prse_str) = {
        prse__bilans_accept, prse__ratios_accept};
    for (size_t i = 0; i < sizeof accept / sizeof *accept; i++)
        PRSE_EACH_FAULT {
            int accepted = accept[i](PRSE_STR("[]"));
            cr_expect_eq(accepted, !prse_fault_pause());
        }
}

PRSE_TEST(platform_faults, keeping)
{
    PRSE_EACH_FAULT {
        prse__buf kept;
        prse__buf_init(&kept, 0);
        prse__bilans_keep(&kept, PRSE_STR("{\"member\":[{\"a\":1}]}"));
        cr_expect_eq(kept.failed, prse_fault_pause());
        prse__buf_free(&kept);
    }
}

PRSE_TEST(platform_faults, addresses)
{
    PRSE_EACH_FAULT {
        prse__buf url;
        prse__buf_init(&url, 0);
        prse__ratios_url(&url, PRSE_STR("https://r"), SIREN);
        cr_expect_eq(url.failed, prse_fault_pause());
        prse__buf_free(&url);
    }
}
