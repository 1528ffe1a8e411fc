/* SPDX-License-Identifier: Apache-2.0 */
/* What is read quickly means what the slow reading says, for any text; and no
 * text is read quickly that the slow reading refuses. */
#include <stdio.h>
#include <string.h>

#include "rules/profile.h"
#include "support/test.h"
#include "test_soundness_random.h"

static const char FACTS[] =
    "law: { loi: { title: { fr: L }, url: https://example.org/l, "
    "status: in_force, confidence: text } }\n"
    "facts:\n"
    "  n: { type: number, label: { fr: N }, min: 0, years: 2,\n"
    "       brackets: { petit: \"[0..50)\", grand: \">= 50\", "
    "\"50\": \"[50..60]\", a or b: \"[1..2]\", \"10..20\": \"[3..4]\" } }\n"
    "  c: { type: count, label: { fr: C }, max: 1000, brackets: "
    "{ moyen: \"[50..300)\", neuf: \"(8..10)\" } }\n"
    "  d: { type: date, label: { fr: D }, nullable: true }\n"
    "  e: { type: date, label: { fr: E }, min: 2000-01-01 }\n"
    "  f: { type: number, label: { fr: F }, min: -7.5, max: 300.5 }\n"
    "  b: { type: boolean, label: { fr: B }, nullable: true }\n"
    "  t: { type: text, label: { fr: T }, values: { sa: { fr: S }, "
    "sas: { fr: S }, unknown: { fr: U }, \"1\": { fr: S } } }\n"
    "  nom: { type: text, label: { fr: Nom } }\n"
    "  z: { type: number, label: { fr: Z }, missing: null }\n"
    "obligation: o\n"
    "label: { fr: O }\n"
    "applies: n >= 50 and n < 250 and n > 0.5 and n <= 100.5 and c > 10 and "
    "c <= 99.5 and d > date(\"2024-01-01\") and e <= date(\"2024-02-29\") and "
    "f > 12.25 and f >= 1e2 and f < 1e30 and b and t = \"sa\" and z > 3 and "
    "z < 1000000000000000000000\n";

typedef struct couple {
    prse__arena *arena;
    prse__ruleset rules;
    prse__profile quick, slow;
} couple;

