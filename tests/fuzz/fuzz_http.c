/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses of services, recorded exchanges, answers that are kept, and where
 * redirects lead. The first byte chooses. */
#include "fuzz/fuzz.h"
#include "http/cache_entry.h"
#include "http/exchange.h"
#include "http/host.h"
#include "http/http_date.h"
#include "http/redirect.h"
#include "http/url.h"

#include <string.h>

/* What is accepted can be asked, and its host is what was looked at. */
static void try_address(prse_str text)
{
    prse_str base;
    prse_error err = {0};
    prse_http_call *call = NULL;
    prse_status status = prse__url_check_base(&base, text, &err);
    fuzz_check(status, &err);
    if (status)
        return;
    FUZZ_ASSERT(base.len == text.len || base.len + 1 == text.len);
    FUZZ_ASSERT(prse__host_kind_of(prse__url_host(base)) != PRSE__HOST_BAD);
    FUZZ_ASSERT(prse__call_new(&call, "GET", base, (prse_str){0}, &err) ==
                PRSE_OK);
    prse__call_free(call);
}

static prse_http_call *new_call(void)
{
    prse_http_call *call = NULL;
    FUZZ_ASSERT(prse__call_new(&call, "GET", PRSE_STR("https://x.fr/"),
                               (prse_str){0}, NULL) == PRSE_OK);
    call->max_bytes = 1 << 20;
    return call;
}

/* What is played, written and played again is the same. */
static void try_exchange(prse_str text)
{
    prse_error err = {0};
    prse__buf again;
    prse_http_call *first = new_call(), *second = new_call();
    prse__buf_init(&again, 0);
    prse_status status = prse__exchange_play(first, text, "fuzz", &err);
    fuzz_check(status, &err);
    if (status == PRSE_OK && first->status != PRSE_ELIMIT) {
        prse__exchange_write(&again, first, first->status);
        FUZZ_ASSERT(prse__exchange_play(second, prse__buf_str(&again), "fuzz",
                                        &err) == PRSE_OK);
        FUZZ_ASSERT(first->status == second->status);
        FUZZ_ASSERT(first->http == second->http);
        FUZZ_ASSERT(fuzz_same(prse__buf_str(&first->answer),
                              prse__buf_str(&second->answer)));
    }
    prse__buf_free(&again);
    prse__call_free(first);
    prse__call_free(second);
}

/* Any bytes can be kept, and come back; other bytes are no entry. */
static void try_entry(prse_str text)
{
    prse__cache_entry in = {.http = 200, .body = text}, out;
    prse_str url = PRSE_STR("https://x.fr/");
    prse__buf bytes;
    int64_t date;
    prse__buf_init(&bytes, 0);
    prse__cache_entry_write(&bytes, &in, url);
    FUZZ_ASSERT(prse__cache_entry_read(&out, prse__buf_str(&bytes), url));
    FUZZ_ASSERT(fuzz_same(out.body, text));
    FUZZ_ASSERT(!prse__cache_entry_read(&out, text, url));
    prse__http_date_parse(&date, text);
    prse__buf_free(&bytes);
}

/* Whatever a service says, the next request stays with it. */
static void try_target(prse_str location)
{
    prse__buf target;
    prse_http_call *first = new_call(), *second = NULL;
    prse_http_call_answer_status(first, 308);
    prse_http_call_answer_header(first, PRSE_STR("location"), location);
    prse_http_call_finish(first, PRSE_OK, (prse_str){0});
    prse__buf_init(&target, 0);
    if (prse__redirect_target(&target, first)) {
        prse_str url = prse__buf_str(&target);
        FUZZ_ASSERT(prse__str_starts(url, "https://x.fr/"));
        FUZZ_ASSERT(!memchr(url.ptr, '#', url.len));
        FUZZ_ASSERT(prse__str_is(prse__url_host(url), "x.fr"));
        FUZZ_ASSERT(prse__call_new(&second, "GET", url, (prse_str){0},
                                   NULL) == PRSE_OK);
    }
    prse__buf_free(&target);
    prse__call_free(first);
    prse__call_free(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const tries[])(prse_str text) = {
        try_address, try_exchange, try_entry, try_target};
    if (size == 0)
        return 0;
    tries[data[0] % 4](fuzz_text(data + 1, size - 1));
    return 0;
}
