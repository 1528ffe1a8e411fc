/* SPDX-License-Identifier: Apache-2.0 */
/* libcurl against a real server. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "support/http_kit.h"
#include "support/http_server.h"
#include "support/test.h"

static prse_http make(const prse_http_curl_options *opts)
{
    prse_http http = {0};
    prse_error err = {0};
    cr_assert_eq(prse_http_curl(&http, opts, &err), PRSE_OK, "%s",
                 err.message);
    return http;
}

static http_server server;

static int64_t now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

PRSE_TEST(curl, does_what_every_backend_must)
{
    prse_http http = make(NULL);
    cr_assert_eq(http_server_start(&server), 0);
    prse__http_kit(&http, server.url);
    http_server_stop(&server);
    http.free(http.self);
}

static void remove_folder(const char *folder)
{
    char path[512];
    DIR *dir = opendir(folder);
    for (struct dirent *at; dir && (at = readdir(dir));) {
        snprintf(path, sizeof path, "%s/%s", folder, at->d_name);
        unlink(path);
    }
    closedir(dir);
    rmdir(folder);
}

PRSE_TEST(curl, what_it_brought_can_be_played_again)
{
    char folder[] = "/tmp/prse-curl-XXXXXX";
    prse_http http = make(NULL), record = {0}, play = {0};
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(http_server_start(&server), 0);
    cr_assert_eq(prse_http_record(&record, &http, prse_str_of(folder), NULL),
                 PRSE_OK);
    prse__http_kit(&record, server.url);
    record.free(record.self);
    http_server_stop(&server);
    size_t seen = server.seen;
    cr_assert_eq(prse_http_replay(&play, prse_str_of(folder), NULL), PRSE_OK);
    prse__http_kit(&play, server.url);
    cr_expect_eq(server.seen, seen);
    play.free(play.self);
    remove_folder(folder);
}

PRSE_TEST(curl, a_delay_changes_nothing_else)
{
    prse_http inner = make(NULL), http = {0};
    prse_http_fault_options opts = {.size = sizeof opts, .latency_ms = 20};
    cr_assert_eq(prse_http_faulty(&http, &inner, &opts, NULL), PRSE_OK);
    cr_assert_eq(http_server_start(&server), 0);
    prse__http_kit(&http, server.url);
    http_server_stop(&server);
    http.free(http.self);
}

/* What leaves on the wire. */
static void ask(prse_http *http, const char *path)
{
    prse_http_call *call =
        prse__http_ask(http, "GET", server.url, path, 100, 5000);
    cr_assert_eq(call->status, PRSE_OK, "%s", call->why.message);
    prse__call_free(call);
}

PRSE_TEST(curl, names_the_library_and_asks_for_gzip)
{
    prse_http http = make(NULL);
    cr_assert_eq(http_server_start(&server), 0);
    ask(&http, "/ok");
    cr_expect_not_null(strstr(server.last, "User-Agent: libportailrse/"));
    cr_expect_not_null(strstr(server.last, "Accept-Encoding: gzip\r\n"));
    cr_expect_null(strstr(server.last, "Cookie"));
    ask(&http, "/ok/../x%2F..?q=%0D%0A");
    cr_expect_eq(strncmp(server.last, "GET /ok/../x%2F..?q=%0D%0A HTTP/1.1",
                         34), 0, "the path leaves as it is: %s", server.last);
    http_server_stop(&server);
    http.free(http.self);
}