static void begin(couple *k)
{
    const prse__pack_tree *pack = NULL;
    const char *split = strstr(FACTS, "obligation:");
    prse__pack_file files[] = {
        {"pack.yaml",
         PRSE_STR("pack: p\nversion: 1\nlabel: { fr: P }\n"
                  "reviewed: 2026-01-01\nfiles: [a.yaml, o.yaml]\n")},
        {"a.yaml", {FACTS, (size_t)(split - FACTS)}},
        {"o.yaml", prse_str_of(split)}};
    prse__pack_input input = {files, 3, NULL, 0};
    prse_error err = {0};
    k->arena = prse__arena_new(0);
    cr_assert_eq(prse__pack_read(&pack, k->arena, &input, &err), PRSE_OK,
                 "%s:%u: %s", err.file, (unsigned)err.line, err.message);
    cr_assert_eq(prse__ruleset_compile(&k->rules, k->arena, pack, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse__profile_init(&k->quick, &k->rules, &err), PRSE_OK);
    cr_assert_eq(prse__profile_init(&k->slow, &k->rules, &err), PRSE_OK);
}

static void end(couple *k)
{
    prse__profile_free(&k->quick);
    prse__profile_free(&k->slow);
    prse__ruleset_free(&k->rules);
    prse__arena_free(k->arena);
}

/* --- The same --- */

static int same_value(const prse__value *a, const prse__value *b)
{
    if (!a || !b)
        return a == b;
    return a->kind == b->kind && (a->kind == PRSE__VALUE_NULL ||
                                  prse__value_equal(a, b) == 1);
}

static int same_bound(prse__bound a, prse__bound b)
{
    return a.present == b.present &&
           (!a.present || (a.open == b.open && same_value(a.value, b.value)));
}

static int same_slot(const couple *k, const prse__slot *a, const prse__slot *b)
{
    int same = a->given == b->given && a->whole == b->whole &&
               same_value(a->value, b->value) && prse__str_eq(a->text, b->text);
    if (a->var != SIZE_MAX)
        same = same && prse__mask_equal(&k->quick.masks[a->var],
                                        &k->slow.masks[b->var]);
    /* of a text or null the ends say nothing */
    if (a->whole)
        same = same && same_bound(a->low, b->low) &&
               same_bound(a->high, b->high);
    return same;
}

/* 1 when it was read quickly. */
static int compare(couple *k, size_t i, prse_str text)
{
    prse_error err = {0};
    prse__slot *quick = &k->quick.slots[i];
    prse__slot *slow = &k->slow.slots[i];
    prse__profile_forget(&k->quick, quick);
    prse__profile_forget(&k->slow, slow);
    prse_status status =
        prse__profile_read(&k->slow, slow, text, (prse__place){0}, &err);
    int read = prse__profile_quick(&k->quick, quick, text);
    cr_assert(!read || status == PRSE_OK, "%s = `%s`: %s",
              slow->fact->id.ptr, text.ptr, err.message);
    cr_assert(!read || same_slot(k, quick, slow), "%s = `%s`",
              slow->fact->id.ptr, text.ptr);
    cr_assert(read || quick->given == 0);
    return read;
}

/* --- Texts --- */

static const char *const PIECES[] = {
    "0", "1", "-1", "007", "-0", "49", "50", "51", "99", "100", "101", "250",
    "300", "999", "1000", "1001", "-8", "-7", "301", "12.25", "1e2", "5e",
    "999999999999999999", "1000000000000000000", "99999999999999999999",
    "2024-01-01", "2024-01-02", "2024-02-29", "2023-02-29", "1999-12-31",
    "@\"2024-01-01\"", "null", "not null", "unknown", "true", "false", "oui",
    "TRUE", "petit", "grand", "moyen", "neuf", "10..20", "a or b", "sa",
    "sas", "snc", "", " ", "[", "(", "]", ")", "..", "...", " or ", ">= ",
    ">", "<", "<=", "- ", "\xe9", "."};

enum { PIECE_COUNT = sizeof PIECES / sizeof *PIECES, LONGEST = 160 };

static const char *piece(chance *c)
{
    return PIECES[chance_below(c, PIECE_COUNT)];
}

/* Mostly in one of the forms that facts have. */
static void write_text(prse__buf *buf, chance *c)
{
    static const char *const FORMS[] = {"%s", "%s..%s", "[%s..%s)", "(%s..%s]",
                                        "]%s..%s[", ">= %s", "> %s", "<%s",
                                        "<= %s", " %s ", "[%s..%s]", "(%s..%s)",
                                        "%s or %s", "%s%s", "[%s .. %s)"};
    const char *p = FORMS[chance_below(c, sizeof FORMS / sizeof *FORMS)];
    prse__buf_clear(buf);
    for (; *p; p++) {
        if (*p == '%')
            prse__buf_adds(buf, piece(c)), p++;
        else
            prse__buf_addc(buf, *p);
    }
}

PRSE_TEST(profile_quick, says_what_the_slow_reading_says)
{
    couple k;
    chance c = chance_from(7);
    prse__buf text;
    size_t quick = 0;
    begin(&k);
    prse__buf_init(&text, LONGEST);
    prse__buf_addc(&text, ' ');
    for (size_t i = 0; i < 200000; i++) {
        write_text(&text, &c);
        if (text.ptr)
            quick += (size_t)compare(
                &k, chance_below(&c, k.slow.slot_count),
                prse__buf_str(&text));
        if (i % 1000 == 0)
            prse__profile_clear(&k.slow);
    }
    cr_log_info("%zu read quickly", quick);
    cr_expect_gt(quick, 10000);
    prse__buf_free(&text);
    end(&k);
}

/* Every cell's ends, and one beside them. */
PRSE_TEST(profile_quick, finds_the_cell_of_every_whole_number)
{
    couple k;
    char text[32];
    begin(&k);
    for (size_t i = 0; i < k.slow.slot_count; i++)
        for (int n = -20; n < 1100; n++) {
            snprintf(text, sizeof text, "%d", n);
            compare(&k, i, prse_str_of(text));
            snprintf(text, sizeof text, "(%d..%d)", n, n + 7);
            compare(&k, i, prse_str_of(text));
            snprintf(text, sizeof text, "%d..%d", n - 50, n);
            compare(&k, i, prse_str_of(text));
        }
    end(&k);
}

/* An integer is set as its text is. */
PRSE_TEST(profile_quick, an_integer_is_the_same_as_its_text)
{
    static const int64_t NUMBERS[] = {
        INT64_MIN, -(INT64_C(1) << 60), -8, -1, 0, 1, 49, 50, 300, 1000, 1001,
        999999999999999999, INT64_C(1) << 60, (INT64_C(1) << 60) + 1,
        INT64_MAX};
    couple k;
    char text[32];
    begin(&k);
    for (size_t i = 0; i < k.slow.slot_count; i++)
        for (size_t n = 0; n < sizeof NUMBERS / sizeof *NUMBERS; n++) {
            prse__slot *quick = &k.quick.slots[i], *slow = &k.slow.slots[i];
            prse_error err = {0};
            if (slow->fact->type != PRSE__FACT_NUMBER &&
                slow->fact->type != PRSE__FACT_COUNT)
                continue;
            if (slow->fact->bracket_count && NUMBERS[n] == 50)
                continue; /* here the name of a bracket */
            snprintf(text, sizeof text, "%lld", (long long)NUMBERS[n]);
            prse__profile_forget(&k.quick, quick);
            prse__profile_forget(&k.slow, slow);
            int set = !prse__profile_set_int(&k.quick, quick, NUMBERS[n], &err);
            int read = !prse__profile_read(&k.slow, slow, prse_str_of(text),
                                           (prse__place){0}, &err);
            cr_assert_eq(set, read, "%s = %s", slow->fact->id.ptr, text);
            cr_assert(same_slot(&k, quick, slow), "%s = %s",
                      slow->fact->id.ptr, text);
        }
    end(&k);
}
