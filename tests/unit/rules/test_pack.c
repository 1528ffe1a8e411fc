/* SPDX-License-Identifier: Apache-2.0 */
/* Every construct of the language is read back as it was written. */
#include "test_pack.h"

static prse__arena *arena;

static void open_arena(void)
{
    arena = prse__arena_new(0);
}

static void close_arena(void)
{
    prse__arena_free(arena);
}

static prse__date day(const char *text)
{
    prse__date date = 0;
    cr_assert(prse__date_parse(&date, prse_str_of(text)));
    return date;
}

/* The value as FEEL writes it. */
static void expect_value(const prse__value *value, const char *text)
{
    prse__buf buf;
    cr_assert_not_null(value);
    prse__buf_init(&buf, 0);
    prse__value_print(&buf, value);
    cr_expect_str_eq(buf.ptr, text);
    prse__buf_free(&buf);
}

static void expect_expr(const prse__dated *step, const char *text)
{
    prse__buf buf;
    cr_assert_not_null(step);
    cr_assert_not_null(step->expr);
    prse__buf_init(&buf, 0);
    prse__feel_print(&buf, step->expr);
    cr_expect_str_eq(buf.ptr, text);
    prse__buf_free(&buf);
}

static size_t index_of(const prse__pack_tree *pack, const char *id,
                       prse__name_kind kind)
{
    const prse__name *name = prse__pack_name(pack, prse_str_of(id));
    cr_assert_not_null(name, "%s", id);
    cr_assert_eq(name->kind, kind, "%s", id);
    return name->index;
}

static const prse__fact *fact_of(const prse__pack_tree *pack, const char *id)
{
    return &pack->facts[index_of(pack, id, PRSE__NAME_FACT)];
}

static const prse__threshold *threshold_of(const prse__pack_tree *pack,
                                           const char *id)
{
    return &pack->thresholds[index_of(pack, id, PRSE__NAME_THRESHOLD)];
}

static const prse__definition *definition_of(const prse__pack_tree *pack,
                                             const char *id)
{
    return &pack->definitions[index_of(pack, id, PRSE__NAME_DEFINITION)];
}

/* --- The manifest and the names --- */

PRSE_TEST(pack, says_what_it_is)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(arena, "facts: {}\n");
    test_is(pack->id, "essai");
    test_is(pack->version, "2026.1");
    test_is(pack->label.fr, "Essai");
    test_is(pack->label.en, "Trial");
    cr_expect_eq(pack->reviewed, day("2026-11-23"));
    cr_expect_not(pack->missing_null);
    cr_expect_eq(pack->fact_count, 5);
    cr_expect_eq(pack->obligation_count, 0);
    close_arena();
}

PRSE_TEST(pack, finds_what_a_name_means)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(
        arena, "definitions: { grande: { value: effectif >= seuil } }\n");
    index_of(pack, "effectif", PRSE__NAME_FACT);
    index_of(pack, "seuil", PRSE__NAME_THRESHOLD);
    index_of(pack, "grande", PRSE__NAME_DEFINITION);
    index_of(pack, "double", PRSE__NAME_FUNCTION);
    cr_expect_null(prse__pack_name(pack, PRSE_STR("loi")));
    cr_expect_null(prse__pack_name(pack, PRSE_STR("")));
    cr_expect_eq(pack->name_count, 9);
    for (size_t i = 1; i < pack->name_count; i++)
        cr_expect_lt(
            prse__str_cmp(pack->names[i - 1].id, pack->names[i].id), 0);
    close_arena();
}

PRSE_TEST(pack, may_hold_nothing)
{
    open_arena();
    prse__pack_file file = {
        "pack.yaml", PRSE_STR("{ pack: p, version: 1, label: { fr: P }, "
                              "reviewed: 2026-01-01, files: [] }")};
    prse__pack_input input = {&file, 1, NULL, 0};
    const prse__pack_tree *pack = NULL;
    cr_assert_eq(prse__pack_read(&pack, arena, &input, NULL), PRSE_OK);
    cr_expect_eq(pack->name_count, 0);
    cr_expect_null(prse__pack_name(pack, PRSE_STR("a")));
    close_arena();
}

