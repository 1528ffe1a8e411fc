/* SPDX-License-Identifier: Apache-2.0 */
/* One page of ListObjectsV2. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "blob_s3/s3.h"
#include "formats/xml_fields.h"

/* What a service that answers anything may make us keep. */
enum { MOST_ENTRIES = 10000, LONGEST_KEY = 1024, LONGEST_TOKEN = 4096 };

/* "2026-11-26T21:30:26Z", with a fraction or not. */
static int read_time(int64_t *unix_ms, prse_str text)
{
    prse__date day;
    int32_t parts[3];
    if (text.len < 20 || text.ptr[10] != 'T' ||
        !prse__date_parse(&day, (prse_str){text.ptr, 10}))
        return 0;
    for (size_t i = 0; i < 3; i++) {
        uint64_t number;
        if (!prse__s3_number(&number,
                             (prse_str){text.ptr + 11 + 3 * i, 2}) ||
            (i < 2 && text.ptr[13 + 3 * i] != ':'))
            return 0;
        parts[i] = (int32_t)number;
    }
    *unix_ms = (((int64_t)day * 24 + parts[0]) * 60 + parts[1]) * 60000 +
               (int64_t)parts[2] * 1000;
    return parts[0] < 24 && parts[1] < 60 && parts[2] <= 60;
}

/* Of the arena; with %XX undone where the service wrote them, and what our
 * own names have more than keys. */
static prse_status keep_key(prse_str *out, const prse__s3_page *page,
                            prse_str text, prse_error *err)
{
    char *to = prse__arena_alloc(page->arena, text.len + 1, 1);
    size_t len = 0;
    if (!to)
        return prse__error_nomem(err);
    for (size_t i = 0; i < text.len; i++) {
        int high = -1, low = -1;
        if (page->encoded && text.ptr[i] == '%' && i + 2 < text.len) {
            high = prse__hex_digit(text.ptr[i + 1]);
            low = prse__hex_digit(text.ptr[i + 2]);
        }
        if (high >= 0 && low >= 0) {
            to[len++] = (char)(high * 16 + low);
            i += 2;
        } else {
            to[len++] = text.ptr[i];
        }
    }
    *out = prse__s3_name_undo(to, len);
    return PRSE_OK;
}

static prse_status add_entry(prse__s3_page *page, prse_error *err)
{
    if (page->count == MOST_ENTRIES)
        return prse__error_set(err, PRSE_EPEER, "list",
                               "a page holds more than was asked for");
    if (page->count == page->room) {
        size_t room = page->room ? page->room * 2 : 64;
        prse__s3_entry *entries = prse__resize(page->entries, page->room,
                                               room, sizeof *entries);
        if (!entries)
            return prse__error_nomem(err);
        page->entries = entries;
        page->room = room;
    }
    page->entries[page->count++] = page->now;
    page->now = (prse__s3_entry){.info = {.size = sizeof(prse_blob_info)}};
    return PRSE_OK;
}

static prse_status odd(const char *what, prse_error *err)
{
    return prse__error_set(err, PRSE_EPEER, "list",
                           "a page of the list has %s", what);
}

enum field { KEY = 1, SIZE, TIME, ENTRY, TRUNCATED, TOKEN, ENCODING };

static int field_of(prse_str path)
{
    static const struct {
        const char *path;
        int field;
    } fields[] = {{"Contents/Key", KEY},
                  {"Contents/Size", SIZE},
                  {"Contents/LastModified", TIME},
                  {"Contents", ENTRY},
                  {"IsTruncated", TRUNCATED},
                  {"NextContinuationToken", TOKEN},
                  {"EncodingType", ENCODING}};
    static const char root[] = "ListBucketResult/";
    size_t skip = sizeof root - 1;
    if (!prse__str_starts(path, root))
        return 0;
    path = (prse_str){path.ptr + skip, path.len - skip};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (prse__str_is(path, fields[i].path))
            return fields[i].field;
    return 0;
}

static prse_status take_text(prse__s3_page *page, prse_str *out,
                             prse_str text, size_t longest, prse_error *err)
{
    if (text.len > longest)
        return odd("a text that is too long", err);
    *out = prse__str_dup(page->arena, text);
    return out->ptr ? PRSE_OK : prse__error_nomem(err);
}

static prse_status on_field(void *user, prse_str path, prse_str text,
                            prse_error *err)
{
    prse__s3_page *page = user;
    switch (field_of(path)) {
    case KEY:
        return take_text(page, &page->now.key, text, 3 * LONGEST_KEY, err);
    case SIZE:
        return prse__s3_number(&page->now.info.bytes, text)
                   ? PRSE_OK : odd("a length that is no number", err);
    case TIME:
        return read_time(&page->now.info.modified_ms, text)
                   ? PRSE_OK : odd("a time that is none", err);
    case ENTRY:
        return page->now.key.len > 0 ? add_entry(page, err)
                                     : odd("an entry without a key", err);
    case TRUNCATED:
        page->truncated = prse__str_is(prse__str_trim(text), "true");
        return PRSE_OK;
    case TOKEN:
        return take_text(page, &page->token, text, LONGEST_TOKEN, err);
    case ENCODING:
        page->encoded = prse__str_is(prse__str_trim(text), "url");
        return PRSE_OK;
    default:
        return PRSE_OK;
    }
}

static int by_key(const void *a, const void *b)
{
    return prse__str_cmp(((const prse__s3_entry *)a)->key,
                         ((const prse__s3_entry *)b)->key);
}

/* The service says only at the end whether keys are encoded. */
static prse_status finish(prse__s3_page *page, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; !status && i < page->count; i++)
        status = keep_key(&page->entries[i].key, page, page->entries[i].key,
                          err);
    if (!status && page->truncated && page->token.len == 0)
        status = odd("no name of the next page", err);
    /* Some services list folder by folder. */
    if (!status && page->count > 1)
        qsort(page->entries, page->count, sizeof *page->entries, by_key);
    return status;
}

prse_status prse__s3_page_read(prse__s3_page *page,
                               const prse__s3_request *request,
                               prse_error *err)
{
    prse_error why = {0};
    page->now = (prse__s3_entry){.info = {.size = sizeof(prse_blob_info)}};
    if (!page->arena)
        page->arena = prse__arena_new(0);
    if (!page->arena)
        return prse__error_nomem(err);
    prse_status status =
        prse__xml_fields_read(prse__buf_str(&request->answer->answer),
                              "list of S3", on_field, page, &why);
    if (!status)
        return finish(page, err);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    return prse__error_set(err, PRSE_EPEER, "list", "%s", why.message);
}

void prse__s3_page_clear(prse__s3_page *page)
{
    if (page->arena)
        prse__arena_reset(page->arena);
    page->count = 0;
    page->truncated = page->encoded = 0;
    page->token = (prse_str){0};
}

void prse__s3_page_free(prse__s3_page *page)
{
    prse__arena_free(page->arena);
    prse__free(page->entries);
}
