/* SPDX-License-Identifier: Apache-2.0 */
#include "table.h"

static void tell(void *user, prse_str name, prse_str wrong)
{
    ++*(int *)user;
    cr_expect_eq(wrong.len, 0, "%.*s: %.*s", (int)name.len, name.ptr,
                 (int)wrong.len, wrong.ptr);
}

PRSE_TEST(sqlite_kit, the_conformance_kit_holds, .timeout = PRSE_LONG)
{
    folder f;
    prse_store store;
    folder_make(&f);
    open_store(&store, &f, NULL);
    for (int run = 0; run < 2; run++) {
        int cases = 0;
        prse_error err = {0};
        cr_expect_eq(prse_store_kit(&store, tell, &cases, &err), PRSE_OK,
                     "%s", err.message);
        cr_expect_gt(cases, 20);
    }
    store.free(store.self);
    folder_drop(&f);
}