/* --- Facts --- */

PRSE_TEST(pack, facts_have_all_they_declare)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(
        arena, "facts:\n"
               "  salaries:\n"
               "    type: count\n"
               "    unit: { fr: personnes, en: people }\n"
               "    label: { fr: Salariés, en: Employees }\n"
               "    question: { fr: Combien ?, en: How many? }\n"
               "    definition: { fr: Sous contrat, en: Under contract }\n"
               "    law: loi\n"
               "    min: 0\n"
               "    max: 10 ** 7\n"
               "    years: 2\n"
               "    nullable: true\n"
               "    missing: null\n"
               "    evidence: true\n"
               "    brackets: { 0-9: \"[0..10)\", 10+: \">= 10\" }\n"
               "    same_as: { ancien: effectif, autre: headcount }\n");
    const prse__fact *fact = fact_of(pack, "salaries");
    cr_expect_eq(fact->type, PRSE__FACT_COUNT);
    test_is(fact->unit.en, "people");
    test_is(fact->label.fr, "Salari\xC3\xA9s");
    test_is(fact->question.en, "How many?");
    test_is(fact->definition.fr, "Sous contrat");
    test_is(fact->law->id, "loi");
    expect_value(fact->low.value, "0");
    expect_value(fact->high.value, "10000000");
    cr_expect(fact->low.present && !fact->low.open);
    cr_expect_eq(fact->years, 2);
    cr_expect(fact->nullable && fact->missing_null && fact->evidence);
    cr_expect_eq(fact->place.line, 2);
    cr_expect_eq(fact->place.column, 3);
    cr_assert_eq(fact->bracket_count, 2);
    test_is(fact->brackets[0].name, "0-9");
    cr_expect(fact->brackets[0].high.open);
    expect_value(fact->brackets[0].high.value, "10");
    cr_expect_not(fact->brackets[1].high.present);
    cr_assert_eq(fact->alias_count, 2);
    test_is(fact->aliases[1].pack, "autre");
    test_is(fact->aliases[1].name, "headcount");
    close_arena();
}

PRSE_TEST(pack, facts_have_modest_defaults)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(
        arena, "facts:\n"
               "  depuis:\n"
               "    type: date\n"
               "    label: { en: Since }\n"
               "    min: 2000-01-01\n"
               "    max: \"@\\\"2030-01-01\\\"\"\n"
               "    brackets: { avant: \"< 2010-01-01\" }\n"
               "  cotee: { type: boolean, label: { fr: Cotée } }\n");
    const prse__fact *listed = fact_of(pack, "cotee");
    cr_expect_eq(listed->type, PRSE__FACT_BOOLEAN);
    cr_expect_null(listed->law);
    cr_expect_eq(listed->years, 0);
    cr_expect_not(listed->nullable || listed->missing_null ||
                  listed->evidence);
    cr_expect_eq(listed->label.en.len, 0);
    const prse__fact *since = fact_of(pack, "depuis");
    expect_value(since->low.value, "@\"2000-01-01\"");
    expect_value(since->high.value, "@\"2030-01-01\"");
    cr_expect_eq(since->brackets[0].high.value->amount, day("2010-01-01"));
    const prse__fact *form = fact_of(pack, "forme");
    cr_assert_eq(form->choice_count, 2);
    test_is(form->choices[1].id, "sas");
    test_is(form->choices[1].label.fr, "SAS");
    close_arena();
}

PRSE_TEST(pack, decides_how_a_missing_fact_is_read)
{
    static const char manifest[] =
        "{ pack: p, version: 1, label: { fr: P }, reviewed: 2026-01-01, "
        "missing: null, files: [f] }";
    static const char facts[] =
        "facts:\n"
        "  a: { type: boolean, label: { fr: A } }\n"
        "  b: { type: boolean, label: { fr: B }, missing: unknown }\n";
    open_arena();
    prse__pack_file files[] = {{"f", prse_str_of(facts)},
                               {"pack.yaml", prse_str_of(manifest)}};
    prse__pack_input input = {files, 2, NULL, 0};
    const prse__pack_tree *pack = NULL;
    cr_assert_eq(prse__pack_read(&pack, arena, &input, NULL), PRSE_OK);
    cr_expect(pack->missing_null);
    cr_expect(fact_of(pack, "a")->missing_null);
    cr_expect_not(fact_of(pack, "b")->missing_null);
    close_arena();
}

