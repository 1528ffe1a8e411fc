/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/failed.h"

#include <openssl/err.h>
#include <openssl/evp.h>

/* 1 for an error that tells more than "it did not work". */
static int is_refusal(unsigned long e)
{
    int reason = ERR_GET_REASON(e);
    return reason == ERR_R_UNSUPPORTED ||
           reason == EVP_R_UNSUPPORTED_ALGORITHM ||
           ERR_GET_LIB(e) == ERR_LIB_RAND;
}

/* Empties the list. 0: memory ran out. OpenSSL often does so without a word
 * or with another one, and its computations have no other reason to fail,
 * except the refusal that is given. */
static unsigned long refusal(void)
{
    int lacked = 0;
    unsigned long found = 0;
    for (unsigned long e = ERR_get_error(); e; e = ERR_get_error()) {
        lacked |= ERR_GET_REASON(e) == ERR_R_MALLOC_FAILURE;
        found = !found && is_refusal(e) ? e : found;
    }
    return lacked ? 0 : found;
}

prse_status prse__crypto_failed(prse_error *err, const char *what)
{
    char reason[160];
    unsigned long refused = refusal();
    if (!refused)
        return prse__error_nomem(err);
    ERR_error_string_n(refused, reason, sizeof reason);
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "OpenSSL does not offer %s here: %s", what, reason);
}

int prse__crypto_lacked_memory(void)
{
    int lacked = 0;
    for (unsigned long e = ERR_get_error(); e; e = ERR_get_error())
        lacked |= ERR_GET_REASON(e) == ERR_R_MALLOC_FAILURE;
    return lacked;
}
