/* SPDX-License-Identifier: Apache-2.0 */
/* What would be answered today: by the same pack on a later day, and by a
 * later pack. */
#include <stdlib.h>
#include <string.h>

#include "scene.h"

static const char COMPANY[] =
    "{\"effectif\": {\"2025\": 60, \"2024\": 55}, \"publie\": false}";

PRSE_TEST(receipt_later, the_same_day_answers_the_same)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    scene_checked c = scene_verify(receipt, pack, NULL, SCENE_DAY);
    cr_expect_eq(c.check.differences, 0);
    cr_expect_eq(c.check.holds, 1);
    cr_expect_not_null(strstr(c.report, "\"differences\":[]"));
    scene_checked_free(&c);
    free(receipt);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_later, a_later_day_of_the_same_pack)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    scene_checked c = scene_verify(receipt, pack, NULL, "2027-01-01");
    cr_expect_eq(c.check.differences, 1);
    cr_expect_eq(c.check.same_result, 1);
    cr_expect_eq(c.check.holds, 1);
    cr_expect_not_null(
        strstr(c.report,
               "{\"obligation\":\"rapport\",\"then\":{\"answer\":\"subject\","
               "\"since\":2025},\"now\":{\"answer\":\"not_subject\","
               "\"since\":null},\"text\":\"Yearly report: subject since 2025 "
               "on 2026-11-26, not subject on 2027-01-01.\","
               "\"because\":\"Headcount"),
        "%s", c.report);
    scene_checked_free(&c);
    free(receipt);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_later, a_later_pack)
{
    prse_pack *pack = scene_pack("50"), *later = scene_pack("100");
    char *receipt = scene_make(pack, COMPANY, NULL);
    scene_checked c = scene_verify(receipt, later, NULL, "2026-12-01");
    cr_expect_eq(c.check.differences, 1);
    cr_expect_eq(c.check.pack_digest, 0);
    cr_expect_eq(c.check.same_result, -1);
    cr_expect_eq(c.check.holds, 1, "asked what differs, and told");
    cr_expect_not_null(strstr(c.report, "\"version\":\"s100\""));
    scene_checked_free(&c);
    c = scene_verify(receipt, later, NULL, NULL);
    cr_expect_eq(c.check.holds, 0, "another pack proves nothing");
    scene_checked_free(&c);
    free(receipt);
    prse_pack_unref(pack);
    prse_pack_unref(later);
}

PRSE_TEST(receipt_later, facts_and_obligations_that_came_and_went)
{
    prse_pack *pack = scene_pack("50");
    prse_pack *other = scene_pack_of_project("demo-commune");
    char *receipt = scene_make(pack, COMPANY, NULL);
    scene_checked c = scene_verify(receipt, other, NULL, "2026-12-01");
    cr_expect_eq(c.status, PRSE_OK);
    cr_expect_eq(c.check.differences,
                 2 + (int32_t)prse_pack_obligation_count(other));
    cr_expect_not_null(strstr(c.report, "\"obligation\":\"rapport\",\"then\":{"
                                        "\"answer\":\"subject\",\"since\":2025"
                                        "},\"now\":null,"));
    cr_expect_not_null(strstr(c.report, "\"obligation\":\"terrasse\","
                                        "\"then\":null,"));
    cr_expect_not_null(strstr(c.report, "\"not_taken\":[{\"about\":\"fact\""));
    scene_checked_free(&c);
    free(receipt);
    prse_pack_unref(pack);
    prse_pack_unref(other);
}

PRSE_TEST(receipt_later, sentences_in_french)
{
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, NULL);
    prse_receipt_check check = {.size = sizeof check};
    prse_receipt_verify_options opts = {.size = sizeof opts,
                                        .pack = pack,
                                        .today = PRSE_STR("2027-01-01")};
    prse_text *report;
    cr_assert_eq(prse_receipt_verify(&check, &report, prse_str_of(receipt),
                                     &opts, NULL),
                 PRSE_OK);
    cr_expect_not_null(strstr(prse_text_str(report).ptr,
                              "Rapport\u00a0: soumis depuis 2025 le "
                              "2026-11-26, non soumis le 2027-01-01."),
                       "%s", prse_text_str(report).ptr);
    prse_text_free(report);
    free(receipt);
    prse_pack_unref(pack);
}
