/* SPDX-License-Identifier: Apache-2.0 */
/* Every public function on a session as a value, so that each can be tried by
 * every role, with every fault. */
#ifndef PRSE_TESTS_PORTAL_ACTIONS_H
#define PRSE_TESTS_PORTAL_ACTIONS_H

#include "portailrse/document.h"
#include "portailrse/qualification.h"
#include "scene.h"

/* A company with somebody at work in it and a reader. */
typedef struct stage {
    scene s;
    somebody actor; /* no session: the host is */
    somebody other;
    char invitation[40], code[64], token[72], document[40];
    int32_t left; /* bytes of an upload under way */
    prse_engine *engine;
    prse_pack *pack;
    prse_facts *facts;
    prse_report *report;
    char folder[64];
} stage;

/* Who it concerns. */
typedef enum about {
    COMPANY, /* the right is that of the role in SIREN_A */
    OTHER,   /* another person, or the portal: the host's */
    OWN      /* oneself: any person's, not the host's */
} about;

typedef struct action {
    const char *name;
    prse_operation operation;
    about about;
    /* Made by the host beforehand; may be NULL. */
    void (*prepare)(stage *st);
    prse_status (*run)(stage *st, prse_session *by, prse_error *err);
    /* What who may do it is answered; PRSE_OK for most. */
    prse_status answer;
} action;

extern const action actions[];
extern const size_t action_count;

/* `store` is taken; NULL: in memory. */
void stage_open(stage *st, prse_store *store);
/* The actor gets the role in SIREN_A; PRSE_ROLE_HOST: the host acts. */
void stage_role(stage *st, prse_role role);
prse_session *stage_by(stage *st);
void stage_close(stage *st);

#endif
