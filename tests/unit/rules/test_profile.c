/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody writes about a fact, as the set of values that it leaves. */
#include <stdlib.h>
#include <string.h>

#include "rules/cell_text.h"
#include "rules/profile.h"
#include "support/fault.h"
#include "support/test.h"
#include "test_soundness_random.h"

static const char FACTS[] =
    "law: { loi: { title: { fr: L }, url: https://example.org/l, "
    "status: in_force, confidence: text } }\n"
    "facts:\n"
    "  n: { type: number, label: { fr: N }, min: 0, years: 3,\n"
    "       brackets: { petit: \"[0..50)\", grand: \">= 50\" } }\n"
    "  c: { type: count, label: { fr: C }, max: 1000 }\n"
    "  d: { type: date, label: { fr: D } }\n"
    "  b: { type: boolean, label: { fr: B }, nullable: true }\n"
    "  t: { type: text, label: { fr: T }, values: { sa: { fr: S }, "
    "sas: { fr: S }, snc: { fr: S } } }\n"
    "  nom: { type: text, label: { fr: Nom } }\n"
    "  z: { type: number, label: { fr: Z }, missing: null }\n"
    "  x: { type: number, label: { fr: X }, nullable: true }\n"
    "obligation: o\n"
    "label: { fr: O }\n"
    "applies: n >= 50 and n < 250 and c > 10 and d > date(\"2024-01-01\") and"
    " b and t = \"sa\" and z > 3 and x > 1\n";

typedef struct subject {
    prse__arena *arena;
    prse__ruleset rules;
    prse__profile profile;
} subject;

