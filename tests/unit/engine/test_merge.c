/* SPDX-License-Identifier: Apache-2.0 */
/* Several sources on one company. */
#include <stdlib.h>
#include <string.h>

#include "engine/merge.h"
#include "services_scene.h"
#include "support/fault.h"

static const char PACK[] =
    "facts:\n"
    "  nom: { type: text, label: { fr: Nom, en: Name } }\n"
    "  effectif: { type: number, min: 0, years: 2, label: { fr: Effectif, "
    "en: Headcount }, brackets: { petit: \"[0..50)\", moyen: \"[50..250)\" } "
    "}\n"
    "  etablissements: { type: count, nullable: true, min: 0, label: { fr: "
    "Lieux, en: Places } }\n"
    "  cotee: { type: boolean, label: { fr: Cotée, en: Listed } }\n"
    "  forme: { type: text, label: { fr: Forme, en: Form }, values: { sa: { "
    "fr: SA }, sas: { fr: SAS } } }\n"
    "  cloture: { type: date, label: { fr: Clôture, en: Closing } }\n";

static const char SOURCES[] =
    "source: annuaire\n"
    "label: { fr: Annuaire, en: Directory }\n"
    "detect: n\n"
    "roots: [a]\n"
    "facts:\n"
    "  nom: { path: nom }\n"
    "  effectif: { path: effectif, year: annee, confidence: indicative }\n"
    "  etablissements: { path: lieux, date: jour }\n"
    "  cotee: { path: cotee }\n"
    "  forme: { path: forme }\n"
    "  cloture: { path: cloture }\n";

static const char OTHER_SOURCE[] =
    "source: comptes\n"
    "label: { fr: Comptes, en: Accounts }\n"
    "detect: n\n"
    "roots: [c]\n"
    "facts:\n"
    "  effectif: { each_year: annees, path: e, date: jour, doubt: note, "
    "confidence: probable }\n"
    "  cotee: { path: cotee, confidence: certain }\n";

static prse_pack *load(void)
{
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_error err = {0};
    const prse_pack_file files[] = {
        {"pack.yaml", PRSE_STR("pack: p\nversion: 1\nlabel: { fr: P }\n"
                               "reviewed: 2026-01-01\n"
                               "files: [a.yaml, s.yaml, c.yaml]\n")},
        {"a.yaml", PRSE_STR(PACK)},
        {"s.yaml", PRSE_STR(SOURCES)},
        {"c.yaml", PRSE_STR(OTHER_SOURCE)}};
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load_files(&pack, engine, files, 4, &err), PRSE_OK,
                 "%s:%u: %s", err.file, err.line, err.message);
    prse_engine_unref(engine);
    return pack;
}

typedef struct work {
    prse_pack *pack;
    prse__merge merge;
    prse_facts *known;
    prse__arena *arena;
    prse__telling tellings[4];
    size_t count;
} work;

static void begin(work *w)
{
    memset(w, 0, sizeof *w);
    w->pack = load();
    w->arena = prse__arena_new(0);
    cr_assert_eq(prse__merge_init(&w->merge, w->pack, NULL), PRSE_OK);
}

static void end(work *w)
{
    prse__merge_free(&w->merge);
    prse_facts_free(w->known);
    prse__arena_free(w->arena);
    prse_pack_unref(w->pack);
}

static void know(work *w, const char *json)
{
    char *quoted = services_quoted(json);
    prse_error err = {0};
    cr_assert_eq(prse_facts_new(&w->known, w->pack, NULL), PRSE_OK);
    cr_assert_eq(prse_facts_set_json(w->known, prse_str_of(quoted), "moi",
                                     &err),
                 PRSE_OK, "%s", err.message);
    free(quoted);
}

static void hear(work *w, const char *speaker, const char *json)
{
    char *quoted = services_quoted(json);
    prse__telling *telling = &w->tellings[w->count++];
    *telling = (prse__telling){.name = "x",
                               .speaker = prse_str_of(speaker),
                               .merging = 1};
    cr_assert_eq(prse__json_read(&telling->root, w->arena,
                                 prse_str_of(quoted), "x", NULL, NULL),
                 PRSE_OK);
    free(quoted);
}

