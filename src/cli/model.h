/* SPDX-License-Identifier: Apache-2.0 */
/* The classifier that --model names: a folder, a model of the cache of the Hub,
 * or an address; without it, esrs-lite. */
#ifndef PRSE_CLI_MODEL_H
#define PRSE_CLI_MODEL_H

#include "cli/buffer.h"
#include "portailrse/camembert.h"

/* For so many processes at a time, each of which opens it. Complains when it
 * cannot. End with prse_classifier_drop() in every case. */
cli_exit cli_model_open(prse_classifier *out, const cli_context *cli,
                        uint32_t processes);
/* How a model is run by one of so many processes. */
prse_camembert_options cli_model_options(const cli_context *cli,
                                         uint32_t processes);
/* Adds the folder of a model: itself, or where the cache of the Hub has
 * owner/name@revision; nothing is fetched. */
cli_exit cli_model_folder(cli_buffer *out, const cli_context *cli,
                          const char *name);

#endif