PRSE_TEST(curl, headers_leave_as_they_are)
{
    prse_http http = make(&(prse_http_curl_options){
        .size = sizeof(prse_http_curl_options),
        .user_agent = PRSE_STR("test/1")});
    void *session;
    prse_http_call *call;
    char url[128];
    cr_assert_eq(http_server_start(&server), 0);
    snprintf(url, sizeof url, "%s/ok", server.url);
    cr_assert_eq(prse__call_new(&call, "GET", prse_str_of(url), (prse_str){0},
                                NULL), 0);
    call->max_bytes = 100;
    call->total_ms = call->connect_ms = 5000;
    prse__call_add_header(call, PRSE_STR("X-Key"), PRSE_STR("s: 1"), NULL);
    prse__call_add_header(call, PRSE_STR("X-Empty"), PRSE_STR(""), NULL);
    cr_assert_eq(http.open(http.self, &session, NULL), 0);
    cr_assert_eq(http.start(session, call, NULL), 0);
    while (!call->ended)
        cr_assert_eq(http.wait(session, 100, NULL), 0);
    cr_expect_not_null(strstr(server.last, "\r\nX-Key: s: 1\r\n"));
    cr_expect_not_null(strstr(server.last, "\r\nX-Empty:\r\n"));
    cr_expect_not_null(strstr(server.last, "\r\nUser-Agent: test/1\r\n"));
    prse__call_free(call);
    http.close(session);
    http_server_stop(&server);
    http.free(http.self);
}

PRSE_TEST(curl, methods_leave_with_the_length_of_their_body)
{
    static const struct {
        const char *method, *body, *line, *length;
    } cases[] = {
        {"PUT", "four", "PUT /ok HTTP/1.1\r\n", "\r\nContent-Length: 4\r\n"},
        {"PUT", "", "PUT /ok HTTP/1.1\r\n", "\r\nContent-Length: 0\r\n"},
        {"POST", "", "POST /ok HTTP/1.1\r\n", "\r\nContent-Length: 0\r\n"},
        {"DELETE", "", "DELETE /ok HTTP/1.1\r\n", "\r\n\r\n"},
        {"GET", "", "GET /ok HTTP/1.1\r\n", "\r\n\r\n"}};
    prse_http http = make(NULL);
    void *session;
    char url[128];
    cr_assert_eq(http_server_start(&server), 0);
    cr_assert_eq(http.open(http.self, &session, NULL), 0);
    snprintf(url, sizeof url, "%s/ok", server.url);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse_http_call *call;
        cr_assert_eq(prse__call_new(&call, cases[i].method, prse_str_of(url),
                                    (prse_str){0}, NULL), 0);
        prse__call_borrow_body(call, prse_str_of(cases[i].body));
        call->max_bytes = 100;
        call->total_ms = call->connect_ms = 5000;
        cr_assert_eq(http.start(session, call, NULL), 0);
        while (!call->ended)
            cr_assert_eq(http.wait(session, 100, NULL), 0);
        cr_expect_eq(call->http, 200);
        cr_expect_not_null(strstr(server.last, cases[i].line));
        cr_expect_not_null(strstr(server.last, cases[i].length));
        prse__call_free(call);
    }
    http.close(session);
    http_server_stop(&server);
    http.free(http.self);
}

PRSE_TEST(curl, a_session_uses_its_connection_again)
{
    prse_http http = make(NULL);
    void *session;
    char url[128];
    cr_assert_eq(http_server_start(&server), 0);
    snprintf(url, sizeof url, "%s/ok", server.url);
    cr_assert_eq(http.open(http.self, &session, NULL), 0);
    for (int i = 0; i < 20; i++) {
        prse_http_call *call;
        cr_assert_eq(prse__call_new(&call, "GET", prse_str_of(url),
                                    (prse_str){0}, NULL), 0);
        call->max_bytes = 100;
        call->total_ms = call->connect_ms = 5000;
        cr_assert_eq(http.start(session, call, NULL), 0);
        while (!call->ended)
            cr_assert_eq(http.wait(session, 100, NULL), 0);
        cr_assert_eq(call->status, PRSE_OK);
        prse__call_free(call);
    }
    http.close(session);
    http_server_stop(&server);
    cr_expect_eq(server.seen, 20);
    cr_expect_eq(server.connections, 1);
    http.free(http.self);
}

PRSE_TEST(curl, nobody_listens)
{
    prse_http http = make(NULL);
    cr_assert_eq(http_server_start(&server), 0);
    http_server_stop(&server);
    prse_http_call *call =
        prse__http_ask(&http, "GET", server.url, "/ok", 100, 5000);
    cr_expect_eq(call->status, PRSE_EREFUSED);
    cr_expect_str_eq(call->why.message, "the connection was refused");
    cr_expect_str_eq(call->why.subject, "127.0.0.1");
    prse__call_free(call);
    http.free(http.self);
}

