/* SPDX-License-Identifier: Apache-2.0 */
/* Files of facts that are broken in one way or another: each is refused with
 * its place and what would be right, and nothing of it is kept. */
#include <string.h>

#include "api/scenarios.h"
#include "support/test.h"

typedef struct broken {
    const char *json;
    prse_status status;
    uint32_t line, column;
    const char *message; /* a part of it */
} broken;

static const broken FILES[] = {
    /* no JSON at all */
    {"", PRSE_EPARSE, 1, 1, "where a value is expected"},
    {"{", PRSE_EPARSE, 1, 2, "expected a key in double quotes"},
    {"{\"effectif\": 60", PRSE_EPARSE, 1, 16, "expected , or }"},
    {"{\"effectif\": 60,}", PRSE_EPARSE, 1, 17, "no comma may stand before }"},
    {"{\"effectif\": 60\n \"accord\": true}", PRSE_EPARSE, 2, 2,
     "expected , or }"},
    {"{\"effectif\" 60}", PRSE_EPARSE, 1, 13, "expected : after the key"},
    {"{effectif: 60}", PRSE_EPARSE, 1, 2, "expected a key in double quotes"},
    {"{'effectif': 60}", PRSE_EPARSE, 1, 2, "expected a key in double quotes"},
    {"{\"effectif\": 60}\n{}", PRSE_EPARSE, 2, 1, "nothing may follow"},
    {"{\"effectif\": 06}", PRSE_EPARSE, 1, 14, "does not begin with 0"},
    {"{\"effectif\": 1.}", PRSE_EPARSE, 1, 14, "is written like -12.5"},
    {"{\"effectif\": .5}", PRSE_EPARSE, 1, 14, "expected a value: text"},
    {"{\"effectif\": +5}", PRSE_EPARSE, 1, 14, "expected a value: text"},
    {"{\"effectif\": nul}", PRSE_EPARSE, 1, 14, "true, false, null"},
    {"{\"effectif\": NaN}", PRSE_EPARSE, 1, 14, "expected a value: text"},
    {"{\"effectif\": \"60}", PRSE_EPARSE, 1, 14, "without closing quote"},
    {"{\"forme\": \"\\x\"}", PRSE_EPARSE, 1, 13, "no such escape"},
    {"{\"effectif\": 60,\n \"effectif\": 70}", PRSE_EPARSE, 2, 2,
     "is here twice (first on line 1)"},
    /* JSON, but no facts */
    {"[]", PRSE_ESCHEMA, 1, 1, "expected an object of facts"},
    {"\n 42", PRSE_ESCHEMA, 2, 2, "expected an object of facts"},
    {"null", PRSE_ESCHEMA, 1, 1, "{\"fact\": value}"},
    /* facts of another pack, or misspelt */
    {"{\"effectifs\": 60}", PRSE_ENOTFOUND, 1, 2, "did you mean `effectif`?"},
    {"{\"accord\": true,\n\"efectif\": 60}", PRSE_ENOTFOUND, 2, 1,
     "did you mean `effectif`?"},
    {"{\"siren\": \"1\",\n\"efectif\": 60}", PRSE_ENOTFOUND, 2, 1,
     "did you mean `effectif`?"},
    {"{\"chiffre_affaires\": 1}", PRSE_ENOTFOUND, 1, 2, "has no fact"},
    /* values of the wrong type */
    {"{\"effectif\": \"soixante\"}", PRSE_ETYPE, 1, 14,
     "write 50, 50..249, [50..300) or >= 50, or a bracket: petit, grand"},
    {"{\"effectif\": true}", PRSE_ETYPE, 1, 14, "write 50, 50..249"},
    {"{\"effectif\": \"60 salariés\"}", PRSE_ETYPE, 1, 14,
     "write 50, 50..249"},
    {"{\"effectif\": -1}", PRSE_ETYPE, 1, 14, ">= 0"},
    {"{\"effectif\":\n  \">= \"}", PRSE_ETYPE, 2, 3, "write 50, 50..249"},
    {"{\"effectif\": \"[10..20\"}", PRSE_ETYPE, 1, 14, "[50..300)"},
    {"{\"effectif\": \"unknown or 5\"}", PRSE_ETYPE, 1, 14,
     "`unknown` is not a value"},
    {"{\"score\": 1.5}", PRSE_ETYPE, 1, 11, "it must be a whole number"},
    {"{\"score\": 101}", PRSE_ETYPE, 1, 11, "<= 100"},
    {"{\"score\": \"10..5\"}", PRSE_ETYPE, 1, 11, "ends before it begins"},
    {"{\"score\": \"(10..11)\"}", PRSE_ETYPE, 1, 11, "the range is empty"},
    {"{\"accord\": \"peut-être\"}", PRSE_ETYPE, 1, 12,
     "expected true or false"},
    {"{\"accord\": 2}", PRSE_ETYPE, 1, 12, "expected true or false"},
    {"{\"accord\": null}", PRSE_ETYPE, 1, 12, "it cannot be null"},
    {"{\"forme\": \"eurl\"}", PRSE_ETYPE, 1, 11, "expected one of sa, sas"},
    {"{\"forme\": [\"sa\",\n \"eurl\"]}", PRSE_ETYPE, 2, 2,
     "expected one of sa, sas"},
    {"{\"creation\": \"2026-02-30\"}", PRSE_ETYPE, 1, 14,
     "write 2026-11-23, >= 2026-01-01"},
    {"{\"creation\": \"01/02/2026\"}", PRSE_ETYPE, 1, 14,
     "write 2026-11-23"},
    {"{\"creation\": 20260101}", PRSE_ETYPE, 1, 14, "write 2026-11-23"},
    /* values of the wrong shape */
    {"{\"effectif\": [60, [70]]}", PRSE_ESCHEMA, 1, 19,
     "a list of values holds values only"},
    {"{\"effectif\": []}", PRSE_ESCHEMA, 1, 14, "write \"unknown\""},
    {"{\"effectif\": {\"25\": 60}}", PRSE_ESCHEMA, 1, 15,
     "expected a year such as 2025"},
    {"{\"effectif\": {\"2025\": 1,\n\"N-1\": 60}}", PRSE_ESCHEMA, 2, 1,
     "expected a year such as 2025"},
    {"{\"effectif\": {\"2025\": \"x\"}}", PRSE_ETYPE, 1, 23,
     "write 50, 50..249"},
    {"{\"effectif\": {\"2025\": {\"a\": 1}}}", PRSE_ESCHEMA, 1, 23,
     "expected a value, or a list of values"},
    {"{\"accord\": {\"2025\": true}}", PRSE_ESCHEMA, 1, 12,
     "is not kept by year"},
};

