/* SPDX-License-Identifier: Apache-2.0 */
/* What a receipt looks like, and that it can be checked again. */
#include <stdlib.h>
#include <string.h>

#include "formats/json_canonical.h"
#include "scene.h"

static const char COMPANY[] =
    "{\"effectif\": {\"2025\": 60, \"2024\": \"50..70\"},"
    " \"forme\": [\"sa\", \"sas\"], \"publie\": false, \"creation\": null,"
    " \"nom\": \"L'\\u00e9t\\u00e9\"}";

PRSE_TEST(receipt_form, the_whole)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    prse__buf expected;
    prse__buf_init(&expected, 0);
    prse__buf_addf(
        &expected,
        "{\"date\":\"2026-11-26\","
        "\"facts\":{\"creation\":\"null\","
        "\"effectif\":{\"2024\":\"[50..70]\",\"2025\":\"60\"},"
        "\"forme\":\"sa or sas\",\"nom\":\"L'été\",\"publie\":\"false\"},"
        "\"facts_digest\":\"%.64s\","
        "\"issued\":\"2026-11-26T20:58:27Z\",\"library\":\"%s\","
        "\"pack\":{\"digest\":\"%s\",\"id\":\"essai\",\"version\":\"s50\"},"
        "\"receipt\":1,"
        "\"result\":{\"rapport\":{\"answer\":\"subject\",\"reason\":["
        "{\"fact\":\"effectif\",\"value\":\"60\",\"year\":0},"
        "{\"fact\":\"effectif\",\"value\":\"[50..70]\",\"year\":-1}],"
        "\"since\":2025},"
        "\"site\":{\"answer\":\"unknown\",\"reason\":[],\"since\":null}},"
        "\"subject\":\"130025265\"}",
        strstr(receipt, "facts_digest") + 15, prse_version(),
        prse_pack_digest(pack).ptr);
    cr_expect_str_eq(receipt, expected.ptr);
    cr_expect(scene_holds(receipt, pack, NULL));
    prse__buf_free(&expected);
    free(receipt);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_form, is_canonical_json)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    prse__buf again;
    prse__buf_init(&again, 0);
    cr_assert_eq(prse__json_canonical(&again, prse_str_of(receipt), NULL),
                 PRSE_OK);
    cr_expect_str_eq(receipt, again.ptr);
    prse__buf_free(&again);
    free(receipt);
    prse_pack_unref(pack);
}

/* Members in another order, blanks and other escapes say the same. */
PRSE_TEST(receipt_form, may_be_set_out_otherwise)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    char *spaced = scene_replace(receipt, "\"facts\":{\"creation\":\"null\",",
                                 "\"facts\" : {\n\t");
    char *moved = scene_replace(spaced, "\"publie\":\"false\"}",
                                "\"publie\":\"f\\u0061lse\","
                                "\"creation\":\"null\"}");
    cr_expect(scene_holds(moved, pack, NULL));
    free(receipt);
    free(spaced);
    free(moved);
    prse_pack_unref(pack);
}

static char *of_facts(prse_pack *pack, const prse_facts *facts)
{
    prse_text *text;
    cr_assert_eq(prse_receipt_make(&text, pack, facts, prse_str_of(SCENE_DAY),
                                   NULL, NULL),
                 PRSE_OK);
    return scene_copy(text);
}

static void expect_facts(prse_pack *pack, const prse_facts *facts,
                         const char *expected)
{
    char *receipt = of_facts(pack, facts);
    cr_expect_not_null(strstr(receipt, expected), "%s", receipt);
    cr_expect(scene_holds(receipt, pack, NULL), "%s", receipt);
    free(receipt);
}

PRSE_TEST(receipt_form, years_that_nobody_named_are_relative)
{
    prse_pack *pack = scene_pack("50");
    prse_facts *facts = scene_facts(pack, "{}");
    expect_facts(pack, facts, "\"facts\":{},");
    prse_facts_set(facts, PRSE_STR("effectif"), 0, PRSE_STR("60"), NULL);
    expect_facts(pack, facts, "\"facts\":{\"effectif\":\"60\"},");
    prse_facts_set(facts, PRSE_STR("effectif"), -1, PRSE_STR("70"), NULL);
    prse_facts_set(facts, PRSE_STR("effectif"), -2, PRSE_STR("80"), NULL);
    expect_facts(pack, facts,
                 "\"facts\":{\"effectif\":{\"-1\":\"70\",\"-2\":\"80\","
                 "\"0\":\"60\"}},");
    prse_facts_free(facts);
    prse_pack_unref(pack);
}

