/* SPDX-License-Identifier: Apache-2.0 */
/* Text that grows. When memory runs out the program says so and ends with
 * CLI_INTERNAL: nothing here can fail. */
#ifndef PRSE_CLI_BUFFER_H
#define PRSE_CLI_BUFFER_H

#include "cli/cli.h"

typedef struct cli_buffer {
    char *text; /* NUL-terminated as soon as something was added */
    size_t len;
    size_t room;
} cli_buffer;

void *cli_alloc(size_t count, size_t size);
void *cli_resize(void *old, size_t count, size_t size);

void cli_buffer_clear(cli_buffer *buffer);
void cli_buffer_free(cli_buffer *buffer);
/* Makes room for so many bytes more, and a NUL. */
void cli_buffer_reserve(cli_buffer *buffer, size_t more);
void cli_buffer_add(cli_buffer *buffer, prse_str text);
void cli_buffer_add_text(cli_buffer *buffer, const char *text);
void cli_buffer_add_char(cli_buffer *buffer, char c);
void cli_buffer_add_repeated(cli_buffer *buffer, const char *text,
                             size_t count);
void cli_buffer_add_number(cli_buffer *buffer, int64_t number);
/* Adds the pattern with {0} .. {9} replaced by the values. */
void cli_buffer_add_filled(cli_buffer *buffer, const char *pattern,
                           const prse_str *values, size_t count);
prse_str cli_buffer_str(const cli_buffer *buffer);
/* 1 when both are the same text. */
int cli_str_is(prse_str text, const char *other);

#endif
