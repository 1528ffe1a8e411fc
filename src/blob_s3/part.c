/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a source, with the digests of what was read. */
#include <string.h>

#include "blob_s3/s3.h"

enum { PIECE = 1024 * 1024 };

prse_status prse__s3_read(prse__s3_reading *reading, uint64_t offset,
                          size_t length, prse_error *err)
{
    const prse_blob_source *source = reading->source;
    prse_status status = PRSE_OK;
    for (size_t at = 0; !status && at < length;) {
        size_t room = length - at < PIECE ? length - at : PIECE;
        char *to = reading->bytes + at;
        status = prse__blob_watch_ask(reading->watch, err);
        if (!status)
            status = source->read(source->user, offset + at, to, room, err);
        if (!status && reading->whole)
            prse__digest_add(reading->whole, (prse_str){to, room});
        at += room;
    }
    if (status)
        return status;
    return prse__digest_hex(reading->payload,
                            (prse_str){reading->bytes, length}, err);
}

prse_status prse__s3_same_digest(const prse_blob_source *source,
                                 const char *digest, prse_error *err)
{
    if (strcmp(source->sha256, digest) == 0)
        return PRSE_OK;
    return prse__error_set(err, PRSE_ESCHEMA, "source",
                           "its bytes have the digest %.16s..., not %.16s... "
                           "as announced", digest, source->sha256);
}
