/* SPDX-License-Identifier: Apache-2.0 */
/* Two packs compared: exactly the situations in which they answer otherwise. */
#include "test_diff.h"

#define FACT(id, more) \
    "  " id ": { " more ", label: { fr: A, en: B } }\n"
#define NUMBER(id, more) FACT(id, "type: number, min: 0" more)
#define OBLIGATION(rules) \
    "obligation: o\nlabel: { fr: A, en: B }\n" rules

PRSE_TEST(diff, a_moved_threshold_differs_between_both_values)
{
    twins *t = twins_new("facts:\n" NUMBER("n", "")
                         OBLIGATION("applies: n >= 50\n"),
                         "facts:\n" NUMBER("n", "")
                         OBLIGATION("applies: n >= 60\n"));
    cr_assert_eq(t->diff.count, 1);
    twins_expect(t, 0, "yes", "no", "n in [50..60)\n");
    cr_expect_eq(twins_count(t, 0), 1);
    twins_free(t);
}

PRSE_TEST(diff, strict_and_not_strict_differ_at_the_value)
{
    twins *t = twins_new("facts:\n" NUMBER("n", "")
                         OBLIGATION("applies: n >= 50\n"),
                         "facts:\n" NUMBER("n", "")
                         OBLIGATION("applies: n > 50\n"));
    cr_assert_eq(t->diff.count, 1);
    twins_expect(t, 0, "yes", "no", "n = 50\n");
    twins_free(t);
}

PRSE_TEST(diff, equal_packs_do_not_differ)
{
    const char *pack = "facts:\n" NUMBER("n", "")
        OBLIGATION("applies: n >= 50 and n < 70\n");
    const char *other = "facts:\n" NUMBER("n", "")
        OBLIGATION("applies: n in [50..70)\n");
    twins *t = twins_new(pack, other);
    cr_expect_eq(t->diff.count, 0);
    cr_expect_eq(t->diff.lone_count, 0);
    twins_free(t);
}

PRSE_TEST(diff, one_pack_on_two_days)
{
    const char *pack = "facts:\n" NUMBER("n", "")
        OBLIGATION("applies:\n  2020-01-01: n >= 50\n  2024-01-01: n >= 40\n");
    twins *t = prse__alloc(1, sizeof *t);
    prse_error err = {0};
    prse__date before, after;
    prse__date_parse(&before, PRSE_STR("2023-12-31"));
    prse__date_parse(&after, PRSE_STR("2024-01-01"));
    t->arena = prse__arena_new(0);
    twins_load(t, 0, "un", pack);
    const prse__ruleset *rules[2] = {&t->rules[0], &t->rules[0]};
    const prse__date days[2] = {before, after};
    cr_assert_eq(prse__diff_make(&t->diff, t->arena, rules, days, &err),
                 PRSE_OK);
    prse__set_reader_init(&t->reader, &t->diff.store,
                          t->diff.space.var_count, t->diff.space.cells, &err);
    cr_assert_eq(t->diff.count, 1);
    twins_expect(t, 0, "no", "yes", "n in [40..50)\n");
    twins_free(t);
}

PRSE_TEST(diff, aliases_hold_in_both_directions)
{
    const char *plain = "facts:\n" NUMBER("n", "")
        OBLIGATION("applies: n >= 50\n");
    const char *b = "facts:\n" NUMBER("m", ", same_as: { un: n }")
        OBLIGATION("applies: m >= 60\n");
    const char *a = "facts:\n" NUMBER("m", ", same_as: { deux: n }")
        OBLIGATION("applies: m >= 60\n");
    twins *t = twins_new(plain, b);
    cr_assert_eq(t->diff.space.var_count, 1);
    twins_expect(t, 0, "yes", "no", "m in [50..60)\n");
    twins_free(t);
    t = twins_new(a, plain);
    cr_assert_eq(t->diff.space.var_count, 1);
    twins_expect(t, 0, "no", "yes", "n in [50..60)\n");
    twins_free(t);
}

PRSE_TEST(diff, an_alias_comes_before_the_same_name)
{
    twins *t = twins_new("facts:\n" NUMBER("n", "") NUMBER("m", "")
                         OBLIGATION("applies: n >= 50 and m >= 5\n"),
                         "facts:\n" NUMBER("n", ", same_as: { un: m }")
                         OBLIGATION("applies: n >= 5\n"));
    cr_assert_eq(t->diff.space.var_count, 2);
    twins_expect(t, 0, "no", "yes", "un.n < 50 and n >= 5\n");
    twins_free(t);
}

