/* SPDX-License-Identifier: Apache-2.0 */
#include "http/call.h"

#include <string.h>

static int printable(prse_str text, unsigned char from)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < from || text.ptr[i] == 0x7F)
            return 0;
    return 1;
}

static int plain_ascii(prse_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] > 0x7E)
            return 0;
    return printable(text, 0x21);
}

static prse_status fill(prse_http_call *call, const char *method, prse_str url,
                        prse_str body, prse_error *err)
{
    call->arena = prse__arena_new(0);
    if (!call->arena)
        return prse__error_nomem(err);
    call->method = prse_str_of(method);
    call->url = prse__str_dup(call->arena, url);
    call->body = prse__str_dup(call->arena, body);
    return call->url.ptr && call->body.ptr ? PRSE_OK : prse__error_nomem(err);
}

prse_status prse__call_new(prse_http_call **out, const char *method,
                           prse_str url, prse_str body, prse_error *err)
{
    if (url.len == 0 || !plain_ascii(url))
        return prse__error_set(err, PRSE_EINVAL, "url",
                               "the URL is not percent-encoded");
    prse_http_call *call = prse__alloc(1, sizeof *call);
    if (!call)
        return prse__error_nomem(err);
    call->headers_end = &call->headers;
    call->answer_end = &call->answer_headers;
    prse_status status = fill(call, method, url, body, err);
    if (status)
        prse__call_free(call);
    else
        *out = call;
    return status;
}

void prse__call_borrow_body(prse_http_call *call, prse_str body)
{
    call->body = body;
}

void prse__call_free(prse_http_call *call)
{
    if (!call)
        return;
    prse__buf_free(&call->answer);
    prse__arena_free(call->arena);
    prse__free(call);
}

static int append(prse_http_call *call, prse__call_header ***end,
                  prse_str name, prse_str value)
{
    prse__call_header *header =
        prse__arena_alloc(call->arena, 1, sizeof *header);
    if (!header)
        return 0;
    header->name = prse__str_dup(call->arena, name);
    header->value = prse__str_dup(call->arena, value);
    if (!header->name.ptr || !header->value.ptr)
        return 0;
    **end = header;
    *end = &header->next;
    return 1;
}

/* A token of RFC 9110. */
static int token(prse_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') &&
            (c < '0' || c > '9') && (!c || !strchr("!#$%&'*+-.^_`|~", c)))
            return 0;
    }
    return name.len > 0;
}

prse_status prse__call_add_header(prse_http_call *call, prse_str name,
                                  prse_str value, prse_error *err)
{
    if (!token(name))
        return prse__error_set(err, PRSE_EINVAL, "header",
                               "the name of a header is made of letters, "
                               "digits and '-'");
    if (!printable(value, 0x20))
        return prse__error_set(err, PRSE_EINVAL, "header",
                               "the value of a header holds a control "
                               "character");
    if (!append(call, &call->headers_end, name, value))
        return prse__error_nomem(err);
    return PRSE_OK;
}

prse_str prse_http_call_method(const prse_http_call *call)
{
    return call->method;
}

prse_str prse_http_call_url(const prse_http_call *call)
{
    return call->url;
}

int prse_http_call_header(const prse_http_call *call, size_t index,
                          prse_str *name, prse_str *value)
{
    const prse__call_header *header = call->headers;
    while (header && index-- > 0)
        header = header->next;
    if (!header)
        return 0;
    *name = header->name;
    *value = header->value;
    return 1;
}

prse_str prse_http_call_body(const prse_http_call *call)
{
    return call->body;
}

int64_t prse_http_call_time(const prse_http_call *call, int64_t *connect_ms)
{
    if (connect_ms)
        *connect_ms = call->connect_ms;
    return call->total_ms;
}

int prse_http_call_may_connect(const prse_http_call *call, prse_str address)
{
    prse__address to;
    if (!call->may_connect)
        return -1;
    return prse__address_read(&to, address) &&
           call->may_connect(call->guard, &to);
}

void prse__call_tap_on(prse_http_call *call, prse__call_tap *tap)
{
    tap->next = call->taps;
    call->taps = tap;
}

void prse__call_tap_off(prse_http_call *call, prse__call_tap *tap)
{
    prse__call_tap **at = &call->taps;
    while (*at && *at != tap)
        at = &(*at)->next;
    if (*at)
        *at = tap->next;
}
