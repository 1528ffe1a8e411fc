/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "scene.h"
#include "support/test.h"

/* A company with an owner, another with an adviser, and a guest. */
typedef struct office {
    scene s;
    somebody owner, adviser, guest;
    char code[64];
} office;

static void office_open(office *o)
{
    scene_open(&o->s);
    scene_company(&o->s, SIREN_A);
    scene_company(&o->s, SIREN_B);
    o->owner = scene_person(&o->s, "owner@exemple.fr", 0);
    o->adviser = scene_person(&o->s, "adviser@exemple.fr", 1);
    o->guest = scene_person(&o->s, "Guest@exemple.fr", 0);
    scene_role(&o->s, SIREN_A, &o->owner, PRSE_ROLE_OWNER);
    scene_role(&o->s, SIREN_B, &o->adviser, PRSE_ROLE_ADVISER);
}

static void office_close(office *o)
{
    cr_assert_eq(scene_check(&o->s, NULL, 0), 0);
    scene_leave(&o->owner);
    scene_leave(&o->adviser);
    scene_leave(&o->guest);
    scene_close(&o->s);
}

static prse_status accept(office *o, const somebody *who)
{
    return prse_portal_invitation_accept(NULL, who->session,
                                         prse_str_of(o->code), NULL);
}

static void invite(office *o, prse_session *by, const char *siren,
                   prse_role role)
{
    cr_assert_eq(scene_invite(by, siren, "guest@EXEMPLE.fr", role, o->code),
                 PRSE_OK);
    cr_assert_eq(strlen(o->code), 43); /* 256 bits */
}

/* --- Coming in --- */

PRSE_TEST(invitation, brings_a_person_in)
{
    office o;
    prse_text *siren = NULL;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    cr_assert_eq(scene_role_of(&o.guest, SIREN_A), PRSE_ROLE_NONE);
    SCENE_OK(prse_portal_invitation_accept(&siren, o.guest.session,
                                           prse_str_of(o.code), &err));
    cr_assert(prse__str_is(prse_text_str(siren), SIREN_A));
    prse_text_free(siren);
    cr_assert_eq(scene_role_of(&o.guest, SIREN_A), PRSE_ROLE_EDITOR);
    office_close(&o);
}

PRSE_TEST(invitation, keeps_a_digest_of_its_code_only)
{
    office o;
    prse_records *rows = NULL;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    cr_assert_not(scene_holds(&o.s, o.code));
    SCENE_OK(prse_portal_invitations(&rows, o.owner.session,
                                     PRSE_STR(SIREN_A), &err));
    cr_assert_eq(prse_records_count(rows), 1);
    cr_assert_eq(prse_records_text(rows, 0, PRSE_STR("empreinte")).len, 0);
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("role")),
                           "editeur"));
    prse_records_free(rows);
    office_close(&o);
}

PRSE_TEST(invitation, is_used_once)
{
    office o;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    cr_assert_eq(accept(&o, &o.guest), PRSE_EDENIED);
    SCENE_OK(prse_portal_member_remove(o.owner.session, PRSE_STR(SIREN_A),
                                       prse_str_of(o.guest.id), &err));
    cr_assert_eq(accept(&o, &o.guest), PRSE_EDENIED);
    cr_assert_not(scene_holds(&o.s, "guest@EXEMPLE.fr"));
    office_close(&o);
}

PRSE_TEST(invitation, is_for_its_address_only)
{
    office o;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    cr_assert_eq(accept(&o, &o.adviser), PRSE_EDENIED);
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    office_close(&o);
}

PRSE_TEST(invitation, needs_an_address_that_is_confirmed)
{
    office o;
    office_open(&o);
    prse_person p = {.size = sizeof p, .id = prse_str_of(o.adviser.id),
                     .courriel = PRSE_STR("guest2@exemple.fr"),
                     .confirmed = 1};
    SCENE_OK(prse_portal_person_save(NULL, o.adviser.session, &p, &err));
    cr_assert_eq(scene_invite(o.owner.session, SIREN_A, "guest2@exemple.fr",
                              PRSE_ROLE_READER, o.code),
                 PRSE_OK);
    cr_assert_eq(accept(&o, &o.adviser), PRSE_EDENIED);
    SCENE_OK(prse_portal_person_save(NULL, o.s.host, &p, &err));
    cr_assert_eq(accept(&o, &o.adviser), PRSE_OK);
    office_close(&o);
}