PRSE_TEST(diff, the_other_year_is_a_fact_of_its_own)
{
    twins *t = twins_new("facts:\n" NUMBER("n", "")
                         OBLIGATION("applies: n >= 50\n"),
                         "facts:\n" NUMBER("n", ", years: 2")
                         "definitions:\n  grand: { value: n >= 50,"
                         " over: { years: 2 } }\n"
                         OBLIGATION("applies: if grand = true then true"
                                    " else false\n"));
    cr_assert_eq(t->diff.count, 1);
    twins_expect(t, 0, "yes", "no", "n >= 50 and n@-1 < 50\n");
    twins_free(t);
}

PRSE_TEST(diff, null_that_one_pack_accepts_is_left_out)
{
    twins *t = twins_new("facts:\n" NUMBER("n", ", nullable: true")
                         OBLIGATION("requires: n != null\n"
                                    "applies: n >= 50\n"),
                         "facts:\n" NUMBER("n", "")
                         OBLIGATION("applies: n >= 50\n"));
    cr_expect_eq(t->diff.count, 0);
    cr_expect_eq(t->diff.space.vars[0].null_left_out, 1);
    cr_expect_eq(t->diff.space.vars[0].var.cell_count, 2);
    twins_free(t);
}

PRSE_TEST(diff, a_refusal_is_told_from_an_answer)
{
    twins *t = twins_new("facts:\n" NUMBER("n", ", nullable: true")
                         OBLIGATION("requires: n != null\n"
                                    "applies: n >= 50\n"),
                         "facts:\n" NUMBER("n", ", nullable: true")
                         OBLIGATION("applies: n != null and n >= 60\n"));
    cr_assert_eq(t->diff.count, 2);
    for (size_t i = 0; i < 2; i++) {
        int refuses = t->diff.items[i].refusal;
        twins_expect(t, i, refuses ? "insufficient" : "yes", "no",
                     refuses ? "n = null\n" : "n in [50..60)\n");
    }
    cr_expect_neq(t->diff.items[0].refusal, t->diff.items[1].refusal);
    twins_free(t);
}

PRSE_TEST(diff, values_that_one_pack_refuses_are_left_out)
{
    twins *t = twins_new("facts:\n" FACT("n", "type: number, min: 10")
                         OBLIGATION("applies: n < 50\n"),
                         "facts:\n" FACT("n", "type: count, max: 90")
                         OBLIGATION("applies: n >= 5 and n < 49.5\n"));
    cr_expect_eq(t->diff.count, 0);
    cr_expect_eq(t->diff.space.vars[0].values_left_out, 1);
    twins_free(t);
}

PRSE_TEST(diff, values_of_a_list_are_those_of_both)
{
    twins *t = twins_new(
        "facts:\n" FACT("f", "type: text, values: { sa: { fr: SA }, "
                             "sas: { fr: SAS }, sca: { fr: SCA } }")
        OBLIGATION("applies: f in (\"sa\", \"sca\")\n"),
        "facts:\n" FACT("f", "type: text, values: { sas: { fr: SAS }, "
                             "sa: { fr: SA }, snc: { fr: SNC } }")
        OBLIGATION("applies: f = \"sas\"\n"));
    cr_assert_eq(t->diff.count, 2);
    cr_expect_eq(t->diff.space.vars[0].var.cell_count, 2);
    twins_expect(t, 0, "no", "yes", "f = \"sas\"\n");
    twins_expect(t, 1, "yes", "no", "f = \"sa\"\n");
    twins_free(t);
}

PRSE_TEST(diff, facts_of_two_kinds_are_two_facts)
{
    twins *t = twins_new("facts:\n" NUMBER("x", "")
                         OBLIGATION("applies: x >= 50\n"),
                         "facts:\n" FACT("x", "type: boolean")
                         OBLIGATION("applies: x\n"));
    cr_expect_eq(t->diff.space.var_count, 2);
    cr_assert_eq(t->diff.count, 2);
    twins_expect(t, 0, "yes", "no", "x = false and un.x >= 50\n");
    twins_expect(t, 1, "no", "yes", "x = true and un.x < 50\n");
    twins_free(t);
}

PRSE_TEST(diff, what_one_pack_only_has_is_listed)
{
    twins *t = twins_new(
        "facts:\n" NUMBER("n", "")
        OBLIGATION("applies: n >= 50\noutputs:\n"
                   "  x: { label: { fr: A, en: B }, value: n >= 9 }\n"),
        "facts:\n" NUMBER("n", "")
        "obligation: p\nlabel: { fr: A, en: B }\napplies: n >= 50\n");
    cr_expect_eq(t->diff.count, 0);
    cr_assert_eq(t->diff.lone_count, 2);
    cr_expect_eq(t->diff.lone[0].side, 0);
    cr_expect_eq(t->diff.lone[1].side, 1);
    cr_expect_eq(t->diff.lone[1].part, PRSE__PART_ANSWER);
    twins_free(t);
}

