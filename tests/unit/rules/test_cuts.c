/* SPDX-License-Identifier: Apache-2.0 */
/* Where rules cut the domain of a fact, and which uses of a fact are refused
 * because cells could not follow them. */
#include <string.h>

#include "rules/cell_text.h"
#include "rules/ruleset.h"
#include "support/test.h"

static const char BASE[] =
    "law: { loi: { title: { fr: L }, url: https://example.org/l, "
    "status: in_force, confidence: text } }\n"
    "facts:\n"
    "  n: { type: number, label: { fr: N } }\n"
    "  m: { type: number, label: { fr: M } }\n"
    "  c: { type: count, label: { fr: C }, min: 0 }\n"
    "  d: { type: date, label: { fr: D } }\n"
    "  b: { type: boolean, label: { fr: B } }\n"
    "  y: { type: number, label: { fr: Y }, nullable: true, max: 100 }\n"
    "  t: { type: text, label: { fr: T }, values: { sa: { fr: S }, "
    "sas: { fr: S } } }\n"
    "thresholds:\n"
    "  s: { law: loi, from: { 2020-01-01: 50, 2026-01-01: 60.5 } }\n"
    "functions:\n"
    "  double: { params: [x], value: x * 2 }\n"
    "  choix: { params: [x], value: if x then 10 else 20 }\n"
    "definitions:\n"
    "  selon: { value: if b then n else 7 }\n"
    "  bornes: { value: \"if b then [1..2] else (3..4)\" }\n"
    "  somme: { value: n + m }\n"
    "obligation: o\n"
    "label: { fr: O }\n";

typedef struct compiled {
    prse__arena *arena;
    prse__ruleset rules;
    prse_status status;
    prse_error err;
} compiled;

static compiled compile(const char *rule)
{
    static const char MANIFEST[] = "pack: p\nversion: 1\nlabel: { fr: P }\n"
                                   "reviewed: 2026-01-01\n"
                                   "files: [a.yaml, o.yaml]\n";
    compiled out = {.arena = prse__arena_new(0)};
    const prse__pack_tree *pack = NULL;
    const char *split = strstr(BASE, "obligation:");
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "%s%s", split, rule);
    prse__pack_file files[] = {
        {"pack.yaml", prse_str_of(MANIFEST)},
        {"a.yaml", {BASE, (size_t)(split - BASE)}},
        {"o.yaml", prse__buf_str(&text)}};
    prse__pack_input input = {files, 3, NULL, 0};
    out.status = prse__pack_read(&pack, out.arena, &input, &out.err);
    cr_assert_eq(out.status, PRSE_OK, "%s: %s", rule, out.err.message);
    prse__buf_free(&text);
    out.status = prse__ruleset_compile(&out.rules, out.arena, pack, &out.err);
    return out;
}

static compiled compile_expression(const char *expression)
{
    prse__buf rule;
    prse__buf_init(&rule, 0);
    prse__buf_addf(&rule, "applies: '%s'\n", expression);
    compiled out = compile(rule.ptr);
    prse__buf_free(&rule);
    return out;
}

static void done(compiled *c)
{
    if (c->status == PRSE_OK)
        prse__ruleset_free(&c->rules);
    prse__arena_free(c->arena);
}

/* The cells of a fact, with bars between. */
static void print_cells(prse__buf *buf, const compiled *c, const char *fact)
{
    for (size_t v = 0; v < c->rules.var_count; v++) {
        const prse__var *var = &c->rules.vars[v];
        if (!prse__str_is(var->fact->id, fact))
            continue;
        for (size_t i = 0; i < var->cell_count; i++) {
            prse__mask one = prse__mask_one(i);
            prse__buf_adds(buf, i ? " | " : "");
            prse__cells_print(buf, var, &one);
        }
    }
}

static void expect_cells(const char *expression, const char *fact,
                         const char *cells)
{
    compiled c = compile_expression(expression);
    cr_assert_eq(c.status, PRSE_OK, "%s: %s", expression, c.err.message);
    prse__buf buf;
    prse__buf_init(&buf, 0);
    print_cells(&buf, &c, fact);
    cr_expect_str_eq(buf.ptr, cells, "%s: %s", expression, buf.ptr);
    prse__buf_free(&buf);
    done(&c);
}

