/* SPDX-License-Identifier: Apache-2.0 */
/* What the cases put, get and compare. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "blob/kit.h"
#include "crypto/crypto.h"

enum { DRAWN = 8 };

void prse__kit_wrong(prse__kit *kit, const char *format, ...)
{
    va_list args;
    if (kit->wrong[0])
        return;
    va_start(args, format);
    vsnprintf(kit->wrong, sizeof kit->wrong, format, args);
    va_end(args);
}

int prse__kit_is(prse__kit *kit, const char *call, prse_status status,
                 prse_status expected, const prse_error *why)
{
    if (status == expected)
        return 1;
    if (status == PRSE_ENOMEM)
        kit->fatal = status;
    prse__kit_wrong(kit, "%s answers %s instead of %s%s%s", call,
                    prse_status_name(status), prse_status_name(expected),
                    status ? ": " : "", status ? why->message : "");
    return 0;
}

/* splitmix64: eight bytes for each number. */
static uint64_t number_at(uint64_t seed, uint64_t at)
{
    uint64_t x = seed * UINT64_C(0xD1342543DE82EF95) +
                 at * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

void prse__kit_draw(uint64_t seed, uint64_t offset, char *to, size_t count)
{
    uint64_t drawn = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t at = offset + i;
        if (i == 0 || at % DRAWN == 0)
            drawn = number_at(seed, at / DRAWN);
        to[i] = (char)(unsigned char)(drawn >> at % DRAWN * 8 & 255);
    }
}

void prse__kit_sleep(int64_t ms)
{
    struct timespec nap = {.tv_sec = (time_t)(ms / 1000),
                           .tv_nsec = (long)(ms % 1000) * 1000000};
    if (ms > 0)
        nanosleep(&nap, NULL);
}

prse_str prse__kit_key(char *to, const char *key)
{
    snprintf(to, PRSE__BLOB_KEY_MAX + 1, "prse-kit/%s", key);
    return prse_str_of(to);
}

static prse_status read_content(void *user, uint64_t offset, void *to,
                                size_t room, prse_error *err)
{
    const prse__kit_content *content = user;
    prse__kit_sleep(content->late_ms);
    if (content->fails_at && offset + room > content->fails_at)
        return prse__error_set(err, content->failure, "source",
                               "it fails as it was asked to");
    prse__kit_draw(content->seed, offset, to, room);
    return PRSE_OK;
}

static prse_status digest_of(const prse__kit_content *content, char *hex,
                             prse_error *err)
{
    unsigned char found[PRSE__DIGEST_BYTES];
    char piece[4096];
    prse__digest *digest = NULL;
    prse_status status = prse__digest_new(&digest, err);
    if (status)
        return status;
    for (uint64_t at = 0; at < content->bytes;) {
        uint64_t left = content->bytes - at;
        size_t room = left < sizeof piece ? (size_t)left : sizeof piece;
        prse__kit_draw(content->seed, at, piece, room);
        prse__digest_add(digest, (prse_str){piece, room});
        at += room;
    }
    status = prse__digest_end(digest, found, err);
    prse__digest_free(digest);
    if (!status)
        prse__hex(hex, found, sizeof found);
    return status;
}

prse_status prse__kit_put_status(prse__kit *kit, const char *key,
                                 const prse__kit_content *content,
                                 const prse_blob_options *opts,
                                 prse_error *err)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    prse__kit_content own = *content;
    prse_blob_source source = {.size = sizeof source,
                               .bytes = content->bytes,
                               .type = PRSE_STR("application/pdf"),
                               .user = &own, .read = read_content};
    prse_status status = digest_of(content, source.sha256, err);
    if (status)
        return status;
    if (content->other_digest)
        source.sha256[63] = source.sha256[63] == '0' ? '1' : '0';
    return prse__blob_put(kit->blob, prse__kit_key(whole, key), &source, opts,
                          err);
}

int prse__kit_put(prse__kit *kit, const char *key,
                  const prse__kit_content *content, prse_status expected)
{
    prse_error why = {0};
    return prse__kit_is(kit, "put()",
                        prse__kit_put_status(kit, key, content, NULL, &why),
                        expected, &why);
}

typedef struct comparing {
    uint64_t seed, at, got;
    int differs;
} comparing;

static prse_status compare(void *user, prse_str bytes, prse_error *err)
{
    comparing *it = user;
    char piece[4096];
    (void)err;
    it->got += bytes.len;
    for (size_t at = 0; at < bytes.len && !it->differs;) {
        size_t room = bytes.len - at < sizeof piece ? bytes.len - at
                                                    : sizeof piece;
        prse__kit_draw(it->seed, it->at, piece, room);
        it->differs = memcmp(piece, bytes.ptr + at, room) != 0;
        at += room;
        it->at += room;
    }
    return PRSE_OK;
}

int prse__kit_get(prse__kit *kit, const char *key,
                  const prse__kit_content *content, uint64_t offset,
                  uint64_t length)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    prse_error why = {0};
    comparing it = {.seed = content->seed, .at = offset};
    uint64_t left = offset < content->bytes ? content->bytes - offset : 0;
    uint64_t expected = length < left ? length : left;
    prse_status status =
        prse__blob_get(kit->blob, prse__kit_key(whole, key), offset, length,
                       compare, &it, NULL, &why);
    if (!prse__kit_is(kit, "get()", status, PRSE_OK, &why))
        return 0;
    if (it.got != expected)
        prse__kit_wrong(kit, "get() gives %llu bytes instead of %llu",
                        (unsigned long long)it.got,
                        (unsigned long long)expected);
    else if (it.differs)
        prse__kit_wrong(kit, "get() gives other bytes before byte %llu",
                        (unsigned long long)it.at);
    return it.got == expected && !it.differs;
}

int prse__kit_holds(prse__kit *kit, const char *key,
                    const prse__kit_content *content)
{
    return prse__kit_get(kit, key, content, 0, UINT64_MAX);
}

int prse__kit_absent(prse__kit *kit, const char *key)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    prse_error why = {0};
    comparing it = {0};
    prse_blob_info info = {.size = sizeof info};
    prse_str name = prse__kit_key(whole, key);
    return prse__kit_is(kit, "get()",
                        prse__blob_get(kit->blob, name, 0, 10, compare, &it,
                                       NULL, &why),
                        PRSE_ENOTFOUND, &why) &&
           prse__kit_is(kit, "stat()",
                        prse__blob_stat(kit->blob, name, &info, NULL, &why),
                        PRSE_ENOTFOUND, &why);
}

int prse__kit_remove(prse__kit *kit, const char *key)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    prse_error why = {0};
    return prse__kit_is(kit, "remove()",
                        prse__blob_remove(kit->blob,
                                          prse__kit_key(whole, key), NULL,
                                          &why),
                        PRSE_OK, &why);
}
