/* SPDX-License-Identifier: Apache-2.0 */
/* Packs made to do harm, files that are missing, and lack of memory. */
#include "support/fault.h"
#include "test_pack.h"

static prse__arena *arena;
static prse_error err;

static prse_status read_more(prse_str text)
{
    prse__pack_file files[] = {
        {"pack.yaml", prse_str_of(TEST_MANIFEST)},
        {"base.yaml", prse_str_of(TEST_BASE)},
        {"more.yaml", text},
    };
    prse__pack_input input = {files, 3, NULL, 0};
    const prse__pack_tree *pack = NULL;
    prse_status status = prse__pack_read(&pack, arena, &input, &err);
    cr_expect_eq(pack == NULL, status != PRSE_OK);
    return status;
}

/* --- Files --- */

typedef struct files_case {
    prse_status status;
    uint32_t line;
    const char *names, *says; /* names: the value of `files` */
} files_case;

PRSE_TEST(pack_files, are_those_that_the_pack_names)
{
    static const files_case cases[] = {
        {PRSE_ENOTFOUND, 1, "[f, g, h]", "the pack has no file `h`"},
        {PRSE_ESCHEMA, 1, "[f]", "the pack has a file `g`: name it under"},
        {PRSE_ESCHEMA, 1, "[f, g, f]", "`f` is here twice"},
        {PRSE_ESCHEMA, 1, "[f, g, pack.yaml]", "the name of another file"},
        {PRSE_ESCHEMA, 1, "[f, g, {}]", "the name of another file, found a"},
        {PRSE_ESCHEMA, 1, "f", "a list of file names, found `f`"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        prse__buf manifest;
        prse__buf_init(&manifest, 0);
        prse__buf_addf(&manifest,
                       "{ pack: p, version: 1, label: { fr: P }, reviewed: "
                       "2026-01-01, files: %s }",
                       cases[i].names);
        prse__pack_file files[] = {{"f", PRSE_STR("facts: {}")},
                                   {"pack.yaml", prse__buf_str(&manifest)},
                                   {"g", PRSE_STR("law: {}")}};
        prse__pack_input input = {files, 3, NULL, 0};
        const prse__pack_tree *pack = NULL;
        arena = prse__arena_new(0);
        cr_expect_eq(prse__pack_read(&pack, arena, &input, &err),
                     cases[i].status, "%s", cases[i].names);
        cr_expect_eq(err.line, cases[i].line);
        cr_expect(strstr(err.message, cases[i].says), "%s", err.message);
        prse__arena_free(arena);
        prse__buf_free(&manifest);
    }
}

PRSE_TEST(pack_files, need_a_manifest)
{
    prse__pack_input input = {NULL, 0, NULL, 0};
    const prse__pack_tree *pack = NULL;
    arena = prse__arena_new(0);
    cr_expect_eq(prse__pack_read(&pack, arena, &input, &err), PRSE_ENOTFOUND);
    cr_expect(strstr(err.message, "`pack.yaml`"));
    prse__arena_free(arena);
}

PRSE_TEST(pack_files, are_not_thousands)
{
    static prse__pack_file files[2002];
    for (size_t i = 1; i < 2002; i++)
        files[i] = (prse__pack_file){"f", PRSE_STR("facts: {}")};
    files[0] = (prse__pack_file){
        "pack.yaml", PRSE_STR("{ pack: p, version: 1, label: { fr: P }, "
                              "reviewed: 2026-01-01, files: [f] }")};
    prse__pack_input input = {files, 2002, NULL, 0};
    const prse__pack_tree *pack = NULL;
    arena = prse__arena_new(0);
    cr_expect_eq(prse__pack_read(&pack, arena, &input, &err), PRSE_ELIMIT);
    cr_expect(strstr(err.message, "more than 2000 files"), "%s", err.message);
    prse__arena_free(arena);
}

PRSE_TEST(pack_files, have_different_obligations_and_outputs)
{
    static const char first[] =
        "{ obligation: o, label: { fr: O }, applies: \"true\", outputs: "
        "{ a: { label: { fr: A }, value: 1 } } }";
    static const char *const second[] = {
        "{ obligation: o, label: { fr: O }, applies: \"true\" }",
        "{ obligation: q, label: { fr: Q }, applies: \"true\", outputs: "
        "{ a: { label: { fr: A }, value: 1 } } }",
    };
    static const char *const says[] = {
        "`o` is an obligation here and an obligation at line 1 of f",
        "`a` is an output here and an output at line 1 of f",
    };
    for (size_t i = 0; i < 2; i++) {
        prse__pack_file files[] = {
            {"pack.yaml",
             PRSE_STR("{ pack: p, version: 1, label: { fr: P }, reviewed: "
                      "2026-01-01, files: [f, g] }")},
            {"f", prse_str_of(first)},
            {"g", prse_str_of(second[i])}};
        prse__pack_input input = {files, 3, NULL, 0};
        const prse__pack_tree *pack = NULL;
        arena = prse__arena_new(0);
        cr_expect_eq(prse__pack_read(&pack, arena, &input, &err), PRSE_ERULE);
        cr_expect_str_eq(err.file, "g");
        cr_expect(strstr(err.message, says[i]), "%s", err.message);
        prse__arena_free(arena);
    }
}

/* --- Hostile input --- */

PRSE_TEST(hostile_pack, ten_megabytes_of_brackets, .timeout = PRSE_LONG)
{
    size_t size = (size_t)10 * 1024 * 1024;
    char *text = malloc(size);
    cr_assert_not_null(text);
    memset(text, '[', size);
    arena = prse__arena_new(0);
    cr_expect_eq(read_more((prse_str){text, size}), PRSE_ELIMIT);
    memcpy(text, "definitions: { d: { value: \"", 28);
    memcpy(text + size - 4, "\"}}\n", 4);
    cr_expect_eq(read_more((prse_str){text, size}), PRSE_ELIMIT);
    cr_expect_str_eq(err.file, "more.yaml");
    prse__arena_free(arena);
    free(text);
}

PRSE_TEST(hostile_pack, text_that_is_not_utf_8)
{
    arena = prse__arena_new(0);
    cr_expect_eq(read_more(PRSE_STR("facts: {}\n# \xC3(\n")), PRSE_EPARSE);
    cr_expect_eq(err.line, 2);
    cr_expect_eq(err.column, 3);
    prse__arena_free(arena);
}

PRSE_TEST(hostile_pack, numbers_of_ten_thousand_digits)
{
    static const char *const around[][2] = {
        {"thresholds: { t: { from: { 2020-01-01: ", " } } }"},
        {"definitions: { d: { value: effectif > ", " } }"},
        {"facts: { f: { type: number, label: { fr: F }, years: ", " } }"},
        {"facts: { f: { type: number, label: { fr: F }, brackets: { b: ",
         " } } }"},
    };
    static char digits[10001];
    memset(digits, '9', 10000);
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        prse__buf text;
        prse__buf_init(&text, 0);
        prse__buf_adds(&text, around[i][0]);
        prse__buf_adds(&text, digits);
        prse__buf_adds(&text, around[i][1]);
        arena = prse__arena_new(0);
        cr_expect_neq(read_more(prse__buf_str(&text)), PRSE_OK, "%s",
                      around[i][0]);
        cr_expect_eq(err.line, 1);
        cr_expect_gt(err.column, 20);
        prse__arena_free(arena);
        prse__buf_free(&text);
    }
}

