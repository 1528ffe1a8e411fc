/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/sha256.h"
#include "support/test.h"

static void expect(prse_str data, const char *want)
{
    char hex[65];
    prse__sha256_hex(hex, data);
    cr_expect_str_eq(hex, want);
}

/* The published examples of FIPS 180-4. */
PRSE_TEST(sha256, equals_the_published_vectors)
{
    static char million[1000000];
    memset(million, 'a', sizeof million);
    expect(PRSE_STR(""), "e3b0c44298fc1c149afbf4c8996fb924"
                         "27ae41e4649b934ca495991b7852b855");
    expect(PRSE_STR("abc"), "ba7816bf8f01cfea414140de5dae2223"
                            "b00361a396177a9cb410ff61f20015ad");
    expect(PRSE_STR("abcdbcdecdefdefgefghfghighijhijk"
                    "ijkljklmklmnlmnomnopnopq"),
           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    expect((prse_str){million, sizeof million},
           "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Whatever the pieces; the padding takes one block or two. */
PRSE_TEST(sha256, grows_by_any_pieces)
{
    char bytes[200];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    for (size_t len = 0; len <= sizeof bytes; len++) {
        unsigned char whole[32], parts[32];
        prse__sha256(whole, (prse_str){bytes, len});
        for (size_t cut = 0; cut <= len; cut++) {
            prse__sha256_state state;
            prse__sha256_begin(&state);
            prse__sha256_add(&state, (prse_str){bytes, cut});
            prse__sha256_add(&state, (prse_str){bytes + cut, len - cut});
            prse__sha256_end(&state, parts);
            cr_assert_arr_eq(parts, whole, 32, "%zu of %zu", cut, len);
        }
    }
}
