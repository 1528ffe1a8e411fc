/* SPDX-License-Identifier: Apache-2.0 */
/* The difference of two packs, as text and as JSON. */
#include "formats/node.h"
#include "support/fault.h"
#include "test_pack_tools.h"

#define TEXT "{ fr: Le seuil a bougé, en: The threshold moved }"

typedef struct pair {
    prse_pack *a, *b;
} pair;

static prse_pack *load(const char *id, const char *base, const char *more,
                       const char *differences)
{
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_error err = {0};
    prse__buf manifest;
    prse__buf_init(&manifest, 0);
    prse__buf_addf(&manifest,
                   "pack: %s\nversion: 1.0\nlabel: { fr: Essai, en: Trial }\n"
                   "reviewed: 2026-11-23\nfiles: [a.yaml, b.yaml%s]\n",
                   id, differences ? ", c.yaml" : "");
    prse_pack_file files[] = {
        {.name = "pack.yaml", .text = prse__buf_str(&manifest)},
        {.name = "a.yaml", .text = prse_str_of(base)},
        {.name = "b.yaml", .text = prse_str_of(more)},
        {.name = "c.yaml", .text = prse_str_of(differences)}};
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    prse_pack_load_files(&pack, engine, files, differences ? 4 : 3, &err);
    cr_assert_not_null(pack, "%s:%u: %s", err.file, err.line, err.message);
    prse_engine_unref(engine);
    prse__buf_free(&manifest);
    return pack;
}

static const char FACTS_A[] =
    "facts:\n"
    "  n: { type: number, min: 0, nullable: true, label: { fr: N, en: N } }\n"
    "  c: { type: count, nullable: true, label: { fr: C, en: C } }\n"
    "  b: { type: boolean, label: { fr: B, en: B } }\n";
static const char FACTS_B[] =
    "facts:\n"
    "  m: { type: number, min: 1, label: { fr: M, en: M },"
    " same_as: { vieux: n } }\n"
    "  c: { type: count, nullable: true, label: { fr: C, en: C } }\n"
    "  b: { type: boolean, label: { fr: B, en: B } }\n"
    "law:\n"
    "  loi: { title: { fr: Une loi, en: An act }, status: in_force,"
    " url: \"https://example.org\", confidence: text }\n"
    "definitions:\n"
    "  codes: { value: \"if c = null then false else c in (3, 5, 7)\" }\n";
static const char RULES_A[] =
    "obligation: o\nlabel: { fr: O, en: O }\napplies: n != null and n >= 50\n"
    "criteria:\n  k: { when: b, text: { fr: K, en: K } }\n"
    "first_year: if n >= 90 then 2024 else 2025\n"
    "outputs:\n  y: { label: { fr: Y, en: Y }, compute: annee }\n";
static const char RULES_B[] =
    "obligation: o\nlabel: { fr: O, en: O }\napplies: m >= 60\n"
    "criteria:\n"
    "  k: { when: b or codes, text: { fr: K, en: K } }\n"
    "  l: { when: b, text: { fr: L, en: L } }\n"
    "first_year: if m >= 90 then 2025 else 2025\n"
    "outputs:\n  y: { label: { fr: Y, en: Y }, compute: annee - 1 }\n";
static const char EXPLAINED[] =
    "differences: vieux\nentries:\n"
    "  seuil: { obligation: o, about: [applies], from: yes, to: no,"
    " text: " TEXT ", law: loi }\n"
    "  annee: { obligation: o, about: [first_year], from: \"2024\","
    " text: " TEXT " }\n"
    "  rien: { obligation: autre, text: " TEXT " }\n";

static pair open_pair(const char *differences)
{
    return (pair){load("vieux", FACTS_A, RULES_A, NULL),
                  load("neuf", FACTS_B, RULES_B, differences)};
}

static void close_pair(pair p)
{
    prse_pack_unref(p.a);
    prse_pack_unref(p.b);
}

static prse_text *compare(pair p, size_t *count, prse_format format,
                          prse_lang lang)
{
    prse_diff_options opts = {.size = sizeof opts,
                              .format = format,
                              .lang = lang,
                              .date_a = PRSE_STR("2026-11-23")};
    prse_text *text = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_pack_diff(&text, count, p.a, p.b, &opts, &err), PRSE_OK,
                 "%s", err.message);
    return text;
}