static void expect_ask(const char *base, prse_status status, const char *why)
{
    prse_http http = make(NULL);
    prse_http_call *call =
        prse__http_ask(&http, "GET", base, "/latest", 100, 2000);
    cr_expect_eq(call->status, status, "%s: %s, %s", base,
                 prse_status_name(call->status), call->why.message);
    cr_expect_not_null(strstr(call->why.message, why), "%s: %s", base,
                       call->why.message);
    prse__call_free(call);
    http.free(http.self);
}

PRSE_TEST(curl, metadata_addresses_are_never_asked)
{
    static const char *const bases[] = {
        "http://169.254.169.254", "https://169.254.169.254",
        "https://[fe80::1]", "https://[fd00:ec2::254]",
        "https://[::ffff:169.254.169.254]", "https://[64:ff9b::a9fe:a9fe]",
        "https://0.0.0.0", "https://[::]", "https://224.0.0.1"};
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++)
        expect_ask(bases[i], PRSE_EREFUSED, "barred");
}

PRSE_TEST(curl, a_public_name_that_leads_inside_is_barred)
{
    static const char *const names[] = {"metadata.example", "home.example",
                                        "office.example"};
    char base[128];
    cr_assert_eq(http_server_start(&server), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(base, sizeof base, "http://%s%s", names[i],
                 strrchr(server.url, ':'));
        expect_ask(base, PRSE_EREFUSED, "barred");
        snprintf(base, sizeof base, "https://%s", names[i]);
        expect_ask(base, PRSE_EREFUSED, "barred");
    }
    http_server_stop(&server);
    cr_expect_eq(server.connections, 0);
}

PRSE_TEST(curl, localhost_is_this_computer)
{
    char base[128];
    cr_assert_eq(http_server_start(&server), 0);
    snprintf(base, sizeof base, "http://localhost%s",
             strrchr(server.url, ':'));
    expect_ask(base, PRSE_OK, "");
    http_server_stop(&server);
    cr_expect_eq(server.connections, 1);
}

PRSE_TEST(curl, a_name_server_that_does_not_answer_holds_nobody_up)
{
    prse_http http = make(NULL);
    int64_t begin = now_ms();
    prse_http_call *call = prse__http_ask(
        &http, "GET", "https://slow.example", "/", 100, 200);
    cr_expect_eq(call->status, PRSE_ETIMEOUT);
    cr_expect_leq(now_ms() - begin, 400, "%d ms", (int)(now_ms() - begin));
    prse__call_free(call);
    http.free(http.self);
    /* What still looks the name up clears away behind itself. */
    nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
}

PRSE_TEST(curl, other_protocols_are_not_spoken)
{
    expect_ask("file:///etc/passwd", PRSE_EIO, "");
    expect_ask("ftp://127.0.0.1", PRSE_EIO, "");
    expect_ask("http://user:word@127.0.0.1", PRSE_EIO, "");
}

PRSE_TEST(curl, an_unknown_name_is_not_found)
{
    expect_ask("https://no-such-name.invalid", PRSE_EIO, "");
}

PRSE_TEST(curl, a_plain_server_is_no_secure_one)
{
    char base[128];
    cr_assert_eq(http_server_start(&server), 0);
    snprintf(base, sizeof base, "https%.60s", server.url + 4);
    expect_ask(base, PRSE_EIO, "no secure connection");
    http_server_stop(&server);
}

PRSE_TEST(curl, a_proxy_is_asked_when_it_is_set)
{
    cr_assert_eq(http_server_start(&server), 0);
    prse_http http = make(&(prse_http_curl_options){
        .size = sizeof(prse_http_curl_options),
        .proxy = prse_str_of(server.url)});
    prse_http_call *call = prse__http_ask(
        &http, "GET", "http://elsewhere.example", "/ok", 100, 2000);
    cr_expect_eq(strncmp(server.last, "GET http://elsewhere.example/ok ", 32),
                 0, "%s", server.last);
    prse__call_free(call);
    http_server_stop(&server);
    http.free(http.self);
}

