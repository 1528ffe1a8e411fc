/* SPDX-License-Identifier: Apache-2.0 */
/* What was recorded is played again, without the network and without secrets.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "http/exchange.h"
#include "http/file.h"
#include "scene.h"
#include "support/fault.h"
#include "support/http_kit.h"

static const scene_reply script[] = {
    {"/a", 5, PRSE_OK, 200, "ETag: x\nSet-Cookie: secret=1",
     "{\"a\": \"\xc3\xa9\"}", 0},
    {"/bytes", 5, PRSE_OK, 200, NULL, "\xff\xfe\x01", 0},
    {"/cut", 5, PRSE_EIO, 200, NULL, "{\"ha", 0},
    {"/refused", 5, PRSE_EREFUSED, 0, NULL, NULL, 0},
    {NULL, 0, 0, 0, NULL, NULL, 0}};

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/prse-record-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
}

static void remove_folder(void)
{
    char path[512];
    DIR *dir = opendir(folder);
    for (struct dirent *at; dir && (at = readdir(dir));) {
        snprintf(path, sizeof path, "%s/%s", folder, at->d_name);
        if (at->d_name[0] != '.')
            unlink(path);
    }
    if (dir)
        closedir(dir);
    rmdir(folder);
}

/* The only file of the folder. */
static void read_recording(prse__buf *text)
{
    char path[512] = "";
    DIR *dir = opendir(folder);
    for (struct dirent *at; (at = readdir(dir));)
        if (at->d_name[0] != '.') {
            cr_assert_eq(strlen(at->d_name), 69, "64 digits and .json");
            snprintf(path, sizeof path, "%s/%s", folder, at->d_name);
        }
    closedir(dir);
    cr_assert_eq(prse__file_read(text, path, 10000, NULL), PRSE_OK);
}

static prse_http recorder(scene *it)
{
    prse_http inner = it->http, http = {0};
    prse_error err = {0};
    cr_assert_eq(prse_http_record(&http, &inner, prse_str_of(folder), &err),
                 PRSE_OK, "%s", err.message);
    cr_assert_null(inner.open, "taken");
    return http;
}

static prse_http player(void)
{
    prse_http http = {0};
    cr_assert_eq(prse_http_replay(&http, prse_str_of(folder), NULL), PRSE_OK);
    return http;
}

static prse_http_call *ask(prse_http *http, const char *path)
{
    return prse__http_ask(http, "GET", "https://x.fr", path, 1000, 5000);
}

PRSE_TEST(record, is_played_again)
{
    static scene it;
    scene_init(&it, script);
    make_folder();
    prse_http record = recorder(&it), play = player();
    for (size_t i = 0; script[i].path; i++) {
        prse_http_call *first = ask(&record, script[i].path);
        prse_http_call *again = ask(&play, script[i].path);
        cr_expect_eq(first->status, script[i].status);
        cr_expect_eq(again->status, script[i].status);
        cr_expect_eq(again->http, first->http);
        cr_expect(prse__str_eq(prse__buf_str(&again->answer),
                               prse__buf_str(&first->answer)),
                  "%s", script[i].path);
        prse__call_free(first);
        prse__call_free(again);
    }
    cr_expect_eq(it.sent_count, 4, "playing asks nobody");
    prse_http_call *other = ask(&play, "/other");
    cr_expect_eq(other->status, PRSE_EREFUSED);
    cr_expect_str_eq(other->why.message, "this request was not recorded");
    prse__call_free(other);
    record.free(record.self);
    play.free(play.self);
    cr_expect_eq(it.open_sessions, 0);
    remove_folder();
}

