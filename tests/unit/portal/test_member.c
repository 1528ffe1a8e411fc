/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "scene.h"
#include "support/test.h"

/* A company with an owner, and two others who are nobody there yet. */
typedef struct office {
    scene s;
    somebody owner, a, b;
} office;

static void office_open(office *o)
{
    scene_open(&o->s);
    scene_company(&o->s, SIREN_A);
    o->owner = scene_person(&o->s, "owner@exemple.fr", 0);
    o->a = scene_person(&o->s, "a@exemple.fr", 0);
    o->b = scene_person(&o->s, "b@exemple.fr", 0);
    scene_role(&o->s, SIREN_A, &o->owner, PRSE_ROLE_OWNER);
}

static void office_close(office *o)
{
    cr_assert_eq(scene_check(&o->s, NULL, 0), 0);
    scene_leave(&o->owner);
    scene_leave(&o->a);
    scene_leave(&o->b);
    scene_close(&o->s);
}

static prse_status save(prse_session *by, const somebody *who, prse_role role,
                        const char *until)
{
    prse_member member = scene_member(SIREN_A, who->id, role);
    member.until = prse_str_of(until);
    return prse_portal_member_save(by, &member, NULL);
}

static prse_status remove_from(prse_session *by, const somebody *who)
{
    return prse_portal_member_remove(by, PRSE_STR(SIREN_A),
                                     prse_str_of(who->id), NULL);
}

/* --- Saving --- */

PRSE_TEST(member, is_what_the_owner_says)
{
    office o;
    office_open(&o);
    for (int role = PRSE_ROLE_READER; role <= PRSE_ROLE_OWNER; role++) {
        cr_assert_eq(save(o.owner.session, &o.a, (prse_role)role,
                          "2026-12-31"),
                     PRSE_OK);
        cr_assert_eq((int)scene_role_of(&o.a, SIREN_A), role);
    }
    office_close(&o);
}

PRSE_TEST(member, is_a_person_who_is_known)
{
    office o;
    office_open(&o);
    prse_member member = scene_member(SIREN_A, "rien", PRSE_ROLE_READER);
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_member_save(o.owner.session, &member, &err));
    member.person = PRSE_STR("");
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_member_save(o.s.host, &member, &err));
    member = scene_member(SIREN_B, o.a.id, PRSE_ROLE_READER);
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_member_save(o.s.host, &member, &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_member_save(o.s.host, NULL, &err));
    office_close(&o);
}

PRSE_TEST(member, has_a_role_that_a_person_may_have)
{
    static const int32_t wrong[] = {PRSE_ROLE_NONE, PRSE_ROLE_HOST, -1, 7,
                                    99};
    office o;
    office_open(&o);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        prse_member member = scene_member(SIREN_A, o.a.id, PRSE_ROLE_READER);
        member.role = wrong[i];
        SCENE_IS(PRSE_EINVAL,
                 prse_portal_member_save(o.owner.session, &member, &err));
    }
    office_close(&o);
}

PRSE_TEST(member, has_duties_of_3_to_250_characters_or_none)
{
    char text[600] = "";
    office o;
    office_open(&o);
    for (size_t length = 0; length <= 260; length++) {
        prse_member member = scene_member(SIREN_A, o.a.id, PRSE_ROLE_READER);
        member.fonctions = prse_str_of(text);
        SCENE_IS(length == 0 || (length >= 3 && length <= 250) ? PRSE_OK
                                                               : PRSE_EPARSE,
                 prse_portal_member_save(o.owner.session, &member, &err));
        strcat(text, "é");
    }
    office_close(&o);
}

