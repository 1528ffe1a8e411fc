/* SPDX-License-Identifier: Apache-2.0 */
/* The Hub and its cache, as the command line and the environment say:
 * HF_ENDPOINT, HF_TOKEN, HF_HUB_CACHE, HF_HOME. */
#ifndef PRSE_CLI_HUB_OPEN_H
#define PRSE_CLI_HUB_OPEN_H

#include "cli/buffer.h"
#include "portailrse/hub.h"

/* Complains when it cannot. End with prse_hub_free(). */
cli_exit cli_hub_open(prse_hub **out, const cli_context *cli);
/* "owner/name@revision", and no folder. */
int cli_hub_is_name(const char *text);
/* Adds the folder of a model of the cache; complains when it is not there. */
cli_exit cli_hub_find(cli_buffer *out, const cli_context *cli,
                      const char *name);

#endif
