/* SPDX-License-Identifier: Apache-2.0 */
/* Must fail: a test that loses its only pointer to a block. */
#include "support/test.h"
#include <stdlib.h>

static char *volatile block;

PRSE_TEST(leaks, memory)
{
    block = malloc(100);
    cr_assert_not_null(block);
    block = NULL;
}
