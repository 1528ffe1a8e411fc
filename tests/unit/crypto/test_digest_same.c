/* SPDX-License-Identifier: Apache-2.0 */
#include "base/sha256.h"
#include "crypto/crypto.h"
#include "support/test.h"

/* The library has a second SHA-256, for builds without OpenSSL. */
PRSE_TEST(digest, as_the_one_without_openssl)
{
    char bytes[300], one[PRSE__DIGEST_HEX], two[PRSE__DIGEST_HEX];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    for (size_t len = 0; len <= sizeof bytes; len++) {
        prse_str given = {bytes, len};
        cr_assert_eq(prse__digest_hex(one, given, NULL), PRSE_OK);
        prse__sha256_hex(two, given);
        cr_assert_str_eq(one, two);
    }
}
