/* SPDX-License-Identifier: Apache-2.0 */
/* What servers outside are asked with, as the command line and the environment
 * say: a token, networks that are allowed, a proxy. */
#ifndef PRSE_CLI_OUTSIDE_H
#define PRSE_CLI_OUTSIDE_H

#include "cli/buffer.h"

/* Adds the token of --token-file, if there is one. Free it in every case. */
cli_exit cli_outside_token(cli_buffer *out, const cli_context *cli);
/* Of --networks, or PRSE_NETWORKS. */
prse_str cli_outside_networks(const cli_context *cli);
/* 1: the environment names a proxy for https. */
uint32_t cli_outside_has_proxy(void);

#endif