static void run(work *w)
{
    prse_error err = {0};
    cr_assert_eq(prse__merge_run(&w->merge, w->known, w->tellings, w->count,
                                 &err),
                 PRSE_OK, "%s", err.message);
}

/* "nom effectif effectif-1 etablissements cotee forme cloture" */
static void expect(const work *w, const char *known, size_t warnings)
{
    char found[512] = "";
    const prse_facts *facts = w->merge.facts;
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        prse_fact_state state = {.size = sizeof state};
        cr_assert_eq(prse_facts_get(facts, i, &state, NULL), PRSE_OK);
        strcat(found, i ? " | " : "");
        strncat(found, state.given ? state.value.ptr : "-",
                state.given ? state.value.len : 1);
    }
    cr_expect_str_eq(found, known, "%s", found);
    cr_expect_eq(prse_facts_warning_count(facts), warnings, "%zu: %s",
                 prse_facts_warning_count(facts),
                 prse_facts_warning(facts, 0, PRSE_LANG_EN).ptr);
}

static prse_fact_state slot(const work *w, size_t index)
{
    prse_fact_state state = {.size = sizeof state};
    cr_assert_eq(prse_facts_get(w->merge.facts, index, &state, NULL),
                 PRSE_OK);
    return state;
}

/* One case: what two registers say of places and listing. */
static void two(const char *a, const char *b, const char *known,
                size_t warnings)
{
    work w;
    begin(&w);
    hear(&w, "un", a);
    hear(&w, "deux", b);
    run(&w);
    expect(&w, known, warnings);
    end(&w);
}

PRSE_TEST(merge, sources_that_agree_are_one)
{
    two("{'n': 1, 'lieux': 4, 'cotee': true, 'forme': 'sa'}",
        "{'n': 1, 'lieux': 4, 'cotee': true, 'forme': 'sa'}",
        "- | - | - | 4 | true | sa | -", 0);
}

PRSE_TEST(merge, what_one_is_silent_on_the_other_tells)
{
    two("{'n': 1, 'lieux': 4}", "{'n': 1, 'cotee': false, 'nom': 'ABC'}",
        "ABC | - | - | 4 | false | - | -", 0);
}

PRSE_TEST(merge, the_finer_of_nested_values_is_taken_from_either_side)
{
    two("{'n': 1, 'lieux': '[1..10]'}", "{'n': 1, 'lieux': 4}",
        "- | - | - | 4 | - | - | -", 0);
    two("{'n': 1, 'lieux': 4}", "{'n': 1, 'lieux': '[1..10]'}",
        "- | - | - | 4 | - | - | -", 0);
    two("{'n': 1, 'forme': 'sa or sas'}", "{'n': 1, 'forme': 'sas'}",
        "- | - | - | - | - | sas | -", 0);
}

PRSE_TEST(merge, values_that_exclude_each_other_give_what_holds_both)
{
    two("{'n': 1, 'lieux': 4}", "{'n': 1, 'lieux': 9}",
        "- | - | - | [4..9] | - | - | -", 1);
    two("{'n': 1, 'lieux': '[20..30]'}", "{'n': 1, 'lieux': '[1..10]'}",
        "- | - | - | [1..30] | - | - | -", 1);
    two("{'n': 1, 'cotee': true}", "{'n': 1, 'cotee': false}",
        "- | - | - | - | true or false | - | -", 1);
    two("{'n': 1, 'forme': 'sa'}", "{'n': 1, 'forme': 'sas'}",
        "- | - | - | - | - | sa or sas | -", 1);
    two("{'n': 1, 'cloture': '2024-12-31'}",
        "{'n': 1, 'cloture': '2025-06-30'}",
        "- | - | - | - | - | - | [2024-12-31..2025-06-30]", 1);
}

PRSE_TEST(merge, values_that_overlap_in_part_give_what_holds_both)
{
    two("{'n': 1, 'lieux': '[1..10]'}", "{'n': 1, 'lieux': '[5..20]'}",
        "- | - | - | [1..20] | - | - | -", 1);
}

