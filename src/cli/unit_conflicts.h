/* SPDX-License-Identifier: Apache-2.0 */
/* Where two registers say different things of one unit. */
#ifndef PRSE_CLI_UNIT_CONFLICTS_H
#define PRSE_CLI_UNIT_CONFLICTS_H

#include "cli/unit.h"

typedef struct cli_unit_conflict {
    const cli_unit_field *field;
    prse_str here, there;
} cli_unit_conflict;

enum { CLI_UNIT_CONFLICTS = 32 };

typedef struct cli_unit_conflicts {
    cli_unit_conflict items[CLI_UNIT_CONFLICTS];
    size_t count;
} cli_unit_conflicts;

/* Values on which both speak and differ; a headcount of another year is no
 * difference. Texts are those of the units. */
void cli_unit_compare(cli_unit_conflicts *out, const prse_unit *here,
                      const prse_unit *there);

#endif
