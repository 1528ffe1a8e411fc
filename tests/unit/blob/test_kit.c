/* SPDX-License-Identifier: Apache-2.0 */
/* The conformance kit: the folder passes it, and it notices what is wrong. */
#include <string.h>

#include "broken.h"
#include "shelf.h"
#include "support/test.h"

typedef struct verdicts {
    int cases, failed;
    const char *wanted; /* NULL: all must hold */
    int met;            /* the wanted case failed */
} verdicts;

static void told(void *user, prse_str name, prse_str wrong)
{
    verdicts *it = user;
    it->cases++;
    it->failed += wrong.len > 0;
    if (!it->wanted)
        cr_expect_eq(wrong.len, 0, "%.*s: %.*s", (int)name.len, name.ptr,
                     (int)wrong.len, wrong.ptr);
    else if (wrong.len > 0 && prse__str_is(name, it->wanted))
        it->met = 1;
}

PRSE_TEST(kit, folder_passes, .timeout = PRSE_LONG)
{
    static const int32_t durabilities[] = {PRSE_DURABLE, PRSE_CRASH_SAFE,
                                           PRSE_NOT_FLUSHED};
    for (size_t i = 0; i < 3; i++) {
        shelf s;
        verdicts it = {0};
        prse_error err = {0};
        prse_blob_folder_options opts = {.size = sizeof opts,
                                         .durability = durabilities[i],
                                         .quota = i == 1 ? 100 << 20 : 0};
        shelf_make_with(&s, &opts);
        cr_expect_eq(prse_blob_kit(&s.blob, told, &it, &err), PRSE_OK, "%s",
                     err.message);
        cr_expect_eq(err.code, 0);
        cr_expect_geq(it.cases, 30);
        cr_expect_str_eq(keys_of(&s.blob, ""), "", "nothing is left");
        cr_expect_eq(parts_of(&s), 0);
        shelf_drop(&s);
    }
}

PRSE_TEST(kit, looks_at_links_where_they_are_given, .timeout = PRSE_LONG)
{
    shelf s;
    verdicts without = {0}, with = {0};
    shelf_make(&s);
    cr_expect_eq(prse_blob_kit(&s.blob, told, &without, NULL), PRSE_OK);
    s.blob.link = link_well;
    cr_expect_eq(prse_blob_kit(&s.blob, told, &with, NULL), PRSE_OK);
    cr_expect_eq(with.cases, without.cases + 7);
    shelf_drop(&s);
}

/* Each flaw is found by the case that is about it. */
PRSE_TEST(kit, notices_each_flaw, .timeout = PRSE_LONG)
{
    for (const flaw *it = flaws; it->name; it++) {
        shelf s;
        prse_blob blob;
        prse_error err = {0};
        verdicts found = {.wanted = it->noticed_by};
        shelf_make(&s);
        broken_make(&blob, &s.blob, it);
        cr_expect_eq(prse_blob_kit(&blob, told, &found, &err), PRSE_ESCHEMA,
                     "%s", it->name);
        cr_expect_eq(err.code, PRSE_ESCHEMA);
        cr_expect(found.met, "\"%s\" is not noticed by \"%s\"", it->name,
                  it->noticed_by);
        shelf_drop(&s);
    }
}

PRSE_TEST(kit, refuses_what_is_no_store)
{
    prse_error err = {0};
    prse_blob blob = {.size = sizeof blob};
    shelf s;
    cr_expect_eq(prse_blob_kit(NULL, told, NULL, &err), PRSE_EINVAL);
    cr_expect_eq(prse_blob_kit(&blob, told, NULL, &err), PRSE_EINVAL);
    cr_expect_eq(err.code, PRSE_EINVAL);
    shelf_make(&s);
    cr_expect_eq(prse_blob_kit(&s.blob, NULL, NULL, &err), PRSE_EINVAL);
    shelf_drop(&s);
}
