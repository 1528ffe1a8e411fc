/* SPDX-License-Identifier: Apache-2.0 */
/* Every request for memory fails in turn. */
#include "shelf.h"
#include "support/fault.h"

static shelf it;

PRSE_TEST(hub_faults, fetching, .timeout = PRSE_LONG)
{
    shelf_open(&it);
    prse_hub *hub = shelf_hub(&it);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_hub_model *model = NULL;
        prse_status status =
            prse_hub_fetch(&model, hub, PRSE_STR("owner/model@main"),
                           (prse_str){0}, NULL, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(model == NULL, status != PRSE_OK);
        prse_hub_model_free(model);
        shelf_empty(&it);
    }
    prse_hub_free(hub);
    shelf_close(&it);
}

static void check_finding(const prse_hub *hub)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_hub_model *model = NULL;
        prse_status status =
            prse_hub_find(&model, hub, PRSE_STR("owner/model@main"),
                          (prse_str){0}, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_hub_model_free(model);
    }
}

static void check_copying(const prse_hub_model *model)
{
    char to[100];
    snprintf(to, sizeof to, "%s/copy", it.cache);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status =
            prse_hub_model_copy(model, prse_str_of(to), &err);
        PRSE_FAULT_CHECK(status, err);
    }
}

PRSE_TEST(hub_faults, of_the_cache, .timeout = PRSE_LONG)
{
    prse_hub_model *model = NULL;
    shelf_open(&it);
    prse_hub *hub = shelf_hub(&it);
    cr_assert_eq(prse_hub_fetch(&model, hub, PRSE_STR("owner/model"),
                                (prse_str){0}, NULL, NULL), PRSE_OK);
    check_finding(hub);
    check_copying(model);
    prse_hub_model_free(model);
    prse_hub_free(hub);
    shelf_close(&it);
}

PRSE_TEST(hub_faults, setting_up, .timeout = PRSE_LONG)
{
    shelf_open(&it);
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_hub *hub = NULL;
        prse_http http = it.http;
        const prse_hub_options opts = {
            .size = sizeof opts, .http = &http,
            .cache = prse_str_of(it.cache), .token = PRSE_STR("hf_a"),
            .networks = PRSE_STR("10.0.0.0/8")};
        prse_status status = prse_hub_new(&hub, &opts, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(http.start == NULL, status == PRSE_OK);
        prse_hub_free(hub);
    }
    shelf_close(&it);
}
