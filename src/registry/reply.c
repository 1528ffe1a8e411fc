/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/reply.h"

#include <string.h>

#include "registry/clean.h"

enum {
    MOST_BYTES = 16 * 1024 * 1024,
    MOST_DEPTH = 32,
    MOST_MEMORY = 128 * 1024 * 1024,
    MOST_WRAPPERS = 4,
    LONGEST_WORDS = 120
};

/* --- What went wrong --- */

prse_outcome prse__reply_nomem(prse__reply *reply)
{
    prse__error_nomem(reply->why);
    return PRSE_OUTCOME_UNREADABLE;
}

prse_outcome prse__reply_unreadable(prse__reply *reply, const char *what)
{
    prse__error_set(reply->why, PRSE_EPEER, reply->source, "%s", what);
    return PRSE_OUTCOME_UNREADABLE;
}

/* The words of the service, where its gateways put them. */
static prse_str peer_words(prse__reply *reply)
{
    static const char *const paths[] = {"erreur",  "header.message",
                                        "message", "error_description",
                                        "detail",  "fault.description"};
    prse__clean clean = {.arena = reply->scratch};
    for (size_t i = 0; reply->root && i < sizeof paths / sizeof *paths; i++) {
        const prse__node *node =
            prse__node_path(reply->root, prse_str_of(paths[i]));
        prse_str words = node ? prse__clean_name(&clean, node)
                              : (prse_str){NULL, 0};
        if (words.len > LONGEST_WORDS)
            words.len = LONGEST_WORDS;
        if (words.len)
            return words;
    }
    return (prse_str){"", 0};
}

static prse_status code_of(const prse__reply *reply, prse_outcome outcome,
                           int64_t http)
{
    if (reply->answer->status)
        return reply->answer->status;
    if (outcome == PRSE_OUTCOME_LIMITED)
        return PRSE_ERATE;
    return http == 401 || http == 403 ? PRSE_EDENIED : PRSE_EPEER;
}

prse_outcome prse__reply_refused(prse__reply *reply, prse_outcome outcome,
                                 int64_t http)
{
    prse_status code = code_of(reply, outcome, http);
    prse_str words = peer_words(reply);
    if (reply->answer->status)
        prse__error_set(reply->why, code, reply->source,
                        "no answer came (%s)", prse_status_name(code));
    else
        prse__error_set(reply->why, code, reply->source,
                        "the service answered %lld%s%.*s", (long long)http,
                        words.len ? ": " : "", (int)words.len, words.ptr);
    return outcome;
}

/* --- The body --- */

static prse_outcome not_json(prse__reply *reply, const prse_error *found)
{
    prse__error_at(reply->why, PRSE_EPEER,
                   (prse__place){NULL, found->line, found->column},
                   reply->source, "the answer can't be read: %s",
                   found->message);
    return PRSE_OUTCOME_UNREADABLE;
}

prse_outcome prse__reply_open(prse__reply *reply)
{
    static const prse__node_limits limits = {MOST_BYTES, MOST_DEPTH};
    prse_outcome outcome = prse__answer_outcome(reply->answer);
    prse_error found = {0};
    reply->root = NULL;
    reply->scratch = NULL;
    if (reply->answer->status)
        return outcome;
    reply->scratch = prse__arena_new(MOST_MEMORY);
    if (!reply->scratch)
        return prse__reply_nomem(reply);
    prse_status status =
        prse__json_read(&reply->root, reply->scratch,
                        prse__answer_text(reply->answer->body), NULL, &limits,
                        &found);
    if (status == PRSE_ENOMEM)
        return prse__reply_nomem(reply);
    return status && outcome == PRSE_OUTCOME_READ ? not_json(reply, &found)
                                                  : outcome;
}

void prse__reply_close(prse__reply *reply)
{
    prse__arena_free(reply->scratch);
    reply->scratch = NULL;
    reply->root = NULL;
}

const prse__node *prse__reply_unwrap(const prse__node *root)
{
    static const char *const wrappers[] = {"result", "response", "body",
                                           "data"};
    for (int depth = 0; depth < MOST_WRAPPERS; depth++) {
        const prse__node *inside = NULL;
        for (size_t i = 0; i < sizeof wrappers / sizeof *wrappers; i++)
            if (!inside)
                inside = prse__node_get(root, wrappers[i]);
        if (!inside || inside->kind == PRSE__NODE_PLAIN ||
            inside->kind == PRSE__NODE_QUOTED)
            return root;
        root = inside;
    }
    return root;
}
