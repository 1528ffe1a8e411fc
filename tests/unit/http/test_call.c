/* SPDX-License-Identifier: Apache-2.0 */
/* A request and what a backend reports of its answer. */
#include <string.h>

#include "http/call.h"
#include "support/fault.h"
#include "support/test.h"

static prse_http_call *make(uint64_t max_bytes)
{
    prse_http_call *call = NULL;
    cr_assert_eq(prse__call_new(&call, "GET", PRSE_STR("https://x.fr/a"),
                                (prse_str){0}, NULL), PRSE_OK);
    call->max_bytes = max_bytes;
    return call;
}

PRSE_TEST(call, a_url_that_is_not_encoded_is_refused)
{
    static const char *const bad[] = {
        "", "https://x.fr/a b", "https://x.fr/\r\nX: y", "https://x.fr/\x7f",
        "https://x.fr/caf\xc3\xa9", "https://x.fr/\t"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        prse_http_call *call = NULL;
        prse_error err = {0};
        cr_expect_eq(prse__call_new(&call, "GET", prse_str_of(bad[i]),
                                    (prse_str){0}, &err), PRSE_EINVAL);
        cr_expect_eq(err.code, PRSE_EINVAL);
        cr_expect_null(call);
    }
}

PRSE_TEST(call, headers_can_not_be_smuggled_in)
{
    static const struct { const char *name, *value; prse_status status; }
    cases[] = {{"X-Key", "plain value", PRSE_OK},
               {"X-Key", "", PRSE_OK},
               {"X-Key", "caf\xc3\xa9", PRSE_OK},
               {"X-Key", "a\r\nb", PRSE_EINVAL},
               {"X-Key", "a\nb", PRSE_EINVAL},
               {"X-Key", "a\x7f", PRSE_EINVAL},
               {"X-Key", "a\tb", PRSE_EINVAL},
               {"", "v", PRSE_EINVAL},
               {"X Key", "v", PRSE_EINVAL},
               {"X-Key:", "v", PRSE_EINVAL},
               {"X\r\n", "v", PRSE_EINVAL},
               {"Cl\xc3\xa9", "v", PRSE_EINVAL}};
    prse_http_call *call = make(10);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(prse__call_add_header(call, prse_str_of(cases[i].name),
                                           prse_str_of(cases[i].value), NULL),
                     cases[i].status, "case %zu", i);
    cr_expect_eq(prse__call_add_header(call, PRSE_STR("X-Key"),
                                       PRSE_STR("a\0b"), NULL), PRSE_EINVAL);
    prse_str name, value;
    cr_expect(prse_http_call_header(call, 2, &name, &value));
    cr_expect_str_eq(value.ptr, "caf\xc3\xa9");
    cr_expect_not(prse_http_call_header(call, 3, &name, &value));
    prse__call_free(call);
}

PRSE_TEST(call, names_of_answer_headers_are_in_lower_case)
{
    prse_http_call *call = make(10);
    prse_str value = {0};
    prse_http_call_answer_status(call, 200);
    cr_expect_eq(prse_http_call_answer_header(call, PRSE_STR("Retry-AFTER"),
                                              PRSE_STR("  7 \r\n")), PRSE_OK);
    cr_expect_eq(prse_http_call_answer_header(call, PRSE_STR("ETag"),
                                              PRSE_STR("a\x01" "b")), PRSE_OK);
    cr_expect_eq(prse_http_call_answer_header(call, PRSE_STR(""),
                                              PRSE_STR("x")), PRSE_OK);
    cr_expect(prse__call_answer(call, "retry-after", &value));
    cr_expect(prse__str_is(value, "7"));
    cr_expect_not(prse__call_answer(call, "etag", &value),
                  "control characters: dropped");
    prse_http_call_answer_status(call, 200);
    cr_expect_not(prse__call_answer(call, "retry-after", &value),
                  "a second status line forgets");
    prse__call_free(call);
}

PRSE_TEST(call, headers_have_a_ceiling_even_when_forgotten)
{
    prse_http_call *call = make(10);
    prse_status status = PRSE_OK;
    char text[1000];
    int count = 0;
    memset(text, 'x', sizeof text);
    for (; !status && count < 1000; count++) {
        prse_http_call_answer_status(call, 100);
        status = prse_http_call_answer_header(
            call, PRSE_STR("X"), (prse_str){text, sizeof text});
    }
    cr_expect_eq(status, PRSE_ELIMIT);
    cr_expect_leq(count, 66);
    prse_http_call_finish(call, PRSE_OK, (prse_str){0});
    cr_expect_eq(call->status, PRSE_ELIMIT);
    cr_expect_eq(call->why.code, PRSE_ELIMIT);
    prse__call_free(call);
}

