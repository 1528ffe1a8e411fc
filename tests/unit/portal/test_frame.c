/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a portal, sessions, and what holds for every call. */
#include <string.h>

#include "scene.h"
#include "support/test.h"

PRSE_TEST(portal, opens_on_an_empty_store_when_it_may_migrate)
{
    scene s;
    scene_open(&s);
    cr_assert_eq(prse_portal_ref(s.portal), s.portal);
    prse_portal_unref(s.portal);
    scene_close(&s);
}

PRSE_TEST(portal, refuses_an_empty_store_otherwise)
{
    prse_store store = {0};
    prse_portal *portal = NULL;
    SCENE_OK(prse_store_memory(&store, &err));
    SCENE_IS(PRSE_ESCHEMA,
             prse_portal_new(&portal, &store, NULL, NULL, &err));
    cr_assert_null(portal);
    store.free(store.self); /* it was not taken */
}

static prse_status newer(void *self, prse_str schema, uint32_t *version,
                         prse_error *err)
{
    (void)self;
    (void)schema;
    (void)err;
    *version = 99;
    return PRSE_OK;
}

PRSE_TEST(portal, refuses_a_store_that_a_newer_library_wrote)
{
    prse_portal_options opts = {.size = sizeof opts, .migrate = 1};
    prse_store store = {0};
    prse_portal *portal = NULL;
    SCENE_OK(prse_store_memory(&store, &err));
    store.version = newer;
    SCENE_IS(PRSE_ESCHEMA,
             prse_portal_new(&portal, &store, NULL, &opts, &err));
    store.free(store.self);
}

