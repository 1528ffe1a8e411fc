/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/options.h"
#include "blob/blob.h"

enum { TYPE_MAX = 255, FILE_NAME_MAX = 255, DIGEST_LETTERS = 64 };

static int complete(const prse_blob *blob)
{
    return blob->put && blob->get && blob->stat && blob->remove && blob->list;
}

prse_status prse__blob_accept(const prse_blob *blob, prse_error *err)
{
    prse_blob own;
    if (!blob)
        return prse__error_set(err, PRSE_EINVAL, "prse_blob", "it is NULL");
    if (blob->size < sizeof own)
        return prse__error_set(err, PRSE_EABI, "prse_blob",
                               "the size of the struct is %u, expected %zu",
                               blob->size, sizeof own);
    prse_status status =
        prse__options_read(&own, sizeof own, blob, "prse_blob", err);
    if (!status && !complete(blob))
        return prse__error_set(err, PRSE_EINVAL, "prse_blob",
                               "one of its functions is NULL");
    return status;
}

void prse__blob_free(prse_blob *blob)
{
    if (!blob)
        return;
    if (blob->free)
        blob->free(blob->self);
    memset(blob, 0, sizeof *blob);
}

static int key_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == '/';
}

static prse_status wrong(const char *what, size_t at, const char *why,
                         prse_error *err)
{
    return prse__error_set(err, PRSE_EINVAL, what, "byte %zu: %s", at + 1,
                           why);
}

/* What keys and prefixes have in common. */
static prse_status check_bytes(prse_str text, const char *what,
                               prse_error *err)
{
    if (text.len > PRSE__BLOB_KEY_MAX)
        return prse__error_set(err, PRSE_EINVAL, what,
                               "it has %zu bytes, more than %d", text.len,
                               PRSE__BLOB_KEY_MAX);
    if (text.len > 0 && !text.ptr)
        return prse__error_set(err, PRSE_EINVAL, what, "it is NULL");
    for (size_t i = 0; i < text.len; i++) {
        int first = i == 0 || text.ptr[i - 1] == '/';
        if (!key_byte(text.ptr[i]))
            return wrong(what, i, "it is none of a-z 0-9 . _ - /", err);
        if (first && text.ptr[i] == '/')
            return wrong(what, i, "a segment is empty", err);
        if (first && text.ptr[i] == '.')
            return wrong(what, i, "a segment begins with a dot", err);
    }
    return PRSE_OK;
}

prse_status prse__blob_key_check(prse_str key, prse_error *err)
{
    if (key.len == 0)
        return prse__error_set(err, PRSE_EINVAL, "key", "it is empty");
    prse_status status = check_bytes(key, "key", err);
    if (!status && key.ptr[key.len - 1] == '/')
        return wrong("key", key.len - 1, "the last segment is empty", err);
    return status;
}

prse_status prse__blob_prefix_check(prse_str prefix, prse_error *err)
{
    return check_bytes(prefix, "prefix", err);
}

static int is_digest(const char *hex)
{
    for (size_t i = 0; i < DIGEST_LETTERS; i++)
        if (prse__hex_digit(hex[i]) < 0 || (hex[i] >= 'A' && hex[i] <= 'F'))
            return 0;
    return hex[DIGEST_LETTERS] == '\0';
}

/* A media type goes into headers of requests. */
static int is_type(prse_str type)
{
    if (type.len > TYPE_MAX || (type.len > 0 && !type.ptr))
        return 0;
    for (size_t i = 0; i < type.len; i++)
        if (type.ptr[i] < ' ' || type.ptr[i] > '~')
            return 0;
    return 1;
}

prse_status prse__blob_source_check(const prse_blob_source *source,
                                    prse_error *err)
{
    prse_blob_source own;
    if (!source)
        return prse__error_set(err, PRSE_EINVAL, "source", "it is NULL");
    if (source->size < sizeof own)
        return prse__error_set(err, PRSE_EABI, "source",
                               "the size of the struct is %u, expected %zu",
                               source->size, sizeof own);
    prse_status status =
        prse__options_read(&own, sizeof own, source, "source", err);
    if (status)
        return status;
    if (!source->read)
        return prse__error_set(err, PRSE_EINVAL, "source", "read() is NULL");
    if (source->bytes > INT64_MAX)
        return prse__error_set(err, PRSE_EINVAL, "source",
                               "its length is out of range");
    if (!is_digest(source->sha256))
        return prse__error_set(err, PRSE_EINVAL, "source",
                               "its digest is not 64 small hexadecimal "
                               "letters");
    if (!is_type(source->type))
        return prse__error_set(err, PRSE_EINVAL, "source",
                               "its media type is not at most %d printable "
                               "ASCII characters", TYPE_MAX);
    return PRSE_OK;
}

static int is_file_name(prse_str name)
{
    if (name.len > FILE_NAME_MAX || (name.len > 0 && !name.ptr) ||
        (name.len > 0 && prse__utf8_check(name) != name.len))
        return 0;
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] < ' ' || name.ptr[i] == 127)
            return 0;
    return 1;
}

prse_status prse__blob_link_read(prse_blob_link *out,
                                 const prse_blob_link *link, prse_error *err)
{
    *out = (prse_blob_link){.size = sizeof *out};
    if (!link)
        return prse__error_set(err, PRSE_EINVAL, "link", "it is NULL");
    prse_status status =
        prse__options_read(out, sizeof *out, link, "link", err);
    if (status)
        return status;
    out->size = sizeof *out;
    if (out->expires_s == 0)
        out->expires_s = PRSE__BLOB_LINK_DEFAULT;
    if (out->expires_s < 0 || out->expires_s > PRSE__BLOB_LINK_MAX)
        return prse__error_set(err, PRSE_EINVAL, "expires_s",
                               "a link lives from 1 to %d seconds",
                               PRSE__BLOB_LINK_MAX);
    if (out->upload > 1)
        return prse__error_set(err, PRSE_EINVAL, "upload",
                               "it is neither 0 nor 1");
    if (!is_file_name(out->file_name))
        return prse__error_set(err, PRSE_EINVAL, "file_name",
                               "it is not at most %d bytes of UTF-8 without "
                               "control characters", FILE_NAME_MAX);
    return PRSE_OK;
}
