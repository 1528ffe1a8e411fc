/* SPDX-License-Identifier: Apache-2.0 */
/* A receipt from a file, and what the library finds of it. */
#ifndef PRSE_CLI_RECEIPT_READ_H
#define PRSE_CLI_RECEIPT_READ_H

#include "cli/args.h"
#include "cli/page.h"
#include "portailrse/receipt.h"

typedef struct cli_receipt {
    prse_text *report;
    prse_receipt_check check;
    prse_str json; /* the receipt, inside the report */
} cli_receipt;

/* Reads the file that the command line names, and checks it. Complains when it
 * fails. Close in every case. */
cli_exit cli_receipt_read(cli_receipt *out, const cli_context *cli,
                          const prse_receipt_verify_options *opts);
void cli_receipt_close(cli_receipt *receipt);
/* Whose it is, the pack and the day. */
void cli_receipt_title(cli_page *page, const cli_context *cli,
                       const cli_receipt *receipt);
/* Reads a key from a file; NULL stays NULL. */
cli_exit cli_receipt_key(prse_signing_key **out, const cli_context *cli,
                         const char *path);

#endif
