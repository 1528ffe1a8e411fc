/* SPDX-License-Identifier: Apache-2.0 */
#include "shelf.h"

static shelf it;

static prse_hub_model *fetch(prse_hub *hub)
{
    prse_error err = {0};
    prse_hub_model *model = NULL;
    cr_assert_eq(prse_hub_fetch(&model, hub, PRSE_STR("owner/model"),
                                (prse_str){0}, NULL, &err),
                 PRSE_OK, "%s", err.message);
    return model;
}

static int is(prse_str text, const char *other)
{
    return text.len == strlen(other) &&
           memcmp(text.ptr, other, text.len) == 0;
}

PRSE_TEST(hub_fetch, tells_what_came)
{
    prse_hub_model_info info = {.size = sizeof info};
    prse_hub_file file = {.size = sizeof file};
    prse_error err = {0};
    shelf_open(&it);
    prse_hub *hub = shelf_hub(&it);
    prse_hub_model *model = fetch(hub);
    cr_assert_eq(prse_hub_model_get(model, &info, NULL), PRSE_OK);
    cr_assert(is(info.repository, "owner/model") && is(info.commit, COMMIT));
    cr_assert_eq(info.file_count, 2);
    cr_assert_eq(info.fetched, 9);
    cr_assert_eq(prse_hub_model_file(model, 1, &file, NULL), PRSE_OK);
    cr_assert(is(file.name, "model.safetensors"));
    cr_assert(is(file.digest, it.weights));
    cr_assert_eq(prse_hub_model_file(model, 2, &file, &err), PRSE_ENOTFOUND);
    prse_hub_model_free(model);
    prse_hub_free(hub);
    cr_assert_eq(it.freed, 1);
    shelf_close(&it);
}

static int stop_at_once(void *user)
{
    (void)user;
    return 1;
}

PRSE_TEST(hub_fetch, ends_when_the_caller_asks)
{
    prse_hub_model *model = NULL;
    prse_error err = {0};
    const prse_hub_watch watch = {.size = sizeof watch,
                                  .should_stop = stop_at_once};
    shelf_open(&it);
    prse_hub *hub = shelf_hub(&it);
    cr_assert_eq(prse_hub_fetch(&model, hub, PRSE_STR("owner/model"),
                                (prse_str){0}, &watch, &err), PRSE_ECANCELED);
    cr_assert_eq(err.code, PRSE_ECANCELED);
    cr_assert_eq(it.asked, 0);
    prse_hub_free(hub);
    shelf_close(&it);
}

PRSE_TEST(hub_fetch, a_backend_without_guards_is_refused)
{
    prse_hub *hub = NULL;
    prse_error err = {0};
    shelf_open(&it);
    prse_http http = it.http;
    http.guards = 0;
    prse_hub_options opts = {.size = sizeof opts, .http = &http,
                             .cache = prse_str_of(it.cache)};
    cr_assert_eq(prse_hub_new(&hub, &opts, &err), PRSE_EUNSUPPORTED);
    cr_assert_eq(it.freed, 0);
    opts.behind_proxy = 1;
    cr_assert_eq(prse_hub_new(&hub, &opts, &err), PRSE_OK);
    prse_hub_free(hub);
    cr_assert_eq(it.freed, 1);
    shelf_close(&it);
}

PRSE_TEST(hub_fetch, wrong_options)
{
    prse_hub *hub = NULL;
    prse_error err = {0};
    const prse_str cache = PRSE_STR("/tmp/none");
    const prse_hub_options all[] = {
        {.size = sizeof *all},
        {.size = sizeof *all, .cache = cache, .connect_ms = -1},
        {.size = sizeof *all, .cache = cache, .idle_ms = -1},
        {.size = sizeof *all, .cache = cache, .tries = 101},
        {.size = sizeof *all, .cache = cache, .token = PRSE_STR("a b")},
        {.size = sizeof *all, .cache = PRSE_STR("a\0b")}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        cr_assert_eq(prse_hub_new(&hub, &all[i], &err), PRSE_EINVAL, "%zu",
                     i);
        cr_assert_null(hub);
    }
    cr_assert_eq(prse_hub_new(NULL, &all[0], &err), PRSE_EINVAL);
    cr_assert_eq(prse_hub_new(&hub, NULL, &err), PRSE_EINVAL);
}
