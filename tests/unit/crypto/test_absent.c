/* SPDX-License-Identifier: Apache-2.0 */
/* Without OpenSSL each function says so. */
#include "crypto/crypto.h"
#include "support/test.h"

static void expect_absent(prse_status status, prse_error *err)
{
    cr_expect_eq(status, PRSE_EUNSUPPORTED);
    cr_expect_eq(err->code, PRSE_EUNSUPPORTED);
    cr_expect(err->message[0]);
    *err = (prse_error){0};
}

PRSE_TEST(crypto_absent, says_so)
{
    prse_error err = {0};
    char text[PRSE__DIGEST_HEX];
    unsigned char bytes[64];
    int valid = 1;
    prse__key *key;
    prse__digest *digest;
    expect_absent(prse__digest_hex(text, PRSE_STR("a"), &err), &err);
    expect_absent(prse__digest_new(&digest, &err), &err);
    expect_absent(prse__hmac_sha256(bytes, PRSE_STR("a"), PRSE_STR("b"), &err),
                  &err);
    expect_absent(prse__random(bytes, 1, &err), &err);
    expect_absent(prse__random_id(text, &err), &err);
    expect_absent(prse__random_code(text, &err), &err);
    expect_absent(prse__key_make(&key, &err), &err);
    expect_absent(prse__key_read(&key, PRSE_STR("a"), &err), &err);
    cr_expect_null(key);
    cr_expect_null(digest);
    expect_absent(prse__key_verify(&valid, key, PRSE_STR("a"), PRSE_STR("b"),
                                   &err),
                  &err);
    cr_expect_eq(valid, 0);
}
