/* SPDX-License-Identifier: Apache-2.0 */
#include "http/gate.h"

static int64_t seconds(int64_t ms)
{
    return (ms + 999) / 1000;
}

static prse_status paused(const prse__gate *gate, int64_t now, int64_t until,
                          prse_error *err)
{
    if (until <= now)
        return prse__error_set(err, PRSE_EREFUSED, gate->origin,
                               "not asked: after failures in a row, another "
                               "request is trying it first");
    return prse__error_set(err, PRSE_EREFUSED, gate->origin,
                           "not asked: it failed just before and is left "
                           "alone for %lld s more",
                           (long long)seconds(until - now));
}

static prse_status too_many(const prse__gate *gate,
                            const prse__policy *policy, int64_t now,
                            int64_t when, prse_error *err)
{
    int64_t wait = when - now;
    if (gate->hold == when)
        return prse__error_set(err, PRSE_ERATE, gate->origin,
                               "not asked: the service wants no request for "
                               "%lld s more", (long long)seconds(wait));
    return prse__error_set(err, PRSE_ERATE, gate->origin,
                           "not asked: the limit of %u requests in %lld ms "
                           "leaves no place for %lld s more",
                           policy->rate_count, (long long)policy->rate_ms,
                           (long long)seconds(wait));
}

prse_status prse__gate_enter(prse__gate *gate, const prse__policy *policy,
                             int64_t now, int64_t deadline, prse__pass *pass,
                             int64_t *when, prse_error *err)
{
    int64_t until = 0;
    if (!prse__breaker_may(&gate->breaker, now, &until))
        return paused(gate, now, until, err);
    *when = prse__bucket_when(&gate->bucket, policy->rate_count,
                              policy->rate_ms, now);
    if (gate->hold > now && gate->hold > *when)
        *when = gate->hold;
    if (*when >= deadline)
        return too_many(gate, policy, now, *when, err);
    if (*when > 0)
        return PRSE_OK;
    pass->round = gate->breaker.round;
    prse__breaker_leave(&gate->breaker);
    prse__bucket_leave(&gate->bucket);
    return PRSE_OK;
}

void prse__gate_leave(prse__gate *gate, const prse__policy *policy,
                      int64_t now, prse__pass pass, prse__gate_end end)
{
    prse__bucket_end(&gate->bucket,
                     end.answered ? now : now + policy->rate_ms);
    prse__breaker_end(&gate->breaker, pass.round, end.verdict,
                      policy->failures, now + policy->pause_ms);
    if (end.hold_ms > 0 && now + end.hold_ms > gate->hold)
        gate->hold = now + end.hold_ms;
}

int prse__gate_closed(const prse__gate *gate, int64_t now)
{
    int64_t when;
    return !prse__breaker_may(&gate->breaker, now, &when);
}
