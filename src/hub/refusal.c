/* SPDX-License-Identifier: Apache-2.0 */
/* An answer that is no good, in plain words. */
#include "hub/hub.h"

typedef struct meaning {
    const char *code; /* X-Error-Code; NULL: whatever it is */
    int32_t http;     /* 0: whatever it is */
    prse_status status;
    const char *words;
} meaning;

static const meaning meanings[] = {
    {"RepoNotFound", 0, PRSE_ENOTFOUND,
     "the Hub knows no such repository; or it is private, and no token was "
     "given that opens it"},
    {"GatedRepo", 0, PRSE_EDENIED,
     "its owner asks everybody to accept conditions first: accept them on the "
     "repository's page, and give a token of that account"},
    {"RevisionNotFound", 0, PRSE_ENOTFOUND,
     "the repository has no such revision: expected a commit of 40 letters, a "
     "branch or a tag that exists"},
    {"EntryNotFound", 0, PRSE_ENOTFOUND,
     "the repository has no such file at this revision"},
    {"DisabledRepo", 0, PRSE_EDENIED, "the Hub has disabled the repository"},
    {NULL, 401, PRSE_EDENIED,
     "the Hub wants a token that it accepts, or knows no such repository"},
    {NULL, 403, PRSE_EDENIED, "the token gives no right to this"},
    {NULL, 404, PRSE_ENOTFOUND,
     "the Hub knows no such repository, revision or file"},
    {NULL, 407, PRSE_EDENIED, "the proxy wants a password"},
    {NULL, 410, PRSE_ENOTFOUND, "it is no longer there"},
    {NULL, 429, PRSE_ERATE,
     "the Hub was asked too often: try again in some minutes, or give a token, "
     "which has a larger share"},
};

static int fits(const meaning *is, int32_t http, prse_str code)
{
    return is->code ? prse__str_is(code, is->code) : is->http == http;
}

prse_status prse__hub_refusal(const prse_http_call *call, prse_str subject,
                              prse_error *err)
{
    char shown[64];
    prse_str code = {0};
    prse__error_copy(shown, sizeof shown, subject);
    if (call->status)
        return prse__error_set(err, call->status, call->why.subject, "%s",
                               call->why.message);
    if (call->http < 300)
        return prse__error_set(err, PRSE_EIO, shown,
                               "the file did not come whole");
    prse__call_answer(call, "x-error-code", &code);
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (fits(&meanings[i], call->http, code))
            return prse__error_set(err, meanings[i].status, shown, "%s",
                                   meanings[i].words);
    return prse__error_set(err, PRSE_EPEER, shown,
                           "the Hub answered %d, which says nothing of the "
                           "model", (int)call->http);
}
