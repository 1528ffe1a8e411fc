/* SPDX-License-Identifier: Apache-2.0 */
/* Every scenario of the API while memory runs out, once and for good, at each
 * request: the failure is told, nothing leaks. */
#include <string.h>

#include "api/scenarios.h"
#include "support/fault.h"
#include "support/test.h"

static const scenario *named(const char *name)
{
    size_t i = 0;
    while (strcmp(scenarios[i].name, name) != 0)
        i++;
    return &scenarios[i];
}

static void run(const char *name)
{
    const scenario *one = named(name);
    PRSE_EACH_FAULT {
        scene_log log = {{0}};
        prse_error err = {0};
        prse_status status = one->run(&log, &err);
        PRSE_FAULT_CHECK(status, err);
        if (status == PRSE_OK)
            cr_expect_str_eq(log.text, "", "%s", log.text);
    }
}

/* Counting warnings has no way to fail: those that memory does not allow are
 * not there yet. */
static void run_without_status(const char *name)
{
    const scenario *one = named(name);
    PRSE_EACH_FAULT {
        scene_log log = {{0}};
        prse_error err = {0};
        prse_status status = one->run(&log, &err);
        int met = prse_fault_pause();
        cr_assert(status == PRSE_OK || (met && status == PRSE_ENOMEM));
        cr_assert_eq(err.code, (int32_t)status);
    }
}

#define FAULTS(test, name) \
    PRSE_TEST(faults, test, .timeout = PRSE_LONG) \
    { \
        run(name); \
    }

FAULTS(pack_info, "pack info")
FAULTS(pack_call, "pack call")
FAULTS(references, "references")
FAULTS(facts_by_hand, "facts by hand")
FAULTS(facts_of_json, "facts of JSON")
FAULTS(facts_of_a_source, "facts of a source")
PRSE_TEST(faults, warnings, .timeout = PRSE_LONG)
{
    run_without_status("facts that do not fit");
    run_without_status("warnings of a source");
}

FAULTS(report_answers, "report answers")
FAULTS(report_sentences, "report sentences")
FAULTS(report_deadlines, "report deadlines")
FAULTS(report_questions, "report questions")
FAULTS(report_as_json, "report as JSON")
FAULTS(report_of_one, "report of one")

/* A cache that has no memory keeps nothing, and that is no failure. */
#define FAULTS_BUT_THE_CACHE(test, name) \
    PRSE_TEST(faults, test, .timeout = PRSE_LONG) \
    { \
        run_without_status(name); \
    }

FAULTS_BUT_THE_CACHE(company, "company")
FAULTS_BUT_THE_CACHE(search, "search")
FAULTS_BUT_THE_CACHE(records, "records")
FAULTS_BUT_THE_CACHE(dashboard, "dashboard")
