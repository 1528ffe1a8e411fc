/* SPDX-License-Identifier: Apache-2.0 */
/* Functions of a pack called from outside, and its canonical JSON. */
#include "support/fault.h"
#include "test_pack_tools.h"

static const char BASE[] =
    "law:\n"
    "  loi:\n"
    "    title: { fr: Une loi, en: A law }\n"
    "    url: https://example.org/loi\n"
    "    status: in_force\n"
    "    confidence: text\n"
    "facts:\n"
    "  effectif:\n"
    "    type: number\n"
    "    label: { fr: Effectif, en: Headcount }\n"
    "    min: 0\n"
    "thresholds:\n"
    "  seuil:\n"
    "    law: loi\n"
    "    from: { 2020-01-01: 50, 2026-01-01: 100.50 }\n";

static const char FUNCTIONS[] =
    "functions:\n"
    "  ecart: { params: [a, b], value: a - b }\n"
    "  au_dessus: { params: [x], value: x - seuil }\n"
    "  de: { params: [de], value: de }\n"
    "  fiche:\n"
    "    params: [jour_dit, noms]\n"
    "    value: \"{ zeta: jour_dit, alpha: noms[1], ok: jour_dit >"
    " date(\\\"2026-01-01\\\"), duree: duration(\\\"P1Y\\\"), rien: null }\"\n"
    "  recente: { params: [x], value: { 2026-01-01: x + 1 } }\n";

static void expect_call(const char *function, const char *json,
                        const char *date, const char *result)
{
    prse_pack *pack = tools_pack(BASE, FUNCTIONS);
    prse_text *text = NULL;
    prse_error err = {0};
    prse_status status =
        prse_pack_call(&text, pack, prse_str_of(function), prse_str_of(json),
                       prse_str_of(date), &err);
    cr_assert_eq(status, PRSE_OK, "%s", err.message);
    cr_expect_str_eq(prse_text_str(text).ptr, result);
    prse_text_free(text);
    prse_pack_unref(pack);
}

static void expect_refusal(const char *function, const char *json,
                           const char *date, prse_status code,
                           const char *message)
{
    prse_pack *pack = tools_pack(BASE, FUNCTIONS);
    prse_text *text = NULL;
    prse_error err = {0};
    prse_status status =
        prse_pack_call(&text, pack, prse_str_of(function), prse_str_of(json),
                       prse_str_of(date), &err);
    cr_expect_eq(status, code, "%s", prse_status_name(status));
    cr_expect_eq(err.code, (int32_t)code);
    cr_expect_null(text);
    cr_expect_str_eq(err.message, message);
    prse_pack_unref(pack);
}

#define TODAY "2026-11-23"

PRSE_TEST(pack_call, takes_a_list_in_order)
{
    expect_call("ecart", "[10, 3]", TODAY, "7");
}

PRSE_TEST(pack_call, takes_a_map_in_any_order)
{
    expect_call("ecart", "{\"b\": 3, \"a\": 10}", TODAY, "7");
}

PRSE_TEST(pack_call, is_exact)
{
    expect_call("ecart", "[0.3, 0.1]", TODAY, "0.2");
    expect_call("ecart", "[1e3, 1]", TODAY, "999");
}

PRSE_TEST(pack_call, reads_the_thresholds_of_the_date)
{
    expect_call("au_dessus", "[100]", "2025-06-01", "50");
    expect_call("au_dessus", "[100]", "2026-06-01", "-0.5");
}

PRSE_TEST(pack_call, reads_dates_and_writes_every_kind_in_order)
{
    expect_call("fiche", "[\"2026-11-23\", [\"a\\\"b\", \"c\"]]", TODAY,
                "{\"zeta\":\"2026-11-23\",\"alpha\":\"a\\\"b\",\"ok\":true,"
                "\"duree\":\"P1Y\",\"rien\":null}");
}

PRSE_TEST(pack_call, gives_structures_back)
{
    expect_call("de", "[{\"x\": [1, null, true, {}], \"y\": []}]", TODAY,
                "{\"x\":[1,null,true,{}],\"y\":[]}");
}

PRSE_TEST(pack_call, guesses_the_function)
{
    expect_refusal("ecrat", "[]", TODAY, PRSE_ENOTFOUND,
                   "the pack has no function `ecrat`: did you mean `ecart`?");
    expect_refusal("effectif", "[]", TODAY, PRSE_ENOTFOUND,
                   "the pack has no function `effectif`");
}

PRSE_TEST(pack_call, tells_the_number_of_arguments)
{
    expect_refusal("ecart", "[1]", TODAY, PRSE_ESCHEMA,
                   "`ecart` takes 2 arguments (a, b), found 1");
    expect_refusal("au_dessus", "[1, 2]", TODAY, PRSE_ESCHEMA,
                   "`au_dessus` takes 1 argument (x), found 2");
    expect_refusal("ecart", "{\"a\": 1}", TODAY, PRSE_ESCHEMA,
                   "`ecart` takes 2 arguments (a, b), found 1");
    expect_refusal("ecart", "5", TODAY, PRSE_ESCHEMA,
                   "`ecart` takes 2 arguments (a, b), found a single value: "
                   "write a list, or a map by parameter");
    expect_refusal("fiche", "{\"noms\": [], \"jour_di\": 1}", TODAY,
                   PRSE_ENOTFOUND,
                   "`fiche` has no parameter `jour_di`: did you mean "
                   "`jour_dit`?");
}

