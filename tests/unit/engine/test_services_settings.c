/* SPDX-License-Identifier: Apache-2.0 */
/* The settings of services. */
#include <string.h>

#include "services_scene.h"
#include "support/fault.h"

static prse_setting setting_named(const services_scene *it, const char *name)
{
    prse_setting setting = {.size = sizeof setting};
    for (size_t i = 0; !prse_services_setting(it->services, i, &setting, NULL);
         i++)
        if (prse__str_is(setting.name, name))
            return setting;
    cr_assert_fail("no setting %s", name);
    return setting;
}

static const scene_reply NOTHING[] = {{0}};

PRSE_TEST(settings, are_listed_with_their_defaults)
{
    services_scene it;
    size_t count = 0, urls = 0;
    prse_setting setting = {.size = sizeof setting};
    services_begin(&it, NOTHING);
    for (; !prse_services_setting(it.services, count, &setting, NULL);
         count++) {
        cr_expect_neq(setting.about.len, 0u);
        cr_expect(setting.value.len || setting.secret);
        urls += strstr(setting.name.ptr, ".url") != NULL;
        cr_expect_null(strstr(setting.about.ptr, "  "));
    }
    cr_expect_eq(urls, 5u);
    cr_expect_eq(count, 5u * 12 + 2);
    cr_expect(prse__str_is(setting_named(&it, "sirene.rate").value,
                           "30/60s"));
    services_end(&it);
}

PRSE_TEST(settings, keep_what_was_written)
{
    services_scene it;
    services_begin(&it, NOTHING);
    services_set(&it, "egapro.url", " https://egapro.example.org/api/ ");
    services_set(&it, "egapro.total", "2500ms");
    services_set(&it, "egapro.rate", "none");
    services_set(&it, "ratios.enabled", "non");
    services_set(&it, "ratios.max_bytes", "512KiB");
    services_set(&it, "ratios.fresh", "2d");
    cr_expect(prse__str_is(setting_named(&it, "egapro.url").value,
                           "https://egapro.example.org/api/"));
    cr_expect(prse__str_is(setting_named(&it, "egapro.total").value,
                           "2500ms"));
    cr_expect(prse__str_is(setting_named(&it, "ratios.enabled").value,
                           "non"));
    services_end(&it);
}

PRSE_TEST(settings, never_show_a_key)
{
    services_scene it;
    prse_error err = {0};
    services_begin(&it, NOTHING);
    prse_setting before = setting_named(&it, "sirene.key");
    cr_expect(before.secret && before.value.len == 0);
    services_set(&it, "sirene.key", "tres-secret");
    cr_expect(prse__str_is(setting_named(&it, "sirene.key").value, "***"));
    cr_expect_eq(prse_services_set(it.services, PRSE_STR("sirene.key"),
                                   PRSE_STR("tres\r\nsecret: 1"), &err),
                 PRSE_EPARSE);
    cr_expect_null(strstr(err.message, "tres"));
    services_end(&it);
}

PRSE_TEST(settings, refuse_what_they_are_not_and_stay_as_they_were)
{
    static const char *const wrong[][2] = {
        {"egapro.url", "ftp://egapro.example.org"},
        {"egapro.url", "http://egapro.example.org"},
        {"egapro.url", "https://user@egapro.example.org"},
        {"egapro.url", "https://egapro.example.org?x=1"},
        {"egapro.url", ""},
        {"egapro.total", "10"},
        {"egapro.total", "ten seconds"},
        {"egapro.total", "-1s"},
        {"egapro.total", "0s"},
        {"egapro.total", "99999999999999999999s"},
        {"egapro.total", "1y"},
        {"egapro.rate", "7"},
        {"egapro.rate", "7/"},
        {"egapro.rate", "0/1s"},
        {"egapro.rate", "7/0s"},
        {"egapro.rate", "7 / 1s"},
        {"egapro.tries", "0"},
        {"egapro.tries", "11"},
        {"egapro.tries", "2.5"},
        {"egapro.enabled", "maybe"},
        {"egapro.max_bytes", "1GiB"},
        {"egapro.max_bytes", "10"},
        {"egapro.max_bytes", "99999999999999"},
        {"sirene.key", "caf\xc3\xa9"},
        {"sirene.key", "a b"},
        {"egapro.total", "\xff"}};
    services_scene it;
    services_begin(&it, NOTHING);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        prse_error err = {0};
        prse_str before = setting_named(&it, wrong[i][0]).value;
        cr_expect_eq(prse_services_set(it.services, prse_str_of(wrong[i][0]),
                                       prse_str_of(wrong[i][1]), &err),
                     PRSE_EPARSE, "%s %s", wrong[i][0], wrong[i][1]);
        cr_expect(err.message[0]);
        cr_expect(prse__str_eq(before, setting_named(&it, wrong[i][0]).value));
    }
    services_end(&it);
}

