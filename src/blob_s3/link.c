/* SPDX-License-Identifier: Apache-2.0 */
/* Links that carry their signature: a bearer's right, so that they are never
 * logged. */
#include <string.h>

#include "blob_s3/s3.h"
#include "http/url.h"

/* For old browsers, a '_' for each odd character; the second name is the right
 * one. */
static void add_plain(prse__buf *out, prse_str name)
{
    for (size_t at = 0; at < name.len;) {
        uint32_t c = prse__utf8_next(name, &at);
        int plain = c >= ' ' && c <= '~' && !strchr("\"\\%", (int)c);
        prse__buf_addc(out, plain ? (char)c : '_');
    }
}

static void add_disposition(prse__buf *out, prse_str name)
{
    prse__buf_adds(out, "attachment; filename=\"");
    add_plain(out, name);
    prse__buf_adds(out, "\"; filename*=UTF-8''");
    prse__url_add(out, name);
}

typedef struct parts {
    prse__buf scope, expires, disposition, path, query;
} parts;

static void fill(parts *it, const prse__s3 *s3, const prse_blob_link *link,
                 prse_str key, const char *when)
{
    prse__buf_add(&it->scope, s3->key.access);
    prse__buf_addc(&it->scope, '/');
    prse__s3_scope_add(&it->scope, &s3->key, when);
    prse__buf_addf(&it->expires, "%lld", (long long)link->expires_s);
    if (!link->upload && link->file_name.len > 0)
        add_disposition(&it->disposition, link->file_name);
    prse__s3_path(&it->path, s3, key);
    const prse__s3_pair pairs[] = {
        {"X-Amz-Algorithm", PRSE_STR("AWS4-HMAC-SHA256")},
        {"X-Amz-Credential", prse__buf_str(&it->scope)},
        {"X-Amz-Date", prse_str_of(when)},
        {"X-Amz-Expires", prse__buf_str(&it->expires)},
        {"X-Amz-SignedHeaders", PRSE_STR("host")},
        {"response-content-disposition", prse__buf_str(&it->disposition)}};
    size_t count = it->disposition.len > 0 ? 6 : 5;
    prse__s3_query_add(&it->query, pairs, count);
}

static prse_status write(prse__buf *out, prse__s3 *s3, prse_str key,
                         const prse_blob_link *link, parts *it,
                         prse_error *err)
{
    char signature[65];
    const prse__s3_pair host = {"host", s3->host};
    prse__s3_signed sought = {.method = link->upload ? "PUT" : "GET",
                              .headers = &host, .count = 1,
                              .payload = "UNSIGNED-PAYLOAD"};
    prse__s3_when(sought.when, prse__s3_now(s3));
    fill(it, s3, link, key, sought.when);
    if (it->scope.failed || it->expires.failed || it->disposition.failed ||
        it->path.failed || it->query.failed)
        return prse__error_nomem(err);
    sought.path = prse__buf_str(&it->path);
    sought.query = prse__buf_str(&it->query);
    prse_status status = prse__s3_sign(signature, &s3->key, &sought, err);
    if (status)
        return status;
    prse__buf_add(out, s3->origin);
    prse__buf_add(out, sought.path);
    prse__buf_addc(out, '?');
    prse__buf_add(out, sought.query);
    prse__buf_adds(out, "&X-Amz-Signature=");
    prse__buf_adds(out, signature);
    return out->failed ? prse__error_nomem(err) : PRSE_OK;
}

prse_status prse__s3_link(void *self, prse_str key, const prse_blob_link *link,
                          prse_blob_text found, void *user, prse_error *err)
{
    prse_blob_link own;
    prse_status status = prse__blob_link_read(&own, link, err);
    if (status)
        return status;
    parts it = {{0}, {0}, {0}, {0}, {0}};
    prse__buf url;
    prse__buf_init(&url, 0);
    status = write(&url, self, key, &own, &it, err);
    if (!status)
        found(user, prse__buf_str(&url));
    prse__buf *all[] = {&it.scope, &it.expires, &it.disposition, &it.path,
                        &it.query, &url};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        prse__buf_free(all[i]);
    return status;
}