PRSE_TEST(pack_diff, text_says_what_differs_and_why)
{
    pair p = open_pair(EXPLAINED);
    size_t count = 0;
    prse_text *text = compare(p, &count, PRSE_FORMAT_TEXT, PRSE_LANG_FR);
    cr_expect_eq(count, 3);
    tools_expect(text, "vieux 1.0 (2026-11-23) -> neuf 1.0 (2026-11-23)\n");
    tools_expect(text, "un seul pack l'accepte : m\n");
    tools_expect(text, "que les deux packs acceptent : m\n");
    tools_expect(text, "qui ne sont pas comparés : y\n");
    tools_expect(text, "\no\n  soumis -> non soumis, 1 sur 4 situations\n"
                       "    expliqué, seuil : Le seuil a bougé (Une loi)\n"
                       "    exemple : m = 50\n");
    tools_expect(text, "  premier exercice : 2024 -> 2025, 1 sur 4 "
                       "situations\n    expliqué, annee : Le seuil");
    tools_expect(text, "  critère k : non rempli -> rempli, ");
    tools_expect(text, "    inexpliqué\n");
    tools_expect(text, "    quand ");
    tools_expect(text, "seulement dans neuf : o, critères : l\n");
    tools_expect(text, "explication qui n'explique rien ici : rien\n");
    tools_expect(text, "différences : 3, dont inexpliquées : 1\n");
    prse_text_free(text);
    close_pair(p);
}

PRSE_TEST(pack_diff, text_in_english)
{
    pair p = open_pair(EXPLAINED);
    prse_text *text = compare(p, NULL, PRSE_FORMAT_TEXT, PRSE_LANG_EN);
    tools_expect(text, "  subject -> not subject, 1 of 4 situations\n"
                       "    explained, seuil: The threshold moved (An act)\n"
                       "    example: m = 50\n");
    tools_expect(text, "  criterion k: not met -> met, ");
    tools_expect(text, "    when m in (< 50, >= 60) and codes and b = false\n");
    tools_expect(text, "only in neuf: o, criteria: l\n");
    tools_expect(text, "differences: 3, of which unexplained: 1\n");
    prse_text_free(text);
    close_pair(p);
}

/* A long list of cells is said through a definition of one fact, apart from
 * null too. */
static void expect_condition(const char *rule, const char *condition)
{
    static const char never[] = "obligation: o\nlabel: { fr: O, en: O }\n"
                                "applies: false\n";
    prse__buf more;
    prse__buf_init(&more, 0);
    prse__buf_addf(&more, "obligation: o\nlabel: { fr: O, en: O }\n"
                          "applies: '%s'\n", rule);
    pair p = {load("vieux", FACTS_A, never, NULL),
              load("neuf", FACTS_B, more.ptr, NULL)};
    prse_text *text = compare(p, NULL, PRSE_FORMAT_TEXT, PRSE_LANG_EN);
    tools_expect(text, condition);
    prse_text_free(text);
    prse__buf_free(&more);
    close_pair(p);
}

PRSE_TEST(pack_diff, conditions_use_definitions)
{
    expect_condition("codes", "    when codes\n");
    expect_condition("not(codes)", "    when not(codes)\n");
    expect_condition("not(codes) and c != null",
                     "    when not(codes) and c != null\n");
    expect_condition("codes or c = null", "    when (codes or c = null)\n");
    expect_condition("c != null", "    when c != null\n");
    expect_condition("c = 4", "    when c = 4\n");
}

static const prse__node *at(const prse__node *root, const char *path)
{
    const prse__node *node = prse__node_path(root, prse_str_of(path));
    cr_assert_not_null(node, "nothing at %s", path);
    return node;
}

#define expect_at(root, path, value) \
    cr_expect(prse__str_is(at((root), (path))->text, (value)), \
              "%s is %.*s", (path), (int)at((root), (path))->text.len, \
              at((root), (path))->text.ptr)

PRSE_TEST(pack_diff, json_says_the_same)
{
    pair p = open_pair(EXPLAINED);
    prse_text *text = compare(p, NULL, PRSE_FORMAT_JSON, PRSE_LANG_EN);
    prse__arena *arena = prse__arena_new(0);
    const prse__node *root = NULL;
    prse_error err = {0};
    cr_assert_eq(prse__json_read(&root, arena, prse_text_str(text), "diff",
                                 NULL, &err),
                 PRSE_OK, "%s", err.message);
    expect_at(root, "a.pack", "vieux");
    expect_at(root, "b.date", "2026-11-23");
    expect_at(root, "left_out.null.0", "m");
    expect_at(root, "left_out.values.0", "m");
    expect_at(root, "left_out.outputs.0", "y");
    expect_at(root, "differences.0.obligation", "o");
    expect_at(root, "differences.0.kind", "applies");
    expect_at(root, "differences.0.from", "yes");
    expect_at(root, "differences.0.to", "no");
    expect_at(root, "differences.0.situations", "1");
    expect_at(root, "differences.0.of", "4");
    expect_at(root, "differences.0.explanation.id", "seuil");
    expect_at(root, "differences.0.explanation.law", "loi");
    expect_at(root, "differences.0.example.m", "50");
    expect_at(root, "differences.0.when.0", "m in [50..60)");
    expect_at(root, "differences.0.other_situations", "0");
    expect_at(root, "differences.1.from", "2024");
    expect_at(root, "differences.2.id", "k");
    expect_at(root, "differences.2.explanation", "null");
    expect_at(root, "only_in_one.0.pack", "neuf");
    expect_at(root, "only_in_one.0.id", "l");
    expect_at(root, "unused_explanations.0", "rien");
    expect_at(root, "summary.differences", "3");
    expect_at(root, "summary.unexplained", "1");
    prse__arena_free(arena);
    prse_text_free(text);
    close_pair(p);
}

