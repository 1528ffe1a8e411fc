/* SPDX-License-Identifier: Apache-2.0 */
/* Reading in pieces, so that memory does not depend on the length; the pieces
 * after the first are asked of the same version of the object. */
#include <string.h>

#include "blob_s3/s3.h"

enum { PIECE = 4 * 1024 * 1024, LONGEST_TAG = 256 };

typedef struct reader {
    prse__s3 *s3;
    prse_str key;
    uint64_t start, offset, length; /* length: what is still to be given */
    uint64_t total;                 /* of the object */
    int ended;
    char tag[LONGEST_TAG];          /* of the first piece */
    prse_blob_sink sink;
    void *user;
    prse__blob_watch watch;
} reader;

/* "bytes 0-9/100": where the piece stands, and the whole length. */
static int read_place(prse_str text, uint64_t *first, uint64_t *total)
{
    if (!prse__str_starts(text, "bytes "))
        return 0;
    const char *dash = memchr(text.ptr, '-', text.len);
    const char *slash = memchr(text.ptr, '/', text.len);
    if (!dash || !slash || slash < dash)
        return 0;
    const char *end = text.ptr + text.len;
    return prse__s3_number(first, (prse_str){text.ptr + 6,
                                             (size_t)(dash - text.ptr) - 6}) &&
           prse__s3_number(total,
                           (prse_str){slash + 1, (size_t)(end - slash) - 1});
}

static prse_status give(reader *it, prse_str bytes, prse_error *err)
{
    if (bytes.len > it->length)
        bytes.len = (size_t)it->length;
    prse_status status =
        bytes.len > 0 ? it->sink(it->user, bytes, err) : PRSE_OK;
    if (status)
        return status;
    it->offset += bytes.len;
    it->length -= bytes.len;
    it->ended = it->length == 0 || it->offset >= it->total;
    uint64_t done = it->offset - it->start, left = it->total - it->offset;
    if (left > it->length)
        left = it->length;
    prse__blob_watch_tell(&it->watch, done, done + left);
    return PRSE_OK;
}

/* A service that knows no ranges answers all of it; that is taken where it is
 * no more than a piece. */
static prse_status take_whole(reader *it, const prse__s3_request *request,
                              prse_error *err)
{
    prse_str bytes = prse__buf_str(&request->answer->answer);
    it->total = bytes.len;
    it->ended = 1;
    if (it->offset != it->start)
        return prse__s3_odd(request, "a part was asked for, all came", err);
    if (it->offset >= bytes.len)
        return PRSE_OK;
    bytes.ptr += it->offset;
    bytes.len -= (size_t)it->offset;
    prse_status status = give(it, bytes, err);
    it->ended = 1;
    return status;
}

static prse_status take_piece(reader *it, const prse__s3_request *request,
                              size_t asked, prse_error *err)
{
    uint64_t first, total;
    prse_str bytes = prse__buf_str(&request->answer->answer);
    prse_str tag = prse__s3_header(request, "etag");
    if (!read_place(prse__s3_header(request, "content-range"), &first,
                    &total) ||
        first != it->offset || total <= first)
        return prse__s3_odd(request, "another part came than was asked for",
                            err);
    size_t expected = total - first < asked ? (size_t)(total - first) : asked;
    if (bytes.len != expected)
        return prse__error_set(err, PRSE_EIO, "get", "%zu bytes came instead "
                               "of %zu", bytes.len, expected);
    if (it->offset != it->start && total != it->total)
        return prse__s3_odd(request, "the length changed on the way", err);
    it->total = total;
    if (!it->tag[0])
        prse__error_copy(it->tag, sizeof it->tag, tag);
    return give(it, bytes, err);
}

static prse_status read_next(reader *it, prse_error *err)
{
    size_t asked = it->length < PIECE ? (size_t)it->length : PIECE;
    prse_error why = {0};
    prse__buf range;
    prse__buf_init(&range, 0);
    prse__buf_addf(&range, "bytes=%llu-%llu", (unsigned long long)it->offset,
                   (unsigned long long)(it->offset + asked - 1));
    prse__s3_request request = {
        .method = "GET", .key = it->key, .range = prse__buf_str(&range),
        .if_match = prse_str_of(it->tag), .most = PIECE, .weight = asked};
    prse_status status =
        range.failed ? prse__error_nomem(&why)
                     : prse__s3_ask(it->s3, &request, &it->watch, &why);
    if (status && request.http == 416 && it->offset == it->start) {
        it->ended = 1; /* past the end: nothing is there */
        status = PRSE_OK;
    } else if (!status && request.http == 206) {
        status = take_piece(it, &request, asked, &why);
    } else if (!status) {
        status = take_whole(it, &request, &why);
    }
    if (status && err)
        *err = why;
    prse__s3_free_answer(&request);
    prse__buf_free(&range);
    return status;
}

prse_status prse__s3_get(void *self, prse_str key, uint64_t offset,
                         uint64_t length, prse_blob_sink sink, void *user,
                         const prse_blob_options *opts, prse_error *err)
{
    if (length > UINT64_MAX / 2)
        length = UINT64_MAX / 2;
    if (offset > UINT64_MAX / 2)
        offset = UINT64_MAX / 2;
    reader it = {.s3 = self, .key = key, .start = offset, .offset = offset,
                 .length = length, .sink = sink, .user = user};
    it.watch = prse__blob_watch_start(opts, length);
    if (length == 0) {
        prse_blob_info info = {.size = sizeof info};
        return prse__s3_look(self, key, &info, &it.watch, err);
    }
    prse_status status = PRSE_OK;
    while (!status && !it.ended)
        status = read_next(&it, err);
    return status;
}
