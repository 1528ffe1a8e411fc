/* SPDX-License-Identifier: Apache-2.0 */
#include "blob/kit.h"

#include <string.h>

static const char beginning[] = "prse-kit/";

static int note_key(void *user, prse_str key, const prse_blob_info *info)
{
    (void)info;
    prse__buf_add(user, key);
    prse__buf_addc(user, '\n');
    return 0;
}

/* What an interrupted run, or the last case, left. */
static void clear(prse__kit *kit)
{
    prse__buf keys;
    prse_error why;
    prse__buf_init(&keys, 0);
    prse__blob_list(kit->blob, PRSE_STR(beginning), note_key, &keys, NULL,
                    &why);
    if (keys.failed)
        kit->fatal = PRSE_ENOMEM;
    for (size_t at = 0; !keys.failed && at < keys.len;) {
        char *key = keys.ptr + at;
        size_t len = (size_t)((char *)memchr(key, '\n', keys.len - at) - key);
        prse__blob_remove(kit->blob, (prse_str){key, len}, NULL, &why);
        at += len + 1;
    }
    prse__buf_free(&keys);
}

typedef struct telling {
    prse__kit kit;
    prse_kit_case told;
    void *user;
    int failed;
} telling;

static void run(telling *it, const prse__kit_test *tests)
{
    for (; tests->name && !it->kit.fatal; tests++) {
        it->kit.wrong[0] = '\0';
        tests->run(&it->kit, tests->number);
        clear(&it->kit);
        if (it->kit.fatal)
            return;
        it->failed += it->kit.wrong[0] != '\0';
        it->told(it->user, prse_str_of(tests->name),
                 prse_str_of(it->kit.wrong));
    }
}

static prse_status verdict(const telling *it, prse_error *err)
{
    if (it->kit.fatal)
        return prse__error_nomem(err);
    if (it->failed > 0)
        return prse__error_set(err, PRSE_ESCHEMA, "prse_blob",
                               "%d of the contract's cases do not hold",
                               it->failed);
    return PRSE_OK;
}

prse_status prse_blob_kit(const prse_blob *blob, prse_kit_case told,
                          void *user, prse_error *err)
{
    static const prse__kit_test *const all[] = {
        prse__kit_bytes, prse__kit_ranges, prse__kit_refusals,
        prse__kit_keys,  prse__kit_lists,  prse__kit_limits,
        prse__kit_threads};
    telling it = {.kit = {.blob = blob}, .told = told, .user = user};
    prse_status status = prse__blob_accept(blob, err);
    if (status)
        return prse__error_set(err, PRSE_EINVAL, "blob",
                               "it is not a whole prse_blob");
    if (!told)
        return prse__error_set(err, PRSE_EINVAL, "told", "it is NULL");
    clear(&it.kit);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        run(&it, all[i]);
    if (blob->link)
        run(&it, prse__kit_links);
    return verdict(&it, err);
}
