/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"

static desk it;

PRSE_TEST(options, a_backend_is_taken_on_success_only)
{
    prse_error err = {0};
    prse_remote *remote = NULL;
    desk_open(&it);
    prse_http http = it.http_plug;
    prse_remote_options opts = {.size = sizeof opts, .http = &http,
                                .hosts = PRSE_STR("*.example")};
    cr_expect_eq(prse_remote_new(&remote, &opts, &err), PRSE_EPARSE);
    cr_expect_not_null(http.start);
    cr_expect_eq(it.freed, 0);
    opts.hosts = PRSE_STR("docs.example");
    cr_assert_eq(prse_remote_new(&remote, &opts, &err), PRSE_OK);
    cr_expect_null(http.start);
    prse_remote_free(remote);
    cr_expect_eq(it.freed, 1);
}

PRSE_TEST(options, a_backend_that_does_not_ask_about_addresses)
{
    prse_error err = {0};
    prse_remote *remote = NULL;
    desk_open(&it);
    prse_http http = it.http_plug;
    http.guards = 0;
    prse_remote_options opts = {.size = sizeof opts, .http = &http};
    cr_expect_eq(prse_remote_new(&remote, &opts, &err), PRSE_EUNSUPPORTED);
    opts.behind_proxy = 1;
    cr_expect_eq(prse_remote_new(&remote, &opts, &err), PRSE_OK);
    prse_remote_free(remote);
}

PRSE_TEST(options, behind_a_proxy_addresses_are_its_business)
{
    prse_error err = {0};
    prse_remote_file *file = NULL;
    const prse_remote_options opts = {.size = sizeof opts, .behind_proxy = 1};
    desk_open(&it);
    it.leads_to = "10.0.0.1";
    prse_remote *remote = desk_remote(&it, &opts);
    cr_expect_eq(prse_remote_fetch(&file, remote,
                                   PRSE_STR("https://docs.example/a"), NULL,
                                   &err), PRSE_OK, "%s", err.message);
    prse_remote_file_free(file);
    cr_expect_eq(prse_remote_check(remote, PRSE_STR("https://x.example/"),
                                   &err), PRSE_EDENIED, "hosts stay ours");
    prse_remote_free(remote);
}

PRSE_TEST(options, a_nul_ends_no_list)
{
    prse_error err = {0};
    prse_remote *remote = NULL;
    prse_remote_options opts = {.size = sizeof opts,
                                .hosts = {"a.example \0 b.example", 21}};
    cr_expect_eq(prse_remote_new(&remote, &opts, &err), PRSE_EPARSE);
    opts = (prse_remote_options){.size = sizeof opts,
                                 .networks = {"10.0.0.0/8 \0", 12}};
    cr_expect_eq(prse_remote_new(&remote, &opts, &err), PRSE_EPARSE);
    cr_expect_null(remote);
}

PRSE_TEST(options, times_that_are_none)
{
    prse_error err = {0};
    prse_remote *remote = NULL;
    prse_remote_options opts = {.size = sizeof opts, .total_ms = -1};
    cr_expect_eq(prse_remote_new(&remote, &opts, &err), PRSE_EINVAL);
    cr_expect_str_eq(err.subject, "total_ms");
    opts = (prse_remote_options){.size = sizeof opts,
                                 .hold_ms = 86400001};
    cr_expect_eq(prse_remote_new(&remote, &opts, &err), PRSE_EINVAL);
    opts = (prse_remote_options){.size = sizeof opts,
                                 .folder = {"a\0b", 3}};
    cr_expect_eq(prse_remote_new(&remote, &opts, &err), PRSE_EINVAL);
    opts = (prse_remote_options){.size = 0};
    cr_expect_eq(prse_remote_new(&remote, &opts, &err), PRSE_EABI);
    cr_expect_eq(prse_remote_new(&remote, NULL, &err), PRSE_EINVAL);
    cr_expect_null(remote);
    prse_remote_free(NULL);
}
