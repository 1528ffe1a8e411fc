/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "scene.h"
#include "support/test.h"

static prse_status save(prse_session *session, const char *siren,
                        const char *name, int64_t expected, int64_t *version)
{
    prse_unit unit = scene_unit(siren, name);
    return prse_portal_company_save(session, &unit, expected, version, NULL);
}

static prse_records *company(const scene *s, const char *siren)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_company(&rows, s->host, prse_str_of(siren), &err));
    cr_assert_eq(prse_records_count(rows), 1);
    return rows;
}

PRSE_TEST(company, keeps_its_identity)
{
    scene s;
    scene_open(&s);
    prse_unit unit = {.size = sizeof unit, .siren = PRSE_STR(SIREN_A),
                      .denomination = PRSE_STR("Société d'essai"),
                      .categorie_juridique = PRSE_STR("5710"),
                      .naf = PRSE_STR("70.10Z"),
                      .code_postal = PRSE_STR("35000"),
                      .commune = PRSE_STR("RENNES"),
                      .code_pays = PRSE_STR("99109"),
                      .pays = PRSE_STR("ALLEMAGNE")};
    int64_t version = 0;
    SCENE_OK(prse_portal_company_save(s.host, &unit, PRSE_VERSION_NEW,
                                      &version, &err));
    cr_assert_eq(version, 1);
    prse_records *rows = company(&s, SIREN_A);
    static const char *const kept[][2] = {
        {"siren", SIREN_A},        {"denomination", "Société d'essai"},
        {"naf", "70.10Z"},         {"categorie_juridique", "5710"},
        {"code_postal", "35000"},  {"commune", "RENNES"},
        {"code_pays", "99109"},    {"pays", "ALLEMAGNE"},
        {"qualifiee_le", ""},      {"cree_le", "2026-03-01T08:00:00.000Z"}};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        prse_str text = prse_records_text(rows, 0, prse_str_of(kept[i][0]));
        cr_assert(prse__str_is(text, kept[i][1]), "%s: %.*s", kept[i][0],
                  (int)text.len, text.ptr);
    }
    prse_records_free(rows);
    scene_close(&s);
}

PRSE_TEST(company, is_made_once)
{
    scene s;
    scene_open(&s);
    cr_assert_eq(save(s.host, SIREN_A, "A", PRSE_VERSION_NEW, NULL), PRSE_OK);
    cr_assert_eq(save(s.host, SIREN_A, "B", PRSE_VERSION_NEW, NULL),
                 PRSE_EEXISTS);
    cr_assert_eq(save(s.host, SIREN_B, "B", 1, NULL), PRSE_ENOTFOUND);
    cr_assert_eq(save(s.host, SIREN_B, "B", PRSE_VERSION_ANY, NULL), PRSE_OK);
    scene_close(&s);
}

PRSE_TEST(company, is_changed_under_the_version_that_was_read)
{
    scene s;
    int64_t version = 0;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    cr_assert_eq(save(s.host, SIREN_A, "A", 1, &version), PRSE_OK);
    cr_assert_eq(version, 2);
    cr_assert_eq(save(s.host, SIREN_A, "B", 1, &version), PRSE_ECONFLICT);
    cr_assert_eq(version, 2);
    cr_assert_eq(save(s.host, SIREN_A, "B", PRSE_VERSION_ANY, &version),
                 PRSE_OK);
    cr_assert_eq(version, 3);
    cr_assert_eq(save(s.host, SIREN_A, "B", -2, NULL), PRSE_EINVAL);
    scene_close(&s);
}

PRSE_TEST(company, keeps_its_first_day_and_its_qualification)
{
    scene s;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    s.now_ms += SCENE_DAY;
    cr_assert_eq(save(s.host, SIREN_A, "A", 1, NULL), PRSE_OK);
    prse_records *rows = company(&s, SIREN_A);
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("cree_le")),
                           "2026-03-01T08:00:00.000Z"));
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("modifie_le")),
                           "2026-03-02T08:00:00.000Z"));
    prse_records_free(rows);
    scene_close(&s);
}

PRSE_TEST(company, belongs_to_the_person_who_makes_it)
{
    scene s;
    scene_open(&s);
    somebody owner = scene_person(&s, "a@exemple.fr", 0);
    somebody adviser = scene_person(&s, "b@exemple.fr", 1);
    somebody silent = scene_person(&s, "c@exemple.fr", -1);
    cr_assert_eq(save(owner.session, SIREN_A, "A", PRSE_VERSION_NEW, NULL),
                 PRSE_OK);
    cr_assert_eq(save(adviser.session, SIREN_B, "B", PRSE_VERSION_ANY, NULL),
                 PRSE_OK);
    cr_assert_eq(save(silent.session, SIREN_C, "C", PRSE_VERSION_NEW, NULL),
                 PRSE_OK);
    cr_assert_eq(scene_role_of(&owner, SIREN_A), PRSE_ROLE_OWNER);
    cr_assert_eq(scene_role_of(&adviser, SIREN_B), PRSE_ROLE_ADVISER);
    cr_assert_eq(scene_role_of(&silent, SIREN_C), PRSE_ROLE_OWNER);
    cr_assert_eq(scene_role_of(&owner, SIREN_B), PRSE_ROLE_NONE);
    scene_leave(&owner);
    scene_leave(&adviser);
    scene_leave(&silent);
    scene_close(&s);
}

