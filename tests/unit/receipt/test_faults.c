/* SPDX-License-Identifier: Apache-2.0 */
/* Lack of memory at each request of making and of checking. */
#include <stdlib.h>
#include <string.h>

#include "scene.h"
#include "support/fault.h"

static const char COMPANY[] =
    "{\"effectif\": {\"2025\": 60, \"2024\": 55}, \"publie\": true}";

PRSE_TEST(receipt_faults, making, .timeout = PRSE_LONG)
{
    prse_pack *pack = scene_pack("50");
    prse_facts *facts = scene_facts(pack, COMPANY);
    prse_signing_key *key = scene_key(SCENE_KEY);
    const prse_receipt_options opts = {.size = sizeof opts,
                                       .subject = PRSE_STR("x"),
                                       .key = key};
    free(scene_make(pack, COMPANY, key));
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_text *text = NULL;
        prse_status status = prse_receipt_make(
            &text, pack, facts, prse_str_of(SCENE_DAY), &opts, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(text == NULL, status != PRSE_OK);
        prse_text_free(text);
    }
    prse_signing_key_free(key);
    prse_facts_free(facts);
    prse_pack_unref(pack);
}

static void check_each(const char *receipt, prse_pack *pack,
                       const prse_signing_key *key)
{
    const prse_receipt_verify_options opts = {.size = sizeof opts,
                                              .pack = pack,
                                              .key = key,
                                              .today = PRSE_STR("2027-01-01")};
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_text *report = NULL;
        prse_receipt_check check = {.size = sizeof check, .holds = -5};
        prse_status status = prse_receipt_verify(
            &check, &report, prse_str_of(receipt), &opts, &err);
        PRSE_FAULT_CHECK(status, err);
        cr_assert_eq(report == NULL, status != PRSE_OK);
        prse_text_free(report);
    }
}

PRSE_TEST(receipt_faults, checking, .timeout = PRSE_LONG)
{
    prse_pack *pack = scene_pack("50"), *later = scene_pack("100");
    prse_signing_key *key = scene_key(SCENE_KEY);
    char *receipt = scene_make(pack, COMPANY, key);
    char *changed = scene_replace(receipt, "\"60\"", "\"30\"");
    char *renamed = scene_replace(receipt, "\"publie\":", "\"autre\":");
    check_each(receipt, pack, key);
    check_each(receipt, later, key);
    check_each(changed, pack, key);
    check_each(renamed, pack, key);
    free(receipt);
    free(changed);
    free(renamed);
    prse_signing_key_free(key);
    prse_pack_unref(pack);
    prse_pack_unref(later);
}

PRSE_TEST(receipt_faults, keys)
{
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_signing_key *key = NULL;
        prse_text *pem = NULL;
        prse_status status =
            prse_signing_key_read(&key, prse_str_of(SCENE_KEY), &err);
        if (!status)
            status = prse_signing_key_pem(&pem, key, 1, &err);
        PRSE_FAULT_CHECK(status, err);
        prse_text_free(pem);
        prse_signing_key_free(key);
    }
}