PRSE_TEST(record, holds_no_secret)
{
    static scene it;
    scene_init(&it, script);
    make_folder();
    prse_http http = recorder(&it);
    void *session = NULL;
    prse_http_call *call = NULL;
    cr_assert_eq(http.open(http.self, &session, NULL), 0);
    cr_assert_eq(prse__call_new(&call, "GET", PRSE_STR("https://x.fr/a"),
                                (prse_str){0}, NULL), 0);
    call->max_bytes = 1000;
    prse__call_add_header(call, PRSE_STR("X-Key"), PRSE_STR("hidden"), NULL);
    cr_assert_eq(http.start(session, call, NULL), 0);
    cr_assert_eq(http.wait(session, 1000, NULL), 0);
    http.close(session);
    prse__call_free(call);
    prse__buf text;
    prse__buf_init(&text, 0);
    read_recording(&text);
    cr_expect_not_null(strstr(text.ptr, "\"X-Key\""));
    cr_expect_not_null(strstr(text.ptr, "\"https://x.fr/a\""));
    cr_expect_null(strstr(text.ptr, "hidden"));
    cr_expect_null(strstr(text.ptr, "secret"));
    prse__buf_free(&text);
    http.free(http.self);
    remove_folder();
}

PRSE_TEST(record, a_dropped_call_is_not_recorded)
{
    static scene it;
    scene_init(&it, script);
    make_folder();
    prse_http http = recorder(&it);
    prse__client *client = NULL;
    cr_assert_eq(prse__client_new(&client, &http, NULL, &it.clock, NULL), 0);
    prse__policy policy = scene_policy();
    prse__fetch fetch = {.policy = &policy, .url = PRSE_STR("https://x.fr/a")};
    cr_assert_eq(scene_fetch(client, &fetch, 3), 0);
    cr_expect_eq(fetch.answer.status, PRSE_ETIMEOUT);
    prse__fetch_free(&fetch);
    prse__client_free(client);
    cr_expect_eq(rmdir(folder), 0, "it is empty");
}

PRSE_TEST(record, a_recording_that_can_not_be_written_fails_the_call)
{
    static scene it;
    scene_init(&it, script);
    make_folder();
    prse_http http = recorder(&it);
    cr_assert_eq(rmdir(folder), 0);
    prse_http_call *call = ask(&http, "/a");
    cr_expect_eq(call->status, PRSE_EIO);
    cr_expect_not_null(strstr(call->why.message, "recorded"));
    prse__call_free(call);
    http.free(http.self);
}

PRSE_TEST(record, damaged_recordings_break_the_answer)
{
    static const char *const damaged[] = {
        "", "{", "[]", "{}", "\xff",
        "{\"end\":\"ok\",\"status\":200,\"headers\":[],\"body_hex\":\"0\"}",
        "{\"end\":\"ok\",\"status\":200,\"headers\":[],\"body_hex\":\"zz\"}",
        "{\"end\":\"ok\",\"status\":200,\"headers\":[]}",
        "{\"end\":\"ok\",\"status\":200,\"headers\":[[\"a\"]],\"body\":\"\"}",
        "{\"end\":\"ok\",\"status\":200,\"headers\":{},\"body\":\"\"}",
        "{\"end\":\"what\",\"status\":200,\"headers\":[],\"body\":\"\"}",
        "{\"end\":\"ok\",\"status\":2e2,\"headers\":[],\"body\":\"\"}",
        "{\"end\":\"ok\",\"status\":600,\"headers\":[],\"body\":\"\"}",
        "{\"end\":\"ok\",\"status\":99,\"headers\":[],\"body\":\"\"}",
        "{\"end\":\"ok\",\"status\":20000,\"headers\":[],\"body\":\"\"}",
        "{\"end\":\"ok\",\"status\":0,\"headers\":[],\"body\":\"\"}"};
    make_folder();
    prse_http http = player();
    for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++) {
        prse__buf path;
        prse_http_call *call = NULL;
        prse__buf_init(&path, 0);
        cr_assert_eq(prse__call_new(&call, "GET", PRSE_STR("https://x.fr/a"),
                                    (prse_str){0}, NULL), 0);
        prse__exchange_path(&path, folder, call);
        prse__call_free(call);
        cr_assert_eq(prse__file_write(path.ptr, prse_str_of(damaged[i]),
                                      NULL), 0);
        prse__buf_free(&path);
        call = ask(&http, "/a");
        cr_expect_eq(call->status, PRSE_EIO, "%s", damaged[i]);
        cr_expect_eq(call->answer.len, 0);
        prse__call_free(call);
    }
    http.free(http.self);
    remove_folder();
}