PRSE_TEST(hostile_pack, a_long_chain_of_definitions, .timeout = PRSE_LONG)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_adds(&text, "definitions:\n  d0: { value: 1 }\n");
    for (int i = 1; i < 9000; i++)
        prse__buf_addf(&text, "  d%d: { value: d%d }\n", i, i - 1);
    arena = prse__arena_new(0);
    cr_expect_eq(read_more(prse__buf_str(&text)), PRSE_ELIMIT);
    cr_expect(strstr(err.message, "more than 100 deep"), "%s", err.message);
    prse__buf_adds(&text, "  d9000: { value: 1 }\n  e: { value: f }\n"
                          "  f: { value: e }\n");
    for (int i = 9001; i < 10010; i++)
        prse__buf_addf(&text, "  d%d: { value: 1 }\n", i);
    cr_expect_eq(read_more(prse__buf_str(&text)), PRSE_ELIMIT);
    cr_expect(strstr(err.message, "at most 10000"), "%s", err.message);
    prse__arena_free(arena);
    prse__buf_free(&text);
}

PRSE_TEST(hostile_pack, a_hundred_definitions_deep_is_fine)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_adds(&text, "definitions:\n  d0: { value: 1 }\n");
    for (int i = 1; i < 100; i++)
        prse__buf_addf(&text, "  d%d: { value: d%d }\n", i, i - 1);
    arena = prse__arena_new(0);
    cr_expect_eq(read_more(prse__buf_str(&text)), PRSE_OK, "%s", err.message);
    prse__buf_adds(&text, "  d100: { value: d99 }\n");
    cr_expect_eq(read_more(prse__buf_str(&text)), PRSE_ELIMIT);
    prse__arena_free(arena);
    prse__buf_free(&text);
}