/* --- Law and thresholds --- */

PRSE_TEST(pack, law_has_its_dates_and_how_sure_one_is)
{
    open_arena();
    const prse__pack_tree *pack =
        test_pack(arena, "law:\n"
                         "  art_1:\n"
                         "    title: { fr: Article 1, en: Article 1 }\n"
                         "    url: https://example.org/1\n"
                         "    status: adopted\n"
                         "    from: 2008-05-01\n"
                         "    to: 2030-01-01\n"
                         "    reviewed: 2026-11-23\n"
                         "    confidence: secondary\n");
    const prse__law *law = &pack->laws[2];
    test_is(law->id, "art_1");
    test_is(law->title.en, "Article 1");
    test_is(law->url, "https://example.org/1");
    cr_expect_eq(law->status, PRSE__LAW_ADOPTED);
    cr_expect_eq(law->confidence, PRSE__CONFIDENCE_SECONDARY);
    cr_expect_eq(law->from, day("2008-05-01"));
    cr_expect_eq(law->to, day("2030-01-01"));
    cr_expect_eq(law->reviewed, day("2026-11-23"));
    cr_expect(law->enabled);
    cr_expect_eq(pack->laws[0].from, PRSE__ALWAYS);
    cr_expect_eq(pack->laws[0].to, PRSE__FOREVER);
    cr_expect_eq(pack->laws[0].reviewed, PRSE__ALWAYS);
    cr_expect_eq(pack->laws[1].status, PRSE__LAW_DRAFT);
    cr_expect_not(pack->laws[1].enabled);
    close_arena();
}

PRSE_TEST(pack, a_threshold_holds_until_the_next_one)
{
    open_arena();
    const prse__pack_tree *pack =
        test_pack(arena, "thresholds:\n"
                         "  pivot:\n"
                         "    label: { fr: Pivot }\n"
                         "    unit: { fr: euros }\n"
                         "    law: loi\n"
                         "    from:\n"
                         "      2013-06-17: 50\n"
                         "      2020-01-01: 4 * 10 ** 7\n"
                         "      2024-01-01: null\n"
                         "      2025-01-01: -0.5\n");
    const prse__threshold *pivot = threshold_of(pack, "pivot");
    test_is(pivot->unit.fr, "euros");
    test_is(pivot->law->id, "loi");
    cr_expect_eq(pivot->count, 4);
    cr_expect_eq(pivot->steps[1].place.line, 8);
    cr_expect_null(prse__threshold_at(pivot, day("2013-06-16")));
    expect_value(prse__threshold_at(pivot, day("2013-06-17")), "50");
    expect_value(prse__threshold_at(pivot, day("2019-12-31")), "50");
    expect_value(prse__threshold_at(pivot, day("2020-01-01")), "40000000");
    cr_expect_null(prse__threshold_at(pivot, day("2024-06-01")));
    expect_value(prse__threshold_at(pivot, day("2030-01-01")), "-0.5");
    close_arena();
}

PRSE_TEST(pack, a_date_is_a_date_and_not_a_subtraction)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(
        arena, "thresholds: { debut: { from: { 2020-01-01: 2026-01-01 } } }\n");
    expect_value(prse__threshold_at(threshold_of(pack, "debut"),
                                    day("2020-01-01")),
                 "@\"2026-01-01\"");
    close_arena();
}

/* --- Definitions and functions --- */

