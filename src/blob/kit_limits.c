/* SPDX-License-Identifier: Apache-2.0 */
/* Stopping, deadlines, progress. */
#include "blob/kit.h"

enum { SOME = 400000, LARGE = 9 * 1024 * 1024 };

typedef struct limits {
    int asked, stop_at;         /* 0: never */
    uint64_t done, total;
    int told, went_back, other_total;
} limits;

static int should_stop(void *user)
{
    limits *it = user;
    it->asked++;
    return it->stop_at > 0 && it->asked >= it->stop_at;
}

static void progress(void *user, uint64_t done, uint64_t total)
{
    limits *it = user;
    it->went_back |= done < it->done;
    it->other_total |= it->told > 0 && total != it->total;
    it->done = done;
    it->total = total;
    it->told++;
}

static prse_status ignore(void *user, prse_str bytes, prse_error *err)
{
    (void)bytes;
    (void)err;
    prse__kit_sleep(*(const int64_t *)user);
    return PRSE_OK;
}

static prse_status get_all(prse__kit *kit, const prse_blob_options *opts,
                           int64_t late_ms, prse_error *err)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    return prse__blob_get(kit->blob, prse__kit_key(whole, "blob"), 0,
                          UINT64_MAX, ignore, &late_ms, opts, err);
}

static prse_blob_options options(limits *it)
{
    return (prse_blob_options){.size = sizeof(prse_blob_options),
                               .should_stop = should_stop,
                               .progress = progress, .user = it};
}

static void put_stops(prse__kit *kit, uint64_t stop_at)
{
    limits it = {.stop_at = (int)stop_at};
    prse_blob_options opts = options(&it);
    prse__kit_content content = {.seed = 1, .bytes = LARGE};
    prse_error why = {0};
    prse_status status =
        prse__kit_put_status(kit, "blob", &content, &opts, &why);
    if (prse__kit_is(kit, "put()", status, PRSE_ECANCELED, &why))
        prse__kit_absent(kit, "blob");
}

static void put_stops_next(prse__kit *kit, uint64_t number)
{
    limits it = {.stop_at = 2};
    prse_blob_options opts = options(&it);
    prse__kit_content old = {.seed = 1, .bytes = 10};
    prse__kit_content content = {.seed = 2, .bytes = LARGE};
    prse_error why = {0};
    (void)number;
    if (!prse__kit_put(kit, "blob", &old, PRSE_OK))
        return;
    prse_status status =
        prse__kit_put_status(kit, "blob", &content, &opts, &why);
    if (prse__kit_is(kit, "put()", status, PRSE_ECANCELED, &why))
        prse__kit_holds(kit, "blob", &old);
}

static void get_stops(prse__kit *kit, uint64_t number)
{
    limits it = {.stop_at = 1};
    prse_blob_options opts = options(&it);
    prse__kit_content content = {.seed = 1, .bytes = SOME};
    prse_error why = {0};
    (void)number;
    if (prse__kit_put(kit, "blob", &content, PRSE_OK))
        prse__kit_is(kit, "get()", get_all(kit, &opts, 0, &why),
                     PRSE_ECANCELED, &why);
}

static int never(void *user, prse_str key, const prse_blob_info *info)
{
    (void)user;
    (void)key;
    (void)info;
    return 0;
}

static void list_stops(prse__kit *kit, uint64_t number)
{
    char whole[PRSE__BLOB_KEY_MAX + 1];
    limits it = {.stop_at = 1};
    prse_blob_options opts = options(&it);
    prse_error why = {0};
    (void)number;
    prse__kit_is(kit, "list()",
                 prse__blob_list(kit->blob, prse__kit_key(whole, ""), never,
                                 NULL, &opts, &why),
                 PRSE_ECANCELED, &why);
}

/* A source of 9 MiB takes longer than the deadline, however it is read. */
static void put_is_late(prse__kit *kit, uint64_t number)
{
    prse_blob_options opts = {.size = sizeof opts, .deadline_ms = 30};
    prse__kit_content content = {.seed = 1, .bytes = LARGE, .late_ms = 40};
    prse_error why = {0};
    (void)number;
    prse_status status =
        prse__kit_put_status(kit, "blob", &content, &opts, &why);
    if (prse__kit_is(kit, "put()", status, PRSE_ETIMEOUT, &why))
        prse__kit_absent(kit, "blob");
}

static void get_is_late(prse__kit *kit, uint64_t number)
{
    prse_blob_options opts = {.size = sizeof opts, .deadline_ms = 100};
    prse__kit_content content = {.seed = 1, .bytes = LARGE};
    prse_error why = {0};
    (void)number;
    if (prse__kit_put(kit, "blob", &content, PRSE_OK))
        prse__kit_is(kit, "get()", get_all(kit, &opts, 60, &why),
                     PRSE_ETIMEOUT, &why);
}

static void check_progress(prse__kit *kit, const limits *it, uint64_t total,
                           const char *call)
{
    if (it->told == 0)
        prse__kit_wrong(kit, "%s tells no progress", call);
    else if (it->went_back)
        prse__kit_wrong(kit, "the progress of %s goes back", call);
    else if (it->done != total || it->total != total || it->other_total)
        prse__kit_wrong(kit, "the progress of %s ends at %llu of %llu bytes "
                        "instead of %llu", call,
                        (unsigned long long)it->done,
                        (unsigned long long)it->total,
                        (unsigned long long)total);
}

static void put_tells(prse__kit *kit, uint64_t bytes)
{
    limits it = {0};
    prse_blob_options opts = options(&it);
    prse__kit_content content = {.seed = 1, .bytes = bytes};
    prse_error why = {0};
    prse_status status =
        prse__kit_put_status(kit, "blob", &content, &opts, &why);
    if (prse__kit_is(kit, "put()", status, PRSE_OK, &why))
        check_progress(kit, &it, bytes, "put()");
}

static void get_tells(prse__kit *kit, uint64_t bytes)
{
    limits it = {0};
    prse_blob_options opts = options(&it);
    prse__kit_content content = {.seed = 1, .bytes = bytes};
    prse_error why = {0};
    if (prse__kit_put(kit, "blob", &content, PRSE_OK) &&
        prse__kit_is(kit, "get()", get_all(kit, &opts, 0, &why), PRSE_OK,
                     &why))
        check_progress(kit, &it, bytes, "get()");
}

const prse__kit_test prse__kit_limits[] = {
    {"put is stopped before it begins", put_stops, 1},
    {"put is stopped in the middle", put_stops, 2},
    {"put that is stopped leaves the old blob", put_stops_next, 0},
    {"get is stopped", get_stops, 0},
    {"list is stopped", list_stops, 0},
    {"put ends at its deadline", put_is_late, 0},
    {"get ends at its deadline", get_is_late, 0},
    {"the progress of put ends at its length", put_tells, SOME},
    {"the progress of a large put ends at its length", put_tells, LARGE},
    {"the progress of get ends at its length", get_tells, SOME},
    {0}};
