/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"

#include <stdio.h>
#include <string.h>

#include "crypto/crypto.h"

const char DESK_ACCESS[] = "PRSEACCESS";
const char DESK_SECRET[] = "secret-jamais-dit";
const prse_blob_options desk_call = {.size = sizeof(prse_blob_options)};

static int64_t unix_ms(void *self)
{
    return ((desk *)self)->unix_ms;
}

static int64_t monotonic_ms(void *self)
{
    return ((desk *)self)->monotonic;
}

static prse_status open_session(void *self, void **session, prse_error *err)
{
    (void)err;
    *session = self;
    return PRSE_OK;
}

static void close_session(void *session)
{
    (void)session;
}

static void note(desk *it, const prse_http_call *call)
{
    prse_str name, value, method = prse_http_call_method(call);
    prse_str body = prse_http_call_body(call);
    char *to = it->sent[it->count];
    size_t room = sizeof it->sent[0];
    int len = snprintf(to, room, "%s %s\n", method.ptr,
                       prse_http_call_url(call).ptr);
    for (size_t i = 0; prse_http_call_header(call, i, &name, &value); i++)
        len += snprintf(to + len, room - (size_t)len, "%s: %s\n", name.ptr,
                        value.ptr);
    if (body.len < 1000)
        snprintf(to + len, room - (size_t)len, "\n%.*s", (int)body.len,
                 body.len ? body.ptr : "");
}

static void tell_headers(prse_http_call *call, const char *headers)
{
    while (headers && *headers) {
        const char *colon = strchr(headers, ':');
        size_t len = strcspn(headers, "\n");
        prse_http_call_answer_header(
            call, (prse_str){headers, (size_t)(colon - headers)},
            (prse_str){colon + 1, len - (size_t)(colon - headers) - 1});
        headers += len + (headers[len] == '\n');
    }
}

static prse_status start(void *session, prse_http_call *call, prse_error *err)
{
    desk *it = session;
    (void)err;
    cr_assert_lt(it->count, (size_t)DESK_SENT);
    const desk_reply *reply = &it->replies[it->count];
    note(it, call);
    it->count++;
    if (reply->http) {
        prse_http_call_answer_status(call, reply->http);
        tell_headers(call, reply->headers);
        if (reply->body)
            prse_http_call_answer_body(call, prse_str_of(reply->body));
    }
    prse_status end = reply->http || reply->status ? reply->status
                                                   : PRSE_EREFUSED;
    prse_http_call_finish(call, end, (prse_str){0});
    return PRSE_OK;
}

static prse_status wait_(void *session, int64_t ms, prse_error *err)
{
    (void)session, (void)ms, (void)err;
    return PRSE_OK;
}

static void cancel(void *session, prse_http_call *call)
{
    (void)session, (void)call;
}

void desk_init(desk *it, const desk_reply *replies)
{
    memset(it, 0, sizeof *it);
    it->replies = replies;
    it->unix_ms = INT64_C(1369353600000); /* 2013-05-24 */
    it->clock = (prse_clock){.size = sizeof(prse_clock), .self = it,
                             .now_ms = unix_ms, .monotonic_ms = monotonic_ms};
    it->http = (prse_http){.size = sizeof(prse_http), .self = it,
                           .open = open_session, .close = close_session,
                           .start = start, .wait = wait_, .cancel = cancel};
}

prse_blob_s3_options desk_options(desk *it)
{
    return (prse_blob_s3_options){
        .size = sizeof(prse_blob_s3_options), .http = &it->http,
        .clock = &it->clock, .endpoint = PRSE_STR("https://s3.example.org"),
        .region = PRSE_STR("fr-par"), .bucket = PRSE_STR("portail"),
        .prefix = PRSE_STR("p/"), .access_key = prse_str_of(DESK_ACCESS),
        .secret_key = prse_str_of(DESK_SECRET)};
}

prse_blob desk_open_tries(desk *it, uint32_t tries)
{
    prse_blob blob;
    prse_error err = {0};
    prse_blob_s3_options opts = desk_options(it);
    opts.tries = tries;
    cr_assert_eq(prse_blob_s3(&blob, &opts, &err), PRSE_OK, "%s: %s",
                 err.subject, err.message);
    return blob;
}

prse_blob desk_open(desk *it)
{
    return desk_open_tries(it, 0);
}

int desk_said(const desk *it, size_t index, const char *part)
{
    return index < it->count && strstr(it->sent[index], part) != NULL;
}

static prse_status read_x(void *user, uint64_t offset, void *to, size_t room,
                          prse_error *err)
{
    (void)user, (void)offset, (void)err;
    memset(to, 'x', room);
    return PRSE_OK;
}

prse_blob_source desk_source(uint64_t bytes)
{
    static char block[1 << 20];
    unsigned char digest[PRSE__DIGEST_BYTES];
    prse_blob_source source = {.size = sizeof source, .bytes = bytes,
                               .read = read_x};
    prse__digest *whole;
    prse_error err;
    memset(block, 'x', sizeof block);
    cr_assert_eq(prse__digest_new(&whole, &err), PRSE_OK);
    for (uint64_t left = bytes; left > 0;) {
        size_t part = left < sizeof block ? (size_t)left : sizeof block;
        prse__digest_add(whole, (prse_str){block, part});
        left -= part;
    }
    cr_assert_eq(prse__digest_end(whole, digest, &err), PRSE_OK);
    prse__digest_free(whole);
    prse__hex(source.sha256, digest, sizeof digest);
    return source;
}

prse_status desk_take(void *user, prse_str bytes, prse_error *err)
{
    prse__buf_add(user, bytes);
    return ((prse__buf *)user)->failed ? prse__error_nomem(err) : PRSE_OK;
}

int desk_found(void *user, prse_str key, const prse_blob_info *info)
{
    prse__buf_add(user, key);
    prse__buf_addf(user, " %llu\n", (unsigned long long)info->bytes);
    return 0;
}

void desk_text(void *user, prse_str text)
{
    prse__buf_add(user, text);
}
