/* SPDX-License-Identifier: Apache-2.0 */
/* The question whose answer helps most, kept while other calls are made. */
#ifndef PRSE_CLI_NEXT_QUESTION_H
#define PRSE_CLI_NEXT_QUESTION_H

#include "cli/company.h"
#include "cli/page.h"

/* An open question asks for a value: nobody can answer it with yes or no. */
typedef struct cli_question {
    int found; /* 0: there is nothing left to ask */
    int open;
    size_t fact;
    int32_t year;
    prse_str id; /* of the fact; text of the pack */
    cli_buffer text, condition, yes, no, why;
} cli_question;

/* Reads the question of an evaluated report; complains when that fails. */
cli_exit cli_question_read(cli_question *out, cli_company *company);
void cli_question_free(cli_question *question);
/* Adds the named values and brackets of the fact, with commas; a pack may
 * name none. */
void cli_question_add_values(cli_buffer *out, const cli_company *company,
                             const cli_question *question);
/* Shows the question, what it helps to decide, and how to answer it on the
 * command line. */
void cli_question_show(cli_page *page, const cli_company *company,
                       const cli_question *question);

#endif
