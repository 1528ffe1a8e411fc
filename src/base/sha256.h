/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 (FIPS 180-4) for pack digests: the rules core builds without
 * OpenSSL. Not for secrets. */
#ifndef PRSE_BASE_SHA256_H
#define PRSE_BASE_SHA256_H

#include "portailrse/base.h"

void prse__sha256(unsigned char out[32], prse_str data);
void prse__sha256_hex(char out[65], prse_str data); /* lower case, NUL */

#endif
