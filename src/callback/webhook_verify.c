/* SPDX-License-Identifier: Apache-2.0 */
/* What was signed by whom is told by yes or no; only the form of headers and
 * the time, which the sender knows himself, are told in words. */
#include <string.h>

#include "base/options.h"
#include "callback/webhook.h"
#include "http/clock.h"

enum { LONGEST_SIGNATURE = 4096, MOST_DIGITS = 12 };

static prse_status denied(const char *header, const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EDENIED, header, "%s", why);
}

static prse_status check_forms(const prse_webhook_headers *headers,
                               prse_error *err)
{
    if (!prse__webhook_is_id(headers->id, PRSE__WEBHOOK_ID_MAX))
        return denied("webhook-id", "the header is missing, or not 1 to 128 "
                      "letters, digits, '-' and '_'", err);
    if (headers->timestamp.len == 0)
        return denied("webhook-timestamp", "the header is missing", err);
    if (headers->signature.len == 0)
        return denied("webhook-signature", "the header is missing", err);
    if (headers->signature.len > LONGEST_SIGNATURE)
        return denied("webhook-signature", "the header is too long", err);
    return PRSE_OK;
}

static int read_seconds(prse_str text, int64_t *out)
{
    *out = 0;
    if (text.len == 0 || text.len > MOST_DIGITS)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        *out = *out * 10 + (text.ptr[i] - '0');
    }
    return 1;
}

static prse_status check_time(const prse_webhook_keys *keys, prse_str text,
                              prse_error *err)
{
    int64_t time, now = prse__clock_now(&keys->clock) / 1000;
    if (!read_seconds(text, &time))
        return denied("webhook-timestamp", "the time is not a number of "
                      "seconds since 1970", err);
    if (now - time <= keys->tolerance_s && time - now <= keys->tolerance_s)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EEXPIRED, "webhook-timestamp",
                           "the message is signed for a moment %lld s %s; at "
                           "most %lld are accepted",
                           (long long)(now > time ? now - time : time - now),
                           now > time ? "ago" : "ahead",
                           (long long)keys->tolerance_s);
}

/* The next of the signatures; 0: there is none. */
static int next_signature(prse_str *rest, prse_str *out)
{
    while (rest->len && rest->ptr[0] == ' ')
        *rest = (prse_str){rest->ptr + 1, rest->len - 1};
    size_t len = 0;
    while (len < rest->len && rest->ptr[len] != ' ')
        len++;
    *out = (prse_str){rest->ptr, len};
    *rest = (prse_str){rest->ptr + len, rest->len - len};
    return len > 0;
}

/* Every signature is compared with the whole of it, whatever was found. */
static int is_among(prse_str list, prse_str mac)
{
    int found = 0;
    prse_str one;
    while (next_signature(&list, &one))
        if (prse__str_starts(one, "v1,"))
            found |= prse__equal_secret((prse_str){one.ptr + 3, one.len - 3},
                                        mac);
    return found;
}

static prse_status look_for(int *found, const prse__webhook_key *key,
                            prse_str content, prse_str list, prse_error *err)
{
    prse__buf mac;
    prse__buf_init(&mac, 0);
    prse_status status = prse__webhook_mac(&mac, key, content, err);
    if (!status && mac.failed)
        status = prse__error_nomem(err);
    if (!status)
        *found |= is_among(list, prse__buf_str(&mac));
    prse__buf_free(&mac);
    return status;
}

static prse_status check_signature(const prse_webhook_keys *keys,
                                   const prse_webhook_headers *headers,
                                   prse_str body, prse_error *err)
{
    int found = 0;
    prse__buf content;
    prse__buf_init(&content, 0);
    prse__webhook_content(&content, headers->id, headers->timestamp, body);
    prse_status status =
        content.failed ? prse__error_nomem(err) : PRSE_OK;
    for (size_t i = 0; i < keys->count && !status; i++)
        status = look_for(&found, &keys->keys[i], prse__buf_str(&content),
                          headers->signature, err);
    prse__buf_free(&content);
    if (!status && !found)
        status = denied("webhook-signature",
                        "no signature is of a secret that is known here", err);
    return status;
}

prse_status prse_webhook_verify(const prse_webhook_keys *keys,
                                const prse_webhook_headers *headers,
                                prse_str body, prse_error *err)
{
    prse_webhook_headers own = {0};
    if (!keys || !headers)
        return prse__error_set(err, PRSE_EINVAL, keys ? "headers" : "keys",
                               "it is NULL");
    prse_status status = prse__options_read(&own, sizeof own, headers,
                                            "headers", err);
    if (!status)
        status = check_forms(&own, err);
    if (!status)
        status = check_time(keys, own.timestamp, err);
    if (!status)
        status = check_signature(keys, &own, body, err);
    return status;
}
