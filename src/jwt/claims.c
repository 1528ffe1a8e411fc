/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "jwt/jwt.h"

enum { MOST_DIGITS = 12, LONGEST_TEXT = 256 };

static prse_status odd(const char *claim, const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EPARSE, claim, "%s", why);
}

static prse_status denied(const char *claim, const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EDENIED, claim, "%s", why);
}

static int is_text(const prse__node *node)
{
    return node->kind == PRSE__NODE_QUOTED && node->text.len > 0 &&
           node->text.len <= LONGEST_TEXT;
}

/* Seconds since 1970, a fraction of which is left out. */
static int read_time(const prse__node *node, int64_t *out)
{
    prse_str text = node->text;
    size_t digits = 0;
    *out = 0;
    if (node->kind != PRSE__NODE_PLAIN)
        return 0;
    while (digits < text.len && text.ptr[digits] >= '0' &&
           text.ptr[digits] <= '9')
        digits++;
    if (digits == 0 || digits > MOST_DIGITS ||
        (digits < text.len && text.ptr[digits] != '.') ||
        (text.len && memchr(text.ptr, 'e', text.len)) ||
        (text.len && memchr(text.ptr, 'E', text.len)))
        return 0;
    for (size_t i = 0; i < digits; i++)
        *out = *out * 10 + (text.ptr[i] - '0');
    return 1;
}

/* --- When --- */

static prse_status check_eternal(const prse_jwt *jwt, int64_t now,
                                 prse_error *err)
{
    if (now < jwt->opts.legacy_until_s)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EEXPIRED, "exp",
                           "the token never expires: one that does is "
                           "needed");
}

static prse_status check_time(const prse_jwt *jwt, const prse__node *claims,
                              prse_error *err)
{
    const prse__node *exp = prse__node_get(claims, "exp");
    const prse__node *nbf = prse__node_get(claims, "nbf");
    int64_t time, now = prse__jwt_now_s(jwt), leeway = jwt->opts.leeway_s;
    if (nbf && !read_time(nbf, &time))
        return odd("nbf", "it is no time in seconds", err);
    if (nbf && time > now + leeway)
        return denied("nbf", "the token is not valid yet", err);
    if (!exp)
        return check_eternal(jwt, now, err);
    if (!read_time(exp, &time))
        return odd("exp", "it is no time in seconds", err);
    if (time <= now - leeway)
        return prse__error_set(err, PRSE_EEXPIRED, "exp",
                               "the token has expired");
    return PRSE_OK;
}

/* --- For what --- */

static int is_or_holds(const prse__node *node, prse_str text)
{
    if (node->kind == PRSE__NODE_QUOTED)
        return prse__str_eq(node->text, text);
    if (node->kind != PRSE__NODE_LIST)
        return 0;
    for (const prse__node *at = node->first; at; at = at->next)
        if (at->kind == PRSE__NODE_QUOTED && prse__str_eq(at->text, text))
            return 1;
    return 0;
}

static prse_status check_audience(const prse_jwt *jwt,
                                  const prse__node *claims, prse_error *err)
{
    const prse__node *aud = prse__node_get(claims, "aud");
    prse_str own = jwt->opts.audience;
    /* A token that is meant for others is not for us (RFC 7519, 4.1.3). */
    if (own.len == 0 && !aud)
        return PRSE_OK;
    if (!aud || own.len == 0 || !is_or_holds(aud, own))
        return denied("aud", "the token is for another service", err);
    return PRSE_OK;
}

static prse_status check_purpose(const prse_jwt *jwt,
                                 const prse__node *claims, prse_error *err)
{
    const prse__node *type = prse__node_get(claims, "type");
    const prse__node *iss = prse__node_get(claims, "iss");
    prse_str own = jwt->opts.issuer;
    if (type ? type->kind != PRSE__NODE_QUOTED ||
                   !prse__str_eq(type->text, jwt->opts.type)
             : !prse__str_is(jwt->opts.type, "access"))
        return denied("type", "the token is of another type", err);
    if (own.len > 0 && (!iss || iss->kind != PRSE__NODE_QUOTED ||
                        !prse__str_eq(iss->text, own)))
        return denied("iss", "the token is of another issuer", err);
    return check_audience(jwt, claims, err);
}

/* --- For whom --- */

static prse_status check_names(const prse_jwt *jwt, const prse__node *claims,
                               prse_error *err)
{
    const prse__node *sub = prse__node_get(claims, "sub");
    const prse__node *jti = prse__node_get(claims, "jti");
    if (!sub || !is_text(sub))
        return odd("sub", "a token says in a text whom it stands for", err);
    if (jti ? !is_text(jti) : jwt->opts.revoked != NULL)
        return odd("jti", "a token has an id, by which it can be taken back",
                   err);
    if (jwt->opts.revoked &&
        jwt->opts.revoked(jwt->opts.revoked_user, jti->text) != 0)
        return denied("jti", "the token was taken back", err);
    return PRSE_OK;
}

prse_status prse__jwt_check_claims(const prse_jwt *jwt,
                                   const prse__node *claims, prse_error *err)
{
    prse_status status = check_time(jwt, claims, err);
    if (!status)
        status = check_purpose(jwt, claims, err);
    return status ? status : check_names(jwt, claims, err);
}