PRSE_TEST(pack, definitions_are_expressions_or_tables)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(
        arena, "definitions:\n"
               "  grande:\n"
               "    label: { fr: Grande entreprise, en: Large company }\n"
               "    value: >-\n"
               "      count([bilan > 20, effectif > seuil][item = true]) >= 2\n"
               "    over: { years: 2 }\n"
               "  taille:\n"
               "    table: |\n"
               "      F | effectif || categorie |\n"
               "        | < 10     || \"petite\"  |\n"
               "        | -        || \"grande\"  |\n");
    const prse__definition *large = definition_of(pack, "grande");
    test_is(large->label.en, "Large company");
    cr_expect_eq(large->years, 2);
    expect_expr(prse__rule_at(&large->value, day("1900-01-01")),
                "count([bilan > 20, effectif > seuil][item = true]) >= 2");
    const prse__definition *size = definition_of(pack, "taille");
    cr_expect_eq(size->years, 0);
    const prse__dated *step = prse__rule_at(&size->value, 0);
    cr_expect_eq(step->expr->kind, PRSE__FEEL_IF);
    cr_assert_not_null(step->table);
    cr_expect_eq(step->table->policy, 'F');
    cr_expect_eq(step->table->rows[1].line, 11);
    close_arena();
}

PRSE_TEST(pack, an_expression_may_change_with_time)
{
    open_arena();
    const prse__pack_tree *pack =
        test_pack(arena, "definitions:\n"
                         "  visee:\n"
                         "    value:\n"
                         "      2024-01-01: effectif > 100\n"
                         "      2027-01-01: effectif > 50\n");
    const prse__rule *rule = &definition_of(pack, "visee")->value;
    cr_expect_eq(rule->count, 2);
    cr_expect_null(prse__rule_at(rule, day("2023-12-31")));
    expect_expr(prse__rule_at(rule, day("2026-12-31")), "effectif > 100");
    expect_expr(prse__rule_at(rule, day("2027-01-01")), "effectif > 50");
    cr_expect_eq(rule->steps[1].place.line, 5);
    cr_expect_eq(rule->steps[1].place.column, 19);
    cr_expect_str_eq(rule->steps[1].place.file, "more.yaml");
    prse__rule absent = {0};
    cr_expect_null(prse__rule_at(&absent, 0));
    close_arena();
}

PRSE_TEST(pack, functions_read_parameters_and_functions)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(
        arena, "functions:\n"
               "  points:\n"
               "    params: [ecart, sens]\n"
               "    value: 'if ecart <= 2 then 40 else double(x: sens)'\n"
               "  note:\n"
               "    params: [p]\n"
               "    table: |\n"
               "        | p   || n |\n"
               "        | < 2 || 1 |\n"
               "        | ? > 3 || max(1, p) |\n"
               "coherence:\n"
               "  ordre:\n"
               "    check: bilan <= double(effectif)\n"
               "    text: { fr: Le bilan est trop grand }\n");
    const prse__function *points =
        &pack->functions[index_of(pack, "points", PRSE__NAME_FUNCTION)];
    cr_assert_eq(points->param_count, 2);
    test_is(points->params[1], "sens");
    cr_expect_not_null(prse__rule_at(&points->value, 0)->expr);
    const prse__function *note =
        &pack->functions[index_of(pack, "note", PRSE__NAME_FUNCTION)];
    cr_expect_not_null(prse__rule_at(&note->value, 0)->table);
    cr_assert_eq(pack->check_count, 1);
    test_is(pack->checks[0].id, "ordre");
    test_is(pack->checks[0].text.fr, "Le bilan est trop grand");
    cr_expect_eq(pack->checks[0].expr->op, PRSE__FEEL_LE);
    close_arena();
}

