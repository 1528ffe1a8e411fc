/* SPDX-License-Identifier: Apache-2.0 */
#include "hub/hub.h"

#include <string.h>

#include "base/options.h"
#include "http/clock.h"
#include "http/plug.h"
#include "http/url.h"

enum {
    CONNECT_MS = 10000,
    IDLE_MS = 30000,
    MOST_MS = 24 * 3600 * 1000,
    TRIES = 5,
    MOST_TRIES = 100,
    MOST_TOKEN = 4096
};
static const uint64_t MOST_BYTES = UINT64_C(10) << 30;

static prse_status check_numbers(prse_hub_options *opts, prse_error *err)
{
    if (opts->connect_ms < 0 || opts->connect_ms > MOST_MS)
        return prse__error_set(err, PRSE_EINVAL, "connect_ms",
                               "at most a day, in milliseconds");
    if (opts->idle_ms < 0 || opts->idle_ms > MOST_MS)
        return prse__error_set(err, PRSE_EINVAL, "idle_ms",
                               "at most a day, in milliseconds");
    if (opts->tries > MOST_TRIES)
        return prse__error_set(err, PRSE_EINVAL, "tries", "at most %d tries",
                               (int)MOST_TRIES);
    opts->connect_ms = opts->connect_ms ? opts->connect_ms : CONNECT_MS;
    opts->idle_ms = opts->idle_ms ? opts->idle_ms : IDLE_MS;
    opts->tries = opts->tries ? opts->tries : TRIES;
    opts->most_bytes = opts->most_bytes ? opts->most_bytes : MOST_BYTES;
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

static prse_status check_texts(prse_hub_options *opts, prse_error *err)
{
    if (!opts->cache.len || memchr(opts->cache.ptr, '\0', opts->cache.len))
        return prse__error_set(err, PRSE_EINVAL, "cache",
                               "the folder of the cache must be told");
    if (!opts->endpoint.len)
        opts->endpoint = PRSE_STR("https://huggingface.co");
    prse_status status =
        prse__url_check_base(&opts->endpoint, opts->endpoint, err);
    return status ? status : check_token(opts->token, err);
}

static prse_status keep_texts(prse_hub *hub, prse_error *err)
{
    prse_str *texts[] = {&hub->opts.cache, &hub->opts.endpoint,
                         &hub->opts.token};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = prse__str_dup(hub->arena, *texts[i]);
        if (!texts[i]->ptr)
            return prse__error_nomem(err);
    }
    prse_status status = prse__networks_read(&hub->networks, hub->arena,
                                             hub->opts.networks, err);
    hub->opts.networks = (prse_str){0};
    return status;
}

static prse_status check_plugs(const prse_hub_options *opts, prse_error *err)
{
    prse_status status =
        opts->clock ? prse__clock_check(opts->clock, err) : PRSE_OK;
    if (!status && opts->http)
        status = prse__http_check(opts->http, err);
    if (status || !opts->http || opts->http->guards || opts->behind_proxy)
        return status;
    return prse__error_set(err, PRSE_EUNSUPPORTED, "http",
                           "this backend does not ask whether an address may "
                           "be connected to");
}

/* Last, so that a backend is taken on success only. Without libcurl the cache
 * can still be looked into. */
static prse_status take_plugs(prse_hub *hub, prse_error *err)
{
    prse_http *http = hub->opts.http;
    const prse_clock *clock = hub->opts.clock;
    prse_error why = {0};
    hub->clock = clock ? *clock : prse__clock_system();
    hub->opts.http = NULL;
    hub->opts.clock = NULL;
    if (http) {
        hub->http = *http;
        memset(http, 0, sizeof *http);
        return PRSE_OK;
    }
    prse_status status = prse_http_curl(&hub->http, NULL, &why);
    if (!status || status == PRSE_EUNSUPPORTED)
        return PRSE_OK;
    if (err)
        *err = why;
    return status;
}

static prse_status set_up(prse_hub *hub, prse_error *err)
{
    prse_status status = check_numbers(&hub->opts, err);
    if (!status)
        status = check_plugs(&hub->opts, err);
    if (!status)
        status = check_texts(&hub->opts, err);
    if (!status)
        status = keep_texts(hub, err);
    return status ? status : take_plugs(hub, err);
}

prse_status prse_hub_new(prse_hub **out, const prse_hub_options *opts,
                         prse_error *err)
{
    prse_hub_options own = {0};
    if (!out || !opts)
        return prse__error_set(err, PRSE_EINVAL, out ? "opts" : "out",
                               "it is NULL");
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "options of the Hub", err);
    if (status)
        return status;
    prse_hub *hub = prse__alloc(1, sizeof *hub);
    if (hub)
        hub->arena = prse__arena_new(0);
    if (hub)
        hub->opts = own;
    status = hub && hub->arena ? set_up(hub, err) : prse__error_nomem(err);
    if (status)
        prse_hub_free(hub);
    else
        *out = hub;
    return status;
}

void prse_hub_free(prse_hub *hub)
{
    if (!hub)
        return;
    prse__http_free(&hub->http);
    prse__arena_free(hub->arena);
    prse__free(hub);
}
