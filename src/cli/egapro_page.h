/* SPDX-License-Identifier: Apache-2.0 */
/* The records of Egapro for a terminal. */
#ifndef PRSE_CLI_EGAPRO_PAGE_H
#define PRSE_CLI_EGAPRO_PAGE_H

#include "cli/cli.h"
#include "portailrse/company.h"

enum { CLI_EGAPRO_RECORDS = 3 };

typedef struct cli_egapro {
    const prse_number *number;
    int32_t year;
    /* egapro, egapro_notes, representation_equilibree */
    prse_text *texts[CLI_EGAPRO_RECORDS];
} cli_egapro;

/* A declaration on which Egapro fails, as it does when less than twelve months
 * are declared: 2 when the scores prove that it is there, 1 when Egapro
 * answers all the rest, 0 otherwise. */
int cli_egapro_hides(const cli_egapro *records);
/* Writes the page to --out. */
cli_exit cli_egapro_write(const cli_context *cli, const cli_egapro *records);

#endif