PRSE_TEST(invitation, is_not_for_the_host)
{
    office o;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    SCENE_IS(PRSE_EDENIED, prse_portal_invitation_accept(
                               NULL, o.s.host, prse_str_of(o.code), &err));
    office_close(&o);
}

PRSE_TEST(invitation, of_another_code_is_none)
{
    static const char *const wrong[] = {"", "x", "' OR ''='"};
    office o;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        SCENE_IS(PRSE_EDENIED,
                 prse_portal_invitation_accept(NULL, o.guest.session,
                                               prse_str_of(wrong[i]), &err));
    for (size_t i = 0; i < 43; i++) { /* one letter off */
        char old = o.code[i];
        o.code[i] = old == 'A' ? 'B' : 'A';
        cr_assert_eq(accept(&o, &o.guest), PRSE_EDENIED);
        o.code[i] = old;
    }
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    office_close(&o);
}

/* --- Time --- */

PRSE_TEST(invitation, has_its_time)
{
    office o;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    o.s.now_ms = SCENE_START + 30 * (int64_t)SCENE_DAY;
    cr_assert_eq(accept(&o, &o.guest), PRSE_EEXPIRED);
    cr_assert_eq(accept(&o, &o.adviser), PRSE_EDENIED); /* not for him */
    o.s.now_ms -= 1;
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    office_close(&o);
}

PRSE_TEST(invitation, to_a_right_whose_time_is_over_is_too_late)
{
    office o;
    prse_text *text = NULL;
    office_open(&o);
    prse_member member = scene_member(SIREN_A, "", PRSE_ROLE_AUDITOR);
    member.courriel = PRSE_STR("guest@exemple.fr");
    member.until = PRSE_STR("2026-02-28");
    SCENE_IS(PRSE_EINVAL,
             prse_portal_invite(&text, o.owner.session, &member, &err));
    member.until = PRSE_STR("");
    SCENE_IS(PRSE_EINVAL,
             prse_portal_invite(&text, o.owner.session, &member, &err));
    member.until = PRSE_STR("2026-03-02");
    SCENE_OK(prse_portal_invite(&text, o.owner.session, &member, &err));
    memcpy(o.code, prse_text_str(text).ptr, 43);
    o.code[43] = '\0';
    prse_text_free(text);
    o.s.now_ms += 2 * (int64_t)SCENE_DAY;
    cr_assert_eq(accept(&o, &o.guest), PRSE_EEXPIRED);
    o.s.now_ms -= SCENE_DAY;
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    o.s.now_ms += SCENE_DAY;
    cr_assert_eq(scene_role_of(&o.guest, SIREN_A), PRSE_ROLE_NONE);
    office_close(&o);
}

/* --- Who invites --- */

PRSE_TEST(invitation, is_not_for_who_is_a_member)
{
    office o;
    office_open(&o);
    cr_assert_eq(scene_invite(o.s.host, SIREN_A, "OWNER@exemple.fr",
                              PRSE_ROLE_READER, NULL),
                 PRSE_EEXISTS);
    cr_assert_eq(scene_role_until(&o.s, SIREN_A, &o.guest, PRSE_ROLE_READER,
                                  "2026-03-01"),
                 PRSE_OK);
    o.s.now_ms += SCENE_DAY; /* the right had its time */
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    office_close(&o);
}

PRSE_TEST(invitation, does_not_change_who_became_a_member_meanwhile)
{
    office o;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_OWNER);
    scene_role(&o.s, SIREN_A, &o.guest, PRSE_ROLE_READER);
    cr_assert_eq(accept(&o, &o.guest), PRSE_EEXISTS);
    cr_assert_eq(scene_role_of(&o.guest, SIREN_A), PRSE_ROLE_READER);
    office_close(&o);
}

PRSE_TEST(adviser, brings_an_owner_in_and_stays_an_adviser)
{
    office o;
    office_open(&o);
    cr_assert_eq(scene_invite(o.adviser.session, SIREN_B, "guest@exemple.fr",
                              PRSE_ROLE_EDITOR, NULL),
                 PRSE_EDENIED);
    invite(&o, o.adviser.session, SIREN_B, PRSE_ROLE_OWNER);
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    cr_assert_eq(scene_role_of(&o.guest, SIREN_B), PRSE_ROLE_OWNER);
    cr_assert_eq(scene_role_of(&o.adviser, SIREN_B), PRSE_ROLE_ADVISER);
    office_close(&o);
}

