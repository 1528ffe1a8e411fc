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

/* 1 when the scores prove a declaration that Egapro does not show: it fails on
 * one of less than twelve months. */
int cli_egapro_is_hidden(const cli_egapro *records);
/* Writes the page to --out. */
cli_exit cli_egapro_write(const cli_context *cli, const cli_egapro *records);

#endif
