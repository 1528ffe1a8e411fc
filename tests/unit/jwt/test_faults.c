/* SPDX-License-Identifier: Apache-2.0 */
/* Every request for memory fails in turn. */
#include "portailrse/jwt.h"
#include "support/fault.h"
#include "support/test.h"

static const prse_jwt_options OPTS = {
    .size = sizeof OPTS,
    .secret = {"a secret of thirty-two bytes, at least", 38},
    .old_secret = {"what was the secret until last month", 36},
    .audience = {"ia", 2}};

PRSE_TEST(jwt_faults, setting_up, .timeout = PRSE_LONG)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_jwt *jwt = NULL;
        prse_status status = prse_jwt_new(&jwt, &OPTS, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(jwt == NULL, status != PRSE_OK);
        prse_jwt_free(jwt);
    }
}

static void check_issuing(const prse_jwt *jwt)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_text *token = NULL;
        prse_status status =
            prse_jwt_issue(&token, jwt, PRSE_STR("somebody"), 60, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(token == NULL, status != PRSE_OK);
        prse_text_free(token);
    }
}

static void check_checking(const prse_jwt *jwt, prse_str token)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_text *claims = NULL;
        prse_status status = prse_jwt_check(&claims, jwt, token, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(claims == NULL, status != PRSE_OK);
        prse_text_free(claims);
    }
}

PRSE_TEST(jwt_faults, issuing_and_checking, .timeout = PRSE_LONG)
{
    prse_jwt *jwt = NULL;
    prse_text *token = NULL;
    cr_assert_eq(prse_jwt_new(&jwt, &OPTS, NULL), PRSE_OK);
    cr_assert_eq(prse_jwt_issue(&token, jwt, PRSE_STR("somebody"), 60, NULL),
                 PRSE_OK);
    check_issuing(jwt);
    check_checking(jwt, prse_text_str(token));
    prse_text_free(token);
    prse_jwt_free(jwt);
}
