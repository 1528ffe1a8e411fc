/* SPDX-License-Identifier: Apache-2.0 */
#include "jwt/jwt.h"

#include <string.h>

#include "base/options.h"
#include "http/clock.h"
#include "http/plug.h"

enum {
    LEAST_SECRET = 32, /* RFC 7518, 3.2 */
    LEAST_LEGACY = 8,
    MOST_TEXT = 256,
    MOST_LEEWAY_S = 300
};

static prse_status check_secret(const char *name, prse_str secret,
                                const prse_jwt_options *opts, prse_error *err)
{
    size_t least = opts->legacy_until_s > 0 ? LEAST_LEGACY : LEAST_SECRET;
    if (secret.len >= least && secret.len <= PRSE__JWT_SECRET_MAX)
        return PRSE_OK;
    return prse__error_set(err, PRSE_ELIMIT, name,
                           "a secret has %zu to %d bytes", least,
                           (int)PRSE__JWT_SECRET_MAX);
}

static prse_status check_text(const char *name, prse_str text,
                              prse_error *err)
{
    if (text.len <= MOST_TEXT && prse__utf8_check(text) == text.len)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EINVAL, name,
                           "at most %d bytes of UTF-8", (int)MOST_TEXT);
}

static prse_status check(const prse_jwt_options *opts, prse_error *err)
{
    prse_status status = check_secret("secret", opts->secret, opts, err);
    if (!status && opts->old_secret.len > 0)
        status = check_secret("old_secret", opts->old_secret, opts, err);
    if (!status)
        status = check_text("issuer", opts->issuer, err);
    if (!status)
        status = check_text("audience", opts->audience, err);
    if (!status)
        status = check_text("type", opts->type, err);
    if (status)
        return status;
    if (opts->leeway_s < 0 || opts->leeway_s > MOST_LEEWAY_S)
        return prse__error_set(err, PRSE_EINVAL, "leeway_s",
                               "0 to %d seconds", (int)MOST_LEEWAY_S);
    return opts->clock ? prse__clock_check(opts->clock, err) : PRSE_OK;
}

static void keep_secret(prse_str *secret, char *to)
{
    if (secret->len > 0)
        memcpy(to, secret->ptr, secret->len);
    secret->ptr = to;
}

static prse_status copy(prse_jwt *jwt, const prse_jwt_options *opts,
                        prse_error *err)
{
    jwt->opts = *opts;
    jwt->clock = opts->clock ? *opts->clock : prse__clock_system();
    if (opts->type.len == 0)
        jwt->opts.type = PRSE_STR("access");
    keep_secret(&jwt->opts.secret, jwt->secrets[0]);
    keep_secret(&jwt->opts.old_secret, jwt->secrets[1]);
    prse_str *const texts[] = {&jwt->opts.issuer, &jwt->opts.audience,
                               &jwt->opts.type};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *texts[i] = prse__str_dup(jwt->arena, *texts[i]);
        if (!texts[i]->ptr)
            return prse__error_nomem(err);
    }
    return PRSE_OK;
}

prse_status prse_jwt_new(prse_jwt **out, const prse_jwt_options *opts,
                         prse_error *err)
{
    prse_jwt_options own = {0};
    if (!out || !opts)
        return prse__error_set(err, PRSE_EINVAL, out ? "opts" : "out",
                               "it is NULL");
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "options of tokens", err);
    if (!status)
        status = check(&own, err);
    if (status)
        return status;
    prse_jwt *jwt = prse__alloc(1, sizeof *jwt);
    if (jwt)
        jwt->arena = prse__arena_new(0);
    status = jwt && jwt->arena ? copy(jwt, &own, err)
                               : prse__error_nomem(err);
    if (status)
        prse_jwt_free(jwt);
    else
        *out = jwt;
    return status;
}

void prse_jwt_free(prse_jwt *jwt)
{
    if (!jwt)
        return;
    prse__wipe(jwt->secrets, sizeof jwt->secrets);
    prse__arena_free(jwt->arena);
    prse__free(jwt);
}

int64_t prse__jwt_now_s(const prse_jwt *jwt)
{
    return prse__clock_now(&jwt->clock) / 1000;
}
