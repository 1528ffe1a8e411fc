/* SPDX-License-Identifier: Apache-2.0 */
/* A store that the command line names, and the portal in it. */
#ifndef PRSE_CLI_STORE_OPEN_H
#define PRSE_CLI_STORE_OPEN_H

#include "cli/address.h"
#include "portailrse/portal.h"

typedef enum cli_store_how {
    CLI_STORE_READ,
    CLI_STORE_WRITE,
    CLI_STORE_MAKE /* a file that is not there comes into being */
} cli_store_how;

typedef struct cli_store {
    const cli_context *cli;
    cli_buffer shown;     /* its address, without password */
    prse_store store;     /* also while the portal has it */
    prse_portal *portal;  /* NULL: not open */
    prse_session *session;
    int is_open;
} cli_store;

/* Each complains when it fails. Close in every case; of zeros too. */
cli_exit cli_store_open(cli_store *store, const cli_context *cli,
                        prse_str address, cli_store_how how);
/* Complains unless it holds a portal of this release. */
cli_exit cli_store_wants_portal(const cli_store *store);
/* Both. */
cli_exit cli_store_open_portal(cli_store *store, const cli_context *cli,
                               prse_str address, cli_store_how how);
/* Makes a session of the host, after both; blobs: empty for none. */
cli_exit cli_store_begin(cli_store *store, prse_str blobs);
void cli_store_close(cli_store *store);

/* Opens a blob store, which must be there. */
cli_exit cli_blobs_open(prse_blob *out, const cli_context *cli,
                        prse_str address);

/* What the library says of what the command line gave: its fault alone. */
cli_exit cli_complain_given(const prse_error *err);

#endif
