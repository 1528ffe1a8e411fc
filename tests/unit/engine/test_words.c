/* SPDX-License-Identifier: Apache-2.0 */
/* How reports tell amounts: with the unit in the number that the language
 * wants; and how they tell a day that is none. */
#include <string.h>

#include "portailrse/obligation.h"
#include "support/test.h"

static const char RULES[] =
    "law: { loi: { title: { fr: L }, url: https://example.org/l, "
    "status: in_force, confidence: text } }\n"
    "facts:\n"
    "  age: { type: number, min: 0, label: { fr: Age, en: Age }, "
    "unit: { fr: ans, en: years }, unit_one: { fr: an, en: year } }\n";

static const char OBLIGATION[] = "obligation: o\n"
                                 "label: { fr: O, en: O }\n"
                                 "applies: age >= 1\n";

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
        {"a.yaml", PRSE_STR(RULES)},
        {"o.yaml", PRSE_STR(OBLIGATION)}};
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load_files(&c.pack, engine, files, 3, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse_facts_new(&c.facts, c.pack, &err), PRSE_OK);
    cr_assert_eq(prse_report_new(&c.report, c.pack, &err), PRSE_OK);
    prse_engine_unref(engine);
    return c;
}

static void end(company c)
{
    prse_report_free(c.report);
    prse_facts_free(c.facts);
    prse_pack_unref(c.pack);
}

static void expect(company c, prse_sentence what, prse_lang lang,
                   const char *wanted)
{
    prse_str told = {0};
    cr_assert_eq(prse_report_sentence(&told, c.report, 0, what, lang, NULL),
                 PRSE_OK);
    cr_expect(told.len == strlen(wanted) &&
                  memcmp(told.ptr, wanted, told.len) == 0,
              "%.*s, not %s", (int)told.len, told.ptr, wanted);
}

PRSE_TEST(words, a_unit_is_singular_where_the_language_has_it_so)
{
    static const struct {
        const char *value, *fr, *en;
    } cases[] = {
        {"0", "Age\u00a0: 0 an", "Age: 0 years"},
        {"1", "Age\u00a0: 1 an", "Age: 1 year"},
        {"1.5", "Age\u00a0: 1,5 an", "Age: 1.5 years"},
        {"2", "Age\u00a0: 2 ans", "Age: 2 years"},
        {"< 1", "Age\u00a0: de 0 à moins de 1 an",
         "Age: from 0 to less than 1 year"},
        {">= 1", "Age\u00a0: au moins 1 an", "Age: at least 1 year"},
        {"[1..3]", "Age\u00a0: de 1 à 3 ans", "Age: from 1 to 3 years"},
    };
    company c = begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_eq(prse_facts_set(c.facts, PRSE_STR("age"), 0,
                                    prse_str_of(cases[i].value), NULL),
                     PRSE_OK);
        cr_assert_eq(prse_report_evaluate(c.report, c.facts,
                                          PRSE_STR("2026-11-23"), NULL),
                     PRSE_OK);
        expect(c, PRSE_SENTENCE_REASON, PRSE_LANG_FR, cases[i].fr);
        expect(c, PRSE_SENTENCE_REASON, PRSE_LANG_EN, cases[i].en);
    }
    end(c);
}

PRSE_TEST(words, what_would_change_an_answer_is_singular_too)
{
    company c = begin();
    prse_facts_set(c.facts, PRSE_STR("age"), 0, PRSE_STR("3"), NULL);
    prse_report_evaluate(c.report, c.facts, PRSE_STR("2026-11-23"), NULL);
    expect(c, PRSE_SENTENCE_CHANGE, PRSE_LANG_FR,
           "Ne serait plus soumis avec\u00a0: Age\u00a0: moins de 1 an "
           "(2 de moins)");
    expect(c, PRSE_SENTENCE_CHANGE, PRSE_LANG_EN,
           "Would leave scope with: Age: less than 1 year (2 fewer)");
    end(c);
}

PRSE_TEST(words, a_day_that_is_none_is_shown)
{
    company c = begin();
    prse_error err = {0};
    cr_expect_eq(prse_report_evaluate(c.report, c.facts,
                                      PRSE_STR("2026-02-30"), &err),
                 PRSE_EPARSE);
    cr_expect_str_eq(err.subject, "date");
    cr_expect_str_eq(err.message,
                     "expected a date such as 2026-11-23, found `2026-02-30`");
    end(c);
}
