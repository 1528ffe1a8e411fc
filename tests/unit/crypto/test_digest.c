/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 (examples of FIPS 180) and HMAC-SHA-256 (RFC 4231). */
#include <string.h>

#include "crypto/crypto.h"
#include "support/test.h"

static const char *const SHA256[][2] = {
    {"",
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
     "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
};

PRSE_TEST(digest, the_examples_of_fips_180)
{
    for (size_t i = 0; i < sizeof SHA256 / sizeof *SHA256; i++) {
        char hex[PRSE__DIGEST_HEX];
        prse_error err = {0};
        cr_assert_eq(prse__digest_hex(hex, prse_str_of(SHA256[i][0]), &err),
                     PRSE_OK);
        cr_expect_str_eq(hex, SHA256[i][1]);
    }
    char hex[PRSE__DIGEST_HEX];
    cr_assert_eq(prse__digest_hex(hex, (prse_str){0}, NULL), PRSE_OK);
    cr_expect_str_eq(hex, SHA256[0][1]);
}

static void expect_end(prse__digest *digest, const char *expected)
{
    unsigned char bytes[PRSE__DIGEST_BYTES];
    char hex[PRSE__DIGEST_HEX];
    cr_assert_eq(prse__digest_end(digest, bytes, NULL), PRSE_OK);
    prse__hex(hex, bytes, sizeof bytes);
    cr_expect_str_eq(hex, expected);
}

/* A million letters "a", in pieces of no round size; then again from zero. */
PRSE_TEST(digest, grows_and_starts_anew)
{
    char piece[997];
    prse__digest *digest;
    memset(piece, 'a', sizeof piece);
    cr_assert_eq(prse__digest_new(&digest, NULL), PRSE_OK);
    for (int round = 0; round < 2; round++) {
        for (size_t left = 1000000, n; left; left -= n) {
            n = left < sizeof piece ? left : sizeof piece;
            prse__digest_add(digest, (prse_str){piece, n});
        }
        expect_end(digest, "cdc76e5c9914fb9281a1c7e284d73e67"
                           "f1809a48a497200e046d39ccc7112cd0");
    }
    prse__digest_add(digest, (prse_str){0});
    expect_end(digest, SHA256[0][1]);
    prse__digest_free(digest);
    prse__digest_free(NULL);
}

typedef struct vector {
    const char *key, *data, *mac; /* hexadecimal, or repeated (below) */
    size_t key_len;               /* of repeated "aa"; 0: as written */
} vector;

static const char ALL_TEXT[] =
    "This is a test using a larger than block-size key and a larger than "
    "block-size data. The key needs to be hashed before being used by the "
    "HMAC algorithm.";

static const vector HMACS[] = {
    {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There",
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", 0},
    {"4a656665", "what do ya want for nothing?",
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", 0},
    {"aa", "Test Using Larger Than Block-Size Key - Hash Key First",
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54", 131},
    {"aa", ALL_TEXT,
     "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2", 131},
};

static void expect_hmac(prse_str key, prse_str data, const char *mac)
{
    unsigned char bytes[PRSE__DIGEST_BYTES];
    char hex[PRSE__DIGEST_HEX];
    prse_error err = {0};
    cr_assert_eq(prse__hmac_sha256(bytes, key, data, &err), PRSE_OK, "%s",
                 err.message);
    prse__hex(hex, bytes, sizeof bytes);
    cr_expect_str_eq(hex, mac);
}

PRSE_TEST(hmac, the_vectors_of_the_rfc)
{
    unsigned char key[131];
    for (size_t i = 0; i < sizeof HMACS / sizeof *HMACS; i++) {
        const vector *v = &HMACS[i];
        size_t len = v->key_len ? v->key_len : strlen(v->key) / 2;
        if (v->key_len)
            memset(key, 0xaa, len);
        else
            cr_assert(prse__unhex(key, prse_str_of(v->key), len));
        expect_hmac((prse_str){(char *)key, len}, prse_str_of(v->data),
                    v->mac);
    }
}

/* Test cases 3 and 4 repeat bytes that are no text. */
PRSE_TEST(hmac, the_vectors_of_the_rfc_over_bytes)
{
    unsigned char key[25];
    char data[50];
    memset(key, 0xaa, 20);
    memset(data, 0xdd, sizeof data);
    expect_hmac((prse_str){(char *)key, 20}, (prse_str){data, 50},
                "773ea91e36800e46854db8ebd09181a7"
                "2959098b3ef8c122d9635514ced565fe");
    for (size_t i = 0; i < sizeof key; i++)
        key[i] = (unsigned char)(i + 1);
    memset(data, 0xcd, sizeof data);
    expect_hmac((prse_str){(char *)key, 25}, (prse_str){data, 50},
                "82558a389a443c0ea4cc819899f2083a"
                "85f0faa3e578f8077a2e3ff46729665b");
}

PRSE_TEST(hmac, of_nothing)
{
    expect_hmac((prse_str){0}, (prse_str){0},
                "b613679a0814d9ec772f95d778c35fc5"
                "ff1697c493715653c6c712144292c5ad");
}
