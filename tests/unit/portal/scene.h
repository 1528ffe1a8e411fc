/* SPDX-License-Identifier: Apache-2.0 */
/* A portal with a clock that the test turns, and a back door to its store. */
#ifndef PRSE_TESTS_PORTAL_SCENE_H
#define PRSE_TESTS_PORTAL_SCENE_H

#include "portailrse/people.h"
#include "portal/portal.h"

#define SIREN_A "552032534"
#define SIREN_B "552081317"
#define SIREN_C "542065479"

typedef struct scene {
    prse_store store; /* borrowed from the portal */
    prse_portal *portal;
    prse_session *host;
    prse_clock clock;
    int64_t now_ms;
} scene;

/* Somebody at work. */
typedef struct somebody {
    char id[40];
    prse_session *session;
} somebody;

/* 2026-03-01T08:00:00Z. */
#define SCENE_START 1772352000000
#define SCENE_DAY 86400000

void scene_open(scene *s);
/* Takes the store. */
void scene_open_on(scene *s, prse_store *store, prse_blob *blob);
/* Size, migrate and clock of the options are the scene's. */
void scene_open_with(scene *s, prse_store *store, prse_blob *blob,
                     prse_portal_options opts);
void scene_close(scene *s);

/* A person whose address is confirmed. */
somebody scene_person(scene *s, const char *address, int adviser);
void scene_leave(somebody *who);
/* Makes a company known, by the host. */
void scene_company(scene *s, const char *siren);
/* Gives a role for good, an auditor's until the end of 2026. */
void scene_role(scene *s, const char *siren, const somebody *who,
                prse_role role);
prse_status scene_role_until(scene *s, const char *siren, const somebody *who,
                             prse_role role, const char *until);
prse_role scene_role_of(const somebody *who, const char *siren);
/* An invitation by `by`; the code goes into `code`, which has 64 letters. */
prse_status scene_invite(prse_session *by, const char *siren,
                         const char *address, prse_role role, char *code);

prse_unit scene_unit(const char *siren, const char *name);
prse_member scene_member(const char *siren, const char *person,
                         prse_role role);

/* What prse_portal_check() finds, a line each; for some cr_assert. */
size_t scene_check(scene *s, char *text, size_t room);
/* One digest of all that is kept. */
void scene_digest(scene *s, char *digest);
/* 1: the text occurs in some row. */
int scene_holds(scene *s, const char *marker);
/* Rows of a collection. */
size_t scene_count(scene *s, prse__portal_collection of);

/* Runs a body over the store, past the portal. */
typedef prse_status (*scene_body)(void *user, prse__tx *tx, prse_error *err);
void scene_break_in(scene *s, scene_body body, void *user);

/* Fails the test with where it happened unless the status and its error are as
 * they must be. */
#define SCENE_OK(call) SCENE_IS(PRSE_OK, call)
#define SCENE_IS(expected, call)                                              \
    do {                                                                      \
        prse_error err = {0};                                                 \
        prse_status was_ = (call);                                            \
        cr_assert_eq(was_, (expected), "%s: %s (%s) for %s", #call,           \
                     prse_status_name(was_), err.message, #expected);         \
        cr_assert_eq(err.code, (int32_t)was_, "%s: status %d, error %d",      \
                     #call, (int)was_, (int)err.code);                        \
    } while (0)

#endif
