/* SPDX-License-Identifier: Apache-2.0 */
/* What was found of a receipt, for people. */
#ifndef PRSE_CLI_RECEIPT_PAGE_H
#define PRSE_CLI_RECEIPT_PAGE_H

#include "cli/receipt_read.h"

/* `key_given`: a signature that is missing is missed. */
cli_exit cli_receipt_page(const cli_context *cli, const cli_receipt *receipt,
                          int key_given);

#endif