PRSE_TEST(pack_call, refuses_what_is_not_json_or_no_date)
{
    expect_refusal("ecart", "[1, 2", TODAY, PRSE_EPARSE,
                   "expected , or ]");
    expect_refusal("ecart", "[1, 2]", "2026-02-30", PRSE_EPARSE,
                   "expected a date such as 2026-11-23, found "
                   "`2026-02-30`");
    expect_refusal("recente", "[1]", "2025-12-31", PRSE_ENOTFOUND,
                   "`recente` is not defined before 2026-01-01");
    expect_refusal("de", "[0.12345678901234567890123456789012345]", TODAY,
                   PRSE_ELIMIT, "a number has at most 34 digits");
}

PRSE_TEST(pack_call, every_lack_of_memory_is_told)
{
    prse_pack *pack = tools_pack(BASE, FUNCTIONS);
    PRSE_EACH_FAULT {
        prse_text *text = NULL;
        prse_error err = {0};
        prse_status status =
            prse_pack_call(&text, pack, PRSE_STR("ecart"), PRSE_STR("[1, 2]"),
                           PRSE_STR(TODAY), &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(text);
    }
    prse_pack_unref(pack);
}

/* --- Canonical JSON --- */

static prse_text *json_of(const prse_pack *pack)
{
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_pack_json(&text, pack, &err), PRSE_OK);
    return text;
}

PRSE_TEST(pack_json, is_one_spelling)
{
    static const char spread[] =
        "# a comment\n"
        "obligation: o\n"
        "applies: effectif  >=  seuil # another\n"
        "label: { en: B, fr: A }\n"
        "outputs:\n"
        "  taille:\n"
        "    label: { fr: Taille, en: Size }\n"
        "    table: |\n"
        "      F | effectif || t       |\n"
        "        | <  50    || \"petit\" |\n"
        "        | -        || \"grand\" |\n";
    static const char compact[] =
        "obligation: o\n"
        "label: { fr: A, en: B }\n"
        "applies: effectif >= seuil\n"
        "outputs:\n"
        "  taille:\n"
        "    table: |\n"
        "      F|effectif||t|\n"
        "       |<50||\"petit\"|\n"
        "       |-||\"grand\"|\n"
        "    label: { fr: Taille, en: Size }\n"
        "tests:\n"
        "  - { at: 2026-11-23, given: {}, expect: { applies: unknown } }\n";
    prse_pack *a = tools_pack(BASE, spread), *b = tools_pack(BASE, compact);
    prse_text *json_a = json_of(a), *json_b = json_of(b);
    cr_expect_str_eq(prse_text_str(json_a).ptr, prse_text_str(json_b).ptr);
    cr_expect_str_eq(prse_pack_digest(a).ptr, prse_pack_digest(b).ptr);
    prse_text_free(json_a);
    prse_text_free(json_b);
    prse_pack_unref(a);
    prse_pack_unref(b);
}

PRSE_TEST(pack_json, holds_everything_in_a_fixed_order)
{
    prse_pack *pack = tools_pack(BASE, "obligation: o\n"
                                       "label: { fr: A, en: B }\n"
                                       "law: [loi]\n"
                                       "from: 2021-01-01\n"
                                       "applies:\n"
                                       "  2021-01-01: effectif >= 1\n"
                                       "  2022-01-01: effectif >= 2\n");
    prse_text *json = json_of(pack);
    cr_expect_str_eq(
        prse_text_str(json).ptr,
        "{\"pack\":\"essai\",\"version\":\"2026.1\","
        "\"label\":{\"fr\":\"Essai\",\"en\":\"Trial\"},"
        "\"reviewed\":\"2026-11-23\",\"facts\":[{\"id\":\"effectif\","
        "\"type\":\"number\",\"label\":{\"fr\":\"Effectif\","
        "\"en\":\"Headcount\"},\"min\":0}],\"law\":[{\"id\":\"loi\","
        "\"title\":{\"fr\":\"Une loi\",\"en\":\"A law\"},"
        "\"url\":\"https://example.org/loi\",\"status\":\"in_force\","
        "\"confidence\":\"text\"}],\"thresholds\":[{\"id\":\"seuil\","
        "\"law\":\"loi\",\"from\":{\"2020-01-01\":50,"
        "\"2026-01-01\":100.5}}],\"obligations\":[{\"id\":\"o\","
        "\"label\":{\"fr\":\"A\",\"en\":\"B\"},\"law\":[\"loi\"],"
        "\"from\":\"2021-01-01\",\"applies\":{"
        "\"2021-01-01\":\"effectif >= 1\","
        "\"2022-01-01\":\"effectif >= 2\"}}]}");
    prse_text_free(json);
    prse_pack_unref(pack);
}

PRSE_TEST(pack_json, holds_what_explains_differences)
{
    prse_pack *pack = tools_pack(BASE, "differences: autre\n"
                                       "entries:\n"
                                       "  plus_haut:\n"
                                       "    obligation: o\n"
                                       "    when: effectif >= 50\n"
                                       "    text: { fr: A, en: B }\n");
    prse_text *json = json_of(pack);
    tools_expect(json, "\"differences\":[{\"pack\":\"autre\",\"entries\":["
                       "{\"id\":\"plus_haut\",\"obligation\":\"o\","
                       "\"when\":\"effectif >= 50\","
                       "\"text\":{\"fr\":\"A\",\"en\":\"B\"}}]}]}");
    prse_text_free(json);
    prse_pack_unref(pack);
}

PRSE_TEST(pack_json, differs_when_an_answer_does)
{
    prse_pack *a = tools_pack(BASE, "obligation: o\nlabel: { fr: A, en: B }\n"
                                    "applies: effectif >= 50\n");
    prse_pack *b = tools_pack(BASE, "obligation: o\nlabel: { fr: A, en: B }\n"
                                    "applies: effectif > 50\n");
    cr_expect_str_neq(prse_pack_digest(a).ptr, prse_pack_digest(b).ptr);
    prse_pack_unref(a);
    prse_pack_unref(b);
}
