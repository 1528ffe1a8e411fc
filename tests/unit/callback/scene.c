/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

static int64_t now_ms(void *self)
{
    (void)self;
    return (int64_t)SCENE_NOW_S * 1000;
}

const prse_clock scene_clock = {.size = sizeof scene_clock, .now_ms = now_ms,
                                .monotonic_ms = now_ms};

prse_webhook_keys *scene_keys(const char *secrets)
{
    prse_error err = {0};
    prse_webhook_keys *keys = NULL;
    const prse_webhook_options opts = {.size = sizeof opts,
                                       .clock = &scene_clock};
    cr_assert_eq(prse_webhook_keys_new(&keys, prse_str_of(secrets), &opts,
                                       &err), PRSE_OK, "%s", err.message);
    return keys;
}

prse_callback_run scene_run(void)
{
    /* SHA-256 of "token" */
    return (prse_callback_run){
        .size = sizeof(prse_callback_run), .id = PRSE_STR("run"),
        .token_sha256 = PRSE_STR("3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee"
                                 "3457465a40b0da4153e0")};
}

prse_callback_request scene_request(const char *body)
{
    return (prse_callback_request){
        .size = sizeof(prse_callback_request), .token = PRSE_STR("token"),
        .content_type = PRSE_STR(SCENE_FORM), .body = prse_str_of(body)};
}
