/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that are no receipt, or want to do harm. */
#include <stdlib.h>
#include <string.h>

#include "scene.h"

typedef struct hostile {
    const char *text;
    prse_status status;
    const char *says;
} hostile;

static const hostile HOSTILES[] = {
    {"", PRSE_EPARSE, ""},
    {"receipt", PRSE_EPARSE, ""},
    {"[]", PRSE_ESCHEMA, "not a receipt"},
    {"1", PRSE_ESCHEMA, "not a receipt"},
    {"{}", PRSE_ESCHEMA, "not a receipt"},
    {"{\"receipt\":null}", PRSE_ESCHEMA, "not a receipt"},
    {"{\"receipt\":\"1\"}", PRSE_ESCHEMA, "not a receipt"},
    {"{\"receipt\":1e0}", PRSE_ESCHEMA, "not a receipt"},
    {"{\"receipt\":2}", PRSE_ESCHEMA, "of the form 2"},
    {"{\"receipt\":2,\"new\":[]}", PRSE_ESCHEMA, "of the form 2"},
    {"{\"receipt\":0}", PRSE_ESCHEMA, "of the form 0"},
    {"{\"receipt\":99999999999999}", PRSE_ESCHEMA, "not a receipt"},
    {"{\"receipt\":1}", PRSE_ESCHEMA, "`date` is missing"},
    {"{\"receipt\":1,\"receipt\":1}", PRSE_EPARSE, "twice"},
};

PRSE_TEST(receipt_hostile, what_is_no_receipt_is_refused)
{
    for (size_t i = 0; i < sizeof HOSTILES / sizeof *HOSTILES; i++) {
        scene_checked c = scene_verify(HOSTILES[i].text, NULL, NULL, NULL);
        cr_expect_eq(c.status, HOSTILES[i].status, "%zu: %s", i,
                     c.err.message);
        cr_expect_not_null(strstr(c.err.message, HOSTILES[i].says), "%zu: %s",
                           i, c.err.message);
        scene_checked_free(&c);
    }
}

/* Each member with values of each wrong kind. */
static const char *const MEMBERS[] = {
    "\"date\":\"2026-11-26\"", "\"issued\":\"2026-11-26T20:58:27Z\"",
    "\"receipt\":1", "\"subject\":\"130025265\"", "\"id\":\"essai\"",
    "\"version\":\"s50\"", "\"effectif\":\"60\"", "\"publie\":\"true\"",
    "\"year\":0", "\"value\":\"true\"", "\"answer\":\"subject\"",
    "\"since\":null", "\"fact\":\"publie\""};

static void expect_refused(const char *receipt, const char *from,
                           const char *value)
{
    prse__buf to;
    prse__buf_init(&to, 0);
    prse__buf_addf(&to, "%.*s:%s", (int)strcspn(from, ":"), from, value);
    char *changed = scene_replace(receipt, from, to.ptr);
    scene_checked c = scene_verify(changed, NULL, NULL, NULL);
    cr_expect_eq(c.status, PRSE_ESCHEMA, "%s: %s", to.ptr, c.err.message);
    cr_expect_gt(c.err.line, 0);
    scene_checked_free(&c);
    free(changed);
    prse__buf_free(&to);
}

PRSE_TEST(receipt_hostile, a_member_of_a_wrong_kind_is_told_with_its_place)
{
    static const char *const values[] = {"[]", "[{}]", "true", "1.5",
                                         "123456789012"};
    prse_pack *pack = scene_pack("50");
    char *receipt =
        scene_make(pack, "{\"effectif\": 60, \"publie\": true}", NULL);
    for (size_t m = 0; m < sizeof MEMBERS / sizeof *MEMBERS; m++)
        for (size_t v = 0; v < sizeof values / sizeof *values; v++)
            expect_refused(receipt, MEMBERS[m], values[v]);
    free(receipt);
    prse_pack_unref(pack);
}

static const char *const YEARS[] = {
    "{\"2025\":\"60\",\"-1\":\"50\"}", /* both kinds */
    "{\"-\":\"60\"}",
    "{\"--1\":\"60\"}",
    "{\"-01\":\"60\"}",
    "{\"1\":\"60\"}",
    "{\"-1000\":\"60\"}",
    "{\"1899\":\"60\"}",
    "{\"20256\":\"60\"}",
    "{\"\":\"60\"}",
    "{\"2025\":60}",
    "{\"2025\":[\"60\"]}",
    "60",
};

PRSE_TEST(receipt_hostile, a_year_is_one_or_the_other)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, "{\"effectif\": 60}", NULL);
    for (size_t i = 0; i < sizeof YEARS / sizeof *YEARS; i++)
        expect_refused(receipt, "\"effectif\":\"60\"", YEARS[i]);
    free(receipt);
    prse_pack_unref(pack);
}

static void expect_status(prse__buf *text, prse_status status)
{
    scene_checked c = scene_verify(text->ptr, NULL, NULL, NULL);
    cr_expect_eq(c.status, status, "%s", c.err.message);
    scene_checked_free(&c);
    prse__buf_free(text);
}