PRSE_TEST(adviser, brings_no_second_owner_in)
{
    office o;
    office_open(&o);
    invite(&o, o.adviser.session, SIREN_B, PRSE_ROLE_OWNER);
    scene_role(&o.s, SIREN_B, &o.owner, PRSE_ROLE_OWNER);
    cr_assert_eq(scene_invite(o.adviser.session, SIREN_B, "x@exemple.fr",
                              PRSE_ROLE_OWNER, NULL),
                 PRSE_EDENIED);
    cr_assert_eq(accept(&o, &o.guest), PRSE_EDENIED); /* made before */
    cr_assert_eq(scene_role_of(&o.guest, SIREN_B), PRSE_ROLE_NONE);
    office_close(&o);
}

PRSE_TEST(invitation, does_not_outlive_the_right_of_who_made_it)
{
    office o;
    office_open(&o);
    somebody second = scene_person(&o.s, "second@exemple.fr", 0);
    scene_role(&o.s, SIREN_A, &second, PRSE_ROLE_OWNER);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_OWNER);
    prse_member member = scene_member(SIREN_A, o.owner.id, PRSE_ROLE_READER);
    SCENE_OK(prse_portal_member_save(second.session, &member, &err));
    cr_assert_eq(accept(&o, &o.guest), PRSE_EDENIED);
    SCENE_OK(prse_portal_member_remove(second.session, PRSE_STR(SIREN_A),
                                       prse_str_of(o.owner.id), &err));
    cr_assert_eq(accept(&o, &o.guest), PRSE_EDENIED);
    invite(&o, o.s.host, SIREN_A, PRSE_ROLE_EDITOR); /* the host's stays */
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    scene_leave(&second);
    office_close(&o);
}

/* --- Lists and taking back --- */

static size_t open_ones(office *o, prse_session *by, const char *siren,
                        char *id)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_invitations(&rows, by, prse_str_of(siren), &err));
    size_t count = prse_records_count(rows);
    if (id && count) {
        memcpy(id, prse_records_text(rows, 0, PRSE_STR("id")).ptr, 22);
        id[22] = '\0';
    }
    prse_records_free(rows);
    (void)o;
    return count;
}

PRSE_TEST(invitations, are_listed_while_they_are_open)
{
    office o;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    cr_assert_eq(scene_invite(o.owner.session, SIREN_A, "x@exemple.fr",
                              PRSE_ROLE_READER, NULL),
                 PRSE_OK);
    cr_assert_eq(open_ones(&o, o.owner.session, SIREN_A, NULL), 2);
    cr_assert_eq(open_ones(&o, o.s.host, SIREN_B, NULL), 0);
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    cr_assert_eq(open_ones(&o, o.owner.session, SIREN_A, NULL), 1);
    o.s.now_ms += 30 * (int64_t)SCENE_DAY;
    cr_assert_eq(open_ones(&o, o.owner.session, SIREN_A, NULL), 0);
    office_close(&o);
}

PRSE_TEST(invitation, is_taken_back)
{
    office o;
    char id[32] = "";
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    cr_assert_eq(open_ones(&o, o.owner.session, SIREN_A, id), 1);
    SCENE_IS(PRSE_EDENIED,
             prse_portal_invitation_revoke(o.guest.session, PRSE_STR(SIREN_A),
                                           prse_str_of(id), &err));
    /* an id of another company's is none here */
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_invitation_revoke(o.adviser.session,
                                           PRSE_STR(SIREN_B), prse_str_of(id),
                                           &err));
    SCENE_OK(prse_portal_invitation_revoke(o.owner.session, PRSE_STR(SIREN_A),
                                           prse_str_of(id), &err));
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_invitation_revoke(o.owner.session, PRSE_STR(SIREN_A),
                                           prse_str_of(id), &err));
    cr_assert_eq(accept(&o, &o.guest), PRSE_EDENIED);
    cr_assert_eq(scene_count(&o.s, PRSE__INVITATIONS), 0);
    office_close(&o);
}

