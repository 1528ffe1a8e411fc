/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/trace.h"

#include "base/error.h"
#include "base/options.h"
#include "engine/service_names.h"

static int grow(prse__traces *traces)
{
    size_t room = traces->room ? 2 * traces->room : 8;
    prse_trace *items =
        prse__arena_alloc(traces->arena, room, sizeof *items);
    if (!items)
        return 0;
    for (size_t i = 0; i < traces->count; i++)
        items[i] = traces->items[i];
    traces->items = items;
    traces->room = room;
    return 1;
}

prse_status prse__traces_add(prse__traces *traces, prse_trace trace,
                             prse_error *err)
{
    if (traces->count == traces->room && !grow(traces))
        return prse__error_nomem(err);
    trace.name = prse_str_of(prse__service_named(trace.service)->id);
    if (trace.message.len) {
        trace.message = prse__str_dup(traces->arena, trace.message);
        if (!trace.message.ptr)
            return prse__error_nomem(err);
    }
    traces->items[traces->count++] = trace;
    return PRSE_OK;
}

/* What a failed outcome is to a caller; PRSE_OK of the others. */
static prse_status status_of_outcome(prse_outcome outcome)
{
    static const prse_status OF[] = {
        [PRSE_OUTCOME_UNREADABLE] = PRSE_EPEER,
        [PRSE_OUTCOME_DOWN] = PRSE_EPEER,
        [PRSE_OUTCOME_LIMITED] = PRSE_ERATE,
        [PRSE_OUTCOME_DENIED] = PRSE_EDENIED,
        [PRSE_OUTCOME_NOT_ASKED] = PRSE_OK};
    return OF[outcome];
}

/* When nothing else tells. */
static prse_str usual_reason(prse_outcome outcome)
{
    static const char *const OF[] = {
        [PRSE_OUTCOME_UNREADABLE] = "the answer is not in a known form",
        [PRSE_OUTCOME_DOWN] = "the service answered with a failure",
        [PRSE_OUTCOME_LIMITED] = "too many requests",
        [PRSE_OUTCOME_DENIED] = "the service refused the question",
        [PRSE_OUTCOME_NOT_ASKED] = NULL};
    return prse_str_of(OF[outcome]);
}

prse_trace prse__trace_of(const prse__fetch *fetch, prse_outcome outcome,
                          const prse_error *why)
{
    /* an answer that is kept has a reason too: why no newer one came */
    const prse_error *reason = fetch->why.code ? &fetch->why : why;
    prse_trace trace = {.outcome = (int32_t)outcome,
                        .origin = (int32_t)fetch->origin,
                        .http = fetch->answer.http,
                        .status = fetch->why.code,
                        .attempts = fetch->attempts,
                        .took_ms = fetch->took_ms,
                        .age_ms = fetch->age_ms,
                        .message = usual_reason(outcome)};
    if (!trace.status)
        trace.status = (int32_t)status_of_outcome(outcome);
    if (reason && reason->code)
        trace.message = prse_str_of(reason->message);
    return trace;
}

prse_status prse__traces_get(const prse__traces *traces, size_t index,
                             prse_trace *out, prse_error *err)
{
    if (index >= traces->count)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "%zu questions were asked", traces->count);
    return prse__struct_give(out, &traces->items[index], sizeof *out, err);
}

/* A service that nobody wanted, or that is switched off, is not missed; one
 * that was not asked to save the network is. */
static int misses(const prse_trace *trace)
{
    if (trace->outcome == PRSE_OUTCOME_NOT_ASKED)
        return trace->status != PRSE_OK;
    return trace->origin == PRSE_ORIGIN_STALE ||
           (trace->outcome != PRSE_OUTCOME_READ &&
            trace->outcome != PRSE_OUTCOME_ABSENT);
}

int prse__traces_partial(const prse__traces *traces)
{
    for (size_t i = 0; i < traces->count; i++)
        if (misses(&traces->items[i]))
            return 1;
    return 0;
}
