/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "jwt/jwt.h"

static prse_status no_token(prse_error *err)
{
    return prse__error_set(err, PRSE_EPARSE, "token",
                           "a token is three parts in base64url with '.' "
                           "between");
}

/* What stands before the next "."; 0: there is none. */
static int next_part(prse_str *rest, prse_str *out)
{
    const char *dot = rest->len ? memchr(rest->ptr, '.', rest->len) : NULL;
    if (!dot || dot == rest->ptr)
        return 0;
    *out = (prse_str){rest->ptr, (size_t)(dot - rest->ptr)};
    *rest = (prse_str){dot + 1, rest->len - out->len - 1};
    return 1;
}

static prse_status decode(prse_str *out, prse__arena *arena, prse_str text,
                          prse_error *err)
{
    prse__buf bytes;
    prse__buf_init(&bytes, 0);
    int good = prse__unbase64url(&bytes, text);
    if (good && !bytes.failed)
        *out = prse__str_dup(arena, prse__buf_str(&bytes));
    int lacked = bytes.failed || (good && !out->ptr);
    prse__buf_free(&bytes);
    return lacked ? prse__error_nomem(err) : good ? PRSE_OK : no_token(err);
}

prse_status prse__jwt_split(prse__jwt_parts *out, prse__arena *arena,
                            prse_str token, prse_error *err)
{
    prse_str rest = token, head, claims;
    *out = (prse__jwt_parts){.head = {0}};
    if (token.len > PRSE__JWT_LONGEST || !next_part(&rest, &head) ||
        !next_part(&rest, &claims) || rest.len != PRSE__JWT_MAC - 1)
        return no_token(err);
    out->signature = rest;
    out->signed_part = (prse_str){token.ptr, token.len - rest.len - 1};
    prse_status status = decode(&out->head, arena, head, err);
    return status ? status : decode(&out->claims, arena, claims, err);
}

prse_status prse__jwt_mac(char out[PRSE__JWT_MAC], prse_str secret,
                          prse_str signed_part, prse_error *err)
{
    unsigned char mac[PRSE__DIGEST_BYTES];
    prse__buf text;
    prse_status status = prse__hmac_sha256(mac, secret, signed_part, err);
    if (status)
        return status;
    prse__buf_init(&text, 0);
    prse__base64url(&text, (prse_str){(char *)mac, sizeof mac});
    if (text.failed)
        status = prse__error_nomem(err);
    else
        memcpy(out, text.ptr, PRSE__JWT_MAC);
    prse__buf_free(&text);
    return status;
}
