/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

typedef struct scene_call {
    prse_http_call *call;
    const scene_reply *reply;
    int64_t due;
    scene *it;
    struct scene_call *next;
} scene_call;

static int64_t now_ms(void *self)
{
    return ((scene *)self)->unix_ms;
}

static int64_t monotonic_ms(void *self)
{
    return ((scene *)self)->monotonic;
}

static void advance(scene *it, int64_t ms)
{
    it->monotonic += ms;
    it->unix_ms += ms;
}

static prse_status open_session(void *self, void **session, prse_error *err)
{
    scene *it = self;
    if (it->open_fails)
        return prse__error_set(err, it->open_fails, NULL, "no session");
    void *block = prse__alloc(1, 16);
    if (!block)
        return prse__error_nomem(err);
    *(scene **)block = it;
    *session = block;
    it->sessions++;
    it->open_sessions++;
    return PRSE_OK;
}

static void close_session(void *session)
{
    (*(scene **)session)->open_sessions--;
    prse__free(session);
}

static const scene_reply *find(scene *it, const char *url)
{
    for (size_t i = 0; it->replies[i].path; i++) {
        const scene_reply *reply = &it->replies[i];
        if (!strstr(url, reply->path) ||
            (reply->times > 0 && it->used[i] >= reply->times))
            continue;
        it->used[i]++;
        return reply;
    }
    cr_assert_fail("nothing is scripted for %s", url);
    return NULL;
}

static void note(scene *it, prse_http_call *call)
{
    prse_str name, value;
    cr_assert_lt(it->sent_count, (size_t)SCENE_SENT);
    scene_sent *sent = &it->sent[it->sent_count++];
    sent->at = it->monotonic;
    sent->total_ms = prse_http_call_time(call, &sent->connect_ms);
    strncpy(sent->url, prse_http_call_url(call).ptr, sizeof sent->url - 1);
    for (size_t i = 0; prse_http_call_header(call, i, &name, &value); i++) {
        size_t len = strlen(sent->headers);
        snprintf(sent->headers + len, sizeof sent->headers - len,
                 "%s: %s\n", name.ptr, value.ptr);
    }
}

static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    scene *it = *(scene **)session;
    scene_call *own = prse__alloc(1, sizeof *own);
    if (!own)
        return prse__error_nomem(err);
    note(it, call);
    own->call = call;
    own->it = it;
    own->reply = find(it, prse_http_call_url(call).ptr);
    own->due = it->monotonic + own->reply->after_ms;
    own->next = it->calls;
    it->calls = own;
    return PRSE_OK;
}

static void tell_headers(prse_http_call *call, const char *text)
{
    while (text && *text) {
        size_t len = strcspn(text, "\n"), name = strcspn(text, ":");
        prse_http_call_answer_header(
            call, (prse_str){text, name},
            (prse_str){text + name + 1, len - name - 1});
        text += len + (text[len] == '\n');
    }
}

static void finish(scene_call *own)
{
    const scene_reply *reply = own->reply;
    prse_status status = reply->status;
    if (reply->http) {
        prse_http_call_answer_status(own->call, reply->http);
        tell_headers(own->call, reply->headers);
        prse_status told = prse_http_call_answer_body(
            own->call, prse_str_of(reply->body));
        status = told ? told : status;
    }
    prse_http_call_finish(own->call, status, PRSE_STR("as the script says"));
    prse__free(own);
}

static scene_call *earliest(scene *it)
{
    scene_call *best = it->calls;
    for (scene_call *at = it->calls; at; at = at->next)
        if (at->due <= best->due)
            best = at;
    return best;
}

static void take_out(scene *it, const scene_call *own)
{
    scene_call **at = &it->calls;
    while (*at != own)
        at = &(*at)->next;
    *at = own->next;
}

static prse_status wait_ms(void *session, int64_t ms, prse_error *err)
{
    scene *it = *(scene **)session;
    cr_assert_geq(ms, 0);
    if (it->wait_fails)
        return prse__error_set(err, it->wait_fails, NULL, "it can't wait");
    scene_call *own = it->deaf ? NULL : earliest(it);
    if (!own || own->due > it->monotonic + ms) {
        advance(it, ms);
        return PRSE_OK;
    }
    if (own->due > it->monotonic)
        advance(it, own->due - it->monotonic);
    take_out(it, own);
    finish(own);
    return PRSE_OK;
}

static void cancel(void *session, prse_http_call *call)
{
    scene *it = *(scene **)session;
    scene_call *own = it->calls;
    while (own && own->call != call)
        own = own->next;
    cr_assert_not_null(own, "a call is cancelled that is not under way");
    take_out(it, own);
    prse__free(own);
    it->cancels++;
}

void scene_init(scene *it, const scene_reply *replies)
{
    memset(it, 0, sizeof *it);
    it->replies = replies;
    it->monotonic = SCENE_START;
    it->unix_ms = INT64_C(1795392000000); /* 2026-11-23 */
    it->clock = (prse_clock){sizeof it->clock, 0, it, now_ms, monotonic_ms};
    it->http = (prse_http){sizeof it->http, 0, it, NULL, open_session,
                           close_session, start, wait_ms, cancel, 0, 0};
}

prse__client *scene_client(scene *it, prse_cache *cache)
{
    prse__client *client = NULL;
    prse_http http = it->http;
    cr_assert_eq(prse__client_new(&client, &http, cache, &it->clock, NULL),
                 PRSE_OK);
    return client;
}

prse_status scene_fetch(prse__client *client, prse__fetch *fetch,
                        int64_t deadline_ms)
{
    prse__crew *crew = NULL;
    prse_status status =
        prse__crew_new(&crew, client, deadline_ms, NULL, NULL, NULL);
    if (status)
        return status;
    status = prse__crew_add(crew, fetch, NULL);
    if (!status)
        status = prse__crew_run(crew, NULL);
    prse__crew_free(crew);
    return status;
}

prse__policy scene_policy(void)
{
    return (prse__policy){.connect_ms = 1000, .total_ms = 5000, .tries = 1,
                          .max_bytes = 1000};
}
