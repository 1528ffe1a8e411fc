/* SPDX-License-Identifier: Apache-2.0 */
#include "callback/order.h"

#include "base/str.h"
#include "callback/status.h"

static prse_status check_reporter(const prse_callback_run *run,
                                  const prse__callback_place *place,
                                  prse_error *err)
{
    if (run->job.len == 0)
        return PRSE_OK;
    if (place->job.len == 0)
        return prse__error_set(err, PRSE_EDENIED, "webhook-signature",
                               "signed messages of this run came before: this "
                               "one is not");
    if (!prse__str_eq(run->job, place->job))
        return prse__error_set(err, PRSE_ECONFLICT, "webhook-id",
                               "another job reports on this run already");
    return PRSE_OK;
}

/* A copy has the number of the last message or, without numbers, its body. */
static int is_copy(const prse_callback_run *run,
                   const prse__callback_place *place)
{
    if (place->number > 0)
        return place->number == run->number;
    return run->seen.len > 0 && prse__str_eq(run->seen, place->digest);
}

/* "processing" is said twice, first that it began, then that the file is
 * good; what is final is never said again. */
static int is_overtaken(const prse_callback_run *run,
                        const prse__callback_place *place)
{
    int now = prse__status_rank(run->status);
    return now == PRSE__RANK_FINAL || prse__status_rank(place->status) < now ||
           (place->number > 0 && place->number < run->number);
}

prse_status prse__order_judge(prse_callback_verdict *out,
                              const prse_callback_run *run,
                              const prse__callback_place *place,
                              prse_error *err)
{
    if (prse__status_rank(run->status) < 0)
        return prse__error_set(err, PRSE_ESCHEMA, "run",
                               "what is kept of the run has no known status");
    prse_status status = check_reporter(run, place, err);
    if (status)
        return status;
    *out = is_copy(run, place)        ? PRSE_CALLBACK_SEEN
           : is_overtaken(run, place) ? PRSE_CALLBACK_OLD
                                      : PRSE_CALLBACK_ACCEPTED;
    return PRSE_OK;
}
