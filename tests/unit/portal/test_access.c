/* SPDX-License-Identifier: Apache-2.0 */
/* The matrix holds at every door: each function on a session is tried by each
 * role. */
#include <string.h>

#include "actions.h"
#include "support/test.h"

/* What somebody with a role must be answered. */
static prse_status answer(const action *a, prse_role role)
{
    if (a->about == OWN)
        return a->answer;
    if (a->about == OTHER && role != PRSE_ROLE_HOST)
        return PRSE_EDENIED;
    return prse_access_allows(role, a->operation) ? a->answer : PRSE_EDENIED;
}

static void try_as(const action *a, prse_role role, prse_status expected,
                   int64_t later_ms)
{
    stage st;
    prse_error err = {0};
    char before[72], after[72];
    stage_open(&st, NULL);
    stage_role(&st, role);
    if (a->prepare)
        a->prepare(&st);
    st.s.now_ms += later_ms;
    scene_digest(&st.s, before);
    prse_status status = a->run(&st, stage_by(&st), &err);
    scene_digest(&st.s, after);
    cr_assert_eq(status, expected, "%s as %s: %s (%s) for %s", a->name,
                 prse_role_name(role), prse_status_name(status), err.message,
                 prse_status_name(expected));
    cr_assert_eq(err.code, (int32_t)status);
    if (status)
        cr_assert_str_eq(before, after, "%s changed something", a->name);
    cr_assert_eq(scene_check(&st.s, NULL, 0), 0);
    stage_close(&st);
}

PRSE_TEST(matrix, holds_for_every_function_and_role)
{
    for (size_t i = 0; i < action_count; i++)
        for (int role = PRSE_ROLE_NONE; role <= PRSE_ROLE_HOST; role++)
            if (actions[i].about != OWN || role != PRSE_ROLE_HOST)
                if (actions[i].operation != PRSE_OP_COMPANY_LEAVE ||
                    role != PRSE_ROLE_HOST)
                    try_as(&actions[i], (prse_role)role,
                           answer(&actions[i], (prse_role)role), 0);
}

/* What the host is told that is a person's own act. */
PRSE_TEST(matrix, lets_the_host_act_for_nobody)
{
    static const char *const denied[] = {"note a visit",
                                         "accept an invitation"};
    for (size_t i = 0; i < action_count; i++)
        for (size_t k = 0; k < sizeof denied / sizeof denied[0]; k++)
            if (strcmp(actions[i].name, denied[k]) == 0)
                try_as(&actions[i], PRSE_ROLE_HOST, PRSE_EDENIED, 0);
}

/* A right that had its time is none, and says why. */
PRSE_TEST(matrix, holds_when_the_time_of_a_right_is_over)
{
    for (size_t i = 0; i < action_count; i++) {
        const action *a = &actions[i];
        if (a->about != COMPANY || a->operation == PRSE_OP_COMPANY_CREATE ||
            a->operation == PRSE_OP_COMPANY_LEAVE)
            continue;
        try_as(a, PRSE_ROLE_AUDITOR,
               prse_access_allows(PRSE_ROLE_AUDITOR, a->operation)
                   ? PRSE_EEXPIRED
                   : PRSE_EDENIED,
               400 * (int64_t)SCENE_DAY);
    }
}

/* Nobody's right reaches another company. */
PRSE_TEST(matrix, gives_an_owner_nothing_elsewhere)
{
    for (size_t i = 0; i < action_count; i++) {
        const action *a = &actions[i];
        stage st;
        prse_unit unit = scene_unit(SIREN_B, "AUTRE");
        if (a->about != COMPANY || a->operation == PRSE_OP_COMPANY_CREATE ||
            a->operation == PRSE_OP_COMPANY_LEAVE)
            continue;
        stage_open(&st, NULL);
        stage_role(&st, PRSE_ROLE_NONE);
        if (a->prepare)
            a->prepare(&st);
        SCENE_OK(prse_portal_company_save(st.actor.session, &unit,
                                          PRSE_VERSION_NEW, NULL, &err));
        SCENE_IS(PRSE_EDENIED, a->run(&st, st.actor.session, &err));
        stage_close(&st);
    }
}
