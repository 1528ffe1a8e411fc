/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens. As they come, none is right; and claims that were signed, which is
 * how their readers are reached. The first byte chooses. */
#include "fuzz/fuzz.h"
#include "jwt/jwt.h"

static prse_jwt *jwt;

static prse_status check(prse_str token)
{
    prse_error err = {0};
    prse_text *claims = NULL;
    prse_status status = prse_jwt_check(&claims, jwt, token, &err);
    fuzz_check(status, &err);
    FUZZ_ASSERT((claims == NULL) == (status != PRSE_OK));
    prse_text_free(claims);
    return status;
}

static void try_token(prse_str text)
{
    FUZZ_ASSERT(check(text) != PRSE_OK);
}

/* head, ".", claims: what stands before the signature. */
static void try_signed(prse_str head, prse_str claims)
{
    char mac[PRSE__JWT_MAC];
    prse__buf token;
    prse__buf_init(&token, 0);
    prse__base64url(&token, head);
    prse__buf_addc(&token, '.');
    prse__base64url(&token, claims);
    FUZZ_ASSERT(prse__jwt_mac(mac, jwt->opts.secret, prse__buf_str(&token),
                              NULL) == PRSE_OK);
    prse__buf_addc(&token, '.');
    prse__buf_adds(&token, mac);
    check(prse__buf_str(&token));
    prse__buf_free(&token);
}

static void try_claims(prse_str text)
{
    try_signed(PRSE_STR("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"), text);
}

static void try_head(prse_str text)
{
    try_signed(text, PRSE_STR("{\"sub\":\"a\",\"exp\":99999999999}"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const tries[])(prse_str text) = {try_token, try_claims,
                                                   try_head};
    const prse_jwt_options opts = {
        .size = sizeof opts, .audience = PRSE_STR("ia"),
        .secret = PRSE_STR("a secret of thirty-two bytes, at least")};
    if (size == 0)
        return 0;
    FUZZ_ASSERT(prse_jwt_new(&jwt, &opts, NULL) == PRSE_OK);
    tries[data[0] % 3](fuzz_text(data + 1, size - 1));
    prse_jwt_free(jwt);
    return 0;
}
