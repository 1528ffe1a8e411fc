/* SPDX-License-Identifier: Apache-2.0 */
/* Many at once: what may happen once happens once, and nothing is lost. */
#include "crowd.h"
#include "support/test.h"

PRSE_TEST(crowd, enters_through_one_invitation_once, .timeout = PRSE_LONG)
{
    for (int i = 0; i < 20; i++) {
        scene s;
        scene_open(&s);
        crowd_accept(&s);
        scene_close(&s);
    }
}

PRSE_TEST(crowd, never_leaves_a_company_without_an_owner,
          .timeout = PRSE_LONG)
{
    for (int i = 0; i < 10; i++) {
        scene s;
        scene_open(&s);
        crowd_leave(&s);
        scene_close(&s);
    }
}

PRSE_TEST(crowd, writes_one_chain, .timeout = PRSE_LONG)
{
    scene s;
    scene_open(&s);
    crowd_write(&s, 50);
    scene_close(&s);
}
