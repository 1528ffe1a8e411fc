/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "portailrse/store.h"
#include "portal/scheme.h"

enum { BUCKET_MIN = 3, BUCKET_MAX = 63, PARTS_MAX = 2048 };

/* What an address of S3 says. */
typedef struct parts {
    prse_str bucket;
    prse__buf prefix, endpoint, region;
} parts;

static prse_status wrong(const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EPARSE, "address", "%s", why);
}

static prse_str part(prse_str text, size_t from, size_t to)
{
    return (prse_str){text.ptr + from, to - from};
}

static size_t find(prse_str text, char c)
{
    const char *at = text.len ? memchr(text.ptr, c, text.len) : NULL;
    return at ? (size_t)(at - text.ptr) : text.len;
}

/* A bucket that holds an "@" or ":" is rather a key, which is not shown. */
static int is_bucket(prse_str text)
{
    if (text.len < BUCKET_MIN || text.len > BUCKET_MAX)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' &&
            c != '.')
            return 0;
    }
    return 1;
}

static int hex_pair(prse_str text, size_t at)
{
    if (at + 2 >= text.len || prse__hex_digit(text.ptr[at + 1]) < 0 ||
        prse__hex_digit(text.ptr[at + 2]) < 0)
        return -1;
    return prse__hex_digit(text.ptr[at + 1]) * 16 +
           prse__hex_digit(text.ptr[at + 2]);
}

/* 0: a "%" without two digits, or for a control character. */
static int decode(prse__buf *to, prse_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        int c = (unsigned char)text.ptr[i];
        if (c == '%') {
            c = hex_pair(text, i);
            i += 2;
        }
        if (c < ' ' || c == 127)
            return 0;
        prse__buf_addc(to, (char)c);
    }
    return 1;
}

static prse_status read_setting(parts *own, prse_str setting, prse_error *err)
{
    size_t equals = find(setting, '=');
    prse_str name = part(setting, 0, equals);
    prse__buf *to = prse__str_is(name, "endpoint") ? &own->endpoint
                    : prse__str_is(name, "region") ? &own->region
                                                   : NULL;
    if (!to || equals == setting.len)
        return wrong("S3 takes the settings endpoint=... and region=... in "
                     "its address, and no other", err);
    if (to->len > 0)
        return wrong("a setting is there twice", err);
    if (!decode(to, part(setting, equals + 1, setting.len)))
        return wrong("a setting is not percent-encoded as it should be", err);
    return PRSE_OK;
}

static prse_status read_settings(parts *own, prse_str query, prse_error *err)
{
    prse_status status = PRSE_OK;
    while (!status && query.len > 0) {
        size_t end = find(query, '&');
        status = read_setting(own, part(query, 0, end), err);
        query = part(query, end + (end < query.len), query.len);
    }
    if (!status && (own->endpoint.failed || own->region.failed))
        return prse__error_nomem(err);
    if (!status && (own->endpoint.len == 0 || own->region.len == 0))
        return wrong("S3 needs ?endpoint=https://...&region=...", err);
    return status;
}

/* "//BUCKET/PREFIX?endpoint=...&region=..." */
static prse_status read_parts(parts *own, prse_str rest, prse_error *err)
{
    size_t question = find(rest, '?');
    if (!prse__str_starts(rest, "//") || question < 2)
        return wrong("expected s3://BUCKET/PREFIX?endpoint=...&region=...",
                     err);
    prse_str path = part(rest, 2, question);
    size_t slash = find(path, '/');
    own->bucket = part(path, 0, slash);
    if (!is_bucket(own->bucket))
        return wrong("the bucket is not 3 to 63 of a-z 0-9 - . (keys are "
                     "given beside the address, never in it)", err);
    prse_str prefix = part(path, slash + (slash < path.len), path.len);
    if (!decode(&own->prefix, prefix))
        return wrong("the prefix is not percent-encoded as it should be",
                     err);
    if (own->prefix.len > 0 && own->prefix.ptr[own->prefix.len - 1] != '/')
        prse__buf_addc(&own->prefix, '/');
    return read_settings(
        own, part(rest, question + (question < rest.len), rest.len), err);
}

static prse_status open_parts(prse_blob *out, const parts *own,
                              prse_str access_key, prse_str secret_key,
                              prse_error *err)
{
    if (own->prefix.failed)
        return prse__error_nomem(err);
    prse_blob_s3_options opts = {
        .size = sizeof opts,
        .endpoint = prse__buf_str(&own->endpoint),
        .region = prse__buf_str(&own->region),
        .bucket = own->bucket,
        .prefix = prse__buf_str(&own->prefix),
        .access_key = access_key,
        .secret_key = secret_key};
    return prse_blob_s3(out, &opts, err);
}

static prse_status open_s3(prse_blob *out, prse_str rest, prse_str access_key,
                           prse_str secret_key, prse_error *err)
{
    parts own = {0};
    if (rest.len > PARTS_MAX)
        return wrong("it is longer than 2,048 bytes", err);
    prse_status status = read_parts(&own, rest, err);
    if (!status)
        status = open_parts(out, &own, access_key, secret_key, err);
    prse__buf_free(&own.prefix);
    prse__buf_free(&own.endpoint);
    prse__buf_free(&own.region);
    return status;
}

prse_status prse_blob_open(prse_blob *out, prse_str address,
                           prse_str access_key, prse_str secret_key,
                           prse_error *err)
{
    prse_str rest;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    if (address.len == 0 || !address.ptr)
        return wrong("it is empty", err);
    prse_str scheme = prse__scheme_of(address, &rest);
    if (prse__str_is(scheme, "s3"))
        return open_s3(out, rest, access_key, secret_key, err);
    if (scheme.len > 0 && !prse__str_is(scheme, "folder"))
        return prse__scheme_unknown("folder:PATH, s3://BUCKET/PREFIX?..., or "
                                    "the path of a folder", err);
    if (rest.len == 0)
        return wrong("the path of the folder is missing", err);
    return prse_blob_folder(out, rest, NULL, err);
}
