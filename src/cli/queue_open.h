/* SPDX-License-Identifier: Apache-2.0 */
/* The queue of a store that the command line names. */
#ifndef PRSE_CLI_QUEUE_OPEN_H
#define PRSE_CLI_QUEUE_OPEN_H

#include "cli/store_open.h"
#include "portailrse/worker.h"

/* Opens the queue of --store, which must be there. Complains. */
cli_exit cli_queue_open(prse_queue **out, const cli_context *cli,
                        cli_store_how how);
/* With options; one that migrates need not be there. */
cli_exit cli_queue_open_with(prse_queue **out, const cli_context *cli,
                             cli_store_how how,
                             const prse_queue_options *opts);

#endif
