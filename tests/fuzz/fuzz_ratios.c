/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz/record.h"
#include "platforms/ratios.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const prse__answer answer = {PRSE_OK, 200, fuzz_text(data, size)};
    prse__buf json;
    prse__buf_init(&json, 0);
    prse_outcome outcome =
        prse__ratios_record(&json, PRSE_STR("111222333"), 19000, &answer);
    FUZZ_ASSERT(outcome == PRSE_OUTCOME_UNREADABLE ||
                prse__ratios_accept(answer.body));
    fuzz_check_record(&json, "ratios", outcome);
    return 0;
}
