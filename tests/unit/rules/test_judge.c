/* SPDX-License-Identifier: Apache-2.0 */
/* Answers, reasons, counterfactuals and questions, by example; that they hold
 * always is shown by test_soundness.c. */
#include <stdio.h>
#include <string.h>

#include "rules/cell_text.h"
#include "rules/change.h"
#include "rules/profile.h"
#include "rules/question.h"
#include "support/fault.h"
#include "support/test.h"

static const char BASE[] =
    "law: { loi: { title: { fr: L }, url: https://example.org/l, "
    "status: in_force, confidence: text } }\n"
    "facts:\n"
    "  x: { type: number, label: { fr: X }, years: 2,"
    " unit: { fr: salariés } }\n"
    "  n: { type: number, label: { fr: N }, nullable: true }\n"
    "  b: { type: boolean, label: { fr: B } }\n"
    "  c: { type: boolean, label: { fr: C } }\n"
    "  t: { type: text, label: { fr: T }, values: { sa: { fr: S }, "
    "sas: { fr: S }, snc: { fr: S } } }\n"
    "  preuve: { type: boolean, label: { fr: P }, evidence: true }\n"
    "thresholds:\n"
    "  s: { law: loi, from: { 2020-01-01: 50, 2026-01-01: 100 } }\n"
    "definitions:\n"
    "  deux_ans: { value: x >= 50, over: { years: 2 } }\n";

typedef struct company {
    prse__arena *arena;
    prse__ruleset rules;
    prse__profile profile;
    prse__judge judge;
    prse__asker asker;
} company;

static prse_status read_pack(const prse__pack_tree **pack,
                             prse__arena *arena, const char *rule,
                             prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "obligation: o\nlabel: { fr: O }\n%s", rule);
    prse__pack_file files[] = {
        {"pack.yaml",
         PRSE_STR("pack: p\nversion: 1\nlabel: { fr: P }\n"
                  "reviewed: 2026-01-01\nfiles: [a.yaml, o.yaml]\n")},
        {"a.yaml", prse_str_of(BASE)},
        {"o.yaml", prse__buf_str(&text)}};
    prse__pack_input input = {files, 3, NULL, 0};
    prse_status status = prse__pack_read(pack, arena, &input, err);
    prse__buf_free(&text);
    return status;
}

