/* SPDX-License-Identifier: Apache-2.0 */
/* Layout: magic, checksum of the rest, when, HTTP status, whether a redirect
 * led there, and four texts with their length before them. Numbers are 8 bytes,
 * lowest first. */
#include "http/cache_entry.h"

#include <string.h>

static const char MAGIC[] = "prse-a2\n";

static const uint64_t LATEST_MS = UINT64_C(253402300800000); /* year 10000 */

enum { MAGIC_LEN = sizeof MAGIC - 1, NUMBER_LEN = 8 };

void prse__cache_key(prse__buf *key, prse_str url)
{
    prse__buf_adds(key, "GET ");
    prse__buf_add(key, url);
}

/* FNV-1a; against damage, not against forgery. */
static uint64_t checksum(prse_str bytes)
{
    uint64_t sum = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < bytes.len; i++)
        sum = (sum ^ (unsigned char)bytes.ptr[i]) * UINT64_C(1099511628211);
    return sum;
}

static void encode(char to[NUMBER_LEN], uint64_t number)
{
    for (size_t i = 0; i < NUMBER_LEN; i++)
        to[i] = (char)(unsigned char)(number >> (8 * i) & 0xFF);
}

static void add_number(prse__buf *out, uint64_t number)
{
    char bytes[NUMBER_LEN];
    encode(bytes, number);
    prse__buf_add(out, (prse_str){bytes, sizeof bytes});
}

static void add_text(prse__buf *out, prse_str text)
{
    add_number(out, text.len);
    prse__buf_add(out, text);
}

void prse__cache_entry_write(prse__buf *out, const prse__cache_entry *entry,
                             prse_str url)
{
    size_t from = out->len + MAGIC_LEN + NUMBER_LEN;
    prse__buf_adds(out, MAGIC);
    add_number(out, 0);
    add_number(out, (uint64_t)entry->stored_ms);
    add_number(out, (uint64_t)(uint32_t)entry->http);
    add_number(out, (uint64_t)(entry->moved != 0));
    add_text(out, url);
    add_text(out, entry->etag);
    add_text(out, entry->modified);
    add_text(out, entry->body);
    if (!out->failed)
        encode(out->ptr + from - NUMBER_LEN,
               checksum((prse_str){out->ptr + from, out->len - from}));
}

/* Takes from the front of what is left; 0 when too little is left. */
static int take(prse_str *left, size_t len, prse_str *piece)
{
    if (len > left->len)
        return 0;
    *piece = (prse_str){left->ptr, len};
    left->ptr += len;
    left->len -= len;
    return 1;
}

static int take_number(prse_str *left, uint64_t *number)
{
    prse_str bytes;
    if (!take(left, NUMBER_LEN, &bytes))
        return 0;
    *number = 0;
    for (size_t i = NUMBER_LEN; i-- > 0;)
        *number = *number << 8 | (unsigned char)bytes.ptr[i];
    return 1;
}

static int take_text(prse_str *left, prse_str *text)
{
    uint64_t len;
    return take_number(left, &len) && len <= left->len &&
           take(left, (size_t)len, text);
}

int prse__cache_entry_read(prse__cache_entry *out, prse_str bytes,
                           prse_str url)
{
    prse_str magic, their_url;
    uint64_t sum, stored, http, moved;
    if (!take(&bytes, MAGIC_LEN, &magic) || !prse__str_is(magic, MAGIC) ||
        !take_number(&bytes, &sum) || sum != checksum(bytes) ||
        !take_number(&bytes, &stored) || !take_number(&bytes, &http) ||
        !take_number(&bytes, &moved) || !take_text(&bytes, &their_url) ||
        !take_text(&bytes, &out->etag) ||
        !take_text(&bytes, &out->modified) || !take_text(&bytes, &out->body))
        return 0;
    if (stored > LATEST_MS)
        return 0;
    out->stored_ms = (int64_t)stored;
    out->http = http <= 599 ? (int32_t)http : 0;
    out->moved = moved != 0;
    return bytes.len == 0 && prse__str_eq(their_url, url);
}
