/* SPDX-License-Identifier: Apache-2.0 */
/* Counts, sizes, times and company numbers as people read them. */
#ifndef PRSE_CLI_AMOUNTS_H
#define PRSE_CLI_AMOUNTS_H

#include "cli/buffer.h"
#include "cli/texts.h"

/* 29 412 306 in French, 29,412,306 in English. */
void cli_add_count(cli_buffer *out, const cli_context *cli, uint64_t count);
/* 950 Mo, 1,2 Go */
void cli_add_size(cli_buffer *out, const cli_context *cli, uint64_t bytes);
/* 120 ms, 8,4 s, 2 min 5 s, 3 h 20 min */
void cli_add_duration(cli_buffer *out, const cli_context *cli, int64_t ms);
/* 552 032 534, or 552 032 534 00018; other texts stay as they are. */
void cli_add_number_groups(cli_buffer *out, prse_str digits);

/* A text of the program with its values filled in. */
void cli_add_words(cli_buffer *out, const cli_context *cli, cli_text_id id,
                   const prse_str *values, size_t count);

#endif
