/* SPDX-License-Identifier: Apache-2.0 */
/* How long the Hub wants to be left alone: Retry-After, or
 *     RateLimit: "resolvers";r=0;t=42
 * which says that no request is left in this window of 42 seconds more. */
#include "http/retry.h"
#include "hub/hub.h"

enum { WINDOW_S = 3600 };

/* The number after `;name=`, or -1. */
static int64_t parameter(prse_str text, char name)
{
    for (size_t i = 0; i + 3 < text.len; i++) {
        if (text.ptr[i] != ';' || text.ptr[i + 1] != name ||
            text.ptr[i + 2] != '=')
            continue;
        int64_t value = -1;
        for (i += 3; i < text.len && text.ptr[i] >= '0' &&
                     text.ptr[i] <= '9' && value < WINDOW_S; i++)
            value = (value < 0 ? 0 : value * 10) + (text.ptr[i] - '0');
        return value < WINDOW_S ? value : WINDOW_S;
    }
    return -1;
}

int64_t prse__hub_pause(const prse_http_call *call, int64_t unix_ms)
{
    prse_str text;
    int64_t asked = prse__retry_asked(call, unix_ms);
    if (asked || call->status || !prse__call_answer(call, "ratelimit", &text))
        return asked;
    int64_t left = parameter(text, 'r'), window = parameter(text, 't');
    return window > 0 && (left == 0 || call->http == 429) ? window * 1000 : 0;
}
