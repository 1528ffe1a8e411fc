/* SPDX-License-Identifier: Apache-2.0 */
#include "crowd.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "support/test.h"

enum { CROWD = 16 };

typedef struct one {
    prse_session *session;
    const char *text; /* code, or id */
    prse_status status;
    prse_error err;
    int times;
} one;

static void start(one *all, void *(*body)(void *))
{
    pthread_t threads[CROWD];
    for (int i = 0; i < CROWD; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, body, &all[i]), 0);
    for (int i = 0; i < CROWD; i++)
        pthread_join(threads[i], NULL);
}

static int count(const one *all, prse_status status)
{
    int sum = 0;
    for (int i = 0; i < CROWD; i++) {
        cr_assert_eq(all[i].err.code, (int32_t)all[i].status);
        sum += all[i].status == status;
    }
    return sum;
}

/* --- One code --- */

static void *accept_code(void *user)
{
    one *o = user;
    o->status = prse_portal_invitation_accept(NULL, o->session,
                                              prse_str_of(o->text), &o->err);
    return NULL;
}

void crowd_accept(scene *s)
{
    one all[CROWD] = {{NULL, NULL, PRSE_OK, {0}, 0}};
    char code[64];
    scene_company(s, SIREN_A);
    somebody guest = scene_person(s, "guest@exemple.fr", 0);
    cr_assert_eq(scene_invite(s->host, SIREN_A, "guest@exemple.fr",
                              PRSE_ROLE_EDITOR, code),
                 PRSE_OK);
    for (int i = 0; i < CROWD; i++) {
        all[i].text = code;
        SCENE_OK(prse_session_of_person(&all[i].session, s->portal,
                                        prse_str_of(guest.id), &err));
    }
    start(all, accept_code);
    cr_assert_eq(count(all, PRSE_OK), 1);
    cr_assert_eq(count(all, PRSE_EDENIED), CROWD - 1);
    for (int i = 0; i < CROWD; i++)
        prse_session_free(all[i].session);
    cr_assert_eq(scene_role_of(&guest, SIREN_A), PRSE_ROLE_EDITOR);
    cr_assert_eq(scene_check(s, NULL, 0), 0);
    scene_leave(&guest);
}

/* --- Last owners --- */

static void *leave(void *user)
{
    one *o = user;
    o->status = prse_portal_member_remove(
        o->session, PRSE_STR(SIREN_A), prse_str_of(o->text), &o->err);
    return NULL;
}

void crowd_leave(scene *s)
{
    one all[CROWD] = {{NULL, NULL, PRSE_OK, {0}, 0}};
    somebody owners[CROWD];
    char address[40];
    scene_company(s, SIREN_A);
    somebody reader = scene_person(s, "reader@exemple.fr", 0);
    scene_role(s, SIREN_A, &reader, PRSE_ROLE_READER);
    for (int i = 0; i < CROWD; i++) {
        snprintf(address, sizeof address, "o%d@exemple.fr", i);
        owners[i] = scene_person(s, address, 0);
        scene_role(s, SIREN_A, &owners[i], PRSE_ROLE_OWNER);
        all[i].session = owners[i].session;
        all[i].text = owners[i].id;
    }
    start(all, leave);
    cr_assert_eq(count(all, PRSE_OK), CROWD - 1);
    cr_assert_eq(count(all, PRSE_ECONFLICT), 1);
    for (int i = 0; i < CROWD; i++)
        scene_leave(&owners[i]);
    cr_assert_eq(scene_check(s, NULL, 0), 0);
    scene_leave(&reader);
}

/* --- One chain --- */

static void *write_much(void *user)
{
    one *o = user;
    prse_unit unit = scene_unit(SIREN_A, "ESSAIS");
    for (int i = 0; i < o->times && !o->status; i++)
        o->status = prse_portal_company_save(
            o->session, &unit, PRSE_VERSION_ANY, NULL, &o->err);
    return NULL;
}

void crowd_write(scene *s, int times)
{
    one all[CROWD] = {{NULL, NULL, PRSE_OK, {0}, 0}};
    size_t before = scene_count(s, PRSE__JOURNAL);
    for (int i = 0; i < CROWD; i++) {
        all[i].times = times;
        SCENE_OK(prse_session_of_host(&all[i].session, s->portal,
                                      PRSE_STR("foule"), &err));
    }
    start(all, write_much);
    cr_assert_eq(count(all, PRSE_OK), CROWD);
    for (int i = 0; i < CROWD; i++)
        prse_session_free(all[i].session);
    cr_assert_eq(scene_count(s, PRSE__JOURNAL) - before,
                 (size_t)(CROWD * times));
    cr_assert_eq(scene_check(s, NULL, 0), 0);
}
