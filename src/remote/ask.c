/* SPDX-License-Identifier: Apache-2.0 */
#include "base/options.h"
#include "http/single.h"
#include "remote/remote.h"

static int64_t least(int64_t a, int64_t b)
{
    return a > 0 && a < b ? a : b;
}

static void set_limits(prse__remote_asking *it)
{
    const prse_remote *remote = it->remote;
    prse_http_call *call = it->call;
    call->total_ms = least(it->watch.deadline_ms, remote->opts.total_ms);
    call->connect_ms = least(remote->opts.connect_ms, call->total_ms);
    call->max_bytes = remote->opts.most_bytes;
    if (remote->opts.behind_proxy)
        return;
    call->may_connect = prse__remote_may_connect;
    call->guard = (void *)(uintptr_t)remote;
}

prse_status prse__remote_prepare(prse__remote_asking *out,
                                 const prse_remote *remote,
                                 const char *method, prse_str url,
                                 const prse_remote_watch *watch,
                                 prse_error *err)
{
    *out = (prse__remote_asking){.remote = remote};
    if (!remote)
        return prse__error_set(err, PRSE_EINVAL, "remote", "it is NULL");
    prse_status status = prse__options_read(&out->watch, sizeof out->watch,
                                            watch, "watch", err);
    if (!status && out->watch.deadline_ms < 0)
        status = prse__error_set(err, PRSE_EINVAL, "deadline_ms",
                                 "it is in the past");
    if (!status)
        status = prse__remote_allowed(remote, url, err);
    if (!status)
        status = prse__call_new(&out->call, method, url, (prse_str){0}, err);
    if (!status)
        set_limits(out);
    return status;
}

/* Which address a name led to is nobody's business. */
static prse_status refused(const prse_http_call *call, prse_error *err)
{
    return prse__error_set(err, PRSE_EREFUSED, call->why.subject,
                           "nobody answers there, or the host leads where it "
                           "must not");
}

prse_status prse__remote_run(prse__remote_asking *asking, prse_error *err)
{
    prse_http_call *call = asking->call;
    const prse__single how = {.http = &asking->remote->http,
                              .idle_ms = asking->idle_ms,
                              .should_stop = asking->watch.should_stop,
                              .user = asking->watch.user};
    prse_status status = prse__single_send(&how, call, err);
    if (status || !call->status)
        return status;
    if (call->status == PRSE_EREFUSED)
        return refused(call, err);
    if (err)
        *err = call->why;
    return call->status;
}
