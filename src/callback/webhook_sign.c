/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "callback/webhook.h"

void prse__webhook_content(prse__buf *out, prse_str id, prse_str timestamp,
                           prse_str body)
{
    prse__buf_add(out, id);
    prse__buf_addc(out, '.');
    prse__buf_add(out, timestamp);
    prse__buf_addc(out, '.');
    prse__buf_add(out, body);
}

prse_status prse__webhook_mac(prse__buf *out, const prse__webhook_key *key,
                              prse_str content, prse_error *err)
{
    unsigned char mac[PRSE__DIGEST_BYTES];
    prse_str secret = {key->bytes, key->len};
    prse_status status = prse__hmac_sha256(mac, secret, content, err);
    if (!status)
        prse__base64(out, (prse_str){(char *)mac, sizeof mac});
    return status;
}

static prse_status sign_content(prse__buf *out, const prse_webhook_keys *keys,
                                prse_str content, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < keys->count && !status; i++) {
        prse__buf_adds(out, i ? " v1," : "v1,");
        status = prse__webhook_mac(out, &keys->keys[i], content, err);
    }
    return status || !out->failed ? status : prse__error_nomem(err);
}

prse_status prse__webhook_sign(prse__buf *out, const prse_webhook_keys *keys,
                               prse_str id, int64_t time, prse_str body,
                               prse_error *err)
{
    prse__buf content, seconds;
    prse__buf_init(&content, 0);
    prse__buf_init(&seconds, 0);
    prse__buf_addf(&seconds, "%lld", (long long)time);
    prse__webhook_content(&content, id, prse__buf_str(&seconds), body);
    prse_status status =
        content.failed || seconds.failed
            ? prse__error_nomem(err)
            : sign_content(out, keys, prse__buf_str(&content), err);
    prse__buf_free(&content);
    prse__buf_free(&seconds);
    return status;
}

prse_status prse_webhook_sign(prse_text **out, const prse_webhook_keys *keys,
                              prse_str id, int64_t time, prse_str body,
                              prse_error *err)
{
    prse__buf text;
    if (!out || !keys)
        return prse__error_set(err, PRSE_EINVAL, out ? "keys" : "out",
                               "it is NULL");
    if (!prse__webhook_is_id(id, PRSE__WEBHOOK_ID_MAX))
        return prse__error_set(err, PRSE_EINVAL, "id",
                               "an id is 1 to %d letters, digits, '-' and "
                               "'_'", (int)PRSE__WEBHOOK_ID_MAX);
    if (time < 0)
        return prse__error_set(err, PRSE_EINVAL, "time",
                               "the time is in seconds since 1970");
    prse__buf_init(&text, 0);
    prse_status status =
        prse__webhook_sign(&text, keys, id, time, body, err);
    if (!status)
        return prse__text_take(out, &text, err);
    prse__buf_free(&text);
    return status;
}
