/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"

PRSE_TEST(jail_limits, memory_holds)
{
    cell it;
    cell_make(&it, "eat");
    it.jail.memory_bytes = (uint64_t)64 << 20;
    cr_assert_eq(cell_run(&it), PRSE_OK, "%s", it.err.message);
    int mib = atoi(it.output);
    cr_assert(mib > 8 && mib < 64, "it got %d MiB", mib);
}

PRSE_TEST(jail_limits, processor_time_holds)
{
    cell it;
    cell_make(&it, "spin");
    it.jail.cpu_s = 1;
    cr_assert_eq(cell_run(&it), PRSE_ELIMIT);
    cr_assert_not_null(strstr(it.err.message, "1 s of processor time"));
}

PRSE_TEST(jail_limits, wall_time_holds)
{
    cell it;
    int64_t began = cell_now();
    cell_make(&it, "spin");
    it.jail.wall_ms = 300;
    cr_assert_eq(cell_run(&it), PRSE_ETIMEOUT);
    cr_assert_lt(cell_now() - began, 5000);
    cr_assert_not_null(strstr(it.err.message, "300 ms"));
}

PRSE_TEST(jail_limits, wall_time_holds_for_a_program_that_only_waits)
{
    cell it;
    cell_make(&it, "hang"); /* a read at the end of input, for ever */
    it.jail.wall_ms = 300;
    cr_assert_eq(cell_run(&it), PRSE_ETIMEOUT);
}

PRSE_TEST(jail_limits, output_holds)
{
    cell it;
    cell_make(&it, "flood");
    it.jail.output_bytes = 100000;
    cr_assert_eq(cell_run(&it), PRSE_ELIMIT);
    cr_assert_not_null(strstr(it.err.message, "100000 bytes"));
    cr_assert_leq(it.length, 100000);
}

static int stop_at_once(void *user)
{
    ++*(int *)user;
    return 1;
}

PRSE_TEST(jail_limits, the_caller_may_stop)
{
    cell it;
    int asked = 0;
    int64_t began = cell_now();
    cell_make(&it, "spin");
    it.jail.should_stop = stop_at_once;
    it.jail.stop_user = &asked;
    cr_assert_eq(cell_run(&it), PRSE_ECANCELED);
    cr_assert_geq(asked, 1);
    cr_assert_lt(cell_now() - began, 5000);
}