PRSE_TEST(receipt_hostile, deep_and_huge_ones_meet_a_limit)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_adds(&text, "{\"receipt\":1,\"facts\":");
    for (int i = 0; i < 100000; i++)
        prse__buf_addc(&text, '[');
    expect_status(&text, PRSE_ELIMIT);
    for (int i = 0; i < 1 << 21; i++)
        prse__buf_addc(&text, ' ');
    expect_status(&text, PRSE_ELIMIT);
}

/* Every reason looks for its fact: many of both would take for ever. */
PRSE_TEST(receipt_hostile, many_facts_and_reasons_meet_a_limit)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, "{\"effectif\": 60}", NULL);
    prse__buf facts;
    prse__buf_init(&facts, 0);
    for (int i = 0; i < 5000; i++)
        prse__buf_addf(&facts, "\"f%d\":\"1\",", i);
    prse__buf_adds(&facts, "\"effectif\":\"60\"");
    char *changed = scene_replace(receipt, "\"effectif\":\"60\"", facts.ptr);
    scene_checked c = scene_verify(changed, NULL, NULL, NULL);
    cr_expect_eq(c.status, PRSE_ELIMIT);
    scene_checked_free(&c);
    prse__buf_free(&facts);
    free(changed);
    free(receipt);
    prse_pack_unref(pack);
}

static void add_times(prse__buf *out, char c, int times)
{
    while (times-- > 0)
        prse__buf_addc(out, c);
}

/* What was found quotes the receipt, once for each mention. */
static void expect_short_report(int value, int id, int uses)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, "{\"publie\": true}", NULL);
    prse__buf to;
    prse__buf_init(&to, 0);
    prse__buf_adds(&to, "\"publie\":\"");
    add_times(&to, 'v', value);
    prse__buf_adds(&to, "\"");
    char *facts = scene_replace(receipt, "\"publie\":\"true\"", to.ptr);
    prse__buf_clear(&to);
    prse__buf_adds(&to, "\"result\":{\"");
    add_times(&to, 'o', id);
    prse__buf_adds(&to, "\":{\"answer\":\"subject\",\"reason\":[");
    for (int i = 0; i < uses; i++)
        prse__buf_addf(&to, "%s{\"fact\":\"publie\",\"value\":\"1\","
                       "\"year\":0}", i ? "," : "");
    prse__buf_adds(&to, "],\"since\":null},");
    char *changed = scene_replace(facts, "\"result\":{", to.ptr);
    scene_checked c = scene_verify(changed, pack, NULL, "2026-11-26");
    cr_expect_eq(c.status, PRSE_OK, "%s", c.err.message);
    cr_expect_eq(c.check.consistent, 0);
    if (c.report)
        cr_expect_lt(strlen(c.report), (size_t)(8 << 20));
    scene_checked_free(&c);
    prse__buf_free(&to);
    free(changed);
    free(facts);
    free(receipt);
    prse_pack_unref(pack);
}

/* A name of a fact, once for each of its years. */
PRSE_TEST(receipt_hostile, many_years_of_a_fact_meet_a_limit)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, "{\"effectif\": 60}", NULL);
    prse__buf years;
    prse__buf_init(&years, 0);
    prse__buf_adds(&years, "\"effectif\":{");
    for (int i = 1900; i < 2100; i++)
        prse__buf_addf(&years, "%s\"%d\":\"1\"", i > 1900 ? "," : "", i);
    prse__buf_adds(&years, "}");
    char *changed =
        scene_replace(receipt, "\"effectif\":\"60\"", years.ptr);
    scene_checked c = scene_verify(changed, NULL, NULL, NULL);
    cr_expect_eq(c.status, PRSE_ELIMIT, "%s", c.err.message);
    scene_checked_free(&c);
    prse__buf_free(&years);
    free(changed);
    free(receipt);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_hostile, a_long_value_is_not_told_again_and_again)
{
    expect_short_report(50000, 10, 2000);
}

PRSE_TEST(receipt_hostile, nor_is_a_long_obligation)
{
    expect_short_report(10, 50000, 2000);
}

PRSE_TEST(receipt_hostile, a_wrong_call_is_refused)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, "{}", NULL);
    scene_checked c = scene_verify(receipt, NULL, NULL, SCENE_DAY);
    cr_expect_eq(c.status, PRSE_EINVAL);
    scene_checked_free(&c);
    c = scene_verify(receipt, pack, NULL, "tomorrow");
    cr_expect_eq(c.status, PRSE_EPARSE);
    scene_checked_free(&c);
    prse_receipt_check small = {.size = 0};
    cr_expect_eq(prse_receipt_verify(&small, NULL, prse_str_of(receipt), NULL,
                                     NULL),
                 PRSE_EABI);
    cr_expect_eq(prse_receipt_verify(NULL, NULL, prse_str_of(receipt), NULL,
                                     NULL),
                 PRSE_EINVAL);
    free(receipt);
    prse_pack_unref(pack);
}
