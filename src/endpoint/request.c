/* SPDX-License-Identifier: Apache-2.0 */
#include "endpoint/endpoint.h"
#include "formats/json_writer.h"
#include "http/url.h"

enum { MOST_ANSWER = 1 << 20 };

static void write_body(prse__buf *out, const prse__endpoint *it,
                       prse_str text)
{
    prse__json json;
    prse__json_init(&json, out, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "inputs", text);
    prse__json_key(&json, PRSE_STR("parameters"));
    prse__json_open(&json, '{');
    prse__json_put_int(&json, "top_k", it->label_count);
    prse__json_put(&json, "function_to_apply", PRSE_STR("softmax"));
    prse__json_close(&json, '}');
    prse__json_close(&json, '}');
}

static prse_status add_token(prse_http_call *call, prse_str token,
                             prse_error *err)
{
    prse__buf value;
    if (!token.len)
        return PRSE_OK;
    prse__buf_init(&value, 0);
    prse__buf_adds(&value, "Bearer ");
    prse__buf_add(&value, token);
    prse_status status =
        value.failed ? prse__error_nomem(err)
                     : prse__call_add_header(call, PRSE_STR("authorization"),
                                             prse__buf_str(&value), err);
    prse__buf_free(&value);
    return status;
}

static int may_connect(void *user, const prse__address *address)
{
    const prse__endpoint *it = user;
    return prse__networks_allow(it->networks, address);
}

/* An address that was named as such by the administrator may be any. */
static void set_limits(prse_http_call *call, const prse__endpoint *it,
                       int64_t most_ms)
{
    int64_t total = it->opts.total_ms < most_ms ? it->opts.total_ms : most_ms;
    call->total_ms = total > 0 ? total : 1;
    call->connect_ms = it->opts.connect_ms < call->total_ms
                           ? it->opts.connect_ms
                           : call->total_ms;
    call->max_bytes = MOST_ANSWER;
    if (it->opts.behind_proxy ||
        prse__host_reach(prse__url_host(it->url)) != PRSE__REACH_PUBLIC)
        return;
    call->may_connect = may_connect;
    call->guard = (void *)(uintptr_t)it;
}

prse_status prse__endpoint_request(prse_http_call **out,
                                   const prse__endpoint *it, prse_str text,
                                   int64_t most_ms, prse_error *err)
{
    prse__buf body;
    prse_http_call *call = NULL;
    prse__buf_init(&body, 0);
    write_body(&body, it, text);
    prse_status status = body.failed
                             ? prse__error_nomem(err)
                             : prse__call_new(&call, "POST", it->url,
                                              prse__buf_str(&body), err);
    prse__buf_free(&body);
    if (!status)
        status = prse__call_add_header(call, PRSE_STR("content-type"),
                                       PRSE_STR("application/json"), err);
    if (!status)
        status = add_token(call, it->opts.token, err);
    if (status) {
        prse__call_free(call);
        return status;
    }
    set_limits(call, it, most_ms);
    *out = call;
    return PRSE_OK;
}
