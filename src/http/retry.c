/* SPDX-License-Identifier: Apache-2.0 */
#include "http/retry.h"

#include "http/http_date.h"

enum { FIRST_MS = 100, LONGEST_MS = 2000, HOUR_MS = 3600 * 1000 };

int prse__retry_worth(const prse_http_call *call)
{
    if (!prse__str_is(call->method, "GET") &&
        !prse__str_is(call->method, "HEAD"))
        return 0;
    if (call->status)
        return call->status == PRSE_EIO || call->status == PRSE_ETIMEOUT;
    return call->http == 429 || call->http == 500 ||
           (call->http >= 502 && call->http <= 504);
}

/* Digits only, at most 18 of them. */
static int number(prse_str text, int64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        *value = *value * 10 + (text.ptr[i] - '0');
    }
    return text.len > 0;
}

static int64_t bounded(int64_t wait)
{
    return wait < 0 ? 0 : wait > HOUR_MS ? HOUR_MS : wait;
}

int64_t prse__retry_asked(const prse_http_call *call, int64_t unix_ms)
{
    prse_str text;
    int64_t value;
    if (call->status || (call->http != 429 && call->http != 503))
        return 0;
    if (prse__call_answer(call, "retry-after", &text)) {
        if (text.len <= 9 && number(text, &value))
            return bounded(value * 1000);
        if (prse__http_date_parse(&value, text))
            return bounded(value - unix_ms);
    }
    /* Gravitee's: the moment, in milliseconds. */
    if (call->http == 429 &&
        prse__call_answer(call, "x-rate-limit-reset", &text) &&
        text.len <= 18 && number(text, &value))
        return bounded(value - unix_ms);
    return 0;
}

/* xorshift64*: chance for spreading requests, not for secrets. */
static uint64_t draw(uint64_t *chance)
{
    uint64_t x = *chance ? *chance : 1;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *chance = x;
    return (x * UINT64_C(2685821657736338717)) >> 32;
}

int64_t prse__retry_pause(uint32_t attempts, uint64_t *chance)
{
    int64_t longest = FIRST_MS;
    for (uint32_t i = 1; i < attempts && longest < LONGEST_MS; i++)
        longest *= 2;
    if (longest > LONGEST_MS)
        longest = LONGEST_MS;
    uint64_t half = (uint64_t)longest / 2;
    return (int64_t)(half + draw(chance) % (half + 1));
}
