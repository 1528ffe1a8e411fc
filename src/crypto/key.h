/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a key. */
#ifndef PRSE_CRYPTO_KEY_H
#define PRSE_CRYPTO_KEY_H

#include <openssl/evp.h>

#include "crypto/crypto.h"

enum { PRSE__KEY_BYTES = 32 };

struct prse__key {
    EVP_PKEY *pkey;
    int is_private;
};

/* Takes the OpenSSL key. */
prse_status prse__key_wrap(prse__key **out, EVP_PKEY *pkey, int is_private,
                           prse_error *err);
prse_status prse__key_no_private(prse_error *err);

#endif
