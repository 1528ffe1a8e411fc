/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/options.h"
#include "base/text.h"
#include "callback/webhook.h"
#include "http/clock.h"
#include "http/plug.h"

enum {
    LEAST_BYTES = 24,
    MADE_BYTES = 32,
    LONGEST_TEXT = 100,
    TOLERANCE_S = 300,
    MOST_TOLERANCE_S = 86400
};

static const char PREFIX[] = "whsec_";

prse_status prse_webhook_secret(prse_text **out, prse_error *err)
{
    char bytes[MADE_BYTES];
    prse__buf text;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__random(bytes, sizeof bytes, err);
    if (status)
        return status;
    prse__buf_init(&text, 0);
    prse__buf_adds(&text, PREFIX);
    prse__base64(&text, (prse_str){bytes, sizeof bytes});
    prse__wipe(bytes, sizeof bytes);
    return prse__text_take(out, &text, err);
}

static prse_status no_secret(prse_error *err)
{
    return prse__error_set(err, PRSE_EPARSE, "secrets",
                           "a secret is whsec_ and %d to %d bytes in base64, "
                           "as prse_webhook_secret() makes them",
                           (int)LEAST_BYTES, (int)PRSE__WEBHOOK_KEY_BYTES);
}

static prse_status take_bytes(prse__webhook_key *key, prse_str text,
                              prse_error *err)
{
    prse__buf bytes;
    prse__buf_init(&bytes, 0);
    int good = prse__unbase64(&bytes, text) && bytes.len >= LEAST_BYTES &&
               bytes.len <= sizeof key->bytes;
    prse_status status = bytes.failed ? prse__error_nomem(err)
                         : good       ? PRSE_OK
                                      : no_secret(err);
    if (!status) {
        memcpy(key->bytes, bytes.ptr, bytes.len);
        key->len = bytes.len;
    }
    if (bytes.ptr)
        prse__wipe(bytes.ptr, bytes.len);
    prse__buf_free(&bytes);
    return status;
}

static prse_status add_key(prse_webhook_keys *keys, prse_str text,
                           prse_error *err)
{
    size_t prefix = sizeof PREFIX - 1;
    if (keys->count == PRSE__WEBHOOK_KEYS)
        return prse__error_set(err, PRSE_EPARSE, "secrets",
                               "one secret is expected, or two while one "
                               "takes the other's place");
    if (!prse__str_starts(text, PREFIX) || text.len > LONGEST_TEXT)
        return no_secret(err);
    return take_bytes(&keys->keys[keys->count++],
                      (prse_str){text.ptr + prefix, text.len - prefix}, err);
}

static prse_status read_secrets(prse_webhook_keys *keys, prse_str text,
                                prse_error *err)
{
    prse_status status = PRSE_OK;
    for (text = prse__str_trim(text); text.len && !status;
         text = prse__str_trim(text)) {
        size_t len = 0;
        while (len < text.len && !strchr(" \t\r\n", text.ptr[len]))
            len++;
        status = add_key(keys, (prse_str){text.ptr, len}, err);
        text = (prse_str){text.ptr + len, text.len - len};
    }
    return status || keys->count ? status : no_secret(err);
}

static prse_status set_up(prse_webhook_keys *keys,
                          const prse_webhook_options *opts, prse_error *err)
{
    if (opts->tolerance_s < 0 || opts->tolerance_s > MOST_TOLERANCE_S)
        return prse__error_set(err, PRSE_EINVAL, "tolerance_s",
                               "at most a day, in seconds");
    keys->tolerance_s = opts->tolerance_s ? opts->tolerance_s : TOLERANCE_S;
    keys->clock = prse__clock_system();
    prse_status status =
        opts->clock ? prse__clock_check(opts->clock, err) : PRSE_OK;
    if (!status && opts->clock)
        keys->clock = *opts->clock;
    return status;
}

prse_status prse_webhook_keys_new(prse_webhook_keys **out, prse_str secrets,
                                  const prse_webhook_options *opts,
                                  prse_error *err)
{
    prse_webhook_options own = {0};
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "options of webhooks", err);
    if (status)
        return status;
    prse_webhook_keys *keys = prse__alloc(1, sizeof *keys);
    if (!keys)
        return prse__error_nomem(err);
    status = set_up(keys, &own, err);
    if (!status)
        status = read_secrets(keys, secrets, err);
    if (status)
        prse_webhook_keys_free(keys);
    else
        *out = keys;
    return status;
}

void prse_webhook_keys_free(prse_webhook_keys *keys)
{
    if (!keys)
        return;
    prse__wipe(keys, sizeof *keys);
    prse__free(keys);
}
