/* SPDX-License-Identifier: Apache-2.0 */
/* What rarely needs to be set of a worker: settings worker.* of the file of
 * settings and of the environment (PRSE_WORKER_LEASE_MS). */
#ifndef PRSE_CLI_WORKER_SETTINGS_H
#define PRSE_CLI_WORKER_SETTINGS_H

#include "cli/cli.h"

typedef enum cli_worker_number {
    CLI_WORKER_LEASE_MS,
    CLI_WORKER_ATTEMPTS,
    CLI_WORKER_DEATHS,
    CLI_WORKER_RETRY_MS,
    CLI_WORKER_LONGEST_RETRY_MS,
    CLI_WORKER_HOLD_MS,
    CLI_WORKER_DELIVERY_MS,
    CLI_WORKER_TOTAL_MS,
    CLI_WORKER_MOST_BYTES,
    CLI_WORKER_PATIENCE_MS,
    CLI_WORKER_LONGEST_PAUSE_MS,
    CLI_WORKER_PAGE_LIMIT,
    CLI_WORKER_DEADLINE_MS,
    CLI_WORKER_NUMBERS
} cli_worker_number;

typedef struct cli_worker_settings {
    uint32_t workers;
    int64_t numbers[CLI_WORKER_NUMBERS]; /* -1: nobody set it */
} cli_worker_settings;

/* Complains with the setting. */
cli_exit cli_worker_settings_read(cli_worker_settings *out,
                                  const cli_context *cli);
/* A number, or another where nobody set it. */
int64_t cli_worker_number_or(const cli_worker_settings *settings,
                             cli_worker_number number, int64_t other);

#endif
