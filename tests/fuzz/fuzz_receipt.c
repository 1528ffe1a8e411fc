/* SPDX-License-Identifier: Apache-2.0 */
/* Receipts: any bytes are read or refused; what holds can be made again. */
#include "api/scenarios.h"
#include "formats/json_canonical.h"
#include "fuzz/fuzz.h"
#include "portailrse/receipt.h"
#include "receipt/replay.h"

static prse_pack *the_pack(void)
{
    static prse_pack *pack;
    if (!pack)
        FUZZ_ASSERT(scenario_pack(&pack, NULL) == PRSE_OK);
    return pack;
}

static void verify(prse_receipt_check *check, prse_text **report,
                   prse_str receipt, prse_status *status, prse_error *err)
{
    const prse_receipt_verify_options opts = {.size = sizeof opts,
                                              .lang = PRSE_LANG_EN,
                                              .pack = the_pack(),
                                              .today =
                                                  PRSE_STR("2027-06-01")};
    *status = prse_receipt_verify(check, report, receipt, &opts, err);
    fuzz_check(*status, err);
}

/* A receipt of the same facts holds too. */
static void make_again(prse_str json)
{
    prse_receipt_check check = {.size = sizeof check};
    prse__receipt read;
    prse__replay replay;
    prse_text *text;
    prse_error err = {0};
    prse_status status;
    prse__arena *arena = prse__arena_new(0);
    FUZZ_ASSERT(prse__receipt_read(&read, arena, json, &err) == PRSE_OK);
    FUZZ_ASSERT(prse__replay_run(&replay, &read, the_pack(), read.date, NULL,
                                 &err) == PRSE_OK);
    FUZZ_ASSERT(prse_receipt_make(&text, the_pack(), replay.facts, read.date,
                                  NULL, &err) == PRSE_OK);
    verify(&check, NULL, prse_text_str(text), &status, &err);
    FUZZ_ASSERT(status == PRSE_OK && check.holds);
    prse_text_free(text);
    prse__replay_free(&replay);
    prse__arena_free(arena);
}

static void expect_json(prse_text *report)
{
    prse__buf again;
    prse__buf_init(&again, 0);
    FUZZ_ASSERT(prse__json_canonical(&again, prse_text_str(report), NULL) ==
                PRSE_OK);
    prse__buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse_receipt_check check = {.size = sizeof check};
    prse_text *report = NULL;
    prse_error err = {0};
    prse_status status;
    verify(&check, &report, fuzz_text(data, size), &status, &err);
    FUZZ_ASSERT((report != NULL) == (status == PRSE_OK));
    if (report)
        expect_json(report);
    if (report && check.holds)
        make_again(fuzz_text(data, size));
    prse_text_free(report);
    return 0;
}