static void expect_refusal(const char *expression, const char *why)
{
    compiled c = compile_expression(expression);
    cr_expect_eq(c.status, PRSE_ERULE, "%s: %s", expression,
                 prse_status_name(c.status));
    cr_expect(strstr(c.err.message, why), "%s: %s", expression,
              c.err.message);
    done(&c);
}

PRSE_TEST(cuts, a_comparison_cuts_on_one_side_of_the_constant)
{
    expect_cells("n >= 50", "n", "< 50 | >= 50");
    expect_cells("n < 50", "n", "< 50 | >= 50");
    expect_cells("n > 50", "n", "<= 50 | > 50");
    expect_cells("n <= 50", "n", "<= 50 | > 50");
    expect_cells("50 <= n", "n", "< 50 | >= 50");
    expect_cells("50 >= n", "n", "<= 50 | > 50");
    expect_cells("n = 50", "n", "< 50 | 50 | > 50");
    expect_cells("50 != n", "n", "< 50 | 50 | > 50");
}

PRSE_TEST(cuts, counts_and_dates_have_a_next_value)
{
    expect_cells("c > 50", "c", "< 51 | >= 51");
    expect_cells("c = 50", "c", "< 50 | 50 | >= 51");
    expect_cells("c >= 49.5", "c", "< 50 | >= 50");
    expect_cells("d > date(\"2024-02-28\")", "d",
                 "< 2024-02-29 | >= 2024-02-29");
}

PRSE_TEST(cuts, outside_the_domain_nothing_is_cut)
{
    expect_cells("y > 200", "y", "not null | null");
    expect_cells("y >= 100", "y", "< 100 | >= 100 | null");
    expect_cells("c < 0", "c", "unknown");
}

PRSE_TEST(cuts, every_value_of_a_threshold_counts)
{
    expect_cells("n >= s", "n", "< 50 | [50..60.5) | >= 60.5");
    expect_cells("n >= double(s)", "n", "< 100 | [100..121) | >= 121");
    expect_cells("n >= s + 1", "n", "< 51 | [51..61.5) | >= 61.5");
}

PRSE_TEST(cuts, ranges_and_tests_cut_at_their_ends)
{
    expect_cells("n between 10 and 20", "n", "< 10 | [10..20] | > 20");
    expect_cells("n in [10..20)", "n", "< 10 | [10..20) | >= 20");
    expect_cells("n in (< 10, 20)", "n",
                 "< 10 | [10..20) | 20 | > 20");
    expect_cells("n in ([[10..20], 30])", "n",
                 "< 10 | [10..20] | (20..30) | 30 | > 30");
    expect_cells("n in (? > 5)", "n", "<= 5 | > 5");
    expect_cells("n in (? > 5 and ? < 7)", "n",
                 "<= 5 | (5..7) | >= 7");
    expect_cells("n in (if b then [10..20] else 30)", "n",
                 "< 10 | 10 | (10..20) | 20 | (20..30) | 30 | > 30");
    expect_cells("n in bornes", "n",
                 "< 1 | 1 | (1..2) | 2 | (2..3) | 3 | (3..4) | 4 | > 4");
}

PRSE_TEST(cuts, a_value_is_followed_to_its_comparison)
{
    expect_cells("(if b then n else c) >= 5", "n", "< 5 | >= 5");
    expect_cells("(if b then n else c) >= 5", "c", "< 5 | >= 5");
    expect_cells("selon >= 5", "n", "< 5 | >= 5");
    expect_cells("n >= (if b then 5 else 6)", "n", "< 5 | [5..6) | >= 6");
}

PRSE_TEST(cuts, constants_are_followed_through_the_names_they_take)
{
    expect_cells("some k in [10, 20] satisfies n > k", "n",
                 "<= 10 | (10..20] | > 20");
    expect_cells("every k in [s] satisfies n > k", "n",
                 "<= 50 | (50..60.5] | > 60.5");
    expect_cells("count([10, 20][item <= n]) = 2", "n",
                 "< 10 | [10..20) | >= 20");
    expect_cells("{ k: 10, r: n > k }.r", "n", "<= 10 | > 10");
}

