/* SPDX-License-Identifier: Apache-2.0 */
/* What is computed from facts is known only when they are; what must be
 * coherent is complained of only when it surely is not. */
#include <stdio.h>
#include <string.h>

#include "portailrse/obligation.h"
#include "support/test.h"

static const char BASE[] =
    "law: { loi: { title: { fr: L }, url: https://example.org/l, "
    "status: in_force, confidence: text } }\n"
    "facts:\n"
    "  a: { type: number, years: 2, label: { fr: A } }\n"
    "  b: { type: number, label: { fr: B } }\n"
    "  c: { type: number, nullable: true, label: { fr: C } }\n"
    "  v: { type: boolean, label: { fr: V } }\n"
    "definitions:\n"
    "  deux_ans: { value: a >= 50, over: { years: 2 } }\n"
    "  double: { value: a * 2 }\n"
    "coherence:\n"
    "  ordre: { check: b <= c, text: { fr: ordre, en: order } }\n"
    "  dedans: { check: 'c in [10..20]', text: { fr: dedans, en: in } }\n"
    "  entre: { check: 5 <= b and b <= 6, text: { fr: entre, en: mid } }\n"
    "  nul: { check: c = null or c - b >= 0, text: { fr: nul, en: nul } }\n";

static const char OBLIGATION[] =
    "obligation: o\n"
    "label: { fr: O }\n"
    "applies: a >= 50 or a < 50\n"
    "outputs:\n"
    "  x: { label: { fr: X }, compute: if deux_ans then 1 else 2 }\n"
    "  y: { label: { fr: Y }, compute: double + b }\n"
    "  z: { label: { fr: Z }, compute: \"jour > date(\\\"2026-01-01\\\") and"
    " annee = 2026\" }\n"
    "status: 'if deux_ans then \"a_jour\" else \"en_cours\"'\n";

typedef struct company {
    prse_pack *pack;
    prse_facts *facts;
    prse_report *report;
} company;

static company begin(void)
{
    company c = {0};
    prse_engine *engine = NULL;
    prse_error err = {0};
    const prse_pack_file files[] = {
        {"pack.yaml", PRSE_STR("pack: p\nversion: 1\nlabel: { fr: P }\n"
                               "reviewed: 2026-01-01\n"
                               "files: [a.yaml, o.yaml]\n")},
        {"a.yaml", PRSE_STR(BASE)},
        {"o.yaml", PRSE_STR(OBLIGATION)}};
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load_files(&c.pack, engine, files, 3, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_facts_new(&c.facts, c.pack, &err), PRSE_OK);
    cr_assert_eq(prse_report_new(&c.report, c.pack, &err), PRSE_OK);
    prse_engine_unref(engine);
    return c;
}

static void end(company *c)
{
    prse_report_free(c->report);
    prse_facts_free(c->facts);
    prse_pack_unref(c->pack);
}

static void know(company *c, const char *json)
{
    prse_error err = {0};
    cr_assert_eq(prse_facts_set_json(c->facts, prse_str_of(json), NULL, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_report_evaluate(c->report, c->facts,
                                      PRSE_STR("2026-11-23"), &err),
                 PRSE_OK);
}

/* An output, "?" when it is not known. */
static void expect_output(const char *json, size_t output, const char *text)
{
    company c = begin();
    prse_str value = {0};
    int known = -1;
    know(&c, json);
    cr_assert_eq(prse_report_output(&value, c.report, 0, output, &known,
                                    NULL),
                 PRSE_OK);
    char found[64] = "?";
    if (known)
        snprintf(found, sizeof found, "%.*s", (int)value.len, value.ptr);
    cr_expect_str_eq(found, text, "%s", json);
    end(&c);
}

PRSE_TEST(evaluate, a_definition_over_years_is_known_with_all_of_them)
{
    expect_output("{\"a\": {\"2025\": 60, \"2024\": 60}}", 0, "1");
    expect_output("{\"a\": {\"2025\": 60, \"2024\": 10}}", 0, "2");
    expect_output("{\"a\": {\"2025\": 60}}", 0, "?");
    expect_output("{\"a\": {\"2025\": 10}}", 0, "2");
    expect_output("{\"a\": {\"2025\": \">= 50\", \"2024\": \"60..70\"}}", 0,
                  "1");
    expect_output("{}", 0, "?");
}

PRSE_TEST(evaluate, arithmetic_needs_exact_facts)
{
    expect_output("{\"a\": 10, \"b\": 1}", 1, "21");
    expect_output("{\"a\": 10}", 1, "?");
    expect_output("{\"a\": \"10..11\", \"b\": 1}", 1, "?");
    expect_output("{}", 2, "true");
}

static void expect_compliance(const char *json, prse_compliance is)
{
    company c = begin();
    prse_compliance found = PRSE_UNDECIDED;
    know(&c, json);
    cr_assert_eq(prse_report_compliance(c.report, 0, &found, NULL), PRSE_OK);
    cr_expect_eq(found, is, "%s: %d", json, (int)found);
    end(&c);
}

PRSE_TEST(evaluate, compliance_takes_what_is_missing_for_absent)
{
    expect_compliance("{\"a\": {\"2025\": 60, \"2024\": 60}}",
                      PRSE_UP_TO_DATE);
    expect_compliance("{\"a\": {\"2025\": 60}}", PRSE_IN_PROGRESS);
    expect_compliance("{\"a\": 10}", PRSE_IN_PROGRESS);
}

/* --- Coherence --- */

static void expect_warnings(const char *json, const char *texts)
{
    company c = begin();
    char found[128] = "";
    know(&c, json);
    for (size_t i = 0; i < prse_facts_warning_count(c.facts); i++) {
        prse_str one = prse_facts_warning(c.facts, i, PRSE_LANG_FR);
        strcat(found, i ? " " : "");
        strncat(found, one.ptr, one.len);
    }
    cr_expect_str_eq(found, texts, "%s: %s", json, found);
    end(&c);
}

PRSE_TEST(coherence, what_cannot_hold_is_told)
{
    expect_warnings("{\"b\": 5, \"c\": 4}", "ordre dedans nul");
    expect_warnings("{\"b\": \"5..6\", \"c\": \"1..4\"}", "ordre nul");
    expect_warnings("{\"b\": 7, \"c\": 15}", "entre");
    /* without an end: at least 7, at most 4 */
    expect_warnings("{\"b\": \">= 7\", \"c\": \"1..4\"}", "ordre nul");
    expect_warnings("{\"b\": 5, \"c\": \"<= 4\"}", "ordre nul");
}

PRSE_TEST(coherence, what_may_hold_is_not)
{
    expect_warnings("{}", "");
    expect_warnings("{\"b\": 5, \"c\": 15}", "");
    expect_warnings("{\"b\": \"0..10\", \"c\": \"5..6\"}", "");
    /* 15 and 5.5 are possible, though no end of the ranges holds */
    expect_warnings("{\"c\": \"0..30\"}", "");
    expect_warnings("{\"b\": \"0..30\"}", "");
    expect_warnings("{\"b\": 5, \"c\": null}", "");
    expect_warnings("{\"b\": \">= 7\", \"c\": \">= 3\"}", "");
}