PRSE_TEST(merge, nothing_and_a_number_exclude_each_other)
{
    two("{'n': 1, 'lieux': 'null'}", "{'n': 1, 'lieux': 3}",
        "- | - | - | null or 3 | - | - | -", 1);
}

PRSE_TEST(merge, a_name_written_otherwise_is_no_contradiction)
{
    two("{'n': 1, 'nom': 'ABC'}", "{'n': 1, 'nom': 'A.B.C.'}",
        "ABC | - | - | - | - | - | -", 0);
}

PRSE_TEST(merge, the_later_of_two_days_is_right)
{
    two("{'n': 1, 'lieux': 4, 'jour': '2024-01-01'}",
        "{'n': 1, 'lieux': 9, 'jour': '2026-01-01'}",
        "- | - | - | 9 | - | - | -", 0);
    two("{'n': 1, 'lieux': 4, 'jour': '2026-01-01'}",
        "{'n': 1, 'lieux': 9, 'jour': '2024-01-01'}",
        "- | - | - | 4 | - | - | -", 0);
}

PRSE_TEST(merge, years_are_told_apart)
{
    two("{'n': 1, 'effectif': 60, 'annee': 2023}",
        "{'n': 1, 'effectif': 70, 'annee': 2024}",
        "- | 70 | 60 | - | - | - | -", 0);
    two("{'n': 1, 'effectif': 60, 'annee': 2024}",
        "{'n': 1, 'effectif': 70, 'annee': 2024}",
        "- | [60..70] | - | - | - | - | -", 1);
}

PRSE_TEST(merge, the_last_year_known_stands_for_n_and_that_is_told)
{
    two("{'n': 1, 'effectif': 60, 'annee': 2023}",
        "{'c': {'n': 1, 'annees': {'2025': {}}}}",
        "- | 60 | - | - | - | - | -", 1);
}

PRSE_TEST(merge, a_real_value_goes_before_one_that_stands_in)
{
    two("{'n': 1, 'effectif': 60, 'annee': 2023}",
        "{'c': {'n': 1, 'annees': {'2024': {'e': 75}, '2025': {'e': 80}}}}",
        "- | 80 | 75 | - | - | - | -", 0);
}

PRSE_TEST(merge, three_that_disagree_widen_step_by_step)
{
    work w;
    begin(&w);
    hear(&w, "un", "{'n': 1, 'lieux': 4}");
    hear(&w, "deux", "{'n': 1, 'lieux': 9}");
    hear(&w, "trois", "{'n': 1, 'lieux': 20}");
    run(&w);
    expect(&w, "- | - | - | [4..20] | - | - | -", 2);
    cr_expect(prse__str_is(slot(&w, 3).source, "un, deux, trois"));
    cr_expect(prse__str_is(slot(&w, 3).confidence, "indicative"));
    end(&w);
}

PRSE_TEST(merge, a_third_inside_the_quarrel_does_not_settle_it)
{
    work w;
    begin(&w);
    hear(&w, "un", "{'n': 1, 'lieux': 4}");
    hear(&w, "deux", "{'n': 1, 'lieux': 9}");
    hear(&w, "trois", "{'n': 1, 'lieux': 9}");
    run(&w);
    expect(&w, "- | - | - | [4..9] | - | - | -", 1);
    end(&w);
}

PRSE_TEST(merge, slots_keep_source_day_and_confidence)
{
    work w;
    begin(&w);
    hear(&w, "", "{'n': 1, 'effectif': 60, 'annee': 2024, 'lieux': 3, "
                 "'jour': '2026-02-01'}");
    hear(&w, "", "{'c': {'n': 1, 'cotee': true, 'annees': {'2023': {'e': 55, "
                 "'jour': '2023-06-30'}}}}");
    run(&w);
    cr_expect(prse__str_is(slot(&w, 1).source, "annuaire 2024"));
    cr_expect(prse__str_is(slot(&w, 1).date, "2024"));
    cr_expect(prse__str_is(slot(&w, 1).confidence, "indicative"));
    cr_expect(prse__str_is(slot(&w, 2).date, "2023-06-30"));
    cr_expect(prse__str_is(slot(&w, 2).confidence, "probable"));
    cr_expect(prse__str_is(slot(&w, 3).date, "2026-02-01"));
    cr_expect(prse__str_is(slot(&w, 3).confidence, "certain"));
    cr_expect(prse__str_is(slot(&w, 4).source, "comptes"));
    end(&w);
}

