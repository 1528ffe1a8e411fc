/* SPDX-License-Identifier: Apache-2.0 */
#include "portailrse/runs.h"

#include "base/error.h"

static prse_status under_way(prse_error *err)
{
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "runs are under way");
}

prse_status prse_runs_new(prse_runs **out, const prse_runs_options *opts,
                          prse_error *err)
{
    (void)out, (void)opts;
    return under_way(err);
}

void prse_runs_free(prse_runs *runs)
{
    (void)runs;
}

prse_status prse_runs_add(prse_runs *runs, const prse_run_request *request,
                          prse_job_added *out, prse_error *err)
{
    (void)runs, (void)request, (void)out;
    return under_way(err);
}

prse_status prse_runs_teach(prse_runs *runs, prse_worker *worker,
                            prse_error *err)
{
    (void)runs, (void)worker;
    return under_way(err);
}

prse_status prse_runs_deliver(void *runs, const prse_queue_event *event,
                              prse_error *err)
{
    (void)runs, (void)event;
    return under_way(err);
}