PRSE_TEST(pack, expressions_may_bind_names)
{
    static const char *const expressions[] = {
        "for x in [1, 2], y in [x] return x + y + count(partial)",
        "some x in [effectif] satisfies x > seuil",
        "every x in [1], y in [x] satisfies y = 1",
        "{a: 1, b: a + effectif}.b",
        "[{k: 1}, {k: 2}][k > 1]",
        "[{k: 1}, {k: 2}][item.k > 1]",
        "[{k: 1}, {k: 2}][item.k > 1][k < 9]",
        "(function(a, b) a + b)(effectif, 2)",
        "effectif in (< 10, ? > 20, [5..seuil])",
        "{f: function(n) n + 1, r: f(2)}.r",
        "sort([3, 1], function(u, v) u < v)[1]",
        "sort(list: [3, 1], precedes: function(u, v) u < v)[1]",
        "not(forme = \"sa\") and creation > @\"2020-01-01\"",
        "double(double(effectif))",
        "string length(string(bilan))",
    };
    open_arena();
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        prse__buf buf;
        prse__buf_init(&buf, 0);
        prse__buf_addf(&buf, "definitions:\n  d:\n    value: |\n      %s\n",
                       expressions[i]);
        const prse__pack_tree *pack = test_pack(arena, buf.ptr);
        cr_expect_eq(definition_of(pack, "d")->value.count, 1);
        prse__buf_free(&buf);
    }
    close_arena();
}

/* --- Obligations --- */

static const char OBLIGATION[] =
    "obligation: bdese\n"
    "label: { fr: Base de données, en: Database }\n"
    "summary: { fr: En bref, en: In short }\n"
    "tags: [social, climat]\n"
    "law: [loi, projet]\n"
    "authority: { fr: Inspection, en: Inspectorate }\n"
    "platform: https://example.org/depot\n"
    "from: 2013-06-17\n"
    "to: 2030-01-01\n"
    "thresholds:\n"
    "  seuil_bdese: { from: { 2013-06-17: 50 }, law: loi }\n"
    "definitions:\n"
    "  grande: { value: effectif >= seuil_bdese }\n"
    "requires: bilan >= 0\n"
    "applies: { 2013-06-17: grande, 2020-01-01: effectif >= 11 }\n"
    "recommended: effectif >= 40\n"
    "criteria:\n"
    "  effectif_50:\n"
    "    when: grande\n"
    "    text: { fr: Au moins 50, en: At least 50 }\n"
    "    law: loi\n"
    "  forme: { when: forme = \"sa\", text: { fr: SA } }\n"
    "outputs:\n"
    "  bdese_type:\n"
    "    label: { fr: Type, en: Kind }\n"
    "    table: |\n"
    "      | effectif || type     |\n"
    "      | >= 300   || \"etendu\" |\n"
    "      | < 300    || \"socle\"  |\n"
    "  bdese_oui: { label: { fr: Oui }, value: effectif > 3 }\n"
    "  bdese_annee: { label: { fr: Année }, compute: annee + bilan }\n"
    "first_year: 2014\n"
    "duties:\n"
    "  - { text: { fr: Tenir à jour }, when: grande, law: loi }\n"
    "  - { text: { fr: Ouvrir } }\n"
    "sanctions:\n"
    "  - { text: { fr: Amende, en: Fine }, law: loi }\n"
    "deadlines:\n"
    "  publication:\n"
    "    label: { fr: Publier, en: Publish }\n"
    "    when: grande\n"
    "    yearly: 03-01\n"
    "    law: loi\n"
    "  depot: { label: { fr: Dépôt }, once: 2026-10-11, every: P4Y }\n"
    "  suivi:\n"
    "    label: { fr: Suivi }\n"
    "    due: if nom = null then null else date(annee, 6, 30)\n"
    "    every: P6M\n"
    "status: |\n"
    "  F | creation           || statut     |\n"
    "    | null               || null       |\n"
    "    | < jour - @\"P365D\" || \"a_actualiser\" |\n"
    "    | -                  || \"a_jour\"   |\n"
    "because:\n"
    "  fr: \"l'effectif ({effectif}) atteint {seuil_bdese}\"\n"
    "  en: headcount {effectif}\n"
    "tests:\n"
    "  - { at: 2026-11-01, given: { effectif: 49 }, expect: { applies: no } }\n"
    "  - { at: 2026-11-02, given: {}, expect: { ask: \"effectif >= 11\" } }\n";

static const prse__obligation *read_obligation(void)
{
    const prse__pack_tree *pack = test_pack(arena, OBLIGATION);
    cr_assert_eq(pack->obligation_count, 1);
    return &pack->obligations[0];
}

