/* SPDX-License-Identifier: Apache-2.0 */
/* The plug around an address. */
#include "endpoint/endpoint.h"

#include <string.h>

#include "base/options.h"
#include "http/plug.h"
#include "http/url.h"

enum {
    PARALLEL = 4,
    MOST_PARALLEL = 16,
    TRIES = 5,
    MOST_TRIES = 100,
    CONNECT_MS = 10000,
    TOTAL_MS = 30000,
    MOST_MS = 24 * 3600 * 1000,
    MOST_TOKEN = 4096,
    ROUNDS = 8 /* of requests in a call: it is told how far it is */
};

/* --- The plug --- */

static void free_endpoint(void *self)
{
    prse__endpoint *it = self;
    prse__http_free(&it->http);
    prse__arena_free(it->arena);
    prse__free(it);
}

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    const prse__endpoint *it = self;
    (void)err;
    out->label_count = it->label_count;
    out->none = it->none;
    out->batch = it->opts.parallel * ROUNDS;
    out->engine = PRSE_STR("endpoint/1");
    out->digest = prse_str_of(it->digest);
    return PRSE_OK;
}

static prse_status label(void *self, uint32_t index, prse_label_info *out,
                         prse_error *err)
{
    const prse__endpoint *it = self;
    (void)err;
    *out = it->labels[index];
    return PRSE_OK;
}

/* --- Settings --- */

static prse_status out_of_range(const char *what, prse_error *err)
{
    return prse__error_set(err, PRSE_EINVAL, what, "it is out of range");
}

static prse_status check_numbers(prse_endpoint_options *opts, prse_error *err)
{
    opts->parallel = opts->parallel ? opts->parallel : PARALLEL;
    opts->tries = opts->tries ? opts->tries : TRIES;
    opts->connect_ms = opts->connect_ms ? opts->connect_ms : CONNECT_MS;
    opts->total_ms = opts->total_ms ? opts->total_ms : TOTAL_MS;
    if (opts->parallel > MOST_PARALLEL)
        return out_of_range("parallel", err);
    if (opts->tries > MOST_TRIES)
        return out_of_range("tries", err);
    if (opts->connect_ms < 0 || opts->connect_ms > MOST_MS)
        return out_of_range("connect_ms", err);
    if (opts->total_ms < 0 || opts->total_ms > MOST_MS)
        return out_of_range("total_ms", err);
    return PRSE_OK;
}

/* It goes into a header. */
static prse_status check_token(prse_str token, prse_error *err)
{
    int good = token.len <= MOST_TOKEN;
    for (size_t i = 0; i < token.len && good; i++)
        good = token.ptr[i] > ' ' && token.ptr[i] <= '~';
    return good ? PRSE_OK
                : prse__error_set(err, PRSE_EINVAL, "token",
                                  "expected letters, digits and signs "
                                  "without blanks, \"hf_...\"");
}

static prse_status check_plug(const prse_endpoint_options *opts,
                              prse_error *err)
{
    prse_status status =
        opts->http ? prse__http_check(opts->http, err) : PRSE_OK;
    if (status || !opts->http || opts->http->guards || opts->behind_proxy)
        return status;
    return prse__error_set(err, PRSE_EUNSUPPORTED, "http",
                           "this backend does not ask whether an address may "
                           "be connected to");
}

static prse_status keep_texts(prse__endpoint *it, prse_str url,
                              prse_error *err)
{
    prse_status status = prse__url_check_base(&url, url, err);
    if (!status)
        status = check_token(it->opts.token, err);
    if (!status)
        status = prse__networks_read(&it->networks, it->arena,
                                     it->opts.networks, err);
    if (status)
        return status;
    it->url = prse__str_dup(it->arena, url);
    it->opts.token = prse__str_dup(it->arena, it->opts.token);
    return it->url.ptr && it->opts.token.ptr ? PRSE_OK
                                             : prse__error_nomem(err);
}

/* Of all that decides an answer, as far as it is known here. */
static prse_status make_digest(prse__endpoint *it, prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_add(&text, it->url);
    prse__buf_addc(&text, '\n');
    prse__buf_add(&text, it->opts.revision);
    for (uint32_t i = 0; i < it->label_count; i++) {
        prse__buf_addc(&text, '\n');
        prse__buf_add(&text, it->theirs[i]);
        prse__buf_addc(&text, '\t');
        prse__buf_add(&text, it->labels[i].text);
    }
    prse_status status = text.failed
                             ? prse__error_nomem(err)
                             : prse__digest_hex(it->digest,
                                                prse__buf_str(&text), err);
    prse__buf_free(&text);
    return status;
}

/* Last, so that a backend is taken on success only. */
static prse_status take_plug(prse__endpoint *it, prse_error *err)
{
    prse_http *http = it->opts.http;
    it->opts.http = NULL;
    it->opts.labels = it->opts.revision = it->opts.networks = (prse_str){0};
    if (!http)
        return prse_http_curl(&it->http, NULL, err);
    it->http = *http;
    memset(http, 0, sizeof *http);
    return PRSE_OK;
}

static prse_status set_up(prse__endpoint *it, prse_str url, prse_error *err)
{
    prse_status status = check_numbers(&it->opts, err);
    if (!status)
        status = check_plug(&it->opts, err);
    if (!status)
        status = keep_texts(it, url, err);
    if (!status)
        status = prse__endpoint_labels(it, err);
    if (!status)
        status = make_digest(it, err);
    return status ? status : take_plug(it, err);
}

prse_status prse_classifier_endpoint(prse_classifier *out, prse_str url,
                                     const prse_endpoint_options *opts,
                                     prse_error *err)
{
    prse_endpoint_options own = {.size = sizeof own};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "prse_endpoint_options", err);
    if (status)
        return status;
    prse__endpoint *it = prse__alloc(1, sizeof *it);
    if (!it)
        return prse__error_nomem(err);
    it->opts = own;
    it->arena = prse__arena_new(0);
    status = it->arena ? set_up(it, url, err) : prse__error_nomem(err);
    if (status) {
        free_endpoint(it);
        return status;
    }
    *out = (prse_classifier){.size = sizeof *out, .self = it,
                             .free = free_endpoint, .describe = describe,
                             .label = label,
                             .classify = prse__endpoint_classify};
    return PRSE_OK;
}
