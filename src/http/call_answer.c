/* SPDX-License-Identifier: Apache-2.0 */
/* What a backend reports of an answer. It comes from outside: everything here
 * has a ceiling, and a backend that does not stop when told is not believed at
 * the end. */
#include <string.h>

#include "http/call.h"
#include "http/url.h"

enum { MOST_HEADER_BYTES = 64 * 1024 };

static prse_status fail(prse_http_call *call, prse_status status)
{
    if (!call->broken)
        call->broken = status;
    return status;
}

void prse_http_call_answer_status(prse_http_call *call, int32_t status)
{
    if (call->ended)
        return;
    /* What a sink took can't be forgotten. */
    if (call->sink && call->received > 0)
        fail(call, PRSE_EIO);
    call->http = status >= 100 && status <= 599 ? status : 0;
    call->received = 0;
    call->answer_headers = NULL;
    call->answer_end = &call->answer_headers;
    prse__buf_clear(&call->answer);
}

static prse__call_header *new_header(prse_http_call *call, prse_str name,
                                     prse_str value)
{
    prse__call_header *header =
        prse__arena_alloc(call->arena, 1, sizeof *header);
    char *lower = prse__arena_alloc(call->arena, name.len + 1, 1);
    if (!header || !lower)
        return NULL;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    header->name = (prse_str){lower, name.len};
    header->value = prse__str_dup(call->arena, value);
    return header->value.ptr ? header : NULL;
}

static int controls(prse_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (((unsigned char)text.ptr[i] < 0x20 && text.ptr[i] != '\t') ||
            text.ptr[i] == 0x7F)
            return 1;
    return 0;
}

prse_status prse_http_call_answer_header(prse_http_call *call, prse_str name,
                                         prse_str value)
{
    if (call->ended)
        return PRSE_OK;
    value = prse__str_trim(value);
    /* Forgotten headers count on, and empty ones cost memory too. */
    size_t cost = sizeof(prse__call_header);
    if (name.len > MOST_HEADER_BYTES || value.len > MOST_HEADER_BYTES ||
        (call->header_bytes += cost + name.len + value.len) >
            MOST_HEADER_BYTES)
        return fail(call, PRSE_ELIMIT);
    if (name.len == 0 || controls(name) || controls(value))
        return PRSE_OK;
    prse__call_header *header = new_header(call, name, value);
    if (!header)
        return fail(call, PRSE_ENOMEM);
    *call->answer_end = header;
    call->answer_end = &header->next;
    return PRSE_OK;
}

prse_status prse_http_call_answer_body(prse_http_call *call, prse_str bytes)
{
    if (call->ended)
        return PRSE_OK;
    if (call->broken)
        return call->broken;
    if (bytes.len > call->max_bytes - call->received)
        return fail(call, PRSE_ELIMIT);
    call->received += bytes.len;
    if (call->sink) {
        prse_status status = call->sink(call->drain, call, bytes);
        return status ? fail(call, status) : PRSE_OK;
    }
    prse__buf_add(&call->answer, bytes);
    return call->answer.failed ? fail(call, PRSE_ENOMEM) : PRSE_OK;
}

int prse__call_answer(const prse_http_call *call, const char *name,
                      prse_str *value)
{
    const prse__call_header *header = call->answer_headers;
    while (header && !prse__str_is(header->name, name))
        header = header->next;
    if (header)
        *value = header->value;
    return header != NULL;
}

static prse_status judged(const prse_http_call *call, prse_status status)
{
    if (call->broken)
        return call->broken;
    switch (status) {
    case PRSE_OK:
        return call->http ? PRSE_OK : PRSE_EIO;
    case PRSE_ETIMEOUT:
    case PRSE_EREFUSED:
    case PRSE_ETLS:
    case PRSE_ELIMIT:
    case PRSE_ENOMEM:
        return status;
    default:
        return PRSE_EIO;
    }
}

static const char *sentence(prse_status status)
{
    switch (status) {
    case PRSE_ETIMEOUT:
        return "no answer in time";
    case PRSE_EREFUSED:
        return "nobody answers there";
    case PRSE_ETLS:
        return "the server could not prove who it is";
    case PRSE_ELIMIT:
        return "the answer is larger than is accepted";
    case PRSE_ENOMEM:
        return "memory ran out";
    default:
        return "the answer did not come whole";
    }
}

static void explain(prse_http_call *call, prse_str why)
{
    char text[256], host[64];
    /* The backend's sentence is about its own status only. */
    if (call->tap_why)
        why = prse_str_of(call->tap_why);
    else if (why.len == 0 || call->broken)
        why = prse_str_of(sentence(call->status));
    prse__error_copy(text, sizeof text, why);
    prse__error_copy(host, sizeof host, prse__url_host(call->url));
    prse__error_set(&call->why, call->status, host, "%s", text);
}

void prse_http_call_finish(prse_http_call *call, prse_status status,
                           prse_str why)
{
    if (call->ended)
        return;
    call->status = judged(call, status);
    while (call->taps) {
        prse__call_tap *tap = call->taps;
        call->taps = tap->next;
        call->status = tap->ended(tap, call, call->status);
    }
    call->ended = 1;
    if (call->status)
        explain(call, call->status == status ? why : (prse_str){0});
    if (call->done)
        call->done(call->user, call);
}
