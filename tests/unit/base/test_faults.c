/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/faults.h"
#include "support/test.h"

enum { CALLS = 4000 };

static prse__faults settled(prse__faults faults)
{
    prse_error err = {0};
    cr_assert_eq(prse__faults_settle(&faults, &err), PRSE_OK, "%s",
                 err.message);
    return faults;
}

static int strikes(prse__faults *faults)
{
    prse_error err = {0};
    prse_status status = prse__faults_strike(faults, "call", &err);
    cr_assert_eq(err.code, (int32_t)status);
    if (status)
        cr_assert_str_eq(err.subject, "call");
    return status != PRSE_OK;
}

PRSE_TEST(faults, a_number_strikes_once_or_for_good)
{
    prse__faults once = settled((prse__faults){.nth = 3}),
                 lasting = settled((prse__faults){.nth = 3, .lasting = 1});
    for (int call = 1; call <= 5; call++) {
        cr_assert_eq(strikes(&once), call == 3, "%d", call);
        cr_assert_eq(strikes(&lasting), call >= 3, "%d", call);
    }
}

PRSE_TEST(faults, chance_strikes_as_often_as_asked_and_again_the_same)
{
    prse__faults one = settled((prse__faults){.per_mille = 300, .seed = 7}),
                 two = settled((prse__faults){.per_mille = 300, .seed = 7}),
                 other = settled((prse__faults){.per_mille = 300, .seed = 8});
    int count = 0, differs = 0;
    for (int call = 0; call < CALLS; call++) {
        int struck = strikes(&one);
        cr_assert_eq(strikes(&two), struck, "%d", call);
        differs += strikes(&other) != struck;
        count += struck;
    }
    cr_assert(count > CALLS / 4 && count < CALLS * 7 / 20, "%d", count);
    cr_assert_gt(differs, 0);
}

PRSE_TEST(faults, never_and_always)
{
    prse__faults never = settled((prse__faults){.seed = 1}),
                 always = settled((prse__faults){.per_mille = 1000});
    for (int call = 0; call < CALLS; call++) {
        cr_assert_not(strikes(&never));
        cr_assert(strikes(&always));
    }
}

PRSE_TEST(faults, a_struck_call_answers_what_was_asked_for)
{
    prse_error err = {0};
    prse__faults plain = settled((prse__faults){.per_mille = 1000}),
                 busy = settled((prse__faults){.per_mille = 1000,
                                               .status = PRSE_EBUSY});
    cr_assert_eq(prse__faults_strike(&plain, "x", &err), PRSE_EIO);
    cr_assert_eq(prse__faults_strike(&busy, "x", &err), PRSE_EBUSY);
}

PRSE_TEST(faults, settings_that_are_none_are_named)
{
    static const struct {
        prse__faults faults;
        const char *subject;
    } wrong[] = {{{.status = -1}, "status"},
                 {{.status = PRSE_EEXPIRED + 1}, "status"},
                 {{.per_mille = 1001}, "per_mille"},
                 {{.late_ms = -1}, "late_ms"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        prse__faults faults = wrong[i].faults;
        prse_error err = {0};
        cr_assert_eq(prse__faults_settle(&faults, &err), PRSE_EINVAL);
        cr_assert_str_eq(err.subject, wrong[i].subject);
    }
}
