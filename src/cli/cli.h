/* SPDX-License-Identifier: Apache-2.0 */
/* The program `portailrse`: what each of its files knows. It stands on the
 * public headers alone, as any host does; it is no part of the library, hence
 * its own prefix cli_. */
#ifndef PRSE_CLI_CLI_H
#define PRSE_CLI_CLI_H

#include "portailrse/obligation.h"

/* Exit codes; stable, documented in portailrse(1). */
typedef enum cli_exit {
    CLI_OK = 0,
    CLI_FINDINGS = 1, /* done, and the result is negative */
    CLI_USAGE = 2,    /* the command line is wrong */
    CLI_INPUT = 3,    /* what was read is wrong */
    CLI_IO = 4,       /* reading, writing or asking a service failed */
    CLI_INTERNAL = 5, /* memory ran out, or a defect */
    CLI_STOPPED = 6   /* inside the program: it ends by the signal that came */
} cli_exit;

typedef struct cli_args cli_args;
typedef struct cli_command cli_command;

/* One run of the program. */
typedef struct cli_context {
    prse_lang lang;
    const cli_command *command;
    const cli_args *args;
} cli_context;

#endif