static void refuse(prse_facts *facts, const broken *b)
{
    prse_error err = {0};
    prse_status status = prse_facts_set_json(facts, prse_str_of(b->json),
                                             "facts.json", &err);
    cr_expect_eq(status, b->status, "%s: %s", b->json,
                 prse_status_name(status));
    cr_expect_eq(err.code, (int32_t)status, "%s", b->json);
    cr_expect_eq(err.line, b->line, "%s: line %u", b->json, err.line);
    cr_expect_eq(err.column, b->column, "%s: column %u", b->json, err.column);
    cr_expect_str_eq(err.file, "facts.json");
    cr_expect(strstr(err.message, b->message), "%s: %s", b->json,
              err.message);
}

static void expect_unchanged(const prse_facts *facts)
{
    prse_fact_state state = {.size = sizeof state};
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        cr_assert_eq(prse_facts_get(facts, i, &state, NULL), PRSE_OK);
        int is_score = state.fact == 5;
        cr_expect_eq(state.given, is_score);
        if (is_score)
            cr_expect(state.value.len == 2 &&
                      memcmp(state.value.ptr, "12", 2) == 0);
    }
}

PRSE_TEST(facts, each_broken_file_is_refused_with_its_place)
{
    prse_pack *pack = NULL;
    prse_facts *facts = NULL;
    size_t count = sizeof FILES / sizeof *FILES;
    cr_assert_geq(count, 40);
    cr_assert_eq(scenario_pack(&pack, NULL), PRSE_OK);
    cr_assert_eq(prse_facts_new(&facts, pack, NULL), PRSE_OK);
    cr_assert_eq(prse_facts_set_int(facts, 5, 0, 12, NULL), PRSE_OK);
    for (size_t i = 0; i < count; i++) {
        refuse(facts, &FILES[i]);
        expect_unchanged(facts);
    }
    prse_facts_free(facts);
    prse_pack_unref(pack);
}

PRSE_TEST(facts, a_fact_that_tells_an_answer_apart_may_stand_in_a_file)
{
    prse_pack *pack = NULL;
    prse_facts *facts = NULL;
    prse_error err = {0};
    prse_fact_state state = {.size = sizeof state};
    cr_assert_eq(scenario_pack(&pack, NULL), PRSE_OK);
    cr_assert_eq(prse_facts_new(&facts, pack, NULL), PRSE_OK);
    cr_assert_eq(prse_facts_set_json(
                     facts, PRSE_STR("{\"siren\": \"1\", \"effectif\": 60}"),
                     NULL, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_facts_get(facts, 1, &state, NULL), PRSE_OK);
    cr_expect_eq(state.given, 1);
    prse_facts_free(facts);
    prse_pack_unref(pack);
}
