/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a dashboard. */
#ifndef PRSE_ENGINE_DASHBOARD_H
#define PRSE_ENGINE_DASHBOARD_H

#include "engine/inquiry.h"
#include "engine/lookup.h"
#include "engine/merge.h"
#include "engine/report.h"
#include "portailrse/dashboard.h"

struct prse_dashboard {
    prse_services *services;
    prse_pack *pack;
    prse__arena *arena; /* of one run */
    prse__merge merge;
    prse_report *report;
    prse__buf text;     /* what a reading gives out */
    int ran;
    prse_str siren;
    prse__round round;
    prse__lookup lookup;
    prse__inquiry inquiries[PRSE__RECORDS]; /* what: a prse_record */
    int wanted[PRSE__RECORDS]; /* a source of the pack reads its records */
    int32_t years[PRSE__RECORDS]; /* that the pack asks for; 0: none */
};

/* Asks everybody, and waits for the answers. */
prse_status prse__dashboard_ask(prse_dashboard *dashboard, prse_str date,
                                const prse_request_options *opts,
                                prse_error *err);
/* Facts out of the answers. */
prse_status prse__dashboard_merge(prse_dashboard *dashboard,
                                  const prse_facts *known, prse_error *err);
/* PRSE_EINVAL unless it ran. */
prse_status prse__dashboard_ready(const prse_dashboard *dashboard,
                                  prse_error *err);

#endif
