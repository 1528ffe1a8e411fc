/* SPDX-License-Identifier: Apache-2.0 */
/* One call's questions, under one deadline. */
#include "base/error.h"
#include "base/options.h"
#include "engine/services.h"

enum { DEFAULT_DEADLINE_MS = 10000 };

prse_status prse__round_begin(prse__round *round, prse_services *services,
                              prse__arena *arena,
                              const prse_request_options *opts,
                              prse_error *err)
{
    prse_request_options own = {0};
    *round = (prse__round){.services = services,
                           .arena = arena,
                           .traces = {.arena = arena}};
    prse_status status =
        prse__options_read(&own, sizeof own, opts, "request options", err);
    if (status)
        return status;
    if (own.deadline_ms < 0 || own.offline > 1)
        return prse__error_set(err, PRSE_EINVAL, "request options",
                               "offline is 0 or 1, and the deadline is not "
                               "negative");
    round->offline = (int)own.offline;
    return prse__crew_new(&round->crew, services->client,
                          own.deadline_ms ? own.deadline_ms
                                          : DEFAULT_DEADLINE_MS,
                          own.should_stop, own.user, err);
}

prse_status prse__round_run(prse__round *round, prse_error *err)
{
    prse_status status = prse__crew_run(round->crew, err);
    if (status || !round->status)
        return status;
    if (err)
        *err = round->err;
    return round->status;
}

void prse__round_end(prse__round *round)
{
    prse__crew_free(round->crew);
    round->crew = NULL;
}

void prse__round_failed(prse__round *round, prse_status status,
                        const prse_error *err)
{
    if (!status || round->status)
        return;
    round->status = status;
    round->err = *err;
}

static const prse__service_settings *settings_of(const prse__round *round,
                                                 prse_service service)
{
    return &round->services->settings.of[service];
}

int prse__may_ask(const prse__round *round, prse_service service)
{
    const prse__service_settings *own = settings_of(round, service);
    int needs_key = service == PRSE_SERVICE_SIRENE && !round->offline;
    return own->enabled && (!needs_key || own->key.len);
}

int64_t prse__patience(const prse__round *round)
{
    int64_t share = prse__crew_left_ms(round->crew) * 2 / 5;
    if (!prse__may_ask(round, PRSE_SERVICE_SIRENE))
        return 0;
    return share > 0 ? share : 1;
}

prse_str prse__ask_base(const prse__round *round, prse_service service)
{
    return settings_of(round, service)->url;
}

prse_status prse__ask_start(prse__ask *ask, prse__round *round,
                            prse_error *err)
{
    const prse__service_settings *own = settings_of(round, ask->service);
    if (ask->url.failed)
        return prse__error_nomem(err);
    if (!ask->fetch.policy)
        ask->fetch.policy = &own->policy;
    ask->fetch.url = prse__buf_str(&ask->url);
    ask->fetch.only_cache = round->offline;
    if (own->key.len) {
        ask->fetch.header =
            prse_str_of(prse__service_named((int32_t)ask->service)->key_header);
        ask->fetch.key = own->key;
    }
    return prse__crew_add(round->crew, &ask->fetch, err);
}

void prse__ask_free(prse__ask *ask)
{
    prse__fetch_free(&ask->fetch);
    prse__buf_free(&ask->url);
}

prse_status prse__ask_trace(const prse__ask *ask, prse__round *round,
                            prse_outcome outcome, const prse_error *why,
                            prse_error *err)
{
    prse_trace trace = prse__trace_of(&ask->fetch, outcome, why);
    trace.service = (int32_t)ask->service;
    return prse__traces_add(&round->traces, trace, err);
}

prse_status prse__round_skip(prse__round *round, prse_service service,
                             prse_status status, const char *why,
                             prse_error *err)
{
    return prse__traces_add(&round->traces,
                            (prse_trace){.service = (int32_t)service,
                                         .outcome = PRSE_OUTCOME_NOT_ASKED,
                                         .status = (int32_t)status,
                                         .message = prse_str_of(why)},
                            err);
}
