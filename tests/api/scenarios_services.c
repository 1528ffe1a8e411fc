/* SPDX-License-Identifier: Apache-2.0 */
/* Services and dashboards with a backend that a host could write: it answers
 * at once, from a table. */
#include "scenarios_services.h"

#include <stdio.h>
#include <string.h>

#include "portailrse/dashboard.h"

#define DO(call) \
    do { \
        if (!status) \
            status = (call); \
    } while (0)

#define EXPECT(truth) \
    do { \
        if (!status && !(truth) && !log->text[0]) \
            snprintf(log->text, sizeof log->text, "%s:%d: %s", __FILE__, \
                     __LINE__, #truth); \
    } while (0)

#define SIREN PRSE_STR("100000009")

static const struct {
    const char *part, *body;
    int32_t http;
} ANSWERS[] = {
    {"recherche-entreprises",
     "{\"results\": [{\"siren\": \"100000009\", \"nom_complet\": \"SCIERIE\","
     "\"nom_raison_sociale\": \"SCIERIE\", \"siege\": {\"siret\": "
     "\"10000000900017\", \"code_postal\": \"74000\"},"
     "\"nature_juridique\": \"5710\", \"tranche_effectif_salarie\": \"22\","
     "\"annee_tranche_effectif_salarie\": \"2024\","
     "\"etat_administratif\": \"A\"}], \"total_results\": 1}",
     200},
    {"egapro", "{\"error\": \"none\"}", 404},
    {"bilans-ges", "", 503},
    {"ratios", "{\"total_count\": 0, \"results\": []}", 200}};

/* --- The backend --- */

static prse_status open_session(void *self, void **session, prse_error *err)
{
    (void)err;
    *session = self;
    return PRSE_OK;
}

static void close_session(void *session)
{
    (void)session;
}

static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    prse_str url = prse_http_call_url(call);
    (void)session, (void)err;
    for (size_t i = 0; i < sizeof ANSWERS / sizeof *ANSWERS; i++) {
        if (!strstr(url.ptr, ANSWERS[i].part))
            continue;
        prse_http_call_answer_status(call, ANSWERS[i].http);
        prse_status status = prse_http_call_answer_body(
            call, prse_str_of(ANSWERS[i].body));
        prse_http_call_finish(call, status, PRSE_STR(""));
        return PRSE_OK;
    }
    prse_http_call_finish(call, PRSE_EREFUSED, PRSE_STR("nobody there"));
    return PRSE_OK;
}

static prse_status wait_for(void *session, int64_t ms, prse_error *err)
{
    (void)session, (void)ms, (void)err;
    return PRSE_OK;
}

static void cancel(void *session, prse_http_call *call)
{
    (void)session, (void)call;
}

static prse_status open_services(prse_services **out, prse_error *err)
{
    static int self;
    prse_http http = {sizeof http,   0,     &self,    NULL,  open_session,
                      close_session, start, wait_for, cancel, 0, 0};
    prse_services_options opts = {.size = sizeof opts, .http = &http};
    prse_status status = prse_services_new(out, &opts, err);
    DO(prse_services_set(*out, PRSE_STR("bilans_ges.tries"), PRSE_STR("1"),
                         err));
    return status;
}

static int is(prse_str text, const char *other)
{
    return text.len == strlen(other) &&
           (text.len == 0 || memcmp(text.ptr, other, text.len) == 0);
}

/* --- The scenarios --- */

prse_status scenario_company(scene_log *log, prse_error *err)
{
    prse_services *services = NULL;
    prse_company *company = NULL;
    prse_unit unit = {.size = sizeof unit};
    prse_trace trace = {.size = sizeof trace};
    prse_status status = open_services(&services, err);
    DO(prse_company_find(&company, services, SIREN, NULL, err));
    DO(prse_company_unit(company, &unit, err));
    DO(prse_company_trace(company, 0, &trace, err));
    EXPECT(is(unit.denomination, "SCIERIE"));
    EXPECT(is(trace.name, "recherche_entreprises"));
    EXPECT(prse_company_warning_count(company) == 0);
    prse_company_free(company);
    prse_services_unref(services);
    return status;
}

prse_status scenario_search(scene_log *log, prse_error *err)
{
    prse_services *services = NULL;
    prse_units *units = NULL;
    prse_status status = open_services(&services, err);
    DO(prse_company_search(&units, services, PRSE_STR("scierie"), NULL, NULL,
                           err));
    EXPECT(prse_units_count(units) == 1);
    prse_units_free(units);
    prse_services_unref(services);
    return status;
}

