/* SPDX-License-Identifier: Apache-2.0 */
/* Faults on demand. */
#include <string.h>
#include <time.h>

#include "shelf.h"
#include "support/fault.h"
#include "support/test.h"

typedef struct scene {
    shelf s;
    prse_blob blob; /* faulty, over the shelf */
} scene;

static void scene_make(scene *it, prse_blob_fault_options opts)
{
    opts.size = sizeof opts;
    shelf_make(&it->s);
    cr_assert_eq(put_text(&it->s.blob, "a", "text", NULL), PRSE_OK);
    prse_blob inner = it->s.blob;
    it->s.blob.free = NULL;
    cr_assert_eq(prse_blob_faulty(&it->blob, &inner, &opts, NULL), PRSE_OK);
    cr_expect_null(inner.put, "taken");
}

static void scene_drop(scene *it)
{
    prse__blob_free(&it->blob);
    shelf_drop(&it->s);
}

static int never(void *user, prse_str key, const prse_blob_info *info)
{
    (void)user;
    (void)key;
    (void)info;
    return 0;
}

static prse_status ignore(void *user, prse_str bytes, prse_error *err)
{
    (void)user;
    (void)bytes;
    (void)err;
    return PRSE_OK;
}

static prse_status call(scene *it, int32_t which, prse_error *err)
{
    prse_blob_info info = {.size = sizeof info};
    prse_str key = PRSE_STR("a");
    switch (which) {
    case PRSE_BLOB_PUT:
        return put_text(&it->blob, "a", "text", err);
    case PRSE_BLOB_GET:
        return prse__blob_get(&it->blob, key, 0, 9, ignore, NULL, NULL, err);
    case PRSE_BLOB_STAT:
        return prse__blob_stat(&it->blob, key, &info, NULL, err);
    case PRSE_BLOB_LIST:
        return prse__blob_list(&it->blob, PRSE_STR(""), never, NULL, NULL,
                               err);
    default:
        return prse__blob_remove(&it->blob, PRSE_STR("a"), NULL, err);
    }
}

PRSE_TEST(faulty, strikes_the_call_that_it_is_told)
{
    for (int32_t struck = PRSE_BLOB_PUT; struck <= PRSE_BLOB_LIST; struck++) {
        scene it;
        scene_make(&it, (prse_blob_fault_options){
                            .call = struck, .nth = 1, .lasting = 1,
                            .status = PRSE_ERATE});
        for (int32_t which = PRSE_BLOB_PUT; which <= PRSE_BLOB_LIST;
             which++) {
            prse_error err = {0};
            prse_status status = call(&it, which, &err);
            cr_expect_eq(status, which == struck ? PRSE_ERATE : PRSE_OK);
            cr_expect_eq(err.code, (int32_t)status);
            if (which == PRSE_BLOB_REMOVE && !status)
                put_text(&it.s.blob, "a", "text", NULL);
        }
        scene_drop(&it);
    }
}

PRSE_TEST(faulty, strikes_once_or_from_then_on)
{
    for (uint32_t lasting = 0; lasting < 2; lasting++) {
        scene it;
        scene_make(&it, (prse_blob_fault_options){.nth = 2,
                                                  .lasting = lasting});
        cr_expect_eq(call(&it, PRSE_BLOB_GET, NULL), PRSE_OK);
        cr_expect_eq(call(&it, PRSE_BLOB_STAT, NULL), PRSE_EIO);
        cr_expect_eq(call(&it, PRSE_BLOB_PUT, NULL),
                     lasting ? PRSE_EIO : PRSE_OK);
        cr_expect_str_eq(get_text(&it.s.blob, "a"), "text");
        scene_drop(&it);
    }
}

static uint32_t pattern(uint64_t seed)
{
    scene it;
    uint32_t struck = 0;
    scene_make(&it, (prse_blob_fault_options){.per_mille = 300,
                                              .seed = seed});
    for (int i = 0; i < 32; i++)
        struck = struck << 1 | (call(&it, PRSE_BLOB_GET, NULL) != PRSE_OK);
    scene_drop(&it);
    return struck;
}

PRSE_TEST(faulty, chance_is_the_same_for_the_same_seed)
{
    cr_expect_eq(pattern(1), pattern(1));
    cr_expect_neq(pattern(1), pattern(2));
    cr_expect_neq(pattern(1), 0);
}

PRSE_TEST(faulty, without_settings_nothing_is_wrong)
{
    scene it;
    scene_make(&it, (prse_blob_fault_options){0});
    for (int i = 0; i < 20; i++)
        cr_expect_eq(call(&it, PRSE_BLOB_GET, NULL), PRSE_OK);
    cr_expect_null(it.blob.link);
    scene_drop(&it);
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int stop(void *user)
{
    (void)user;
    return 1;
}

PRSE_TEST(faulty, late_calls_keep_to_deadlines)
{
    scene it;
    prse_error err = {0};
    prse_blob_info info = {.size = sizeof info};
    prse_blob_options opts = {.size = sizeof opts, .deadline_ms = 30};
    scene_make(&it, (prse_blob_fault_options){.late_ms = 120});
    int64_t begun = now_ms();
    cr_expect_eq(call(&it, PRSE_BLOB_GET, NULL), PRSE_OK);
    cr_expect_geq(now_ms() - begun, 119);
    begun = now_ms();
    cr_expect_eq(prse__blob_stat(&it.blob, PRSE_STR("a"), &info, &opts, &err),
                 PRSE_ETIMEOUT);
    cr_expect_leq(now_ms() - begun, 110);
    opts = (prse_blob_options){.size = sizeof opts, .should_stop = stop};
    cr_expect_eq(prse__blob_stat(&it.blob, PRSE_STR("a"), &info, &opts, &err),
                 PRSE_ECANCELED);
    scene_drop(&it);
}

PRSE_TEST(faulty, wrong_settings_are_refused)
{
    static const prse_blob_fault_options bad[] = {
        {.size = sizeof bad[0], .status = 99},
        {.size = sizeof bad[0], .status = -1},
        {.size = sizeof bad[0], .call = 6},
        {.size = sizeof bad[0], .per_mille = 1001},
        {.size = sizeof bad[0], .late_ms = -1}};
    shelf s;
    prse_blob blob = {0};
    prse_error err = {0};
    shelf_make(&s);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cr_expect_eq(prse_blob_faulty(&blob, &s.blob, &bad[i], &err),
                     PRSE_EINVAL);
        cr_expect_not_null(s.blob.put, "not taken");
    }
    cr_expect_eq(prse_blob_faulty(NULL, &s.blob, NULL, &err), PRSE_EINVAL);
    cr_expect_eq(prse_blob_faulty(&blob, NULL, NULL, &err), PRSE_EINVAL);
    PRSE_EACH_FAULT {
        prse_error why = {0};
        prse_status status = prse_blob_faulty(&blob, &s.blob, NULL, &why);
        PRSE_FAULT_CHECK(status, why);
        if (!status)
            s.blob = blob;
    }
    shelf_drop(&s);
}
