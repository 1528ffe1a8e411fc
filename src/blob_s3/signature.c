/* SPDX-License-Identifier: Apache-2.0 */
#include "blob_s3/signature.h"

#include <string.h>

#include "base/date.h"
#include "crypto/crypto.h"
#include "http/url.h"

static const char ALGORITHM[] = "AWS4-HMAC-SHA256";

void prse__s3_when(char out[PRSE__S3_WHEN], int64_t unix_ms)
{
    static const int64_t last = INT64_C(253402300799);
    int64_t seconds = unix_ms < 0 ? 0 : unix_ms / 1000;
    if (seconds > last)
        seconds = last;
    prse__ymd day = prse__date_ymd((prse__date)(seconds / 86400));
    int32_t rest = (int32_t)(seconds % 86400);
    int32_t parts[] = {day.year, day.month, day.day,
                       rest / 3600, rest / 60 % 60, rest % 60};
    static const int widths[] = {4, 2, 2, 2, 2, 2};
    char *at = out;
    for (size_t i = 0; i < 6; i++) {
        if (i == 3)
            *at++ = 'T';
        for (int digit = widths[i] - 1; digit >= 0; digit--) {
            at[digit] = (char)('0' + parts[i] % 10);
            parts[i] /= 10;
        }
        at += widths[i];
    }
    *at++ = 'Z';
    *at = '\0';
}

void prse__s3_path_add(prse__buf *out, prse_str path)
{
    size_t from = 0;
    for (size_t i = 0; i <= path.len; i++) {
        if (i < path.len && path.ptr[i] != '/')
            continue;
        if (i > from)
            prse__url_add(out, (prse_str){path.ptr + from, i - from});
        if (i < path.len)
            prse__buf_addc(out, '/');
        from = i + 1;
    }
}

static int before(const prse__s3_pair *a, const prse__s3_pair *b)
{
    int order = strcmp(a->name, b->name);
    return order ? order < 0 : prse__str_cmp(a->value, b->value) < 0;
}

/* A handful of pairs: the next one is looked for each time. */
void prse__s3_query_add(prse__buf *out, const prse__s3_pair *pairs,
                        size_t count)
{
    const prse__s3_pair *last = NULL;
    for (size_t done = 0; done < count; done++) {
        const prse__s3_pair *next = NULL;
        for (size_t i = 0; i < count; i++)
            if ((!last || before(last, &pairs[i])) &&
                (!next || before(&pairs[i], next)))
                next = &pairs[i];
        if (!next)
            return; /* the rest says the same again */
        if (last)
            prse__buf_addc(out, '&');
        prse__url_add(out, prse_str_of(next->name));
        prse__buf_addc(out, '=');
        prse__url_add(out, next->value);
        last = next;
    }
}

void prse__s3_scope_add(prse__buf *out, const prse__s3_key *key,
                        const char *when)
{
    prse__buf_add(out, (prse_str){when, 8});
    prse__buf_addc(out, '/');
    prse__buf_add(out, key->region);
    prse__buf_addf(out, "/%s/aws4_request", key->service);
}

void prse__s3_names_add(prse__buf *out, const prse__s3_signed *it)
{
    const char *between = "";
    for (size_t i = 0; i < it->count; i++) {
        if (it->headers[i].value.len == 0)
            continue;
        prse__buf_adds(out, between);
        prse__buf_adds(out, it->headers[i].name);
        between = ";";
    }
}

static void canonical(prse__buf *out, const prse__s3_signed *it)
{
    prse__buf_adds(out, it->method);
    prse__buf_addc(out, '\n');
    prse__buf_add(out, it->path);
    prse__buf_addc(out, '\n');
    prse__buf_add(out, it->query);
    prse__buf_addc(out, '\n');
    for (size_t i = 0; i < it->count; i++) {
        if (it->headers[i].value.len == 0)
            continue;
        prse__buf_adds(out, it->headers[i].name);
        prse__buf_addc(out, ':');
        prse__buf_add(out, prse__str_trim(it->headers[i].value));
        prse__buf_addc(out, '\n');
    }
    prse__buf_addc(out, '\n');
    prse__s3_names_add(out, it);
    prse__buf_addc(out, '\n');
    prse__buf_adds(out, it->payload);
}

static prse_status text_to_sign(prse__buf *out, const prse__s3_key *key,
                                const prse__s3_signed *it, prse_error *err)
{
    char digest[PRSE__DIGEST_HEX];
    prse__buf request;
    prse__buf_init(&request, 0);
    canonical(&request, it);
    prse_status status =
        request.failed
            ? prse__error_nomem(err)
            : prse__digest_hex(digest, prse__buf_str(&request), err);
    prse__buf_free(&request);
    if (status)
        return status;
    prse__buf_addf(out, "%s\n%s\n", ALGORITHM, it->when);
    prse__s3_scope_add(out, key, it->when);
    prse__buf_addc(out, '\n');
    prse__buf_adds(out, digest);
    return out->failed ? prse__error_nomem(err) : PRSE_OK;
}

/* The key of a day, a region and a service, then the signature itself: each is
 * the key of the next. */
static prse_status chain(char out[65], prse_str first, const prse_str steps[5],
                         prse_error *err)
{
    unsigned char link[PRSE__DIGEST_BYTES];
    prse_str key = first;
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status && i < 5; i++) {
        status = prse__hmac_sha256(link, key, steps[i], err);
        key = (prse_str){(const char *)link, sizeof link};
    }
    if (!status)
        prse__hex(out, link, sizeof link);
    prse__wipe(link, sizeof link);
    return status;
}

prse_status prse__s3_sign(char out[65], const prse__s3_key *key,
                          const prse__s3_signed *it, prse_error *err)
{
    prse__buf text, first;
    prse__buf_init(&text, 0);
    prse__buf_init(&first, 0);
    prse__buf_adds(&first, "AWS4");
    prse__buf_add(&first, key->secret);
    prse_status status = text_to_sign(&text, key, it, err);
    if (!status && first.failed)
        status = prse__error_nomem(err);
    if (!status) {
        const prse_str steps[5] = {
            {it->when, 8}, key->region, prse_str_of(key->service),
            PRSE_STR("aws4_request"), prse__buf_str(&text)};
        status = chain(out, prse__buf_str(&first), steps, err);
    }
    if (first.ptr)
        prse__wipe(first.ptr, first.len);
    prse__buf_free(&first);
    prse__buf_free(&text);
    return status;
}
