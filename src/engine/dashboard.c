/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/dashboard.h"

#include "base/error.h"
#include "base/options.h"

static prse_status init(prse_dashboard *d, prse_error *err)
{
    d->arena = prse__arena_new(0);
    prse_status status = d->arena ? prse__merge_init(&d->merge, d->pack, err)
                                  : prse__error_nomem(err);
    if (!status)
        status = prse_report_new(&d->report, d->pack, err);
    for (size_t i = 0; i < PRSE__RECORDS; i++)
        d->wanted[i] = prse__source_of_record(
                           d->pack->tree, prse__platforms[i].record) != NULL;
    return status;
}

prse_status prse_dashboard_new(prse_dashboard **out, prse_services *services,
                               prse_pack *pack, prse_error *err)
{
    if (!out || !services || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, services and pack are required");
    prse_dashboard *dashboard = prse__alloc(1, sizeof *dashboard);
    if (!dashboard)
        return prse__error_nomem(err);
    dashboard->services = prse_services_ref(services);
    dashboard->pack = prse_pack_ref(pack);
    prse__buf_init(&dashboard->text, 0);
    prse_status status = init(dashboard, err);
    if (status)
        prse_dashboard_free(dashboard);
    else
        *out = dashboard;
    return status;
}

/* Of the last run. */
static void forget(prse_dashboard *dashboard)
{
    dashboard->ran = 0;
    prse__lookup_free(&dashboard->lookup);
    dashboard->lookup = (prse__lookup){0};
    dashboard->round = (prse__round){0};
    for (size_t i = 0; i < PRSE__RECORDS; i++) {
        prse__inquiry_free(&dashboard->inquiries[i]);
        dashboard->inquiries[i] = (prse__inquiry){0};
    }
}

void prse_dashboard_free(prse_dashboard *dashboard)
{
    if (!dashboard)
        return;
    forget(dashboard);
    prse_report_free(dashboard->report);
    prse__merge_free(&dashboard->merge);
    prse__arena_free(dashboard->arena);
    prse__buf_free(&dashboard->text);
    prse_pack_unref(dashboard->pack);
    prse_services_unref(dashboard->services);
    prse__free(dashboard);
}

static prse_status read_call(prse_dashboard *dashboard, prse_str number,
                             const prse_facts *known, prse_str date,
                             prse_error *err)
{
    prse_number read = {.size = sizeof read};
    prse__date day;
    prse_status status = prse_number_read(&read, number, err);
    if (status)
        return status;
    if (known && known->pack != dashboard->pack)
        return prse__error_set(err, PRSE_EINVAL, "known",
                               "what is known is in the words of another "
                               "pack");
    status = prse__date_read(&day, date, "date", err);
    if (status)
        return status;
    dashboard->siren =
        prse__str_dup(dashboard->arena, prse_str_of(read.siren));
    return dashboard->siren.ptr ? PRSE_OK : prse__error_nomem(err);
}

/* A register that answered knows no such unit: there is no company. When none
 * answered, what the host knows still is worth something. */
static prse_status check_unit(const prse_dashboard *dashboard, prse_error *err)
{
    const prse__lookup *lookup = &dashboard->lookup;
    if (prse__lookup_found(lookup) || !lookup->absent)
        return PRSE_OK;
    return prse__lookup_failure(lookup, err);
}

prse_status prse_dashboard_run(prse_dashboard *dashboard, prse_str number,
                               const prse_facts *known, prse_str date,
                               const prse_request_options *opts,
                               prse_error *err)
{
    if (!dashboard)
        return prse__error_set(err, PRSE_EINVAL, NULL, "dashboard is NULL");
    forget(dashboard);
    prse__arena_reset(dashboard->arena);
    prse_status status = read_call(dashboard, number, known, date, err);
    if (!status)
        status = prse__dashboard_ask(dashboard, date, opts, err);
    if (!status)
        status = check_unit(dashboard, err);
    if (!status)
        status = prse__dashboard_merge(dashboard, known, err);
    if (!status)
        status = prse_report_evaluate(dashboard->report,
                                      dashboard->merge.facts, date, err);
    dashboard->ran = !status;
    return status;
}

/* --- What came of it --- */

prse_status prse__dashboard_ready(const prse_dashboard *dashboard,
                                  prse_error *err)
{
    if (dashboard && dashboard->ran)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, NULL,
                           "a dashboard that ran is required");
}

prse_report *prse_dashboard_report(prse_dashboard *dashboard)
{
    return dashboard && dashboard->ran ? dashboard->report : NULL;
}

const prse_facts *prse_dashboard_facts(const prse_dashboard *dashboard)
{
    return dashboard && dashboard->ran ? dashboard->merge.facts : NULL;
}

prse_status prse_dashboard_unit(const prse_dashboard *dashboard,
                                prse_unit *out, prse_error *err)
{
    prse_status status = prse__dashboard_ready(dashboard, err);
    if (status)
        return status;
    if (!prse__lookup_found(&dashboard->lookup))
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "no register answered");
    return prse__struct_give(out, &dashboard->lookup.unit.is, sizeof *out,
                             err);
}

prse_status prse_dashboard_trace(const prse_dashboard *dashboard,
                                 size_t index, prse_trace *out,
                                 prse_error *err)
{
    prse_status status = prse__dashboard_ready(dashboard, err);
    return status ? status
                  : prse__traces_get(&dashboard->round.traces, index, out,
                                     err);
}

int prse_dashboard_partial(const prse_dashboard *dashboard)
{
    return dashboard && dashboard->ran &&
           prse__traces_partial(&dashboard->round.traces);
}
