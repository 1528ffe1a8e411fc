/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of signed messages. */
#ifndef PRSE_CALLBACK_WEBHOOK_H
#define PRSE_CALLBACK_WEBHOOK_H

#include "base/error.h"
#include "base/str.h"
#include "crypto/crypto.h"
#include "portailrse/callback.h"

enum {
    PRSE__WEBHOOK_KEYS = 2,
    PRSE__WEBHOOK_KEY_BYTES = 64,
    PRSE__WEBHOOK_ID_MAX = 128,
    PRSE__WEBHOOK_JOB_MAX = 100
};

typedef struct prse__webhook_key {
    char bytes[PRSE__WEBHOOK_KEY_BYTES];
    size_t len;
} prse__webhook_key;

struct prse_webhook_keys {
    prse__webhook_key keys[PRSE__WEBHOOK_KEYS];
    size_t count;
    int64_t tolerance_s;
    prse_clock clock;
};

/* Letters, digits, "-" and "_"; at most so many. */
int prse__webhook_is_id(prse_str id, size_t most);
/* job "-" number; PRSE_EINVAL. */
prse_status prse__webhook_id_write(prse__buf *out, prse_str job,
                                   uint64_t number, prse_error *err);
/* 0: it is of another form. *job is borrowed from the id. */
int prse__webhook_id_read(prse_str id, prse_str *job, uint64_t *number);

/* What is signed. Its failure stays in the buffer. */
void prse__webhook_content(prse__buf *out, prse_str id, prse_str timestamp,
                           prse_str body);
/* "v1,..." and, of two keys, a blank and the other one. */
prse_status prse__webhook_sign(prse__buf *out, const prse_webhook_keys *keys,
                               prse_str id, int64_t time, prse_str body,
                               prse_error *err);
/* The signature of one key, in base64. */
prse_status prse__webhook_mac(prse__buf *out, const prse__webhook_key *key,
                              prse_str content, prse_error *err);

#endif
