/* SPDX-License-Identifier: Apache-2.0 */
/* A receipt that was changed tells where, without any signature. */
#include <stdlib.h>
#include <string.h>

#include "scene.h"

static const char COMPANY[] =
    "{\"effectif\": {\"2025\": 60, \"2024\": 55}, \"forme\": \"sas\","
    " \"publie\": true}";

typedef struct tampering {
    const char *from, *to;
    const char *finding; /* part of the report */
} tampering;

static const tampering TAMPERINGS[] = {
    /* a fact: the reasons still tell what it was */
    {"\"2025\":\"60\"", "\"2025\":\"40\"",
     "{\"about\":\"fact\",\"id\":\"effectif\",\"text\":\"The facts say `40`, "
     "the reason of rapport says `60`.\",\"year\":\"0\"}"},
    {"\"2025\":\"60\"", "\"2025\":\"40\"", "\"about\":\"facts_digest\""},
    {"\"2025\":\"60\"", "\"2025\":\"40\"",
     "{\"about\":\"obligation\",\"id\":\"rapport\",\"text\":\"The receipt says "
     "`subject`, the pack answers `not subject`.\"}"},
    {"\"2024\":\"55\",", "", "The facts say `unknown`"},
    {"\"2025\":\"60\"", "\"2025\":\"beaucoup\"",
     "{\"about\":\"fact\",\"id\":\"effectif\",\"text\":\"`beaucoup` is not a "
     "value of this fact.\",\"year\":\"2025\"}"},
    {"\"publie\":\"true\"", "\"publia\":\"true\"",
     "{\"about\":\"fact\",\"id\":\"publia\",\"text\":\"The pack has no fact"},
    {"\"forme\":\"sas\"", "\"forme\":\"sa\"", "\"about\":\"facts_digest\""},
    {"\"2024\":\"55\",", "\"1990\":\"1\",\"2024\":\"55\",",
     "\"text\":\"The pack has no fact of this name, or not of this year.\","
     "\"year\":\"1990\""},
    /* the result */
    {"\"answer\":\"subject\"", "\"answer\":\"not_subject\"",
     "{\"about\":\"obligation\",\"id\":\"rapport\",\"text\":\"The receipt says "
     "`not subject`, the pack answers `subject`.\"}"},
    {"\"since\":2024", "\"since\":2030",
     "The receipt says `since 2030`, the pack `since 2024`."},
    {"\"since\":2024", "\"since\":null", "`since null`"},
    {"{\"fact\":\"effectif\",\"value\":\"60\",\"year\":0},", "",
     "{\"about\":\"obligation\",\"id\":\"rapport\",\"text\":\"The reason is "
     "not the one"},
    {"\"value\":\"60\"", "\"value\":\"61\"",
     "The facts say `60`, the reason of rapport says `61`."},
    {",\"site\":", ",\"sito\":",
     "{\"about\":\"obligation\",\"id\":\"site\",\"text\":\"The receipt says "
     "nothing"},
    {",\"site\":", ",\"sito\":",
     "{\"about\":\"obligation\",\"id\":\"sito\",\"text\":\"The pack has no"},
    /* the rest */
    {"\"facts_digest\":\"", "\"facts_digest\":\"0", NULL},
    {"\"version\":\"s50\"", "\"version\":\"s51\"",
     "{\"about\":\"pack\",\"text\":\"The receipt comes from the pack essai "
     "s51 ("},
    {"\"date\":\"2026-11-26\"", "\"date\":\"2027-11-26\"",
     "`subject`, the pack answers `not subject`"},
};

PRSE_TEST(receipt_tamper, what_was_changed_is_told)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    cr_assert(scene_holds(receipt, pack, NULL));
    for (size_t i = 0; i < sizeof TAMPERINGS / sizeof *TAMPERINGS; i++) {
        const tampering *t = &TAMPERINGS[i];
        char *changed = scene_replace(receipt, t->from, t->to);
        scene_checked c = scene_verify(changed, pack, NULL, NULL);
        if (t->finding) {
            cr_expect_eq(c.status, PRSE_OK, "%zu: %s", i, c.err.message);
            cr_expect_eq(c.check.holds, 0, "%zu", i);
            cr_expect(c.report && strstr(c.report, t->finding), "%zu: %s", i,
                      c.report);
        } else {
            cr_expect_neq(c.status, PRSE_OK);
        }
        scene_checked_free(&c);
        free(changed);
    }
    free(receipt);
    prse_pack_unref(pack);
}

