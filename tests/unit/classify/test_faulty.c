/* SPDX-License-Identifier: Apache-2.0 */
/* Classifiers that fail on demand. */
#include "base/str.h"
#include "stub.h"
#include "support/fault.h"
#include "support/test.h"

static const prse_str one = {"eau", 3};

typedef struct scene {
    stub s;
    prse_classifier inner, c;
} scene;

static void make(scene *it, prse_classifier_fault_options opts)
{
    opts.size = sizeof opts;
    stub_make(&it->inner, &it->s);
    cr_assert_eq(prse_classifier_faulty(&it->c, &it->inner, &opts, NULL),
                 PRSE_OK);
    cr_expect_eq(it->inner.self, NULL, "taken");
}

static prse_status ask(const scene *it, int64_t deadline_ms)
{
    prse_label out;
    prse_classify_options opts = {.size = sizeof opts,
                                  .deadline_ms = deadline_ms};
    return prse_classifier_classify(&it->c, &one, 1, &out, &opts, NULL);
}

PRSE_TEST(faulty, the_nth_call_fails)
{
    scene it;
    make(&it, (prse_classifier_fault_options){.nth = 2});
    cr_expect_eq(ask(&it, 0), PRSE_OK);
    cr_expect_eq(ask(&it, 0), PRSE_EIO);
    cr_expect_eq(ask(&it, 0), PRSE_OK);
    prse_classifier_drop(&it.c);
    cr_expect_eq(it.s.freed, 1);
}

PRSE_TEST(faulty, and_those_after_it_when_lasting)
{
    scene it;
    make(&it, (prse_classifier_fault_options){.nth = 2, .lasting = 1,
                                              .status = PRSE_ERATE});
    cr_expect_eq(ask(&it, 0), PRSE_OK);
    cr_expect_eq(ask(&it, 0), PRSE_ERATE);
    cr_expect_eq(ask(&it, 0), PRSE_ERATE);
    prse_classifier_drop(&it.c);
}

PRSE_TEST(faulty, chance_is_the_same_for_the_same_seed)
{
    scene a, b;
    int failed = 0;
    make(&a, (prse_classifier_fault_options){.per_mille = 300, .seed = 7});
    make(&b, (prse_classifier_fault_options){.per_mille = 300, .seed = 7});
    for (int i = 0; i < 200; i++) {
        prse_status status = ask(&a, 0);
        cr_expect_eq(ask(&b, 0), status);
        failed += status != PRSE_OK;
    }
    cr_expect(failed > 30 && failed < 90, "%d of 200", failed);
    prse_classifier_drop(&a.c);
    prse_classifier_drop(&b.c);
}

PRSE_TEST(faulty, a_late_call_meets_the_deadline)
{
    scene it;
    make(&it, (prse_classifier_fault_options){.nth = 9, .late_ms = 60000});
    cr_expect_eq(ask(&it, 30), PRSE_ETIMEOUT);
    cr_expect_eq(it.s.calls, 0);
    prse_classifier_drop(&it.c);
}

PRSE_TEST(faulty, describes_as_the_inner_one)
{
    scene it;
    prse_classifier_info info = {.size = sizeof info};
    prse_label_info label = {.size = sizeof label};
    make(&it, (prse_classifier_fault_options){.nth = 1});
    cr_expect_eq(prse_classifier_describe(&it.c, &info, NULL), PRSE_OK);
    cr_expect(prse__str_is(info.engine, "stub/1"));
    cr_expect_eq(prse_classifier_label(&it.c, 0, &label, NULL), PRSE_OK);
    prse_classifier_drop(&it.c);
}

PRSE_TEST(faulty, refuses_wrong_options)
{
    static const prse_classifier_fault_options wrong[] = {
        {.size = sizeof wrong[0], .status = -1},
        {.size = sizeof wrong[0], .status = 1000},
        {.size = sizeof wrong[0], .per_mille = 1001},
        {.size = sizeof wrong[0], .late_ms = -1}};
    stub s;
    prse_classifier inner, c;
    stub_make(&inner, &s);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        cr_expect_eq(prse_classifier_faulty(&c, &inner, &wrong[i], NULL),
                     PRSE_EINVAL);
    cr_expect_eq(prse_classifier_faulty(NULL, &inner, NULL, NULL),
                 PRSE_EINVAL);
    cr_expect_eq(inner.self, &s, "not taken");
}

PRSE_TEST(faulty, tells_that_memory_ran_out)
{
    PRSE_EACH_FAULT {
        stub s;
        prse_classifier inner, c = {0};
        prse_error err = {0};
        stub_make(&inner, &s);
        prse_status status = prse_classifier_faulty(&c, &inner, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_classifier_drop(&c);
    }
}
