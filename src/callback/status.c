/* SPDX-License-Identifier: Apache-2.0 */
#include "callback/status.h"

static const struct {
    const char *word;
    int rank;
} words[] = {
    {"", 0},
    {"pending", 0},
    {"processing", 1},
    {"text_processed", 2},
    {"analysis_complete", 3},
    {"success", PRSE__RANK_FINAL},
    {"error", PRSE__RANK_FINAL},
};

int prse__status_rank(prse_str word)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (prse__str_is(word, words[i].word))
            return words[i].rank;
    return PRSE__RANK_UNKNOWN;
}