static size_t position(const char *receipt, const char *member)
{
    const char *found = strstr(receipt, member);
    cr_assert_not_null(found);
    return (size_t)(found - receipt);
}

/* Every byte of the facts, of their digest, of the pack and of the result:
 * each of eight changes is noticed without any signature. */
static void expect_guarded(char *receipt, size_t from, size_t to,
                           prse_pack *pack)
{
    for (size_t i = from; i < to; i++) {
        char was = receipt[i];
        for (int bit = 0; bit < 8; bit++) {
            receipt[i] = (char)(was ^ 1 << bit);
            if (receipt[i])
                cr_expect_not(scene_holds(receipt, pack, NULL), "%zu: %s", i,
                              receipt);
        }
        receipt[i] = was;
    }
}

PRSE_TEST(receipt_tamper, each_byte_that_digests_or_answers_guard)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    expect_guarded(receipt, position(receipt, "\"facts\""),
                   position(receipt, ",\"issued\""), pack);
    expect_guarded(receipt, position(receipt, "\"pack\""),
                   position(receipt, ",\"subject\""), pack);
    cr_expect(scene_holds(receipt, pack, NULL));
    free(receipt);
    prse_pack_unref(pack);
}

/* Facts changed along with their digest and the reasons: the answers give it
 * away, or are true of what is written. */
PRSE_TEST(receipt_tamper, a_new_digest_does_not_help)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    char *other = scene_make(pack,
                             "{\"effectif\": {\"2025\": 40, \"2024\": 55}, "
                             "\"forme\": \"sas\", \"publie\": true}",
                             NULL);
    const char *result = strstr(receipt, "\"result\"");
    const char *cut = strstr(other, "\"result\"");
    prse__buf mixed;
    prse__buf_init(&mixed, 0);
    prse__buf_addf(&mixed, "%.*s%s", (int)(cut - other), other, result);
    scene_checked c = scene_verify(mixed.ptr, pack, NULL, NULL);
    cr_expect_eq(c.status, PRSE_OK);
    cr_expect_eq(c.check.facts_digest, 1);
    cr_expect_eq(c.check.consistent, 0);
    cr_expect_eq(c.check.same_result, 0);
    cr_expect_eq(c.check.holds, 0);
    scene_checked_free(&c);
    prse__buf_free(&mixed);
    free(receipt);
    free(other);
    prse_pack_unref(pack);
}

/* Versions of the library may find other reasons; answers may not differ. */
PRSE_TEST(receipt_tamper, a_reason_of_another_version_may_be_another)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    char *later = scene_replace(receipt, "\"library\":\"", "\"library\":\"9.");
    char *less = scene_replace(
        later, "{\"fact\":\"effectif\",\"value\":\"60\",\"year\":0},", "");
    cr_expect(scene_holds(later, pack, NULL));
    cr_expect(scene_holds(less, pack, NULL));
    free(receipt);
    free(later);
    free(less);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_tamper, without_a_pack_only_the_facts_are_checked)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    prse_receipt_check check = {.size = sizeof check};
    cr_assert_eq(prse_receipt_verify(&check, NULL, prse_str_of(receipt), NULL,
                                     NULL),
                 PRSE_OK);
    cr_expect_eq(check.facts_digest, 1);
    cr_expect_eq(check.consistent, 1);
    cr_expect_eq(check.holds, 1);
    cr_expect_eq(check.signature, -1);
    cr_expect_eq(check.pack_digest, -1);
    cr_expect_eq(check.same_result, -1);
    cr_expect_eq(check.differences, -1);
    free(receipt);
    prse_pack_unref(pack);
}
