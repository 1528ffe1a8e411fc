/* SPDX-License-Identifier: Apache-2.0 */
/* Asking on when somebody does not know the answer to a question. */
#ifndef PRSE_CLI_SKIPPED_H
#define PRSE_CLI_SKIPPED_H

#include "cli/next_question.h"

typedef struct cli_skipped {
    prse_fact_use *facts; /* which a person said not to know */
    size_t count;
    size_t room;
} cli_skipped;

void cli_skipped_add(cli_skipped *skipped, const cli_question *question);
void cli_skipped_free(cli_skipped *skipped);
/* The best question about another fact: if the report asks about a skipped
 * one, what would be asked after "yes" to it, else after "no". The facts are
 * as before when it returns, and the report answers for them. */
cli_exit cli_skipped_question(cli_question *out, const cli_skipped *skipped,
                              cli_company *company);

#endif
