/* SPDX-License-Identifier: Apache-2.0 */
#include "http/exchange.h"

#include <string.h>

#include "base/sha256.h"
#include "formats/json_writer.h"
#include "formats/node.h"

enum { LARGEST = 64 * 1024 * 1024 };

void prse__exchange_path(prse__buf *path, const char *folder,
                         const prse_http_call *call)
{
    char digest[65];
    prse__buf request;
    prse__buf_init(&request, 0);
    prse__buf_add(&request, call->method);
    prse__buf_addc(&request, ' ');
    prse__buf_add(&request, call->url);
    if (call->body.len > 0)
        prse__buf_addc(&request, '\n');
    prse__buf_add(&request, call->body);
    if (request.failed) {
        path->failed = 1;
    } else {
        prse__sha256_hex(digest, prse__buf_str(&request));
        prse__buf_addf(path, "%s/%s.json", folder, digest);
    }
    prse__buf_free(&request);
}

/* What an answer may end with, as it is written. */
static const struct {
    prse_status status;
    const char *name;
} ends[] = {
    {PRSE_OK, "ok"},         {PRSE_ETIMEOUT, "timeout"},
    {PRSE_EREFUSED, "refused"}, {PRSE_ETLS, "tls"},
    {PRSE_EIO, "broken"},    {PRSE_ELIMIT, "limit"},
    {PRSE_ENOMEM, "memory"},
};

enum { ENDS = sizeof ends / sizeof ends[0] };

static const char *name_of(prse_status status)
{
    for (size_t i = 0; i < ENDS; i++)
        if (ends[i].status == status)
            return ends[i].name;
    return "broken";
}

static int is_text(prse_str bytes)
{
    return prse__utf8_check(bytes) == bytes.len &&
           (bytes.len == 0 || !memchr(bytes.ptr, '\0', bytes.len));
}

static void write_text(prse__json *json, prse_str text)
{
    prse__json_string(json, is_text(text) ? text : PRSE_STR("?"));
}

static void write_hex(prse__json *json, prse_str bytes)
{
    static const char digits[] = "0123456789abcdef";
    prse__buf hex;
    prse__buf_init(&hex, 0);
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        prse__buf_addc(&hex, digits[byte >> 4]);
        prse__buf_addc(&hex, digits[byte & 15]);
    }
    if (hex.failed)
        json->buf->failed = 1;
    prse__json_put(json, "body_hex", prse__buf_str(&hex));
    prse__buf_free(&hex);
}

static void write_request(prse__json *json, const prse_http_call *call)
{
    prse__json_put(json, "method", call->method);
    prse__json_put(json, "url", call->url);
    prse__json_key(json, PRSE_STR("request_headers"));
    prse__json_open(json, '[');
    for (const prse__call_header *at = call->headers; at; at = at->next)
        write_text(json, at->name);
    prse__json_close(json, ']');
}

static void write_headers(prse__json *json, const prse_http_call *call)
{
    prse__json_key(json, PRSE_STR("headers"));
    prse__json_open(json, '[');
    for (const prse__call_header *at = call->answer_headers; at;
         at = at->next) {
        if (prse__str_is(at->name, "set-cookie"))
            continue;
        prse__json_open(json, '[');
        write_text(json, at->name);
        write_text(json, at->value);
        prse__json_close(json, ']');
    }
    prse__json_close(json, ']');
}

void prse__exchange_write(prse__buf *out, const prse_http_call *call,
                          prse_status status)
{
    prse__json json;
    prse_str body = prse__buf_str(&call->answer);
    prse__json_init(&json, out, 1);
    prse__json_open(&json, '{');
    write_request(&json, call);
    prse__json_put(&json, "end", prse_str_of(name_of(status)));
    prse__json_put_int(&json, "status", call->http);
    write_headers(&json, call);
    if (is_text(body))
        prse__json_put(&json, "body", body);
    else
        write_hex(&json, body);
    prse__json_close(&json, '}');
    prse__buf_addc(out, '\n');
}

typedef struct played {
    prse_status end;
    int32_t http;
    const prse__node *headers;
    prse_str body;
} played;

