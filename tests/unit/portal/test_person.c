/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "scene.h"
#include "support/test.h"

static prse_person person(const char *id, const char *address)
{
    return (prse_person){.size = sizeof(prse_person), .adviser = -1,
                         .id = prse_str_of(id),
                         .courriel = prse_str_of(address)};
}

static int field_is(const scene *s, const char *id, const char *column,
                    const char *expected)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_person(&rows, s->host, PRSE_PERSON_BY_ID,
                                prse_str_of(id), &err));
    int same = prse__str_is(
        prse_records_text(rows, 0, prse_str_of(column)), expected);
    prse_records_free(rows);
    return same;
}

/* --- Saving --- */

PRSE_TEST(person, is_made_by_the_host_only)
{
    scene s;
    prse_text *id = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    prse_person p = person("", "b@exemple.fr");
    SCENE_IS(PRSE_EDENIED,
             prse_portal_person_save(&id, a.session, &p, &err));
    cr_assert_null(id);
    SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    cr_assert_eq(scene_count(&s, PRSE__PERSONNES), 2);
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(person, has_an_address_that_no_other_has_whatever_the_case)
{
    scene s;
    scene_open(&s);
    somebody a = scene_person(&s, "Prenom.Nom@Exemple.FR", 0);
    prse_person p = person("", "prenom.nom@exemple.fr");
    SCENE_IS(PRSE_EEXISTS, prse_portal_person_save(NULL, s.host, &p, &err));
    p = person(a.id, "PRENOM.NOM@exemple.fr");
    SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    cr_assert(field_is(&s, a.id, "courriel", "PRENOM.NOM@exemple.fr"));
    cr_assert(field_is(&s, a.id, "courriel_plat", "prenom.nom@exemple.fr"));
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(person, has_an_external_key_that_no_other_has)
{
    scene s;
    scene_open(&s);
    prse_person p = person("", "a@exemple.fr");
    p.externe = PRSE_STR("sub-1");
    SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    p.courriel = PRSE_STR("b@exemple.fr");
    SCENE_IS(PRSE_EEXISTS, prse_portal_person_save(NULL, s.host, &p, &err));
    p.externe = PRSE_STR("SUB-1"); /* keys have a case */
    SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    p = person("", "c@exemple.fr");
    SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    p.courriel = PRSE_STR("d@exemple.fr"); /* many have none */
    SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    scene_close(&s);
}

PRSE_TEST(person, has_an_address_of_the_right_shape)
{
    static const char *const wrong[] = {
        "",           "a",          "@",           "a@",
        "@b",         "a@b@c",      "a b@c",       "a@b c",
        "a@b\n",      "a\x7f@b",    "\xff@b",      "a@b\xc2\x85"};
    static const char *const right[] = {"a@b", "é.o'x+y@exemple.fr",
                                        "\"a\"@b"};
    scene s;
    char longest[400];
    scene_open(&s);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        prse_person p = person("", wrong[i]);
        SCENE_IS(PRSE_EPARSE,
                 prse_portal_person_save(NULL, s.host, &p, &err));
    }
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        prse_person p = person("", right[i]);
        SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    }
    memset(longest, 'a', sizeof longest);
    longest[10] = '@';
    for (size_t length = 254; length <= 255; length++) {
        prse_person p = person("", "");
        p.courriel = (prse_str){longest, length};
        SCENE_IS(length == 254 ? PRSE_OK : PRSE_EPARSE,
                 prse_portal_person_save(NULL, s.host, &p, &err));
    }
    scene_close(&s);
}

