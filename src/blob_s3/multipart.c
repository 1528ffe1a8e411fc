/* SPDX-License-Identifier: Apache-2.0 */
/* An upload in parts, one after the other. Whatever goes wrong, it is aborted,
 * so that the service keeps (and bills) no part; what a lost machine leaves is
 * for the bucket's lifecycle rule. */
#include <string.h>

#include "blob_s3/s3.h"
#include "http/http_date.h"

enum { ABORT_MS = 15000, LONGEST_ID = 2048, LONGEST_TAG = 256 };

typedef struct upload {
    prse__s3 *s3;
    prse_str key;
    size_t part;
    prse__s3_reading reading;
    prse__buf id;
    prse__buf list;     /* what completes it: number and tag of each part */
    int64_t started_ms; /* by the service's clock */
} upload;

static prse_status begin(upload *it, prse_error *err)
{
    prse__s3_request request = {
        .method = "POST", .key = it->key, .once = 1,
        .type = prse__s3_type(it->reading.source), .most = PRSE__S3_SMALL};
    prse__s3_query(&request, "uploads", (prse_str){0});
    prse_status status =
        prse__s3_ask(it->s3, &request, it->reading.watch, err);
    if (!status)
        status = prse__s3_field(&it->id, &request,
                                "InitiateMultipartUploadResult/UploadId",
                                err);
    if (!status && it->id.len > LONGEST_ID)
        status = prse__s3_odd(&request, "the upload's name is too long", err);
    if (!prse__http_date_parse(&it->started_ms,
                               prse__s3_header(&request, "date")))
        it->started_ms = prse__s3_now(it->s3);
    prse__s3_free_answer(&request);
    return status;
}

static void add_escaped(prse__buf *out, prse_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (strchr("<>&\"'", c))
            prse__buf_addf(out, "&#%d;", (int)(unsigned char)c);
        else
            prse__buf_addc(out, c);
    }
}

static prse_status note(upload *it, const prse__s3_request *request,
                        uint32_t number, prse_error *err)
{
    prse_str tag = prse__s3_header(request, "etag");
    if (tag.len == 0 || tag.len > LONGEST_TAG)
        return prse__s3_odd(request, "a part has no tag", err);
    prse__buf_addf(&it->list, "<Part><PartNumber>%u</PartNumber><ETag>",
                   (unsigned)number);
    add_escaped(&it->list, tag);
    prse__buf_adds(&it->list, "</ETag></Part>");
    return it->list.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status send_part(upload *it, uint32_t number, size_t length,
                             prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "%u", (unsigned)number);
    prse__s3_request request = {
        .method = "PUT", .key = it->key, .weight = length,
        .type = PRSE_STR("application/octet-stream"),
        .body = {it->reading.bytes, length}, .payload = it->reading.payload,
        .most = PRSE__S3_SMALL};
    prse__s3_query(&request, "partNumber", prse__buf_str(&text));
    prse__s3_query(&request, "uploadId", prse__buf_str(&it->id));
    prse_status status =
        text.failed ? prse__error_nomem(err)
                    : prse__s3_ask(it->s3, &request, it->reading.watch, err);
    if (!status)
        status = note(it, &request, number, err);
    prse__s3_free_answer(&request);
    prse__buf_free(&text);
    return status;
}

static prse_status send_parts(upload *it, prse_error *err)
{
    uint64_t total = it->reading.source->bytes;
    prse_status status = PRSE_OK;
    uint32_t number = 0;
    for (uint64_t at = 0; !status && at < total;) {
        uint64_t left = total - at;
        size_t length = left < it->part ? (size_t)left : it->part;
        status = prse__s3_read(&it->reading, at, length, err);
        if (!status)
            status = send_part(it, ++number, length, err);
        at += length;
        if (!status)
            prse__blob_watch_tell(it->reading.watch, at, total);
    }
    return status;
}

