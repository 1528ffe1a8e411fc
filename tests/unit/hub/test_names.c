/* SPDX-License-Identifier: Apache-2.0 */
#include "hub/hub.h"
#include "support/test.h"

static prse_status read_name(const char *text)
{
    prse_error err = {0};
    prse__hub_name name;
    prse_status status = prse__hub_name_read(&name, prse_str_of(text), &err);
    cr_assert_eq(err.code, (int32_t)status);
    return status;
}

PRSE_TEST(hub_names, of_models)
{
    static const char *const good[] = {"a/b", "bert", "a/b@main",
                                       "A_1.x/b-c@v1.0", "a/b@refs/pr/12"};
    static const char *const bad[] = {
        "", "@", "a/", "/b", "a/b/c", "a//b", "a/b@", "a/b@@", "a/b@/x",
        "a/b@x/", "a/b@..", "a/b@x/../y", "a..b/c", "a/b?c", "a/b#c",
        "a/b@c?d", "-a/b", "a/.b", "a--b/c", "a b/c", "a/b@\xc3\xa9"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_assert_eq(read_name(good[i]), PRSE_OK, "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_eq(read_name(bad[i]), PRSE_EPARSE, "%s", bad[i]);
}

PRSE_TEST(hub_names, without_a_revision_it_is_main)
{
    prse__hub_name name;
    cr_assert_eq(prse__hub_name_read(&name, PRSE_STR("a/b"), NULL), PRSE_OK);
    cr_assert(prse__str_is(name.repository, "a/b"));
    cr_assert(prse__str_is(name.revision, "main"));
}

PRSE_TEST(hub_names, of_files)
{
    static const struct {
        const char *path;
        prse_status status;
    } all[] = {{"config.json", PRSE_OK},        {"onnx/m.onnx", PRSE_OK},
               {"a.bin", PRSE_EDENIED},         {"x/a.pt", PRSE_EDENIED},
               {"a.pickle", PRSE_EDENIED},      {"../a", PRSE_EPARSE},
               {"a/../b", PRSE_EPARSE},         {"/a", PRSE_EPARSE},
               {"", PRSE_EPARSE},               {"a b", PRSE_EPARSE},
               {"a%2fb", PRSE_EPARSE},          {".git/config", PRSE_EPARSE}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cr_assert_eq(prse__hub_file_check(prse_str_of(all[i].path), NULL),
                     all[i].status, "%s", all[i].path);
}

PRSE_TEST(hub_names, of_commits)
{
    cr_assert(prse__hub_is_commit(
        PRSE_STR("0123456789abcdef0123456789abcdef01234567")));
    cr_assert_not(prse__hub_is_commit(
        PRSE_STR("0123456789ABCDEF0123456789abcdef01234567")));
    cr_assert_not(prse__hub_is_commit(PRSE_STR("0123456789abcdef")));
}

static int64_t pause_of(int32_t http, const char *name, const char *value)
{
    prse_http_call *call = NULL;
    cr_assert_eq(prse__call_new(&call, "GET", PRSE_STR("https://h/"),
                                (prse_str){0}, NULL), PRSE_OK);
    prse_http_call_answer_status(call, http);
    prse_http_call_answer_header(call, prse_str_of(name),
                                 prse_str_of(value));
    int64_t pause = prse__hub_pause(call, 0);
    prse__call_free(call);
    return pause;
}

PRSE_TEST(hub_names, of_pauses)
{
    const char *name = "RateLimit";
    cr_assert_eq(pause_of(200, name, "\"resolvers\";r=12;t=42"), 0);
    cr_assert_eq(pause_of(200, name, "\"resolvers\";r=0;t=42"), 42000);
    cr_assert_eq(pause_of(429, name, "\"api\";r=1;t=7"), 7000);
    cr_assert_eq(pause_of(429, name, "\"api\";t=99999999999999"), 3600000);
    cr_assert_eq(pause_of(429, name, "nonsense;t=;r="), 0);
    cr_assert_eq(pause_of(429, "Retry-After", "3"), 3000);
}
