/* SPDX-License-Identifier: Apache-2.0 */
/* All that a process of `portailrse worker` holds open. Each opens its own:
 * neither databases nor models with threads live through a fork. What a model
 * maps from its file is there once all the same. */
#ifndef PRSE_CLI_WORKER_PARTS_H
#define PRSE_CLI_WORKER_PARTS_H

#include "cli/store_open.h"
#include "cli/worker_settings.h"
#include "portailrse/runs.h"

typedef struct cli_worker_parts {
    const cli_context *cli;
    const cli_worker_settings *settings;
    prse_queue *queue;
    cli_store portal; /* may be closed */
    prse_blob blob;
    prse_remote *remote; /* NULL: no host is listed */
    prse_webhook_keys *keys;
    prse_extract extract;
    prse_classifier classifier;
    prse_cache cache;
    prse_runs *runs;
} cli_worker_parts;

/* Complains. Close in every case. */
cli_exit cli_worker_parts_open(cli_worker_parts *out, const cli_context *cli,
                               const cli_worker_settings *settings,
                               int migrates);
void cli_worker_parts_close(cli_worker_parts *parts);

#endif
