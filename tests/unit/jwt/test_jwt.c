/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens; tests/protocol holds them against other implementations. */
#include <string.h>

#include "base/str.h"
#include "portailrse/jwt.h"
#include "support/test.h"

#define SECRET "a secret of thirty-two bytes, at least"
/* As Flask-JWT-Extended makes them, for 2026-11-27 from 00:00:00 to 00:01:00 */
#define TOKEN                                                              \
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJmcmVzaCI6ZmFsc2UsImlhdCI6MTc" \
    "5NTczNzYwMCwianRpIjoiN2Y2ZCIsInR5cGUiOiJhY2Nlc3MiLCJzdWIiOiJwb3J0YWl" \
    "sQGV4YW1wbGUub3JnIiwibmJmIjoxNzk1NzM3NjAwLCJleHAiOjE3OTU3Mzc2NjB9.-G" \
    "jPUDngIaTVmLUczF-Pcps5abpJilIuVMxaIuDfOa8"

static int64_t now_s = 1795737600;

static int64_t now_ms(void *self)
{
    (void)self;
    return now_s * 1000;
}

static const prse_clock clock_ = {.size = sizeof clock_, .now_ms = now_ms,
                                  .monotonic_ms = now_ms};

static prse_jwt_options usual(void)
{
    return (prse_jwt_options){.size = sizeof(prse_jwt_options),
                              .secret = PRSE_STR(SECRET), .clock = &clock_};
}

static prse_jwt *make(const prse_jwt_options *opts)
{
    prse_jwt *jwt = NULL;
    prse_error err = {0};
    cr_assert_eq(prse_jwt_new(&jwt, opts, &err), PRSE_OK, "%s", err.message);
    return jwt;
}

static prse_status check(const prse_jwt *jwt, prse_str token)
{
    prse_error err = {0};
    prse_text *claims = NULL;
    prse_status status = prse_jwt_check(&claims, jwt, token, &err);
    cr_expect_eq(claims == NULL, status != PRSE_OK);
    cr_expect_eq(err.code, (int32_t)status);
    prse_text_free(claims);
    return status;
}

PRSE_TEST(jwt, a_token_of_the_existing_client)
{
    prse_jwt_options opts = usual();
    prse_jwt *jwt = make(&opts);
    cr_expect_eq(check(jwt, PRSE_STR(TOKEN)), PRSE_OK);
    now_s += 60;
    cr_expect_eq(check(jwt, PRSE_STR(TOKEN)), PRSE_EEXPIRED);
    now_s -= 61;
    cr_expect_eq(check(jwt, PRSE_STR(TOKEN)), PRSE_EDENIED, "not valid yet");
    prse_jwt_free(jwt);
}

PRSE_TEST(jwt, what_is_issued_is_accepted_until_it_expires)
{
    prse_text *token = NULL;
    prse_jwt_options opts = usual();
    opts.issuer = PRSE_STR("portail");
    opts.audience = PRSE_STR("ia");
    prse_jwt *jwt = make(&opts);
    cr_assert_eq(prse_jwt_issue(&token, jwt, PRSE_STR("somebody"), 60, NULL),
                 PRSE_OK);
    cr_expect_eq(check(jwt, prse_text_str(token)), PRSE_OK);
    now_s += 59;
    cr_expect_eq(check(jwt, prse_text_str(token)), PRSE_OK);
    now_s += 1;
    cr_expect_eq(check(jwt, prse_text_str(token)), PRSE_EEXPIRED);
    prse_text_free(token);
    prse_jwt_free(jwt);
}

static int answers(void *user, prse_str jti)
{
    cr_expect(prse__str_is(jti, "7f6d"));
    return *(int *)user;
}

PRSE_TEST(jwt, a_list_that_does_not_know_counts_as_taken_back)
{
    static const struct {
        int said;
        prse_status status;
    } cases[] = {{0, PRSE_OK}, {1, PRSE_EDENIED}, {-1, PRSE_EDENIED}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int said = cases[i].said;
        prse_jwt_options opts = usual();
        opts.revoked = answers;
        opts.revoked_user = &said;
        prse_jwt *jwt = make(&opts);
        cr_expect_eq(check(jwt, PRSE_STR(TOKEN)), cases[i].status);
        prse_jwt_free(jwt);
    }
}

PRSE_TEST(jwt, nobody_is_asked_about_a_token_that_is_not_ours)
{
    int said = 0;
    prse_jwt_options opts = usual();
    opts.revoked = answers;
    opts.revoked_user = &said;
    prse_jwt *jwt = make(&opts);
    /* answers() would fail the test: it knows one jti. */
    cr_expect_eq(check(jwt, PRSE_STR("eyJhbGciOiJIUzI1NiJ9.e30."
                                     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                                     "AAA")), PRSE_EDENIED);
    prse_jwt_free(jwt);
}

PRSE_TEST(jwt, options_that_are_wrong)
{
    static char large[2000];
    prse_error err = {0};
    prse_jwt *jwt = NULL;
    prse_jwt_options opts = usual();
    memset(large, 'a', sizeof large);
    opts.secret.len = 31;
    cr_expect_eq(prse_jwt_new(&jwt, &opts, &err), PRSE_ELIMIT);
    cr_expect_null(strstr(err.message, "thirty"), "no secret is told");
    opts = usual();
    opts.secret = (prse_str){large, sizeof large};
    cr_expect_eq(prse_jwt_new(&jwt, &opts, &err), PRSE_ELIMIT);
    opts = usual();
    opts.old_secret = PRSE_STR("short");
    cr_expect_eq(prse_jwt_new(&jwt, &opts, &err), PRSE_ELIMIT);
    opts = usual();
    opts.issuer = PRSE_STR("\xff");
    cr_expect_eq(prse_jwt_new(&jwt, &opts, &err), PRSE_EINVAL);
    opts = usual();
    opts.leeway_s = 301;
    cr_expect_eq(prse_jwt_new(&jwt, &opts, &err), PRSE_EINVAL);
    opts = usual();
    opts.size = 0;
    cr_expect_eq(prse_jwt_new(&jwt, &opts, &err), PRSE_EABI);
    cr_expect_eq(prse_jwt_new(&jwt, NULL, &err), PRSE_EINVAL);
    cr_expect_null(jwt);
    prse_jwt_free(NULL);
}

PRSE_TEST(jwt, tokens_that_are_not_issued)
{
    prse_error err = {0};
    prse_text *token = NULL;
    prse_jwt_options opts = usual();
    prse_jwt *jwt = make(&opts);
    static const int64_t lifetimes[] = {0, -1, 31622401};
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(prse_jwt_issue(&token, jwt, PRSE_STR("a"), lifetimes[i],
                                    &err), PRSE_EINVAL);
    cr_expect_eq(prse_jwt_issue(&token, jwt, PRSE_STR(""), 9, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_jwt_issue(&token, jwt, PRSE_STR("\xff"), 9, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_jwt_issue(&token, NULL, PRSE_STR("a"), 9, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_jwt_check(NULL, jwt, PRSE_STR("a"), &err), PRSE_EINVAL);
    cr_expect_null(token);
    prse_jwt_free(jwt);
}