PRSE_TEST(hostile_pack, thousands_of_variables)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_adds(&text, "definitions: { d: { value: \"for x0 in [1]");
    for (int i = 1; i < 5000; i++)
        prse__buf_addf(&text, ", x%d in [1]", i);
    prse__buf_adds(&text, " return 1\" } }");
    arena = prse__arena_new(0);
    cr_expect_eq(read_more(prse__buf_str(&text)), PRSE_ELIMIT);
    cr_expect(strstr(err.message, "more than 100 variables"), "%s",
              err.message);
    prse__arena_free(arena);
    prse__buf_free(&text);
}

/* `before`, many times `each` with its number, `after`. */
typedef struct many_case {
    int count;
    const char *before, *each, *after;
} many_case;

#define FACT "facts: { f: { type: count, label: { fr: F }, "
#define OBLIGATION_WITH "obligation: o\nlabel: { fr: O }\napplies: true\n"

PRSE_TEST(hostile_pack, more_of_a_thing_than_is_accepted, .timeout = PRSE_LONG)
{
    static const many_case cases[] = {
        {1001, FACT "brackets: {", " b%d: \">= 1\",", " } } }"},
        {10001, FACT "same_as: {", " p%d: x,", " } } }"},
        {1001, "functions: { f: { value: 1, params: [", " p%d,", " ] } }"},
        {1001, "thresholds:\n  t:\n    from:\n", "      %d-01-01: 1\n", ""},
        {1001, "definitions:\n  d:\n    value:\n", "      %d-01-01: 1\n", ""},
        {10001, OBLIGATION_WITH "tags: [", " t%d,", "]\n"},
        {1001, OBLIGATION_WITH "criteria: {",
         " c%d: { when: true, text: { fr: C } },", " }\n"},
        {1001, "source: s\nlabel: { fr: S }\ndetect: a\nfacts: {}\ntables: {",
         " t%d: { a: b },", " }\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *mark = strchr(cases[i].each, '%');
        prse__buf text;
        prse__buf_init(&text, 0);
        prse__buf_adds(&text, cases[i].before);
        for (int k = 0; k < cases[i].count; k++) {
            prse__buf_add(&text, (prse_str){cases[i].each,
                                            (size_t)(mark - cases[i].each)});
            prse__buf_addf(&text, "%d%s", 1000 + k, mark + 2);
        }
        prse__buf_adds(&text, cases[i].after);
        arena = prse__arena_new(0);
        cr_expect_eq(read_more(prse__buf_str(&text)), PRSE_ELIMIT, "%s: %s",
                     cases[i].before, err.message);
        cr_expect_str_eq(err.file, "more.yaml");
        prse__arena_free(arena);
        prse__buf_free(&text);
    }
}

/* --- Lack of memory --- */

static const char LOGIC[] =
    "definitions:\n"
    "  d: { value: \"for x in [effectif] return {a: x}.a\" }\n"
    "  e:\n    table: |\n      | d || y |\n      | - || double(2) |\n"
    "functions: { g: { params: [a, b], value: double(a) + b } }\n"
    "coherence: { c: { check: bilan > 1, text: { fr: C } } }\n"
    "facts:\n  f:\n    type: number\n    label: { fr: F }\n    max: 3\n"
    "    brackets: { b: \"[1..2]\" }\n    same_as: { a: b }\n";

static const char OBLIGATION[] =
    "obligation: o\nlabel: { fr: O }\nlaw: [loi]\ntags: [a]\n"
    "applies: { 2020-01-01: effectif > @\"2020-01-01\" }\n"
    "outputs: { u: { label: { fr: U }, value: 1 } }\n"
    "deadlines: { d: { label: { fr: D }, once: 2026-01-01, every: P1Y } }\n"
    "duties: [{ text: { fr: D } }]\n"
    "tests: [{ at: 2026-01-01, given: {}, expect: {} }]\n";

static const char SOURCE[] =
    "source: s\nlabel: { fr: S }\ndetect: a\nroots: [r]\n"
    "tables: { t: { a: b } }\nfacts: { forme: { path: p, table: t } }\n";

/* Every request to the arena is the first that its limit refuses. */
PRSE_TEST(pack_faults, come_from_a_full_arena_too, .timeout = PRSE_LONG)
{
    static const char *const more[] = {LOGIC, OBLIGATION, SOURCE};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        prse_status status = PRSE_ELIMIT;
        for (size_t limit = 16; status; limit += 16) {
            const prse__pack_tree *pack = NULL;
            err = (prse_error){0};
            arena = prse__arena_new(limit);
            status = test_read(&pack, arena, more[i], NULL, &err);
            cr_assert(status == PRSE_OK || status == PRSE_ELIMIT ||
                          status == PRSE_ENOMEM,
                      "%zu: %s", limit, err.message);
            cr_assert_eq(err.code, (int32_t)status);
            prse__arena_free(arena);
        }
    }
}