PRSE_TEST(portal, refuses_wrong_options)
{
    static const prse_clock no_clock = {.size = sizeof(prse_clock)};
    const prse_portal_options wrong[] = {
        {.size = sizeof wrong[0], .invitation_days = 100000},
        {.size = sizeof wrong[0], .token_days = 3651},
        {.size = sizeof wrong[0], .deadline_ms = -1},
        {.size = sizeof wrong[0], .clock = &no_clock}};
    prse_store store = {0};
    prse_portal *portal = NULL;
    SCENE_OK(prse_store_memory(&store, &err));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        SCENE_IS(PRSE_EINVAL,
                 prse_portal_new(&portal, &store, NULL, &wrong[i], &err));
    prse_portal_options bare = {0};
    SCENE_IS(PRSE_EABI, prse_portal_new(&portal, &store, NULL, &bare, &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_new(NULL, &store, NULL, NULL, &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_new(&portal, NULL, NULL, NULL, &err));
    store.free(store.self);
}

PRSE_TEST(portal, frees_nothing_twice)
{
    prse_portal_unref(NULL);
    prse_session_free(NULL);
    cr_assert_null(prse_portal_ref(NULL));
    cr_assert_eq(prse_session_person(NULL).len, 0);
}

PRSE_TEST(portal, lives_as_long_as_its_sessions)
{
    scene s;
    scene_open(&s);
    prse_portal_unref(prse_portal_ref(s.portal));
    prse_portal_unref(s.portal);
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_companies(&rows, s.host, PRSE_STR(""), 0, &err));
    prse_records_free(rows);
    prse_session_free(s.host);
}

/* --- Sessions --- */

PRSE_TEST(session, of_the_host_has_a_label_without_controls)
{
    scene s;
    prse_session *session = NULL;
    scene_open(&s);
    cr_assert_eq(prse_session_person(s.host).len, 0);
    SCENE_IS(PRSE_EPARSE, prse_session_of_host(&session, s.portal,
                                               PRSE_STR(""), &err));
    SCENE_IS(PRSE_EPARSE, prse_session_of_host(&session, s.portal,
                                               PRSE_STR("a\nb"), &err));
    SCENE_IS(PRSE_EINVAL,
             prse_session_of_host(NULL, s.portal, PRSE_STR("a"), &err));
    SCENE_IS(PRSE_EINVAL,
             prse_session_of_host(&session, NULL, PRSE_STR("a"), &err));
    scene_close(&s);
}

PRSE_TEST(session, of_a_person_needs_a_person)
{
    scene s;
    prse_session *session = NULL;
    scene_open(&s);
    SCENE_IS(PRSE_ENOTFOUND, prse_session_of_person(&session, s.portal,
                                                    PRSE_STR("rien"), &err));
    SCENE_IS(PRSE_EPARSE, prse_session_of_person(&session, s.portal,
                                                 PRSE_STR(""), &err));
    SCENE_IS(PRSE_EPARSE, prse_session_of_person(&session, s.portal,
                                                 PRSE_STR("\xff"), &err));
    cr_assert_null(session);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    cr_assert(prse__str_is(prse_session_person(a.session), a.id));
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(session, of_an_erased_person_has_no_right_left)
{
    scene s;
    prse_role role = PRSE_ROLE_HOST;
    prse_unit unit = scene_unit(SIREN_A, "ESSAIS");
    prse_records *rows = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    SCENE_OK(prse_portal_person_erase(s.host, prse_str_of(a.id), 0, &err));
    SCENE_IS(PRSE_EDENIED,
             prse_portal_role(&role, a.session, PRSE_STR(SIREN_A), &err));
    SCENE_IS(PRSE_EDENIED, prse_portal_company_save(a.session, &unit,
                                                    PRSE_VERSION_NEW, NULL,
                                                    &err));
    SCENE_IS(PRSE_EDENIED, prse_portal_companies(&rows, a.session,
                                                 PRSE_STR(""), 0, &err));
    SCENE_IS(PRSE_EDENIED, prse_portal_person_seen(a.session, &err));
    scene_leave(&a);
    scene_close(&s);
}

/* --- What every call refuses --- */

PRSE_TEST(call, without_a_session_is_a_bug_of_the_caller)
{
    prse_records *rows = NULL;
    prse_role role;
    SCENE_IS(PRSE_EINVAL,
             prse_portal_company(&rows, NULL, PRSE_STR(SIREN_A), &err));
    SCENE_IS(PRSE_EINVAL,
             prse_portal_companies(&rows, NULL, PRSE_STR(""), 0, &err));
    SCENE_IS(PRSE_EINVAL,
             prse_portal_role(&role, NULL, PRSE_STR(SIREN_A), &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_company_erase(NULL, PRSE_STR(SIREN_A),
                                                    &err));
    SCENE_IS(PRSE_EINVAL, prse_portal_person_seen(NULL, &err));
}

PRSE_TEST(call, takes_nine_digits_with_their_key)
{
    static const char *const wrong[] = {
        "",           "55203253",    "5520325344", "552032535",
        "55203253A",  "552 032 534", " 552032534", "552032534 ",
        "-52032534",  "\xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4 ", "' OR 1=1"};
    scene s;
    prse_records *rows = NULL;
    scene_open(&s);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        prse_str siren = prse_str_of(wrong[i]);
        SCENE_IS(PRSE_EPARSE,
                 prse_portal_company(&rows, s.host, siren, &err));
        SCENE_IS(PRSE_EPARSE, prse_portal_members(&rows, s.host, siren, &err));
    }
    SCENE_IS(PRSE_EINVAL, prse_portal_company(&rows, s.host,
                                              (prse_str){NULL, 9}, &err));
    cr_assert_null(rows);
    scene_close(&s);
}

PRSE_TEST(call, answers_the_same_for_a_hidden_company_and_for_none)
{
    scene s;
    prse_error hidden = {0}, absent = {0};
    prse_records *rows = NULL;
    scene_open(&s);
    scene_company(&s, SIREN_A);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    cr_assert_eq(prse_portal_company(&rows, a.session, PRSE_STR(SIREN_A),
                                     &hidden),
                 PRSE_EDENIED);
    cr_assert_eq(prse_portal_company(&rows, a.session, PRSE_STR(SIREN_B),
                                     &absent),
                 PRSE_EDENIED);
    cr_assert_eq(memcmp(&hidden, &absent, sizeof hidden), 0);
    SCENE_IS(PRSE_ENOTFOUND,
             prse_portal_company(&rows, s.host, PRSE_STR(SIREN_B), &err));
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(call, takes_no_error_to_fill)
{
    scene s;
    prse_records *rows = NULL;
    scene_open(&s);
    cr_assert_eq(prse_portal_company(&rows, s.host, PRSE_STR("x"), NULL),
                 PRSE_EPARSE);
    cr_assert_eq(prse_portal_company(&rows, s.host, PRSE_STR(SIREN_A), NULL),
                 PRSE_ENOTFOUND);
    scene_close(&s);
}
