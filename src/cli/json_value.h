/* SPDX-License-Identifier: Apache-2.0 */
/* The little JSON that the program reads by itself: records that the library
 * wrote. A value is the piece of text it takes; empty: there is none. */
#ifndef PRSE_CLI_JSON_VALUE_H
#define PRSE_CLI_JSON_VALUE_H

#include "cli/buffer.h"

/* A member of an object, or of one inside: "egapro.entreprise.code_naf". */
prse_str cli_json_at(prse_str object, const char *path);
/* The next member of an object, from *at 0; 0: there are no more. */
int cli_json_next(prse_str object, size_t *at, prse_str *name,
                  prse_str *value);
/* The next item of a list, from *at 0; 0: there are no more. */
int cli_json_item(prse_str list, size_t *at, prse_str *value);
/* Adds the text of a string, or a number or word as it is written; nothing
 * for null. */
void cli_json_add_value(cli_buffer *out, prse_str value);
/* 1 when the value is this string. */
int cli_json_is(prse_str value, const char *text);
/* 1 when there is no value, or null. */
int cli_json_is_nothing(prse_str value);
/* The whole number of a value; 0 when it is none. */
int64_t cli_json_number(prse_str value);

#endif
