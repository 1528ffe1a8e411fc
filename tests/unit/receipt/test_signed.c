/* SPDX-License-Identifier: Apache-2.0 */
/* Signed receipts: whatever is changed is noticed. */
#include <stdlib.h>
#include <string.h>

#include "scene.h"

static const char COMPANY[] =
    "{\"effectif\": {\"2025\": 60, \"2024\": 55}, \"publie\": true}";

PRSE_TEST(receipt_signed, holds_with_the_public_key)
{
    prse_pack *pack = scene_pack("50");
    prse_signing_key *key = scene_key(SCENE_KEY);
    prse_text *pem;
    char *receipt = scene_make(pack, COMPANY, key);
    cr_assert_eq(prse_signing_key_pem(&pem, key, 0, NULL), PRSE_OK);
    prse_signing_key *half = scene_key(prse_text_str(pem).ptr);
    cr_expect(scene_holds(receipt, pack, half));
    cr_expect(scene_holds(receipt, NULL, half));
    cr_expect(prse_signing_key_id(half).len == 16);
    cr_expect_not_null(strstr(receipt, prse_signing_key_id(half).ptr));
    prse_text_free(pem);
    prse_signing_key_free(key);
    prse_signing_key_free(half);
    free(receipt);
    prse_pack_unref(pack);
}

/* Each byte takes each other value that one changed bit gives, and becomes a
 * blank or another digit. */
PRSE_TEST(receipt_signed, each_changed_byte_is_noticed, .timeout = PRSE_LONG)
{
    prse_pack *pack = scene_pack("50");
    prse_signing_key *key = scene_key(SCENE_KEY);
    char *receipt = scene_make(pack, COMPANY, key);
    for (size_t i = 0; receipt[i]; i++) {
        char was = receipt[i];
        for (int change = 0; change < 10; change++) {
            char to = (char)(was ^ 1 << change % 8);
            to = change == 8 ? ' ' : change == 9 ? '7' : to;
            if (to == was || !to)
                continue;
            receipt[i] = to;
            cr_assert_not(scene_holds(receipt, NULL, key), "%zu: %s", i,
                          receipt);
        }
        receipt[i] = was;
    }
    cr_expect(scene_holds(receipt, pack, key));
    prse_signing_key_free(key);
    free(receipt);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_signed, a_removed_or_added_byte_is_noticed)
{
    prse_signing_key *key = scene_key(SCENE_KEY);
    prse_pack *pack = scene_pack("50");
    char *receipt = scene_make(pack, COMPANY, key);
    size_t len = strlen(receipt);
    char *changed = malloc(len + 2);
    for (size_t i = 0; i < len; i++) {
        memcpy(changed, receipt, i);
        strcpy(changed + i, receipt + i + 1);
        cr_expect_not(scene_holds(changed, NULL, key), "%s", changed);
        changed[i] = receipt[i];
        strcpy(changed + i + 1, receipt + i);
        cr_expect_not(scene_holds(changed, NULL, key), "%s", changed);
    }
    free(changed);
    free(receipt);
    prse_signing_key_free(key);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_signed, by_somebody_else)
{
    prse_pack *pack = scene_pack("50");
    prse_signing_key *key = scene_key(SCENE_KEY);
    prse_signing_key *other = scene_key(SCENE_OTHER_KEY);
    char *receipt = scene_make(pack, COMPANY, other);
    char *renamed = scene_replace(receipt, prse_signing_key_id(other).ptr,
                                  prse_signing_key_id(key).ptr);
    scene_checked c = scene_verify(receipt, pack, key, NULL);
    cr_expect_eq(c.check.signature, 0);
    cr_expect_eq(c.check.holds, 0);
    cr_expect_not_null(strstr(c.report, "The receipt says that the key"));
    scene_checked_free(&c);
    c = scene_verify(renamed, pack, key, NULL);
    cr_expect_eq(c.check.signature, 0);
    cr_expect_not_null(strstr(c.report, "The signature does not match"));
    scene_checked_free(&c);
    prse_signing_key_free(key);
    prse_signing_key_free(other);
    free(receipt);
    free(renamed);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_signed, a_signature_that_was_taken_off_is_missed)
{
    prse_pack *pack = scene_pack("50");
    prse_signing_key *key = scene_key(SCENE_KEY);
    char *receipt = scene_make(pack, COMPANY, NULL);
    scene_checked c = scene_verify(receipt, pack, key, NULL);
    cr_expect_eq(c.check.signature, -1);
    cr_expect_eq(c.check.holds, 0);
    cr_expect_not_null(strstr(c.report, "The receipt is not signed."));
    scene_checked_free(&c);
    prse_signing_key_free(key);
    free(receipt);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_signed, only_a_private_key_signs)
{
    prse_pack *pack = scene_pack("50");
    prse_signing_key *key = scene_key(SCENE_KEY);
    prse_text *pem, *text;
    prse_error err = {0};
    cr_assert_eq(prse_signing_key_pem(&pem, key, 0, NULL), PRSE_OK);
    prse_signing_key *half = scene_key(prse_text_str(pem).ptr);
    prse_facts *facts = scene_facts(pack, COMPANY);
    prse_receipt_options opts = {.size = sizeof opts, .key = half};
    cr_expect_eq(prse_receipt_make(&text, pack, facts, prse_str_of(SCENE_DAY),
                                   &opts, &err),
                 PRSE_ENOTFOUND);
    cr_expect_eq(err.code, PRSE_ENOTFOUND);
    prse_text_free(pem);
    cr_expect_eq(prse_signing_key_pem(&pem, half, 1, NULL), PRSE_ENOTFOUND);
    prse_facts_free(facts);
    prse_signing_key_free(key);
    prse_signing_key_free(half);
    prse_pack_unref(pack);
}

PRSE_TEST(receipt_signed, keys_that_are_none)
{
    prse_error err = {0};
    prse_signing_key *key;
    cr_expect_eq(prse_signing_key_read(&key, PRSE_STR("x"), &err),
                 PRSE_EPARSE);
    cr_expect_eq(err.code, PRSE_EPARSE);
    cr_expect_eq(prse_signing_key_read(NULL, PRSE_STR("x"), NULL),
                 PRSE_EINVAL);
    cr_expect_eq(prse_signing_key_make(NULL, NULL), PRSE_EINVAL);
    cr_expect_eq(prse_signing_key_pem(NULL, NULL, 0, NULL), PRSE_EINVAL);
    cr_expect_eq(prse_signing_key_id(NULL).len, 0);
    prse_signing_key_free(NULL);
    cr_assert_eq(prse_signing_key_make(&key, NULL), PRSE_OK);
    cr_expect_eq(prse_signing_key_id(key).len, 16);
    prse_signing_key_free(key);
}
