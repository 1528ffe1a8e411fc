/* SPDX-License-Identifier: Apache-2.0 */
/* The conformance kit itself: what it refuses, and lack of memory in it. That
 * it notices broken stores is shown by tests/store/kit_bites.c. */
#include <stdio.h>

#include "scene.h"
#include "support/fault.h"

typedef struct hearing {
    int cases, wrong;
    char last[128];
} hearing;

static void hear(void *user, prse_str name, prse_str wrong)
{
    hearing *h = user;
    h->cases++;
    h->wrong += wrong.len > 0;
    if (wrong.len > 0)
        snprintf(h->last, sizeof h->last, "%.*s", (int)wrong.len, wrong.ptr);
    cr_assert_gt(name.len, 10, "a case is a sentence");
}

PRSE_TEST(store_kit_itself, asks_for_a_whole_store_and_a_listener)
{
    prse_error why = {0};
    prse_store store, part;
    SCENE_OK(prse_store_memory(&store, err));
    part = store;
    part.claim = NULL;
    cr_assert_eq(prse_store_kit(NULL, hear, NULL, &why), PRSE_EINVAL);
    cr_assert_eq(why.code, PRSE_EINVAL);
    cr_assert_eq(prse_store_kit(&part, hear, NULL, &why), PRSE_EINVAL);
    cr_assert_eq(prse_store_kit(&store, NULL, NULL, &why), PRSE_EINVAL);
    cr_assert_eq(prse_store_kit(&store, NULL, NULL, NULL), PRSE_EINVAL);
    scene_free(&store);
}

PRSE_TEST(store_kit_itself, has_at_least_sixty_different_cases,
          .timeout = PRSE_LONG)
{
    prse_store store;
    hearing h = {0};
    SCENE_OK(prse_store_memory(&store, err));
    SCENE_OK(prse_store_kit(&store, hear, &h, err));
    cr_assert_geq(h.cases, 60);
    cr_assert_eq(h.wrong, 0);
    scene_free(&store);
}

PRSE_TEST(store_kit_itself, tells_what_a_store_that_fails_answers,
          .timeout = PRSE_LONG)
{
    const prse_store_fault_options broken = {.size = sizeof broken,
                                             .call = PRSE_STORE_BEGIN,
                                             .nth = 1,
                                             .lasting = 1};
    prse_store inner, store;
    prse_error why = {0};
    hearing h = {0};
    SCENE_OK(prse_store_memory(&inner, err));
    SCENE_OK(prse_store_faulty(&store, &inner, &broken, err));
    cr_assert_eq(prse_store_kit(&store, hear, &h, &why), PRSE_ESCHEMA);
    cr_assert_eq(why.code, PRSE_ESCHEMA);
    cr_assert_gt(h.wrong, 100);
    cr_assert_not_null(strstr(h.last, "PRSE_EIO"), "%s", h.last);
    scene_free(&store);
}

/* Every 23rd request for memory fails in its turn, until the races are
 * reached, which take their time. */
PRSE_TEST(store_kit_itself, ends_with_no_verdict_when_memory_runs_out,
          .timeout = PRSE_LONG)
{
    prse_store store;
    for (unsigned n = 1; n < 6000; n += 23) {
        prse_error why = {0};
        hearing h = {0};
        SCENE_OK(prse_store_memory(&store, err));
        prse_fault_arm(n, n % 2 == 0);
        prse_status status = prse_store_kit(&store, hear, &h, &why);
        prse_fault_arm(0, 0);
        cr_assert_eq(status, PRSE_ENOMEM, "request %u: %s, %s", n,
                     prse_status_name(status), h.last);
        cr_assert_eq(why.code, PRSE_ENOMEM);
        cr_assert_eq(h.wrong, 0, "request %u: %s", n, h.last);
        scene_free(&store);
    }
}