PRSE_TEST(pack_diff, a_pack_does_not_differ_from_itself)
{
    prse_pack *pack = load("vieux", FACTS_A, RULES_A, NULL);
    size_t count = 9;
    prse_text *text = compare((pair){pack, pack}, &count, PRSE_FORMAT_TEXT,
                              PRSE_LANG_EN);
    cr_expect_eq(count, 0);
    tools_expect(text, "no difference\n");
    prse_text_free(text);
    prse_pack_unref(pack);
}

PRSE_TEST(pack_diff, refusals_are_not_counted_as_differences)
{
    static const char more[] = "obligation: o\nlabel: { fr: O, en: O }\n"
                               "requires: c != null\napplies: b\n";
    static const char less[] = "obligation: o\nlabel: { fr: O, en: O }\n"
                               "applies: b\n";
    pair p = {load("vieux", FACTS_A, more, NULL),
              load("neuf", FACTS_A, less, NULL)};
    size_t count = 9;
    prse_text *text = compare(p, &count, PRSE_FORMAT_TEXT, PRSE_LANG_FR);
    cr_expect_eq(count, 0);
    tools_expect(text, "  faits insuffisants -> non soumis, ");
    tools_expect(text, "  faits insuffisants -> soumis, ");
    tools_expect(text, "exemple : c = null, b = true\n");
    tools_expect(text, "l'un des deux ne répond pas : 2, dont inexpliquées : "
                       "2\n");
    prse_text_free(text);
    close_pair(p);
}

PRSE_TEST(pack_diff, an_obligation_of_one_pack_is_a_difference)
{
    static const char other[] = "obligation: p\nlabel: { fr: P, en: P }\n"
                                "applies: b\n";
    pair p = {load("vieux", FACTS_A, RULES_A, NULL),
              load("neuf", FACTS_A, other, NULL)};
    size_t count = 0;
    prse_text *text = compare(p, &count, PRSE_FORMAT_TEXT, PRSE_LANG_EN);
    cr_expect_eq(count, 2);
    tools_expect(text, "only in vieux: o\n    unexplained\n");
    tools_expect(text, "only in neuf: p\n    unexplained\n");
    prse_text_free(text);
    close_pair(p);
}

PRSE_TEST(pack_diff, arguments_are_checked)
{
    prse_pack *pack = load("vieux", FACTS_A, RULES_A, NULL);
    prse_text *text = NULL;
    prse_error err = {0};
    prse_diff_options opts = {.size = sizeof opts};
    cr_expect_eq(prse_pack_diff(&text, NULL, pack, NULL, &opts, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_pack_diff(&text, NULL, pack, pack, NULL, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_pack_diff(&text, NULL, pack, pack, &opts, &err),
                 PRSE_EINVAL);
    opts.date_a = PRSE_STR("2026-13-01");
    cr_expect_eq(prse_pack_diff(&text, NULL, pack, pack, &opts, &err),
                 PRSE_EPARSE);
    opts.date_a = PRSE_STR("2026-11-23");
    opts.date_b = PRSE_STR("demain");
    cr_expect_eq(prse_pack_diff(&text, NULL, pack, pack, &opts, &err),
                 PRSE_EPARSE);
    opts.size = 0;
    cr_expect_eq(prse_pack_diff(&text, NULL, pack, pack, &opts, &err),
                 PRSE_EABI);
    cr_expect_null(text);
    prse_pack_unref(pack);
}

PRSE_TEST(pack_diff, lack_of_memory_is_reported)
{
    pair p = open_pair(EXPLAINED);
    for (int format = 0; format < 2; format++) {
        prse_diff_options opts = {.size = sizeof opts,
                                  .format = (prse_format)format,
                                  .date_a = PRSE_STR("2026-11-23")};
        PRSE_EACH_FAULT {
            prse_error err = {0};
            prse_text *text = NULL;
            prse_status status =
                prse_pack_diff(&text, NULL, p.a, p.b, &opts, &err);
            PRSE_FAULT_CHECK(status, err);
            prse_text_free(text);
        }
    }
    close_pair(p);
}
