/* SPDX-License-Identifier: Apache-2.0 */
/* What an endpoint may answer: any bytes. An answer that is taken keeps to the
 * contract of classifiers. */
#include "classify/check.h"
#include "endpoint/endpoint.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse__endpoint it = {.arena = prse__arena_new(0)};
    prse_label label = {.label = 0};
    prse_error err = {0};
    if (!it.arena || prse__endpoint_labels(&it, &err)) {
        prse__arena_free(it.arena);
        return 0;
    }
    prse_status status = prse__endpoint_read(
        &label, &it, fuzz_text(data, size), &err);
    fuzz_check(status, &err);
    if (!status)
        FUZZ_ASSERT(prse__classify_check_label(&label, PRSE_STR("a"),
                                               it.label_count, &err) ==
                    PRSE_OK);
    prse__arena_free(it.arena);
    return 0;
}
