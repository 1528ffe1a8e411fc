/* SPDX-License-Identifier: Apache-2.0 */
/* Links, where a store gives any. Whether they work is seen by following one,
 * which a kit does not do. */
#include "blob/kit.h"

typedef struct given {
    int count, odd;
} given;

/* An address in visible ASCII. */
static void look(void *user, prse_str text)
{
    given *it = user;
    it->count++;
    it->odd |= !prse__str_starts(text, "http://") &&
               !prse__str_starts(text, "https://");
    for (size_t i = 0; i < text.len; i++)
        it->odd |= text.ptr[i] <= ' ' || text.ptr[i] > '~';
}

/* Asked without the checks that the library makes before. */
static prse_status ask(prse__kit *kit, const prse_blob_link *link, given *it,
                       prse_error *err)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    return kit->blob->link(kit->blob->self, prse__kit_key(whole, "a/b-c.d"),
                           link, look, it, err);
}

static void gives(prse__kit *kit, const prse_blob_link *link)
{
    given it = {0};
    prse_error why = {0};
    if (!prse__kit_is(kit, "link()", ask(kit, link, &it, &why), PRSE_OK,
                      &why))
        return;
    if (it.count != 1)
        prse__kit_wrong(kit, "link() gives %d links", it.count);
    else if (it.odd)
        prse__kit_wrong(kit, "link() gives no address of http or https in "
                        "visible ASCII");
}

static void gives_for(prse__kit *kit, uint64_t seconds)
{
    gives(kit, &(prse_blob_link){.size = sizeof(prse_blob_link),
                                 .expires_s = (int64_t)seconds});
}

static void gives_upload(prse__kit *kit, uint64_t number)
{
    (void)number;
    gives(kit, &(prse_blob_link){.size = sizeof(prse_blob_link), .upload = 1,
                                 .expires_s = 60});
}

static void gives_named(prse__kit *kit, uint64_t number)
{
    (void)number;
    gives(kit, &(prse_blob_link){
                   .size = sizeof(prse_blob_link), .expires_s = 60,
                   .file_name = PRSE_STR("bilan \"\xC3\xA9t\xC3\xA9\" & 100% "
                                         "/ ;=+?#.pdf")});
}

static void refuses(prse__kit *kit, uint64_t seconds)
{
    given it = {0};
    prse_error why = {0};
    prse_blob_link link = {.size = sizeof link,
                           .expires_s = (int64_t)seconds};
    if (prse__kit_is(kit, "link()", ask(kit, &link, &it, &why), PRSE_EINVAL,
                     &why) &&
        it.count > 0)
        prse__kit_wrong(kit, "link() gives a link that it refuses");
}

const prse__kit_test prse__kit_links[] = {
    {"a link for a second is given", gives_for, 1},
    {"a link for an hour is given", gives_for, PRSE__BLOB_LINK_DEFAULT},
    {"a link for a week is given", gives_for, PRSE__BLOB_LINK_MAX},
    {"a link to write is given", gives_upload, 0},
    {"a link with any file name is given", gives_named, 0},
    {"a link for more than a week is refused", refuses,
     PRSE__BLOB_LINK_MAX + 1},
    {"a link for less than no time is refused", refuses,
     UINT64_MAX /* -1 */},
    {0}};