/* Which year is N must not depend on what is known of it. */
PRSE_TEST(receipt_form, the_last_year_is_named_even_when_nothing_is_known)
{
    prse_pack *pack = scene_pack("50");
    prse_facts *facts = scene_facts(
        pack, "{\"effectif\": {\"2025\": \"unknown\", \"2024\": 60}}");
    expect_facts(pack, facts,
                 "\"facts\":{\"effectif\":{\"2024\":\"60\","
                 "\"2025\":\"unknown\"}},");
    prse_facts_free(facts);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_form, what_is_not_said_is_left_out)
{
    prse_pack *pack = scene_pack("50");
    prse_facts *facts = scene_facts(pack, "{}");
    char *receipt = of_facts(pack, facts);
    cr_expect_null(strstr(receipt, "subject\":\"1"));
    cr_expect_null(strstr(receipt, "issued"));
    cr_expect_null(strstr(receipt, "signature"));
    free(receipt);
    prse_facts_free(facts);
    prse_pack_unref(pack);
}

typedef struct misuse {
    prse_str subject;
    const char *date;
    prse_status status;
} misuse;

/* What could not be read again is not made. */
PRSE_TEST(receipt_form, one_that_is_too_long_is_not_made)
{
    static char subject[1 << 20];
    prse_pack *pack = scene_pack("50");
    prse_facts *facts = scene_facts(pack, "{}");
    prse_text *text;
    prse_error err = {0};
    memset(subject, '1', sizeof subject);
    prse_receipt_options opts = {.size = sizeof opts,
                                 .subject = {subject, sizeof subject}};
    cr_expect_eq(prse_receipt_make(&text, pack, facts,
                                   prse_str_of(SCENE_DAY), &opts, &err),
                 PRSE_ELIMIT);
    cr_expect_eq(err.code, PRSE_ELIMIT);
    prse_facts_free(facts);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_form, a_text_that_no_json_of_ours_holds_is_refused)
{
    prse_pack *pack = scene_pack("50");
    prse_facts *facts = scene_facts(pack, "{}");
    prse_text *text;
    prse_error err = {0};
    if (prse_facts_set(facts, PRSE_STR("nom"), 0, (prse_str){"a\0b", 3},
                       NULL) == PRSE_OK) {
        cr_expect_eq(prse_receipt_make(&text, pack, facts,
                                       prse_str_of(SCENE_DAY), NULL, &err),
                     PRSE_EINVAL);
        cr_expect_eq(err.code, PRSE_EINVAL);
    }
    prse_facts_free(facts);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_form, a_wrong_call_is_refused)
{
    static const misuse wrong[] = {
        {{"\xff", 1}, "2026-11-26", PRSE_EINVAL},
        {{"a\0b", 3}, "2026-11-26", PRSE_EINVAL},
        {{"1", 1}, "2026-13-01", PRSE_EPARSE},
        {{"1", 1}, "", PRSE_EPARSE}};
    prse_pack *pack = scene_pack("50"), *other = scene_pack("40");
    prse_facts *facts = scene_facts(pack, "{}");
    prse_text *text;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        prse_error err = {0};
        prse_receipt_options opts = {.size = sizeof opts,
                                     .subject = wrong[i].subject};
        cr_expect_eq(prse_receipt_make(&text, pack, facts,
                                       prse_str_of(wrong[i].date), &opts,
                                       &err),
                     wrong[i].status);
        cr_expect_eq(err.code, (int32_t)wrong[i].status);
    }
    cr_expect_eq(prse_receipt_make(&text, other, facts,
                                   prse_str_of(SCENE_DAY), NULL, NULL),
                 PRSE_EINVAL);
    cr_expect_eq(prse_receipt_make(NULL, pack, facts, prse_str_of(SCENE_DAY),
                                   NULL, NULL),
                 PRSE_EINVAL);
    prse_receipt_options none = {.size = 0};
    cr_expect_eq(prse_receipt_make(&text, pack, facts, prse_str_of(SCENE_DAY),
                                   &none, NULL),
                 PRSE_EABI);
    prse_facts_free(facts);
    prse_pack_unref(pack);
    prse_pack_unref(other);
}
