/* SPDX-License-Identifier: Apache-2.0 */
/* What a host does with the library, through public headers only. A scenario
 * stops at the first call that fails and answers its status: without faults all
 * succeed, and with memory running out none may leak or crash. */
#ifndef PRSE_TESTS_API_SCENARIOS_H
#define PRSE_TESTS_API_SCENARIOS_H

#include "portailrse/obligation.h"

/* Why a scenario's expectation failed; empty when none did. */
typedef struct scene_log {
    char text[512];
} scene_log;

typedef prse_status scenario_run(scene_log *log, prse_error *err);

typedef struct scenario {
    const char *name;
    scenario_run *run;
} scenario;

extern const scenario scenarios[];
extern const size_t scenario_count;

/* The pack of the scenarios, from memory. */
prse_status scenario_pack(prse_pack **out, prse_error *err);
/* The same when a pack may take so many bytes; 0: as many as usual. */
prse_status scenario_pack_within(prse_pack **out, uint64_t memory,
                                 prse_error *err);

#endif
