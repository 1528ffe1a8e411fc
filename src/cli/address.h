/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses of stores and of blob stores, from the command line and from the
 * environment. */
#ifndef PRSE_CLI_ADDRESS_H
#define PRSE_CLI_ADDRESS_H

#include "cli/args.h"
#include "cli/buffer.h"

/* Adds an address as it may be shown: without password and settings. */
void cli_address_add(cli_buffer *out, prse_str address);

/* The store that is given, else that of PRSE_STORE. Complains when there is
 * neither. */
cli_exit cli_store_address(prse_str *out, const cli_context *cli,
                           const char *given);
/* Operands "[STORE] OTHER": with one of them, the store is that of PRSE_STORE.
 * *other is NULL when there is none. */
cli_exit cli_store_and_other(prse_str *store, const char **other,
                             const cli_context *cli);

/* The blob store that is given, else that of PRSE_BLOBS if the store is that of
 * PRSE_STORE: blobs of one store must not be taken for orphans of another.
 * Empty: there is none. */
prse_str cli_blobs_address(const char *given, prse_str store);

#endif
