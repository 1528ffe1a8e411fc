/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that are no good. Their bodies may repeat the sentence: none of it is
 * told. */
#include "endpoint/endpoint.h"
#include "formats/node.h"
#include "formats/real.h"
#include "http/clock.h"
#include "http/retry.h"

enum { LONGEST_S = 600 };

static const struct {
    int32_t http;
    prse_status status;
    const char *words;
} meanings[] = {
    {400, PRSE_EPEER, "the endpoint takes no such request (400)"},
    {401, PRSE_EDENIED, "the endpoint wants a token that it accepts (401)"},
    {402, PRSE_EDENIED,
     "the credits of the account are used up (402): its owner can add some"},
    {403, PRSE_EDENIED,
     "the token gives no right to this endpoint (403): it needs the "
     "permission \"Inference Providers\""},
    {404, PRSE_EUNSUPPORTED,
     "no model is served there (404): check the address, or run the model on "
     "this machine"},
    {413, PRSE_EPEER, "the sentence is too long for the endpoint (413)"},
    {422, PRSE_EPEER, "the endpoint can do nothing with the sentence (422)"},
    {429, PRSE_ERATE, "the endpoint was asked too often (429): later"},
    {503, PRSE_EPEER, "the endpoint is still loading its model, or too busy "
                      "(503): later"},
};

prse_status prse__endpoint_refusal(const prse_http_call *call, prse_error *err)
{
    if (call->status == PRSE_ELIMIT)
        return prse__error_set(err, PRSE_EPEER, "answer",
                               "the endpoint's answer is too long");
    if (call->status)
        return prse__error_set(err, call->status, call->why.subject, "%s",
                               call->why.message);
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].http == call->http)
            return prse__error_set(err, meanings[i].status, "endpoint", "%s",
                                   meanings[i].words);
    if (call->http >= 300 && call->http < 400)
        return prse__error_set(err, PRSE_EDENIED, "endpoint",
                               "the endpoint redirects (%d), which is not "
                               "followed: give the address that it leads to",
                               (int)call->http);
    return prse__error_set(err, PRSE_EPEER, "endpoint",
                           "the endpoint answered %d instead of 200",
                           (int)call->http);
}

/* {"error": "...", "estimated_time": 20.0} */
static int64_t estimated_ms(const prse_http_call *call)
{
    double seconds = 0;
    const prse__node *root = NULL;
    prse__arena *arena = prse__arena_new(0);
    prse_str body = prse__buf_str(&call->answer);
    if (arena && call->http == 503 &&
        prse__json_read(&root, arena, body, NULL, NULL, NULL) == PRSE_OK) {
        const prse__node *told = prse__node_get(root, "estimated_time");
        if (!told || !prse__real_read(&seconds, told->text))
            seconds = 0;
    }
    prse__arena_free(arena);
    return seconds < 0           ? 0
           : seconds < LONGEST_S ? (int64_t)(seconds * 1000)
                                 : (int64_t)LONGEST_S * 1000;
}

int prse__endpoint_worth(const prse_http_call *call, int64_t *pause_ms)
{
    const prse_clock clock = prse__clock_system();
    *pause_ms = 0;
    if (call->status)
        return call->status == PRSE_EIO || call->status == PRSE_ETIMEOUT;
    *pause_ms = prse__retry_asked(call, prse__clock_now(&clock));
    if (!*pause_ms)
        *pause_ms = estimated_ms(call);
    return call->http == 408 || call->http == 429 || call->http >= 500;
}