PRSE_TEST(merge, a_note_beside_a_value_makes_it_doubtful)
{
    work w;
    begin(&w);
    hear(&w, "", "{'c': {'n': 1, 'annees': {'2025': {'e': 55, 'note': "
                 "'ordre'}}}}");
    run(&w);
    expect(&w, "- | 55 | - | - | - | - | -", 1);
    cr_expect(prse__str_is(slot(&w, 1).confidence, "indicative"));
    end(&w);
}

/* --- The host --- */

PRSE_TEST(merge, what_the_host_knows_stays)
{
    work w;
    begin(&w);
    know(&w, "{'etablissements': 5, 'cotee': false, 'nom': 'Moi', "
             "'effectif': {'2024': 'moyen'}}");
    hear(&w, "un", "{'n': 1, 'lieux': 9, 'cotee': true, 'nom': 'ABC', "
                   "'effectif': 60, 'annee': 2024}");
    run(&w);
    expect(&w, "Moi | [50..250) | - | 5 | false | - | -", 2);
    end(&w);
}

PRSE_TEST(merge, a_register_that_overlaps_does_not_contradict_the_host)
{
    work w;
    begin(&w);
    know(&w, "{'effectif': {'2024': 'moyen'}}");
    hear(&w, "un", "{'n': 1, 'effectif': '[200..400)', 'annee': 2024}");
    run(&w);
    expect(&w, "- | [50..250) | - | - | - | - | -", 0);
    end(&w);
}

PRSE_TEST(merge, the_host_s_years_and_the_registers_are_brought_together)
{
    work w;
    begin(&w);
    know(&w, "{'effectif': {'2023': 40, '2024': 45}}");
    hear(&w, "un", "{'n': 1, 'effectif': 60, 'annee': 2025}");
    run(&w);
    expect(&w, "- | 60 | 45 | - | - | - | -", 0);
    end(&w);
}

PRSE_TEST(merge, without_years_the_host_s_n_is_everybody_s)
{
    work w;
    begin(&w);
    know(&w, "{'effectif': 40}");
    hear(&w, "un", "{'n': 1, 'effectif': 60, 'annee': 2025}");
    run(&w);
    expect(&w, "- | 40 | - | - | - | - | -", 1);
    end(&w);
}

PRSE_TEST(merge, the_host_s_last_year_stands_for_a_later_n)
{
    work w;
    begin(&w);
    know(&w, "{'effectif': {'2024': 45}}");
    hear(&w, "un", "{'c': {'n': 1, 'annees': {'2025': {}}}}");
    run(&w);
    expect(&w, "- | 45 | 45 | - | - | - | -", 1);
    end(&w);
}

PRSE_TEST(merge, forgets_the_company_before)
{
    work w;
    begin(&w);
    hear(&w, "un", "{'n': 1, 'lieux': 4, 'effectif': 6, 'annee': 2025}");
    run(&w);
    w.count = 0;
    hear(&w, "un", "{'n': 1, 'cotee': true, 'effectif': 7, 'annee': 2020}");
    run(&w);
    expect(&w, "- | 7 | - | - | true | - | -", 0);
    end(&w);
}

PRSE_TEST(merge, lack_of_memory_is_told, .timeout = PRSE_LONG)
{
    work w;
    begin(&w);
    know(&w, "{'effectif': {'2023': 40}, 'cotee': false}");
    hear(&w, "un", "{'n': 1, 'lieux': 4, 'cotee': true, 'nom': 'A', "
                   "'effectif': 60, 'annee': 2024}");
    hear(&w, "deux", "{'n': 1, 'lieux': 9, 'forme': 'sa'}");
    hear(&w, "", "{'c': {'n': 1, 'annees': {'2025': {'note': 'x', 'e': 3}}}}");
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = prse__merge_run(&w.merge, w.known, w.tellings,
                                             w.count, &err);
        PRSE_FAULT_CHECK(status, err);
    }
    end(&w);
}
