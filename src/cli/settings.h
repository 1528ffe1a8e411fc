/* SPDX-License-Identifier: Apache-2.0 */
/* Settings of services: a file of `name = value` lines, then variables of the
 * environment (sirene.key is PRSE_SIRENE_KEY), which win. */
#ifndef PRSE_CLI_SETTINGS_H
#define PRSE_CLI_SETTINGS_H

#include "cli/buffer.h"
#include "portailrse/services.h"

typedef struct cli_given_setting {
    cli_buffer name;
    cli_buffer value;
    cli_buffer where; /* "services.conf" or "PRSE_SIRENE_KEY" */
    uint32_t line;    /* of the file; 0: the environment */
} cli_given_setting;

typedef struct cli_settings {
    const cli_context *cli;
    cli_buffer file; /* that was read; empty: there is none */
    cli_given_setting *given; /* a later one wins */
    size_t count;
} cli_settings;

/* Reads --config, or the user's own file when there is one. Complains with
 * the line. Free in every case. */
cli_exit cli_settings_read(cli_settings *settings, const cli_context *cli);
void cli_settings_free(cli_settings *settings);

/* A setting of the program itself, from the environment or the file; NULL:
 * nobody set it. */
const char *cli_settings_own(cli_settings *settings, const char *name);
/* Sets what the file and the environment say. Complains with the place. */
cli_exit cli_settings_apply(cli_settings *settings, prse_services *services);

/* Where a setting was found; NULL: it is the default. */
const cli_given_setting *cli_settings_find(const cli_settings *settings,
                                           prse_str name);
/* PRSE_SIRENE_KEY of sirene.key. */
void cli_setting_add_variable(cli_buffer *out, prse_str name);
/* "services.conf:3", or the variable. */
void cli_setting_add_place(cli_buffer *out, const cli_given_setting *given);

#endif