static prse_status check_digest(upload *it, prse_error *err)
{
    unsigned char digest[PRSE__DIGEST_BYTES];
    char text[PRSE__DIGEST_HEX];
    prse_status status = prse__digest_end(it->reading.whole, digest, err);
    if (status)
        return status;
    prse__hex(text, digest, sizeof digest);
    return prse__s3_same_digest(it->reading.source, text, err);
}

/* Whether what is there now is what was sent: by length, and by its time when
 * the answer to the upload's end was lost. */
static prse_status check_object(upload *it, int lost, prse_error *err)
{
    prse_blob_info info = {.size = sizeof info};
    prse_status status = prse__s3_look(it->s3, it->key, &info,
                                       it->reading.watch, err);
    /* The object's time may have lost its milliseconds. */
    int older = info.modified_ms < it->started_ms - 1000;
    if (status)
        return status;
    if (info.bytes != it->reading.source->bytes || (lost && older))
        return prse__error_set(err, PRSE_EIO, "put",
                               "the service has %llu bytes under this key, "
                               "%llu were sent",
                               (unsigned long long)info.bytes,
                               (unsigned long long)it->reading.source->bytes);
    return PRSE_OK;
}

static prse_status complete(upload *it, prse_error *err)
{
    char digest[PRSE__DIGEST_HEX];
    prse_error why = {0};
    prse__buf_adds(&it->list, "</CompleteMultipartUpload>");
    if (it->list.failed)
        return prse__error_nomem(err);
    prse_str body = prse__buf_str(&it->list);
    prse_status status = prse__digest_hex(digest, body, err);
    if (status)
        return status;
    prse__s3_request request = {
        .method = "POST", .key = it->key, .says_late = 1, .body = body,
        .type = PRSE_STR("application/xml"), .payload = digest,
        .weight = body.len, .most = PRSE__S3_SMALL};
    prse__s3_query(&request, "uploadId", prse__buf_str(&it->id));
    status = prse__s3_ask(it->s3, &request, it->reading.watch, &why);
    prse__s3_free_answer(&request);
    int gone = strcmp(request.code, "NoSuchUpload") == 0;
    int lost = gone && request.attempts > 1;
    if (!status || lost)
        return check_object(it, lost, err);
    if (err)
        *err = why;
    return status;
}

/* Nobody may stop this, and how it goes changes nothing. */
static void abort_upload(upload *it)
{
    prse_error ignored = {0};
    prse_blob_options opts = {.size = sizeof opts, .deadline_ms = ABORT_MS};
    prse__blob_watch watch = prse__blob_watch_start(&opts, 0);
    prse__s3_request request = {.method = "DELETE", .key = it->key,
                                .most = PRSE__S3_SMALL};
    prse__s3_query(&request, "uploadId", prse__buf_str(&it->id));
    prse__s3_ask(it->s3, &request, &watch, &ignored);
    prse__s3_free_answer(&request);
}

static prse_status run(upload *it, prse_error *err)
{
    prse_status status = begin(it, err);
    if (status)
        return status;
    status = send_parts(it, err);
    if (!status)
        status = check_digest(it, err);
    if (!status)
        status = complete(it, err);
    if (status)
        abort_upload(it);
    return status;
}

prse_status prse__s3_put_parts(prse__s3 *s3, prse_str key,
                               const prse_blob_source *source, size_t part,
                               const prse__blob_watch *watch, prse_error *err)
{
    upload it = {.s3 = s3, .key = key, .part = part,
                 .reading = {.source = source, .watch = watch}};
    prse__buf_init(&it.id, 0);
    prse__buf_init(&it.list, 0);
    prse__buf_adds(&it.list, "<CompleteMultipartUpload xmlns=\""
                   "http://s3.amazonaws.com/doc/2006-03-01/\">");
    it.reading.bytes = prse__alloc(part, 1);
    prse_status status = it.reading.bytes ? PRSE_OK : prse__error_nomem(err);
    if (!status)
        status = prse__digest_new(&it.reading.whole, err);
    if (!status)
        status = run(&it, err);
    prse__digest_free(it.reading.whole);
    prse__free(it.reading.bytes);
    prse__buf_free(&it.id);
    prse__buf_free(&it.list);
    return status;
}
