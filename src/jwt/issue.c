/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "formats/json_writer.h"
#include "jwt/jwt.h"

enum { LONGEST_S = 366 * 24 * 3600, LONGEST_SUBJECT = 256 };

static const char HEAD[] = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

static void put_some(prse__json *json, const char *key, prse_str text)
{
    if (text.len > 0)
        prse__json_put(json, key, text);
}

static prse_status write_claims(prse__buf *out, const prse_jwt *jwt,
                                prse_str subject, int64_t lifetime_s,
                                prse_error *err)
{
    char jti[23];
    prse__json json;
    int64_t now = prse__jwt_now_s(jwt);
    prse_status status = prse__random_id(jti, err);
    if (status)
        return status;
    prse__json_init(&json, out, 0);
    prse__json_open(&json, '{');
    prse__json_put_bool(&json, "fresh", 0);
    prse__json_put_int(&json, "iat", now);
    prse__json_put(&json, "jti", prse_str_of(jti));
    prse__json_put(&json, "type", jwt->opts.type);
    prse__json_put(&json, "sub", subject);
    prse__json_put_int(&json, "nbf", now);
    prse__json_put_int(&json, "exp", now + lifetime_s);
    put_some(&json, "iss", jwt->opts.issuer);
    put_some(&json, "aud", jwt->opts.audience);
    prse__json_close(&json, '}');
    return out->failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status seal(prse__buf *token, const prse_jwt *jwt,
                        prse_str claims, prse_error *err)
{
    char mac[PRSE__JWT_MAC];
    prse__base64url(token, prse_str_of(HEAD));
    prse__buf_addc(token, '.');
    prse__base64url(token, claims);
    if (token->failed)
        return prse__error_nomem(err);
    prse_status status = prse__jwt_mac(mac, jwt->opts.secret,
                                       prse__buf_str(token), err);
    if (status)
        return status;
    prse__buf_addc(token, '.');
    prse__buf_adds(token, mac);
    return token->failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status check(const prse_jwt *jwt, prse_str subject,
                         int64_t lifetime_s, prse_error *err)
{
    if (!jwt)
        return prse__error_set(err, PRSE_EINVAL, "jwt", "it is NULL");
    if (subject.len == 0 || subject.len > LONGEST_SUBJECT ||
        prse__utf8_check(subject) != subject.len ||
        memchr(subject.ptr, '\0', subject.len))
        return prse__error_set(err, PRSE_EINVAL, "subject",
                               "1 to %d bytes of UTF-8",
                               (int)LONGEST_SUBJECT);
    if (lifetime_s < 1 || lifetime_s > LONGEST_S)
        return prse__error_set(err, PRSE_EINVAL, "lifetime_s",
                               "1 to %d seconds", (int)LONGEST_S);
    return PRSE_OK;
}

prse_status prse_jwt_issue(prse_text **out, const prse_jwt *jwt,
                           prse_str subject, int64_t lifetime_s,
                           prse_error *err)
{
    prse__buf claims, token;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = check(jwt, subject, lifetime_s, err);
    if (status)
        return status;
    prse__buf_init(&claims, 0);
    prse__buf_init(&token, 0);
    status = write_claims(&claims, jwt, subject, lifetime_s, err);
    if (!status)
        status = seal(&token, jwt, prse__buf_str(&claims), err);
    prse__buf_free(&claims);
    if (!status)
        return prse__text_take(out, &token, err);
    prse__buf_free(&token);
    return status;
}
