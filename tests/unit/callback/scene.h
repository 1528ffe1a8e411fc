/* SPDX-License-Identifier: Apache-2.0 */
/* A run, keys and a clock that the tests of this module share. */
#ifndef PRSE_TESTS_CALLBACK_SCENE_H
#define PRSE_TESTS_CALLBACK_SCENE_H

#include "portailrse/callback.h"
#include "support/test.h"

#define SCENE_SECRET "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define SCENE_OTHER "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
#define SCENE_FORM "application/x-www-form-urlencoded"
#define SCENE_RESULT "{\"ESRS E1\":[{\"PAGES\":1,\"TEXTS\":\"a\"}]}"

enum { SCENE_NOW_S = 1614265330 };

prse_webhook_keys *scene_keys(const char *secrets);
/* A run that has just begun; its token is "token". */
prse_callback_run scene_run(void);
/* An unsigned message. */
prse_callback_request scene_request(const char *body);
extern const prse_clock scene_clock;

#endif
