/* SPDX-License-Identifier: Apache-2.0 */
/* Companies by their answers before and after. */
#include "cli/reform.h"

const char *cli_reform_state(size_t state)
{
    static const char *const words[CLI_REFORM_STATES] = {
        [PRSE_NOT_SUBJECT] = "non_soumis",
        [PRSE_SUBJECT] = "soumis",
        [PRSE_UNKNOWN] = "incalculable",
        [PRSE_RECOMMENDED] = "recommande",
        [PRSE_INSUFFICIENT] = "insuffisant",
        [PRSE_REFORM_ABSENT] = "absente"};
    return words[state];
}

uint64_t cli_reform_changed(const cli_reform_pairs *pairs)
{
    uint64_t sum = 0;
    for (size_t from = 0; from < CLI_REFORM_STATES; from++)
        for (size_t to = 0; to < CLI_REFORM_STATES; to++)
            if (from != to && from != PRSE_UNKNOWN && to != PRSE_UNKNOWN)
                sum += pairs->of[from][to];
    return sum;
}

uint64_t cli_reform_untold(const cli_reform_pairs *pairs)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < CLI_REFORM_STATES; i++) {
        sum += pairs->of[PRSE_UNKNOWN][i];
        if (i != PRSE_UNKNOWN)
            sum += pairs->of[i][PRSE_UNKNOWN];
    }
    return sum;
}