static void begin(subject *s)
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
    s->arena = prse__arena_new(0);
    cr_assert_eq(prse__pack_read(&pack, s->arena, &input, &err), PRSE_OK,
                 "%s", err.message);
    cr_assert_eq(prse__ruleset_compile(&s->rules, s->arena, pack, &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_eq(prse__profile_init(&s->profile, &s->rules, &err), PRSE_OK);
}

static void end(subject *s)
{
    prse__profile_free(&s->profile);
    prse__ruleset_free(&s->rules);
    prse__arena_free(s->arena);
}

static prse__slot *slot_of(const subject *s, const char *id)
{
    const prse__name *name =
        prse__pack_name(s->rules.pack, prse_str_of(id));
    return prse__profile_slot(&s->profile, name->index, 0);
}

static prse_status set(subject *s, const char *id, const char *text,
                       prse_error *err)
{
    return prse__profile_set(&s->profile, slot_of(s, id), prse_str_of(text),
                             (prse__place){"facts.json", 3, 7}, err);
}

/* The cells that the text leaves, and the text as it is shown again. */
static void expect(const char *id, const char *text, const char *cells,
                   const char *shown)
{
    subject s;
    prse_error err = {0};
    prse__buf buf;
    begin(&s);
    prse__buf_init(&buf, 0);
    cr_assert_eq(set(&s, id, text, &err), PRSE_OK, "%s: %s", text,
                 err.message);
    size_t var = slot_of(&s, id)->var;
    prse__cells_print(&buf, &s.rules.vars[var], &s.profile.masks[var]);
    cr_expect_str_eq(buf.ptr, cells, "%s: %s", text, buf.ptr);
    prse__buf_clear(&buf);
    prse__slot_print(&buf, slot_of(&s, id));
    cr_expect_str_eq(buf.ptr, shown, "%s: %s", text, buf.ptr);
    prse__buf_free(&buf);
    end(&s);
}

static void expect_error(const char *id, const char *text, const char *why)
{
    subject s;
    prse_error err = {0};
    begin(&s);
    cr_assert_eq(set(&s, id, "unknown", &err), PRSE_OK);
    prse__mask before = s.profile.masks[slot_of(&s, id)->var];
    cr_expect_eq(set(&s, id, text, &err), PRSE_ETYPE, "%s", text);
    cr_expect(strstr(err.message, why), "%s: %s", text, err.message);
    cr_expect_eq(err.line, 3);
    cr_expect_eq(err.column, 7);
    cr_expect_str_eq(err.file, "facts.json");
    cr_expect_str_eq(err.subject, id);
    cr_expect(prse__mask_equal(&before,
                               &s.profile.masks[slot_of(&s, id)->var]));
    end(&s);
}

PRSE_TEST(profile, a_value_leaves_its_cell)
{
    expect("n", "60", "[50..250)", "60");
    expect("n", "49.999", "< 50", "49.999");
    expect("b", "true", "true", "true");
    expect("b", "non", "false", "false");
    expect("b", "null", "null", "null");
    expect("t", "sas", "sas", "sas");
    expect("d", "2024-01-01", "< 2024-01-02", "2024-01-01");
    expect("d", "@\"2024-01-02\"", ">= 2024-01-02", "2024-01-02");
}

PRSE_TEST(profile, a_range_leaves_the_cells_that_it_meets)
{
    expect("n", "[50..300)", ">= 50", "[50..300)");
    expect("n", "50..249", "[50..250)", "[50..249]");
    expect("n", "< 50", "< 50", "[0..50)");
    expect("n", ">= 0", "unknown", ">= 0");
    expect("n", "petit", "< 50", "[0..50)");
    expect("c", "[5..11)", "< 11", "[5..10]");
    expect("d", "2024-01-01..2024-06-30", "unknown",
           "[2024-01-01..2024-06-30]");
}

PRSE_TEST(profile, several_values_are_joined)
{
    expect("t", "sa or snc", "sa or snc", "sa or snc");
    expect("b", "null or true", "null or true", "null or true");
    expect("n", "10 or >= 300", "< 50 or >= 250", "10 or >= 300");
    expect("x", "null or 0", "null or <= 1", "null or 0");
}

PRSE_TEST(profile, what_is_not_given_is_unknown_or_null)
{
    expect("n", "unknown", "unknown", "unknown");
    expect("n", "", "unknown", "unknown");
    expect("n", "  60 ", "[50..250)", "60");
    expect("z", "unknown", "null", "null");
    expect("x", "unknown", "unknown", "unknown");
}

PRSE_TEST(profile, any_value_but_null_can_be_said)
{
    expect("x", "not null", "not null", "not null");
    expect("b", "not null", "not null", "not null");
    expect("x", "< 0 or >= 0", "not null", "< 0 or >= 0");
}

PRSE_TEST(profile, what_is_no_value_of_the_fact_is_refused)
{
    expect_error("n", "-1", "its range is");
    expect_error("n", "soixante", "write 50, 50..249");
    expect_error("n", "null", "cannot be null");
    expect_error("n", "[50..10]", "ends before it begins");
    expect_error("n", "(50..50]", "contains nothing");
    expect_error("c", "10.5", "whole number");
    expect_error("c", "(10..11)", "empty");
    expect_error("c", "1001", "its range is");
    expect_error("d", "2024-02-30", "write 2026-11-23");
    expect_error("d", "50", "write 2026-11-23");
    expect_error("b", "peut-être", "expected true or false");
    expect_error("t", "eurl", "expected one of sa, sas, snc");
    expect_error("t", "sa or eurl", "expected one of");
    expect_error("n", "10 or ", "or a bracket: petit, grand");
}

PRSE_TEST(profile, integers_are_set_without_text)
{
    subject s;
    prse_error err = {0};
    begin(&s);
    cr_expect_eq(prse__profile_set_int(&s.profile, slot_of(&s, "n"), 60, &err),
                 PRSE_OK);
    cr_expect_eq(prse__profile_set_int(&s.profile, slot_of(&s, "b"), 1, &err),
                 PRSE_OK);
    cr_expect_eq(prse__profile_set_int(&s.profile, slot_of(&s, "b"), 2, &err),
                 PRSE_ETYPE);
    cr_expect_eq(prse__profile_set_int(&s.profile, slot_of(&s, "n"), -1, &err),
                 PRSE_ETYPE);
    cr_expect_eq(
        prse__profile_set_int(&s.profile, slot_of(&s, "c"), 1001, &err),
        PRSE_ETYPE);
    cr_expect_eq(prse__profile_set_int(&s.profile, slot_of(&s, "t"), 1, &err),
                 PRSE_ETYPE);
    cr_expect_eq(prse__profile_set_int(&s.profile, slot_of(&s, "d"), 1, &err),
                 PRSE_ETYPE);
    cr_expect_eq(
        prse__profile_set_int(&s.profile, slot_of(&s, "nom"), 1, &err),
        PRSE_ETYPE);
    cr_expect_eq(slot_of(&s, "n")->value->kind, PRSE__VALUE_NUMBER);
    end(&s);
}

PRSE_TEST(profile, years_have_a_slot_each)
{
    subject s;
    begin(&s);
    cr_expect_not_null(prse__profile_slot(&s.profile, 0, 0));
    cr_expect_not_null(prse__profile_slot(&s.profile, 0, -2));
    cr_expect_null(prse__profile_slot(&s.profile, 0, -3));
    cr_expect_null(prse__profile_slot(&s.profile, 0, 1));
    cr_expect_null(prse__profile_slot(&s.profile, 0, INT32_MIN));
    cr_expect_null(prse__profile_slot(&s.profile, 1, -1));
    cr_expect_null(prse__profile_slot(&s.profile, SIZE_MAX, 0));
    end(&s);
}

PRSE_TEST(profile, free_text_is_kept_as_it_is)
{
    subject s;
    prse_error err = {0};
    begin(&s);
    cr_expect_eq(set(&s, "nom", " Essai SA ", &err), PRSE_OK);
    cr_expect_eq(slot_of(&s, "nom")->var, SIZE_MAX);
    cr_expect(prse__str_is(slot_of(&s, "nom")->value->text, "Essai SA"));
    prse__profile_clear(&s.profile);
    cr_expect_null(slot_of(&s, "nom")->value);
    end(&s);
}

PRSE_TEST(profile, lack_of_memory_is_told)
{
    subject s;
    begin(&s);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__profile profile;
        prse_status status = prse__profile_init(&profile, &s.rules, &err);
        if (!status) {
            status = prse__profile_set(&profile, &profile.slots[0],
                                       PRSE_STR("10 or >= 300"),
                                       (prse__place){0}, &err);
            prse__profile_free(&profile);
        }
        PRSE_FAULT_CHECK(status, err);
    }
    end(&s);
}

