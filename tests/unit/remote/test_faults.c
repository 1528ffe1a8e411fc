/* SPDX-License-Identifier: Apache-2.0 */
/* Every request for memory fails in turn. */
#include "desk.h"
#include "support/fault.h"

static desk it;

PRSE_TEST(remote_faults, setting_up, .timeout = PRSE_LONG)
{
    desk_open(&it);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_remote *remote = NULL;
        prse_http http = it.http_plug;
        const prse_remote_options opts = {
            .size = sizeof opts, .http = &http,
            .hosts = PRSE_STR(".docs.example http://x.example:81"),
            .networks = PRSE_STR("10.0.0.0/8 fd12::/48")};
        prse_status status = prse_remote_new(&remote, &opts, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(remote == NULL, status != PRSE_OK);
        cr_assert_eq(http.start == NULL, status == PRSE_OK);
        prse_remote_free(remote);
    }
}

static void check_fetching(prse_remote *remote)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_remote_file *file = NULL;
        prse_status status = prse_remote_fetch(
            &file, remote, PRSE_STR("https://docs.example/a"), NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(file == NULL, status != PRSE_OK);
        prse_remote_file_free(file);
    }
}

static void check_sending(prse_remote *remote, const prse_webhook_keys *keys)
{
    const prse_remote_message message = {
        .size = sizeof message, .url = PRSE_STR("https://docs.example/a"),
        .body = PRSE_STR("a=b"), .job = PRSE_STR("job"), .number = 1,
        .keys = keys};
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status =
            prse_remote_send(remote, &message, NULL, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(remote_faults, asking, .timeout = PRSE_LONG)
{
    prse_webhook_keys *keys = NULL;
    desk_open(&it);
    prse_remote *remote = desk_remote(&it, NULL);
    cr_assert_eq(prse_webhook_keys_new(
        &keys, PRSE_STR("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), NULL,
        NULL), PRSE_OK);
    check_fetching(remote);
    check_sending(remote, keys);
    prse_webhook_keys_free(keys);
    prse_remote_free(remote);
}
