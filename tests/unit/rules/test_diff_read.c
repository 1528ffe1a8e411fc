/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a file of differences. */
#include "support/fault.h"
#include "test_pack.h"

#define ENTRY "{ obligation: o, text: { fr: A, en: B }"

static const char FULL[] =
    "differences: autre\n"
    "entries:\n"
    "  cause:\n"
    "    obligation: o\n"
    "    about: [applies, c]\n"
    "    when: { 2020-01-01: effectif >= seuil, 2024-01-01: \"false\" }\n"
    "    from: recommended\n"
    "    to: no\n"
    "    text: { fr: Parce que, en: Because }\n"
    "    law: loi\n"
    "  autre_cause: " ENTRY " }\n";

PRSE_TEST(diff_read, every_key_is_read)
{
    prse__arena *arena = prse__arena_new(0);
    const prse__pack_tree *pack = test_pack(arena, FULL);
    cr_assert_eq(pack->explanations_count, 1);
    const prse__explanations *set = &pack->explanations[0];
    test_is(set->pack, "autre");
    cr_assert_eq(set->count, 2);
    const prse__explanation *first = &set->items[0];
    test_is(first->id, "cause");
    test_is(first->obligation, "o");
    cr_assert_eq(first->about_count, 2);
    test_is(first->about[1], "c");
    cr_expect_eq(first->when.count, 2);
    test_is(first->from, "recommended");
    test_is(first->to, "no");
    test_is(first->text.en, "Because");
    test_is(first->law->id, "loi");
    cr_expect_eq(set->items[1].when.count, 0);
    cr_expect_eq(set->items[1].about_count, 0);
    cr_expect_null(set->items[1].law);
    prse__arena_free(arena);
}

static void expect_error(const char *more, prse_status expected,
                         const char *says)
{
    prse__arena *arena = prse__arena_new(0);
    const prse__pack_tree *pack = NULL;
    prse_error err = {0};
    prse_status status = test_read(&pack, arena, more, NULL, &err);
    cr_expect_eq(status, expected, "%s: %s", prse_status_name(status),
                 err.message);
    cr_expect_not_null(strstr(err.message, says), "%s\nis not in:\n%s", says,
                       err.message);
    cr_expect_neq(err.line, 0);
    prse__arena_free(arena);
}

PRSE_TEST(diff_read, mistakes_are_found)
{
    expect_error("differences: essai\nentries: {}\n", PRSE_ERULE,
                 "is this pack");
    expect_error("differences: autre\n", PRSE_ESCHEMA, "entries");
    expect_error("differences: autre\nentries:\n  a: { obligation: o }\n",
                 PRSE_ESCHEMA, "text");
    expect_error("differences: autre\nentries:\n  a: { text: { fr: A, en: B "
                 "} }\n",
                 PRSE_ESCHEMA, "obligation");
    expect_error("differences: autre\nentries:\n  a: " ENTRY ", why: x }\n",
                 PRSE_ESCHEMA, "why");
    expect_error("differences: autre\nentries:\n  a: " ENTRY
                 ", when: effectf > 5 }\n",
                 PRSE_ERULE, "effectif");
    expect_error("differences: autre\nentries:\n  a: " ENTRY
                 ", law: lois }\n",
                 PRSE_ERULE, "lois");
    expect_error("differences: autre\nentries: {}\nfacts: {}\n", PRSE_ESCHEMA,
                 "facts");
}

PRSE_TEST(diff_read, lack_of_memory_is_reported)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        const prse__pack_tree *pack = NULL;
        prse__arena *arena = prse__arena_new(0);
        prse_status status = PRSE_ENOMEM;
        if (arena)
            status = test_read(&pack, arena, FULL, NULL, &err);
        else
            err = (prse_error){.code = PRSE_ENOMEM, .message = "no arena"};
        PRSE_FAULT_CHECK(status, err);
        prse__arena_free(arena);
    }
}