PRSE_TEST(cuts, text_and_truths_have_one_cell_a_value)
{
    expect_cells("b", "b", "false | true");
    expect_cells("t = \"sa\"", "t", "sa | sas");
}

PRSE_TEST(cuts, arithmetic_on_facts_is_refused)
{
    expect_refusal("n + 1 > 5", "computed from facts");
    expect_refusal("5 > n + m", "computed from facts");
    expect_refusal("somme > 5", "computed from facts");
    expect_refusal("somme = null", "computed from facts");
    expect_refusal("double(n) > 5", "computed from facts");
    expect_refusal("n in (? + 1 > 5)", "computed from facts");
    expect_refusal("{ k: n }.k > 5", "computed from facts");
    expect_refusal("count([n, m][item > 5]) = 1", "computed from facts");
}

PRSE_TEST(cuts, two_facts_are_not_compared)
{
    expect_refusal("n > m", "two facts");
    expect_refusal("n in [m..10]", "two facts");
    expect_refusal("n between 1 and m", "two facts");
    expect_refusal("selon > m", "two facts");
}

PRSE_TEST(cuts, what_a_fact_is_compared_with_must_be_known_beforehand)
{
    expect_refusal("n > choix(b)", "something computed");
    expect_refusal("n > count([b][item = true])", "something computed");
    expect_refusal("n > (if b then 1 else 2) + 1", "something computed");
    expect_refusal("n in [1..choix(b)]", "something computed");
    expect_refusal("some k in [choix(b)] satisfies n > k",
                   "something computed");
    expect_refusal("some k in 1..3 satisfies n > k", "something computed");
    expect_refusal("some k in [1], l in [k] satisfies n > l",
                   "something computed");
    expect_refusal("count([{ k: 10 }][k < n]) = 1", "something computed");
}

PRSE_TEST(cuts, the_value_of_a_fact_is_not_used_otherwise)
{
    expect_refusal("list contains([10, 50], n)", "value of a fact is used");
    expect_refusal("n", "value of a fact is used");
    expect_refusal("some k in [n] satisfies k > 5",
                   "value of a fact is used");
    expect_refusal("n in (even(?))", "computed from facts");
    expect_refusal("if b then n else 3", "value of a fact is used");
    expect_refusal("n instance of number", "value of a fact is used");
}

PRSE_TEST(cuts, the_place_of_what_is_refused_is_told)
{
    compiled c = compile("applies: b and\n  n + 1 > 5\n");
    cr_expect_eq(c.status, PRSE_ERULE);
    cr_expect_str_eq(c.err.file, "o.yaml");
    cr_expect_eq(c.err.line, 3);
    done(&c);
}

PRSE_TEST(cuts, a_function_that_depends_on_facts_is_refused)
{
    expect_refusal("(if b then function(x) x else function(x) not(x))(true)",
                   "a function depends on facts");
}

/* --- Tables --- */

static void expect_table(const char *table, const char *why)
{
    prse__buf rule;
    prse__buf_init(&rule, 0);
    prse__buf_addf(&rule,
                   "applies: true\noutputs:\n  r:\n    label: { fr: R }\n"
                   "    table: |\n%s",
                   table);
    compiled c = compile(rule.ptr);
    cr_expect_eq(c.status, why ? PRSE_ERULE : PRSE_OK, "%s: %s", table,
                 c.err.message);
    if (why)
        cr_expect(strstr(c.err.message, why), "%s", c.err.message);
    done(&c);
    prse__buf_free(&rule);
}

PRSE_TEST(cuts, rows_of_a_unique_table_do_not_meet)
{
    expect_table("      U | n        || r |\n"
                 "        | < 10     || 1 |\n"
                 "        | [10..20) || 2 |\n",
                 NULL);
    expect_table("      U | n        || r |\n"
                 "        | < 10     || 1 |\n"
                 "        | [9..20)  || 2 |\n",
                 "both match when n in [9..10)");
    expect_table("      A | n        || r |\n"
                 "        | < 10     || 1 |\n"
                 "        | [9..20)  || 1 |\n",
                 NULL);
    expect_table("      A | n        || r |\n"
                 "        | < 10     || 1 |\n"
                 "        | [9..20)  || 2 |\n",
                 "hit policy A");
}