PRSE_TEST(settings, say_their_bounds)
{
    static const struct {
        const char *name, *value, *bounds;
    } cases[] = {
        {"sirene.pause", "25h", "1 to 86400000 milliseconds"},
        {"sirene.pause", "0s", "1 to 86400000 milliseconds"},
        {"sirene.pause", "99999999999999999999d",
         "1 to 86400000 milliseconds"},
        {"sirene.pause", "99999999999d", "1 to 86400000 milliseconds"},
        {"egapro.stale", "401d", "0 to 34560000000 milliseconds"},
        {"sirene.rate", "10001/1s", "1 to 10000 requests"},
        {"sirene.rate", "9999999999999999999999/1s", "1 to 10000 requests"},
        {"sirene.rate", "0/1s", "1 to 10000 requests"},
        {"sirene.rate", "30/25h", "1 to 86400000 milliseconds"},
        {"sirene.rate", "30/99999999999d", "1 to 86400000 milliseconds"},
        {"sirene.tries", "99999999999999999999", "1 to 10"},
        {"sirene.max_bytes", "99999999999999999999", "1024 to 2147483647"}};
    services_scene it;
    services_begin(&it, NOTHING);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse_error err = {0};
        cr_expect_eq(
            prse_services_set(it.services, prse_str_of(cases[i].name),
                              prse_str_of(cases[i].value), &err),
            PRSE_EPARSE, "%s %s", cases[i].name, cases[i].value);
        cr_expect_not_null(strstr(err.message, cases[i].bounds), "%s: %s",
                           cases[i].value, err.message);
    }
    services_set(&it, "sirene.pause", "24h");
    services_set(&it, "sirene.rate", "10000/24h");
    services_end(&it);
}

PRSE_TEST(settings, guess_what_was_meant)
{
    services_scene it;
    prse_error err = {0};
    services_begin(&it, NOTHING);
    cr_expect_eq(prse_services_set(it.services, PRSE_STR("egapro.uri"),
                                   PRSE_STR("x"), &err),
                 PRSE_ENOTFOUND);
    cr_expect_not_null(strstr(err.message, "egapro.url"), "%s", err.message);
    cr_expect_eq(prse_services_set(it.services, PRSE_STR("ratios.key"),
                                   PRSE_STR("x"), &err),
                 PRSE_ENOTFOUND);
    services_end(&it);
}

PRSE_TEST(settings, reach_the_network)
{
    const scene_reply replies[] = {
        {"annuaire.example.org/v2/search", 10, PRSE_OK, 503, NULL, "", 0},
        {"sirene.example.org/siren/", 10, PRSE_OK, 401, NULL, "", 0},
        {0}};
    services_scene it;
    prse_company *company = NULL;
    services_begin(&it, replies);
    services_set(&it, "recherche_entreprises.url",
                 "https://annuaire.example.org/v2/");
    services_set(&it, "recherche_entreprises.tries", "1");
    services_set(&it, "sirene.url", "https://sirene.example.org");
    services_set(&it, "sirene.key", "cle-de-test");
    services_set(&it, "sirene.total", "700ms");
    cr_expect_eq(prse_company_find(&company, it.services, SIREN, NULL, NULL),
                 PRSE_EPEER);
    cr_assert_eq(it.network->sent_count, 2u);
    cr_expect_null(strstr(it.network->sent[0].headers, "cle-de-test"));
    cr_expect_not_null(
        strstr(it.network->sent[1].headers,
               "X-INSEE-Api-Key-Integration: cle-de-test\n"));
    cr_expect_eq(it.network->sent[1].total_ms, 700);
    services_end(&it);
}

PRSE_TEST(settings, switch_a_service_off)
{
    services_scene it;
    prse_company *company = NULL;
    prse_error err = {0};
    services_begin(&it, NOTHING);
    services_set(&it, "recherche_entreprises.enabled", "no");
    cr_expect_eq(prse_company_find(&company, it.services, SIREN, NULL, &err),
                 PRSE_ENOTFOUND);
    cr_expect_not_null(strstr(err.message, "may be asked"), "%s",
                       err.message);
    services_end(&it);
}

PRSE_TEST(settings, lack_of_memory_is_told, .timeout = PRSE_LONG)
{
    scene *network = calloc(1, sizeof *network);
    scene_init(network, NOTHING);
    PRSE_EACH_FAULT {
        prse_services *services = NULL;
        prse_http http = network->http;
        prse_services_options opts = {.size = sizeof opts, .http = &http};
        prse_error err = {0};
        prse_status status = prse_services_new(&services, &opts, &err);
        if (!status)
            status = prse_services_set(services, PRSE_STR("sirene.key"),
                                       PRSE_STR("k"), &err);
        PRSE_FAULT_CHECK(status, err);
        /* a plug is taken on success only */
        cr_assert_eq(http.self == NULL, services != NULL);
        prse_services_unref(services);
    }
    free(network);
}