prse_status scenario_records(scene_log *log, prse_error *err)
{
    prse_services *services = NULL;
    prse_text *text = NULL;
    prse_health health = {.size = sizeof health};
    prse_status status = open_services(&services, err);
    DO(prse_services_record(&text, services, PRSE_RECORD_EGAPRO, SIREN, 2025,
                            NULL, err));
    EXPECT(strstr(prse_text_str(text).ptr, "absente"));
    prse_text_free(text);
    DO(prse_services_check(services, PRSE_SERVICE_DIRECTORY, NULL, &health,
                           err));
    EXPECT(health.reachable == 1 && health.schema == 1);
    prse_services_unref(services);
    return status;
}

prse_status scenario_dashboard(scene_log *log, prse_error *err)
{
    prse_services *services = NULL;
    prse_pack *pack = NULL;
    prse_dashboard *dashboard = NULL;
    prse_text *json = NULL;
    prse_str why;
    prse_status status = open_services(&services, err);
    DO(scenario_services_pack(&pack, err));
    DO(prse_dashboard_new(&dashboard, services, pack, err));
    /* a dashboard holds what it stands on */
    prse_services_unref(services);
    prse_pack_unref(pack);
    DO(prse_dashboard_run(dashboard, SIREN, NULL, PRSE_STR("2026-11-23"),
                          NULL, err));
    DO(prse_dashboard_why(&why, dashboard, 0, 0, PRSE_LANG_EN, err));
    EXPECT(why.len > 0);
    EXPECT(prse_dashboard_partial(dashboard) == 1);
    EXPECT(prse_report_answer(prse_dashboard_report(dashboard), 0) ==
           PRSE_SUBJECT);
    DO(prse_dashboard_json(&json, dashboard, PRSE_LANG_FR, err));
    EXPECT(strstr(prse_text_str(json).ptr, "\"bilans_ges\""));
    prse_text_free(json);
    prse_dashboard_free(dashboard);
    return status;
}

prse_status scenario_services_pack(prse_pack **out, prse_error *err)
{
    const prse_pack_file files[] = {
        {"pack.yaml",
         PRSE_STR("pack: p\nversion: 1\nlabel: { fr: P, en: P }\n"
                  "reviewed: 2026-01-01\n"
                  "files: [f.yaml, o.yaml, a.yaml, e.yaml, b.yaml]\n")},
        {"f.yaml",
         PRSE_STR("facts:\n"
                  "  effectif: { type: number, years: 2, label: { fr: E, en: "
                  "E } }\n"
                  "  publie: { type: boolean, evidence: true, nullable: true, "
                  "missing: null, label: { fr: P, en: P } }\n"
                  "  bilan: { type: count, evidence: true, nullable: true, "
                  "missing: null, label: { fr: B, en: B } }\n")},
        {"o.yaml",
         PRSE_STR("obligation: o\nlabel: { fr: O, en: O }\nfrom: 2000-01-01\n"
                  "applies: effectif >= 50\n"
                  "status: if publie = true then \"a_jour\" else "
                  "\"a_actualiser\"\n")},
        {"a.yaml",
         PRSE_STR("source: annuaire\nlabel: { fr: A, en: A }\n"
                  "detect: siren\ntables:\n"
                  "  t: { \"22\": \"[100..200)\" }\n"
                  "facts:\n"
                  "  effectif: { path: tranche_effectif_salarie, table: t, "
                  "year: annee_tranche_effectif_salarie }\n")},
        {"e.yaml",
         PRSE_STR("source: egapro\nlabel: { fr: E, en: E }\n"
                  "roots: [egapro]\ndetect: etat\nyear: annee - 1\ntables:\n"
                  "  t: { publiee: \"true\", non_publiee: \"false\" }\n"
                  "facts:\n  publie: { path: declaration, table: t }\n")},
        {"b.yaml",
         PRSE_STR("source: bilans_ges\nlabel: { fr: B, en: B }\n"
                  "roots: [bilans_ges]\ndetect: etat\n"
                  "facts:\n  bilan: { path: derniere_annee }\n")}};
    prse_engine *engine = NULL;
    prse_status status = prse_engine_new(&engine, NULL, err);
    DO(prse_pack_load_files(out, engine, files, sizeof files / sizeof *files,
                            err));
    prse_engine_unref(engine);
    return status;
}
