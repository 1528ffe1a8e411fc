/* SPDX-License-Identifier: Apache-2.0 */
/* Ed25519: the vectors of RFC 8032, section 7.1, and the keys of RFC 8410. */
#include <string.h>

#include "crypto/crypto.h"
#include "support/test.h"

typedef struct vector {
    const char *secret, *public_, *message, *signature; /* hexadecimal */
} vector;

static const vector VECTORS[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
     "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
};

static size_t unhex(unsigned char *out, const char *hex)
{
    size_t len = strlen(hex) / 2;
    cr_assert(prse__unhex(out, prse_str_of(hex), len));
    return len;
}

/* The PEM of a private key of RFC 8032, made by hand. */
static prse__key *key_of(const char *secret)
{
    unsigned char der[48];
    prse__buf pem;
    prse__key *key;
    prse_error err = {0};
    prse__buf_init(&pem, 0);
    unhex(der, "302e020100300506032b657004220420");
    unhex(der + 16, secret);
    prse__buf_adds(&pem, "-----BEGIN PRIVATE KEY-----\n");
    prse__base64(&pem, (prse_str){(char *)der, sizeof der});
    prse__buf_adds(&pem, "\n-----END PRIVATE KEY-----\n");
    cr_assert_eq(prse__key_read(&key, prse__buf_str(&pem), &err), PRSE_OK,
                 "%s", err.message);
    prse__buf_free(&pem);
    return key;
}

PRSE_TEST(key, the_vectors_of_the_rfc)
{
    for (size_t i = 0; i < sizeof VECTORS / sizeof *VECTORS; i++) {
        unsigned char message[8], expected[64], public_[32], got[64];
        prse__key *key = key_of(VECTORS[i].secret);
        prse_str said = {(char *)message,
                         unhex(message, VECTORS[i].message)};
        int valid;
        cr_expect(prse__key_is_private(key));
        unhex(public_, VECTORS[i].public_);
        cr_assert_eq(prse__key_public(got, key, NULL), PRSE_OK);
        cr_expect_arr_eq(got, public_, 32);
        unhex(expected, VECTORS[i].signature);
        cr_assert_eq(prse__key_sign(got, key, said, NULL), PRSE_OK);
        cr_expect_arr_eq(got, expected, 64);
        cr_assert_eq(prse__key_verify(&valid, key, said,
                                      (prse_str){(char *)got, 64}, NULL),
                     PRSE_OK);
        cr_expect_eq(valid, 1);
        prse__key_free(key);
    }
}

static int holds(const prse__key *key, prse_str bytes, prse_str signature)
{
    int valid = -1;
    cr_assert_eq(prse__key_verify(&valid, key, bytes, signature, NULL),
                 PRSE_OK);
    return valid;
}

PRSE_TEST(key, any_changed_bit_is_noticed)
{
    char message[] = "what was signed";
    char signature[64];
    prse__key *key, *other;
    prse_str said = {message, sizeof message}, sign = {signature, 64};
    cr_assert_eq(prse__key_make(&key, NULL), PRSE_OK);
    cr_assert_eq(prse__key_make(&other, NULL), PRSE_OK);
    cr_assert_eq(prse__key_sign((unsigned char *)signature, key, said, NULL),
                 PRSE_OK);
    cr_expect_eq(holds(key, said, sign), 1);
    cr_expect_eq(holds(other, said, sign), 0);
    for (size_t bit = 0; bit < 8 * sizeof signature; bit++) {
        signature[bit / 8] = (char)(signature[bit / 8] ^ 1 << bit % 8);
        cr_expect_eq(holds(key, said, sign), 0);
        signature[bit / 8] = (char)(signature[bit / 8] ^ 1 << bit % 8);
    }
    for (size_t bit = 0; bit < 8 * sizeof message; bit++) {
        message[bit / 8] = (char)(message[bit / 8] ^ 1 << bit % 8);
        cr_expect_eq(holds(key, said, sign), 0);
        message[bit / 8] = (char)(message[bit / 8] ^ 1 << bit % 8);
    }
    cr_expect_eq(holds(key, said, (prse_str){signature, 63}), 0);
    cr_expect_eq(holds(key, said, (prse_str){0}), 0);
    prse__key_free(key);
    prse__key_free(other);
}

static prse__key *read_back(const prse__key *key, int is_private)
{
    prse__buf pem;
    prse__key *back;
    prse_error err = {0};
    prse__buf_init(&pem, 0);
    cr_assert_eq(prse__key_pem(&pem, key, is_private, &err), PRSE_OK);
    cr_assert_eq(prse__key_read(&back, prse__buf_str(&pem), &err), PRSE_OK,
                 "%s", err.message);
    prse__buf_free(&pem);
    return back;
}