static const char UNKNOWN_KEY[] = "facts: {}\nfact: {}\n";
static const char CIRCLE[] = "definitions: { a: { value: a } }\n";

/* Refused as it should be when memory suffices. */
static prse_status read_once(const char *more, prse_status wanted,
                             prse_error *failed)
{
    const prse__pack_tree *pack = NULL;
    prse__arena *small = prse__arena_new(0);
    if (!small)
        return prse__error_nomem(failed);
    prse_status status = test_read(&pack, small, more,
                                   "overlay: o\nlabel: { fr: O }\n"
                                   "draft_law: [projet]\n",
                                   failed);
    prse__arena_free(small);
    if (status == wanted) {
        *failed = (prse_error){0};
        return PRSE_OK;
    }
    return status;
}

PRSE_TEST(pack_faults, are_all_reported, .timeout = PRSE_LONG)
{
    static const char *const more[] = {LOGIC, OBLIGATION, SOURCE, UNKNOWN_KEY,
                                       CIRCLE};
    static const prse_status wanted[] = {PRSE_OK, PRSE_OK, PRSE_OK,
                                         PRSE_ESCHEMA, PRSE_ERULE};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        PRSE_EACH_FAULT {
            prse_error failed = {0};
            prse_status status = read_once(more[i], wanted[i], &failed);
            PRSE_FAULT_CHECK(status, failed);
        }
    }
}