PRSE_TEST(member, that_audits_has_a_last_day)
{
    static const char *const wrong[] = {"2026-02-30", "31/12/2026", "demain",
                                        "2026-12-31T00:00", "0000-01-01"};
    office o;
    office_open(&o);
    cr_assert_eq(save(o.owner.session, &o.a, PRSE_ROLE_AUDITOR, ""),
                 PRSE_EINVAL);
    cr_assert_eq(save(o.owner.session, &o.a, PRSE_ROLE_AUDITOR, "2026-02-28"),
                 PRSE_EINVAL); /* yesterday */
    cr_assert_eq(save(o.owner.session, &o.a, PRSE_ROLE_AUDITOR, "2026-03-01"),
                 PRSE_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        cr_assert_eq(save(o.owner.session, &o.a, PRSE_ROLE_READER, wrong[i]),
                     PRSE_EPARSE, "%s", wrong[i]);
    office_close(&o);
}

PRSE_TEST(member, changes_not_oneself)
{
    office o;
    office_open(&o);
    scene_role(&o.s, SIREN_A, &o.a, PRSE_ROLE_OWNER);
    cr_assert_eq(save(o.owner.session, &o.owner, PRSE_ROLE_READER, ""),
                 PRSE_EDENIED);
    cr_assert_eq(save(o.owner.session, &o.owner, PRSE_ROLE_OWNER, ""),
                 PRSE_EDENIED);
    cr_assert_eq(save(o.a.session, &o.owner, PRSE_ROLE_READER, ""), PRSE_OK);
    office_close(&o);
}

PRSE_TEST(member, loses_the_right_when_its_time_is_over)
{
    office o;
    prse_records *rows = NULL;
    office_open(&o);
    cr_assert_eq(save(o.owner.session, &o.a, PRSE_ROLE_AUDITOR, "2026-03-02"),
                 PRSE_OK);
    o.s.now_ms = SCENE_START + SCENE_DAY; /* its last day */
    SCENE_OK(prse_portal_journal(&rows, o.a.session, PRSE_STR(SIREN_A), 0, 0,
                                 &err));
    prse_records_free(rows);
    rows = NULL;
    o.s.now_ms += SCENE_DAY;
    SCENE_IS(PRSE_EEXPIRED, prse_portal_journal(&rows, o.a.session,
                                                PRSE_STR(SIREN_A), 0, 0,
                                                &err));
    /* never a right of an auditor, so nothing that expired */
    SCENE_IS(PRSE_EDENIED, prse_portal_company_erase(
                               o.a.session, PRSE_STR(SIREN_A), &err));
    cr_assert_eq(scene_role_of(&o.a, SIREN_A), PRSE_ROLE_NONE);
    cr_assert_null(rows);
    office_close(&o);
}

/* --- The last owner --- */

PRSE_TEST(company, keeps_an_owner)
{
    office o;
    office_open(&o);
    cr_assert_eq(save(o.owner.session, &o.a, PRSE_ROLE_EDITOR, ""), PRSE_OK);
    cr_assert_eq(save(o.s.host, &o.owner, PRSE_ROLE_EDITOR, ""),
                 PRSE_ECONFLICT);
    cr_assert_eq(save(o.s.host, &o.owner, PRSE_ROLE_OWNER, "2026-12-31"),
                 PRSE_ECONFLICT);
    cr_assert_eq(remove_from(o.s.host, &o.owner), PRSE_ECONFLICT);
    cr_assert_eq(remove_from(o.owner.session, &o.owner), PRSE_ECONFLICT);
    cr_assert_eq(save(o.s.host, &o.a, PRSE_ROLE_OWNER, ""), PRSE_OK);
    cr_assert_eq(save(o.a.session, &o.owner, PRSE_ROLE_EDITOR, ""), PRSE_OK);
    cr_assert_eq(remove_from(o.s.host, &o.a), PRSE_ECONFLICT);
    office_close(&o);
}

PRSE_TEST(company, keeps_an_owner_whose_right_has_no_end)
{
    office o;
    office_open(&o);
    cr_assert_eq(save(o.owner.session, &o.a, PRSE_ROLE_OWNER, "2026-06-30"),
                 PRSE_OK);
    cr_assert_eq(save(o.a.session, &o.owner, PRSE_ROLE_READER, ""),
                 PRSE_ECONFLICT);
    cr_assert_eq(remove_from(o.owner.session, &o.owner), PRSE_ECONFLICT);
    cr_assert_eq(remove_from(o.owner.session, &o.a), PRSE_OK);
    office_close(&o);
}

PRSE_TEST(company, counts_no_owner_whose_time_is_over)
{
    office o;
    office_open(&o);
    cr_assert_eq(save(o.owner.session, &o.a, PRSE_ROLE_OWNER, "2026-03-02"),
                 PRSE_OK);
    cr_assert_eq(save(o.owner.session, &o.b, PRSE_ROLE_READER, ""), PRSE_OK);
    o.s.now_ms += 5 * (int64_t)SCENE_DAY;
    cr_assert_eq(remove_from(o.owner.session, &o.owner), PRSE_ECONFLICT);
    cr_assert_eq(remove_from(o.owner.session, &o.b), PRSE_OK);
    /* who had his time is nobody: the owner is alone */
    cr_assert_eq(remove_from(o.owner.session, &o.owner), PRSE_OK);
    office_close(&o);
}

PRSE_TEST(company, may_be_left_by_its_only_member)
{
    office o;
    office_open(&o);
    cr_assert_eq(remove_from(o.owner.session, &o.owner), PRSE_OK);
    cr_assert_eq(scene_count(&o.s, PRSE__HABILITATIONS), 0);
    cr_assert_eq(remove_from(o.owner.session, &o.owner), PRSE_EDENIED);
    office_close(&o);
}

PRSE_TEST(company, without_an_owner_needs_none)
{
    office o;
    office_open(&o);
    scene_company(&o.s, SIREN_B);
    scene_role(&o.s, SIREN_B, &o.a, PRSE_ROLE_ADVISER);
    scene_role(&o.s, SIREN_B, &o.b, PRSE_ROLE_READER);
    SCENE_OK(prse_portal_member_remove(o.a.session, PRSE_STR(SIREN_B),
                                       prse_str_of(o.a.id), &err));
    office_close(&o);
}

/* --- Removing and looking --- */

PRSE_TEST(member, leaves_or_is_removed)
{
    office o;
    office_open(&o);
    scene_role(&o.s, SIREN_A, &o.a, PRSE_ROLE_READER);
    scene_role(&o.s, SIREN_A, &o.b, PRSE_ROLE_EDITOR);
    cr_assert_eq(remove_from(o.b.session, &o.a), PRSE_EDENIED);
    cr_assert_eq(remove_from(o.a.session, &o.a), PRSE_OK);
    cr_assert_eq(remove_from(o.owner.session, &o.b), PRSE_OK);
    cr_assert_eq(remove_from(o.owner.session, &o.b), PRSE_ENOTFOUND);
    cr_assert_eq(scene_role_of(&o.a, SIREN_A), PRSE_ROLE_NONE);
    office_close(&o);
}

PRSE_TEST(members, are_seen_by_members)
{
    office o;
    prse_records *rows = NULL;
    office_open(&o);
    scene_role(&o.s, SIREN_A, &o.a, PRSE_ROLE_READER);
    SCENE_OK(prse_portal_members(&rows, o.a.session, PRSE_STR(SIREN_A), &err));
    cr_assert_eq(prse_records_count(rows), 2);
    prse_records_free(rows);
    SCENE_IS(PRSE_EDENIED, prse_portal_members(&rows, o.b.session,
                                               PRSE_STR(SIREN_A), &err));
    office_close(&o);
}

PRSE_TEST(role, is_told_to_anybody_about_oneself)
{
    office o;
    prse_role role = PRSE_ROLE_NONE;
    office_open(&o);
    SCENE_OK(prse_portal_role(&role, o.s.host, PRSE_STR(SIREN_A), &err));
    cr_assert_eq(role, PRSE_ROLE_HOST);
    cr_assert_eq(scene_role_of(&o.owner, SIREN_A), PRSE_ROLE_OWNER);
    cr_assert_eq(scene_role_of(&o.a, SIREN_A), PRSE_ROLE_NONE);
    cr_assert_eq(scene_role_of(&o.a, SIREN_C), PRSE_ROLE_NONE);
    SCENE_IS(PRSE_EINVAL,
             prse_portal_role(NULL, o.s.host, PRSE_STR(SIREN_A), &err));
    office_close(&o);
}

PRSE_TEST(member, keeps_since_when_and_through_which_invitation)
{
    office o;
    char code[64];
    prse_records *rows = NULL;
    office_open(&o);
    cr_assert_eq(scene_invite(o.owner.session, SIREN_A, "a@exemple.fr",
                              PRSE_ROLE_READER, code),
                 PRSE_OK);
    SCENE_OK(prse_portal_invitation_accept(NULL, o.a.session,
                                           prse_str_of(code), &err));
    o.s.now_ms += SCENE_DAY;
    cr_assert_eq(save(o.owner.session, &o.a, PRSE_ROLE_EDITOR, ""), PRSE_OK);
    SCENE_OK(prse_portal_companies(&rows, o.a.session, PRSE_STR(""), 0, &err));
    cr_assert_eq(prse_records_text(rows, 0, PRSE_STR("invitation")).len, 22);
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("cree_le")),
                           "2026-03-01T08:00:00.000Z"));
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("modifie_le")),
                           "2026-03-02T08:00:00.000Z"));
    prse_records_free(rows);
    office_close(&o);
}

/* A role that the library does not know gives no right, and says so. */
static prse_status spoil_role(void *user, prse__tx *tx, prse_error *err)
{
    const office *o = user;
    prse_value values[HABILITATION_COLUMNS] = {
        [HABILITATION_SIREN] = prse__field_text(PRSE_STR(SIREN_A)),
        [HABILITATION_PERSONNE] = prse__field_text(prse_str_of(o->a.id)),
        [HABILITATION_ROLE] = prse__field_text(PRSE_STR("hote")),
        [HABILITATION_CREE_LE] = prse__field_time(0),
        [HABILITATION_MODIFIE_LE] = prse__field_time(0)};
    return prse__tx_put(tx, prse__portal_collection_of(PRSE__HABILITATIONS),
                        values, PRSE_VERSION_ANY, NULL, err);
}

PRSE_TEST(role, that_is_none_is_no_right)
{
    office o;
    prse_records *rows = NULL;
    office_open(&o);
    scene_break_in(&o.s, spoil_role, &o);
    SCENE_IS(PRSE_ESCHEMA, prse_portal_company(&rows, o.a.session,
                                               PRSE_STR(SIREN_A), &err));
    office_close(&o);
}
