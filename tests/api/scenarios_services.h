/* SPDX-License-Identifier: Apache-2.0 */
/* What a host does with services, through public headers only. */
#ifndef PRSE_TESTS_API_SCENARIOS_SERVICES_H
#define PRSE_TESTS_API_SCENARIOS_SERVICES_H

#include "scenarios.h"

scenario_run scenario_company, scenario_search, scenario_records,
    scenario_dashboard;

prse_status scenario_services_pack(prse_pack **out, prse_error *err);

#endif