/* --- Sets of cells are written so that they read back --- */

static void round_trip(const prse__ruleset *rules, prse__profile *profile,
                       prse__slot *slot, prse__mask mask, prse__buf *buf)
{
    prse_error err = {0};
    prse__buf_clear(buf);
    prse__cells_print(buf, &rules->vars[slot->var], &mask);
    prse_status status = prse__profile_set(
        profile, slot, prse__buf_str(buf), (prse__place){0}, &err);
    cr_assert_eq(status, PRSE_OK, "%s: %s", buf->ptr, err.message);
    cr_assert(prse__mask_equal(&mask, &profile->masks[slot->var]), "%s %s",
              slot->fact->id.ptr, buf->ptr);
}

static void round_trips(chance *c, const prse__ruleset *rules)
{
    prse__profile profile;
    prse__buf buf;
    prse__buf_init(&buf, 0);
    cr_assert_eq(prse__profile_init(&profile, rules, NULL), PRSE_OK);
    for (size_t i = 0; i < profile.slot_count * 30; i++) {
        prse__slot *slot = &profile.slots[i % profile.slot_count];
        size_t cells = rules->cells[slot->var];
        prse__mask mask = prse__mask_none();
        for (size_t cell = 0; cell < cells; cell++)
            if (chance_of(c, 70))
                mask = prse__mask_or(mask, prse__mask_one(cell));
        int forgets = slot->fact->missing_null &&
                      prse__mask_count(&mask) == cells;
        if (!prse__mask_empty(&mask) && !forgets)
            round_trip(rules, &profile, slot, mask, &buf);
    }
    prse__profile_free(&profile);
    prse__buf_free(&buf);
}

PRSE_TEST(profile, sets_of_cells_read_back)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        chance c = chance_from(seed);
        random_pack p;
        prse__ruleset rules;
        const prse__pack_tree *pack = NULL;
        prse__arena *arena = prse__arena_new(0);
        random_pack_begin(&p, &c, "ncbtd");
        random_pack_definitions(&p, 2);
        random_pack_criteria(&p, 0, 3, 2);
        cr_assert_eq(random_pack_read(&pack, arena, &p, NULL), PRSE_OK);
        cr_assert_eq(prse__ruleset_compile(&rules, arena, pack, NULL),
                     PRSE_OK);
        round_trips(&c, &rules);
        prse__ruleset_free(&rules);
        random_pack_end(&p);
        prse__arena_free(arena);
    }
}