PRSE_TEST(curl, the_proxy_of_the_environment_is_for_the_world_outside)
{
    cr_assert_eq(http_server_start(&server), 0);
    setenv("http_proxy", server.url, 1);
    setenv("no_proxy", "left.example", 1);
    prse_http http = make(NULL);
    unsetenv("http_proxy");
    prse_http_call *call = prse__http_ask(
        &http, "GET", "http://elsewhere.example", "/ok", 100, 2000);
    cr_expect_eq(call->status, PRSE_OK, "%s", call->why.message);
    prse__call_free(call);
    call = prse__http_ask(&http, "GET", server.url, "/ok", 100, 2000);
    cr_expect_eq(strncmp(server.last, "GET /ok ", 8), 0, "%s", server.last);
    prse__call_free(call);
    call = prse__http_ask(&http, "GET", "http://left.example", "/ok", 100,
                          2000);
    cr_expect_neq(call->status, PRSE_OK);
    prse__call_free(call);
    http_server_stop(&server);
    http.free(http.self);
}

static int anywhere(void *user, const prse__address *address)
{
    (void)user;
    (void)address;
    return 1;
}

PRSE_TEST(curl, a_call_that_judges_addresses_asks_no_proxy)
{
    void *session;
    prse_http_call *call;
    char url[128];
    cr_assert_eq(http_server_start(&server), 0);
    prse_http http = make(&(prse_http_curl_options){
        .size = sizeof(prse_http_curl_options),
        .proxy = prse_str_of(server.url)});
    snprintf(url, sizeof url, "%s/ok", server.url);
    cr_assert_eq(prse__call_new(&call, "GET", prse_str_of(url), (prse_str){0},
                                NULL), 0);
    call->max_bytes = 100;
    call->total_ms = call->connect_ms = 5000;
    call->may_connect = anywhere;
    cr_assert_eq(http.open(http.self, &session, NULL), 0);
    cr_assert_eq(http.start(session, call, NULL), 0);
    while (!call->ended)
        cr_assert_eq(http.wait(session, 100, NULL), 0);
    cr_expect_eq(strncmp(server.last, "GET /ok ", 8), 0, "%s", server.last);
    prse__call_free(call);
    http.close(session);
    http_server_stop(&server);
    http.free(http.self);
}

PRSE_TEST(curl, wrong_options)
{
    prse_http http;
    prse_error err = {0};
    prse_http_curl_options opts = {.size = sizeof opts};
    cr_expect_eq(prse_http_curl(NULL, NULL, &err), PRSE_EINVAL);
    opts.user_agent = PRSE_STR("a\r\nX: y");
    cr_expect_eq(prse_http_curl(&http, &opts, &err), PRSE_EINVAL);
    cr_expect_str_eq(err.subject, "user_agent");
    opts.user_agent = (prse_str){0};
    opts.connections = 5000;
    cr_expect_eq(prse_http_curl(&http, &opts, &err), PRSE_EINVAL);
    opts.size = 0;
    cr_expect_eq(prse_http_curl(&http, &opts, &err), PRSE_EABI);
}

PRSE_TEST(curl, a_ca_file_that_is_not_there)
{
    prse_http http = make(&(prse_http_curl_options){
        .size = sizeof(prse_http_curl_options),
        .ca_file = PRSE_STR("/nowhere/ca.pem")});
    cr_assert_eq(http_server_start(&server), 0);
    char base[128];
    snprintf(base, sizeof base, "https%.60s", server.url + 4);
    prse_http_call *call =
        prse__http_ask(&http, "GET", base, "/ok", 100, 2000);
    cr_expect_eq(call->status, PRSE_ETLS, "%s", call->why.message);
    prse__call_free(call);
    http_server_stop(&server);
    http.free(http.self);
}