PRSE_TEST(company, is_not_taken_by_making_it_again)
{
    scene s;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    somebody thief = scene_person(&s, "a@exemple.fr", 0);
    cr_assert_eq(save(thief.session, SIREN_A, "A", PRSE_VERSION_NEW, NULL),
                 PRSE_EEXISTS);
    cr_assert_eq(save(thief.session, SIREN_A, "A", PRSE_VERSION_ANY, NULL),
                 PRSE_EDENIED);
    cr_assert_eq(save(thief.session, SIREN_A, "A", 1, NULL), PRSE_EDENIED);
    cr_assert_eq(scene_role_of(&thief, SIREN_A), PRSE_ROLE_NONE);
    scene_leave(&thief);
    scene_close(&s);
}

/* --- Lists --- */

static void expect(prse_records *rows, const char *sirens)
{
    cr_assert_eq(prse_records_count(rows), strlen(sirens) / 9);
    for (size_t i = 0; i < prse_records_count(rows); i++)
        cr_assert_eq(memcmp(prse_records_text(rows, i, PRSE_STR("siren")).ptr,
                            sirens + 9 * i, 9),
                     0);
    prse_records_free(rows);
}

static void list(prse_session *session, const char *after, uint32_t limit,
                 const char *sirens)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_companies(&rows, session, prse_str_of(after), limit,
                                   &err));
    expect(rows, sirens);
}

PRSE_TEST(companies, are_listed_in_pages)
{
    scene s;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 1);
    scene_company(&s, SIREN_B);
    scene_company(&s, SIREN_C);
    scene_company(&s, SIREN_A);
    scene_role(&s, SIREN_B, &a, PRSE_ROLE_READER);
    scene_role(&s, SIREN_C, &a, PRSE_ROLE_OWNER);
    list(s.host, "", 0, SIREN_C SIREN_A SIREN_B);
    list(s.host, "", 2, SIREN_C SIREN_A);
    list(s.host, SIREN_A, 2, SIREN_B);
    list(s.host, SIREN_C, 1, SIREN_A);
    list(s.host, SIREN_B, 2, "");
    list(a.session, "", 0, SIREN_C SIREN_B);
    list(a.session, "", 1, SIREN_C);
    list(a.session, SIREN_C, 1, SIREN_B);
    list(a.session, SIREN_A, 0, SIREN_B);
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(companies, leave_out_rights_that_had_their_time)
{
    scene s;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    scene_company(&s, SIREN_A);
    cr_assert_eq(scene_role_until(&s, SIREN_A, &a, PRSE_ROLE_EDITOR,
                                  "2026-03-02"),
                 PRSE_OK);
    s.now_ms += SCENE_DAY;
    list(a.session, "", 0, SIREN_A);
    s.now_ms += SCENE_DAY;
    list(a.session, "", 0, "");
    scene_leave(&a);
    scene_close(&s);
}

/* --- Erasing --- */

PRSE_TEST(company, leaves_nothing_when_it_is_erased_but_that_it_was)
{
    static const char *const markers[] = {"MARQUENOM", "marquefonction",
                                          "marque@exemple.fr"};
    scene s;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    cr_assert_eq(save(a.session, SIREN_A, markers[0], PRSE_VERSION_NEW, NULL),
                 PRSE_OK);
    somebody b = scene_person(&s, "b@exemple.fr", 0);
    prse_member member = scene_member(SIREN_A, b.id, PRSE_ROLE_EDITOR);
    member.fonctions = prse_str_of(markers[1]);
    SCENE_OK(prse_portal_member_save(a.session, &member, &err));
    cr_assert_eq(scene_invite(a.session, SIREN_A, markers[2],
                              PRSE_ROLE_READER, NULL),
                 PRSE_OK);
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++)
        cr_assert(scene_holds(&s, markers[i]));
    SCENE_OK(prse_portal_company_erase(a.session, PRSE_STR(SIREN_A), &err));
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++)
        cr_assert_not(scene_holds(&s, markers[i]), "%s", markers[i]);
    cr_assert_eq(scene_count(&s, PRSE__ENTREPRISES), 0);
    cr_assert_eq(scene_count(&s, PRSE__HABILITATIONS), 0);
    cr_assert_eq(scene_count(&s, PRSE__INVITATIONS), 0);
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_journal(&rows, s.host, PRSE_STR(SIREN_A), 0, 0,
                                 &err));
    cr_assert_eq(prse_records_count(rows), 1);
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("action")),
                           "company.delete"));
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("acteur")),
                           a.id));
    prse_records_free(rows);
    cr_assert_eq(scene_check(&s, NULL, 0), 0);
    SCENE_IS(PRSE_ENOTFOUND, prse_portal_company_erase(
                                 s.host, PRSE_STR(SIREN_A), &err));
    SCENE_IS(PRSE_EDENIED, prse_portal_company_erase(
                               a.session, PRSE_STR(SIREN_A), &err));
    scene_leave(&a);
    scene_leave(&b);
    scene_close(&s);
}

PRSE_TEST(company, may_come_back_and_be_erased_again)
{
    scene s;
    prse_records *rows = NULL;
    scene_open(&s);
    for (int i = 0; i < 3; i++) {
        for (int change = 0; change < 130; change++)
            cr_assert_eq(save(s.host, SIREN_A, "A", PRSE_VERSION_ANY, NULL),
                         PRSE_OK);
        SCENE_OK(prse_portal_company_erase(s.host, PRSE_STR(SIREN_A), &err));
        cr_assert_eq(scene_check(&s, NULL, 0), 0);
    }
    scene_company(&s, SIREN_A);
    SCENE_OK(prse_portal_journal(&rows, s.host, PRSE_STR(SIREN_A), 0, 0,
                                 &err));
    cr_assert_eq(prse_records_count(rows), 4); /* erased thrice, then made */
    prse_records_free(rows);
    cr_assert_eq(scene_check(&s, NULL, 0), 0);
    scene_close(&s);
}
