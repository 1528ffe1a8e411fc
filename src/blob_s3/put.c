/* SPDX-License-Identifier: Apache-2.0 */
/* An object is sent at once up to the length of a part, in parts above. */
#include "blob_s3/s3.h"

static const uint64_t LARGEST = UINT64_C(5) << 40;  /* of the protocol */
static const uint64_t MOST_ROOM = UINT64_C(64) << 20;

prse_str prse__s3_type(const prse_blob_source *source)
{
    return source->type.len > 0 ? source->type
                                : PRSE_STR("application/octet-stream");
}

/* Parts grow where there would be too many, and memory with them, up to a
 * point that a larger part_bytes moves. */
static prse_status part_length(uint64_t *out, const prse__s3 *s3,
                               uint64_t total, prse_error *err)
{
    uint64_t least = (total + PRSE__S3_PARTS - 1) / PRSE__S3_PARTS;
    uint64_t most = s3->part_bytes > MOST_ROOM ? s3->part_bytes : MOST_ROOM;
    *out = s3->part_bytes > least ? s3->part_bytes : least;
    if (total > LARGEST || *out > most)
        return prse__error_set(
            err, PRSE_ELIMIT, "put",
            "%llu bytes would take parts of %llu bytes: more than %llu is for "
            "part_bytes to allow, and 5 TiB for nobody",
            (unsigned long long)total, (unsigned long long)least,
            (unsigned long long)most);
    return PRSE_OK;
}

static prse_status send(prse__s3 *s3, prse_str key,
                        const prse__s3_reading *reading, prse_error *err)
{
    const prse_blob_source *source = reading->source;
    prse_str body = {reading->bytes, (size_t)source->bytes};
    prse__s3_request request = {
        .method = "PUT", .key = key, .type = prse__s3_type(source),
        .body = body, .payload = reading->payload, .weight = body.len,
        .most = PRSE__S3_SMALL};
    prse_status status = prse__s3_ask(s3, &request, reading->watch, err);
    prse__s3_free_answer(&request);
    return status;
}

static prse_status put_whole(prse__s3 *s3, prse_str key,
                             const prse_blob_source *source,
                             const prse__blob_watch *watch, prse_error *err)
{
    size_t length = (size_t)source->bytes;
    prse__s3_reading reading = {.source = source, .watch = watch};
    reading.bytes = prse__alloc(length > 0 ? length : 1, 1);
    if (!reading.bytes)
        return prse__error_nomem(err);
    prse_status status = prse__s3_read(&reading, 0, length, err);
    if (!status)
        status = prse__s3_same_digest(source, reading.payload, err);
    if (!status)
        status = send(s3, key, &reading, err);
    prse__free(reading.bytes);
    if (!status)
        prse__blob_watch_tell(watch, length, length);
    return status;
}

prse_status prse__s3_put(void *self, prse_str key,
                         const prse_blob_source *source,
                         const prse_blob_options *opts, prse_error *err)
{
    prse__s3 *s3 = self;
    prse__blob_watch watch = prse__blob_watch_start(opts, source->bytes);
    uint64_t part;
    prse_status status = part_length(&part, s3, source->bytes, err);
    if (status)
        return status;
    if (source->bytes <= part)
        return put_whole(s3, key, source, &watch, err);
    return prse__s3_put_parts(s3, key, source, (size_t)part, &watch, err);
}
