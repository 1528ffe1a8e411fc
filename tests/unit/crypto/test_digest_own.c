/* SPDX-License-Identifier: Apache-2.0 */
/* The library's own digests while memory runs out: only the object of one
 * that grows asks for any. */
#include "crypto/crypto.h"
#include "support/fault.h"
#include "support/test.h"

PRSE_TEST(digest_own, tells_a_lack_of_memory)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse__digest *made;
        unsigned char out[PRSE__DIGEST_BYTES];
        prse_status status = prse__digest_new(&made, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(!made, status != PRSE_OK);
        if (made) {
            prse__digest_add(made, PRSE_STR("abc"));
            cr_assert_eq(prse__digest_end(made, out, NULL), PRSE_OK);
            cr_assert_eq(out[0], 0xba);
        }
        prse__digest_free(made);
    }
}
