/* SPDX-License-Identifier: Apache-2.0 */
/* The conformance kit on the store in memory, bare and behind a faulty store
 * that does nothing wrong. */
#include "scene.h"

static void told(void *user, prse_str name, prse_str wrong)
{
    int *cases = user;
    ++*cases;
    cr_expect_eq(wrong.len, 0, "%.*s: %.*s", (int)name.len, name.ptr,
                 (int)wrong.len, wrong.ptr);
}

PRSE_TEST(store_kit, holds_on_memory, .timeout = PRSE_LONG)
{
    prse_store store;
    int cases = 0;
    SCENE_OK(prse_store_memory(&store, err));
    SCENE_OK(prse_store_kit(&store, told, &cases, err));
    SCENE_OK(prse_store_kit(&store, told, &cases, err)); /* and again */
    cr_assert_gt(cases, 20);
    scene_free(&store);
}

PRSE_TEST(store_kit, holds_behind_a_faulty_store_without_faults,
          .timeout = PRSE_LONG)
{
    const prse_store_fault_options none = {.size = sizeof none};
    prse_store inner, store;
    int cases = 0;
    SCENE_OK(prse_store_memory(&inner, err));
    SCENE_OK(prse_store_faulty(&store, &inner, &none, err));
    SCENE_OK(prse_store_kit(&store, told, &cases, err));
    scene_free(&store);
}
