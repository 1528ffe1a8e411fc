/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/options.h"
#include "crypto/crypto.h"
#include "portailrse/callback.h"

/* An id that began with "-" would look like an option somewhere. */
static prse_status make_id(char id[23], prse_error *err)
{
    prse_status status;
    do
        status = prse__random_id(id, err);
    while (!status && id[0] == '-');
    return status;
}

prse_status prse_callback_begin(prse_callback_secrets *out, prse_error *err)
{
    prse_callback_secrets own = {0};
    char id[23], token[44], digest[PRSE__DIGEST_HEX];
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    prse_status status = make_id(id, err);
    if (!status)
        status = prse__random_code(token, err);
    if (!status)
        status = prse__digest_hex(digest, prse_str_of(token), err);
    if (status)
        return status;
    memcpy(own.id, id, sizeof id);
    memcpy(own.token, token, sizeof token);
    memcpy(own.token_sha256, digest, sizeof digest);
    status = prse__struct_give(out, &own, sizeof own, err);
    prse__wipe(token, sizeof token);
    prse__wipe(&own, sizeof own);
    return status;
}
