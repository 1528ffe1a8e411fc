/* SPDX-License-Identifier: Apache-2.0 */
/* ListObjectsV2, page by page. */
#include <string.h>

#include "blob_s3/s3.h"

enum { LARGEST_PAGE = 8 * 1024 * 1024, LONGEST_KEY = 1024, MOST_EMPTY = 20 };

typedef struct walk {
    prse__s3 *s3;
    const prse_blob_options *opts;
    prse__blob_watch watch;
    prse_str asked;   /* the caller's prefix */
    prse__buf prefix; /* of names: ours and the caller's */
    prse__buf token;
    prse_blob_found found;
    void *user;
    prse__s3_page page;
    char last[LONGEST_KEY + 1]; /* the key that was told last */
    int empty;                  /* pages in a row without an object */
    int ended;
} walk;

static int begins(prse_str text, prse_str with)
{
    return text.len >= with.len &&
           (with.len == 0 || memcmp(text.ptr, with.ptr, with.len) == 0);
}

/* A key of ours; others may keep files beside them. */
static int own_key(const walk *it, prse_str *key)
{
    prse_error ignored;
    size_t skip = it->s3->prefix.len;
    if (key->len > LONGEST_KEY || !begins(*key, it->s3->prefix))
        return 0;
    *key = (prse_str){key->ptr + skip, key->len - skip};
    return begins(*key, it->asked) &&
           prse__blob_key_check(*key, &ignored) == PRSE_OK;
}

static prse_status tell(walk *it, prse_error *err)
{
    for (size_t i = 0; !it->ended && i < it->page.count; i++) {
        const prse__s3_entry *entry = &it->page.entries[i];
        prse_str key = entry->key;
        if (!own_key(it, &key))
            continue;
        if (prse__str_cmp(key, prse_str_of(it->last)) <= 0)
            return prse__error_set(err, PRSE_EPEER, "list",
                                   "the service does not list in order of "
                                   "bytes: \"%.80s\" came after a later key",
                                   key.ptr);
        memcpy(it->last, key.ptr, key.len);
        it->last[key.len] = '\0';
        it->ended = it->found(it->user, key, &entry->info);
    }
    return PRSE_OK;
}

static prse_status next_page(walk *it, prse_error *err)
{
    prse__s3_request request = {.method = "GET", .bucket = 1,
                                .most = LARGEST_PAGE, .weight = LARGEST_PAGE};
    prse__s3_query(&request, "list-type", PRSE_STR("2"));
    prse__s3_query(&request, "encoding-type", PRSE_STR("url"));
    prse__s3_query(&request, "max-keys", PRSE_STR("1000"));
    prse__s3_query(&request, "prefix", prse__buf_str(&it->prefix));
    if (it->token.len > 0)
        prse__s3_query(&request, "continuation-token",
                       prse__buf_str(&it->token));
    prse__s3_page_clear(&it->page);
    prse_status status = prse__s3_ask(it->s3, &request, &it->watch, err);
    if (!status)
        status = prse__s3_page_read(&it->page, &request, err);
    prse__s3_free_answer(&request);
    return status;
}

static prse_status endless(const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_EPEER, "list", "the list has no end: %s",
                           why);
}

static prse_status turn(walk *it, prse_error *err)
{
    if (it->page.truncated &&
        prse__str_eq(prse__buf_str(&it->token), it->page.token))
        return endless("the service answers the same page again", err);
    prse__buf_clear(&it->token);
    prse__buf_add(&it->token, it->page.token);
    if (it->token.failed)
        return prse__error_nomem(err);
    it->empty = it->page.count > 0 ? 0 : it->empty + 1;
    if (!it->page.truncated)
        it->ended = 1;
    else if (it->empty > MOST_EMPTY)
        return endless("one empty page after the other", err);
    return PRSE_OK;
}

static prse_status run(walk *it, prse_error *err)
{
    prse_status status = PRSE_OK;
    if (it->prefix.failed)
        return prse__error_nomem(err);
    while (!status && !it->ended) {
        /* A list may be long; without a deadline each page has its own. */
        if (it->opts->deadline_ms == 0)
            it->watch = prse__blob_watch_start(it->opts, 0);
        status = next_page(it, err);
        if (!status)
            status = tell(it, err);
        if (!status)
            status = turn(it, err);
    }
    return status;
}

prse_status prse__s3_list(void *self, prse_str prefix, prse_blob_found found,
                          void *user, const prse_blob_options *opts,
                          prse_error *err)
{
    walk it = {.s3 = self, .opts = opts, .asked = prefix, .found = found,
               .user = user};
    it.watch = prse__blob_watch_start(opts, 0);
    prse__buf_init(&it.prefix, 0);
    prse__buf_init(&it.token, 0);
    prse__buf_add(&it.prefix, it.s3->prefix);
    prse__s3_name_add(&it.prefix, prefix);
    prse_status status = run(&it, err);
    prse__s3_page_free(&it.page);
    prse__buf_free(&it.prefix);
    prse__buf_free(&it.token);
    return status;
}
