/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz/record.h"
#include "platforms/bilans_ges.h"

/* What may be kept of a page that was read is read too. */
static void keeping(const prse__answer *page)
{
    prse__bilans bilans = {.siren = PRSE_STR("111222333")};
    prse_error why = {0};
    prse__buf kept;
    if (prse__bilans_read(&bilans, page, &why) != PRSE_OUTCOME_READ)
        return;
    prse__buf_init(&kept, 0);
    prse__bilans_keep(&kept, page->body);
    if (kept.failed) { /* lists in lists beyond what is written */
        prse__buf_free(&kept);
        return;
    }
    const prse__answer later = {PRSE_OK, 200, prse__buf_str(&kept)};
    prse__bilans again = {.siren = PRSE_STR("111222333")};
    FUZZ_ASSERT(prse__bilans_read(&again, &later, &why) == PRSE_OUTCOME_READ);
    FUZZ_ASSERT(again.read == bilans.read && again.more == bilans.more &&
                again.last_year == bilans.last_year &&
                again.validated == bilans.validated);
    prse__buf_free(&kept);
}

/* The same page again and again ends, and a page is accepted when it is
 * read. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const prse__answer answer = {PRSE_OK, 200, fuzz_text(data, size)};
    prse__bilans bilans = {.siren = PRSE_STR("111222333")};
    prse_outcome outcome = PRSE_OUTCOME_READ;
    prse__buf json;
    int32_t asked = 0;
    for (int32_t page; (page = prse__bilans_next(&bilans)) != 0; asked++) {
        prse_error why = {0};
        FUZZ_ASSERT(page == asked + 1 && page <= PRSE__BILANS_PAGES);
        outcome = prse__bilans_read(&bilans, &answer, &why);
        FUZZ_ASSERT((why.code != 0) == (outcome != PRSE_OUTCOME_READ));
        FUZZ_ASSERT(outcome != PRSE_OUTCOME_READ ||
                    prse__bilans_accept(answer.body));
    }
    prse__buf_init(&json, 0);
    prse__bilans_record(&json, PRSE_STR("111222333"), &bilans, outcome,
                        &answer);
    fuzz_check_record(&json, "bilans_ges", outcome);
    keeping(&answer);
    return 0;
}
