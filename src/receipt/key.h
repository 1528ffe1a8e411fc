/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a key that signs receipts. */
#ifndef PRSE_RECEIPT_KEY_H
#define PRSE_RECEIPT_KEY_H

#include "crypto/crypto.h"
#include "portailrse/receipt.h"

struct prse_signing_key {
    prse__key *key;
    char id[17];
};

#endif