PRSE_TEST(adviser, takes_back_an_owners_invitation_only)
{
    office o;
    char id[32] = "";
    office_open(&o);
    invite(&o, o.s.host, SIREN_B, PRSE_ROLE_READER);
    cr_assert_eq(open_ones(&o, o.adviser.session, SIREN_B, id), 1);
    SCENE_IS(PRSE_EDENIED,
             prse_portal_invitation_revoke(o.adviser.session,
                                           PRSE_STR(SIREN_B), prse_str_of(id),
                                           &err));
    SCENE_OK(prse_portal_invitation_revoke(o.s.host, PRSE_STR(SIREN_B),
                                           prse_str_of(id), &err));
    invite(&o, o.adviser.session, SIREN_B, PRSE_ROLE_OWNER);
    cr_assert_eq(open_ones(&o, o.adviser.session, SIREN_B, id), 1);
    SCENE_OK(prse_portal_invitation_revoke(o.adviser.session,
                                           PRSE_STR(SIREN_B), prse_str_of(id),
                                           &err));
    office_close(&o);
}

PRSE_TEST(adviser, takes_back_nothing_once_there_is_an_owner)
{
    office o;
    char id[32] = "";
    office_open(&o);
    scene_role(&o.s, SIREN_B, &o.owner, PRSE_ROLE_OWNER);
    invite(&o, o.owner.session, SIREN_B, PRSE_ROLE_OWNER);
    cr_assert_eq(open_ones(&o, o.owner.session, SIREN_B, id), 1);
    SCENE_IS(PRSE_EDENIED,
             prse_portal_invitation_revoke(o.adviser.session,
                                           PRSE_STR(SIREN_B), prse_str_of(id),
                                           &err));
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    office_close(&o);
}

/* --- The daily task --- */

PRSE_TEST(tidying, notes_an_owners_invitation_as_one)
{
    office o;
    prse_records *rows = NULL;
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_OWNER);
    o.s.now_ms += 30 * (int64_t)SCENE_DAY;
    SCENE_OK(prse_portal_tidy(o.s.host, NULL, NULL, &err));
    SCENE_OK(prse_portal_journal(&rows, o.s.host, PRSE_STR(SIREN_A), 0, 1,
                                 &err));
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("action")),
                           "owner.invite"));
    cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("details")),
                           "{\"fait\":\"expire\"}"));
    prse_records_free(rows);
    office_close(&o);
}

PRSE_TEST(tidying, removes_what_had_its_time)
{
    office o;
    prse_text *token = NULL;
    prse_records *rows = NULL;
    prse_tidied done = {.size = sizeof done};
    office_open(&o);
    invite(&o, o.owner.session, SIREN_A, PRSE_ROLE_EDITOR);
    cr_assert_eq(accept(&o, &o.guest), PRSE_OK);
    for (int i = 0; i < 230; i++) /* more than are swept at once */
        cr_assert_eq(scene_invite(o.owner.session, SIREN_A, "x@exemple.fr",
                                  PRSE_ROLE_READER, NULL),
                     PRSE_OK);
    cr_assert_eq(scene_role_until(&o.s, SIREN_B, &o.guest, PRSE_ROLE_READER,
                                  "2026-03-01"),
                 PRSE_OK);
    for (int i = 0; i < 2; i++) {
        SCENE_OK(prse_portal_token_make(&token, o.s.host,
                                        prse_str_of(o.guest.id),
                                        PRSE_STR("x"), 200, &err));
        prse_text_free(token);
    }
    SCENE_OK(prse_portal_tokens(&rows, o.s.host, prse_str_of(o.guest.id),
                                &err));
    SCENE_OK(prse_portal_token_revoke(
        o.s.host, prse_records_text(rows, 0, PRSE_STR("empreinte")), &err));
    prse_records_free(rows);
    SCENE_OK(prse_portal_tidy(o.s.host, &done, NULL, &err));
    cr_assert_eq(done.invitations, 0);
    cr_assert_eq(done.rights, 0);
    cr_assert_eq(done.tokens, 1); /* taken back */
    o.s.now_ms += 30 * (int64_t)SCENE_DAY;
    SCENE_OK(prse_portal_tidy(o.s.host, &done, NULL, &err));
    cr_assert_eq(done.invitations, 230);
    cr_assert_eq(done.rights, 1);
    cr_assert_eq(done.tokens, 0);
    cr_assert_eq(scene_count(&o.s, PRSE__INVITATIONS), 1); /* accepted */
    cr_assert_not(scene_holds(&o.s, "x@exemple.fr"));
    SCENE_OK(prse_portal_tidy(o.s.host, NULL, NULL, &err));
    SCENE_IS(PRSE_EDENIED,
             prse_portal_tidy(o.owner.session, &done, NULL, &err));
    office_close(&o);
}
