/* SPDX-License-Identifier: Apache-2.0 */
/* The classifier that --model names; without it, esrs-lite. */
#ifndef PRSE_CLI_MODEL_H
#define PRSE_CLI_MODEL_H

#include "cli/cli.h"
#include "portailrse/sys/classifier.h"

/* For so many processes at a time, each of which opens it. Complains when it
 * cannot. End with prse_classifier_drop() in every case. */
cli_exit cli_model_open(prse_classifier *out, const cli_context *cli,
                        uint32_t processes);

#endif
