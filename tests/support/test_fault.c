/* SPDX-License-Identifier: Apache-2.0 */
/* The tools of the tests do what the tests rely on. */
#include "support/fault.h"

#include <cjson/cJSON.h>
#include <yaml.h>

#include "base/error.h"
#include "base/mem.h"
#include "support/test.h"

PRSE_TEST(fault, one_request_fails_and_the_next_does_not)
{
    prse_fault_arm(2, 0);
    void *blocks[3] = {prse__alloc(1, 8), prse__alloc(1, 8), prse__alloc(1, 8)};
    cr_assert_eq(prse_fault_pause(), 1);
    cr_expect_not_null(blocks[0]);
    cr_expect_null(blocks[1]);
    cr_expect_not_null(blocks[2]);
    prse__free(blocks[0]);
    prse__free(blocks[2]);
}

PRSE_TEST(fault, a_lasting_fault_lasts)
{
    prse_fault_arm(1, 1);
    cr_expect_null(prse__alloc(1, 8));
    cr_expect_null(prse__resize(NULL, 0, 1, 8));
    cr_assert_eq(prse_fault_pause(), 1);
    void *block = prse__alloc(1, 8);
    cr_expect_not_null(block);
    prse__free(block);
}

static prse_status three_blocks(prse_error *err)
{
    void *blocks[3] = {0};
    int full = 1;
    for (int i = 0; i < 3; i++) {
        blocks[i] = prse__alloc(1, 8);
        full = full && blocks[i];
    }
    for (int i = 0; i < 3; i++)
        prse__free(blocks[i]);
    return full ? PRSE_OK : prse__error_nomem(err);
}

PRSE_TEST(fault, each_request_fails_once_and_for_good)
{
    int rounds = 0, met = 0;
    PRSE_EACH_FAULT {
        prse_error err = {0};
        prse_status status = three_blocks(&err);
        PRSE_FAULT_CHECK(status, err);
        met += prse_fault_pause();
        rounds++;
    }
    cr_expect_eq(met, 6);
    cr_expect_eq(rounds, 8, "one clean round ends each of the two series");
}

PRSE_TEST(fault, third_party_requests_count_too)
{
    prse_fault_arm(1, 0);
    cr_expect_null(cJSON_CreateObject());
    cr_expect_eq(prse_fault_pause(), 1);

    yaml_parser_t parser;
    prse_fault_arm(1, 0);
    cr_expect_eq(yaml_parser_initialize(&parser), 0);
    cr_expect_eq(prse_fault_pause(), 1);
}
