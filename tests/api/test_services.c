/* SPDX-License-Identifier: Apache-2.0 */
/* Wrong calls of services and dashboards: told, and nothing else happens. */
#include "portailrse/dashboard.h"
#include "scenarios_services.h"
#include "support/test.h"

/* The status of a call that must fail: its error is filled. */
#define FAILS(status, call) \
    do { \
        prse_error err = {0}; \
        cr_expect_eq((call), (status), "%s: %s", #call, err.message); \
        cr_expect_eq(err.code, (int32_t)(status), "%s", #call); \
        cr_expect_neq(err.message[0], '\0', "%s", #call); \
    } while (0)

/* Nobody is asked in these tests: libcurl, where it is there, stays idle. */
static prse_services *services_of_mine(void)
{
    prse_services *services = NULL;
    prse_status status = prse_services_new(&services, NULL, NULL);
    cr_assert(status == PRSE_OK || status == PRSE_EUNSUPPORTED);
    return services;
}

PRSE_TEST(services, refuse_wrong_calls)
{
    prse_services *services = services_of_mine();
    prse_company *company = NULL;
    prse_units *units = NULL;
    prse_text *text = NULL;
    prse_setting setting = {.size = sizeof setting};
    prse_health health = {.size = sizeof health};
    prse_request_options odd = {.size = sizeof odd, .offline = 7};
    prse_request_options none = {.size = 0};
    prse_str siren = PRSE_STR("100000009");
    if (!services)
        return;
    FAILS(PRSE_EINVAL, prse_services_new(NULL, NULL, &err));
    FAILS(PRSE_EABI, prse_services_new(&services,
                                       &(prse_services_options){0}, &err));
    FAILS(PRSE_EINVAL, prse_services_set(NULL, siren, siren, &err));
    FAILS(PRSE_EINVAL, prse_services_setting(NULL, 0, &setting, &err));
    FAILS(PRSE_ENOTFOUND,
          prse_services_setting(services, 9999, &setting, &err));
    setting.size = 0;
    FAILS(PRSE_EABI, prse_services_setting(services, 0, &setting, &err));
    FAILS(PRSE_EINVAL,
          prse_company_find(NULL, services, siren, NULL, &err));
    FAILS(PRSE_EINVAL, prse_company_find(&company, NULL, siren, NULL, &err));
    FAILS(PRSE_EINVAL,
          prse_company_find(&company, services, siren, &odd, &err));
    FAILS(PRSE_EABI,
          prse_company_find(&company, services, siren, &none, &err));
    FAILS(PRSE_EINVAL, prse_company_search(&units, NULL, siren, NULL, NULL,
                                           &err));
    FAILS(PRSE_EINVAL, prse_services_record(&text, services, (prse_record)9,
                                            siren, 0, NULL, &err));
    FAILS(PRSE_EINVAL, prse_services_check(services, (prse_service)9, NULL,
                                           &health, &err));
    FAILS(PRSE_EINVAL, prse_services_check(services, PRSE_SERVICE_REGISTER,
                                           NULL, NULL, &err));
    cr_expect_eq(prse_company_warning_count(NULL), 0u);
    cr_expect_eq(prse_company_warning(NULL, 0, PRSE_LANG_FR).len, 0u);
    prse_company_free(NULL);
    prse_services_unref(NULL);
    cr_expect_null(prse_services_ref(NULL));
    prse_services_unref(services);
}

PRSE_TEST(dashboard, refuses_wrong_calls)
{
    prse_services *services = services_of_mine();
    prse_pack *pack = NULL, *other = NULL;
    prse_facts *facts = NULL;
    prse_dashboard *dashboard = NULL;
    prse_text *json = NULL;
    prse_unit unit = {.size = sizeof unit};
    prse_trace trace = {.size = sizeof trace};
    prse_request_options offline = {.size = sizeof offline, .offline = 1};
    prse_str siren = PRSE_STR("100000009"), day = PRSE_STR("2026-11-23");
    if (!services)
        return;
    cr_assert_eq(scenario_services_pack(&pack, NULL), PRSE_OK);
    cr_assert_eq(scenario_services_pack(&other, NULL), PRSE_OK);
    cr_assert_eq(prse_facts_new(&facts, other, NULL), PRSE_OK);
    FAILS(PRSE_EINVAL, prse_dashboard_new(NULL, services, pack, &err));
    FAILS(PRSE_EINVAL, prse_dashboard_new(&dashboard, NULL, pack, &err));
    FAILS(PRSE_EINVAL, prse_dashboard_new(&dashboard, services, NULL, &err));
    cr_assert_eq(prse_dashboard_new(&dashboard, services, pack, NULL),
                 PRSE_OK);
    FAILS(PRSE_EINVAL, prse_dashboard_run(NULL, siren, NULL, day, NULL,
                                          &err));
    FAILS(PRSE_EPARSE, prse_dashboard_run(dashboard, PRSE_STR("x"), NULL, day,
                                          &offline, &err));
    FAILS(PRSE_EPARSE, prse_dashboard_run(dashboard, siren, NULL,
                                          PRSE_STR("2026"), &offline, &err));
    FAILS(PRSE_EINVAL, prse_dashboard_run(dashboard, siren, facts, day,
                                          &offline, &err));
    FAILS(PRSE_EINVAL, prse_dashboard_unit(dashboard, &unit, &err));
    FAILS(PRSE_EINVAL, prse_dashboard_trace(dashboard, 0, &trace, &err));
    FAILS(PRSE_EINVAL,
          prse_dashboard_json(&json, dashboard, PRSE_LANG_FR, &err));
    cr_expect_null(prse_dashboard_report(dashboard));
    cr_expect_eq(prse_dashboard_partial(dashboard), 0);
    /* without network and register it stands on nothing, and says so */
    cr_assert_eq(prse_dashboard_run(dashboard, siren, NULL, day, &offline,
                                    NULL),
                 PRSE_OK);
    FAILS(PRSE_ENOTFOUND, prse_dashboard_unit(dashboard, &unit, &err));
    FAILS(PRSE_ENOTFOUND, prse_dashboard_trace(dashboard, 99, &trace, &err));
    FAILS(PRSE_EINVAL,
          prse_dashboard_json(NULL, dashboard, PRSE_LANG_FR, &err));
    cr_expect_eq(prse_dashboard_partial(dashboard), 1);
    prse_dashboard_free(NULL);
    prse_dashboard_free(dashboard);
    prse_facts_free(facts);
    prse_pack_unref(other);
    prse_pack_unref(pack);
    prse_services_unref(services);
}
