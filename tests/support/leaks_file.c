/* SPDX-License-Identifier: Apache-2.0 */
/* Must fail: a test that leaves a file open. */
#include "support/test.h"
#include <fcntl.h>

PRSE_TEST(leaks, file)
{
    cr_assert_geq(open("/dev/null", O_RDONLY), 0);
}