PRSE_TEST(call, a_body_never_passes_its_ceiling)
{
    prse_http_call *call = make(5);
    prse_http_call_answer_status(call, 200);
    cr_expect_eq(prse_http_call_answer_body(call, PRSE_STR("abc")), PRSE_OK);
    cr_expect_eq(prse_http_call_answer_body(call, PRSE_STR("def")),
                 PRSE_ELIMIT);
    cr_expect_eq(prse_http_call_answer_body(call, PRSE_STR("d")), PRSE_ELIMIT,
                 "a backend that goes on is told again");
    prse_http_call_finish(call, PRSE_OK, PRSE_STR("all is fine"));
    cr_expect_eq(call->status, PRSE_ELIMIT, "nor is it believed");
    cr_expect_null(strstr(call->why.message, "fine"));
    prse__call_free(call);
}

static void count(void *user, prse_http_call *call)
{
    (void)call;
    ++*(int *)user;
}

PRSE_TEST(call, ends_once)
{
    int ends = 0;
    prse_http_call *call = make(5);
    call->done = count;
    call->user = &ends;
    prse_http_call_answer_status(call, 200);
    prse_http_call_finish(call, PRSE_ETLS, PRSE_STR("no certificate"));
    prse_http_call_finish(call, PRSE_OK, (prse_str){0});
    prse_http_call_answer_status(call, 404);
    prse_http_call_answer_header(call, PRSE_STR("a"), PRSE_STR("b"));
    prse_http_call_answer_body(call, PRSE_STR("late"));
    cr_expect_eq(ends, 1);
    cr_expect_eq(call->status, PRSE_ETLS);
    cr_expect_eq(call->http, 200);
    cr_expect_eq(call->answer.len, 0);
    cr_expect_str_eq(call->why.message, "no certificate");
    cr_expect_str_eq(call->why.subject, "x.fr");
    prse__call_free(call);
}

PRSE_TEST(call, statuses_of_the_end)
{
    static const struct { prse_status told, taken; } cases[] = {
        {PRSE_ETIMEOUT, PRSE_ETIMEOUT}, {PRSE_EREFUSED, PRSE_EREFUSED},
        {PRSE_ETLS, PRSE_ETLS},         {PRSE_EIO, PRSE_EIO},
        {PRSE_ELIMIT, PRSE_ELIMIT},     {PRSE_ENOMEM, PRSE_ENOMEM},
        {PRSE_OK, PRSE_EIO /* without a status line */},
        {PRSE_ERULE, PRSE_EIO},         {(prse_status)-1, PRSE_EIO}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prse_http_call *call = make(5);
        prse_http_call_finish(call, cases[i].told, (prse_str){0});
        cr_expect_eq(call->status, cases[i].taken);
        cr_expect_eq(call->why.code, (int32_t)cases[i].taken);
        cr_expect_gt(strlen(call->why.message), 5);
        prse__call_free(call);
    }
}

PRSE_TEST(call, an_impossible_status_line_is_none)
{
    prse_http_call *call = make(5);
    prse_http_call_answer_status(call, 42);
    prse_http_call_finish(call, PRSE_OK, (prse_str){0});
    cr_expect_eq(call->http, 0);
    cr_expect_eq(call->status, PRSE_EIO);
    prse__call_free(call);
}

static prse_status whole(prse_error *err)
{
    prse_http_call *call = NULL;
    prse_status status = prse__call_new(&call, "POST", PRSE_STR("http://x/"),
                                        PRSE_STR("body"), err);
    if (status)
        return status;
    call->max_bytes = 100;
    status = prse__call_add_header(call, PRSE_STR("a"), PRSE_STR("b"), err);
    if (!status) {
        prse_http_call_answer_status(call, 200);
        prse_http_call_answer_header(call, PRSE_STR("A"), PRSE_STR("b"));
        prse_http_call_answer_body(call, PRSE_STR("hello"));
        prse_http_call_finish(call, PRSE_OK, (prse_str){0});
        status = call->status;
        if (status)
            *err = call->why;
    }
    prse__call_free(call);
    return status;
}

PRSE_TEST(call, lack_of_memory_is_told)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = whole(&err);
        PRSE_FAULT_CHECK(status, err);
    }
}
