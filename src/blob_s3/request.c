/* SPDX-License-Identifier: Apache-2.0 */
/* From what is asked to a signed call. */
#include "blob_s3/s3.h"
#include "http/clock.h"

enum { CONNECT_MS = 10000, OWN_MS = 30000, MS_A_MIB = 8000, MIB = 1 << 20 };

/* The headers that are signed, in order of names. */
enum { TYPE, HOST, IF_MATCH, RANGE, DIGEST, DATE, HEADERS };

/* Of nothing. */
static const char EMPTY[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

void prse__s3_query(prse__s3_request *request, const char *name,
                    prse_str value)
{
    if (request->queries < PRSE__S3_QUERY)
        request->query[request->queries++] = (prse__s3_pair){name, value};
}

void prse__s3_path(prse__buf *out, const prse__s3 *s3, prse_str key)
{
    prse__buf name;
    prse__buf_init(&name, 0);
    prse__buf_add(&name, s3->prefix);
    prse__s3_name_add(&name, key);
    prse__buf_add(out, s3->path);
    prse__buf_addc(out, '/');
    prse__s3_path_add(out, prse__buf_str(&name));
    if (name.failed)
        out->failed = 1;
    prse__buf_free(&name);
}

int64_t prse__s3_now(prse__s3 *s3)
{
    pthread_mutex_lock(&s3->lock);
    int64_t skew = s3->skew_ms;
    pthread_mutex_unlock(&s3->lock);
    return prse__clock_now(&s3->clock) + skew;
}

/* "https://host" + path + "?" + query, and where the last two are in it. */
typedef struct target {
    prse__buf url;
    prse_str path, query;
} target;

static prse_status aim(target *out, const prse__s3 *s3,
                       const prse__s3_request *request, prse_error *err)
{
    prse__buf_init(&out->url, 0);
    prse__buf_add(&out->url, s3->origin);
    size_t path = out->url.len;
    if (!request->bucket)
        prse__s3_path(&out->url, s3, request->key);
    else if (s3->path.len > 0)
        prse__buf_add(&out->url, s3->path);
    else
        prse__buf_addc(&out->url, '/');
    size_t end = out->url.len;
    if (request->queries > 0)
        prse__buf_addc(&out->url, '?');
    size_t query = out->url.len;
    prse__s3_query_add(&out->url, request->query, request->queries);
    if (out->url.failed)
        return prse__error_nomem(err);
    out->path = (prse_str){out->url.ptr + path, end - path};
    out->query = (prse_str){out->url.ptr + query, out->url.len - query};
    return PRSE_OK;
}

static prse_status authorization(prse__buf *out, const prse__s3 *s3,
                                 const prse__s3_signed *it, prse_error *err)
{
    char signature[65];
    prse_status status = prse__s3_sign(signature, &s3->key, it, err);
    if (status)
        return status;
    prse__buf_adds(out, "AWS4-HMAC-SHA256 Credential=");
    prse__buf_add(out, s3->key.access);
    prse__buf_addc(out, '/');
    prse__s3_scope_add(out, &s3->key, it->when);
    prse__buf_adds(out, ",SignedHeaders=");
    prse__s3_names_add(out, it);
    prse__buf_adds(out, ",Signature=");
    prse__buf_adds(out, signature);
    return out->failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status add_headers(prse_http_call *call, const prse__s3 *s3,
                               const prse__s3_signed *it, prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse_status status = authorization(&text, s3, it, err);
    if (!status)
        status = prse__call_add_header(call, PRSE_STR("authorization"),
                                       prse__buf_str(&text), err);
    /* What is packed would have another length than what was asked for. */
    if (!status)
        status = prse__call_add_header(call, PRSE_STR("accept-encoding"),
                                       PRSE_STR("identity"), err);
    for (size_t i = 0; !status && i < it->count; i++)
        if (i != HOST && it->headers[i].value.len > 0)
            status = prse__call_add_header(
                call, prse_str_of(it->headers[i].name), it->headers[i].value,
                err);
    prse__buf_free(&text);
    return status;
}

static prse_status sign(prse_http_call *call, prse__s3 *s3,
                        const prse__s3_request *request, const target *at,
                        prse_error *err)
{
    prse__s3_signed it = {.method = request->method, .path = at->path,
                          .query = at->query, .count = HEADERS};
    it.payload = request->payload ? request->payload : EMPTY;
    prse__s3_when(it.when, prse__s3_now(s3));
    const prse__s3_pair headers[HEADERS] = {
        [TYPE] = {"content-type", request->type},
        [HOST] = {"host", s3->host},
        [IF_MATCH] = {"if-match", request->if_match},
        [RANGE] = {"range", request->range},
        [DIGEST] = {"x-amz-content-sha256", prse_str_of(it.payload)},
        [DATE] = {"x-amz-date", prse_str_of(it.when)}};
    it.headers = headers;
    return add_headers(call, s3, &it, err);
}

prse_status prse__s3_call(prse_http_call **out, prse__s3 *s3,
                          const prse__s3_request *request, prse_error *err)
{
    target at;
    prse_http_call *call = NULL;
    prse_status status = aim(&at, s3, request, err);
    if (!status)
        status = prse__call_new(&call, request->method,
                                prse__buf_str(&at.url), (prse_str){0}, err);
    if (!status)
        status = sign(call, s3, request, &at, err);
    prse__buf_free(&at.url);
    if (status) {
        prse__call_free(call);
        return status;
    }
    if (request->body.len > 0)
        prse__call_borrow_body(call, request->body);
    call->connect_ms = CONNECT_MS;
    call->total_ms = OWN_MS + (int64_t)(request->weight / MIB) * MS_A_MIB;
    call->max_bytes = request->most;
    *out = call;
    return PRSE_OK;
}
