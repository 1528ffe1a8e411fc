/* SPDX-License-Identifier: Apache-2.0 */
#include "receipt/key.h"

#include "base/sha256.h"
#include "base/text.h"

/* Takes the key. */
static prse_status wrap(prse_signing_key **out, prse__key *key,
                        prse_error *err)
{
    unsigned char raw[32];
    char digest[65];
    prse_status status = prse__key_public(raw, key, err);
    prse_signing_key *made =
        status ? NULL : prse__alloc(1, sizeof **out);
    if (!made) {
        prse__key_free(key);
        return status ? status : prse__error_nomem(err);
    }
    made->key = key;
    prse__sha256_hex(digest, (prse_str){(char *)raw, sizeof raw});
    prse__error_copy(made->id, sizeof made->id, prse_str_of(digest));
    *out = made;
    return PRSE_OK;
}

static prse_status no_out(prse_error *err)
{
    return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
}

prse_status prse_signing_key_make(prse_signing_key **out, prse_error *err)
{
    prse__key *key;
    if (!out)
        return no_out(err);
    prse_status status = prse__key_make(&key, err);
    return status ? status : wrap(out, key, err);
}

prse_status prse_signing_key_read(prse_signing_key **out, prse_str pem,
                                  prse_error *err)
{
    prse__key *key;
    if (!out)
        return no_out(err);
    prse_status status = prse__key_read(&key, pem, err);
    return status ? status : wrap(out, key, err);
}

void prse_signing_key_free(prse_signing_key *key)
{
    if (!key)
        return;
    prse__key_free(key->key);
    prse__free(key);
}

prse_status prse_signing_key_pem(prse_text **out, const prse_signing_key *key,
                                 int private_, prse_error *err)
{
    prse__buf pem;
    if (!out || !key)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and key are required");
    prse__buf_init(&pem, 0);
    prse_status status = prse__key_pem(&pem, key->key, private_ != 0, err);
    if (!status)
        return prse__text_take(out, &pem, err);
    prse__buf_free(&pem);
    return status;
}

prse_str prse_signing_key_id(const prse_signing_key *key)
{
    return prse_str_of(key ? key->id : "");
}
