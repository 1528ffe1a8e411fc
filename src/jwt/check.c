/* SPDX-License-Identifier: Apache-2.0 */
/* The signature is verified before a claim is looked at. */
#include <string.h>

#include "base/text.h"
#include "jwt/jwt.h"

enum { DEPTH = 4 };

static prse_status read_json(const prse__node **out, prse__arena *arena,
                             prse_str text, prse_error *err)
{
    const prse__node_limits limits = {.bytes = PRSE__JWT_LONGEST,
                                      .depth = DEPTH};
    prse_error own = {0};
    prse_status status =
        prse__json_read(out, arena, text, "token", &limits, &own);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    if (status || (*out)->kind != PRSE__NODE_MAP)
        return prse__error_set(err, PRSE_EPARSE, "token",
                               "a part of the token is no JSON object");
    return PRSE_OK;
}

static int is_word(const prse__node *node, const char *word)
{
    return node && node->kind == PRSE__NODE_QUOTED &&
           prse__str_is(node->text, word);
}

/* One algorithm, and nothing that changes what a signature means. */
static prse_status check_head(prse__arena *arena, prse_str text,
                              prse_error *err)
{
    const prse__node *head = NULL;
    prse_status status = read_json(&head, arena, text, err);
    if (status)
        return status;
    const prse__node *typ = prse__node_get(head, "typ");
    if (!is_word(prse__node_get(head, "alg"), "HS256"))
        return prse__error_set(err, PRSE_EDENIED, "alg",
                               "tokens are signed with HS256 only");
    if (prse__node_get(head, "crit") || prse__node_get(head, "b64") ||
        (typ && !is_word(typ, "JWT") && !is_word(typ, "jwt")))
        return prse__error_set(err, PRSE_EDENIED, "token",
                               "the head asks for what is not known here");
    return PRSE_OK;
}

static prse_status look_for(int *found, prse_str secret,
                            const prse__jwt_parts *parts, prse_error *err)
{
    char mac[PRSE__JWT_MAC];
    if (secret.len == 0)
        return PRSE_OK;
    prse_status status =
        prse__jwt_mac(mac, secret, parts->signed_part, err);
    if (!status)
        *found |= prse__equal_secret(prse_str_of(mac), parts->signature);
    return status;
}

static prse_status check_signature(const prse_jwt *jwt,
                                   const prse__jwt_parts *parts,
                                   prse_error *err)
{
    int found = 0;
    prse_status status = look_for(&found, jwt->opts.secret, parts, err);
    if (!status)
        status = look_for(&found, jwt->opts.old_secret, parts, err);
    if (status || found)
        return status;
    return prse__error_set(err, PRSE_EDENIED, "token",
                           "the signature is not of a secret that is known "
                           "here");
}

static prse_status check(prse_text **out, const prse_jwt *jwt,
                         prse__arena *arena, prse_str token, prse_error *err)
{
    prse__jwt_parts parts;
    prse__buf text;
    const prse__node *claims = NULL;
    prse_status status = prse__jwt_split(&parts, arena, token, err);
    if (!status)
        status = check_head(arena, parts.head, err);
    if (!status)
        status = check_signature(jwt, &parts, err);
    if (!status)
        status = read_json(&claims, arena, parts.claims, err);
    if (!status)
        status = prse__jwt_check_claims(jwt, claims, err);
    if (status)
        return status;
    prse__buf_init(&text, 0);
    prse__buf_add(&text, parts.claims);
    return prse__text_take(out, &text, err);
}

prse_status prse_jwt_check(prse_text **out, const prse_jwt *jwt,
                           prse_str token, prse_error *err)
{
    if (!out || !jwt)
        return prse__error_set(err, PRSE_EINVAL, out ? "jwt" : "out",
                               "it is NULL");
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = check(out, jwt, arena, token, err);
    prse__arena_free(arena);
    return status;
}