#define TEXT "{ fr: A, en: B }"

PRSE_TEST(diff, criteria_and_outputs_differ_where_the_answer_is_the_same)
{
    twins *t = twins_new(
        "facts:\n" NUMBER("n", "")
        OBLIGATION("applies: n >= 50\nfirst_year: if n >= 90 then 2024 else"
                   " 2025\ncriteria:\n  c: { when: n >= 50, text: " TEXT " }\n"
                   "outputs:\n  x: { label: " TEXT ", value: if n >= 80 then"
                   " \"g\" else \"p\" }\n"),
        "facts:\n" NUMBER("n", "")
        OBLIGATION("applies: n >= 60\nfirst_year: if n >= 90 then 2024 else"
                   " 2026\ncriteria:\n  c: { when: n >= 70, text: " TEXT " }\n"
                   "  d: { when: n >= 5, text: " TEXT " }\n"
                   "outputs:\n  x: { label: " TEXT ", value: if n >= 85 then"
                   " \"g\" else \"p\" }\n"));
    cr_assert_eq(t->diff.count, 4);
    cr_assert_eq(t->diff.lone_count, 1);
    twins_expect(t, 0, "yes", "no", "n in [50..60)\n");
    cr_expect_eq(t->diff.items[1].part, PRSE__PART_FIRST_YEAR);
    twins_expect(t, 1, "", "", "n in (< 50, [60..90))\n");
    cr_expect_eq(t->diff.items[2].part, PRSE__PART_CRITERION);
    twins_expect(t, 2, "yes", "no", "n in [60..70)\n");
    cr_expect_eq(t->diff.items[3].part, PRSE__PART_OUTPUT);
    twins_expect(t, 3, "g", "p", "n in [80..85)\n");
    twins_free(t);
}

/* --- Explanations --- */

#define EXPLAINED(entry) \
    twins_new("facts:\n" NUMBER("n", "") OBLIGATION("applies: n >= 50\n"), \
              "facts:\n" NUMBER("n", "") OBLIGATION("applies: n >= 60\n") \
              "differences: un\nentries:\n" \
              "  cause: { text: " TEXT ", obligation: o" entry " }\n")

PRSE_TEST(diff, an_explanation_covers_where_its_condition_holds)
{
    twins *t = EXPLAINED(", when: n < 55");
    cr_assert_eq(t->diff.count, 2);
    twins_expect(t, 0, "yes", "no", "n in [50..55)\n");
    cr_assert_not_null(t->diff.items[0].because);
    cr_expect(prse__str_is(t->diff.items[0].because->id, "cause"));
    twins_expect(t, 1, "yes", "no", "n in [55..60)\n");
    cr_expect_null(t->diff.items[1].because);
    twins_free(t);
}

PRSE_TEST(diff, an_explanation_without_condition_covers_all)
{
    twins *t = EXPLAINED("");
    cr_assert_eq(t->diff.count, 1);
    cr_expect_not_null(t->diff.items[0].because);
    cr_expect_eq(t->diff.known[0].used, 1);
    twins_free(t);
}

PRSE_TEST(diff, an_explanation_of_another_answer_covers_nothing)
{
    static const char *const wrong[] = {
        ", from: no", ", to: yes", ", about: [first_year]", ", when: n < 50"};
    twins *ts[] = {EXPLAINED(", from: no"), EXPLAINED(", to: \"yes\""),
                   EXPLAINED(", about: [first_year]"),
                   EXPLAINED(", when: n < 50")};
    for (size_t i = 0; i < 4; i++) {
        cr_assert_eq(ts[i]->diff.count, 1, "%s", wrong[i]);
        cr_expect_null(ts[i]->diff.items[0].because, "%s", wrong[i]);
        cr_expect_eq(ts[i]->diff.known[0].used, 0, "%s", wrong[i]);
        twins_free(ts[i]);
    }
}

PRSE_TEST(diff, from_is_the_other_packs_answer_on_either_side)
{
    const char *plain = "facts:\n" NUMBER("n", "")
        OBLIGATION("applies: n >= 50\n");
    const char *other = "facts:\n" NUMBER("n", "")
        OBLIGATION("applies: n >= 60\n")
        "differences: deux\nentries:\n"
        "  cause: { text: " TEXT ", obligation: o, from: yes, to: no }\n";
    twins *t = twins_new(other, plain);
    cr_assert_eq(t->diff.count, 1);
    twins_expect(t, 0, "no", "yes", "n in [50..60)\n");
    cr_expect_not_null(t->diff.items[0].because);
    twins_free(t);
}