PRSE_TEST(obligation, says_what_it_is)
{
    open_arena();
    const prse__obligation *o = read_obligation();
    test_is(o->id, "bdese");
    test_is(o->label.en, "Database");
    test_is(o->summary.fr, "En bref");
    test_is(o->authority.en, "Inspectorate");
    test_is(o->platform, "https://example.org/depot");
    cr_assert_eq(o->tag_count, 2);
    test_is(o->tags[1], "climat");
    cr_assert_eq(o->law_count, 2);
    test_is(o->laws[1]->id, "projet");
    cr_expect_eq(o->from, day("2013-06-17"));
    cr_expect_eq(o->to, day("2030-01-01"));
    test_is(o->because.en, "headcount {effectif}");
    cr_expect_str_eq(o->place.file, "more.yaml");
    close_arena();
}

PRSE_TEST(obligation, has_its_rules)
{
    open_arena();
    const prse__obligation *o = read_obligation();
    expect_expr(prse__rule_at(&o->requires, 0), "bilan >= 0");
    cr_expect_null(prse__rule_at(&o->applies, day("2013-06-16")));
    expect_expr(prse__rule_at(&o->applies, day("2013-06-17")), "grande");
    expect_expr(prse__rule_at(&o->applies, day("2020-01-01")),
                "effectif >= 11");
    expect_expr(prse__rule_at(&o->recommended, 0), "effectif >= 40");
    expect_expr(prse__rule_at(&o->first_year, 0), "2014");
    cr_expect_eq(prse__rule_at(&o->status, 0)->table->row_count, 3);
    cr_assert_eq(o->criterion_count, 2);
    test_is(o->criteria[0].id, "effectif_50");
    test_is(o->criteria[0].text.en, "At least 50");
    test_is(o->criteria[0].law->id, "loi");
    expect_expr(prse__rule_at(&o->criteria[1].when, 0), "forme = \"sa\"");
    cr_expect_null(o->criteria[1].law);
    close_arena();
}

PRSE_TEST(obligation, has_outputs_duties_and_sanctions)
{
    open_arena();
    const prse__obligation *o = read_obligation();
    cr_assert_eq(o->output_count, 3);
    test_is(o->outputs[0].id, "bdese_type");
    test_is(o->outputs[0].label.en, "Kind");
    cr_expect_eq(o->outputs[0].value.steps->table->row_count, 2);
    cr_expect_eq(o->outputs[0].compute.count, 0);
    expect_expr(o->outputs[1].value.steps, "effectif > 3");
    cr_expect_eq(o->outputs[2].value.count, 0);
    expect_expr(o->outputs[2].compute.steps, "annee + bilan");
    cr_assert_eq(o->duty_count, 2);
    expect_expr(o->duties[0].when.steps, "grande");
    cr_expect_eq(o->duties[1].when.count, 0);
    cr_expect_null(o->duties[1].law);
    cr_assert_eq(o->sanction_count, 1);
    test_is(o->sanctions[0].text.en, "Fine");
    test_is(o->sanctions[0].law->id, "loi");
    close_arena();
}

PRSE_TEST(obligation, has_deadlines_and_tests)
{
    open_arena();
    const prse__obligation *o = read_obligation();
    cr_assert_eq(o->deadline_count, 3);
    const prse__deadline *d = o->deadlines;
    test_is(d[0].id, "publication");
    cr_expect_eq(d[0].month, 3);
    cr_expect_eq(d[0].day, 1);
    cr_expect_eq(d[0].once, PRSE__ALWAYS);
    cr_expect_eq(d[0].every, 0);
    cr_expect_eq(d[0].when.count, 1);
    cr_expect_eq(d[1].once, day("2026-10-11"));
    cr_expect_eq(d[1].every, 48);
    cr_expect_eq(d[1].month, 0);
    cr_expect_eq(d[2].due.count, 1);
    cr_expect_eq(d[2].every, 6);
    cr_assert_eq(o->test_count, 2);
    cr_expect_eq(o->tests[1].at, day("2026-11-02"));
    cr_expect_eq(o->tests[0].given->count, 1);
    cr_expect_eq(o->tests[1].given->count, 0);
    test_is(prse__node_get(o->tests[0].expect, "applies")->text, "no");
    cr_expect_eq(o->tests[0].place.column, 5);
    close_arena();
}