PRSE_TEST(person, that_is_not_there_is_not_changed)
{
    scene s;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    prse_person p = person("personne", "b@exemple.fr");
    SCENE_IS(PRSE_ENOTFOUND, prse_portal_person_save(NULL, s.host, &p, &err));
    SCENE_IS(PRSE_EDENIED,
             prse_portal_person_save(NULL, a.session, &p, &err));
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(person, has_flags_that_are_flags)
{
    scene s;
    scene_open(&s);
    prse_person wrong[] = {person("", "a@b"), person("", "a@b"),
                           person("", "a@b"), person("", "a@b")};
    wrong[0].adviser = 2;
    wrong[1].adviser = -2;
    wrong[2].confirmed = 2;
    wrong[3].news = -1;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        SCENE_IS(PRSE_EINVAL,
                 prse_portal_person_save(NULL, s.host, &wrong[i], &err));
    prse_person bare = {0};
    SCENE_IS(PRSE_EABI, prse_portal_person_save(NULL, s.host, &bare, &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_person_save(NULL, s.host, NULL, &err));
    scene_close(&s);
}

/* --- One's own --- */

PRSE_TEST(person, changes_names_news_and_kind_of_work)
{
    scene s;
    prse_text *id = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    prse_person p = person(a.id, "a@exemple.fr");
    p.prenom = PRSE_STR("Zoé");
    p.nom = PRSE_STR("Martin");
    p.fonction_rse = PRSE_STR("consultant");
    p.adviser = 1;
    p.news = 1;
    p.confirmed = 1;
    SCENE_OK(prse_portal_person_save(&id, a.session, &p, &err));
    cr_assert(prse__str_is(prse_text_str(id), a.id));
    prse_text_free(id);
    cr_assert(field_is(&s, a.id, "prenom", "Zoé"));
    cr_assert(field_is(&s, a.id, "conseiller", "true"));
    cr_assert(field_is(&s, a.id, "actualites", "true"));
    cr_assert(field_is(&s, a.id, "confirmee", "true"));
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(person, confirms_no_address_and_takes_no_external_key)
{
    scene s;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    prse_person p = person(a.id, "b@exemple.fr");
    p.confirmed = 1;
    p.externe = PRSE_STR("sub-de-victime");
    SCENE_OK(prse_portal_person_save(NULL, a.session, &p, &err));
    cr_assert(field_is(&s, a.id, "courriel", "b@exemple.fr"));
    cr_assert(field_is(&s, a.id, "confirmee", "false"));
    cr_assert(field_is(&s, a.id, "externe", ""));
    p.confirmed = 0; /* nor takes one's own word back */
    SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    p.confirmed = 1;
    SCENE_OK(prse_portal_person_save(NULL, a.session, &p, &err));
    cr_assert(field_is(&s, a.id, "confirmee", "false"));
    SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    cr_assert(field_is(&s, a.id, "confirmee", "true"));
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(person, is_found_by_id_address_and_external_key)
{
    static const struct {
        prse_person_by by;
        const char *key;
    } ways[] = {{PRSE_PERSON_BY_ADDRESS, "A@EXEMPLE.fr"},
                {PRSE_PERSON_BY_EXTERNAL, "sub-1"}};
    scene s;
    prse_records *rows = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    somebody b = scene_person(&s, "b@exemple.fr", 0);
    prse_person p = person(a.id, "a@exemple.fr");
    p.externe = PRSE_STR("sub-1");
    SCENE_OK(prse_portal_person_save(NULL, s.host, &p, &err));
    for (size_t i = 0; i < 2; i++) {
        prse_str key = prse_str_of(ways[i].key);
        SCENE_OK(prse_portal_person(&rows, s.host, ways[i].by, key, &err));
        cr_assert(prse__str_is(prse_records_text(rows, 0, PRSE_STR("id")),
                               a.id));
        prse_records_free(rows);
        SCENE_OK(prse_portal_person(&rows, a.session, ways[i].by, key, &err));
        prse_records_free(rows);
        SCENE_IS(PRSE_EDENIED, prse_portal_person(&rows, b.session,
                                                  ways[i].by, key, &err));
    }
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_person(&rows, s.host, PRSE_PERSON_BY_ADDRESS,
                                PRSE_STR("x@y"), &err));
    SCENE_IS(PRSE_EDENIED,
             prse_portal_person(&rows, b.session, PRSE_PERSON_BY_ADDRESS,
                                PRSE_STR("x@y"), &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_person(&rows, s.host, (prse_person_by)3,
                                             PRSE_STR("x"), &err));
    scene_leave(&a);
    scene_leave(&b);
    scene_close(&s);
}

PRSE_TEST(person, is_noted_as_seen_once_a_day)
{
    scene s;
    prse_records *rows = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    for (int i = 0; i < 3; i++)
        SCENE_OK(prse_portal_person_seen(a.session, &err));
    cr_assert(field_is(&s, a.id, "vue_le", "2026-03-01"));
    SCENE_OK(prse_portal_person(&rows, s.host, PRSE_PERSON_BY_ID,
                                prse_str_of(a.id), &err));
    cr_assert_eq(prse_records_version(rows, 0), 2);
    prse_records_free(rows);
    s.now_ms += SCENE_DAY;
    SCENE_OK(prse_portal_person_seen(a.session, &err));
    cr_assert(field_is(&s, a.id, "vue_le", "2026-03-02"));
    cr_assert(field_is(&s, a.id, "modifie_le", "2026-03-02T08:00:00.000Z"));
    SCENE_IS(PRSE_EDENIED, prse_portal_person_seen(s.host, &err));
    scene_leave(&a);
    scene_close(&s);
}

/* --- Forgetting --- */

static void plant(scene *s, somebody *a)
{
    prse_person p = person(a->id, "marque@exemple.fr");
    p.prenom = PRSE_STR("MARQUEPRENOM");
    p.nom = PRSE_STR("MARQUENOM");
    p.externe = PRSE_STR("marquesub");
    p.fonction_rse = PRSE_STR("marquerse");
    p.confirmed = 1;
    SCENE_OK(prse_portal_person_save(NULL, s->host, &p, &err));
    prse_member member = scene_member(SIREN_A, a->id, PRSE_ROLE_EDITOR);
    member.fonctions = PRSE_STR("marquefonction");
    SCENE_OK(prse_portal_member_save(s->host, &member, &err));
    prse_text *token = NULL;
    SCENE_OK(prse_portal_token_make(&token, a->session, prse_str_of(a->id),
                                    PRSE_STR("marquejeton"), 0, &err));
    prse_text_free(token);
    cr_assert_eq(scene_invite(s->host, SIREN_B, "MARQUE@exemple.fr",
                              PRSE_ROLE_READER, NULL),
                 PRSE_OK);
}

PRSE_TEST(person, leaves_nothing_when_forgotten)
{
    static const char *const markers[] = {
        "marque@exemple.fr", "MARQUE@exemple.fr", "MARQUEPRENOM",
        "MARQUENOM", "marquesub", "marquerse", "marquefonction",
        "marquejeton"};
    scene s;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    scene_company(&s, SIREN_B);
    somebody a = scene_person(&s, "x@exemple.fr", 0);
    plant(&s, &a);
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++)
        cr_assert(scene_holds(&s, markers[i]), "%s", markers[i]);
    SCENE_OK(prse_portal_person_erase(a.session, prse_str_of(a.id), 1, &err));
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++)
        cr_assert_not(scene_holds(&s, markers[i]), "%s", markers[i]);
    cr_assert_eq(scene_count(&s, PRSE__PERSONNES), 0);
    cr_assert_eq(scene_count(&s, PRSE__HABILITATIONS), 0);
    cr_assert_eq(scene_count(&s, PRSE__JETONS), 0);
    cr_assert_eq(scene_count(&s, PRSE__INVITATIONS), 0);
    cr_assert_eq(scene_check(&s, NULL, 0), 0);
    SCENE_IS(PRSE_ENOTFOUND, prse_portal_person_erase(
                                 s.host, prse_str_of(a.id), 0, &err));
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(person, leaves_nothing_of_an_invitation_that_was_accepted)
{
    scene s;
    char code[64];
    prse_text *text = NULL;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    somebody a = scene_person(&s, "marque@exemple.fr", 0);
    prse_member member = scene_member(SIREN_A, "", PRSE_ROLE_READER);
    member.courriel = PRSE_STR("Marque@exemple.fr");
    member.fonctions = PRSE_STR("marquefonction");
    SCENE_OK(prse_portal_invite(&text, s.host, &member, &err));
    memcpy(code, prse_text_str(text).ptr, 43);
    code[43] = '\0';
    prse_text_free(text);
    SCENE_OK(prse_portal_invitation_accept(NULL, a.session,
                                           prse_str_of(code), &err));
    SCENE_OK(prse_portal_member_remove(s.host, PRSE_STR(SIREN_A),
                                       prse_str_of(a.id), &err));
    SCENE_OK(prse_portal_person_erase(s.host, prse_str_of(a.id), 0, &err));
    cr_assert_not(scene_holds(&s, "arque@"));
    cr_assert_not(scene_holds(&s, "marquefonction"));
    cr_assert_eq(scene_count(&s, PRSE__INVITATIONS), 1);
    cr_assert_eq(scene_check(&s, NULL, 0), 0);
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(person, takes_along_the_invitations_that_it_made)
{
    scene s;
    char code[64];
    scene_open(&s);
    scene_company(&s, SIREN_A);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    somebody b = scene_person(&s, "b@exemple.fr", 0);
    scene_role(&s, SIREN_A, &a, PRSE_ROLE_OWNER);
    cr_assert_eq(scene_invite(a.session, SIREN_A, "b@exemple.fr",
                              PRSE_ROLE_OWNER, code),
                 PRSE_OK);
    SCENE_OK(prse_portal_person_erase(a.session, prse_str_of(a.id), 0, &err));
    SCENE_IS(PRSE_EDENIED, prse_portal_invitation_accept(
                               NULL, b.session, prse_str_of(code), &err));
    cr_assert_not(scene_holds(&s, "b@exemple.fr") &&
                  scene_count(&s, PRSE__INVITATIONS));
    cr_assert_eq(scene_check(&s, NULL, 0), 0);
    scene_leave(&a);
    scene_leave(&b);
    scene_close(&s);
}

PRSE_TEST(person, is_forgotten_as_author_of_invitations_that_were_accepted)
{
    scene s;
    char code[64];
    scene_open(&s);
    scene_company(&s, SIREN_A);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    somebody b = scene_person(&s, "b@exemple.fr", 0);
    scene_role(&s, SIREN_A, &a, PRSE_ROLE_OWNER);
    cr_assert_eq(scene_invite(a.session, SIREN_A, "b@exemple.fr",
                              PRSE_ROLE_OWNER, code),
                 PRSE_OK);
    SCENE_OK(prse_portal_invitation_accept(NULL, b.session,
                                           prse_str_of(code), &err));
    SCENE_OK(prse_portal_person_erase(a.session, prse_str_of(a.id), 0, &err));
    cr_assert_eq(scene_count(&s, PRSE__INVITATIONS), 1);
    cr_assert_eq(scene_role_of(&b, SIREN_A), PRSE_ROLE_OWNER);
    cr_assert_eq(scene_check(&s, NULL, 0), 0);
    scene_leave(&a);
    scene_leave(&b);
    scene_close(&s);
}

PRSE_TEST(person, whose_address_is_not_confirmed_takes_no_invitation_along)
{
    scene s;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    prse_person p = person(a.id, "victime@exemple.fr");
    SCENE_OK(prse_portal_person_save(NULL, a.session, &p, &err));
    cr_assert_eq(scene_invite(s.host, SIREN_A, "victime@exemple.fr",
                              PRSE_ROLE_READER, NULL),
                 PRSE_OK);
    SCENE_OK(prse_portal_person_erase(a.session, prse_str_of(a.id), 0, &err));
    cr_assert_eq(scene_count(&s, PRSE__INVITATIONS), 1);
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(person, is_not_forgotten_while_the_only_owner_of_others)
{
    scene s;
    char before[72], after[72];
    scene_open(&s);
    scene_company(&s, SIREN_A);
    scene_company(&s, SIREN_B);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    somebody b = scene_person(&s, "b@exemple.fr", 0);
    scene_role(&s, SIREN_A, &a, PRSE_ROLE_OWNER);
    scene_role(&s, SIREN_B, &a, PRSE_ROLE_OWNER);
    scene_role(&s, SIREN_B, &b, PRSE_ROLE_READER);
    scene_digest(&s, before);
    prse_error why = {0};
    cr_assert_eq(prse_portal_person_erase(a.session, prse_str_of(a.id), 0,
                                          &why),
                 PRSE_ECONFLICT);
    cr_assert_str_eq(why.subject, SIREN_B);
    scene_digest(&s, after);
    cr_assert_str_eq(before, after);
    scene_role(&s, SIREN_B, &b, PRSE_ROLE_OWNER);
    SCENE_OK(prse_portal_person_erase(a.session, prse_str_of(a.id), 0, &err));
    scene_leave(&a);
    scene_leave(&b);
    scene_close(&s);
}

PRSE_TEST(person, is_forgotten_by_nobody_else)
{
    scene s;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    somebody b = scene_person(&s, "b@exemple.fr", 0);
    scene_role(&s, SIREN_A, &b, PRSE_ROLE_OWNER);
    scene_role(&s, SIREN_A, &a, PRSE_ROLE_READER);
    SCENE_IS(PRSE_EDENIED, prse_portal_person_erase(
                               b.session, prse_str_of(a.id), 0, &err));
    SCENE_IS(PRSE_EDENIED, prse_portal_person_erase(
                               b.session, PRSE_STR("rien"), 0, &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_person_erase(
                              a.session, prse_str_of(a.id), 2, &err));
    scene_leave(&a);
    scene_leave(&b);
    scene_close(&s);
}

/* --- The right of access --- */

static int has(prse_str text, const char *what)
{
    size_t length = strlen(what);
    for (size_t i = 0; i + length <= text.len; i++)
        if (memcmp(text.ptr + i, what, length) == 0)
            return 1;
    return 0;
}

PRSE_TEST(person, is_told_all_that_is_kept)
{
    static const char *const markers[] = {
        "marque@exemple.fr", "MARQUE@exemple.fr", "MARQUEPRENOM",
        "MARQUENOM",         "marquesub",         "marquerse",
        "marquefonction",    "marquejeton",       "\"journal\"",
        "\"documents\"",     "\"exercices\"",     "person.edit",
        "member.change"};
    scene s;
    prse_text *text = NULL;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    scene_company(&s, SIREN_B);
    somebody a = scene_person(&s, "x@exemple.fr", 0);
    somebody b = scene_person(&s, "autre@exemple.fr", 0);
    plant(&s, &a);
    SCENE_OK(prse_portal_person_export(&text, a.session, prse_str_of(a.id),
                                       &err));
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++)
        cr_assert(has(prse_text_str(text), markers[i]), "%s", markers[i]);
    cr_assert_not(has(prse_text_str(text), "autre@exemple.fr"));
    prse_text_free(text);
    SCENE_IS(PRSE_EDENIED, prse_portal_person_export(
                               &text, b.session, prse_str_of(a.id), &err));
    SCENE_OK(prse_portal_person_export(&text, s.host, prse_str_of(a.id),
                                       &err));
    prse_text_free(text);
    SCENE_IS(PRSE_ENOTFOUND, prse_portal_person_export(
                                 &text, s.host, PRSE_STR("rien"), &err));
    scene_leave(&a);
    scene_leave(&b);
    scene_close(&s);
}

PRSE_TEST(person, is_told_nothing_by_which_a_token_or_code_is_known)
{
    scene s;
    prse_text *text = NULL;
    prse_records *rows = NULL;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    scene_company(&s, SIREN_B);
    somebody a = scene_person(&s, "x@exemple.fr", 0);
    plant(&s, &a);
    SCENE_OK(prse_portal_tokens(&rows, a.session, prse_str_of(a.id), &err));
    prse_str digest = prse_records_text(rows, 0, PRSE_STR("empreinte"));
    cr_assert_eq(digest.len, 64);
    SCENE_OK(prse_portal_person_export(&text, a.session, prse_str_of(a.id),
                                       &err));
    char hex[72];
    memcpy(hex, digest.ptr, 64);
    hex[64] = '\0';
    cr_assert_not(has(prse_text_str(text), hex));
    prse_records_free(rows);
    prse_text_free(text);
    scene_leave(&a);
    scene_close(&s);
}