PRSE_TEST(record, wrong_calls)
{
    static scene it;
    scene_init(&it, script);
    prse_http http = {0}, inner = it.http;
    prse_error err = {0};
    prse_str nul = PRSE_STR("/tmp\0x");
    cr_expect_eq(prse_http_record(NULL, &inner, PRSE_STR("/tmp"), &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_http_record(&http, NULL, PRSE_STR("/tmp"), &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_http_record(&http, &inner, (prse_str){0}, &err),
                 PRSE_EINVAL);
    cr_expect_eq(prse_http_record(&http, &inner, nul, &err), PRSE_EINVAL);
    cr_expect_eq(prse_http_record(&http, &inner,
                                  PRSE_STR("/nowhere/at/all"), &err),
                 PRSE_ENOTFOUND);
    cr_expect_eq(prse_http_record(&http, &inner, PRSE_STR("/dev/null"), &err),
                 PRSE_EIO);
    cr_expect_not_null(inner.open, "not taken");
    cr_expect_eq(prse_http_replay(NULL, PRSE_STR("/tmp"), &err), PRSE_EINVAL);
    cr_expect_eq(prse_http_replay(&http, PRSE_STR("/nowhere"), &err),
                 PRSE_ENOTFOUND);
    cr_expect_neq(err.sys_code, 0);
    cr_expect_null(http.open);
}

static prse_status record_and_play(int *met, prse_error *err)
{
    static scene it;
    scene_init(&it, script);
    prse_http http = {0}, inner = it.http;
    void *session = NULL;
    prse_http_call *call = NULL;
    prse_status status =
        prse_http_record(&http, &inner, prse_str_of(folder), err);
    if (status)
        return status;
    status = http.open(http.self, &session, err);
    if (!status)
        status = prse__call_new(&call, "GET", PRSE_STR("https://x.fr/bytes"),
                                (prse_str){0}, err);
    if (!status) {
        call->max_bytes = 1000;
        status = http.start(session, call, err);
    }
    if (!status)
        status = http.wait(session, 1000, err);
    if (!status && call->status) {
        *err = call->why;
        status = call->status;
    }
    *met = prse_fault_pause();
    if (session)
        http.close(session);
    prse__call_free(call);
    http.free(http.self);
    return status;
}

PRSE_TEST(record, lack_of_memory_is_told)
{
    make_folder();
    PRSE_EACH_FAULT {
        prse_error err = {0};
        int met = 0;
        prse_status status = record_and_play(&met, &err);
        met |= prse_fault_pause();
        cr_assert_eq(status, met ? PRSE_ENOMEM : PRSE_OK, "%s", err.message);
        cr_assert_eq(err.code, (int32_t)status);
    }
    remove_folder();
}

static prse_status play_alone(prse_http_call **call, prse_error *err)
{
    prse_http http = {0};
    void *session = NULL;
    prse_status status = prse_http_replay(&http, prse_str_of(folder), err);
    if (status)
        return status;
    status = http.open(http.self, &session, err);
    if (!status)
        status = prse__call_new(call, "GET", PRSE_STR("https://x.fr/bytes"),
                                (prse_str){0}, err);
    if (!status) {
        (*call)->max_bytes = 1000;
        status = http.start(session, *call, err);
    }
    if (!status && (*call)->status) {
        *err = (*call)->why;
        status = (*call)->status;
    }
    if (session)
        http.close(session);
    http.free(http.self);
    return status;
}

PRSE_TEST(record, lack_of_memory_while_playing)
{
    static scene it;
    size_t told = 0;
    scene_init(&it, script);
    make_folder();
    prse_http http = recorder(&it);
    prse__call_free(ask(&http, "/bytes"));
    http.free(http.self);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_http_call *call = NULL;
        prse_status status = play_alone(&call, &err);
        int met = prse_fault_pause();
        cr_assert_eq(err.code, (int32_t)status);
        /* The C library's own need of memory (fopen) is an EIO. */
        cr_assert(met ? status == PRSE_ENOMEM || status == PRSE_EIO
                      : status == PRSE_OK, "%s", err.message);
        told += status == PRSE_ENOMEM;
        prse__call_free(call);
    }
    cr_expect_gt(told, 8);
    remove_folder();
}
