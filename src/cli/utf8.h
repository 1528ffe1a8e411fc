/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes of somebody's file that may be UTF-8. */
#ifndef PRSE_CLI_UTF8_H
#define PRSE_CLI_UTF8_H

#include <stddef.h>

/* Bytes of the character that a text begins with; 0: it is not UTF-8. */
size_t cli_utf8_length(const char *text, size_t size);

#endif
