/* SPDX-License-Identifier: Apache-2.0 */
/* The little JSON that the program writes by itself. */
#ifndef PRSE_CLI_JSON_STRING_H
#define PRSE_CLI_JSON_STRING_H

#include "cli/buffer.h"

/* "text", with what JSON wants escaped. */
void cli_json_add_string(cli_buffer *out, prse_str text);
/* "name": "text" */
void cli_json_add_member(cli_buffer *out, const char *name, prse_str text);

#endif
