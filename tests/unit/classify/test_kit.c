/* SPDX-License-Identifier: Apache-2.0 */
/* The conformance kit notices what is wrong, and nothing else. */
#include "base/str.h"
#include "stub.h"
#include "support/fault.h"
#include "support/test.h"

typedef struct verdicts {
    int cases, failed;
    const char *wanted; /* NULL: all must hold */
    int met;            /* the wanted case failed */
} verdicts;

static void told(void *user, prse_str name, prse_str wrong)
{
    verdicts *it = user;
    it->cases++;
    it->failed += wrong.len > 0;
    if (!it->wanted)
        cr_expect_eq(wrong.len, 0, "%.*s: %.*s", (int)name.len, name.ptr,
                     (int)wrong.len, wrong.ptr);
    else if (wrong.len > 0 && prse__str_is(name, it->wanted))
        it->met = 1;
}

PRSE_TEST(kit, a_good_classifier_passes)
{
    stub s;
    prse_classifier c;
    verdicts it = {0};
    prse_error err = {0};
    stub_make(&c, &s);
    cr_expect_eq(prse_classifier_kit(&c, told, &it, &err), PRSE_OK, "%s",
                 err.message);
    cr_expect_eq(err.code, 0);
    cr_expect_geq(it.cases, 18);
}

/* Each flaw is found by the case that is about it. */
PRSE_TEST(kit, notices_each_flaw)
{
    for (const flaw *it = flaws; it->name; it++) {
        stub s;
        prse_classifier c;
        prse_error err = {0};
        verdicts found = {.wanted = it->noticed_by};
        stub_make(&c, &s);
        it->apply(&s);
        cr_expect_eq(prse_classifier_kit(&c, told, &found, &err),
                     PRSE_ESCHEMA, "%s", it->name);
        cr_expect_eq(err.code, PRSE_ESCHEMA);
        cr_expect(found.met, "\"%s\" is not noticed by \"%s\"", it->name,
                  it->noticed_by);
    }
}

PRSE_TEST(kit, refuses_what_is_no_classifier)
{
    stub s;
    prse_error err = {0};
    prse_classifier c = {.size = sizeof c};
    cr_expect_eq(prse_classifier_kit(NULL, told, NULL, &err), PRSE_EINVAL);
    cr_expect_eq(prse_classifier_kit(&c, told, NULL, &err), PRSE_EINVAL);
    cr_expect_eq(err.code, PRSE_EINVAL);
    stub_make(&c, &s);
    cr_expect_eq(prse_classifier_kit(&c, NULL, NULL, &err), PRSE_EINVAL);
}

PRSE_TEST(kit, tells_that_memory_ran_out)
{
    stub s;
    prse_classifier c;
    stub_make(&c, &s);
    PRSE_EACH_FAULT {
        verdicts it = {.wanted = ""};
        prse_error err = {0};
        prse_status status = prse_classifier_kit(&c, told, &it, &err);
        PRSE_FAULT_CHECK(status, err);
    }
}
