/* SPDX-License-Identifier: Apache-2.0 */
#include "blob_s3/options.h"

#include <string.h>

#include "http/url.h"

enum {
    MIB = 1 << 20,
    DEFAULT_PART = 8 * MIB,
    LEAST_PART = 5 * MIB,
    MOST_PART = 1024 * MIB,
    DEFAULT_TRIES = 4,
    MOST_TRIES = 20,
    LONGEST_PREFIX = 64,
    LONGEST_WORD = 256
};

static int lower_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static int plain_bucket(prse_str name)
{
    if (name.len < 3 || name.len > 63 || !lower_or_digit(name.ptr[0]) ||
        !lower_or_digit(name.ptr[name.len - 1]))
        return 0;
    for (size_t i = 1; i < name.len; i++) {
        char c = name.ptr[i];
        if (!lower_or_digit(c) && c != '-' &&
            (c != '.' || name.ptr[i - 1] == '.'))
            return 0;
    }
    return 1;
}

/* Visible ASCII; what separates the parts of a credential can't be in one. */
static int plain_word(prse_str word, const char *without)
{
    if (word.len == 0 || word.len > LONGEST_WORD)
        return 0;
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] <= ' ' || word.ptr[i] > '~' ||
            strchr(without, word.ptr[i]))
            return 0;
    return 1;
}

static prse_status bad(const char *what, const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EINVAL, what, "%s", why);
}

static prse_status check_texts(const prse_blob_s3_options *opts,
                               prse_error *err)
{
    if (!plain_word(opts->region, "/,;="))
        return bad("region", "it is a word such as \"fr-par\"", err);
    if (!plain_word(opts->access_key, "/,;="))
        return bad("access_key", "it is a word of letters and digits", err);
    if (!plain_word(opts->secret_key, ""))
        return bad("secret_key", "it is empty, or holds spaces or other "
                   "characters than ASCII", err);
    if (!plain_bucket(opts->bucket))
        return bad("bucket", "its name has 3 to 63 of a-z, 0-9, '-' and '.', "
                   "and begins and ends with a letter or a digit", err);
    if (opts->prefix.len > LONGEST_PREFIX)
        return bad("prefix", "it has more than 64 bytes", err);
    return prse__blob_prefix_check(opts->prefix, err);
}

static prse_status check_numbers(const prse_blob_s3_options *opts,
                                 prse_error *err)
{
    if (opts->virtual_host > 1)
        return bad("virtual_host", "it is neither 0 nor 1", err);
    if (opts->part_bytes != 0 &&
        (opts->part_bytes < LEAST_PART || opts->part_bytes > MOST_PART))
        return bad("part_bytes", "a part has 5 MiB to 1 GiB", err);
    if (opts->tries > MOST_TRIES)
        return bad("tries", "at most 20", err);
    return PRSE_OK;
}

static prse_status check_endpoint(prse_str *origin,
                                  const prse_blob_s3_options *opts,
                                  prse_error *err)
{
    prse_status status = prse__url_check_base(origin, opts->endpoint, err);
    if (status)
        return status;
    if (prse__url_origin(*origin).len != origin->len)
        return prse__error_set(err, PRSE_EPARSE, "endpoint",
                               "an endpoint has no path: the bucket has its "
                               "own setting");
    if (opts->virtual_host && prse__str_starts(*origin, "https://") &&
        memchr(opts->bucket.ptr, '.', opts->bucket.len))
        return bad("virtual_host", "no certificate covers a bucket with a "
                   "dot in its name: set it to 0", err);
    return PRSE_OK;
}

/* Without the port that goes without saying, as it is sent. */
static prse_str sent_host(prse_str origin)
{
    int tls = prse__str_starts(origin, "https://");
    size_t scheme = tls ? 8 : 7;
    prse_str host = {origin.ptr + scheme, origin.len - scheme};
    const char *usual = tls ? ":443" : ":80";
    size_t len = strlen(usual);
    if (host.len > len && memcmp(host.ptr + host.len - len, usual, len) == 0)
        host.len -= len;
    return host;
}

/* Where objects are: before the host, or before their key. */
static prse_status set_place(prse__s3 *s3, prse_str origin, int in_host,
                             prse_error *err)
{
    prse__buf text;
    size_t scheme = prse__str_starts(origin, "https://") ? 8 : 7;
    prse__buf_init(&text, 0);
    prse__buf_add(&text, (prse_str){origin.ptr, scheme});
    if (in_host) {
        prse__buf_add(&text, s3->bucket);
        prse__buf_addc(&text, '.');
    }
    prse__buf_add(&text, (prse_str){origin.ptr + scheme, origin.len - scheme});
    s3->origin = prse__str_dup(s3->arena, prse__buf_str(&text));
    int failed = text.failed;
    prse__buf_clear(&text);
    if (!in_host) {
        prse__buf_addc(&text, '/');
        prse__buf_add(&text, s3->bucket);
    }
    s3->path = prse__str_dup(s3->arena, prse__buf_str(&text));
    failed = failed || text.failed || !s3->origin.ptr || !s3->path.ptr;
    prse__buf_free(&text);
    if (failed)
        return prse__error_nomem(err);
    s3->host = sent_host(s3->origin);
    return PRSE_OK;
}

static prse_status copy_texts(prse__s3 *s3, const prse_blob_s3_options *opts,
                              prse_error *err)
{
    const struct {
        prse_str *to, from;
    } texts[] = {{&s3->key.region, opts->region},
                 {&s3->key.access, opts->access_key},
                 {&s3->key.secret, opts->secret_key},
                 {&s3->bucket, opts->bucket},
                 {&s3->prefix, opts->prefix}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *texts[i].to = prse__str_dup(s3->arena, texts[i].from);
        if (!texts[i].to->ptr)
            return prse__error_nomem(err);
    }
    return PRSE_OK;
}

prse_status prse__s3_settings(prse__s3 *s3, const prse_blob_s3_options *opts,
                              prse_error *err)
{
    prse_str origin;
    prse_status status = check_texts(opts, err);
    if (!status)
        status = check_numbers(opts, err);
    if (!status)
        status = check_endpoint(&origin, opts, err);
    if (!status)
        status = copy_texts(s3, opts, err);
    if (!status)
        status = set_place(s3, origin, opts->virtual_host == 1, err);
    s3->key.service = "s3";
    s3->part_bytes = opts->part_bytes ? opts->part_bytes : DEFAULT_PART;
    s3->tries = opts->tries ? opts->tries : DEFAULT_TRIES;
    return status;
}
