/* SPDX-License-Identifier: Apache-2.0 */
/* One record of a platform, for hosts that want no dashboard. */
#include "base/error.h"
#include "engine/inquiry.h"
#include "engine/pack.h"

static prse_status ask(prse__inquiry *q, prse_services *services,
                       prse_record what, prse_str siren, int32_t year,
                       const prse_request_options *opts, prse_error *err)
{
    prse__round round;
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status =
        prse__round_begin(&round, services, arena, opts, err);
    if (!status)
        status = prse__inquiry_start(q, &round, what, siren, year, err);
    if (!status)
        status = prse__round_run(&round, err);
    if (!status)
        status = prse__inquiry_read_file(q, err);
    prse__round_end(&round);
    prse__arena_free(arena);
    return status;
}

static prse_status check_year(prse_record what, int32_t year, prse_error *err)
{
    if ((uint32_t)what >= PRSE__RECORDS)
        return prse__error_set(err, PRSE_EINVAL, "what",
                               "there is no such record");
    if (prse__platforms[what].yearly && (year < 1900 || year > 2999))
        return prse__error_set(err, PRSE_EINVAL, "year",
                               "%d is no year of data", (int)year);
    return PRSE_OK;
}

prse_status prse_services_record(prse_text **out, prse_services *services,
                                 prse_record what, prse_str siren,
                                 int32_t year,
                                 const prse_request_options *opts,
                                 prse_error *err)
{
    prse_number number = {.size = sizeof number};
    prse__inquiry q = {0};
    if (!out || !services)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and services are required");
    prse_status status = check_year(what, year, err);
    if (!status)
        status = prse_number_read(&number, siren, err);
    if (!status)
        status = ask(&q, services, what, prse_str_of(number.siren), year,
                     opts, err);
    if (!status) {
        prse__buf *record = q.filed.len ? &q.filed : &q.record;
        status = prse__text_take(out, record, err);
        *record = (prse__buf){0};
    }
    prse__inquiry_free(&q);
    return status;
}
