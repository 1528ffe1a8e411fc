/* SPDX-License-Identifier: Apache-2.0 */
/* Where a pack is: the path as given, then under each folder of
 * $PORTAILRSE_PACKS, the installed packs, and ./packs. */
#ifndef PRSE_CLI_PACK_PLACE_H
#define PRSE_CLI_PACK_PLACE_H

#include "cli/buffer.h"

/* Adds the path of the pack; complains when it is in none of the places. */
cli_exit cli_pack_place(cli_buffer *out, const cli_context *cli,
                        const char *name);

#endif
