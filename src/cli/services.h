/* SPDX-License-Identifier: Apache-2.0 */
/* The public services and the offline register, as the command line, the
 * settings and the environment want them: every command that asks them opens
 * them here. */
#ifndef PRSE_CLI_SERVICES_H
#define PRSE_CLI_SERVICES_H

#include "cli/args.h"
#include "cli/settings.h"

typedef struct cli_services {
    const cli_context *cli;
    prse_services *all;
    prse_register *reg;     /* NULL: there is none */
    cli_buffer reg_path;    /* empty: no place for one is known */
    cli_buffer cache_path;  /* empty: answers are kept in memory only */
    cli_settings settings;
    prse_request_options asked; /* handed to each request */
} cli_services;

/* Complains when it fails. Close in every case. */
cli_exit cli_services_open(cli_services *services, const cli_context *cli);
/* The same, but a register that cannot be opened is left aside, and told to
 * the caller alone; its code is 0 when all is well. */
cli_exit cli_services_open_anyway(cli_services *services,
                                  const cli_context *cli, prse_error *told);
void cli_services_close(cli_services *services);

/* The file of the offline register: --register, PRSE_REGISTER, else the
 * user's own. *named: 1 when somebody named it. */
cli_exit cli_register_path(cli_buffer *out, const cli_context *cli,
                           int *named);

/* Tells why a register cannot be opened. */
cli_exit cli_register_refused(const cli_context *cli, const cli_buffer *path,
                              const prse_error *err);

/* Tells that registers could not answer, and what to try. */
cli_exit cli_services_complain(const cli_services *services,
                               const prse_error *err);
/* The same of a look-up: nobody may know the unit, which is a finding. */
cli_exit cli_services_complain_unit(const cli_services *services,
                                    const prse_error *err, prse_str number);
/* A status as the cause of a failure: "time ran out". */
const char *cli_cause(const cli_context *cli, prse_status status);

#endif
