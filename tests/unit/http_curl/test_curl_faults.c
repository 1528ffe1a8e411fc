/* SPDX-License-Identifier: Apache-2.0 */
/* Every request for memory fails in turn, those of libcurl too. */
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "support/fault.h"
#include "support/http_kit.h"
#include "support/http_server.h"
#include "support/test.h"

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static char *wrapped_strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = __wrap_malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

/* libcurl's settings count once for a process: this test has its own. */
static void make_libcurl_ask_us(void)
{
    cr_assert_eq(curl_global_init_mem(CURL_GLOBAL_DEFAULT, __wrap_malloc, free,
                                      __wrap_realloc, wrapped_strdup,
                                      __wrap_calloc), CURLE_OK);
}

static prse_status ask(prse_http *http, void *session, prse_http_call *call,
                       prse_error *err)
{
    prse_status status = http->start(session, call, err);
    while (!status && !call->ended)
        status = http->wait(session, 1000, err);
    if (status)
        http->cancel(session, call);
    if (!status && call->status) {
        *err = call->why;
        status = call->status;
    }
    return status;
}

static prse_status open_and_ask(prse_http *http, prse_http_call *call,
                                prse_error *err)
{
    void *session = NULL;
    prse_status status = http->open(http->self, &session, err);
    if (status)
        return status;
    status = ask(http, session, call, err);
    http->close(session);
    return status;
}

static prse_status whole(const char *url, int *met, prse_error *err)
{
    prse_http http = {0};
    prse_http_call *call = NULL;
    prse_status status = prse_http_curl(&http, NULL, err);
    if (status)
        return status;
    status = prse__call_new(&call, "GET", prse_str_of(url), (prse_str){0},
                            err);
    if (!status) {
        call->max_bytes = 1000;
        call->total_ms = call->connect_ms = 5000;
        status = prse__call_add_header(call, PRSE_STR("X-Key"),
                                       PRSE_STR("v"), err);
    }
    if (!status)
        status = open_and_ask(&http, call, err);
    *met = prse_fault_pause();
    prse__call_free(call);
    http.free(http.self);
    return status;
}

static http_server server;

PRSE_TEST(curl_faults, every_request_for_memory_fails)
{
    char url[128];
    size_t lost = 0;
    make_libcurl_ask_us();
    cr_assert_eq(http_server_start(&server), 0);
    snprintf(url, sizeof url, "%s/gzip", server.url);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        int met = 0;
        prse_status status = whole(url, &met, &err);
        met |= prse_fault_pause();
        cr_assert_eq(err.code, (int32_t)status);
        cr_assert_eq(err.message[0] != '\0', status != PRSE_OK);
        /* libcurl does without some of what it asks for, and gives other
         * names to a lack of memory here and there. */
        cr_assert(met || status == PRSE_OK, "%s", err.message);
        lost += met && status == PRSE_ENOMEM;
    }
    cr_expect_gt(lost, (size_t)20);
    http_server_stop(&server);
    curl_global_cleanup();
}
