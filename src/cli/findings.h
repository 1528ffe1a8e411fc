/* SPDX-License-Identifier: Apache-2.0 */
/* What a check finds, a line each as soon as it is found. */
#ifndef PRSE_CLI_FINDINGS_H
#define PRSE_CLI_FINDINGS_H

#include "cli/page.h"
#include "cli/work.h"

typedef struct cli_findings {
    const cli_context *cli;
    cli_work work;
    cli_output out;
    cli_page page;
    uint64_t count;
} cli_findings;

/* Begins, at its final place. */
cli_exit cli_findings_begin(cli_findings *findings, const cli_context *cli);
/* A prse_finding; user: the findings. */
void cli_findings_add(void *user, prse_str text);
/* Tells how many there are, or why no more could be looked for. */
cli_exit cli_findings_end(cli_findings *findings, const prse_error *err,
                          prse_str shown);

#endif
