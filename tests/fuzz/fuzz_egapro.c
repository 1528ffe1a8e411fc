/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz/record.h"
#include "platforms/egapro.h"

static const prse_str SIREN = {"111222333", 9};

static void declaration(prse_str body, int32_t http)
{
    const prse__answer answer = {PRSE_OK, http, body};
    prse__buf json;
    prse__buf_init(&json, 0);
    prse_outcome outcome = prse__egapro_record(&json, SIREN, 2021, &answer);
    FUZZ_ASSERT(http != 200 || outcome != PRSE_OUTCOME_READ ||
                prse__egapro_accept(body));
    fuzz_check_record(&json, "egapro", outcome);
}

static void searches(prse_str body)
{
    const prse__answer answer = {PRSE_OK, 200, body};
    prse__buf json;
    prse__buf_init(&json, 0);
    prse_outcome outcome = prse__egapro_scores_record(&json, SIREN, &answer);
    fuzz_check_record(&json, "egapro_notes", outcome);
    prse__buf_init(&json, 0);
    outcome = prse__egapro_balance_record(&json, SIREN, &answer);
    fuzz_check_record(&json, "representation_equilibree", outcome);
    prse__egapro_search_accept(body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse_str body = fuzz_text(data, size);
    declaration(body, 200);
    declaration(body, 404);
    searches(body);
    return 0;
}
