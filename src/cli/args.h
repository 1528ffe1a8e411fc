/* SPDX-License-Identifier: Apache-2.0 */
/* The command line, cut into options and operands. */
#ifndef PRSE_CLI_ARGS_H
#define PRSE_CLI_ARGS_H

#include "cli/options.h"

typedef struct cli_given {
    cli_option_id option;
    const char *value; /* "" for an option without value */
} cli_given;

struct cli_args {
    cli_given *given; /* in the order of the command line */
    size_t given_count;
    const char **operands;
    size_t operand_count;
};

/* Reads what follows the command. `--name value` and `--name=value` are the
 * same; after `--` everything is an operand. Free with cli_args_free() in
 * every case. */
cli_exit cli_args_read(cli_args *args, const cli_context *cli, int count,
                       char **words);
void cli_args_free(cli_args *args);

/* The last value given, or NULL. */
const char *cli_args_value(const cli_args *args, cli_option_id option);
/* The value given for the index-th time, or NULL. */
const char *cli_args_nth(const cli_args *args, cli_option_id option,
                         size_t index);
const char *cli_args_operand(const cli_args *args, size_t index);

/* Finds --format among the names, the first of which is the default. */
cli_exit cli_args_format(size_t *out, const cli_context *cli,
                         const char *const *names, size_t count);

#endif
