/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of JSON Web Tokens. */
#ifndef PRSE_JWT_JWT_H
#define PRSE_JWT_JWT_H

#include "base/error.h"
#include "base/str.h"
#include "crypto/crypto.h"
#include "formats/node.h"
#include "portailrse/jwt.h"

enum {
    PRSE__JWT_LONGEST = 8192,
    PRSE__JWT_SECRET_MAX = 1024,
    PRSE__JWT_MAC = 44 /* letters and NUL */
};

struct prse_jwt {
    prse__arena *arena;
    char secrets[2][PRSE__JWT_SECRET_MAX];
    prse_jwt_options opts; /* texts in the arena, secrets above */
    prse_clock clock;
};

int64_t prse__jwt_now_s(const prse_jwt *jwt);

/* parts.c: a token as text */
typedef struct prse__jwt_parts {
    prse_str head, claims; /* decoded; borrowed from the arena */
    prse_str signed_part;  /* borrowed from the token */
    prse_str signature;    /* in base64url; borrowed from the token */
} prse__jwt_parts;

/* PRSE_EPARSE, PRSE_ENOMEM. */
prse_status prse__jwt_split(prse__jwt_parts *out, prse__arena *arena,
                            prse_str token, prse_error *err);
/* The signature of a secret, as it stands in a token. */
prse_status prse__jwt_mac(char out[PRSE__JWT_MAC], prse_str secret,
                          prse_str signed_part, prse_error *err);

/* claims.c: what a token says, against what is asked. PRSE_EPARSE,
 * PRSE_EDENIED, PRSE_EEXPIRED. */
prse_status prse__jwt_check_claims(const prse_jwt *jwt,
                                   const prse__node *claims, prse_error *err);

#endif
