/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 (FIPS 180-4) for pack digests, and for all else where the library is
 * built without OpenSSL. */
#ifndef PRSE_BASE_SHA256_H
#define PRSE_BASE_SHA256_H

#include "portailrse/base.h"

enum { PRSE__SHA256_BLOCK = 64 };

/* One that grows. */
typedef struct prse__sha256_state {
    uint32_t words[8];
    uint64_t len; /* bytes so far */
    unsigned char rest[PRSE__SHA256_BLOCK];
} prse__sha256_state;

void prse__sha256_begin(prse__sha256_state *state);
void prse__sha256_add(prse__sha256_state *state, prse_str data);
void prse__sha256_end(prse__sha256_state *state, unsigned char out[32]);
/* The same at once. */
void prse__sha256(unsigned char out[32], prse_str data);
void prse__sha256_hex(char out[65], prse_str data); /* lower case, NUL */

#endif
