/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "scene.h"
#include "support/test.h"

static void make(prse_session *by, const char *person, uint32_t days,
                 char token[64])
{
    prse_text *text = NULL;
    SCENE_OK(prse_portal_token_make(&text, by, prse_str_of(person),
                                    PRSE_STR("essai"), days, &err));
    prse_str given = prse_text_str(text);
    cr_assert_eq(given.len, 43); /* 256 bits */
    memcpy(token, given.ptr, given.len);
    token[given.len] = '\0';
    prse_text_free(text);
}

static prse_status enter(const scene *s, const char *token,
                         prse_session **session)
{
    return prse_session_of_token(session, s->portal, prse_str_of(token), NULL);
}

static void revoke_first(prse_session *by, const char *person, int times)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_tokens(&rows, by, prse_str_of(person), &err));
    prse_str digest = prse_records_text(rows, 0, PRSE_STR("empreinte"));
    for (int i = 0; i < times; i++)
        SCENE_OK(prse_portal_token_revoke(by, digest, &err));
    prse_records_free(rows);
}

PRSE_TEST(token, stands_for_a_person)
{
    scene s;
    char token[64];
    prse_session *session = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    make(a.session, a.id, 0, token);
    cr_assert_not(scene_holds(&s, token));
    cr_assert_eq(enter(&s, token, &session), PRSE_OK);
    cr_assert(prse__str_is(prse_session_person(session), a.id));
    SCENE_OK(prse_portal_person_seen(session, &err));
    prse_session_free(session);
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(token, that_is_none_is_refused)
{
    static const char *const wrong[] = {
        "", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "' OR 1=1 --"};
    scene s;
    prse_session *session = NULL;
    scene_open(&s);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        SCENE_IS(PRSE_EDENIED,
                 prse_session_of_token(&session, s.portal,
                                       prse_str_of(wrong[i]), &err));
    SCENE_IS(PRSE_EPARSE, prse_session_of_token(&session, s.portal,
                                                PRSE_STR("\x01"), &err));
    cr_assert_null(session);
    scene_close(&s);
}

PRSE_TEST(token, has_its_time)
{
    static const struct {
        uint32_t asked, days;
    } lives[] = {{0, 90}, {1, 1}, {3650, 3650}};
    scene s;
    char token[64];
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    for (size_t i = 0; i < sizeof lives / sizeof lives[0]; i++) {
        prse_session *session = NULL;
        s.now_ms = SCENE_START;
        make(s.host, a.id, lives[i].asked, token);
        s.now_ms += lives[i].days * (int64_t)SCENE_DAY - 1;
        cr_assert_eq(enter(&s, token, &session), PRSE_OK);
        s.now_ms += 1;
        SCENE_IS(PRSE_EEXPIRED, prse_portal_person_seen(session, &err));
        prse_session_free(session);
        cr_assert_eq(enter(&s, token, &session), PRSE_EEXPIRED);
    }
    prse_text *text = NULL;
    SCENE_IS(PRSE_EINVAL,
             prse_portal_token_make(&text, s.host, prse_str_of(a.id),
                                    PRSE_STR("x"), 3651, &err));
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(token, is_taken_back_at_once)
{
    scene s;
    char token[64];
    prse_session *session = NULL;
    prse_records *rows = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    make(a.session, a.id, 0, token);
    cr_assert_eq(enter(&s, token, &session), PRSE_OK);
    revoke_first(a.session, a.id, 2);
    SCENE_IS(PRSE_EDENIED, prse_portal_companies(&rows, session,
                                                 PRSE_STR(""), 0, &err));
    prse_session_free(session);
    cr_assert_eq(enter(&s, token, &session), PRSE_EDENIED);
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(token, makes_no_tokens)
{
    scene s;
    char token[64];
    prse_text *text = NULL;
    prse_session *session = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    make(a.session, a.id, 0, token);
    cr_assert_eq(enter(&s, token, &session), PRSE_OK);
    SCENE_IS(PRSE_EDENIED,
             prse_portal_token_make(&text, session, prse_str_of(a.id),
                                    PRSE_STR("x"), 0, &err));
    cr_assert_null(text);
    revoke_first(session, a.id, 1); /* but takes itself back */
    prse_session_free(session);
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(token, is_a_persons_own_affair_and_the_hosts)
{
    scene s;
    char token[64];
    prse_text *text = NULL;
    prse_records *rows = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    somebody b = scene_person(&s, "b@exemple.fr", 0);
    make(a.session, a.id, 0, token);
    SCENE_IS(PRSE_EDENIED,
             prse_portal_token_make(&text, b.session, prse_str_of(a.id),
                                    PRSE_STR("x"), 0, &err));
    SCENE_IS(PRSE_EDENIED, prse_portal_tokens(&rows, b.session,
                                              prse_str_of(a.id), &err));
    SCENE_OK(prse_portal_tokens(&rows, s.host, prse_str_of(a.id), &err));
    prse_str digest = prse_records_text(rows, 0, PRSE_STR("empreinte"));
    SCENE_IS(PRSE_EDENIED, prse_portal_token_revoke(b.session, digest, &err));
    SCENE_IS(PRSE_EDENIED,
             prse_portal_token_revoke(b.session, PRSE_STR("0"), &err));
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_token_revoke(s.host, PRSE_STR("0"), &err));
    SCENE_OK(prse_portal_token_revoke(s.host, digest, &err));
    prse_records_free(rows);
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_token_make(&text, s.host, PRSE_STR("rien"),
                                    PRSE_STR("x"), 0, &err));
    scene_leave(&a);
    scene_leave(&b);
    scene_close(&s);
}

PRSE_TEST(token, of_a_forgotten_person_is_none)
{
    scene s;
    char token[64];
    prse_session *session = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    make(a.session, a.id, 0, token);
    cr_assert_eq(enter(&s, token, &session), PRSE_OK);
    SCENE_OK(prse_portal_person_erase(s.host, prse_str_of(a.id), 0, &err));
    SCENE_IS(PRSE_EDENIED, prse_portal_person_seen(session, &err));
    prse_session_free(session);
    cr_assert_eq(enter(&s, token, &session), PRSE_EDENIED);
    scene_leave(&a);
    scene_close(&s);
}
