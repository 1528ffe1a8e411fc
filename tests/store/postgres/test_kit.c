/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres/setup.h"

static void told(void *user, prse_str name, prse_str wrong)
{
    ++*(int *)user;
    cr_expect_eq(wrong.len, 0, "%.*s: %.*s", (int)name.len, name.ptr,
                 (int)wrong.len, wrong.ptr);
}

static void run_kit(const char *schema, int32_t durability)
{
    prse_store store = {0};
    prse_error err = {0};
    int cases = 0;
    prse_store_postgres_options opts = {.size = sizeof opts,
                                        .durability = durability,
                                        .schema = prse_str_of(schema)};
    cr_assert_eq(prse_store_postgres(&store, server_url(), &opts, &err),
                 PRSE_OK, "%s", err.message);
    for (int round = 0; round < 2; round++)
        cr_expect_eq(prse_store_kit(&store, told, &cases, &err), PRSE_OK,
                     "%s", err.message);
    cr_expect_gt(cases, 0);
    store.free(store.self);
}

PRSE_TEST(kit, every_sentence_of_the_contract_holds, .timeout = PRSE_LONG)
{
    run_kit("kit", PRSE_DURABLE);
}

PRSE_TEST(kit, and_without_waiting_for_the_disk, .timeout = PRSE_LONG)
{
    run_kit("kit_fast", PRSE_CRASH_SAFE);
}
