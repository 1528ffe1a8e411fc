/* SPDX-License-Identifier: Apache-2.0 */
/* Lack of memory, inside OpenSSL too: it asks whom it is told to. */
#include <openssl/crypto.h>
#include <stdlib.h>

#include "crypto/crypto.h"
#include "support/fault.h"
#include "support/test.h"

static void *take(size_t size, const char *file, int line)
{
    (void)file, (void)line;
    return malloc(size);
}

static void *retake(void *old, size_t size, const char *file, int line)
{
    (void)file, (void)line;
    return realloc(old, size);
}

static void give_back(void *block, const char *file, int line)
{
    (void)file, (void)line;
    free(block);
}

/* Before Criterion starts, which uses OpenSSL too. */
static int heard;

__attribute__((constructor)) static void tell(void)
{
    heard = CRYPTO_set_mem_functions(take, retake, give_back);
}

static const char PUBLIC[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
    "-----END PUBLIC KEY-----\n";

/* What is under test; all of it, so that one run warms OpenSSL up: what it
 * makes once and keeps would never be tried again after a failure. */
typedef prse_status (*step)(prse_error *err);

static prse_status hex(prse_error *err)
{
    char out[PRSE__DIGEST_HEX];
    return prse__digest_hex(out, PRSE_STR("abc"), err);
}

static prse_status git(prse_error *err)
{
    char out[PRSE__DIGEST_HEX];
    return prse__git_hex(out, PRSE_STR("abc"), err);
}

static prse_status digest(prse_error *err)
{
    prse__digest *made;
    unsigned char out[PRSE__DIGEST_BYTES];
    prse_status status = prse__digest_new(&made, err);
    cr_assert_eq(!made, status != PRSE_OK);
    if (!made)
        return status;
    prse__digest_add(made, PRSE_STR("abc"));
    status = prse__digest_end(made, out, err);
    if (!status)
        cr_assert_eq(out[0], 0xba);
    prse__digest_free(made);
    return status;
}

static prse_status hmac(prse_error *err)
{
    unsigned char out[PRSE__DIGEST_BYTES];
    prse_status status =
        prse__hmac_sha256(out, PRSE_STR("Jefe"),
                          PRSE_STR("what do ya want for nothing?"), err);
    if (!status)
        cr_assert_eq(out[0], 0x5b);
    return status;
}

static prse_status make(prse_error *err)
{
    prse__key *key;
    prse_status status = prse__key_make(&key, err);
    cr_assert_eq(!key, status != PRSE_OK);
    prse__key_free(key);
    return status;
}

static prse_status read_public(prse_error *err)
{
    prse__key *key;
    prse_status status = prse__key_read(&key, prse_str_of(PUBLIC), err);
    cr_assert_eq(!key, status != PRSE_OK);
    prse__key_free(key);
    return status;
}

static prse_status there_and_back(prse_error *err, const prse__key *key)
{
    prse__key *back = NULL;
    prse__buf pem;
    prse__buf_init(&pem, 0);
    prse_status status = prse__key_pem(&pem, key, 1, err);
    if (!status)
        status = prse__key_read(&back, prse__buf_str(&pem), err);
    prse__key_free(back);
    prse__buf_free(&pem);
    return status;
}

static prse__key *signing;

static prse_status write_and_read(prse_error *err)
{
    return there_and_back(err, signing);
}

/* A signature that holds is never called false for lack of memory. */
static prse_status sign_and_verify(prse_error *err)
{
    char out[PRSE__SIGNATURE_BYTES];
    int valid = 0;
    prse_status status = prse__key_sign((unsigned char *)out, signing,
                                        PRSE_STR("said"), err);
    if (!status)
        status = prse__key_verify(&valid, signing, PRSE_STR("said"),
                                  (prse_str){out, sizeof out}, err);
    cr_assert_eq(valid, !status, "%s", prse_status_name(status));
    return status;
}

/* Chance is not among them: it asks for no memory. */
static const step STEPS[] = {hex, git,    digest,         hmac, make,
                             read_public, write_and_read, sign_and_verify};

static void each_fault(step s)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = s(&err);
        int met = prse_fault_pause();
        /* What OpenSSL only keeps for later may fail without harm. */
        cr_assert(status == PRSE_OK || (status == PRSE_ENOMEM && met), "%s",
                  err.message);
        cr_assert_eq(err.code, (int32_t)status);
        cr_assert_eq(err.message[0] != '\0', status != PRSE_OK);
    }
}

PRSE_TEST(crypto_faults, each_is_reported_and_nothing_is_lost,
          .timeout = PRSE_LONG)
{
    cr_assert(heard);
    cr_assert_eq(prse__key_make(&signing, NULL), PRSE_OK);
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        cr_assert_eq(STEPS[i](NULL), PRSE_OK);
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        each_fault(STEPS[i]);
    prse__key_free(signing);
}
