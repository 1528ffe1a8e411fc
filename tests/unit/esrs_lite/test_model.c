/* SPDX-License-Identifier: Apache-2.0 */
/* The model that the build made. */
#include <string.h>

#include "esrs_lite/score.h"
#include "support/test.h"

static const prse__lite_model *const model = &prse__lite_model_built;

#define KNOWN \
    "7f5b4927c38a5cf693194fe9b7d402d71c868b833e5b866dca99c89c155f381e"

PRSE_TEST(model, is_smaller_than_400_kilobytes)
{
    cr_log_info("%zu bytes", model->bytes);
    cr_expect_lt(model->bytes, 400 * 1000);
    cr_expect_gt(model->bytes, sizeof(int8_t) * PRSE__LITE_BUCKETS *
                                   PRSE__LITE_LANES);
}

/* The same on every machine and with every compiler: whoever changes the
 * tables or the tool changes this line, and the engine's number where answers
 * change after a release. */
PRSE_TEST(model, is_the_one_that_is_known)
{
    cr_expect_str_eq(model->digest, KNOWN);
}

PRSE_TEST(model, lanes_without_label_are_zero)
{
    for (size_t b = 0; b < PRSE__LITE_BUCKETS; b++)
        for (size_t lane = model->label_count; lane < PRSE__LITE_LANES;
             lane++)
            cr_assert_eq(model->weights[b][lane], 0);
}

/* No score can leave the range of its type. */
PRSE_TEST(model, scores_cannot_overflow)
{
    int64_t most = (int64_t)PRSE__LITE_FEATURES * 128;
    cr_expect_leq(model->norms[PRSE__LITE_NORMS - 1], 4096 / 31);
    int64_t linear = most * model->norms[PRSE__LITE_NORMS - 1];
    int64_t terms = (int64_t)model->term_scale * model->term_cap;
    for (size_t n = 1; n < PRSE__LITE_NORMS; n++)
        if ((int64_t)n * 128 * model->norms[n] > linear)
            linear = (int64_t)n * 128 * model->norms[n];
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++) {
        int64_t bias = model->bias[lane];
        bias = bias < 0 ? -bias : bias;
        cr_expect_lt(2 * (linear + terms + bias), INT32_MAX);
    }
}

PRSE_TEST(model, shares_sum_to_one)
{
    int32_t scores[PRSE__LITE_LANES] = {0};
    scores[3] = 100000;
    scores[10] = 90000;
    prse__lite_verdict it = prse__lite_judge(model, scores, 0);
    cr_expect_eq(it.label, 3);
    cr_expect_eq(it.second, 10);
    cr_expect_gt(it.confidence, it.second_confidence);
    cr_expect_leq(it.confidence + it.second_confidence, 1.0);
}
