/* SPDX-License-Identifier: Apache-2.0 */
/* What put() and get() must not let through. */
#include "blob/kit.h"

enum { SOME = 200000, LARGE = 9 * 1024 * 1024 };

/* A put that fails keeps nothing where nothing was. */
static void refuse_new(prse__kit *kit, const prse__kit_content *content,
                       prse_status expected)
{
    if (prse__kit_put(kit, "blob", content, expected))
        prse__kit_absent(kit, "blob");
}

/* And leaves what was there. */
static void refuse_next(prse__kit *kit, const prse__kit_content *content,
                        prse_status expected)
{
    prse__kit_content old = {.seed = 1, .bytes = 1000};
    if (prse__kit_put(kit, "blob", &old, PRSE_OK) &&
        prse__kit_put(kit, "blob", content, expected))
        prse__kit_holds(kit, "blob", &old);
}

static void refuse(prse__kit *kit, const prse__kit_content *content,
                   prse_status expected, uint64_t there)
{
    if (there)
        refuse_next(kit, content, expected);
    else
        refuse_new(kit, content, expected);
}

static void wrong_digest(prse__kit *kit, uint64_t there)
{
    prse__kit_content content = {.seed = 2, .bytes = SOME, .other_digest = 1};
    refuse(kit, &content, PRSE_ESCHEMA, there);
}

static void wrong_digest_of_nothing(prse__kit *kit, uint64_t there)
{
    prse__kit_content content = {.seed = 2, .other_digest = 1};
    refuse(kit, &content, PRSE_ESCHEMA, there);
}

static void wrong_digest_large(prse__kit *kit, uint64_t there)
{
    prse__kit_content content = {.seed = 2, .bytes = LARGE, .other_digest = 1};
    refuse(kit, &content, PRSE_ESCHEMA, there);
}

/* A source that finds itself shorter than it said. */
static void short_source(prse__kit *kit, uint64_t there)
{
    prse__kit_content content = {.seed = 2, .bytes = SOME,
                                 .fails_at = SOME - 1,
                                 .failure = PRSE_ESCHEMA};
    refuse(kit, &content, PRSE_ESCHEMA, there);
}

/* A status that no backend has of its own. */
static void failing_source(prse__kit *kit, uint64_t bytes)
{
    prse__kit_content content = {.seed = 2, .bytes = bytes,
                                 .fails_at = bytes / 3 * 2,
                                 .failure = PRSE_EEXPIRED};
    refuse(kit, &content, PRSE_EEXPIRED, 0);
}

static void failing_source_next(prse__kit *kit, uint64_t bytes)
{
    prse__kit_content content = {.seed = 2, .bytes = bytes,
                                 .fails_at = bytes / 3 * 2,
                                 .failure = PRSE_EEXPIRED};
    refuse(kit, &content, PRSE_EEXPIRED, 1);
}

typedef struct counting {
    uint64_t got;
    int failed, after;
} counting;

static prse_status fail_half_way(void *user, prse_str bytes, prse_error *err)
{
    counting *it = user;
    it->after += it->failed;
    it->got += bytes.len;
    if (it->got < SOME / 2)
        return PRSE_OK;
    it->failed = 1;
    return prse__error_set(err, PRSE_EEXPIRED, "sink",
                           "it fails as it was asked to");
}

static void failing_sink(prse__kit *kit, uint64_t number)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    prse__kit_content content = {.seed = 3, .bytes = SOME};
    counting it = {0};
    prse_error why = {0};
    (void)number;
    if (!prse__kit_put(kit, "blob", &content, PRSE_OK))
        return;
    prse__kit_is(kit, "get()",
                 prse__blob_get(kit->blob, prse__kit_key(whole, "blob"), 0,
                                UINT64_MAX, fail_half_way, &it, NULL, &why),
                 PRSE_EEXPIRED, &why);
    if (it.after > 0)
        prse__kit_wrong(kit, "the sink is called after it failed");
}

const prse__kit_test prse__kit_refusals[] = {
    {"content with another digest is refused", wrong_digest, 0},
    {"content with another digest leaves the old blob", wrong_digest, 1},
    {"no content with another digest is refused", wrong_digest_of_nothing, 0},
    {"9 MiB with another digest are refused", wrong_digest_large, 0},
    {"9 MiB with another digest leave the old blob", wrong_digest_large, 1},
    {"a source that is too short is refused", short_source, 0},
    {"a source that is too short leaves the old blob", short_source, 1},
    {"a source's failure ends put", failing_source, SOME},
    {"a source's failure within 9 MiB ends put", failing_source, LARGE},
    {"a source's failure leaves the old blob", failing_source_next, LARGE},
    {"a sink's failure ends get", failing_sink, 0},
    {0}};
