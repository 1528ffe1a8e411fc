/* SPDX-License-Identifier: Apache-2.0 */
/* Legal units as the program shows them: in words, as JSON, as CSV. */
#ifndef PRSE_CLI_UNIT_H
#define PRSE_CLI_UNIT_H

#include "cli/buffer.h"
#include "cli/texts.h"
#include "portailrse/company.h"

/* What a unit has, in the order in which it is written; texts and the three
 * flags alike. */
typedef struct cli_unit_field {
    const char *name; /* "denomination" */
    cli_text_id label;
    size_t offset;    /* of the text or the flag in prse_unit */
    int is_flag;
} cli_unit_field;

size_t cli_unit_field_count(void);
const cli_unit_field *cli_unit_field_at(size_t index);
/* The text of a field; for a flag "true", "false" or nothing. */
prse_str cli_unit_value(const prse_unit *unit, const cli_unit_field *field);

/* {"siren": "012345674", ...}; null where the register is silent. */
void cli_unit_add_json(cli_buffer *out, const prse_unit *unit,
                       const char *indent);

/* The name, with the acronym beside when it tells more. */
void cli_unit_add_name(cli_buffer *out, const cli_context *cli,
                       const prse_unit *unit);
/* "RENNES (35)", "KIEL (ALLEMAGNE)" */
void cli_unit_add_place(cli_buffer *out, const prse_unit *unit);
/* "100 à 199", "10 000 et plus"; "non connu". */
void cli_unit_add_headcount(cli_buffer *out, const cli_context *cli,
                            prse_str code);
/* 1 when Insee has a class of that code. */
int cli_unit_is_class(prse_str code);
/* Where a unit comes from, in words: "Annuaire des entreprises". */
void cli_add_source(cli_buffer *out, const cli_context *cli, prse_str source);

#endif