static void begin(company *k, const char *rule)
{
    const prse__pack_tree *pack = NULL;
    prse_error err = {0};
    k->arena = prse__arena_new(0);
    cr_assert_eq(read_pack(&pack, k->arena, rule, &err), PRSE_OK, "%s",
                 err.message);
    cr_assert_eq(prse__ruleset_compile(&k->rules, k->arena, pack, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse__profile_init(&k->profile, &k->rules, &err), PRSE_OK);
    cr_assert_eq(prse__judge_init(&k->judge, &k->rules, &err), PRSE_OK);
    cr_assert_eq(prse__asker_init(&k->asker, &k->rules, &err), PRSE_OK);
}

static void end(company *k)
{
    prse__asker_free(&k->asker);
    prse__judge_free(&k->judge);
    prse__profile_free(&k->profile);
    prse__ruleset_free(&k->rules);
    prse__arena_free(k->arena);
}

static size_t var_of(const company *k, const char *id)
{
    size_t fact = prse__pack_name(k->rules.pack, prse_str_of(id))->index;
    return k->rules.fact_vars[fact];
}

/* "x=60 x@-1=50..249 b=true" */
static void know(company *k, const char *facts)
{
    char id[16], value[32], year[4];
    prse_error err = {0};
    for (int size = 0; sscanf(facts, " %15[^=@ ]%n", id, &size) == 1;
         facts += size) {
        facts += size;
        int back = 0, more = 0;
        if (sscanf(facts, "@-%3[0-9]%n", year, &more) == 1)
            back = year[0] - '0';
        facts += more;
        cr_assert_eq(sscanf(facts, "=%31[^ ]%n", value, &size), 1);
        size_t fact = prse__pack_name(k->rules.pack, prse_str_of(id))->index;
        cr_assert_eq(prse__profile_set(
                         &k->profile,
                         prse__profile_slot(&k->profile, fact, -back),
                         prse_str_of(value), (prse__place){0}, &err),
                     PRSE_OK, "%s", err.message);
    }
}

static void judge_on(company *k, const char *day)
{
    prse__date date = 0;
    cr_assert(prse__date_parse(&date, prse_str_of(day)));
    prse__judge_run(&k->judge, k->profile.masks, date, SIZE_MAX);
}

/* The answer on a day, and the facts of its reason. */
static void expect(const char *rule, const char *facts, const char *day,
                   prse__dd answer, const char *reason)
{
    company k;
    prse__buf buf;
    begin(&k, rule);
    know(&k, facts);
    judge_on(&k, day);
    cr_expect_eq(prse__judge_answer(&k.judge, 0), answer, "%s: %s on %s: %u",
                 rule, facts, day, prse__judge_answer(&k.judge, 0));
    prse__buf_init(&buf, 0);
    const uint32_t *found;
    size_t count = prse__judge_reason(&found, &k.judge, 0);
    for (size_t i = 0; i < count; i++) {
        const prse__var *v = &k.rules.vars[found[i]];
        prse__buf_addf(&buf, i ? " %s" : "%s", v->fact->id.ptr);
        if (v->year)
            prse__buf_addf(&buf, "@%d", (int)v->year);
    }
    cr_expect_str_eq(buf.ptr ? buf.ptr : "", reason, "%s: %s", rule, facts);
    prse__buf_free(&buf);
    end(&k);
}

static const char TODAY[] = "2026-11-23";

PRSE_TEST(judge, a_tautology_is_true_of_a_missing_fact)
{
    expect("applies: x >= 50 or x < 50\n", "", TODAY, PRSE__DD_TRUE, "");
    expect("applies: x >= 50 and x < 50\n", "", TODAY, PRSE__DD_FALSE, "");
    expect("applies: b or not(b)\n", "", TODAY, PRSE__DD_TRUE, "");
    expect("applies: if b then true else true\n", "", TODAY, PRSE__DD_TRUE,
           "");
    /* null is possible, and then neither holds */
    expect("applies: n >= 50 or n < 50\n", "", TODAY, PRSE__DD_NULL, "");
}

PRSE_TEST(judge, an_answer_is_given_when_all_completions_agree)
{
    expect("applies: x >= 50\n", "x=60", TODAY, PRSE__DD_TRUE, "x");
    expect("applies: x >= 50\n", "x=50..249", TODAY, PRSE__DD_TRUE, "x");
    expect("applies: x >= 50\n", "x=10..60", TODAY, PRSE__DD_NULL, "");
    expect("applies: x >= 50\n", "", TODAY, PRSE__DD_NULL, "");
    expect("applies: x >= 50 and b\n", "b=false", TODAY, PRSE__DD_FALSE, "b");
}

PRSE_TEST(judge, the_reason_is_minimal)
{
    expect("applies: x >= 50 and b\n", "x=10 b=false", TODAY, PRSE__DD_FALSE,
           "x");
    expect("applies: x >= 50 or b\n", "x=10 b=true c=true", TODAY,
           PRSE__DD_TRUE, "b");
    expect("applies: (x >= 50 and b) or (x < 50 and c)\n",
           "x=10 b=true c=true", TODAY, PRSE__DD_TRUE, "x c");
    expect("applies: true\n", "x=10", TODAY, PRSE__DD_TRUE, "");
}

PRSE_TEST(judge, the_law_of_the_day_counts)
{
    expect("applies: x >= s\n", "x=60", "2025-12-31", PRSE__DD_TRUE, "x");
    expect("applies: x >= s\n", "x=60", "2026-01-01", PRSE__DD_FALSE, "x");
    expect("applies: x >= s\n", "x=60", "2019-12-31", PRSE__DD_NULL, "");
    expect("from: 2024-01-01\nto: 2025-01-01\napplies: b\n", "b=true",
           "2023-12-31", PRSE__DD_FALSE, "");
    expect("from: 2024-01-01\nto: 2025-01-01\napplies: b\n", "b=true",
           "2024-12-31", PRSE__DD_TRUE, "b");
    expect("from: 2024-01-01\nto: 2025-01-01\napplies: b\n", "b=true",
           "2025-01-01", PRSE__DD_FALSE, "");
    expect("applies: { 2024-01-01: b, 2025-01-01: not(b) }\n", "b=true",
           "2025-06-01", PRSE__DD_FALSE, "b");
}

PRSE_TEST(judge, each_of_the_years_must_hold)
{
    expect("applies: deux_ans\n", "x=60 x@-1=60", TODAY, PRSE__DD_TRUE,
           "x x@-1");
    expect("applies: deux_ans\n", "x=60 x@-1=10", TODAY, PRSE__DD_FALSE,
           "x@-1");
    expect("applies: deux_ans\n", "x=60", TODAY, PRSE__DD_NULL, "");
    expect("applies: deux_ans\n", "x=10", TODAY, PRSE__DD_FALSE, "x");
}

PRSE_TEST(judge, there_are_five_answers)
{
    static const char RULE[] = "requires: b\napplies: c\n"
                               "recommended: t = \"sa\"\n";
    expect(RULE, "b=false", TODAY, PRSE__DD_INSUFFICIENT, "b");
    expect(RULE, "b=true c=true", TODAY, PRSE__DD_TRUE, "b c");
    expect(RULE, "b=true c=false t=sa", TODAY, PRSE__DD_RECOMMENDED,
           "b c t");
    expect(RULE, "b=true c=false t=sas", TODAY, PRSE__DD_FALSE, "b c t");
    expect(RULE, "b=true c=false", TODAY, PRSE__DD_NULL, "");
}

PRSE_TEST(judge, one_obligation_alone_may_be_judged)
{
    company k;
    begin(&k, "applies: b\n");
    know(&k, "b=true");
    prse__judge_run(&k.judge, k.profile.masks, 20000, 0);
    cr_expect_eq(prse__judge_answer(&k.judge, 0), PRSE__DD_TRUE);
    prse__judge_run(&k.judge, k.profile.masks, 20000, 1);
    cr_expect_eq(prse__judge_answer(&k.judge, 0), PRSE__DD_NULL);
    end(&k);
}

PRSE_TEST(judge, the_same_cells_in_the_same_period_are_judged_once)
{
    company k;
    begin(&k, "applies: x >= s\n");
    know(&k, "x=60");
    judge_on(&k, "2025-12-31");
    uint64_t run = k.judge.run;
    know(&k, "x=70");
    judge_on(&k, "2025-06-01");
    cr_expect_eq(k.judge.run, run);
    cr_expect_eq(prse__judge_answer(&k.judge, 0), PRSE__DD_TRUE);
    judge_on(&k, TODAY); /* the threshold is 100 now */
    cr_expect_gt(k.judge.run, run);
    cr_expect_eq(prse__judge_answer(&k.judge, 0), PRSE__DD_FALSE);
    know(&k, "x=120");
    judge_on(&k, TODAY);
    cr_expect_eq(prse__judge_answer(&k.judge, 0), PRSE__DD_TRUE);
    prse__judge_run(&k.judge, k.profile.masks, 0, 1);
    cr_expect_eq(prse__judge_answer(&k.judge, 0), PRSE__DD_NULL);
    end(&k);
}

PRSE_TEST(judge, stamps_may_run_over)
{
    company k;
    begin(&k, "applies: x >= 50 and b\n");
    know(&k, "x=60");
    judge_on(&k, TODAY);
    k.judge.stamp = UINT32_MAX - 1;
    k.asker.restrict_.stamp = UINT32_MAX - 1;
    k.asker.stamp = UINT32_MAX - 1;
    for (int i = 0; i < 4; i++) {
        prse__question q;
        know(&k, i % 2 ? "c=true" : "c=false");
        judge_on(&k, TODAY);
        cr_expect_eq(prse__judge_answer(&k.judge, 0), PRSE__DD_NULL);
        cr_expect(prse__asker_find(&q, &k.asker, &k.judge, NULL));
        cr_expect_eq(q.var, var_of(&k, "b"));
    }
    end(&k);
}

/* --- Counterfactuals --- */

/* The change through one fact, as text; "" when there is none. */
static void expect_change(const char *rule, const char *facts,
                          const char *fact, const char *text)
{
    company k;
    prse__change change;
    prse__buf buf;
    begin(&k, rule);
    know(&k, facts);
    judge_on(&k, TODAY);
    prse__buf_init(&buf, 0);
    size_t var = var_of(&k, fact);
    if (prse__change_find(&change, &k.judge, 0, var))
        prse__cells_print(&buf, &k.rules.vars[var], &change.mask);
    cr_expect_str_eq(buf.ptr ? buf.ptr : "", text, "%s: %s", rule, facts);
    prse__buf_free(&buf);
    end(&k);
}

PRSE_TEST(change, the_nearest_cells_that_turn_the_answer)
{
    expect_change("applies: x >= 50\n", "x=10", "x", ">= 50");
    expect_change("applies: x >= 50\n", "x=60", "x", "< 50");
    expect_change("applies: x >= 50 and x < 250\n", "x=300", "x", "[50..250)");
    expect_change("applies: x < 50 or x >= 250\n", "x=60", "x", ">= 250");
    expect_change("applies: b\n", "b=true", "b", "false");
    expect_change("applies: t = \"sas\"\n", "t=snc", "t", "sas");
}

PRSE_TEST(change, there_may_be_none)
{
    expect_change("applies: x >= 50\n", "x=10", "b", "");
    expect_change("applies: x >= 50 and b\n", "x=10", "x", "");
    expect_change("applies: x >= 50 and b\n", "x=10 b=false", "x", "");
    expect_change("applies: x >= 50 and b\n", "x=10 b=true", "x", ">= 50");
    expect_change("requires: b\napplies: c\n", "b=true c=true", "b", "");
}

PRSE_TEST(change, from_null_the_last_cell_is_nearest)
{
    expect_change("applies: n != null\n", "n=null", "n", "not null");
}

/* --- Questions --- */

static void expect_question(const char *rule, const char *facts,
                            const char *yes, const char *no)
{
    company k;
    prse__question q;
    prse__buf buf;
    begin(&k, rule);
    know(&k, facts);
    judge_on(&k, TODAY);
    prse__buf_init(&buf, 0);
    if (prse__asker_find(&q, &k.asker, &k.judge, NULL)) {
        const prse__var *v = &k.rules.vars[q.var];
        if (q.open)
            prse__buf_addf(&buf, "%s?", v->fact->id.ptr);
        else
            prse__cells_condition(&buf, v, &q.yes);
        cr_expect_str_eq(buf.ptr, yes, "%s: %s", rule, buf.ptr);
        prse__buf_clear(&buf);
        if (!q.open)
            prse__cells_condition(&buf, v, &q.no);
    }
    cr_expect_str_eq(buf.ptr ? buf.ptr : "", no, "%s: %s", rule,
                     buf.ptr ? buf.ptr : "nothing to ask");
    prse__buf_free(&buf);
    end(&k);
}

PRSE_TEST(question, parts_what_is_possible_at_a_constant)
{
    expect_question("applies: x >= 50\n", "", "x >= 50", "x < 50");
    expect_question("applies: b\n", "", "b = true", "b = false");
    expect_question("applies: t = \"sa\"\n", "", "t?", "");
    expect_question("applies: n != null\n", "", "n != null", "n = null");
}

PRSE_TEST(question, is_about_what_still_matters)
{
    expect_question("applies: x >= 50 and b\n", "x=60", "b = true",
                    "b = false");
    expect_question("applies: x >= 50 and b\n", "x=10", "", "");
    expect_question("applies: b and preuve\n", "b=true", "", "");
}

PRSE_TEST(question, what_is_skipped_is_not_asked)
{
    company k;
    prse__question q;
    uint8_t skip[16] = {0};
    begin(&k, "applies: x >= 50 and b\n");
    judge_on(&k, TODAY);
    skip[var_of(&k, "b")] = 1;
    cr_expect(prse__asker_find(&q, &k.asker, &k.judge, skip));
    cr_expect_eq(q.var, var_of(&k, "x"));
    skip[var_of(&k, "x")] = 1;
    cr_expect_not(prse__asker_find(&q, &k.asker, &k.judge, skip));
    end(&k);
}

PRSE_TEST(question, once_it_applies_outputs_are_asked_about)
{
    static const char RULE[] =
        "applies: b\noutputs:\n  r: { label: { fr: R }, value: "
        "'if c then 1 else 2' }\n";
    expect_question(RULE, "", "b = true", "b = false");
    expect_question(RULE, "b=true", "c = true", "c = false");
    expect_question(RULE, "b=false", "", "");
    expect_question(RULE, "b=true c=true", "", "");
}

/* --- Lack of memory --- */

static const char EVERYTHING[] =
    "requires: n != null\n"
    "applies: { 2020-01-01: 'x >= s and b', 2026-01-01: 'deux_ans or b' }\n"
    "recommended: some k in [b, c] satisfies k\n"
    "criteria: { k: { text: { fr: K }, when: 'count([b, c][item]) > 1' } }\n"
    "outputs:\n"
    "  r:\n"
    "    label: { fr: R }\n"
    "    table: |\n"
    "      U | x     | t    || r    | q       |\n"
    "        | < 10  | -    || \"a\" | [1, b]  |\n"
    "        | >= 10 | \"sa\" || null | { k: b } |\n"
    "  l:\n"
    "    label: { fr: L }\n"
    "    table: |\n"
    "      C+ | x    || r |\n"
    "         | < 10 || 1 |\n"
    "         | < 20 || 2 |\n"
    "duties: [{ text: { fr: D }, when: 'n in [1..2]' }]\n";

PRSE_TEST(judge, lack_of_memory_is_told, .timeout = PRSE_LONG)
{
    const prse__pack_tree *pack = NULL;
    prse__arena *read = prse__arena_new(0);
    cr_assert_eq(read_pack(&pack, read, EVERYTHING, NULL), PRSE_OK);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__ruleset rules = {0};
        prse__judge judge = {0};
        prse__asker asker = {0};
        prse__arena *arena = prse__arena_new(0);
        prse_status status = arena ? PRSE_OK : prse__error_nomem(&err);
        if (!status)
            status = prse__ruleset_compile(&rules, arena, pack, &err);
        int compiled = !status;
        if (!status)
            status = prse__judge_init(&judge, &rules, &err);
        if (!status)
            status = prse__asker_init(&asker, &rules, &err);
        if (!status)
            prse__asker_free(&asker);
        prse__judge_free(&judge);
        if (compiled)
            prse__ruleset_free(&rules);
        prse__arena_free(arena);
        PRSE_FAULT_CHECK(status, err);
    }
    prse__arena_free(read);
}

/* A pack that may take so many bytes and no more, at each step. */
PRSE_TEST(judge, an_arena_that_is_full_is_told, .timeout = PRSE_LONG)
{
    prse_status status = PRSE_ENOMEM;
    size_t failed = 0;
    for (size_t limit = 256; status; limit += 48) {
        const prse__pack_tree *pack = NULL;
        prse__ruleset rules = {0};
        prse_error err = {0};
        prse__arena *arena = prse__arena_new(limit);
        status = read_pack(&pack, arena, EVERYTHING, &err);
        if (!status)
            status = prse__ruleset_compile(&rules, arena, pack, &err);
        cr_assert(!status || status == PRSE_ENOMEM || status == PRSE_ELIMIT,
                  "%zu bytes: %s", limit, err.message);
        cr_assert_eq(err.code, (int32_t)status, "%zu bytes: %s, error %d: %s",
                     limit, prse_status_name(status), (int)err.code,
                     err.message);
        if (!status)
            prse__ruleset_free(&rules);
        failed += status != PRSE_OK;
        prse__arena_free(arena);
    }
    cr_expect_gt(failed, 100);
}