PRSE_TEST(cuts, priorities_are_among_the_declared_values)
{
    expect_table("      P | n     || r: 1, 2 |\n"
                 "        | < 10  || 1       |\n"
                 "        | -     || 2       |\n",
                 NULL);
    expect_table("      P | n     || r: 1, 2 |\n"
                 "        | < 10  || 1       |\n"
                 "        | -     || 3       |\n",
                 "none of the values declared");
    expect_table("      O | b     || r: 1, 2         |\n"
                 "        | true  || if b then 1 else 2 |\n",
                 "none of the values declared");
}

/* --- Bounds --- */

static compiled compile_parts(size_t parts)
{
    prse__buf list;
    prse__buf_init(&list, 0);
    prse__buf_adds(&list, "count([");
    for (size_t i = 0; i < parts; i++)
        prse__buf_adds(&list, i ? ", b" : "b");
    prse__buf_adds(&list, "][item = true]) > 3");
    compiled c = compile_expression(list.ptr);
    prse__buf_free(&list);
    return c;
}

PRSE_TEST(cuts, an_expression_has_at_most_999_parts)
{
    compiled few = compile_parts(120);
    cr_expect_eq(few.status, PRSE_OK, "%s", few.err.message);
    done(&few);
    compiled many = compile_parts(1000);
    cr_expect_eq(many.status, PRSE_ELIMIT);
    cr_expect(strstr(many.err.message, "999"), "%s", many.err.message);
    done(&many);
}

PRSE_TEST(cuts, rules_look_back_eight_years_at_most)
{
    compiled c = compile("definitions:\n"
                         "  u: { value: n > 1, over: { years: 5 } }\n"
                         "  w: { value: u, over: { years: 5 } }\n"
                         "applies: w\n");
    cr_expect_eq(c.status, PRSE_ELIMIT, "%s", c.err.message);
    cr_expect(strstr(c.err.message, "8 financial years"), "%s",
              c.err.message);
    done(&c);
}

PRSE_TEST(cuts, a_fact_has_at_most_256_cells)
{
    prse__buf list;
    prse__buf_init(&list, 0);
    prse__buf_adds(&list, "n in (1");
    for (int i = 2; i < 200; i++)
        prse__buf_addf(&list, ", %d", i);
    prse__buf_addc(&list, ')');
    compiled c = compile_expression(list.ptr);
    cr_expect_eq(c.status, PRSE_ELIMIT);
    cr_expect_str_eq(c.err.subject, "n");
    cr_expect(strstr(c.err.message, "256"), "%s", c.err.message);
    done(&c);
    prse__buf_free(&list);
}

PRSE_TEST(cuts, names_that_a_loop_binds_hide_no_fact)
{
    expect_cells("(for k in [b] return if k then partial else [k])[1] = true",
                 "b", "false | true");
    expect_cells("count([{ p: b, k: 1 }][p and b]) = 1", "b",
                 "false | true");
    expect_cells("{ p: b, q: p and b }.q", "b", "false | true");
}

/* A filter by a key of what is filtered reads that key, not null. */
PRSE_TEST(cuts, keys_of_a_filtered_context_keep_their_value)
{
    compiled c =
        compile_expression("count([{ p: b, k: 1 }][p and (b or true)]) = 1");
    cr_assert_eq(c.status, PRSE_OK, "%s", c.err.message);
    prse__dd dd = prse__ruleset_dd(&c.rules, 0, 0, PRSE__PART_ANSWER, 0);
    uint32_t var = c.rules.store.nodes[dd].var;
    cr_expect(prse__str_is(c.rules.vars[var].fact->id, "b"));
    cr_expect_eq(prse__dd_follow(&c.rules.store, dd, var, 1), PRSE__DD_TRUE);
    cr_expect_eq(prse__dd_follow(&c.rules.store, dd, var, 0), PRSE__DD_FALSE);
    done(&c);
}