PRSE_TEST(key, written_and_read_again)
{
    unsigned char sign[64];
    prse__buf pem;
    prse_error err = {0};
    prse__key *key;
    cr_assert_eq(prse__key_make(&key, NULL), PRSE_OK);
    prse__key *whole = read_back(key, 1), *half = read_back(key, 0);
    prse_str said = PRSE_STR("said");
    cr_expect(prse__key_is_private(whole));
    cr_expect_not(prse__key_is_private(half));
    cr_assert_eq(prse__key_sign(sign, whole, said, NULL), PRSE_OK);
    cr_expect_eq(holds(half, said, (prse_str){(char *)sign, 64}), 1);
    cr_expect_eq(prse__key_sign(sign, half, said, &err), PRSE_ENOTFOUND);
    cr_expect_eq(err.code, PRSE_ENOTFOUND);
    prse__buf_init(&pem, 0);
    cr_expect_eq(prse__key_pem(&pem, half, 1, NULL), PRSE_ENOTFOUND);
    cr_expect_eq(pem.len, 0);
    prse__buf_free(&pem);
    prse__key_free(key);
    prse__key_free(whole);
    prse__key_free(half);
    prse__key_free(NULL);
}

/* The keys of RFC 8410, section 10: two halves of one. */
PRSE_TEST(key, the_examples_of_the_rfc_about_files)
{
    static const char *const pems[] = {
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
        "-----END PRIVATE KEY-----\n",
        "a note before it\n"
        "-----BEGIN PUBLIC KEY-----\n"
        "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
        "-----END PUBLIC KEY-----\n"};
    unsigned char one[32], two[32];
    prse__key *key;
    cr_assert_eq(prse__key_read(&key, prse_str_of(pems[0]), NULL), PRSE_OK);
    cr_assert_eq(prse__key_public(one, key, NULL), PRSE_OK);
    prse__key_free(key);
    cr_assert_eq(prse__key_read(&key, prse_str_of(pems[1]), NULL), PRSE_OK);
    cr_assert_eq(prse__key_public(two, key, NULL), PRSE_OK);
    prse__key_free(key);
    cr_expect_arr_eq(one, two, 32);
}

/* Other programs break lines elsewhere. */
PRSE_TEST(key, a_file_that_is_set_out_otherwise)
{
    static const char wrapped[] =
        "-----BEGIN PRIVATE KEY-----\r\n"
        "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK\r\n"
        "1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\r\n"
        "-----END PRIVATE KEY-----\r\n";
    prse__key *key;
    prse_error err = {0};
    cr_assert_eq(prse__key_read(&key, prse_str_of(wrapped), &err), PRSE_OK,
                 "%s", err.message);
    cr_expect(prse__key_is_private(key));
    prse__key_free(key);
}

typedef struct refusal {
    const char *pem;
    prse_status status;
} refusal;

static const refusal REFUSED[] = {
    {"", PRSE_EPARSE},
    {"no key", PRSE_EPARSE},
    {"-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n",
     PRSE_EPARSE},
    {"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n"
     "-----END PUBLIC KEY-----\n",
     PRSE_EPARSE},
    /* An elliptic curve of another kind. */
    {"-----BEGIN PUBLIC KEY-----\n"
     "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n"
     "6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n"
     "-----END PUBLIC KEY-----\n",
     PRSE_ETYPE},
};

PRSE_TEST(key, what_is_no_such_key_is_refused)
{
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        prse_error err = {0};
        prse__key *key = (prse__key *)&err;
        cr_expect_eq(prse__key_read(&key, prse_str_of(REFUSED[i].pem), &err),
                     REFUSED[i].status, "%zu: %s", i, err.message);
        cr_expect_eq(err.code, (int32_t)REFUSED[i].status);
        cr_expect_null(key);
    }
}

PRSE_TEST(key, no_file_at_all_is_no_key)
{
    prse__key *key;
    cr_expect_eq(prse__key_read(&key, (prse_str){0}, NULL), PRSE_EPARSE);
}

PRSE_TEST(key, a_huge_file_is_no_key)
{
    static char text[100000];
    prse__key *key;
    memset(text, 'A', sizeof text);
    memcpy(text, "-----BEGIN PRIVATE KEY-----\n", 28);
    cr_expect_eq(prse__key_read(&key, (prse_str){text, sizeof text}, NULL),
                 PRSE_EPARSE);
}

/* `openssl genpkey -algorithm ed25519 -aes256` */
static const char LOCKED[] =
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    "MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiloueXqQfIxgICCAAw\n"
    "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEG20GZZwE7Ns+v4YKACdf0EEQFPv\n"
    "c9WRy8MZjkrHxcNO56HLElo0z8dRn1Hc22C12hDddmd70tlPjpuprbb3vpFgJiNk\n"
    "6zmpwl2xBZ68Szd++j4=\n"
    "-----END ENCRYPTED PRIVATE KEY-----\n";

PRSE_TEST(key, a_passphrase_is_not_asked_for)
{
    prse__key *key;
    prse_error err = {0};
    cr_expect_eq(prse__key_read(&key, prse_str_of(LOCKED), &err),
                 PRSE_EPARSE);
    cr_expect_not_null(strstr(err.message, "passphrase"), "%s", err.message);
}