PRSE_TEST(obligation, needs_little)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(
        arena, "{ obligation: o, label: { fr: O }, applies: \"true\" }");
    const prse__obligation *o = &pack->obligations[0];
    cr_expect_eq(o->from, PRSE__ALWAYS);
    cr_expect_eq(o->to, PRSE__FOREVER);
    cr_expect_eq(o->requires.count + o->recommended.count + o->status.count,
                 0);
    close_arena();
}

/* --- Sources --- */

PRSE_TEST(source, maps_an_answer_to_facts)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(
        arena,
        "source: recherche_entreprises\n"
        "label: { fr: Annuaire, en: Directory }\n"
        "detect: siren\n"
        "roots: [result, results.0]\n"
        "facts:\n"
        "  forme: { path: nature_juridique }\n"
        "  effectif: { path: tranche, table: effectif, year: annee_tranche }\n"
        "tables:\n"
        "  effectif: { NN: unknown, \"00\": \"0\", \"11\": \"[10..20)\" }\n");
    const prse__source *source = &pack->sources[0];
    test_is(source->id, "recherche_entreprises");
    test_is(source->label.en, "Directory");
    test_is(source->detect, "siren");
    cr_assert_eq(source->root_count, 2);
    test_is(source->roots[1], "results.0");
    cr_assert_eq(source->table_count, 1);
    cr_assert_eq(source->tables[0].count, 3);
    test_is(source->tables[0].codes[0].value, "unknown");
    test_is(source->tables[0].codes[2].code, "11");
    cr_assert_eq(source->mapping_count, 2);
    cr_expect_eq(source->mappings[0].fact, fact_of(pack, "forme"));
    cr_expect_null(source->mappings[0].table);
    test_is(source->mappings[1].path, "tranche");
    test_is(source->mappings[1].year, "annee_tranche");
    cr_expect_eq(source->mappings[1].table, &source->tables[0]);
    close_arena();
}

PRSE_TEST(source, may_hold_a_value_a_year)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(
        arena, "source: s\n"
               "label: { fr: S }\n"
               "detect: siren\n"
               "facts: { effectif: { each_year: finances, path: n } }\n");
    cr_expect_eq(pack->sources[0].root_count, 0);
    test_is(pack->sources[0].mappings[0].each_year, "finances");
    close_arena();
}

/* --- Overlays --- */

PRSE_TEST(overlay, turns_a_draft_on)
{
    open_arena();
    const prse__pack_tree *pack = test_pack(arena, "facts: {}\n");
    cr_expect_null(
        prse__threshold_at(threshold_of(pack, "seuil_futur"), 20000));
    cr_assert_eq(
        test_read(&pack, arena, "facts: {}\n",
                  "{ overlay: reforme, label: { fr: R }, draft_law: [projet] }",
                  NULL),
        PRSE_OK);
    expect_value(prse__threshold_at(threshold_of(pack, "seuil_futur"), 20000),
                 "10");
    close_arena();
}

PRSE_TEST(overlay, replaces_the_values_of_a_threshold)
{
    open_arena();
    const prse__pack_tree *pack = NULL;
    prse_error err = {0};
    cr_assert_eq(test_read(&pack, arena, "facts: {}\n",
                           "overlay: reforme\n"
                           "label: { fr: Réforme }\n"
                           "thresholds:\n"
                           "  seuil: { from: { 2028-01-01: 250 } }\n"
                           "  seuil_futur: { from: { 2020-01-01: 5 }, law: loi"
                           " }\n",
                           &err),
                 PRSE_OK, "%s", err.message);
    const prse__threshold *changed = threshold_of(pack, "seuil");
    cr_expect_null(prse__threshold_at(changed, day("2027-12-31")));
    expect_value(prse__threshold_at(changed, day("2028-01-01")), "250");
    test_is(changed->law->id, "loi");
    expect_value(prse__threshold_at(threshold_of(pack, "seuil_futur"),
                                    day("2026-01-01")),
                 "5");
    close_arena();
}