static int read_end(prse_status *status, const prse__node *node)
{
    for (size_t i = 0; node && i < ENDS; i++) {
        if (prse__str_is(node->text, ends[i].name)) {
            *status = ends[i].status;
            return 1;
        }
    }
    return 0;
}

/* 0, or 100 to 599. */
static int read_http(int32_t *http, const prse__node *node)
{
    *http = 0;
    if (!node || node->kind != PRSE__NODE_PLAIN || node->text.len == 0 ||
        node->text.len > 3)
        return 0;
    for (size_t i = 0; i < node->text.len; i++) {
        if (node->text.ptr[i] < '0' || node->text.ptr[i] > '9')
            return 0;
        *http = *http * 10 + (node->text.ptr[i] - '0');
    }
    return *http == 0 || (*http >= 100 && *http <= 599);
}

static int unhex(prse__arena *arena, prse_str *bytes, prse_str hex)
{
    char *to = prse__arena_alloc(arena, hex.len / 2 + 1, 1);
    for (size_t i = 0; to && i + 1 < hex.len; i += 2) {
        int high = prse__hex_digit(hex.ptr[i]);
        int low = prse__hex_digit(hex.ptr[i + 1]);
        if (high < 0 || low < 0)
            return 0;
        to[i / 2] = (char)(unsigned char)(high << 4 | low);
    }
    *bytes = (prse_str){to, to ? hex.len / 2 : 0};
    return to && hex.len % 2 == 0;
}

static int read_body(prse__arena *arena, prse_str *body,
                     const prse__node *root)
{
    const prse__node *text = prse__node_get(root, "body");
    const prse__node *hex = prse__node_get(root, "body_hex");
    if (text && text->kind == PRSE__NODE_QUOTED) {
        *body = text->text;
        return 1;
    }
    return hex && unhex(arena, body, hex->text);
}

static int read_headers(const prse__node **headers, const prse__node *root)
{
    *headers = prse__node_get(root, "headers");
    if (!*headers || (*headers)->kind != PRSE__NODE_LIST)
        return 0;
    for (const prse__node *at = (*headers)->first; at; at = at->next)
        if (at->kind != PRSE__NODE_LIST || at->count != 2 ||
            at->first->kind != PRSE__NODE_QUOTED ||
            at->first->next->kind != PRSE__NODE_QUOTED)
            return 0;
    return 1;
}

static void play(prse_http_call *call, const played *it)
{
    prse_status stopped = PRSE_OK;
    if (it->http) {
        prse_http_call_answer_status(call, it->http);
        for (const prse__node *at = it->headers->first; at && !stopped;
             at = at->next)
            stopped = prse_http_call_answer_header(call, at->first->text,
                                                   at->first->next->text);
        if (!stopped)
            stopped = prse_http_call_answer_body(call, it->body);
    }
    prse_http_call_finish(call, stopped ? stopped : it->end, (prse_str){0});
}

static prse_status read_and_play(prse_http_call *call, prse__arena *arena,
                                 prse_str text, const char *file,
                                 prse_error *err)
{
    const prse__node *root = NULL;
    prse__node_limits limits = {.bytes = LARGEST};
    played it;
    prse_status status =
        prse__json_read(&root, arena, text, file, &limits, err);
    if (status)
        return status;
    if (!read_end(&it.end, prse__node_get(root, "end")) ||
        !read_http(&it.http, prse__node_get(root, "status")) ||
        !read_headers(&it.headers, root) ||
        !read_body(arena, &it.body, root)) {
        if (prse__arena_full(arena))
            return prse__error_nomem(err);
        return prse__error_at(err, PRSE_ESCHEMA,
                              prse__node_place(root, file), NULL,
                              "it is no recorded exchange: expected end, "
                              "status, headers and body");
    }
    play(call, &it);
    return PRSE_OK;
}

prse_status prse__exchange_play(prse_http_call *call, prse_str text,
                                const char *file, prse_error *err)
{
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = read_and_play(call, arena, text, file, err);
    prse__arena_free(arena);
    return status;
}
