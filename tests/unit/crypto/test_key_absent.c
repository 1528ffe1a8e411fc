/* SPDX-License-Identifier: Apache-2.0 */
/* Without OpenSSL there are no keys, and each function says so. */
#include "crypto/crypto.h"
#include "support/test.h"

static void expect_absent(prse_status status, prse_error *err)
{
    cr_expect_eq(status, PRSE_EUNSUPPORTED);
    cr_expect_eq(err->code, PRSE_EUNSUPPORTED);
    cr_expect(err->message[0]);
    *err = (prse_error){0};
}

PRSE_TEST(key_absent, says_so)
{
    prse_error err = {0};
    int valid = 1;
    prse__key *key = (prse__key *)&err;
    expect_absent(prse__key_make(&key, &err), &err);
    cr_expect_null(key);
    key = (prse__key *)&err;
    expect_absent(prse__key_read(&key, PRSE_STR("a"), &err), &err);
    cr_expect_null(key);
    expect_absent(prse__key_verify(&valid, key, PRSE_STR("a"), PRSE_STR("b"),
                                   &err),
                  &err);
    cr_expect_eq(valid, 0);
}
